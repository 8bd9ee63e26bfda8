// Needs over the API: from latent to energised with an internal request returned and asked again; lost; refused. Art. 11(1), 11(2).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const own = await ownServer(50)
const { server } = own
own.whenProven = (found) => assert.ok(found.needs > 0)
let manager, head, clerk, marketing, techHead, auditor, customer, person, units, id
before(async () => {
  ;[manager, head, clerk, marketing, techHead, auditor] = await Promise.all(['DK02', 'DK01', 'YYT02', 'SCYX01', 'SCJS01', 'JCSJ01'].map((name) => signIn(server.base, name)))
  const plant = (account, name) => ({ account_number: account, name, phone: '0700-1234567', address: '桃源路1号', area: 'urban', station_unit_id: 0, usage_category: '大工业', meter_number: '' })
  customer = good(await clerk.call('POST', '/customers', plant('0990000011', '桃源<铸造>有限公司'))).id
  person = good(await clerk.call('POST', '/customers', plant('0990000012', '赵大明'))).id
  units = Object.fromEntries(good(await manager.call('GET', '/units')).items.map((unit) => [unit.code, unit.id]))
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const day = (days) => new Date(Date.now() + days * 86400000 + 8 * 3600000).toISOString().slice(0, 10)
const opened = async (more = {}, by = manager) => good(await by.call('POST', '/needs', { customer_id: customer, title: '新建熔炼车间', kind: 'capacity_increase', ...more })).id
const act = (resource, body, need = id, by = manager) => by.call('POST', `/needs/${need}/${resource}`, body)
const read = async (need = id, by = manager) => good(await by.call('GET', `/needs/${need}`))
const codesOf = (answer) => [answer.body.code, ...(answer.body.errors ?? []).map((one) => one.code)]
const refused = (answer, code, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.ok(codesOf(answer).includes(code), JSON.stringify(answer.body))
}
const onCase = async (by, caseId, resource, body) => {
  const { version } = good(await by.call('GET', `/cases/${caseId}`)).service_case
  return by.call('POST', `/cases/${caseId}/${resource}`, body, { 'If-Match': `"${version}"` })
}

test('art_11_1: a need is found, sized and answered with a proposal', async () => {
  id = await opened()
  assert.deepEqual((await read()).actions, ['identify_need', 'change_need', 'lose_need'])
  refused(await act('proposals', { version: 0, proposal: '双电源' }), 'need.wrong_stage')
  refused(await act('identifications', { version: 0 }), 'need.size_missing')
  refused(await act('identifications', { version: 0, capacity_kva: 5000 }), 'need.expected_day_missing')
  refused(await act('identifications', { version: 0, capacity_kva: 5000, expected_on: '2020-01-01' }), 'need.expected_in_the_past')
  good(await act('identifications', { version: 1, capacity_kva: 5000, power_kw: 4000, yearly_energy_wh: 12_000_000_000, expected_on: day(90) }))
  refused(await act('proposals', { version: 1, proposal: '双电源' }), 'need.changed_meanwhile', 409)
  refused(await manager.call('GET', `/needs/${id}/proposal`), 'need.no_proposal')
  good(await act('proposals', { version: 2, proposal: '由110千伏城南变新出一回<b>专线</b>\n计量点设在产权分界处。' }))
  const need = await read()
  assert.equal(need.need.stage, 'proposed')
  assert.equal(need.proposed_by_name, '夏雨薇')
})

test('art_11_1: the proposal is a page to print, everything escaped', async () => {
  const page = await manager.call('GET', `/needs/${id}/proposal`)
  assert.equal(page.status, 200)
  assert.match(page.headers.get('content-type'), /^text\/html/)
  for (const part of ['供电方案', '桃源&lt;铸造&gt;有限公司', '5000 kVA', '12000000 kWh', '&lt;b&gt;专线', '夏雨薇', day(90)]) assert.ok(page.body.includes(part), part)
  assert.ok(!page.body.includes('<b>'))
  assert.match((await manager.call('GET', `/needs/${id}/proposal?lang=en`)).body, /Supply proposal/)
})

test('art_6: a person’s proposal stands in clear, and who printed it is kept', async () => {
  const own = await opened({ customer_id: person, title: '充电桩' })
  good(await act('identifications', { version: 0, power_kw: 7, expected_on: day(30) }, own))
  good(await act('proposals', { version: 0, proposal: '单相表扩为三相表。' }, own))
  assert.match((await manager.call('GET', `/needs/${own}/proposal`)).body, /赵大明/)
  const log = good(await auditor.call('GET', `/access_log?customer_id=${person}`)).items
  assert.ok(log.some((entry) => entry.reason === '供电方案'))
})

test('art_11_2: an internal request is a case: offered, returned, asked again, accepted, answered', async () => {
  refused(await act('support_requests', { version: 0, to_unit_id: 99999, text: '请核算' }), 'need.unknown_unit')
  refused(await act('support_requests', { version: 0, to_unit_id: units.SCJS, text: '请核算', category: 'complaint.service_conduct' }), 'need.category_not_service_request')
  const asked = good(await act('support_requests', { version: 0, to_unit_id: units.SCJS, text: '请核算城南变剩余容量' }))
  assert.equal(asked.stage, 'in_progress')
  const waits = async () => (await read()).support_requests.find((one) => one.case_id === asked.case_id)
  assert.deepEqual([(await waits()).wait, (await waits()).unit_id], ['acceptance', units.SCJS])
  const service = good(await manager.call('GET', `/cases/${asked.case_id}`)).service_case
  assert.equal(service.category, 'service_request.manager_support')
  assert.equal(service.contact.customer_id, customer)
  const waiting = good(await marketing.call('GET', '/needs/waiting'))
  const unit = waiting.units.find((one) => one.unit_id === units.SCJS)
  assert.ok(unit.requests >= 1 && unit.power_kw >= 4000, JSON.stringify(unit))

  good(await onCase(techHead, asked.case_id, 'returns', { reason: 'information_missing', note: '缺负荷曲线' }))
  assert.deepEqual([(await waits()).wait, (await waits()).returns], ['manager', 1])
  good(await onCase(manager, asked.case_id, 'transfers', { to_unit_id: units.SCJS, reason: 'needs_specialist', note: '已补负荷曲线' }))
  good(await onCase(techHead, asked.case_id, 'acceptances', {}))
  assert.deepEqual([(await waits()).wait, (await waits()).officer_name], ['work', '范立群'])
  good(await onCase(techHead, asked.case_id, 'replies', { channel: 'phone', text: '剩余容量满足，可接入。' }))
  assert.equal((await waits()).wait, 'nobody')
})

test('art_11_1: realised with what really came; then nothing more', async () => {
  refused(await act('realisations', { version: 0, capacity_kva: 0, power_kw: 0, yearly_energy_wh: 0, energised_on: day(0) }), 'need.size_missing')
  refused(await act('realisations', { version: 0, capacity_kva: 5000, power_kw: 0, yearly_energy_wh: 0, energised_on: day(3) }), 'need.energised_later')
  good(await act('realisations', { version: 0, capacity_kva: 5000, power_kw: 3800, yearly_energy_wh: 9_000_000_000, energised_on: day(0) }))
  const need = await read()
  assert.deepEqual([need.need.stage, need.realised_power_kw, need.actions], ['realised', 3800, []])
  refused(await act('losses', { version: 0, reason: 'postponed', words: '…' }), 'need.wrong_stage')
  assert.deepEqual(need.story.map((step) => step.name), ['送电实现', '请部门支持', '提出供电方案', '核定需求', '发现需求'])
})

test('art_11_1: lost with a reason; the funnel counts it', async () => {
  const lost = await opened({ capacity_kva: 800 })
  refused(await act('losses', { version: 0, reason: 'whim', words: '不想了' }, lost), 'need.unknown_lost_reason')
  assert.equal((await act('losses', { version: 0, reason: 'postponed' }, lost)).status, 400, 'words too')
  good(await act('losses', { version: 0, reason: 'postponed', words: '资金未落实' }, lost))
  assert.equal((await read(lost)).lost_reason_name, '客户推迟，时间未定')
  const funnel = good(await manager.call('GET', `/needs/funnel?customer_id=${customer}`))
  assert.deepEqual(funnel.stages.map((row) => row.count), [0, 0, 0, 0, 1, 1])
  assert.equal(funnel.conversion_percent, 50)
  assert.equal(funnel.lost_by_reason[0].capacity_kva, 800)
})

test('art_11_1: what cannot be is refused, and who may not is kept out', async () => {
  for (const [what, code] of [
    [{ capacity_kva: -1 }, 'need.figure_negative'],
    [{ capacity_kva: 99_000_000 }, 'need.capacity_impossible'],
    [{ capacity_kva: 100, power_kw: 101 }, 'need.power_above_capacity'],
    [{ power_kw: 1, yearly_energy_wh: 9_000_000_000_000 }, 'need.energy_impossible'],
  ])
    refused(await manager.call('POST', '/needs', { customer_id: customer, title: '不可能', kind: 'other', ...what }), code)
  refused(await manager.call('POST', '/needs', { customer_id: 999999, title: '没有', kind: 'other' }), 'customer.unknown', 404)
  refused(await clerk.call('GET', '/needs'), 'permission.denied', 403)
  refused(await marketing.call('POST', '/needs', { customer_id: customer, title: '代开', kind: 'other' }), 'permission.denied', 403)
  const own = await opened({ customer_id: person })
  refused(await act('losses', { version: 0, reason: 'postponed', words: '…' }, own, marketing), 'permission.denied', 403)
  refused(await act('changes', { version: 0, title: '新建熔炼车间' }, own), 'need.nothing_changed')
  good(await act('changes', { version: 0, notes: '局领导关注' }, own, marketing))
  good(await act('identifications', { version: 0, power_kw: 10, expected_on: day(30) }, own, head))
  refused(await manager.call('GET', '/needs/999999'), 'need.unknown', 404)
  assert.notEqual((await read(own)).need.customer_name, '赵大明', 'a person is masked')
})

test('art_11_1: the list in pages, and taken away', async () => {
  const first = good(await manager.call('GET', '/needs?limit=1'))
  const second = good(await manager.call('GET', `/needs?limit=1&after=${first.next}`))
  assert.ok(second.items[0].id < first.items[0].id)
  assert.ok(good(await manager.call('GET', '/needs?stage=lost')).items.every((row) => row.stage === 'lost'))
  assert.equal((await manager.call('GET', '/needs?stage=half')).status, 400)
  const csv = await head.call('GET', `/needs/export?customer_id=${customer}`)
  assert.equal(csv.status, 200)
  assert.equal(csv.body.trim().split('\n').length, 3)
  assert.match(csv.body, /9000000|12000000/)
  assert.equal((await head.call('GET', '/needs/export?format=xlsx')).status, 200)
})

test('art_11_2: the limits of an internal request are told before it is sent, and are those it gets', async () => {
  const limits = async (to, by = manager, of = customer) => by.call('GET', `/support_request_limits?customer_id=${of}&to_unit_id=${to}`)
  const told = good(await limits(units.SCJS)).items
  const acceptance = told.find((row) => row.duty === 'acceptance')
  assert.equal(acceptance.unit_name, '生产技术部', 'who has to accept it')
  assert.ok(acceptance.limit && acceptance.source && acceptance.due_at > new Date().toISOString(), JSON.stringify(told))
  assert.ok(told.some((row) => row.duty === 'reply'))
  refused(await limits(987654), 'need.unknown_unit')
  refused(await limits(units.SCJS, manager, 987654), 'customer.unknown', 404)
  refused(await limits('一'), 'query.bad_value', 400)
  const need = await opened({ title: '时限前后相同' })
  good(await act('identifications', { version: 0, capacity_kva: 100, power_kw: 90, yearly_energy_wh: 0, expected_on: day(60) }, need))
  const made = good(await act('support_requests', { version: 0, to_unit_id: units.SCJS, text: '请核算线路' }, need))
  const got = good(await manager.call('GET', `/cases/${made.case_id}`)).duties
  const apart = (a, b) => Math.abs(Date.parse(a) - Date.parse(b)) / 1000
  assert.ok(got.length >= told.length && told.every((row) => got.some((duty) => duty.kind === row.duty && apart(duty.due_at, row.due_at) < 120)), JSON.stringify([told, got]))
})
