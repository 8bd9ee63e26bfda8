// Contacts recorded without a network: kept in this browser, sent one by one when it is back; the server knows each by its
// client_id, so none is written twice.
import { ref, watch } from 'vue'
import { ApiProblem, client, done, type Schemas } from '../api/client'
import { upload } from '../api/upload'
import { keepForGood, readRow, readRows, removeRow, writeRow } from '../offline/database'
import { refreshLive } from '../shell/live'
import { contactBody, type ContactDraft } from './contact_draft'
import { forgetPhotos, photosOf } from './photo_store'

export interface WaitingContact {
  customer_id: number
  customer_name: string
  draft: ContactDraft
  /** What the server said no to; such a one waits for a person. */
  refused?: { code: string; detail: string; clause: string; fields: Record<string, string> }
  /** Was on its way before: perhaps the server has it, and only the answer was lost. */
  tried?: boolean
  /** Changed after it had been on its way. */
  changed?: boolean
}
export interface SentContact {
  customer_id: number
  customer_name: string
  number: number
  at: string
  /** The server had it already as it was before it was changed. */
  as_before: boolean
}
/** Whether it can be sent now, and what to do when the session's token is no longer good. */
export interface Line {
  ready: () => boolean
  renew: () => Promise<void>
}

const key = (id: number, clientId = '') => `${id}/${clientId}`
const tryAgainAfter = 30_000
const sendWithin = 30_000
let officer = 0
let sending = false
let line: Line = { ready: () => true, renew: async () => {} }
let timer = 0
const held = new Set<string>()
export const waitingContacts = ref<WaitingContact[]>([])
/** What was sent since somebody last looked. */
export const sentContacts = ref<SentContact[]>([])

/** Kept by an earlier version of the desk in another place: brought along once. */
async function bringAlong() {
  const before = `contacts_to_send_${officer}`
  for (const contact of JSON.parse(localStorage.getItem(before) ?? '[]') as WaitingContact[]) await writeRow('contacts_to_send', key(officer, contact.draft.client_id), contact)
  localStorage.removeItem(before)
}
/** The officer's own kept contacts, oldest first; another officer at the same computer sees and sends only his. */
export async function openOutbox(officerId: number) {
  officer = officerId
  waitingContacts.value = []
  sentContacts.value = []
  await bringAlong()
  const rows = await readRows<WaitingContact>('contacts_to_send', key(officer))
  waitingContacts.value = rows.sort((a, b) => a.draft.at.localeCompare(b.draft.at))
}

/** Done when it is on the disk. */
export async function putAside(contact: WaitingContact) {
  keepForGood()
  await writeRow('contacts_to_send', key(officer, contact.draft.client_id), JSON.parse(JSON.stringify(contact)))
  const others = waitingContacts.value.filter((row) => row.draft.client_id !== contact.draft.client_id)
  waitingContacts.value = [...others, contact].sort((a, b) => a.draft.at.localeCompare(b.draft.at))
}
export async function dropWaiting(clientId: string) {
  await removeRow('contacts_to_send', key(officer, clientId)).catch(() => {})
  await forgetPhotos(clientId).catch(() => {})
  waitingContacts.value = waitingContacts.value.filter((row) => row.draft.client_id !== clientId)
}
/** While somebody corrects it, it is not sent. */
export const holdBack = (clientId: string) => held.add(clientId)
export function letGo(clientId: string) {
  held.delete(clientId)
  void sendWaiting()
}

const photoReason = '走访照片'
/** Its photos first, into the customer's file; one that is there already is not written again. */
export async function recordContact(customerId: number, draft: ContactDraft) {
  const photos: string[] = []
  for (const photo of await photosOf(draft.client_id).catch(() => [])) photos.push((await upload<Schemas['PaperAdded']>(`/api/v1/customers/${customerId}/papers`, photo, { paper_kind: 'site_photo', why: photoReason })).hash)
  const recorded = await done(client.POST('/api/v1/managed_customers/{customer_id}/contacts', { params: { path: { customer_id: String(customerId) } }, body: contactBody(draft, photos), signal: AbortSignal.timeout(sendWithin) }))
  await forgetPhotos(draft.client_id).catch(() => {})
  return recorded
}
export function noteSent(contact: Pick<WaitingContact, 'customer_id' | 'customer_name' | 'draft' | 'changed'>, answer: Schemas['ContactAnswer']) {
  const { customer_id, customer_name, draft } = contact
  sentContacts.value = [...sentContacts.value, { customer_id, customer_name, number: answer.number, at: draft.at, as_before: answer.there_already && contact.changed === true }]
}

/** No answer about the contact itself: later it may be another. */
export const isPassing = ({ status, code }: ApiProblem) => status === 0 || status === 401 || status === 408 || status === 429 || status >= 500 || code === 'session.csrf_wrong'

/** Done: true. Not now: false. A no of the server is written beside the contact. */
async function sendOne(shown: WaitingContact) {
  // Another window may have changed it, sent it or thrown it away.
  const contact = await readRow<WaitingContact>('contacts_to_send', key(officer, shown.draft.client_id))
  if (!contact) {
    waitingContacts.value = waitingContacts.value.filter((row) => row.draft.client_id !== shown.draft.client_id)
    return true
  }
  try {
    const answer = await recordContact(contact.customer_id, contact.draft)
    await dropWaiting(contact.draft.client_id)
    noteSent(contact, answer)
    refreshLive()
    return true
  } catch (caught) {
    if (!(caught instanceof ApiProblem)) throw caught
    if (!isPassing(caught)) {
      const { code, detail, clause, fields } = caught
      await putAside({ ...contact, tried: true, refused: { code, detail, clause, fields } })
      return true
    }
    await putAside({ ...contact, tried: true })
    if (caught.code === 'session.csrf_wrong') await line.renew()
    return false
  }
}
const mayGo = (row: WaitingContact) => !row.refused && !held.has(row.draft.client_id)

/** Sends what waits, oldest first; stops where the network or the session ends, and tries again by itself. */
export async function sendWaiting() {
  if (sending || !line.ready()) return
  sending = true
  const mine = officer
  try {
    while (mine === officer && line.ready()) {
      const next = waitingContacts.value.find(mayGo)
      if (!next) return
      if (await sendOne(next)) continue
      window.clearTimeout(timer)
      timer = window.setTimeout(sendWaiting, tryAgainAfter)
      return
    }
  } finally {
    sending = false
  }
}

/** For the frame: opens the officer's outbox and sends whenever the line is there. */
export async function watchOutbox(officerId: number, made: Line) {
  line = made
  watch(made.ready, (there) => void (there && sendWaiting()))
  await openOutbox(officerId)
  await sendWaiting()
}
