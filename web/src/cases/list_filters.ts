// What a list is filtered by: it stands in the address, so it survives a look at a case and can be sent to a colleague.
import type { LocationQuery } from 'vue-router'
import { figureFilters } from './figure_filters'

export type List = 'first_contact' | 'desk' | 'offered' | 'unit' | 'office' | 'follow_up' | 'all'
/** Filters a person sets one by one. */
export const ownFilters = ['kind', 'category', 'stage', 'due', 'waits_for', 'area', 'channel', 'unit_id', 'officer_id', 'customer_id', 'from', 'to', 'q'] as const
export type OwnFilter = (typeof ownFilters)[number]
/** What comes first; nothing: the list's own order. */
export const sorts = ['due', 'newest', 'oldest'] as const
export type Sort = (typeof sorts)[number]
export type Filter = Partial<Record<OwnFilter | (typeof figureFilters)[number], string>>

const names = [...ownFilters, ...figureFilters]
const text = (value: LocationQuery[string]) => (Array.isArray(value) ? value[0] : value) ?? ''

export const listOf = (query: LocationQuery): List => (text(query.list) || 'desk') as List
export function filterOf(query: LocationQuery): Filter {
  const filter: Filter = {}
  for (const name of names) if (text(query[name])) filter[name] = text(query[name])
  // Older addresses.
  if (text(query.overdue) === 'true') filter.due ??= 'overdue'
  return filter
}
/** Of all cases nothing finds what is due first, unless one looks at what is due. */
export const sortsOf = (list: List, filter: Filter): readonly Sort[] => (list === 'all' && (!filter.due || filter.due === 'none') && !filter.watch ? ['newest', 'oldest'] : sorts)
export const sortOf = (query: LocationQuery, list: List, filter: Filter): Sort => {
  const known = sortsOf(list, filter)
  return known.find((sort) => sort === text(query.sort)) ?? known[0]
}
/** The query of the API and of a saved filter. */
export const listQuery = (list: List, filter: Filter): Record<string, string> => ({ list, ...filter })
/** What an officer has answered and not closed yet. */
export const answeredBy = (officerId: number): Record<string, string> => ({ list: 'all', officer_id: String(officerId), stage: 'resolved' })
export const toText = (query: Record<string, string>) => new URLSearchParams(query).toString()
export const fromText = (saved: string): Record<string, string> => Object.fromEntries(new URLSearchParams(saved))
export const isSame = (one: Record<string, string>, other: Record<string, string>) => toText(sorted(one)) === toText(sorted(other))
const sorted = (query: Record<string, string>) => Object.fromEntries(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)))

/** How many filters stand behind the button "more". */
export const hiddenCount = (filter: Filter) => ownFilters.filter((name) => filter[name] && !['kind', 'due', 'q'].includes(name)).length
