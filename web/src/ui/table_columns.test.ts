import { expect, test } from 'vitest'
import { arranged, fitting, gridTemplate } from './table_columns'

const all = [
  { name: 'due', label: 'Due', width: 100 },
  { name: 'text', label: 'Matter', width: 260, grows: true },
  { name: 'kind', label: 'Kind', width: 90 },
]

test('nothing chosen is the default; an order and widths are kept; unknown columns are left out', () => {
  expect(arranged(all, ['text', 'due'], []).map((column) => column.name)).toEqual(['text', 'due'])
  expect(arranged(all, ['text'], [{ name: 'kind', width: 70 }, { name: 'moon' }, { name: 'due' }])).toEqual([{ ...all[2], width: 70 }, all[0]])
})

test('one column takes what is left over', () => {
  expect(gridTemplate(all)).toBe('100px minmax(260px, 1fr) 90px')
})

test('widths stay sensible', () => {
  expect([fitting(3), fitting(120.4), fitting(5000)]).toEqual([40, 120, 1000])
})
