// The forms of a service's verbs: which fields each asks for, and the call it makes.
import { client, type Schemas } from '../api/client'

export type ServiceRow = Schemas['ServiceRowView']
export type Service = Schemas['ServiceView']
export type ServiceVerb = 'agree_service' | 'deliver_service' | 'evaluate_delivery' | 'request_service_support' | 'decline_service' | 'withdraw_service'
export type FieldName = 'agreed_by' | 'due_on' | 'unit_id' | 'delivered_on' | 'delivered_by' | 'done' | 'received_by' | 'files' | 'score' | 'words' | 'evaluated_by' | 'to_unit_id' | 'text'
export interface ServiceForm {
  agreed_by: string
  due_on: string
  unit_id?: number
  delivered_on: string
  delivered_by: string
  done: string
  received_by: string
  files: Schemas['ServiceFile'][]
  score: number
  words: string
  evaluated_by: string
  to_unit_id?: number
  text: string
}

export const serviceKinds = ['power', 'safety', 'business', 'information', 'energy_saving', 'other'] as const
export const serviceStates = ['offered', 'agreed', 'delivered', 'evaluated', 'declined', 'withdrawn'] as const
export const fieldsOf: Record<ServiceVerb, FieldName[]> = {
  agree_service: ['agreed_by', 'due_on', 'unit_id'],
  deliver_service: ['done', 'received_by', 'delivered_on', 'delivered_by', 'unit_id', 'files'],
  evaluate_delivery: ['score', 'words', 'evaluated_by'],
  request_service_support: ['to_unit_id', 'text'],
  decline_service: ['words'],
  withdraw_service: ['words'],
}
export const optionalFields: FieldName[] = ['unit_id', 'received_by', 'files']
/** One key each on the service's page. */
export const verbKeys: Record<ServiceVerb, string> = { agree_service: 'a', deliver_service: 'd', evaluate_delivery: 'e', request_service_support: 's', decline_service: 'x', withdraw_service: 'w' }
export const stateTone: Record<ServiceRow['state'], string> = { offered: '', agreed: 'soon', delivered: 'ok', evaluated: 'ok', declined: 'quiet', withdrawn: 'quiet' }

/** The form as it begins: what is known already. */
export const formOf = (service: ServiceRow, today: string, me: string): ServiceForm => ({
  agreed_by: '', due_on: '', unit_id: service.unit_id || undefined, delivered_on: today, delivered_by: me, done: '', received_by: '', files: [], score: 5, words: '', evaluated_by: '', text: '',
})

/** The call of a verb on the service as it was seen. */
export function send(verb: ServiceVerb, form: ServiceForm, service: ServiceRow, intention: string) {
  const version = service.version
  const to = { params: { path: { service_id: String(service.id) } }, headers: { 'Idempotency-Key': intention } }
  const unit = form.unit_id ? { unit_id: form.unit_id } : {}
  switch (verb) {
    case 'agree_service': return client.POST('/api/v1/services/{service_id}/acceptances', { ...to, body: { version, agreed_by: form.agreed_by, due_on: form.due_on, ...unit } })
    case 'deliver_service': {
      const { delivered_on, delivered_by, done, received_by, files } = form
      return client.POST('/api/v1/services/{service_id}/deliveries', { ...to, body: { version, delivered_on, delivered_by, done, received_by, files, ...unit } })
    }
    case 'evaluate_delivery': return client.POST('/api/v1/services/{service_id}/evaluations', { ...to, body: { version, score: form.score, words: form.words, evaluated_by: form.evaluated_by } })
    case 'request_service_support': return client.POST('/api/v1/services/{service_id}/support_requests', { ...to, body: { version, to_unit_id: form.to_unit_id ?? 0, text: form.text } })
    case 'decline_service': return client.POST('/api/v1/services/{service_id}/declines', { ...to, body: { version, words: form.words } })
    case 'withdraw_service': return client.POST('/api/v1/services/{service_id}/withdrawals', { ...to, body: { version, words: form.words } })
  }
}

/** Only where the browser lets us (a secure address); else files are not offered. */
export const canHash = () => typeof crypto !== 'undefined' && crypto.subtle !== undefined
/** The file's name and SHA-256: the file itself stays where it is kept. */
export async function fingerprint(file: File): Promise<Schemas['ServiceFile']> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return { name: file.name.slice(-120), hash: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
}
