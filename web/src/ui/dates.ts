// Days and moments written out, by the bureau's clock: the server sends +08:00, so the text itself is the Chinese wall clock.
import { useI18n } from 'vue-i18n'
import { houseNow } from '../api/client'

const pad = (value: number) => String(value).padStart(2, '0')
/** "2026-11-24" of a year, month (1–12) and day; days past the end of the month run on. */
export const isoDay = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
/** Monday 1 … Sunday 7. */
export const weekdayOf = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay() || 7
export const daysInMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
/** Now in China, or so many seconds later, as a date picker's value: "2026-11-24T17:30:00". */
export const chinaNow = (later = 0) => new Date(houseNow() + (8 * 3600 + later) * 1000).toISOString().slice(0, 19)
/** What a date picker gave (wall clock without zone) as the server reads it. */
export const asChina = (wall: string) => (wall.length === 10 ? `${wall}T00:00:00+08:00` : `${wall.slice(0, 19)}+08:00`)

export function useDates() {
  const { t, locale } = useI18n()
  const weekday = (day: string) => t(`weekday.d${weekdayOf(day)}`)
  /** 2026年11月24日 周二 / Tue 2026-11-24 */
  const longDay = (day: string | undefined) => {
    if (!day) return ''
    const [year, month, date] = day.slice(0, 10).split('-').map(Number)
    const written = (value: number) => (locale.value === 'zh' ? String(value) : pad(value))
    return t('weekday.long', { year: String(year), month: written(month), day: written(date), weekday: weekday(day) })
  }
  /** The same with the time of day. */
  const longTime = (iso: string | undefined) => (iso ? `${longDay(iso)} ${iso.slice(11, 16)}` : '')
  return { weekday, longDay, longTime }
}
