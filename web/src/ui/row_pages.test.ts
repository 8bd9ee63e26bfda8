import { expect, test, vi } from 'vitest'
import { RowPages, type FetchPage, type Place } from './row_pages'

interface Row {
  id: number
  name?: string
}
/** A list of `length` rows; the cursors are ids. */
const server = (length: number): FetchPage<Row> =>
  vi.fn(async ({ after, before }: Place, limit: number) => {
    const end = before ? (before === 'end' ? length : Number(before) - 1) : Math.min(length, Number(after ?? 0) + limit)
    const from = before ? Math.max(0, end - limit) : Number(after ?? 0)
    const items = Array.from({ length: Math.max(0, end - from) }, (_, i) => ({ id: from + i + 1 }))
    return { items, ...(!before && end < length ? { next: String(end) } : {}), ...(before && from > 0 ? { previous: String(from + 1) } : {}) }
  })

test('pages come as one scrolls, each once', async () => {
  const fetch = server(25)
  const rows = new RowPages(fetch, 10)
  await Promise.all([rows.ensure(0, 5), rows.ensure(3, 9)])
  expect(fetch).toHaveBeenCalledTimes(1)
  expect([rows.count, rows.ended]).toEqual([10, false])
  await rows.ensure(8, 24)
  expect([rows.count, rows.ended]).toEqual([25, true])
  expect(rows.at(24)).toEqual({ id: 25 })
  expect(rows.at(25)).toBeUndefined()
  await rows.ensure(20, 99)
  expect(fetch).toHaveBeenCalledTimes(3)
})

test('an empty list has ended', async () => {
  const rows = new RowPages(server(0), 10)
  await rows.ensure(0, 30)
  expect([rows.count, rows.ended]).toEqual([0, true])
})

test('nothing jumps ahead of what is known: a far place is reached page by page', async () => {
  const rows = new RowPages(server(1000), 10)
  await rows.ensure(500, 510)
  expect(rows.count).toBe(0)
})

test('far pages are let go and come back in their places', async () => {
  const fetch = server(100)
  const rows = new RowPages(fetch, 10, 3)
  for (let i = 0; i < 100; i += 10) await rows.ensure(i, i + 9)
  expect(rows.at(0)).toBeUndefined()
  expect([...rows.all()]).toHaveLength(30)
  expect(rows.count).toBe(100)
  await rows.ensure(0, 9)
  expect(rows.at(3)).toEqual({ id: 4 })
  expect([...rows.all()]).toHaveLength(30)
})

test('a page fetched again never grows into the next one, and may leave a gap', async () => {
  let length = 30
  const fetch: FetchPage<Row> = async (place, limit) => server(length)(place, limit)
  const rows = new RowPages(fetch, 10, 1)
  for (const i of [0, 10, 20]) await rows.ensure(i, i + 9)
  length = 5
  await rows.ensure(0, 9)
  expect([rows.at(4)?.id, rows.at(7), rows.count]).toEqual([5, undefined, 30])
})

test('newer rows take the places of the old', async () => {
  const rows = new RowPages(server(20), 10)
  await rows.ensure(0, 19)
  rows.replace([{ id: 12, name: 'new' }, { id: 99 }])
  expect(rows.at(11)).toEqual({ id: 12, name: 'new' })
  expect([rows.indexOf(12), rows.indexOf(99), rows.count]).toEqual([11, -1, 20])
})

test('a failed page may be tried again', async () => {
  let broken = true
  const good = server(5)
  const rows = new RowPages<Row>(async (place, limit) => {
    if (broken) throw new Error('network')
    return good(place, limit)
  }, 10)
  await expect(rows.ensure(0, 5)).rejects.toThrow('network')
  broken = false
  await rows.ensure(0, 5)
  expect(rows.count).toBe(5)
})

test('the end is reached in one step, and what lies between comes from the nearer side', async () => {
  const fetch = server(997)
  const rows = new RowPages(fetch, 10)
  await rows.ensure(0, 9)
  await rows.toEnd(997)
  expect([rows.count, rows.ended, rows.at(996)?.id, rows.at(990)?.id, rows.at(989)]).toEqual([997, true, 997, 991, undefined])
  await rows.ensure(970, 989)
  expect([rows.at(970)?.id, rows.at(989)?.id]).toEqual([971, 990])
  await rows.ensure(30, 39)
  expect([rows.at(10)?.id, rows.at(39)?.id, rows.at(500)]).toEqual([11, 40, undefined])
  expect(fetch).toHaveBeenCalledTimes(1 + 1 + 2 + 3)
  await rows.ensure(500, 500)
  await rows.ensure(0, 996)
  expect([...rows.all()].map((row) => row.id)).toEqual(Array.from({ length: 997 }, (_, i) => i + 1))
  expect(fetch).toHaveBeenCalledTimes(100)
})

test('a list that became shorter on the way to its end has gaps, never a page twice', async () => {
  let length = 100
  const rows = new RowPages<Row>((place, limit) => server(length)(place, limit), 10)
  await rows.ensure(0, 9)
  await rows.toEnd(100)
  length = 35
  await rows.ensure(0, 99)
  expect([rows.at(34)?.id, rows.at(39), rows.at(99)?.id, rows.count]).toEqual([35, undefined, 100, 100])
})
