// Use as people say it: months, energy, shares, and why a month is unusual.
import { useI18n } from 'vue-i18n'
import type { Schemas } from '../api/client'

export type UnusualUse = Schemas['UnusualUseView']
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
/** What the server counts in thousandths of what people say (Wh, W, varh). */
const thousandths = 1000
/** 202610 → "2026-10", which reads the same in both languages. */
export const monthText = (month: number) => `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
/** Wh → "12,345" kWh; W → kW. */
export const kilo = (value: number) => whole.format(value / thousandths)
/** The sign never stands alone on the next line. */
export const percentOf = (permille: number) => `${(permille / 10).toFixed(1)}\u00a0%`
export const changePermille = (now: number, before: number) => (before ? Math.round(((now - before) * 1000) / before) : undefined)
/** A distance the server no longer measures. */
const farthestTenths = 9999

export function useUseWords() {
  const { t } = useI18n()
  const changed = (permille: number | undefined) => {
    if (permille === undefined) return ''
    if (permille === 0) return t('usage.same')
    return t(permille > 0 ? 'usage.more' : 'usage.less', { p: percentOf(Math.abs(permille)) })
  }
  const valueSaid = (kind: string, value: number) => (kind === 'shape' ? percentOf(value) : kind === 'power_factor' ? (value / 100).toFixed(2) : kilo(value))
  const expectedSaid = (one: UnusualUse) => valueSaid(one.kind, one.reason.expected)
  const foundSaid = (one: UnusualUse) => valueSaid(one.kind, one.reason.found)
  /** Why, in one or two sentences. */
  function reasonSaid(one: UnusualUse) {
    const { reason } = one
    const values = { found: foundSaid(one), expected: expectedSaid(one), n: reason.months_before, p: percentOf(Math.abs(reason.change_permille)), period: reason.period ? t(`usage.period.${reason.period}`) : '' }
    const distance = reason.distance_tenths >= farthestTenths ? t('unusual.distanceFar') : t('unusual.distance', { d: (reason.distance_tenths / 10).toFixed(1) })
    return `${t(`unusual.reason.${one.kind}`, values)} ${distance}`
  }
  return { changed, expectedSaid, foundSaid, reasonSaid }
}
