// A contact as it is typed: kept per customer until it is recorded, under one client_id, so that sending twice writes once.
import { newIntention, type Schemas } from '../api/client'
import { readRow, readRows, removeRow, writeRow } from '../offline/database'
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

/** One that was begun and not yet saved. */
export interface KeptContact {
  customer_id: number
  customer_name: string
  draft: ContactDraft
}
const key = (officer: number, customer: number | '') => `${officer}/${customer}`
const isUntouched = (draft: ContactDraft) => Object.entries({ ...emptyContact(), client_id: draft.client_id, at: draft.at }).every(([field, value]) => draft[field as keyof ContactDraft] === value)

/** What was typed of a contact with the customer, if anything was. A browser that keeps nothing has none. */
export async function keptContact(officer: number, customer: number): Promise<ContactDraft | undefined> {
  const kept = await readRow<KeptContact>('contact_drafts', key(officer, customer)).catch(() => undefined)
  return kept && { ...emptyContact(), ...kept.draft }
}
export const keptContacts = (officer: number) => readRows<KeptContact>('contact_drafts', key(officer, '')).catch(() => [])
export async function keepContact(officer: number, contact: KeptContact, hasPhotos = false) {
  if (isUntouched(contact.draft) && !hasPhotos) return forgetContact(officer, contact.customer_id)
  await writeRow('contact_drafts', key(officer, contact.customer_id), { ...contact, draft: { ...contact.draft } }).catch(() => {})
}
export const forgetContact = (officer: number, customer: number) => removeRow('contact_drafts', key(officer, customer)).catch(() => {})
