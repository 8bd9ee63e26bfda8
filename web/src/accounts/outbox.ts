// Contacts recorded without a network: kept on this computer, sent one by one when it is back; the server knows each by its client_id.
import { ref, watch } from 'vue'
import { ApiProblem, client, done, offline, type Schemas } from '../api/client'
import { refreshLive } from '../shell/live'
import { upload } from '../api/upload'
import { contactBody, type ContactDraft } from './contact_draft'
import { forgetPhotos, photosOf } from './photo_store'

export interface WaitingContact {
  customer_id: number
  customer_name: string
  draft: ContactDraft
  /** What the server said no to; such a one waits for a person. */
  refused?: { detail: string; clause: string }
}

const key = (officer: number) => `contacts_to_send_${officer}`
let officer = 0
let sending = false
export const waitingContacts = ref<WaitingContact[]>([])

/** The officer's own kept contacts; another officer at the same computer sees and sends only his. */
export function openOutbox(officerId: number) {
  officer = officerId
  waitingContacts.value = JSON.parse(localStorage.getItem(key(officer)) ?? '[]') as WaitingContact[]
}
const store = () => localStorage.setItem(key(officer), JSON.stringify(waitingContacts.value))

export function putAside(contact: WaitingContact) {
  waitingContacts.value = [...waitingContacts.value.filter((row) => row.draft.client_id !== contact.draft.client_id), contact]
  store()
}
export function dropWaiting(clientId: string) {
  void forgetPhotos(clientId)
  waitingContacts.value = waitingContacts.value.filter((row) => row.draft.client_id !== clientId)
  store()
}
const photoReason = '走访照片'
/** Its photos first, into the customer's file; one that is there already is not written again. */
export async function recordContact(customerId: number, draft: ContactDraft) {
  const photos: string[] = []
  for (const photo of await photosOf(draft.client_id)) photos.push((await upload<Schemas['PaperAdded']>(`/api/v1/customers/${customerId}/papers`, photo, { paper_kind: 'site_photo', why: photoReason })).hash)
  const recorded = await done(client.POST('/api/v1/managed_customers/{customer_id}/contacts', { params: { path: { customer_id: String(customerId) } }, body: contactBody(draft, photos) }))
  await forgetPhotos(draft.client_id)
  return recorded
}

/** Sends what waits, oldest first; stops where the network or the session ends. */
export async function sendWaiting() {
  if (sending) return
  sending = true
  try {
    for (const contact of waitingContacts.value.filter((row) => !row.refused)) {
      try {
        await recordContact(contact.customer_id, contact.draft)
        dropWaiting(contact.draft.client_id)
        refreshLive()
      } catch (caught) {
        if (!(caught instanceof ApiProblem)) throw caught
        if (caught.status === 0 || caught.status === 401 || caught.status >= 500) return
        putAside({ ...contact, refused: { detail: caught.detail, clause: caught.clause } })
      }
    }
  } finally {
    sending = false
  }
}

/** For the frame: opens the officer's outbox and sends whenever the network is back. */
export function watchOutbox(officerId: number) {
  openOutbox(officerId)
  watch(offline, (gone) => void (gone || sendWaiting()), { immediate: true })
}
