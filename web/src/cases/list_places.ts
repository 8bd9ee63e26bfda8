// Where one was in a list before looking at a case: rows, place and ticks, for the way back.
import type { Schemas } from '../api/client'
import type { RowPages } from '../ui/row_pages'
import type { RowSelection } from '../ui/row_selection'

export interface ListPlace {
  rows: RowPages<Schemas['CaseRowView']>
  selection: RowSelection
  active: number
  top: number
  /** One went on from case to case: the row one stands on is no longer where one left it. */
  walked?: boolean
}
const most = 10
const places = new Map<string, ListPlace>()

export function keepPlace(address: string, place: ListPlace) {
  places.delete(address)
  places.set(address, place)
  for (const oldest of [...places.keys()].slice(0, Math.max(0, places.size - most))) places.delete(oldest)
}
/** The list one came from, if this case stands in it. */
function placeOf(id: number): { place: ListPlace; at: number } | undefined {
  const place = [...places.values()].at(-1)
  if (!place) return undefined
  const at = place.rows.at(place.active)?.id === id ? place.active : place.rows.indexOf(id)
  return at < 0 ? undefined : { place, at }
}
/** What the list knows of a case before it has been asked for. */
export const rowOf = (id: number) => {
  const found = placeOf(id)
  return found?.place.rows.at(found.at)
}
/** Where a case stands in the list one came from; counted only where the list was seen to its end. */
export function standing(id: number): { at: number; count: number; first: boolean; last: boolean; ended: boolean } | undefined {
  const found = placeOf(id)
  if (!found) return undefined
  const { count, ended } = found.place.rows
  return { at: found.at + 1, count, ended, first: found.at === 0, last: ended && found.at + 1 >= count }
}
/** The case `by` rows further in that list; the list stands there when one comes back. */
export async function walk(id: number, by: 1 | -1): Promise<number | undefined> {
  const found = placeOf(id)
  if (!found) return undefined
  const to = found.at + by
  await found.place.rows.ensure(Math.max(0, to), Math.max(0, to))
  const row = found.place.rows.at(to)
  if (!row) return undefined
  Object.assign(found.place, { active: to, walked: true })
  return row.id
}
/** Only on the way back: a list chosen anew begins at its beginning. */
export const placeAt = (address: string): ListPlace | undefined => (isWayBack() ? places.get(address) : undefined)
/** The router notes in each entry of the history what came after it. */
const isWayBack = () => ((window.history.state as { forward?: string | null } | null)?.forward ?? null) !== null
