import { expect, test } from 'vitest'
import type { Schemas } from '../api/client'
import { monthRows } from './month_rows'

const view = (months: number[], more: Partial<Schemas['CustomerUsageView']> = {}) => ({ series: months.map((month) => ({ month, total_wh: month })), unusual: [], ...more }) as unknown as Schemas['CustomerUsageView']

test('no months, no rows', () => expect(monthRows(view([]))).toEqual([]))

test('a gap is a row without use, and the year turns', () => {
  const rows = monthRows(view([202411, 202502]))
  expect(rows.map((row) => row.month)).toEqual([202411, 202412, 202501, 202502])
  expect(rows[1].use).toBeUndefined()
})

test('three years are shown, the year before them is still beside', () => {
  const months = Array.from({ length: 48 }, (_, i) => (2022 + Math.floor(i / 12)) * 100 + (i % 12) + 1)
  const rows = monthRows(view(months, { forecast: { months: [{ month: 202601, wh: 5 }] } as never }))
  expect(rows).toHaveLength(37)
  expect(rows[0]).toMatchObject({ month: 202301, before_wh: 202201 })
  expect(rows[36]).toMatchObject({ month: 202601, before_wh: 202501, forecast: { wh: 5 } })
})
