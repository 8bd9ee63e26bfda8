// Services over the API: offered, agreed, delivered, evaluated; the year's agreement; improvement proposals; refused. Art. 11(6)(4), 11(6)(1).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const own = await ownServer(50)
const { server } = own
own.whenProven = (found) => assert.ok(found.services > 5 && found.service_agreements > 2 && found.improvements > 2)
let manager, other, head, marketing, director, clerk, caller, tech, auditor, customer, ordinary, units
before(async () => {
  ;[manager, other, head, marketing, director, clerk, caller, tech, auditor] = await Promise.all(['DK02', 'XQ02', 'DK01', 'SCYX01', 'JZ01', 'YYT02', 'HF02', 'SCJS01', 'JCSJ01'].map((name) => signIn(server.base, name)))
  units = Object.fromEntries(good(await manager.call('GET', '/units')).items.map((unit) => [unit.code, unit.id]))
  const plant = (account, name) => ({ account_number: account, name, phone: '0700-1234567', address: '桃源路1号', area: 'urban', station_unit_id: units['GDS-CD'], usage_category: '大工业', meter_number: '' })
  customer = good(await clerk.call('POST', '/customers', plant('0990000021', '𠮷㛃<铸造>有限公司'))).id
  ordinary = good(await clerk.call('POST', '/customers', plant('0990000022', '赵大明'))).id
  good(await marketing.call('POST', `/managed_customers/${customer}/tiers`, { tier: 'key_account', because: '正在增容' }))
  good(await marketing.call('POST', `/managed_customers/${customer}/charges`, { officer_id: manager.session.officer.id, because: '片区相邻' }))
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const codesOf = (answer) => [answer.body.code, ...(answer.body.errors ?? []).map((one) => one.code)]
const refused = (answer, code, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.ok(codesOf(answer).includes(code), JSON.stringify(answer.body))
}
const day = (days) => new Date(Date.now() + days * 86400000 + 8 * 3600000).toISOString().slice(0, 10)
const offered = async (item = 'bill_walkthrough', to = customer, by = manager) => good(await by.call('POST', '/services', { customer_id: to, item })).id
const act = (id, resource, body, by = manager) => by.call('POST', `/services/${id}/${resource}`, { version: 0, ...body })
const read = async (id, by = manager) => good(await by.call('GET', `/services/${id}`))
const delivery = (more = {}) => ({ delivered_on: day(0), delivered_by: '夏雨薇', done: '到现场讲解，留下书面材料。', ...more })
const visit = (more = {}) => ({ client_id: `visit-${Math.random().toString(36).slice(2, 14)}`, at: new Date().toISOString(), channel: 'visit', representative: '李㛃', representative_role: '电工', words: '', ...more })

test('art_11_6_4: six kinds in their order; items say whose they are and whom they are for', async () => {
  const all = good(await manager.call('GET', '/service_catalogue'))
  assert.deepEqual(all.kinds.map((kind) => kind.name), ['电力', '安全', '营业', '信息', '节能降耗', '其他'])
  assert.match(all.set_by, /举例/)
  const codes = async (id) => good(await manager.call('GET', `/service_catalogue?customer_id=${id}`)).kinds.flatMap((kind) => kind.items.map((item) => item.code))
  assert.ok((await codes(customer)).includes('energy_audit'))
  assert.ok(!(await codes(ordinary)).includes('energy_audit'))
})

test('art_11_6_4 art_11_2 art_11_3: offered, agreed, a department asked, delivered as substance of a contact, evaluated', async () => {
  const id = await offered('energy_audit')
  assert.deepEqual((await read(id)).actions, ['agree_service', 'request_service_support', 'decline_service', 'withdraw_service'])
  refused(await act(id, 'deliveries', delivery()), 'service.wrong_state')
  refused(await act(id, 'acceptances', { agreed_by: '李㛃', due_on: day(-1) }), 'service.due_in_the_past')
  refused(await manager.call('POST', `/managed_customers/${customer}/contacts`, visit({ service_id: id })), 'record_contact.service_not_delivered')
  good(await act(id, 'acceptances', { agreed_by: '李㛃', due_on: day(10), unit_id: units.SCJS }))
  refused(await act(id, 'deliveries', delivery({ version: 1 })), 'service.changed_meanwhile', 409)
  const asked = good(await act(id, 'support_requests', { to_unit_id: units.SCJS, text: '请带测试仪到现场。' }))
  const request = good(await manager.call('GET', `/cases/${asked.case_id}`)).service_case
  assert.deepEqual([request.category, request.contact.customer_id], ['service_request.manager_support', customer])
  assert.match(request.text, /节能诊断/)
  assert.equal((await read(id)).support_requests[0].wait, 'acceptance')
  refused(await act(id, 'deliveries', delivery({ delivered_on: day(1) })), 'service.delivered_later')
  refused(await act(id, 'deliveries', delivery({ files: [{ name: '现场.jpg', hash: 'Z'.repeat(64) }] })), 'service.file_hash_malformed')
  good(await act(id, 'deliveries', delivery({ received_by: '李㛃', files: [{ name: '现场.jpg', hash: 'a'.repeat(64) }] })))
  const contact = good(await manager.call('POST', `/managed_customers/${customer}/contacts`, visit({ service_id: id })))
  const listed = good(await manager.call('GET', `/managed_customers/${customer}/contacts`)).items.find((row) => row.number === contact.number)
  assert.deepEqual(listed.substance.map((one) => [one.kind, one.number]), [['service_delivered', id]])
  refused(await manager.call('POST', `/managed_customers/${customer}/contacts`, visit({ at: new Date(Date.now() - 1000).toISOString(), service_id: await offered() })), 'record_contact.service_not_delivered')
  for (const score of [0, 6]) refused(await act(id, 'evaluations', { score, words: '好', evaluated_by: '李㛃' }), 'service.score_out_of_range')
  good(await act(id, 'evaluations', { score: 5, words: '讲得清楚', evaluated_by: '李㛃' }, caller))
  const done = await read(id)
  assert.deepEqual([done.service.state, done.service.on_time, done.evaluated_by, done.taken_down_by_name, done.actions.length], ['evaluated', true, '李㛃', '孟洁', 0])
  assert.deepEqual(done.story.map((step) => step.name), ['评价', '交付', '请部门支持', '约定', '推荐'])
  assert.notEqual((await read(id, marketing)).evaluated_by, '李㛃', 'a person is masked for others')
})

test('art_11_6_4: declined and withdrawn with a reason; whoever delivers writes it down', async () => {
  const declined = await offered()
  assert.equal((await act(declined, 'declines', {})).status, 400, 'a reason is needed')
  good(await act(declined, 'declines', { words: '今年已做过' }))
  refused(await act(declined, 'withdrawals', { words: '…' }), 'service.wrong_state')
  const theirs = await offered()
  good(await act(theirs, 'acceptances', { agreed_by: '李㛃', due_on: day(3), unit_id: units.SCJS }))
  refused(await act(theirs, 'withdrawals', { words: '…' }, tech), 'permission.denied', 403)
  assert.deepEqual((await read(theirs, tech)).actions, ['deliver_service'])
  good(await act(theirs, 'deliveries', delivery({ delivered_by: '范立群' }), tech))
})

test('art_11_6_4: who may not is kept out, what cannot be is refused', async () => {
  refused(await other.call('POST', '/services', { customer_id: customer, item: 'bill_walkthrough' }), 'permission.denied', 403)
  refused(await marketing.call('POST', '/services', { customer_id: customer, item: 'bill_walkthrough' }), 'permission.denied', 403)
  refused(await clerk.call('GET', '/services'), 'permission.denied', 403)
  refused(await clerk.call('GET', `/services?customer_id=${customer}`), 'permission.denied', 403)
  refused(await manager.call('POST', '/services', { customer_id: customer, item: 'tea' }), 'service.unknown_item')
  refused(await manager.call('POST', '/services', { customer_id: customer, item: 'green_channel' }), 'service.not_for_tier')
  refused(await manager.call('POST', '/services', { customer_id: customer, item: 'bill_walkthrough', unit_id: 99999 }), 'service.unknown_unit')
  refused(await manager.call('POST', '/services', { customer_id: 999999, item: 'bill_walkthrough' }), 'customer.unknown', 404)
  refused(await manager.call('GET', '/services/999999'), 'service.unknown', 404)
  for (const body of [{ customer_id: '七', item: 'bill_walkthrough' }, { customer_id: customer, item: 7 }, { customer_id: customer }, { customer_id: customer, item: 'bill_walkthrough', words: '长'.repeat(1001) }, [], 'null', { customer_id: customer, item: 'bill_walkthrough', extra: 1 }])
    assert.equal((await manager.call('POST', '/services', body)).status, 400, JSON.stringify(body).slice(0, 80))
  assert.equal((await manager.call('POST', '/services', { customer_id: customer, item: 'x'.repeat(1 << 22) })).status >= 400, true)
  const id = await offered()
  assert.equal((await act(id, 'acceptances', { agreed_by: '李㛃', due_on: '２０２７-01-01' })).status, 400, 'full-width digits are no day')
  assert.equal((await act(id, 'acceptances', { agreed_by: '李㛃', due_on: '2027-02-30' })).status, 400)
  assert.equal((await manager.call('GET', '/services?state=half')).status, 400)
  assert.equal((await manager.call('GET', '/services?from=yesterday')).status, 400)
  good(await act(id, 'withdrawals', { words: '𠮷㛃 <b>' }))
  assert.equal((await read(id)).closed_because, '𠮷㛃 <b>')
})

const agreement = (more = {}) => ({ customer_id: customer, lines: [{ item: 'usage_report', times_a_year: 4 }, { item: 'energy_audit', times_a_year: 1 }], valid_from: day(-100), valid_to: day(264),
  our_contact: { name: '夏雨薇', role: '客户经理', phone: '0800-1000020' }, customer_contact: { name: '李㛃', role: '电气主管', phone: '0700-1234567' }, terms: '检修<b>停电</b>先商定', ...more })
const onAgreement = (id, resource, body, by = manager) => by.call('POST', `/service_agreements/${id}/${resource}`, { version: 0, ...body })

test('art_11_6_4: the year’s agreement is drafted, printed, signed, kept, renewed and ended', async () => {
  refused(await manager.call('POST', '/service_agreements', agreement({ valid_to: day(400) })), 'agreement.longer_than_a_year')
  refused(await manager.call('POST', '/service_agreements', agreement({ lines: [] })), 'agreement.no_lines')
  refused(await manager.call('POST', '/service_agreements', agreement({ lines: [{ item: 'usage_report', times_a_year: 0 }] })), 'agreement.times_out_of_range')
  refused(await head.call('POST', '/service_agreements', agreement({ customer_id: ordinary })), 'permission.denied', 403)
  refused(await other.call('POST', '/service_agreements', agreement()), 'permission.denied', 403)
  const id = good(await manager.call('POST', '/service_agreements', agreement({ customer_contact: { name: '', role: '', phone: '' } }))).id
  const whole = agreement()
  delete whole.customer_id
  refused(await onAgreement(id, 'signatures', { signed_on: day(0), signed_by_us: '潘晓东', signed_by_customer: '吴厂长' }), 'agreement.contact_missing')
  good(await onAgreement(id, 'changes', whole))
  const paper = await manager.call('GET', `/service_agreements/${id}/paper`)
  assert.match(paper.headers.get('content-type'), /^text\/html/)
  for (const part of ['示范供电局', '年度服务协议', '草稿', '𠮷㛃&lt;铸造&gt;有限公司', '用电分析报告', '李㛃', '&lt;b&gt;停电']) assert.ok(paper.body.includes(part), part)
  assert.ok(!paper.body.includes('<b>'))
  assert.match((await manager.call('GET', `/service_agreements/${id}/paper?lang=en`)).body, /Yearly service agreement/)
  assert.ok(good(await auditor.call('GET', `/access_log?customer_id=${customer}`)).items.some((entry) => entry.reason === '年度服务协议'), 'who printed it is kept')
  refused(await onAgreement(id, 'signatures', { signed_on: day(1), signed_by_us: '潘晓东', signed_by_customer: '吴厂长' }), 'agreement.signed_later')
  good(await onAgreement(id, 'signatures', { signed_on: day(-100), signed_by_us: '潘晓东', signed_by_customer: '吴厂长' }))
  const view = good(await manager.call('GET', `/service_agreements/${id}`))
  assert.deepEqual([view.services.length, view.agreement.progress.agreed, view.agreement.progress.overdue], [5, 5, 1])
  const today = good(await manager.call('GET', '/services/day'))
  const due = today.deliveries.find((row) => row.agreement_id === id)
  assert.ok(due.overdue)
  assert.ok(!good(await head.call('GET', '/services/day')).deliveries.some((row) => row.id === due.id), 'only whoever answers is reminded')
  good(await act(due.id, 'deliveries', delivery()))
  assert.equal((await read(due.id)).service.on_time, false)
  const line = good(await manager.call('GET', `/service_agreements/${id}`)).lines[0]
  assert.deepEqual([line.progress.agreed, line.progress.delivered, line.progress.overdue], [4, 1, 0])

  const overlapping = good(await manager.call('POST', '/service_agreements', agreement({ valid_from: day(0), valid_to: day(300) }))).id
  refused(await onAgreement(overlapping, 'signatures', { signed_on: day(0), signed_by_us: '潘', signed_by_customer: '吴' }), 'agreement.overlaps')
  good(await onAgreement(overlapping, 'endings', { words: '重复' }))
  const next = good(await onAgreement(id, 'renewals', {})).id
  refused(await onAgreement(id, 'renewals', {}), 'agreement.renewal_drafted')
  good(await onAgreement(next, 'signatures', { signed_on: day(0), signed_by_us: '潘', signed_by_customer: '吴' }))
  assert.equal(good(await manager.call('GET', `/service_agreements/${id}`)).agreement.state, 'renewed')
  refused(await onAgreement(id, 'endings', { words: '…' }), 'agreement.wrong_state')
  good(await onAgreement(next, 'endings', { words: '客户停产' }))
  const ended = good(await manager.call('GET', `/service_agreements/${next}`))
  assert.ok(ended.services.length > 0 && ended.services.every((row) => row.state === 'withdrawn'), 'what it still owed is owed no more')
  refused(await manager.call('GET', '/service_agreements/99999'), 'agreement.unknown', 404)
})

test('art_11_6_4: the manager is told when an agreement is about to end, by the bureau’s days', async () => {
  const days = good(await manager.call('GET', '/services/day'))
  assert.deepEqual([days.delivery_notice_days, days.agreement_notice_days], [14, 30])
  const all = good(await marketing.call('GET', '/service_agreements?state=signed_by_both')).items
  const ending = all.find((row) => row.valid_to <= day(30))
  assert.ok(ending, 'the demonstration has one')
  const people = good(await marketing.call('GET', '/officers')).items
  const account = good(await marketing.call('GET', `/managed_customers/${ending.customer_id}`))
  const his = await signIn(server.base, people.find((row) => row.id === account.answerable_id).code)
  assert.ok(good(await his.call('GET', '/services/day')).agreements.some((row) => row.id === ending.id))
})

test('art_11_6_4: figures by kind and unit, the ledger in pages, and taken away', async () => {
  const figures = good(await marketing.call('GET', `/services/figures?customer_id=${customer}`))
  assert.equal(figures.by_kind.length, 6)
  const saving = figures.by_kind.find((row) => row.kind === 'energy_saving')
  assert.ok(saving.delivered >= 1 && saving.on_time >= 1 && saving.mean_score_hundredths === 500 && saving.evaluated === 1, JSON.stringify(saving))
  assert.ok(figures.by_unit.find((row) => row.unit_id === units.SCJS).delivered >= 1)
  const first = good(await director.call('GET', '/services?limit=1'))
  const second = good(await director.call('GET', `/services?limit=1&after=${first.next}`))
  assert.ok(second.items[0].id < first.items[0].id)
  assert.equal(good(await marketing.call('GET', `/services?from=${day(4000)}`)).items.length, 0)
  const csv = await head.call('GET', `/services/export?customer_id=${customer}`)
  assert.equal(csv.status, 200)
  assert.match(csv.body, /节能诊断/)
  assert.equal((await marketing.call('GET', '/services/export?format=xlsx')).status, 200)
})

test('art_11_6_1: a manager proposes, marketing decides, the proposer sees it; a year is its review', async () => {
  refused(await manager.call('POST', '/improvements', { text: '更好', clause: 'art.99' }), 'improvement.unknown_clause')
  refused(await clerk.call('POST', '/improvements', { text: '更好', clause: 'art.11(3)' }), 'permission.denied', 403)
  const id = good(await manager.call('POST', '/improvements', { text: '联络计划区分淡旺季 𠮷', clause: 'art.11(3)' })).id
  refused(await manager.call('POST', `/improvements/${id}/decisions`, { version: 0, verdict: 'adopted', decision: '好' }), 'permission.denied', 403)
  assert.equal((await marketing.call('POST', `/improvements/${id}/decisions`, { version: 0, verdict: 'maybe', decision: '好' })).status, 400)
  refused(await marketing.call('POST', `/improvements/${id}/decisions`, { version: 9, verdict: 'adopted', decision: '好' }), 'improvement.changed_meanwhile', 409)
  good(await marketing.call('POST', `/improvements/${id}/decisions`, { version: 1, verdict: 'adopted', decision: '写入下一版规则' }))
  refused(await marketing.call('POST', `/improvements/${id}/decisions`, { version: 0, verdict: 'declined', decision: '不' }), 'improvement.decided')
  refused(await marketing.call('POST', '/improvements/9999/decisions', { version: 0, verdict: 'declined', decision: '不' }), 'improvement.unknown', 404)
  const own = good(await marketing.call('POST', '/improvements', { text: '自己提', clause: 'art.11(1)' })).id
  refused(await marketing.call('POST', `/improvements/${own}/decisions`, { version: 0, verdict: 'adopted', decision: '好' }), 'improvement.own_proposal')
  const review = good(await manager.call('GET', '/improvements'))
  const seen = review.items.find((row) => row.id === id)
  assert.deepEqual([seen.state, seen.decision, seen.decided_by_name], ['adopted', '写入下一版规则', '郑宏伟'])
  assert.ok(review.proposed >= 4 && review.adopted >= 2 && review.undecided >= 2)
  assert.equal(good(await manager.call('GET', '/improvements?year=2001')).items.length, 0)
  assert.equal((await manager.call('GET', '/improvements?year=twenty')).status, 400)
})
