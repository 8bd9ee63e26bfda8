// Key customers by place, ready for the tiles: an area holds its places, a place its customers.
import type { ChartColours, ChartOption } from '../dashboard/charts'
import type { Schemas } from '../api/client'

export type Areas = Schemas['KeyAccountAreasView']
export type AreaCustomer = Schemas['AreaCustomerView']
export const sizes = ['capacity', 'year'] as const
export type Size = (typeof sizes)[number]
export const states = ['contact_overdue', 'unusual', 'needs', 'quiet'] as const
const colourOf: Record<AreaCustomer['state'], keyof ChartColours> = { contact_overdue: 'late', unusual: 'soon', needs: 'brand', quiet: 'ok' }

/** What a tile's size stands for; nothing known still has a small tile, else nobody could open it. */
export const sizeOf = (one: AreaCustomer, size: Size) => Math.max(1, size === 'capacity' ? (one.capacity_kva ?? 0) : Math.round((one.year_wh ?? 0) / 1_000_000))

export interface AreaWords {
  elsewhere: string
  lines: (one: AreaCustomer) => string[]
}
export interface Tile {
  customer_id?: number
}
export function areaOption(areas: Areas, size: Size, words: AreaWords, colours: ChartColours): ChartOption {
  const customers = new Map(areas.districts.flatMap((district) => district.places.flatMap((place) => place.items.map((one) => [one.customer_id, one] as const))))
  return {
    textStyle: { color: colours.ink },
    tooltip: {
      confine: true,
      backgroundColor: colours.paper,
      borderColor: colours.edge,
      textStyle: { color: colours.ink },
      formatter: (point) => {
        const tile = Array.isArray(point) ? point[0] : point
        const one = customers.get((tile.data as Tile).customer_id ?? 0)
        return one ? [one.customer_name, ...words.lines(one)].join('<br>') : tile.name
      },
    },
    series: [
      {
        type: 'treemap',
        top: 0,
        bottom: 0,
        left: 0,
        right: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        label: { color: colours.paper, overflow: 'truncate' },
        upperLabel: { show: true, height: 20, color: colours.ink },
        itemStyle: { borderColor: colours.paper, gapWidth: 1 },
        levels: [
          { itemStyle: { borderWidth: 0, gapWidth: 4 }, upperLabel: { show: false } },
          { itemStyle: { borderColor: colours.edge, borderWidth: 2, gapWidth: 2 } },
          { itemStyle: { borderColor: colours.edge, borderWidth: 1, gapWidth: 1 } },
        ],
        data: areas.districts.map((district) => ({
          name: district.name || words.elsewhere,
          children: district.places.map((place) => ({
            name: place.place || words.elsewhere,
            children: place.items.map((one) => ({ name: one.customer_name, value: sizeOf(one, size), customer_id: one.customer_id, itemStyle: { color: colours[colourOf[one.state]] } })),
          })),
        })),
      },
    ],
  }
}
