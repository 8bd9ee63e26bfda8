// The months of a customer one after the other, each with the year before, what is forecast and what is unusual.
import type { Schemas } from '../api/client'

/** Three years are seen at once. */
export const monthsShown = 36
export interface MonthRow {
  month: number
  use?: Schemas['MonthlyUseView']
  /** Of the same month a year before. */
  before_wh?: number
  forecast?: Schemas['ForecastMonthView']
  unusual: Schemas['UnusualUseView'][]
}
const indexOf = (month: number) => Math.floor(month / 100) * 12 + (month % 100) - 1
const monthOf = (index: number) => Math.floor(index / 12) * 100 + (index % 12) + 1

/** Ascending without gaps: the last three years known, then what is forecast. Months nobody knows have no use. */
export function monthRows(view: Schemas['CustomerUsageView']): MonthRow[] {
  if (!view.series.length) return []
  const known = new Map(view.series.map((use) => [use.month, use]))
  const forecast = new Map((view.forecast?.months ?? []).map((month) => [month.month, month]))
  const last = indexOf(view.series[view.series.length - 1].month)
  const from = Math.max(indexOf(view.series[0].month), last - monthsShown + 1)
  const to = Math.max(last, ...[...forecast.keys()].map(indexOf))
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const month = monthOf(from + at)
    return { month, use: known.get(month), before_wh: known.get(month - 100)?.total_wh, forecast: forecast.get(month), unusual: view.unusual.filter((one) => one.month === month) }
  })
}
