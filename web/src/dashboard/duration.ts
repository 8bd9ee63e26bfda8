// Lengths of time as reports say them.
import { useI18n } from 'vue-i18n'

const hour = 3600
const day = 24 * hour

export function useDuration() {
  const { t } = useI18n()
  return (seconds: number) => {
    if (seconds < 2 * hour) return t('due.minutes', { n: Math.round(seconds / 60) })
    if (seconds < 2 * day) return t('due.hours', { n: (seconds / hour).toFixed(1) })
    return t('due.days', { n: (seconds / day).toFixed(1) })
  }
}
export const percent = (rate: number | undefined) => (rate === undefined ? '—' : `${(rate * 100).toFixed(1)}%`)
