// Times as people read them: Chinese wall clock whatever the computer's zone, and how far away.
import { useI18n } from 'vue-i18n'
import { onBeforeUnmount, ref } from 'vue'
import { houseNow } from '../api/client'

/** "11-24 17:30"; with the year if it is another one. The server sends +08:00. */
export function shortTime(iso: string | undefined): string {
  if (!iso) return ''
  const year = new Date(houseNow()).getFullYear().toString()
  return iso.startsWith(year) ? iso.slice(5, 16).replace('T', ' ') : iso.slice(0, 16).replace('T', ' ')
}

/** "2026-11-24 17:30", for paper. */
export const longTime = (iso: string | undefined) => (iso ? iso.slice(0, 16).replace('T', ' ') : '')

/** When something ends: at midnight it is 24:00 of the day that ends, for nobody may take it for the end of the day that begins. */
function ending(iso: string | undefined) {
  if (!iso || iso.slice(11, 16) !== '00:00') return iso
  const eve = new Date(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) - 86400000).toISOString().slice(0, 10)
  return `${eve}T24:00`
}
export const shortDue = (iso: string | undefined) => shortTime(ending(iso))
export const longDue = (iso: string | undefined) => longTime(ending(iso))

/** Ticks every 30 s, so that relative times stay true. */
export function useNow() {
  const now = ref(houseNow())
  const timer = window.setInterval(() => (now.value = houseNow()), 30000)
  onBeforeUnmount(() => window.clearInterval(timer))
  return now
}

const [hour, day] = [60, 24 * 60]
const inTwo = (whole: string, both: string, n: number, m: number) => (m ? ([both, { n, m }] as const) : ([whole, { n, m: 0 }] as const))
/** The words for so many minutes. Never rounded up: nobody may believe there is more time than there is. */
export function spanOf(minutes: number): readonly [text: string, numbers: { n: number; m: number }] {
  if (minutes < 2 * hour) return ['due.minutes', { n: minutes, m: 0 }]
  if (minutes < day) return inTwo('due.hours', 'due.hoursMinutes', Math.floor(minutes / hour), minutes % hour)
  return inTwo('due.days', 'due.daysHours', Math.floor(minutes / day), minutes < 7 * day ? Math.floor((minutes % day) / hour) : 0)
}

export function useRelative() {
  const { t } = useI18n()
  const amount = (minutes: number) => t(...spanOf(minutes))
  return (iso: string, now: number) => {
    const minutes = Math.floor((Date.parse(iso) - now) / 60000)
    return minutes < 0 ? t('due.overdueBy', { t: amount(-minutes) }) : t('due.left', { t: amount(minutes) })
  }
}
