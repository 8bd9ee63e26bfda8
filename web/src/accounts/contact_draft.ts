// A contact as it is typed: kept per customer until it is recorded, under one client_id, so that sending twice writes once.
import { newIntention, type Schemas } from '../api/client'
import { asChina, chinaNow } from '../ui/dates'

export const contactChannels = ['visit', 'phone', 'hall', 'app', 'letter'] as const

/** Who spoke for the customer: one of the registered (by id), or somebody by name and role. */
export interface ContactPerson {
  representative_id: number
  representative: string
  representative_role: string
}
export const representativeBody = (person: ContactPerson) => (person.representative_id ? { representative_id: person.representative_id } : { representative: person.representative, representative_role: person.representative_role })

export const emptyContact = () => ({
  client_id: newIntention(),
  at: chinaNow(),
  channel: 'visit' as Schemas['ContactBody']['channel'],
  representative_id: 0,
  representative: '',
  representative_role: '',
  words: '',
  file_changed: false,
  service_delivered: false,
  service_id: 0,
  promised: false,
  promise_text: '',
  promise_due_on: '',
  evaluated: false,
  score: 5,
  evaluation_words: '',
  unchanged: false,
  confirmed_by: '',
})
export type ContactDraft = ReturnType<typeof emptyContact>

/** The API's input: only what is ticked is said. */
export function contactBody(draft: ContactDraft, photos: string[] = []): Schemas['ContactBody'] {
  return {
    client_id: draft.client_id,
    at: asChina(draft.at),
    channel: draft.channel,
    ...representativeBody(draft),
    words: draft.words,
    ...(photos.length ? { photos } : {}),
    ...(draft.file_changed ? { file_changed: true } : {}),
    ...(draft.service_delivered && draft.service_id ? { service_id: draft.service_id } : {}),
    ...(draft.promised ? { promise: { text: draft.promise_text, ...(draft.promise_due_on ? { due_on: draft.promise_due_on } : {}) } } : {}),
    ...(draft.evaluated ? { evaluation: { score: draft.score, ...(draft.evaluation_words ? { words: draft.evaluation_words } : {}) } } : {}),
    ...(draft.unchanged ? { no_change_confirmed_by: draft.confirmed_by } : {}),
  }
}

const key = (officer: number, customer: number) => `contact_draft_${officer}_${customer}`
export function keptContact(officer: number, customer: number): ContactDraft {
  const stored = localStorage.getItem(key(officer, customer))
  return stored ? { ...emptyContact(), ...(JSON.parse(stored) as Partial<ContactDraft>) } : emptyContact()
}
export const keepContact = (officer: number, customer: number, draft: ContactDraft) => localStorage.setItem(key(officer, customer), JSON.stringify(draft))
export const forgetContact = (officer: number, customer: number) => localStorage.removeItem(key(officer, customer))
