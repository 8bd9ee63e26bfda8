// The counter's form: quantities as people type them, lines as the server wants them. No price and no amount is worked out here.
import type { Schemas } from '../api/client'

export type ChargeableItem = Schemas['ChargeableItemView']
export type ReceiptRow = Schemas['ReceiptRowView']
export type CustomerClass = Schemas['ReceiptInput']['payer_class']

export const customerClasses: CustomerClass[] = ['resident', 'low_voltage', 'high_voltage_single', 'high_voltage_double']
export const receiptStates = ['issued', 'cancellation_asked', 'cancelled', 'counter_entry'] as const
export const stateTone = { issued: 'ok', cancellation_asked: 'soon', cancelled: 'overdue', counter_entry: 'quiet' } as const
export const exceptionTone = { none: 'quiet', opened: 'overdue', explained: 'soon', accepted: 'ok', rejected: 'overdue' } as const

const half = (text: string) => text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[,\s]/g, '')
/** "1.5" → 1500; undefined if it is no number with at most so many decimals. */
export function decimal(text: string, decimals: number): number | undefined {
  const found = half(text).match(/^(\d{1,9})(?:\.(\d*))?$/)
  if (!found || (found[2] ?? '').length > decimals) return undefined
  return Number(found[1] + (found[2] ?? '').padEnd(decimals, '0'))
}
export const thousandths = (text: string) => decimal(text, 3)
export const fen = (text: string) => decimal(text, 2)

/** 123450 → "1,234.50". */
export function yuan(amount: number): string {
  const size = Math.abs(amount)
  const whole = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '−' : ''}${whole}.${String(size % 100).padStart(2, '0')}`
}
/** 1500 → "1.5". */
export const quantity = (amount: number) => `${amount < 0 ? '−' : ''}${Math.floor(Math.abs(amount) / 1000)}${(Math.abs(amount) % 1000 ? `.${String(Math.abs(amount) % 1000).padStart(3, '0')}` : '').replace(/0+$/, '')}`

export interface CounterLine {
  item: string
  quantity: string
  /** Of a late fee: what was owed, in yuan, and until when it could be paid without one. */
  principal: string
  last_day: string
}
export const freshLine = (): CounterLine => ({ item: '', quantity: '1', principal: '', last_day: '' })
/** What is complete enough to be asked about or sent; the index is that of the line on the page. */
export function wishesOf(lines: readonly CounterLine[], items: readonly ChargeableItem[]) {
  return lines.flatMap((line, index) => {
    const item = items.find((row) => row.code === line.item)
    if (item?.late_fee) {
      const principal = fen(line.principal)
      // 0: the server counts the days.
      return principal && line.last_day ? [{ index, wish: { item: item.code, unit: item.unit, quantity_thousandths: 0, arrear: { principal_fen: principal, last_day_on: line.last_day } } }] : []
    }
    const amount = thousandths(line.quantity)
    return item && amount !== undefined ? [{ index, wish: { item: item.code, unit: item.unit, quantity_thousandths: amount } }] : []
  })
}
