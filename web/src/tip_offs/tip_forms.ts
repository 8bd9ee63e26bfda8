// The forms of a tip's actions: which fields each asks for, its key, and the call it makes.
import { client, done, type Schemas } from '../api/client'
import { fenOf } from './money'

export type Tip = Schemas['TipOffView']
export const actions = ['accept', 'pre_check', 'appoint', 'report', 'find', 'talk', 'same_facts', 'propose_reward', 'claim_in_person', 'name_accused', 'open_identity'] as const
export type Action = (typeof actions)[number]
export type Opening = 'agree' | 'read'
/** One key each on the tip's page. */
export const actionKeys: Record<Action, string> = { accept: 'a', pre_check: 'c', appoint: 'i', report: 'b', find: 'f', talk: 't', same_facts: 'm', propose_reward: 'p', claim_in_person: 's', name_accused: 'x', open_identity: 'o' }
export type FieldName = 'taken_up' | 'reason' | 'text' | 'investigators' | 'verdict' | 'recovered' | 'accused' | 'exclusion' | 'number' | 'passphrase'
export const fieldsOf: Record<Action | Opening, FieldName[]> = {
  accept: [],
  pre_check: ['taken_up', 'reason'],
  appoint: ['investigators'],
  report: ['text'],
  find: ['verdict', 'recovered', 'reason'],
  talk: ['text'],
  same_facts: ['number', 'reason'],
  propose_reward: ['exclusion', 'reason'],
  claim_in_person: [],
  name_accused: ['accused', 'reason'],
  open_identity: ['reason', 'passphrase'],
  agree: ['passphrase'],
  read: ['passphrase'],
}
export const verdicts = ['verified', 'partly', 'not_verified', 'false_report', 'malicious'] as const

export interface TipForm {
  taken_up: boolean
  number: string
  known_since: string
  new_evidence: string
  reason: string
  text: string
  first?: number
  second?: number
  verdict: (typeof verdicts)[number]
  recovered: string
  officer?: number
  unit?: number
  exclusion: string
  passphrase: string
}
export const emptyForm = (tip: Tip): TipForm => ({
  taken_up: true, number: '', known_since: '', new_evidence: '', reason: '', text: '', first: tip.investigators[0]?.officer_id, second: tip.investigators[1]?.officer_id, verdict: 'verified', recovered: '',
  officer: tip.accused_officers[0]?.officer_id, unit: tip.accused_units[0]?.unit_id, exclusion: '', passphrase: '',
})
/** Money that was recovered of nothing that holds is none. */
export const asksRecovered = (form: TipForm) => form.verdict === 'verified' || form.verdict === 'partly'
export const amountIsBad = (form: TipForm) => asksRecovered(form) && form.recovered.trim() !== '' && fenOf(form.recovered) === undefined

/** Named before, and not replaced by what the form names: they stay. */
function accusedOf(form: TipForm, tip: Tip) {
  const others = tip.accused_officers.slice(1).map((row) => row.officer_id)
  const units = tip.accused_units.slice(1).map((row) => row.unit_id)
  return { officer_ids: [...(form.officer ? [form.officer] : []), ...others], unit_ids: [...(form.unit ? [form.unit] : []), ...units] }
}

/** What a proposal says besides its reason: only what is asked in this case. */
export const asksKnownSince = (form: TipForm, tip: Tip) => tip.exclusions.some((row) => row.code === form.exclusion && row.needs_known_since)
export const asksEvidence = (form: TipForm, tip: Tip) => form.exclusion === '' && (tip.suggestion?.later ?? false)
export function proposalOf(form: TipForm, tip: Tip) {
  return {
    ...(form.exclusion ? { exclusion: form.exclusion } : {}),
    ...(asksKnownSince(form, tip) && form.known_since ? { known_since: form.known_since } : {}),
    ...(asksEvidence(form, tip) && form.new_evidence.trim() ? { new_evidence: form.new_evidence } : {}),
  }
}

/** The call of an action; `version` is that of the tip that was seen. */
export function send(action: Action, form: TipForm, tip: Tip, intention: string) {
  const to = { params: { path: { case_id: String(tip.case_id) } }, headers: { 'Idempotency-Key': intention } }
  const { version } = tip
  switch (action) {
    case 'accept': return done(client.POST('/api/v1/tip_offs/{case_id}/acceptances', { ...to, body: { version } }))
    case 'pre_check': return done(client.POST('/api/v1/tip_offs/{case_id}/pre_checks', { ...to, body: { version, taken_up: form.taken_up, reason: form.reason } }))
    case 'appoint': return done(client.POST('/api/v1/tip_offs/{case_id}/investigators', { ...to, body: { version, officer_ids: [form.first ?? 0, form.second ?? 0] } }))
    case 'report': return done(client.POST('/api/v1/tip_offs/{case_id}/investigation_reports', { ...to, body: { version, text: form.text } }))
    case 'find': return done(client.POST('/api/v1/tip_offs/{case_id}/findings', { ...to, body: { version, verdict: form.verdict, reason: form.reason, recovered_fen: asksRecovered(form) ? (fenOf(form.recovered) ?? 0) : 0 } }))
    case 'talk': return done(client.POST('/api/v1/tip_offs/{case_id}/messages', { ...to, body: { text: form.text } }))
    case 'same_facts': return done(client.POST('/api/v1/tip_offs/{case_id}/same_facts', { ...to, body: { version, number: form.number.trim(), reason: form.reason } }))
    case 'propose_reward': return done(client.POST('/api/v1/tip_offs/{case_id}/reward_proposals', { ...to, body: { version, reason: form.reason, ...proposalOf(form, tip) } }))
    case 'name_accused': return done(client.POST('/api/v1/tip_offs/{case_id}/accused', { ...to, body: { ...accusedOf(form, tip), reason: form.reason } }))
    case 'open_identity': return done(client.POST('/api/v1/tip_offs/{case_id}/openings', { params: to.params, body: { reason: form.reason, passphrase: form.passphrase } }))
    case 'claim_in_person': return done(client.POST('/api/v1/tip_offs/{case_id}/claims', { params: to.params, body: {} }))
  }
}
export function sendOpening(what: Opening, number: number, form: TipForm, tip: Tip) {
  const params = { path: { case_id: String(tip.case_id), number: String(number) } }
  const body = { passphrase: form.passphrase }
  return what === 'agree'
    ? done(client.POST('/api/v1/tip_offs/{case_id}/openings/{number}/agreements', { params, body }))
    : done(client.POST('/api/v1/tip_offs/{case_id}/openings/{number}/readings', { params, body }))
}
