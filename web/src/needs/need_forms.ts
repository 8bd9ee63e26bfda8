// The forms of a need's verbs: which fields each asks for, and the call it makes.
import { client, type Schemas } from '../api/client'

export type Need = Schemas['NeedView']
export type NeedRow = Schemas['NeedRowView']
export type FieldName = 'customer_id' | 'title' | 'kind' | 'capacity_kva' | 'power_kw' | 'yearly_energy_kwh' | 'expected_on' | 'energised_on' | 'proposal' | 'to_unit_id' | 'text' | 'reason' | 'words' | 'notes'
export type NeedVerb = 'open_need' | 'identify_need' | 'propose' | 'request_support' | 'realise_need' | 'lose_need' | 'change_need'
export interface NeedForm {
  customer_id?: number
  title: string
  kind: NeedRow['kind']
  capacity_kva?: number
  power_kw?: number
  yearly_energy_kwh?: number
  expected_on?: string
  energised_on?: string
  proposal: string
  to_unit_id?: number
  text: string
  reason: string
  words: string
  notes: string
}

export const needKinds = ['new_supply', 'capacity_increase', 'capacity_reduction', 'electrification', 'energy_saving', 'reliability', 'other'] as const
const sizes: FieldName[] = ['capacity_kva', 'power_kw', 'yearly_energy_kwh']
export const fieldsOf: Record<NeedVerb, FieldName[]> = {
  open_need: ['customer_id', 'title', 'kind', ...sizes, 'expected_on', 'notes'],
  identify_need: [...sizes, 'expected_on'],
  propose: ['proposal'],
  request_support: ['to_unit_id', 'text'],
  realise_need: [...sizes, 'energised_on'],
  lose_need: ['reason', 'words'],
  change_need: ['title', 'kind', ...sizes, 'expected_on', 'notes'],
}
/** One key each on the need's page. */
export const verbKeys: Record<NeedVerb, string> = { open_need: 'a', identify_need: 'i', propose: 'p', request_support: 's', realise_need: 'r', lose_need: 'x', change_need: 'e' }

const whPerKwh = 1000
export const toKwh = (wh: number) => Math.round(wh / whPerKwh)

/** The form as it begins: what is known already. */
export function formOf(need: Need | null, today: string): NeedForm {
  const row = need?.need
  const known = (value: number | undefined) => (value ? value : undefined)
  return {
    title: row?.title ?? '', kind: row?.kind ?? 'new_supply', capacity_kva: known(row?.capacity_kva), power_kw: known(row?.power_kw), yearly_energy_kwh: known(row && toKwh(row.yearly_energy_wh)),
    expected_on: row?.expected_on, energised_on: today, proposal: need?.proposal ?? '', text: '', reason: '', words: '', notes: need?.notes ?? '',
  }
}

/** The call of a verb; `version` is that of the need that was seen. */
export function send(verb: NeedVerb, form: NeedForm, need: NeedRow | null, intention: string) {
  const sized = { capacity_kva: form.capacity_kva ?? 0, power_kw: form.power_kw ?? 0, yearly_energy_wh: Math.round((form.yearly_energy_kwh ?? 0) * whPerKwh) }
  const day = form.expected_on ? { expected_on: form.expected_on } : {}
  const version = need?.version ?? 0
  const to = { params: { path: { need_id: String(need?.id) } }, headers: { 'Idempotency-Key': intention } }
  switch (verb) {
    case 'open_need': return client.POST('/api/v1/needs', { headers: to.headers, body: { customer_id: form.customer_id ?? 0, title: form.title, kind: form.kind, notes: form.notes, ...sized, ...day } })
    case 'identify_need': return client.POST('/api/v1/needs/{need_id}/identifications', { ...to, body: { version, ...sized, ...day } })
    case 'propose': return client.POST('/api/v1/needs/{need_id}/proposals', { ...to, body: { version, proposal: form.proposal } })
    case 'request_support': return client.POST('/api/v1/needs/{need_id}/support_requests', { ...to, body: { version, to_unit_id: form.to_unit_id ?? 0, text: form.text } })
    case 'realise_need': return client.POST('/api/v1/needs/{need_id}/realisations', { ...to, body: { version, ...sized, energised_on: form.energised_on ?? '' } })
    case 'lose_need': return client.POST('/api/v1/needs/{need_id}/losses', { ...to, body: { version, reason: form.reason, words: form.words } })
    case 'change_need': {
      // A day that is past already stays as it is: only another one is sent.
      const changed = form.expected_on && form.expected_on !== need?.expected_on ? day : {}
      return client.POST('/api/v1/needs/{need_id}/changes', { ...to, body: { version, title: form.title, kind: form.kind, notes: form.notes, ...sized, ...changed } })
    }
  }
}
/** What the server calls a field. */
export const pointerOf = (name: FieldName) => `/${name === 'yearly_energy_kwh' ? 'yearly_energy_wh' : name}`
