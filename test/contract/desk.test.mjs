// What the desk asks beside the verbs: notices, who is here, whom to ask, cases like a new one, the customer's page, failures.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server } = await ownServer(60, { officeHours: true })
let clerk, colleague, meter, outsider
before(async () => {
  ;[clerk, colleague, meter, outsider] = await Promise.all(['YYT02', 'YYT01', 'JL01', 'CDQ01'].map((name) => signIn(server.base, name)))
})
const registered = async (more = {}) => (await clerk.call('POST', '/cases', registration(more))).body
const unitNamed = async (name) => (await clerk.call('GET', '/units')).body.items.find((unit) => unit.name === name).id
async function handedToMeter(text) {
  const row = await registered({ text })
  const answer = await clerk.call('POST', `/cases/${row.id}/transfers`, { to_unit_id: await unitNamed('计量班'), reason: 'other_department', note: '' }, { 'If-Match': `"${row.version}"` })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}
const notices = async (who, query = '?unread=true') => (await who.call('GET', `/notices${query}`)).body

test('art_10_7: a notice is there with its event, once, for the receiver alone; the work settles it', async () => {
  const before = (await notices(meter)).unread
  const row = await handedToMeter('通知的接口测试')
  const told = await notices(meter)
  assert.equal(told.unread, before + 1)
  const [notice] = told.items
  assert.deepEqual([notice.kind, notice.case_id, notice.read], ['offered', row.id, false])
  assert.match(notice.clause, /^art\.10/)
  assert.ok(!(await notices(clerk)).items.some((item) => item.number === notice.number), 'nobody is told of his own doing')
  const accepted = await meter.call('POST', `/cases/${row.id}/acceptances`, {}, { 'If-Match': `"${row.version}"` })
  assert.equal(accepted.status, 201)
  assert.equal((await notices(meter)).unread, before)
  assert.ok((await notices(meter, '')).items.find((item) => item.number === notice.number).read, 'what is read can be read again')
})

test('reading one notice leaves the others, reading all leaves none; a stranger’s number changes nothing', async () => {
  await handedToMeter('第一件')
  await handedToMeter('第二件')
  const { items, unread } = await notices(meter)
  assert.ok(unread >= 2)
  assert.equal((await clerk.call('POST', '/notice_readings', { number: items[0].number, all_up_to: true })).status, 204)
  assert.equal((await notices(meter)).unread, unread)
  assert.equal((await meter.call('POST', '/notice_readings', { number: items[1].number, all_up_to: false })).status, 204)
  assert.equal((await notices(meter)).unread, unread - 1)
  assert.equal((await meter.call('POST', '/notice_readings', { number: items[0].number, all_up_to: true })).status, 204)
  assert.equal((await notices(meter)).unread, 0)
  assert.equal((await meter.call('POST', '/notice_readings', { number: 'x' })).status, 400)
})

test('two on one case see each other; who may not read it sees nobody', async () => {
  const row = await registered({ text: '两个人的工单' })
  assert.deepEqual((await clerk.call('PUT', `/cases/${row.id}/presence`, { doing: '' })).body.items, [])
  const [other] = (await colleague.call('PUT', `/cases/${row.id}/presence`, { doing: 'reply' })).body.items
  assert.deepEqual([other.officer_name, other.doing], [clerk.session.officer.name, ''])
  assert.equal((await clerk.call('PUT', `/cases/${row.id}/presence`, { doing: '' })).body.items[0].doing, 'reply')
  assert.equal((await colleague.call('DELETE', `/cases/${row.id}/presence`)).status, 204)
  assert.deepEqual((await clerk.call('PUT', `/cases/${row.id}/presence`, { doing: '' })).body.items, [])
  assert.equal((await outsider.call('PUT', `/cases/${row.id}/presence`, { doing: '' })).status, 404)
  assert.equal((await clerk.call('PUT', '/cases/99999999/presence', { doing: '' })).status, 404)
  assert.equal((await clerk.call('PUT', `/cases/${row.id}/presence`, { doing: 'x'.repeat(41) })).status, 400)
})

test('art_10_7: whom to ask is somebody who really may; an unknown verb is nobody’s', async () => {
  const row = await registered({ text: '可找谁' })
  const able = (await meter.call('GET', `/cases/${row.id}/actions/reply/officers`)).status
  assert.equal(able, 404, 'who may not read the case is told nothing')
  const { items } = (await clerk.call('GET', `/cases/${row.id}/actions/assign/officers`)).body
  assert.ok(items.length > 0 && items.length <= 5)
  assert.ok(items.every((item) => item.officer_name && item.phone))
  assert.deepEqual((await clerk.call('GET', `/cases/${row.id}/actions/sing/officers`)).body.items, [])
})

