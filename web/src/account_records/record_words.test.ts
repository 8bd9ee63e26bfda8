// Money as it stands on paper, and how a bill stands today.
import { expect, test } from 'vitest'
import { billState, yuan, type Bill } from './record_words'

const bill = (amount_fen: number, paid_fen: number, due_on?: string): Bill => ({ month: 202609, amount_fen, paid_fen, due_on, note: '' })

test('fen become yuan with two decimals', () => {
  expect(yuan(123450)).toBe('1,234.50')
  expect(yuan(-5)).toBe('-0.05')
})

test('a bill is paid, partly paid, open or overdue', () => {
  expect(billState(bill(100, 100, '2026-01-01'), '2026-10-14')).toBe('paid')
  expect(billState(bill(100, 130), '2026-10-14')).toBe('paid')
  expect(billState(bill(100, 50, '2026-10-13'), '2026-10-14')).toBe('overdue')
  expect(billState(bill(100, 50, '2026-10-14'), '2026-10-14')).toBe('partly')
  expect(billState(bill(100, 0), '2026-10-14')).toBe('open')
})
