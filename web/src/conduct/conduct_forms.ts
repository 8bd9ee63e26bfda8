// The forms of a violation case's actions: which fields each asks for, its key, and the call it makes.
import { client, done, type Schemas } from '../api/client'
import { upload } from '../api/upload'

export type Conduct = Schemas['ConductView']
export type Options = Schemas['ConductOptionsView']
export const actions = [
  'accept', 'decline', 'appoint', 'find', 'attach', 'confirm', 'ask_hearing', 'decide', 'end_not_proved', 'decide_objection', 'draft_exposure', 'correct_exposure',
  'approve_as_supervision', 'approve_as_group', 'return_exposure', 'order_rectification', 'retest', 'close', 'take_over',
] as const
export type Action = (typeof actions)[number]
/** One key each on the case's page. */
export const actionKeys: Record<Action, string> = {
  accept: 'a', decline: 'x', appoint: 'i', find: 'f', attach: 'm', confirm: 'c', ask_hearing: 'b', decide: 'd', end_not_proved: 'z', decide_objection: 'o', draft_exposure: 'e', correct_exposure: 'r',
  approve_as_supervision: 'y', approve_as_group: 'u', return_exposure: 'v', order_rectification: 't', retest: 's', close: 'l', take_over: 'w',
}
export type FieldName = 'file' | 'reason' | 'investigators' | 'facts' | 'persons' | 'question' | 'decision' | 'outcome' | 'milder' | 'level' | 'exposed' | 'because' | 'preview' | 'task' | 'retest'
export const fieldsOf: Record<Action, FieldName[]> = {
  accept: [],
  decline: ['reason'],
  appoint: ['investigators'],
  find: ['facts', 'persons'],
  attach: ['file'],
  confirm: [],
  ask_hearing: ['question'],
  decide: ['decision', 'reason'],
  end_not_proved: ['reason'],
  decide_objection: ['outcome', 'milder', 'reason'],
  draft_exposure: ['level', 'exposed'],
  correct_exposure: ['exposed', 'because'],
  approve_as_supervision: ['preview'],
  approve_as_group: ['preview'],
  return_exposure: ['reason'],
  order_rectification: ['task'],
  retest: ['retest', 'reason'],
  close: [],
  take_over: ['reason'],
}
export const levels = ['team', 'station', 'bureau', 'society'] as const
export const outcomes = ['stands', 'milder', 'lifted'] as const
type Measure = Schemas['MeasureView']['level']

export interface Fact {
  text: string
  evidence: string
  proved: boolean
  file_numbers: number[]
}
export interface Person {
  name: string
  phone: string
  id_number: string
  account_number: string
  address: string
}
export interface ConductForm {
  reason: string
  first?: number
  second?: number
  facts: Fact[]
  persons: Person[]
  question: string
  violation: string
  measure?: Measure
  withheld: string
  discipline: string
  fact_numbers: number[]
  outcome: (typeof outcomes)[number]
  level: (typeof levels)[number]
  title: string
  /** The text for the public of each decided fact, by its number; empty = this fact is not shown. */
  exposed: Record<number, string>
  because: string
  unit?: number
  task: string
  due_on: string
  passed: boolean
  number: number
  file?: File
  shows: string
}
export const emptyFact = (): Fact => ({ text: '', evidence: '', proved: true, file_numbers: [] })
export const emptyPerson = (): Person => ({ name: '', phone: '', id_number: '', account_number: '', address: '' })

/** The decided facts: nothing else may be exposed. */
export const decidedFacts = (conduct: Conduct) => conduct.finding?.facts.filter((fact) => fact.decided) ?? []
export const provedFacts = (conduct: Conduct) => conduct.finding?.facts.filter((fact) => fact.proved) ?? []
/** The task that waits for its re-test. */
export const waitingTask = (conduct: Conduct) => conduct.rectifications.find((row) => row.reported_at && !row.retested_at)

