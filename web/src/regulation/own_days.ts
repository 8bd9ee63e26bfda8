// Days of the bureau's own as the rulebook's calendar file writes them.

export interface OwnDay {
  date: string // "2026-09-24"
  worked: boolean
  name: string
  source: string
}

/** Both days included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 24 * 3600 * 1000) days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** A TOML string: JSON's escapes are among TOML's. */
const quoted = (text: string) => JSON.stringify(text.trim().replace(/\s+/g, ' '))

/** The calendar's text with days added at its end; an earlier row of the same day gives way. */
export function withOwnDays(text: string, days: OwnDay[]): string {
  const replaced = new Set(days.map((day) => day.date))
  const kept = text.split(/(?=^\[)/m).filter((block) => {
    const date = /^\[\[calendar\.exception\]\]/.test(block) && /^date\s*=\s*(\d{4}-\d{2}-\d{2})/m.exec(block)?.[1]
    return !date || !replaced.has(date)
  })
  const rows = days.map((day) => `\n[[calendar.exception]]\ndate = ${day.date}\nworked = ${day.worked}\nname = ${quoted(day.name)}\nsource = ${quoted(day.source)}\n`)
  return kept.join('').replace(/\n*$/, '\n') + rows.join('')
}
