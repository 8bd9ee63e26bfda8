// The form of a correction: what each cause asks for, figures as people type them. Nothing is worked out here.
import type { Schemas } from '../api/client'

export type Cause = Schemas['AdjustmentBasis']['cause']
export type Adjustment = Schemas['BillAdjustmentView']
export type AdjustmentResult = Schemas['AdjustmentResultView']

export interface MonthLine {
  month: string
  recorded: string
  super_peak: string
  peak: string
  valley: string
}
export const freshMonth = (): MonthLine => ({ month: '', recorded: '', super_peak: '', peak: '', valley: '' })
export interface AdjustmentForm {
  cause: Cause | ''
  tariff: string
  from_on: string
  fixed_on: string
  months: MonthLine[]
  months_given: 'whole_time' | 'counted_part'
  values: Record<string, string>
  reason: string
}
export const freshForm = (): AdjustmentForm => ({ cause: '', tariff: '', from_on: '', fixed_on: '', months: [freshMonth()], months_given: 'whole_time', values: {}, reason: '' })

/** A figure of the form: its name in the basis, its text, and by how much it is sent. */
export interface Figure {
  name: 'error_ppm' | 'drop_ppm' | 'allowed_drop_ppm' | 'right' | 'wrong' | 'normal_month_wh'
  label: string
  times: number
}
const ppm = 10_000
const wh = 1000
const error: Figure = { name: 'error_ppm', label: 'error', times: ppm }
const drop: Figure[] = [{ name: 'drop_ppm', label: 'drop', times: ppm }, { name: 'allowed_drop_ppm', label: 'allowedDrop', times: ppm }]
const powers: Figure[] = [{ name: 'right', label: 'rightPower', times: 1 }, { name: 'wrong', label: 'wrongPower', times: 1 }]
const multipliers: Figure[] = [{ name: 'right', label: 'rightMultiplier', times: 1 }, { name: 'wrong', label: 'wrongMultiplier', times: 1 }]
const normal: Figure = { name: 'normal_month_wh', label: 'normal', times: wh }
const figures: Record<Cause, Figure[]> = { meter_error: [error], voltage_drop: drop, other_cause: [normal], wrong_wiring: powers, blown_fuse: [...powers, normal], wrong_multiplier: multipliers }
export const figuresOf = (cause: Cause | '') => (cause ? figures[cause] : [])

const half = (text: string) => text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/−/g, '-').replace(/[,\s]/g, '')
/** "−5" with times 10,000 → −50,000; undefined if empty, NaN if it is no number or has too many decimals. */
export function figure(text: string, times: number): number | undefined {
  const typed = half(text)
  if (typed === '') return undefined
  const found = typed.match(/^(-?)(\d{1,9})(?:\.(\d*))?$/)
  const decimals = Math.round(Math.log10(times))
  if (!found || (found[3] ?? '').length > decimals) return NaN
  return (found[1] ? -1 : 1) * Number(found[2] + (found[3] ?? '').padEnd(decimals, '0'))
}

/** What is sent, and at which fields a number is none. */
export function basisOf(form: AdjustmentForm, byPeriod: boolean): { basis: Schemas['AdjustmentBasis']; wrong: string[] } {
  const wrong: string[] = []
  const read = (text: string, times: number, field: string) => {
    const value = figure(text, times)
    if (Number.isNaN(value)) wrong.push(field)
    return value
  }
  const months = form.months.map((line, place) => ({
    month: Number(line.month.replace('-', '')) || 0,
    recorded_wh: read(line.recorded, wh, `/months/${place}/recorded_wh`) ?? 0,
    ...(byPeriod
      ? { super_peak_wh: read(line.super_peak, wh, `/months/${place}/super_peak_wh`), peak_wh: read(line.peak, wh, `/months/${place}/peak_wh`), valley_wh: read(line.valley, wh, `/months/${place}/valley_wh`) }
      : {}),
  }))
  const values = Object.fromEntries(figuresOf(form.cause).map((one) => [one.name, read(form.values[one.name] ?? '', one.times, `/${one.name}`)]))
  return { basis: { cause: form.cause as Cause, tariff: form.tariff, from_on: form.from_on, fixed_on: form.fixed_on, months, months_given: form.months_given, ...values }, wrong }
}

export const stateTone = { proposed: 'soon', confirmed: 'ok', declined: 'overdue', withdrawn: 'quiet' } as const
/** 263158 → "263.158". */
export function kwh(energy: number): string {
  const size = Math.abs(energy)
  const whole = String(Math.floor(size / wh)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${energy < 0 ? '−' : ''}${whole}${size % wh ? `.${String(size % wh).padStart(3, '0')}`.replace(/0+$/, '') : ''}`
}
