// What the charts show: figures in, ECharts options out.
import type { BarSeriesOption, GraphSeriesOption, HeatmapSeriesOption, LineSeriesOption, TreemapSeriesOption } from 'echarts/charts'
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption, VisualMapComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { Schemas } from '../api/client'

export type ChartOption = ComposeOption<BarSeriesOption | GraphSeriesOption | HeatmapSeriesOption | LineSeriesOption | TreemapSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption | VisualMapComponentOption>
/** The design tokens a chart is drawn with. */
export type ChartColours = Record<'ink' | 'soft' | 'edge' | 'paper' | 'brand' | 'ok' | 'soon' | 'late', string>
/** One line of bars; the rest of the value is only for the tooltip. */
export interface Bars {
  name: string
  colour: keyof ChartColours
  values: (number | null)[]
  stack?: string
}

export interface BarScale {
  said: (value: number) => string
  axis: (value: number) => string
  most?: number
}

/** Bars beside or on top of each other, one row per group: names of units are too long to stand under columns. */
export function barOption(names: string[], bars: Bars[], { said, axis, most }: BarScale, colours: ChartColours): ChartOption {
  return {
    textStyle: { color: colours.ink },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, backgroundColor: colours.paper, borderColor: colours.edge, textStyle: { color: colours.ink }, valueFormatter: (value) => (typeof value === 'number' ? said(value) : '—') },
    legend: { top: 0, left: 0, textStyle: { color: colours.ink }, show: bars.length > 1 },
    grid: { left: 4, right: 56, top: bars.length > 1 ? 32 : 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', max: most, axisLabel: { color: colours.soft, formatter: axis, hideOverlap: true }, splitLine: { lineStyle: { color: colours.edge } } },
    yAxis: { type: 'category', inverse: true, data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.edge } }, axisLabel: { color: colours.ink, width: 132, overflow: 'truncate' } },
    series: bars.map((row) => ({
      type: 'bar',
      name: row.name,
      stack: row.stack,
      data: row.values,
      barMaxWidth: 18,
      itemStyle: { color: colours[row.colour] },
      label: { show: !row.stack, position: 'right', color: colours.soft, formatter: (point) => (typeof point.value === 'number' ? said(point.value) : '') },
    })),
  }
}

/** The strongest ties only: a graph of everything shows nothing. */
const mostTies = 16
/** Who sends back to whom: units on a circle, arrows as thick as they are many. */
export function handBackOption(rows: Schemas['HandBackView'][], colours: ChartColours): ChartOption {
  const shown = rows.slice(0, mostTies)
  const most = Math.max(1, ...shown.map((row) => row.count))
  const units = new Map<number, { name: string; returns: number }>()
  for (const row of shown) {
    units.set(row.by_unit_id, { name: row.by_unit_name, returns: (units.get(row.by_unit_id)?.returns ?? 0) + row.count })
    if (!units.has(row.to_unit_id)) units.set(row.to_unit_id, { name: row.to_unit_name, returns: 0 })
  }
  // Placed by hand: ECharts' own circle crowds units with few returns, and names belong outside of it.
  const nodes = [...units].map(([id, unit], index) => {
    const angle = (2 * Math.PI * index) / units.size - Math.PI / 2
    const [x, y] = [Math.cos(angle), Math.sin(angle)]
    return { id: String(id), name: unit.name, value: unit.returns, x: 100 * x, y: 100 * y, symbolSize: 10 + Math.min(16, unit.returns / 3), label: { position: Math.abs(x) < 0.01 ? (y < 0 ? ('top' as const) : ('bottom' as const)) : x < 0 ? ('left' as const) : ('right' as const) } }
  })
  return {
    textStyle: { color: colours.ink },
    tooltip: { backgroundColor: colours.paper, borderColor: colours.edge, textStyle: { color: colours.ink } },
    series: [
      {
        type: 'graph',
        layout: 'none',
        preserveAspect: 'contain',
        top: 30,
        bottom: 30,
        left: 110,
        right: 110,
        edgeSymbol: ['none', 'arrow'],
        edgeSymbolSize: 8,
        label: { show: true, color: colours.ink },
        itemStyle: { color: colours.brand },
        emphasis: { focus: 'adjacency' },
        data: nodes,
        links: shown.map((row) => ({ source: String(row.by_unit_id), target: String(row.to_unit_id), value: row.count, list: row.list, lineStyle: { width: 1 + (5 * row.count) / most, curveness: 0.18, color: colours.soon, opacity: 0.75 } })),
      },
    ],
  }
}
