// A customer's days by intervals, ready for pictures and tables: power in kW, hours of the heat map.
import type { Schemas } from '../api/client'

/** Missing intervals come as null, which the description of the API cannot say. */
export type LoadDay = Omit<Schemas['LoadDayView'], 'wh'> & { wh: (number | null)[] }
export type LoadView = Omit<Schemas['LoadView'], 'days'> & { days: LoadDay[] }
export interface LoadPoint {
  time: string
  kw: number | null
  kwh: number | null
  estimated: boolean
}

const perHour = 60
const thousandths = 1000
export const clockText = (minute: number) => `${String(Math.floor(minute / perHour)).padStart(2, '0')}:${String(minute % perHour).padStart(2, '0')}`
/** Mean power of an interval. */
export const kwOf = (wh: number, minutes: number) => (wh * perHour) / minutes / thousandths

export function pointsOf(day: LoadDay): LoadPoint[] {
  const estimated = new Set(day.estimated)
  return day.wh.map((wh, at) => ({ time: clockText(at * day.minutes), kw: wh === null ? null : kwOf(wh, day.minutes), kwh: wh === null ? null : wh / thousandths, estimated: estimated.has(at) }))
}
/** Mean power of each hour; an hour with a gap is one. */
export function hoursOf(day: LoadDay): (number | null)[] {
  const parts = perHour / day.minutes
  return Array.from({ length: 24 }, (_, hour) => {
    const values = day.wh.slice(hour * parts, (hour + 1) * parts)
    return values.some((wh) => wh === null) ? null : values.reduce<number>((sum, wh) => sum + wh!, 0) / thousandths
  })
}
export function highestOf(day: LoadDay) {
  const known = pointsOf(day).filter((point) => point.kw !== null)
  return known.length ? known.reduce((most, point) => (point.kw! > most.kw! ? point : most)) : undefined
}
/** The seven days on file up to one of them. */
export function weekOf(days: LoadDay[], day: string) {
  const at = days.findIndex((one) => one.day === day)
  return days.slice(Math.max(0, at - 6), at + 1)
}
