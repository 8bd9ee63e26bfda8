// Times as people read them: Chinese wall clock whatever the computer's zone, and how far away.
import { useI18n } from 'vue-i18n'
import { onBeforeUnmount, ref } from 'vue'

/** "11-24 17:30"; with the year if it is another one. The server sends +08:00. */
export function shortTime(iso: string | undefined): string {
  if (!iso) return ''
  const year = new Date().getFullYear().toString()
  return iso.startsWith(year) ? iso.slice(5, 16).replace('T', ' ') : iso.slice(0, 16).replace('T', ' ')
}

/** "2026-11-24 17:30", for paper. */
export const longTime = (iso: string | undefined) => (iso ? iso.slice(0, 16).replace('T', ' ') : '')

/** Ticks every 30 s, so that relative times stay true. */
export function useNow() {
  const now = ref(Date.now())
  const timer = window.setInterval(() => (now.value = Date.now()), 30000)
  onBeforeUnmount(() => window.clearInterval(timer))
  return now
}

export function useRelative() {
  const { t } = useI18n()
  const amount = (minutes: number) => {
    if (minutes < 120) return t('due.minutes', { n: minutes })
    if (minutes < 2880) return t('due.hours', { n: Math.round(minutes / 60) })
    return t('due.days', { n: Math.round(minutes / 1440) })
  }
  return (iso: string, now: number) => {
    const minutes = Math.round((Date.parse(iso) - now) / 60000)
    return minutes < 0 ? t('due.overdueBy', { t: amount(-minutes) }) : t('due.left', { t: amount(minutes) })
  }
}
