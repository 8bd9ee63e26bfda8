// Bills as a picture: paid and unpaid on top of each other, month by month.
import type { ChartColours, ChartOption } from '../dashboard/charts'
import { monthText } from '../usage/use_words'
import { unpaid, yuan, type Bill } from './record_words'

export interface BillWords {
  paid: string
  unpaid: string
  /** Of an axis: "12万". */
  short: (yuan: number) => string
}
/** `bills`: newest first, as the server sends them. */
export function billOption(bills: Bill[], words: BillWords, colours: ChartColours): ChartOption {
  const rows = [...bills].reverse()
  const bars = (name: string, colour: string, fen: (bill: Bill) => number) => ({ type: 'bar' as const, stack: 'bill', name, data: rows.map((bill) => fen(bill) / 100), barMaxWidth: 14, itemStyle: { color: colour } })
  return {
    textStyle: { color: colours.ink },
    tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'shadow' }, backgroundColor: colours.paper, borderColor: colours.edge, textStyle: { color: colours.ink }, valueFormatter: (value) => yuan(Number(value) * 100) },
    legend: { top: 0, left: 0, itemWidth: 18, textStyle: { color: colours.ink } },
    grid: { left: 4, right: 12, top: 32, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: rows.map((bill) => monthText(bill.month)), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.edge } }, axisLabel: { color: colours.soft, hideOverlap: true } },
    yAxis: { type: 'value', axisLabel: { color: colours.soft, formatter: words.short }, splitLine: { lineStyle: { color: colours.edge } } },
    series: [bars(words.paid, colours.brand, (bill) => bill.amount_fen - unpaid(bill)), bars(words.unpaid, colours.late, unpaid)],
  }
}
