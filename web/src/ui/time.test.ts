import { afterEach, expect, test, vi } from 'vitest'
import { longTime, shortTime } from './time'

afterEach(() => vi.useRealTimers())

test.each([
  ['2026-11-24T17:30:00+08:00', '11-24 17:30'],
  ['2025-12-31T23:59:59+08:00', '2025-12-31 23:59'],
  [undefined, ''],
])('%s is shown as %s in 2026', (iso, words) => {
  vi.useFakeTimers({ now: new Date('2026-11-24T09:00:00Z') })
  expect(shortTime(iso)).toBe(words)
})

test('on paper the year is always there', () => expect(longTime('2026-11-24T17:30:00+08:00')).toBe('2026-11-24 17:30'))
