import { expect, it } from 'vitest'
import { fenOf, yuan } from './money'

it('art_9_5: yuan are typed in full width, with groups and cents, and nothing else is an amount', () => {
  expect(['0', '1,234.5', '１２３．０５', '20000', ' 7 '].map(fenOf)).toEqual([0, 123450, 12305, 2000000, 700])
  expect(['', '-1', '1.234', 'abc', '1e5', '12345678901'].map(fenOf)).toEqual(Array(6).fill(undefined))
})
it('art_9_5: fen are shown as yuan', () => {
  expect([0, 5, 123450, 2000000].map(yuan)).toEqual(['0', '0.05', '1,234.50', '20,000'])
})
