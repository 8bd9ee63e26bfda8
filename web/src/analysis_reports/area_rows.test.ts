import { describe, expect, it } from 'vitest'
import { areaOption, sizeOf, type AreaCustomer, type Areas } from './area_rows'

const customer = (id: number, state: AreaCustomer['state'], capacity_kva?: number, year_wh?: number): AreaCustomer => ({ customer_id: id, customer_name: `客户${id}`, account_number: '', capacity_kva, year_wh, state, contact_overdue: false, needs: 0, unusual: 0 })
const place = (name: string, items: AreaCustomer[]) => ({ place: name, customers: items.length, capacity_kva: 0, year_wh: 0, contacts_overdue: 0, needs: 0, unusual: 0, items, left_off: 0 })
const colours = { ink: 'ink', soft: 'soft', edge: 'edge', paper: 'paper', brand: 'brand', ok: 'ok', soon: 'soon', late: 'late' }

describe('key customers by area', () => {
  it('sizes a tile by capacity or by the year; who is not known keeps one', () => {
    expect(sizeOf(customer(1, 'quiet', 500, 3_000_000_000), 'capacity')).toBe(500)
    expect(sizeOf(customer(1, 'quiet', 500, 3_000_000_000), 'year')).toBe(3000)
    expect(sizeOf(customer(1, 'quiet'), 'year')).toBe(1)
  })
  it('puts customers into their places and places into districts, coloured by what waits', () => {
    const areas: Areas = { total: 3, districts: [{ name: '城区', customers: 2, capacity_kva: 0, year_wh: 0, places: [place('东街', [customer(1, 'contact_overdue', 5), customer(2, 'quiet', 3)])] }, { name: '', customers: 1, capacity_kva: 0, year_wh: 0, places: [place('', [customer(3, 'needs')])] }] }
    const option = areaOption(areas, 'capacity', { elsewhere: '其他', lines: () => [] }, colours)
    const series = (option.series as { data: { name: string; children: { name: string; children: { value: number; customer_id: number; itemStyle: { color: string } }[] }[] }[] }[])[0]
    expect(series.data.map((district) => district.name)).toEqual(['城区', '其他'])
    expect(series.data[0].children[0].children).toMatchObject([{ value: 5, customer_id: 1, itemStyle: { color: 'late' } }, { value: 3, itemStyle: { color: 'ok' } }])
    expect(series.data[1].children[0].name).toBe('其他')
  })
})
