import { expect, test } from 'vitest'
import { monthEnd, sheetsOf } from './day_sheets'

const item = (customer_id: number, at: string, reason = '调岗') => ({ customer_id, customer_name: '', from_name: '', to_name: '', tier: 'key_account' as const, hand_over: { from_officer_id: 1, to_officer_id: 2, reason, items: [], at } })

test('art. 11(3): what was offered together is signed together', () => {
  const sheets = sheetsOf([item(1, 'a'), item(2, 'b'), item(3, 'a'), item(4, 'a', '休假')])
  expect(sheets.map((sheet) => sheet.map((one) => one.customer_id))).toEqual([[1, 3], [2], [4]])
})
test('the last day of a month', () => {
  expect(['2026-11-28', '2027-02-01', '2026-12-31'].map(monthEnd)).toEqual(['2026-11-30', '2027-02-28', '2026-12-31'])
})
