import { describe, expect, it } from 'vitest'
import { clockText, highestOf, hoursOf, kwOf, pointsOf, weekOf, type LoadDay } from './load_rows'

const day = (date: string, minutes: number, wh: (number | null)[], estimated: number[] = []): LoadDay => ({ day: date, kind: 'working_day', minutes, total_wh: 0, missing: 0, wh, estimated })

describe('load rows', () => {
  it('names intervals by their beginning and gives their mean power', () => {
    expect(clockText(0)).toBe('00:00')
    expect(clockText(1425)).toBe('23:45')
    expect(kwOf(2500, 15)).toBe(10)
    expect(pointsOf(day('2026-10-01', 60, [1000, null], [0]))).toEqual([
      { time: '00:00', kw: 1, kwh: 1, estimated: true },
      { time: '01:00', kw: null, kwh: null, estimated: false },
    ])
  })
  it('adds quarters up to hours; an hour with a gap is a gap', () => {
    const quarters = Array.from<number | null>({ length: 96 }).fill(250)
    quarters[5] = null
    const hours = hoursOf(day('2026-10-01', 15, quarters))
    expect(hours).toHaveLength(24)
    expect(hours.slice(0, 3)).toEqual([1, null, 1])
  })
  it('finds the highest interval, if any is known', () => {
    expect(highestOf(day('2026-10-01', 60, [null, 3000, 5000, 5000]))?.time).toBe('02:00')
    expect(highestOf(day('2026-10-01', 60, [null]))).toBeUndefined()
  })
  it('takes the days on file of a week', () => {
    const days = ['01', '02', '05', '06', '07', '08', '09', '10'].map((one) => day(`2026-10-${one}`, 60, []))
    expect(weekOf(days, '2026-10-09').map((one) => one.day.slice(8))).toEqual(['01', '02', '05', '06', '07', '08', '09'])
    expect(weekOf(days, '2026-10-02')).toHaveLength(2)
  })
})
