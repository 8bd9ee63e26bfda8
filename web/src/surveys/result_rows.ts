// Figures of a question as rows of a table; shares in percent, marks with two digits.
import type { Schemas } from '../api/client'

export interface ResultRow {
  name: string
  value: string
  interval: string
  earlier: string
  change: string
  beyond: boolean
  sum: boolean
}
type Estimate = Schemas['EstimateView']
type Difference = Schemas['DifferenceView']

const said = (value: number, share: boolean) => (share ? `${(value * 100).toFixed(1)}%` : value.toFixed(2))
const signed = (value: number, share: boolean) => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${said(Math.abs(value), share)}`
export const intervalText = (estimate: Estimate, share: boolean) => (estimate.low === undefined || estimate.high === undefined ? '—' : `${said(estimate.low, share)} – ${said(estimate.high, share)}`)

function row(name: string, estimate: Estimate, difference: Difference | undefined, share: boolean, sum: boolean): ResultRow {
  return {
    name, sum, value: said(estimate.value, share), interval: intervalText(estimate, share), earlier: difference ? said(difference.earlier, share) : '',
    change: difference ? signed(difference.value, share) : '', beyond: difference?.beyond_chance ?? false,
  }
}

export function rowsOf(question: Schemas['QuestionResultView'], names: Record<'mean' | 'satisfied' | 'net_promoters', string>): ResultRow[] {
  const rows = question.shares.map((line) => row(line.name, line.share, line.difference, true, false))
  if (question.mean) rows.push(row(names.mean, question.mean, question.mean_difference, false, true))
  if (question.satisfied) rows.push(row(names.satisfied, question.satisfied, question.satisfied_difference, true, true))
  if (question.net_promoters) rows.push(row(names.net_promoters, question.net_promoters, question.net_promoters_difference, true, true))
  return rows
}
