import { describe, expect, it } from 'vitest'
import { decimal, fen, freshLine, quantity, thousandths, wishesOf, yuan, type ChargeableItem } from './charge_forms'

describe('quantities and money as people type them', () => {
  it('reads numbers, in half and full width, and nothing else', () => {
    for (const [text, value] of [['2', 2000], ['1.5', 1500], ['1.', 1000], ['０.２５', 250], ['1,250', 1250000], [' 3 ', 3000]] as const) expect(thousandths(text)).toBe(value)
    for (const text of ['', '-1', '1.2345', '很多', '1e3', '.5', '1.2.3', '12345678901']) expect(thousandths(text)).toBeUndefined()
    expect(fen('86.5')).toBe(8650)
    expect(decimal('1.005', 2)).toBeUndefined()
  })
  it('writes them', () => {
    expect(yuan(123450)).toBe('1,234.50')
    expect(yuan(-5)).toBe('−0.05')
    expect(quantity(1500)).toBe('1.5')
    expect(quantity(-2000)).toBe('−2')
    expect(quantity(10)).toBe('0.01')
  })
  it('sends complete lines only, with the unit as published', () => {
    const items = [{ code: 'test', unit: '元/次' }] as ChargeableItem[]
    const line = (item: string, quantity: string) => ({ ...freshLine(), item, quantity })
    expect(wishesOf([line('', '1'), line('test', '2'), line('test', 'x'), line('tea', '1')], items)).toEqual([
      { index: 1, wish: { item: 'test', unit: '元/次', quantity_thousandths: 2000 } },
    ])
  })
  it('sends what a late fee is counted from, and never a quantity', () => {
    const items = [{ code: 'late', unit: '元/元·日', late_fee: true }] as ChargeableItem[]
    const line = { ...freshLine(), item: 'late', quantity: '99', principal: '370.32', last_day: '2026-03-01' }
    expect(wishesOf([line, { ...line, principal: '' }, { ...line, last_day: '' }], items)).toEqual([
      { index: 0, wish: { item: 'late', unit: '元/元·日', quantity_thousandths: 0, arrear: { principal_fen: 37032, last_day_on: '2026-03-01' } } },
    ])
  })
})
