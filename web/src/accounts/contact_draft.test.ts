import { beforeEach, expect, test, vi } from 'vitest'
import { client, offline, signInNeeded } from '../api/client'
import { contactBody, emptyContact, forgetContact, keepContact, keptContact, keptContacts } from './contact_draft'
import { dropWaiting, holdBack, letGo, noteSent, openOutbox, putAside, sendWaiting, sentContacts, waitingContacts, watchOutbox } from './outbox'

const { kept, rows } = vi.hoisted(() => ({ kept: new Map<string, File[]>(), rows: new Map<string, string>() }))
vi.mock('./photo_store', () => ({ photosOf: async (id: string) => kept.get(id) ?? [], keepPhotos: async (id: string, photos: File[]) => void kept.set(id, photos), forgetPhotos: async (id: string) => void kept.delete(id) }))
vi.mock('../offline/database', () => ({
  keepForGood: () => {},
  readRow: async (store: string, key: string) => JSON.parse(rows.get(`${store}:${key}`) ?? 'null') ?? undefined,
  readRows: async (store: string, prefix: string) => [...rows].filter(([key]) => key.startsWith(`${store}:${prefix}`)).map(([, row]) => JSON.parse(row)),
  writeRow: async (store: string, key: string, row: unknown) => void rows.set(`${store}:${key}`, JSON.stringify(row)),
  removeRow: async (store: string, key: string) => void rows.delete(`${store}:${key}`),
}))

