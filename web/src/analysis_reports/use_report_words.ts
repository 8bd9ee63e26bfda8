// The lines of a report that screen, paper and document share.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { kilo, monthText, percentOf } from '../usage/use_words'
import { forecastOption, monthsOption, paperColours } from './report_charts'
import { grouped, type Figures } from './report_words'

const tenThousand = 10000

export function useReportWords() {
  const { t, locale } = useI18n()
  /** Of an axis: "12万", "120k". */
  const short = (value: number) => {
    if (value < tenThousand) return grouped(value)
    return locale.value === 'zh' ? `${grouped(value / tenThousand)}万` : `${grouped(value / 1000)}k`
  }
  const said = (twice: { zh: string; en: string }) => (locale.value === 'zh' ? twice.zh : twice.en)
  const known = (rows: [string, string][]) => rows.filter(([, value]) => value !== '')

  function facts({ customer }: Figures) {
    return known([
      [t('analysis.account'), customer.account_number],
      [t('analysis.tier'), said(customer.tier_name)],
      [t('analysis.manager'), customer.manager_name],
      [t('analysis.station'), customer.station_name],
      [t('analysis.capacity'), customer.contracted_capacity_kva ? `${grouped(customer.contracted_capacity_kva)} kVA` : ''],
      [t('analysis.voltage'), customer.voltage ? t(`file.voltage_words.${customer.voltage}`) : ''],
      [t('analysis.tariff'), customer.tariff_class],
      [t('analysis.trade'), customer.trade],
      [t('analysis.critical'), customer.critical_grade === 'none' ? '' : t(`file.critical_grade_words.${customer.critical_grade}`)],
    ])
  }
  const signed = (permille: number) => `${permille > 0 ? '+' : ''}${percentOf(permille)}`
  function useRows({ use }: Figures) {
    const share = (permille: number | undefined) => (permille === undefined ? '—' : percentOf(permille))
    return known([
      [t('analysis.figures.wh'), use.wh === undefined ? '' : `${kilo(use.wh)} kWh`],
      [t('analysis.figures.change'), use.change_permille === undefined ? '' : signed(use.change_permille)],
      [t('analysis.figures.trend'), use.trend_wh_per_year === undefined ? '' : `${kilo(use.trend_wh_per_year)} kWh`],
      [t('analysis.figures.demand'), use.highest_demand_w === undefined ? '' : `${kilo(use.highest_demand_w)} kW`],
      [t('analysis.figures.load_factor'), use.load_factor_permille === undefined ? '' : percentOf(use.load_factor_permille)],
      [t('analysis.figures.shares'), use.flat_permille === undefined ? '' : [use.super_peak_permille, use.peak_permille, use.flat_permille, use.valley_permille].map(share).join(' / ')],
      [t('analysis.figures.power_factor'), use.power_factor_hundredths === undefined ? '' : (use.power_factor_hundredths / 100).toFixed(2)],
    ])
  }
  function unusualRows({ unusual }: Figures) {
    const value = (kind: string, number: number) => (kind === 'shape' ? percentOf(number) : kind === 'power_factor' ? (number / 100).toFixed(2) : `${kilo(number)} kWh`)
    return unusual.map((one) => ({ month: monthText(one.month), kind: t(`unusual.kind.${one.kind}`), expected: value(one.kind, one.expected), found: value(one.kind, one.found), cause: one.settled_how || t('analysis.unsettled') }))
  }
  function forecastSaid({ forecast }: Figures) {
    if (!forecast) return t('analysis.noForecast')
    const sum = `${kilo(forecast.wh)} kWh`
    if (!forecast.forecasts) return t('analysis.forecastUntested', { sum })
    return t('analysis.forecastSaid', { sum, n: forecast.forecasts, error: `${kilo(forecast.error_wh)} kWh`, percent: percentOf(forecast.error_permille), baseError: `${kilo(forecast.baseline_error_wh)} kWh`, basePercent: percentOf(forecast.baseline_error_permille) })
  }
  const needsSaid = ({ needs }: Figures) => (needs.items.length ? t('analysis.needsSum', { n: needs.open, kw: grouped(needs.power_kw), kva: grouped(needs.capacity_kva) }) : t('analysis.noNeeds'))
  const needRows = ({ needs }: Figures) => needs.items.map((one) => ({ title: one.title, stage: t(`analysis.needStage.${one.stage}`), size: [one.power_kw ? `${grouped(one.power_kw)} kW` : '', one.capacity_kva ? `${grouped(one.capacity_kva)} kVA` : ''].filter(Boolean).join(' · '), expected: one.expected_on ?? '' }))
  const casesSaid = ({ cases }: Figures) => t('analysis.casesSaid', { registered: cases.registered, duties: cases.duties, kept: cases.duties_on_time, open: cases.open, overdue: cases.open_overdue })
  const contactsSaid = ({ contacts }: Figures) =>
    t('analysis.contactsSaid', { n: contacts.contacts, last: contacts.last_contact_at?.slice(0, 10) ?? t('analysis.never'), made: contacts.promises_made, kept: contacts.promises_kept, late: contacts.promises_kept_late, broken: contacts.promises_broken, open: contacts.promises_open })
  const missingSaid = ({ missing }: Figures) => (missing.length ? missing.map(said).join(t('app.listed')) : t('analysis.fileComplete'))
  const monthsChart = (figures: Figures) => monthsOption(figures.use, { short, now: t('analysis.thisPeriod'), before: t('analysis.before') }, paperColours)
  const forecastChart = (figures: Figures) => forecastOption(figures.forecast?.months ?? [], { short, forecast: t('usage.forecast'), interval: t('analysis.interval', { p: figures.forecast?.interval_percent ?? 0 }) }, paperColours)
  return { locale: computed(() => locale.value), short, said, facts, useRows, unusualRows, forecastSaid, needsSaid, needRows, casesSaid, contactsSaid, missingSaid, monthsChart, forecastChart }
}
