// What is kept for reading without a network: whose, for how long, and when it goes.
import { beforeEach, expect, test, vi } from 'vitest'
import { allKept, beginKeeping, forgetKept, keep, kept, keptHours, keptUntil, resumeKeeping } from './kept'

const { rows } = vi.hoisted(() => ({ rows: new Map<string, unknown>() }))
vi.mock('./database', () => ({
  readRow: async (_store: string, key: string) => rows.get(key),
  readRows: async (_store: string, prefix: string) => [...rows].filter(([key]) => key.startsWith(prefix)).map(([, row]) => row),
  writeRow: async (_store: string, key: string, row: unknown) => void rows.set(key, row),
  clearStore: async () => rows.clear(),
}))
const hours = (n: number) => n * 3_600_000
beforeEach(async () => {
  rows.clear()
  await forgetKept()
})

test('nothing is kept of somebody who is not signed in', async () => {
  await keep('day', 1)
  expect(rows.size).toBe(0)
})

test('read for the hours of a session, then gone', async () => {
  const now = Date.now()
  await beginKeeping(7, true, now)
  await keep('session', { name: '甲' })
  await keep('customer/3', 3)
  expect((await kept<number>('customer/3'))?.body).toBe(3)
  expect((await allKept('customer/')).length).toBe(1)
  expect(await kept('customer/3', now + hours(keptHours))).toBeUndefined()
  expect((await resumeKeeping(now + hours(keptHours) - 1))?.body).toEqual({ name: '甲' })
  expect(await resumeKeeping(now + hours(keptHours))).toBeUndefined()
  expect(rows.size).toBe(0)
})

test('a reload does not lengthen the hours, signing in anew does', async () => {
  const now = Date.now()
  await beginKeeping(7, true, now)
  await keep('session', {})
  const until = keptUntil()
  await beginKeeping(7, false, now + hours(3))
  expect(keptUntil()).toBe(until)
  await beginKeeping(7, true, now + hours(3))
  expect(keptUntil()).toBe(until + hours(3))
})

test('another officer at the same computer finds nothing', async () => {
  await beginKeeping(7, true)
  await keep('session', {})
  await keep('customer/3', 3)
  await beginKeeping(8, false)
  expect(rows.size).toBe(0)
  expect(await kept('customer/3')).toBeUndefined()
})

test('a clock set back does not bring it to life again', async () => {
  const now = Date.now()
  await beginKeeping(7, true, now)
  await keep('session', {})
  expect(await resumeKeeping(now - hours(30))).toBeUndefined()
  expect(rows.size).toBe(0)
})

test('signed out: nothing is left', async () => {
  await beginKeeping(7, true)
  await keep('day', 1)
  await forgetKept()
  expect([rows.size, keptUntil()]).toEqual([0, 0])
})
