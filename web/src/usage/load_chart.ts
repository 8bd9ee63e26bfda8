// Load curves as pictures: one day or typical days over one another as steps, days beside hours as a heat map.
import type { ChartColours, ChartOption } from '../dashboard/charts'

export interface Curve {
  name: string
  colour: keyof ChartColours
  kw: (number | null)[]
  dashed?: boolean
  /** A band around it, the lower and the higher edge. */
  low?: number[]
  high?: number[]
}
export interface CurveWords {
  kw: (value: number) => string
  short: (value: number) => string
}

export function curveOption(times: string[], curves: Curve[], words: CurveWords, colours: ChartColours): ChartOption {
  const hidden = { type: 'line' as const, silent: true, symbol: 'none', step: 'end' as const, lineStyle: { opacity: 0 }, tooltip: { show: false } }
  const bands = curves.flatMap((curve, at) =>
    curve.low && curve.high
      ? [
          { ...hidden, name: `low${at}`, stack: `band${at}`, data: curve.low },
          { ...hidden, name: `high${at}`, stack: `band${at}`, data: curve.high.map((high, i) => high - curve.low![i]), areaStyle: { color: colours[curve.colour], opacity: 0.14 } },
        ]
      : [],
  )
  return {
    textStyle: { color: colours.ink },
    tooltip: { trigger: 'axis', confine: true, backgroundColor: colours.paper, borderColor: colours.edge, textStyle: { color: colours.ink }, valueFormatter: (value) => (typeof value === 'number' ? words.kw(value) : '—') },
    legend: { top: 0, left: 0, itemWidth: 18, textStyle: { color: colours.ink }, data: curves.map((curve) => curve.name) },
    grid: { left: 4, right: 12, top: curves.length > 3 ? 60 : 34, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: times, boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.edge } }, axisLabel: { color: colours.soft, hideOverlap: true } },
    yAxis: { type: 'value', axisLabel: { color: colours.soft, formatter: words.short }, splitLine: { lineStyle: { color: colours.edge } } },
    series: [
      ...bands,
      ...curves.map((curve) => ({ type: 'line' as const, name: curve.name, data: curve.kw, step: 'end' as const, symbol: 'none', connectNulls: false, lineStyle: { color: colours[curve.colour], width: 2, type: curve.dashed ? ('dashed' as const) : ('solid' as const) }, itemStyle: { color: colours[curve.colour] } })),
    ],
  }
}

export interface HeatRow {
  name: string
  kw: (number | null)[]
}
/** Days from top to bottom, hours from left to right; a gap stays paper. */
export function heatOption(rows: HeatRow[], words: CurveWords, colours: ChartColours): ChartOption {
  const cells = rows.flatMap((row, y) => row.kw.map((kw, x) => [x, y, kw === null ? '-' : Math.round(kw * 10) / 10]))
  const known = rows.flatMap((row) => row.kw).filter((kw): kw is number => kw !== null)
  return {
    textStyle: { color: colours.ink },
    tooltip: {
      confine: true,
      backgroundColor: colours.paper,
      borderColor: colours.edge,
      textStyle: { color: colours.ink },
      formatter: (point) => {
        const [x, y, kw] = (Array.isArray(point) ? point[0] : point).data as [number, number, number | string]
        return `${rows[y].name} ${String(x).padStart(2, '0')}:00<br>${typeof kw === 'number' ? words.kw(kw) : '—'}`
      },
    },
    grid: { left: 4, right: 8, top: 4, bottom: 40, containLabel: true },
    xAxis: { type: 'category', data: Array.from({ length: 24 }, (_, hour) => String(hour)), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colours.soft } },
    yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.name), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colours.soft, hideOverlap: true } },
    visualMap: { min: 0, max: Math.max(1, ...known), calculable: false, text: [words.short(Math.max(1, ...known)), '0'], orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 120, itemWidth: 12, textStyle: { color: colours.soft }, inRange: { color: [colours.edge, colours.brand, colours.late] } },
    series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: colours.paper, borderWidth: 1 } }],
  }
}
