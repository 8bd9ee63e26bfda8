// What is asked of the table of key customers, as it stands in the address.
import type { Schemas } from '../api/client'

export type Only = 'contact_overdue' | 'promise_broken' | 'needs' | 'unusual' | 'year_unknown'
export const onlies: Only[] = ['contact_overdue', 'promise_broken', 'needs', 'unusual', 'year_unknown']
export const orders = ['year', 'change', 'capacity', 'name', 'tier', 'last_contact', 'needs', 'unusual'] as const
export interface KeyAccountQuery {
  tier?: string
  area?: string
  account_manager_id?: string
  station_unit_id?: string
  unit_id?: string
  only?: string
  text?: string
  order?: string
  ascending?: string
}
const names = ['tier', 'area', 'account_manager_id', 'station_unit_id', 'unit_id', 'only', 'text', 'order', 'ascending'] as const
const numbers = ['account_manager_id', 'station_unit_id', 'unit_id'] as const
export type KeyAccountRow = Schemas['KeyAccountRowView']

export const queryOf = (query: Record<string, unknown>): KeyAccountQuery => Object.fromEntries(names.filter((name) => typeof query[name] === 'string' && query[name]).map((name) => [name, query[name]]))

const filterNames = ['tier', 'area', 'only', 'text'] as const
/** The filters alone, as the server takes them. */
export function filterOf(query: KeyAccountQuery) {
  const texts = Object.fromEntries(filterNames.filter((name) => query[name]).map((name) => [name, query[name]]))
  const ids = Object.fromEntries(numbers.filter((name) => query[name]).map((name) => [name, Number(query[name])]))
  return { ...texts, ...ids } as { tier?: string; area?: string; only?: string; text?: string; account_manager_id?: number; station_unit_id?: number; unit_id?: number }
}
export const asked = (query: KeyAccountQuery) => ({ ...filterOf(query), ...(query.order ? { order: query.order } : {}), ...(query.ascending === 'true' ? { ascending: true } : {}) })
