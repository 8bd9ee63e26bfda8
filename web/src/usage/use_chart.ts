// The months as a picture: bars of use, the year before as a line, the forecast with its interval, unusual months marked.
import type { ChartColours, ChartOption } from '../dashboard/charts'
import type { MonthRow } from './month_rows'
import { monthText } from './use_words'

export interface ChartWords {
  used: string
  lastYear: string
  forecast: string
  interval: string
  unusual: string
  /** Of an axis: "12万". */
  short: (kwh: number) => string
  /** What a row says when pointed at, a line each. */
  lines: (row: MonthRow) => string[]
}
const kwh = (wh: number | undefined) => (wh === undefined ? null : wh / 1000)

export function useOption(rows: MonthRow[], words: ChartWords, colours: ChartColours): ChartOption {
  const low = rows.map(({ forecast }) => kwh(forecast?.low_wh))
  const width = rows.map(({ forecast }) => (forecast?.low_wh === undefined || forecast.high_wh === undefined ? null : kwh(forecast.high_wh - forecast.low_wh)))
  const band = { type: 'line' as const, stack: 'interval', silent: true, symbol: 'none', lineStyle: { opacity: 0 } }
  return {
    textStyle: { color: colours.ink },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colours.paper,
      borderColor: colours.edge,
      textStyle: { color: colours.ink },
      formatter: (points) => {
        const row = rows[(Array.isArray(points) ? points[0] : points).dataIndex]
        return [monthText(row.month), ...words.lines(row)].join('<br>')
      },
    },
    legend: { top: 0, left: 0, itemWidth: 18, textStyle: { color: colours.ink }, data: [words.used, words.lastYear, words.forecast, words.interval, words.unusual] },
    grid: { left: 4, right: 12, top: 44, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: rows.map((row) => monthText(row.month)), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.edge } }, axisLabel: { color: colours.soft, hideOverlap: true } },
    yAxis: { type: 'value', axisLabel: { color: colours.soft, formatter: words.short }, splitLine: { lineStyle: { color: colours.edge } } },
    series: [
      { type: 'bar', name: words.used, data: rows.map((row) => kwh(row.use?.total_wh)), barMaxWidth: 14, itemStyle: { color: colours.brand } },
      { ...band, name: 'low', data: low },
      { ...band, name: words.interval, data: width, itemStyle: { color: colours.ok, opacity: 0.3 }, areaStyle: { color: colours.ok, opacity: 0.22 } },
      { type: 'line', name: words.lastYear, data: rows.map((row) => kwh(row.before_wh)), symbol: 'none', lineStyle: { color: colours.soon, width: 1.5, type: 'dashed' }, itemStyle: { color: colours.soon } },
      { type: 'line', name: words.forecast, data: rows.map((row) => kwh(row.forecast?.wh)), symbolSize: 4, showAllSymbol: true, lineStyle: { color: colours.ok, width: 2 }, itemStyle: { color: colours.ok } },
      { type: 'line', name: words.unusual, data: rows.map((row) => (row.unusual.length && row.use ? kwh(row.use.total_wh) : null)), symbol: 'diamond', symbolSize: 13, showAllSymbol: true, lineStyle: { opacity: 0 }, itemStyle: { color: colours.late, borderColor: colours.paper, borderWidth: 1 }, z: 5 },
    ],
  }
}
