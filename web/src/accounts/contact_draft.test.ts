import { beforeEach, expect, test, vi } from 'vitest'
import { client, offline } from '../api/client'
import { contactBody, emptyContact, forgetContact, keepContact, keptContact } from './contact_draft'
import { dropWaiting, openOutbox, putAside, sendWaiting, waitingContacts } from './outbox'

const { kept } = vi.hoisted(() => ({ kept: new Map<string, File[]>() }))
vi.mock('./photo_store', () => ({ photosOf: async (id: string) => kept.get(id) ?? [], keepPhotos: async (id: string, photos: File[]) => void kept.set(id, photos), forgetPhotos: async (id: string) => void kept.delete(id) }))

beforeEach(() => {
  kept.clear()
  localStorage.clear()
  openOutbox(7)
})

test('art. 11(3): only what is ticked is said', () => {
  const draft = { ...emptyContact(), at: '2026-11-27T08:00:00', representative: '钱工', representative_role: '电工', words: '巡视', promise_text: '不说', confirmed_by: '不说' }
  expect(contactBody(draft)).toEqual({ client_id: draft.client_id, at: '2026-11-27T08:00:00+08:00', channel: 'visit', representative: '钱工', representative_role: '电工', words: '巡视' })
  expect(contactBody({ ...draft, representative_id: 3 })).not.toHaveProperty('representative')
  expect(contactBody({ ...draft, representative_id: 3 })).toMatchObject({ representative_id: 3 })
  expect(contactBody({ ...draft, file_changed: true, promised: true, promise_due_on: '2026-12-01', evaluated: true, unchanged: true })).toMatchObject({
    file_changed: true, promise: { text: '不说', due_on: '2026-12-01' }, evaluation: { score: 5 }, no_change_confirmed_by: '不说',
  })
  expect(contactBody({ ...draft, service_delivered: true })).not.toHaveProperty('service_id')
  expect(contactBody({ ...draft, service_delivered: true, service_id: 5 })).toMatchObject({ service_id: 5 })
})

test('what was typed keeps its client_id until it is recorded', () => {
  const draft = keptContact(7, 3)
  keepContact(7, 3, draft)
  expect(keptContact(7, 3).client_id).toBe(draft.client_id)
  expect(keptContact(7, 4).client_id).not.toBe(draft.client_id)
  forgetContact(7, 3)
  expect(keptContact(7, 3).client_id).not.toBe(draft.client_id)
})

const answer = (status: number, body: object) => ({ ...(status < 300 ? { data: body } : { error: body }), response: { ok: status < 300, status, url: '' } as Response })
test('kept without a network, sent when it is back, once; a refused one waits for a person', async () => {
  const post = vi.spyOn(client, 'POST')
  const [first, second] = [emptyContact(), emptyContact()]
  putAside({ customer_id: 3, customer_name: '甲', draft: first })
  putAside({ customer_id: 3, customer_name: '甲', draft: first })
  putAside({ customer_id: 4, customer_name: '乙', draft: second })
  expect(waitingContacts.value).toHaveLength(2)
  post.mockRejectedValueOnce(new TypeError('network'))
  await sendWaiting()
  expect([waitingContacts.value.length, offline.value]).toEqual([2, true])
  openOutbox(8)
  expect(waitingContacts.value).toEqual([])
  openOutbox(7)
  post.mockResolvedValueOnce(answer(201, {}) as never).mockResolvedValueOnce(answer(422, { code: 'x', detail: '没有结果', clause: 'art.11(3)' }) as never)
  await sendWaiting()
  expect(waitingContacts.value.map((row) => [row.customer_id, row.refused?.detail])).toEqual([[4, '没有结果']])
  dropWaiting(second.client_id)
  expect(localStorage.getItem('contacts_to_send_7')).toBe('[]')
})

test('art. 11(3): photos wait with their visit, go first, and are forgotten only when both are on the server', async () => {
  const post = vi.spyOn(client, 'POST')
  const draft = emptyContact()
  kept.set(draft.client_id, [new File(['a'], 'a.png'), new File(['b'], 'b.png')])
  putAside({ customer_id: 3, customer_name: '甲', draft })
  const sent = vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(Response.json({ id: 1, hash: 'one', there_already: false })).mockRejectedValueOnce(new TypeError('network'))
  await sendWaiting()
  expect([waitingContacts.value.length, kept.has(draft.client_id)]).toEqual([1, true])
  sent.mockResolvedValueOnce(Response.json({ id: 1, hash: 'one', there_already: true })).mockResolvedValueOnce(Response.json({ id: 2, hash: 'two', there_already: false }))
  post.mockResolvedValueOnce(answer(201, {}) as never)
  await sendWaiting()
  expect(post.mock.lastCall?.[1]).toMatchObject({ body: { client_id: draft.client_id, photos: ['one', 'two'] } })
  expect([waitingContacts.value.length, kept.has(draft.client_id)]).toEqual([0, false])
  const form = sent.mock.calls[0][1]?.body as FormData
  expect([sent.mock.calls[0][0], form.get('paper_kind')]).toEqual(['/api/v1/customers/3/papers', 'site_photo'])
})