/** A form as it begins: what was written before, a text that came back, the first choice the table leaves. */
export function emptyForm(conduct: Conduct, action: Action): ConductForm {
  const written = conduct.exposure?.has_draft ? conduct.exposure.draft_facts : (conduct.exposure?.facts ?? [])
  return {
    reason: '', first: conduct.investigators[0]?.officer_id, second: conduct.investigators[1]?.officer_id,
    facts: conduct.finding ? conduct.finding.facts.map(({ text, evidence, proved, file_numbers }) => ({ text, evidence, proved, file_numbers: file_numbers ?? [] })) : [emptyFact()],
    persons: conduct.finding?.third_persons.map((row) => ({ ...emptyPerson(), ...row })) ?? [],
    question: '', violation: conduct.violation, measure: undefined, withheld: '', discipline: '', fact_numbers: provedFacts(conduct).map((fact) => fact.number), outcome: 'stands',
    level: conduct.exposure?.level ?? conduct.choices.find((row) => row.code === conduct.violation)?.least_exposure ?? 'society',
    title: (conduct.exposure?.has_draft ? conduct.exposure.draft_title : conduct.exposure?.title) ?? '',
    exposed: Object.fromEntries(decidedFacts(conduct).map((fact) => [fact.number, written.find((row) => row.number === fact.number)?.text ?? (action === 'draft_exposure' && !written.length ? fact.text : '')])),
    because: '', unit: undefined, task: '', due_on: '', passed: true, number: waitingTask(conduct)?.number ?? 0, file: undefined, shows: '',
  }
}
/** "1,500.5" → 150050; undefined if it is no amount of yuan. */
export function fenOf(text: string): number | undefined {
  const found = text.normalize('NFKC').replace(/[,\s]/g, '').match(/^(\d{1,9})(?:\.(\d{1,2}))?$/)
  return found ? Number(found[1] + (found[2] ?? '').padEnd(2, '0')) : undefined
}
const exposedFacts = (form: ConductForm) => Object.entries(form.exposed).filter(([, text]) => text.trim()).map(([number, text]) => ({ number: Number(number), text }))
const measureOf = (form: ConductForm) => ({
  ...(form.measure === 'pay_withheld' ? { withheld_fen: fenOf(form.withheld) ?? 0 } : {}),
  ...(form.measure === 'disciplinary' ? { discipline: form.discipline } : {}),
})
/** A person of whom nothing is written is none. */
const namedPersons = (form: ConductForm) => form.persons.filter((row) => row.name.trim())

/** The call of an action; `version` is that of the case that was seen. */
export function send(action: Action, form: ConductForm, conduct: Conduct, intention: string) {
  const to = { params: { path: { conduct_id: String(conduct.id) } }, headers: { 'Idempotency-Key': intention } }
  const { version } = conduct
  const reason = { version, reason: form.reason }
  switch (action) {
    case 'accept': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/acceptances', { ...to, body: { version } }))
    case 'decline': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/refusals', { ...to, body: reason }))
    case 'appoint': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/investigators', { ...to, body: { version, officer_ids: [form.first ?? 0, form.second ?? 0] } }))
    case 'find': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/findings', { ...to, body: { version, facts: form.facts, third_persons: namedPersons(form), linked_case_ids: conduct.finding?.linked_case_ids ?? [] } }))
    case 'attach': return upload<Schemas['ConductFileKept']>(`/api/v1/conduct_cases/${conduct.id}/files`, form.file!, { shows: form.shows, version: String(version) })
    case 'confirm': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/finding_confirmations', { ...to, body: { version } }))
    case 'ask_hearing': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/hearings', { ...to, body: { version, question: form.question } }))
    case 'decide': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/decisions', { ...to, body: { ...reason, violation: form.violation, measure: form.measure ?? 'criticism', fact_numbers: form.fact_numbers, ...measureOf(form) } }))
    case 'end_not_proved': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/not_proved', { ...to, body: reason }))
    case 'decide_objection': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/objection_decisions', { ...to, body: { version, outcome: form.outcome, words: form.reason, ...(form.outcome === 'milder' && form.measure ? { measure: form.measure, ...measureOf(form) } : {}) } }))
    case 'draft_exposure': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/exposures', { ...to, body: { version, level: form.level, title: form.title, facts: exposedFacts(form) } }))
    case 'correct_exposure': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/exposure_corrections', { ...to, body: { version, title: form.title, facts: exposedFacts(form), because: form.because } }))
    case 'approve_as_supervision': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/exposure_approvals', { ...to, body: { version, body: 'supervision' } }))
    case 'approve_as_group': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/exposure_approvals', { ...to, body: { version, body: 'leading_group' } }))
    case 'return_exposure': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/exposure_returns', { ...to, body: reason }))
    case 'order_rectification': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/rectifications', { ...to, body: { version, unit_id: form.unit ?? 0, task: form.task, due_on: form.due_on } }))
    case 'retest': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/rectifications/{number}/retests', {
      ...to, params: { path: { conduct_id: String(conduct.id), number: String(form.number) } }, body: { version, passed: form.passed, words: form.reason, ...(form.passed ? {} : { due_on: form.due_on }) } }))
    case 'close': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/closings', { ...to, body: { version } }))
    case 'take_over': return done(client.POST('/api/v1/conduct_cases/{conduct_id}/take_overs', { ...to, body: reason }))
  }
}
