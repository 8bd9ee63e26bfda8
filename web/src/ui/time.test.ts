import { afterEach, expect, test, vi } from 'vitest'
import { longDue, longTime, shortTime, spanOf } from './time'

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

test.each([
  [0, 'due.minutes', 0, 0],
  [119, 'due.minutes', 119, 0],
  [120, 'due.hours', 2, 0],
  [239, 'due.hoursMinutes', 3, 59],
  [1440, 'due.days', 1, 0],
  [3660, 'due.daysHours', 2, 13],
  [10079, 'due.daysHours', 6, 23],
  [10080 + 1439, 'due.days', 7, 0],
])('%i minutes are never said to be more than they are', (minutes, text, n, m) => expect(spanOf(minutes)).toEqual([text, { n, m }]))

test.each([
  ['2026-11-25T00:00:00+08:00', '2026-11-24 24:00'],
  ['2027-01-01T00:00:00+08:00', '2026-12-31 24:00'],
  ['2027-03-01T00:00:00+08:00', '2027-02-28 24:00'],
  ['2026-11-24T17:30:00+08:00', '2026-11-24 17:30'],
])('art. 10(7): what ends at midnight ends with the day before: %s', (iso, words) => expect(longDue(iso)).toBe(words))
