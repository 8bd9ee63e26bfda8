// What the charts show: figures in, ECharts options out.
import type { BarSeriesOption, GraphSeriesOption } from 'echarts/charts'
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { Schemas } from '../api/client'

export type ChartOption = ComposeOption<BarSeriesOption | GraphSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption>
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
  const units = new Map<number, { id: string; name: string; value: number }>()
  for (const row of shown) {
    const by = units.get(row.by_unit_id) ?? { id: String(row.by_unit_id), name: row.by_unit_name, value: 0 }
    units.set(row.by_unit_id, { ...by, value: by.value + row.count })
    if (!units.has(row.to_unit_id)) units.set(row.to_unit_id, { id: String(row.to_unit_id), name: row.to_unit_name, value: 0 })
  }
  return {
    textStyle: { color: colours.ink },
    tooltip: { backgroundColor: colours.paper, borderColor: colours.edge, textStyle: { color: colours.ink } },
    series: [
      {
        type: 'graph',
        layout: 'circular',
        circular: { rotateLabel: false },
        top: 36,
        bottom: 36,
        left: 90,
        right: 90,
        edgeSymbol: ['none', 'arrow'],
        edgeSymbolSize: 8,
        label: { show: true, position: 'right', color: colours.ink, backgroundColor: colours.paper, padding: [1, 3], borderRadius: 3 },
        labelLayout: { hideOverlap: false },
        itemStyle: { color: colours.brand },
        emphasis: { focus: 'adjacency' },
        data: [...units.values()].map((unit) => ({ ...unit, symbolSize: 10 + Math.min(20, unit.value / 2) })),
        links: shown.map((row) => ({ source: String(row.by_unit_id), target: String(row.to_unit_id), value: row.count, list: row.list, lineStyle: { width: 1 + (5 * row.count) / most, curveness: 0.18, color: colours.soon, opacity: 0.75 } })),
      },
    ],
  }
}
