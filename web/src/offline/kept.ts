// Answers kept so that they can be read without a network: of one officer, for the hours of his session, gone when he signs out.
// docs/decisions/0021-the-desk-without-a-network.md says what is kept and why it is not encrypted.
import { clearStore, readRow, readRows, writeRow } from './database'

/** As long as the server keeps a session: nobody reads longer without a network than he could with one. */
export const keptHours = 12
export interface Kept<T> {
  officer: number
  /** When the server said it; in milliseconds, as is `until`. */
  at: number
  until: number
  body: T
}
let term: { officer: number; until: number } | null = null

/** A private window, a full disk: the desk works on, it only keeps nothing. */
const orNothing = <T>(work: Promise<T>) => work.catch(() => undefined)

/** Begins the officer's term; whatever another officer or an earlier term left goes. */
export async function beginKeeping(officer: number, anew: boolean, now = Date.now()) {
  const before = await orNothing(readRow<Kept<unknown>>('kept', 'session'))
  const goesOn = !anew && before?.officer === officer && before.until > now
  if (before && before.officer !== officer) await orNothing(clearStore('kept'))
  term = { officer, until: goesOn ? before.until : now + keptHours * 3_600_000 }
}
/** The term of whoever was signed in here, when the desk is opened without a network. */
export async function resumeKeeping<T>(now = Date.now()) {
  const row = await orNothing(readRow<Kept<T>>('kept', 'session'))
  if (!row) return undefined
  if (row.until <= now || row.at > now + 300_000) {
    await forgetKept()
    return undefined
  }
  term = { officer: row.officer, until: row.until }
  return row
}
export const keptUntil = () => term?.until ?? 0

export async function keep(key: string, body: unknown) {
  if (!term) return
  const row: Kept<unknown> = { officer: term.officer, at: Date.now(), until: term.until, body }
  // Reactive objects are no plain values.
  await orNothing(writeRow('kept', key, JSON.parse(JSON.stringify(row))))
}
const stands = <T>(row: Kept<T> | undefined, now: number) => row && term && row.officer === term.officer && row.until > now
export async function kept<T>(key: string, now = Date.now()) {
  const row = await orNothing(readRow<Kept<T>>('kept', key))
  return stands(row, now) ? row : undefined
}
export async function allKept<T>(prefix: string, now = Date.now()) {
  return ((await orNothing(readRows<Kept<T>>('kept', prefix))) ?? []).filter((row) => stands(row, now))
}
export async function forgetKept() {
  term = null
  await orNothing(clearStore('kept'))
}
