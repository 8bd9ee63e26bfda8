import { expect, test, vi } from 'vitest'
import { RowPages, type FetchPage } from './row_pages'

interface Row {
  id: number
  name?: string
}
/** A list of `length` rows; the cursor is the last id. */
const server = (length: number): FetchPage<Row> =>
  vi.fn(async (after: string | undefined, limit: number) => {
    const from = after ? Number(after) : 0
    const items = Array.from({ length: Math.min(limit, length - from) }, (_, i) => ({ id: from + i + 1 }))
    const end = from + items.length
    return { items, ...(end < length ? { next: String(end) } : {}) }
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
  const fetch: FetchPage<Row> = async (after, limit) => server(length)(after, limit)
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
  const rows = new RowPages<Row>(async (after, limit) => {
    if (broken) throw new Error('network')
    return good(after, limit)
  }, 10)
  await expect(rows.ensure(0, 5)).rejects.toThrow('network')
  broken = false
  await rows.ensure(0, 5)
  expect(rows.count).toBe(5)
})
