import { expect, test } from 'vitest'
import type { Schemas } from '../api/client'
import { RowPages } from '../ui/row_pages'
import { RowSelection } from '../ui/row_selection'
import { keepPlace, rowOf, standing, walk } from './list_places'

type Row = Schemas['CaseRowView']
const row = (id: number) => ({ id, number: `N${id}` }) as Row
async function listOf(ids: number[], size: number, active: number) {
  const rows = new RowPages<Row>(async ({ after }) => {
    const from = after ? Number(after) : 0
    const items = ids.slice(from, from + size).map(row)
    return { items, ...(from + size < ids.length ? { next: String(from + size) } : {}) }
  }, size)
  await rows.ensure(0, 0)
  const place = { rows, selection: new RowSelection(), active, top: 0 }
  keepPlace(`/cases?n=${ids.length}${size}`, place)
  return place
}

test('from case to case in the order of the list, over the end of a page, and no further than the list', async () => {
  const place = await listOf([11, 12, 13], 2, 0)
  expect(standing(11)).toEqual({ at: 1, count: 2, ended: false, first: true, last: false })
  expect(rowOf(11)?.number).toBe('N11')
  expect(await walk(11, -1)).toBeUndefined()
  expect(await walk(11, 1)).toBe(12)
  expect(await walk(12, 1)).toBe(13)
  expect(standing(13)).toEqual({ at: 3, count: 3, ended: true, first: false, last: true })
  expect(await walk(13, 1)).toBeUndefined()
  expect(await walk(13, -1)).toBe(12)
  expect([place.active, (place as { walked?: boolean }).walked]).toEqual([1, true])
})
test('a case that stands in no list leads nowhere', async () => {
  await listOf([11, 12], 5, 1)
  expect([standing(99), rowOf(99), await walk(99, 1)]).toEqual([undefined, undefined, undefined])
})
