import { describe, expect, it } from 'vitest'
import { basisOf, figure, figuresOf, freshForm, kwh } from './adjustment_forms'

describe('the form of a correction', () => {
  it('reads figures as people type them', () => {
    for (const [text, times, value] of [['-5', 10_000, -50_000], ['−5', 10_000, -50_000], ['４.25', 10_000, 42_500], ['10,000', 1000, 10_000_000], ['0.125', 1000, 125], ['30', 1, 30]] as const) expect(figure(text, times)).toBe(value)
    expect(figure('', 1000)).toBeUndefined()
    for (const text of ['慢', '1.2345', '1e3', '--5', '12345678901']) expect(figure(text, 1000)).toBeNaN()
    expect(figure('1.5', 1)).toBeNaN()
  })
  it('asks for what the cause needs and sends nothing else', () => {
    expect(figuresOf('blown_fuse').map((one) => one.name)).toEqual(['right', 'wrong', 'normal_month_wh'])
    const form = { ...freshForm(), cause: 'meter_error' as const, tariff: 'residential', from_on: '2026-07-01', fixed_on: '2026-08-31', values: { error_ppm: '-5', right: '3' } }
    form.months = [{ month: '2026-07', recorded: '10000', super_peak: '', peak: '1', valley: '' }]
    expect(basisOf(form, false)).toEqual({ basis: { cause: 'meter_error', tariff: 'residential', from_on: '2026-07-01', fixed_on: '2026-08-31', months: [{ month: 202607, recorded_wh: 10_000_000 }], months_given: 'whole_time', error_ppm: -50_000 }, wrong: [] })
    form.months[0].recorded = '很多'
    expect(basisOf(form, true).wrong).toEqual(['/months/0/recorded_wh'])
    expect(basisOf({ ...form, months: [{ month: '2026-07', recorded: '5', super_peak: '', peak: '1', valley: '' }] }, true).basis.months[0]).toEqual({ month: 202607, recorded_wh: 5000, super_peak_wh: undefined, peak_wh: 1000, valley_wh: undefined })
  })
  it('writes energy', () => {
    expect(kwh(263_158)).toBe('263.158')
    expect(kwh(-1_250_500)).toBe('−1,250.5')
    expect(kwh(0)).toBe('0')
  })
})