test('art_10_7: a new case is held against open ones of the same kind and place', async () => {
  const row = await registered({ text: '同一件事', category: 'complaint.service_conduct', area: 'rural' })
  const like = async (query) => (await clerk.call('GET', `/similar_cases?${query}`)).body
  assert.ok((await like('category=complaint.service_conduct&area=rural')).items.some((item) => item.id === row.id))
  assert.ok(!(await like('category=complaint.service_conduct&area=remote')).items.some((item) => item.id === row.id))
  assert.equal((await clerk.call('GET', '/similar_cases?category=nothing')).status, 400)
  assert.equal((await clerk.call('GET', '/similar_cases?category=complaint.service_conduct&area=moon')).status, 400)
})

test('art_10_8: the desk sees the customer’s page, without his forms, if it may see the case', async () => {
  const row = await registered({ text: '客户看到什么' })
  const page = await clerk.call('GET', `/cases/${row.id}/customer_page`)
  assert.equal(page.status, 200)
  assert.match(page.headers.get('content-type'), /text\/html/)
  assert.ok(page.body.includes(row.number) && !page.body.includes('action="/p/case/'))
  assert.equal((await outsider.call('GET', `/cases/${row.id}/customer_page`)).status === 200, false)
  assert.equal((await fetch(`${server.base}/api/v1/cases/${row.id}/customer_page`)).status, 401)
})

test('a failure of the desk is taken from officers only, and only in shape', async () => {
  const failure = { report_id: 'A1B2C3D4', message: 'TypeError: x', stack: '', page: '/cases/1' }
  assert.equal((await clerk.call('POST', '/desk_failures', failure)).status, 204)
  assert.equal((await clerk.call('POST', '/desk_failures', { ...failure, message: 'x'.repeat(501) })).status, 400)
  assert.equal((await fetch(`${server.base}/api/v1/desk_failures`, { method: 'POST', body: JSON.stringify(failure), headers: { 'Content-Type': 'application/json' } })).status, 401)
})

test('art_6: who gave an order is told when it is answered', async () => {
  const auditor = await signIn(server.base, 'JCSJ02')
  const row = await registered({ text: '督办的接口测试' })
  const ordered = await auditor.call('POST', `/cases/${row.id}/supervisions`, { order: '请说明办理情况。' }, { 'If-Match': `"${row.version}"` })
  assert.equal(ordered.status, 201, JSON.stringify(ordered.body))
  const before = (await notices(auditor)).unread
  const answered = await clerk.call('POST', `/cases/${row.id}/supervision_answers`, { text: '今天下午上门核实。' }, { 'If-Match': `"${ordered.body.version}"` })
  assert.equal(answered.status, 201, JSON.stringify(answered.body))
  const told = await notices(auditor)
  assert.equal(told.unread, before + 1)
  assert.deepEqual([told.items[0].kind, told.items[0].case_id], ['supervision_answered', row.id])
  assert.match(told.items[0].text, /今天下午上门核实/)
})

test('art_4: what is offered to a unit is told to who is on duty in it, and settled for all by the one who accepts', async () => {
  const planner = await signIn(server.base, 'admin')
  const unit = await unitNamed('计量班')
  const officers = (await clerk.call('GET', '/officers')).body.items.filter((row) => row.unit_id === unit && row.active && !row.absent)
  assert.ok(officers.length >= 2, 'two officers of the unit')
  const now = Date.parse((await clerk.call('GET', `/cases/${(await registered()).id}`)).body.service_case.registered_at)
  const at = (hours) => new Date(now + hours * 3600000).toISOString().slice(0, 19) + 'Z'
  for (const { id } of officers.slice(0, 2)) {
    const planned = await planner.call('POST', '/roster/shifts', { unit_id: unit, officer_id: id, from: at(-1), to: at(8), duty: '值班' })
    assert.equal(planned.status, 201, JSON.stringify(planned.body))
  }
  const [one, two] = await Promise.all(officers.slice(0, 2).map((row) => signIn(server.base, row.code)))
  const row = await handedToMeter('值班通知的接口测试')
  const offered = async (who) => (await notices(who)).items.filter((item) => item.case_id === row.id && item.kind === 'offered').length
  assert.deepEqual([await offered(one), await offered(two)], [1, 1])
  const accepted = await two.call('POST', `/cases/${row.id}/acceptances`, {}, { 'If-Match': `"${row.version}"` })
  assert.equal(accepted.status, 201, JSON.stringify(accepted.body))
  assert.deepEqual([await offered(one), await offered(two)], [0, 0])
})
