// Money, durations and days of records as people read them.
import { useI18n } from 'vue-i18n'
import type { Schemas } from '../api/client'

export type Records = Schemas['AccountRecordsView']
export type Bill = Schemas['BillRecord']
export type Arrears = Schemas['ArrearsRecord']
export type Outage = Schemas['OutageRecord']

const money = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
/** Fen → "1,234.50". */
export const yuan = (fen: number) => money.format(fen / 100)
export const unpaid = (bill: Bill) => Math.max(0, bill.amount_fen - bill.paid_fen)
/** How a bill stands: paid, partly, due still to come, overdue. */
export function billState(bill: Bill, today: string): 'paid' | 'partly' | 'overdue' | 'open' {
  if (unpaid(bill) === 0) return 'paid'
  if (bill.due_on && bill.due_on < today) return 'overdue'
  return bill.paid_fen > 0 ? 'partly' : 'open'
}

export function useDurations() {
  const { t } = useI18n()
  return (minutes: number) => (minutes < 60 ? t('records.minutes', { n: minutes }) : t('records.hours', { h: Math.floor(minutes / 60), m: minutes % 60 }))
}
