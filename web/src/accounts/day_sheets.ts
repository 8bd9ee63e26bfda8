// Hand-overs offered together, as one sheet to sign.
import type { Schemas } from '../api/client'

type Item = Schemas['DayHandOverView']
export const sheetKey = (item: Item) => `${item.hand_over.from_officer_id}/${item.hand_over.to_officer_id}/${item.hand_over.at}/${item.hand_over.reason}`

export function sheetsOf(items: Item[]): Item[][] {
  const sheets = new Map<string, Item[]>()
  for (const item of items) sheets.set(sheetKey(item), [...(sheets.get(sheetKey(item)) ?? []), item])
  return [...sheets.values()]
}
/** The last day of a day's month: "2026-11-28" → "2026-11-30". */
export const monthEnd = (day: string) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10)
