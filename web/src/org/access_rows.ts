// One visit to a page reads in several steps: shown as one row, kept and exported as they are.
import type { Schemas } from '../api/client'

type Access = Schemas['AccessView']
export interface Visit extends Omit<Access, 'fields' | 'reason'> {
  fields: string[]
  reasons: string[]
}

const within = 60_000
const same = (visit: Visit, row: Access) =>
  visit.subject === row.subject && visit.officer_name === row.officer_name && visit.unit_name === row.unit_name && visit.address === row.address && Math.abs(Date.parse(visit.at) - Date.parse(row.at)) <= within
const add = (list: string[], words: string[]) => list.push(...words.filter((word) => word && !list.includes(word)))

/** Rows newest first; a visit has the id and the time of its newest row. */
export function visitsOf(rows: Access[]): Visit[] {
  const visits: Visit[] = []
  for (const row of rows) {
    let visit = visits.at(-1)
    if (!visit || !same(visit, row)) visits.push((visit = { ...row, fields: [], reasons: [] }))
    add(visit.fields, row.fields.split(','))
    add(visit.reasons, [row.reason])
  }
  return visits
}

/** Where what was looked at is found: "case/12" is a kind and its number, a register as a whole has none. */
const places: Record<string, string> = { case: '/cases/', receipt: '/charges/', customer: '/customers/', conduct: '/conduct/' }
const registers: Record<string, string> = { conduct_decisions: '/conduct', social_supervisor: '/social_supervisors' }
export function subjectOf(subject: string): { kind: string; id: string; to: string } {
  const [kind = '', id = ''] = subject.split('/')
  const place = places[kind]
  return { kind, id, to: place ? place + id : (registers[kind] ?? '') }
}
