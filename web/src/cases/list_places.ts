// Where one was in a list before looking at a case: rows, place and ticks, for the way back.
import type { Schemas } from '../api/client'
import type { RowPages } from '../ui/row_pages'
import type { RowSelection } from '../ui/row_selection'

export interface ListPlace {
  rows: RowPages<Schemas['CaseRowView']>
  selection: RowSelection
  active: number
  top: number
}
const most = 10
const places = new Map<string, ListPlace>()

export function keepPlace(address: string, place: ListPlace) {
  places.delete(address)
  places.set(address, place)
  for (const oldest of [...places.keys()].slice(0, Math.max(0, places.size - most))) places.delete(oldest)
}
/** Only on the way back: a list chosen anew begins at its beginning. */
export const placeAt = (address: string): ListPlace | undefined => (isWayBack() ? places.get(address) : undefined)
/** The router notes in each entry of the history what came after it. */
const isWayBack = () => ((window.history.state as { forward?: string | null } | null)?.forward ?? null) !== null
