// Charts of reports and portfolios: figures in, ECharts options out. Colours come with them: paper is white in the dark too.
import type { ChartColours, ChartOption } from '../dashboard/charts'
import { monthText } from '../usage/use_words'
import type { Figures } from './report_words'

export const paperColours: ChartColours = { ink: '#1b2530', soft: '#525f6e', edge: '#d5dbe2', paper: '#ffffff', brand: '#0b5a7a', ok: '#1c6b3c', soon: '#8a5300', late: '#a51d24' }
const kwh = (wh: number | undefined) => (wh === undefined ? null : wh / 1000)

export interface ForecastMonthFigures {
  month: number
  wh: number
  low_wh?: number
  high_wh?: number
}
export interface AxisWords {
  short: (kwh: number) => string
}

function frame(months: number[], colours: ChartColours, legend: string[], { short }: AxisWords): ChartOption {
  return {
    textStyle: { color: colours.ink },
    tooltip: { trigger: 'axis', confine: true, backgroundColor: colours.paper, borderColor: colours.edge, textStyle: { color: colours.ink }, valueFormatter: (value) => (typeof value === 'number' ? short(value) : '—') },
    legend: { top: 0, left: 0, itemWidth: 18, textStyle: { color: colours.ink }, data: legend },
    grid: { left: 4, right: 12, top: 36, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: months.map(monthText), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.edge } }, axisLabel: { color: colours.soft, hideOverlap: true } },
    yAxis: { type: 'value', axisLabel: { color: colours.soft, formatter: short }, splitLine: { lineStyle: { color: colours.edge } } },
  }
}

export function monthsOption(use: Figures['use'], words: AxisWords & { now: string; before: string }, colours: ChartColours): ChartOption {
  return {
    ...frame(use.series.map((row) => row.month), colours, [words.now, words.before], words),
    series: [
      { type: 'bar', name: words.now, data: use.series.map((row) => kwh(row.wh)), barMaxWidth: 22, itemStyle: { color: colours.brand } },
      { type: 'line', name: words.before, data: use.series.map((row) => kwh(row.before_wh)), symbolSize: 5, lineStyle: { color: colours.soon, type: 'dashed' }, itemStyle: { color: colours.soon } },
    ],
  }
}

export function forecastOption(months: ForecastMonthFigures[], words: AxisWords & { forecast: string; interval: string }, colours: ChartColours): ChartOption {
  const band = { type: 'line' as const, stack: 'interval', silent: true, symbol: 'none', lineStyle: { opacity: 0 } }
  const bounded = months.some((row) => row.low_wh !== undefined)
  return {
    ...frame(months.map((row) => row.month), colours, bounded ? [words.forecast, words.interval] : [words.forecast], words),
    series: [
      ...(bounded
        ? [
            { ...band, name: 'low', data: months.map((row) => kwh(row.low_wh)), tooltip: { show: false } },
            { ...band, name: words.interval, data: months.map((row) => (row.low_wh === undefined || row.high_wh === undefined ? null : kwh(row.high_wh - row.low_wh))), itemStyle: { color: colours.ok, opacity: 0.3 }, areaStyle: { color: colours.ok, opacity: 0.22 }, tooltip: { show: false } },
          ]
        : []),
      { type: 'line', name: words.forecast, data: months.map((row) => kwh(row.wh)), symbolSize: 5, showAllSymbol: true, lineStyle: { color: colours.ok, width: 2 }, itemStyle: { color: colours.ok } },
    ],
  }
}