beforeEach(async () => {
  kept.clear()
  rows.clear()
  localStorage.clear()
  vi.restoreAllMocks()
  offline.value = signInNeeded.value = false
  await openOutbox(7)
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

test('what was typed keeps its client_id until it is recorded; what was not touched is not kept', async () => {
  const draft = { ...emptyContact(), words: '打了一半' }
  await keepContact(7, { customer_id: 3, customer_name: '甲', draft })
  expect((await keptContact(7, 3))?.client_id).toBe(draft.client_id)
  expect((await keptContacts(7)).map((row) => row.customer_name)).toEqual(['甲'])
  expect([await keptContact(7, 4), await keptContact(8, 3), await keptContacts(8)]).toEqual([undefined, undefined, []])
  await forgetContact(7, 3)
  await keepContact(7, { customer_id: 3, customer_name: '甲', draft: emptyContact() })
  expect(await keptContact(7, 3)).toBeUndefined()
  await keepContact(7, { customer_id: 3, customer_name: '甲', draft: emptyContact() }, true)
  expect(await keptContact(7, 3), 'photos alone are something').toBeDefined()
})

const answer = (status: number, body: object) => ({ ...(status < 300 ? { data: body } : { error: body }), response: { ok: status < 300, status, url: '' } as Response })
const waiting = (customer_id: number, draft = emptyContact()) => ({ customer_id, customer_name: '甲', draft })
test('kept without a network, sent when it is back, once; a refused one waits for a person with its fields', async () => {
  const post = vi.spyOn(client, 'POST')
  const [first, second] = [{ ...emptyContact(), at: '2026-11-27T08:00:00' }, { ...emptyContact(), at: '2026-11-27T09:00:00' }]
  await putAside(waiting(4, second))
  await putAside(waiting(3, first))
  await putAside(waiting(3, first))
  expect(waitingContacts.value.map((row) => row.customer_id)).toEqual([3, 4])
  post.mockRejectedValueOnce(new TypeError('network'))
  await sendWaiting()
  expect([waitingContacts.value.length, waitingContacts.value[0].tried, offline.value]).toEqual([2, true, true])
  await openOutbox(8)
  expect(waitingContacts.value).toEqual([])
  await openOutbox(7)
  expect(waitingContacts.value, 'as after a crash of the browser').toHaveLength(2)
  post.mockResolvedValueOnce(answer(201, { number: 12, version: 3, there_already: false }) as never)
  post.mockResolvedValueOnce(answer(422, { code: 'x', detail: '没有结果', clause: 'art.11(3)', errors: [{ pointer: '/at', detail: '太晚' }] }) as never)
  await sendWaiting()
  expect(sentContacts.value).toMatchObject([{ customer_id: 3, number: 12, as_before: false }])
  expect(waitingContacts.value.map((row) => [row.customer_id, row.refused])).toEqual([[4, { code: 'x', detail: '没有结果', clause: 'art.11(3)', fields: { '/at': '太晚' } }]])
  const asked = post.mock.calls.length
  await sendWaiting()
  expect(post.mock.calls.length, 'a refused one is not sent again by itself').toBe(asked)
  await dropWaiting(second.client_id)
  expect([...rows.keys()]).toEqual([])
})

test.each([0, 401, 408, 429, 500, 503])('status %s says nothing about the contact: it waits on', async (status) => {
  const post = vi.spyOn(client, 'POST')
  await putAside(waiting(3))
  if (status) post.mockResolvedValueOnce(answer(status, { code: 'session.missing' }) as never)
  else post.mockRejectedValueOnce(new DOMException('late', 'TimeoutError'))
  await sendWaiting()
  expect(waitingContacts.value[0].refused).toBeUndefined()
  expect(signInNeeded.value, 'asked to sign in, nothing lost').toBe(status === 401)
})

test('not sent before the line is there; a token that is no longer good is renewed, and nothing is refused for it', async () => {
  const post = vi.spyOn(client, 'POST')
  await putAside(waiting(3))
  let there = false
  const renew = vi.fn(async () => {})
  await watchOutbox(7, { ready: () => there, renew })
  expect(post).not.toHaveBeenCalled()
  there = true
  post.mockResolvedValueOnce(answer(403, { code: 'session.csrf_wrong' }) as never)
  await sendWaiting()
  expect([renew.mock.calls.length, waitingContacts.value[0].refused]).toEqual([1, undefined])
})

test('one that is being corrected stays until the dialog is closed', async () => {
  const post = vi.spyOn(client, 'POST').mockResolvedValue(answer(201, { number: 1, version: 1, there_already: false }) as never)
  const draft = emptyContact()
  await putAside(waiting(3, draft))
  holdBack(draft.client_id)
  await sendWaiting()
  expect(post).not.toHaveBeenCalled()
  letGo(draft.client_id)
  await vi.waitFor(() => expect(waitingContacts.value).toEqual([]))
})

test('thrown away in another window, it is not sent from this one', async () => {
  const post = vi.spyOn(client, 'POST')
  await putAside(waiting(3))
  rows.clear()
  await sendWaiting()
  expect([post.mock.calls.length, waitingContacts.value]).toEqual([0, []])
})

test('a change that came too late is said, not lost in silence', () => {
  noteSent({ ...waiting(3), changed: true }, { number: 2, version: 2, there_already: true })
  noteSent({ ...waiting(3), changed: true }, { number: 3, version: 3, there_already: false })
  expect(sentContacts.value.map((one) => one.as_before)).toEqual([true, false])
})

test('what an earlier version of the desk kept comes along', async () => {
  localStorage.setItem('contacts_to_send_9', JSON.stringify([waiting(3)]))
  await openOutbox(9)
  expect([waitingContacts.value.length, localStorage.getItem('contacts_to_send_9')]).toEqual([1, null])
})

test('art. 11(3): photos wait with their visit, go first, and are forgotten only when both are on the server', async () => {
  const post = vi.spyOn(client, 'POST')
  const draft = emptyContact()
  kept.set(draft.client_id, [new File(['a'], 'a.png'), new File(['b'], 'b.png')])
  await putAside(waiting(3, draft))
  const sent = vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(Response.json({ id: 1, hash: 'one', there_already: false })).mockRejectedValueOnce(new TypeError('network'))
  await sendWaiting()
  expect([waitingContacts.value.length, kept.has(draft.client_id)]).toEqual([1, true])
  sent.mockResolvedValueOnce(Response.json({ id: 1, hash: 'one', there_already: true })).mockResolvedValueOnce(Response.json({ id: 2, hash: 'two', there_already: false }))
  post.mockResolvedValueOnce(answer(201, { number: 1, version: 1, there_already: false }) as never)
  await sendWaiting()
  expect(post.mock.lastCall?.[1]).toMatchObject({ body: { client_id: draft.client_id, photos: ['one', 'two'] } })
  expect([waitingContacts.value.length, kept.has(draft.client_id)]).toEqual([0, false])
  const form = sent.mock.calls[0][1]?.body as FormData
  expect([sent.mock.calls[0][0], form.get('paper_kind')]).toEqual(['/api/v1/customers/3/papers', 'site_photo'])
})
