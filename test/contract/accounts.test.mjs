// A key customer from proposal to substitute: tier, post rule, charge, the day's work, contact with substance, promise, hand-over,
// absence. Everything is in the journal and verifies.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const people = {}
const own = await ownServer(60)
const { server } = own
own.whenProven = (found) => assert.ok(found.managed_customers >= 1)
let marketing, chief, officer, teamHead, staff, clerk
before(async () => {
  ;[marketing, chief, officer, teamHead, staff, clerk] = await Promise.all(['SCYX01', 'CD01', 'CDY02', 'CDY01', 'DK02', 'YYT02'].map((name) => signIn(server.base, name)))
  for (const row of good(await marketing.call('GET', '/officers')).items) people[row.code] = row.id
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const no = (answer, code) => {
  assert.equal(answer.body.code, code, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const now = (seconds = 0) => new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19) + 'Z'
const appoint = (code, kind) => marketing.call('POST', '/account_managers', { officer_id: people[code], kind, engagement: 'part_time', from: now() })
/** A customer of the eastern station that nobody manages yet. */
async function ordinaryCustomer() {
  const managed = new Set(good(await marketing.call('GET', '/account_tiers/proposals')).items.map((row) => row.customer_id))
  const station = good(await marketing.call('GET', '/units')).items.find((row) => row.code === 'GDS-CD').id
  const found = good(await marketing.call('GET', '/customers?limit=100')).items.find((row) => row.station_unit_id === station && !managed.has(row.id))
  return found.id
}
const pause = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds))
const items = ['file', 'promises', 'open_work', 'representative']

test('art_11_5_1 art_11_5_2: a tier is proposed with its reasons and decided by a person; the post decides who may be which manager', async () => {
  const id = await ordinaryCustomer()
  no(await clerk.call('POST', `/managed_customers/${id}/tier_facts`, { contracted_capacity_kva: 4000, source: '合同' }), 'permission.denied')
  good(await marketing.call('POST', `/managed_customers/${id}/tier_facts`, { contracted_capacity_kva: 4000, yearly_use_wh: 2e9, source: '供用电合同' }))
  const proposed = good(await marketing.call('GET', '/account_tiers/proposals?differing=true')).items.find((row) => row.customer_id === id)
  assert.equal(proposed.proposed, 'large_account')
  assert.deepEqual(proposed.reasons.map((row) => [row.kind, row.value, row.threshold]), [['capacity', 4000, 3150]])
  assert.match(proposed.customer_name, /\*/, 'a person’s name is masked for who does not serve him')
  const company = good(await marketing.call('GET', '/customers?limit=400')).items.find((row) => /公司|厂$/.test(row.name) && row.id !== id)
  good(await marketing.call('POST', `/managed_customers/${company.id}/tier_facts`, { contracted_capacity_kva: 4000, source: '供用电合同' }))
  assert.equal(good(await marketing.call('GET', '/account_tiers/proposals')).items.find((row) => row.customer_id === company.id).customer_name, company.name, 'a company’s is not')
  no(await marketing.call('POST', `/managed_customers/${id}/tiers`, { tier: 'key_account' }), 'confirm_tier.reason_missing')
  no(await clerk.call('POST', `/managed_customers/${id}/tiers`, { tier: 'large_account' }), 'permission.denied')
  good(await marketing.call('POST', `/managed_customers/${id}/tiers`, { tier: 'large_account' }))
  const view = good(await chief.call('GET', `/managed_customers/${id}`))
  assert.equal(view.answerable_id, people.CD01, 'nobody in charge yet: the head of the station answers')
  assert.ok(view.confirmed_tier.review_due_at)

  const refused = no(await appoint('CDY02', 'large_account_manager'), 'appoint_account_manager.not_head_of_station_or_center')
  assert.equal(refused.clause, 'art.11(5)(1)')
  assert.match(refused.detail ?? refused.title ?? JSON.stringify(refused), /正副负责人|heads/)
  assert.equal(no(await appoint('YYT02', 'general_account_manager'), 'appoint_account_manager.not_of_station_or_center').clause, 'art.11(5)(2)')
  for (const nobody of ['0', 'SCJS', '999999']) no(await marketing.call('GET', `/account_managers/${nobody}/portfolio`), 'officer.unknown')
  no(await teamHead.call('POST', '/account_managers', { officer_id: people.CD02, kind: 'large_account_manager', engagement: 'full_time', from: now() }), 'permission.denied')
})

test('art_11_3 art_11_1 art_11_6_3: charge, the day, contacts with substance, promises, hand-over, substitute', async () => {
  const id = await ordinaryCustomer()
  const path = `/managed_customers/${id}`
  good(await marketing.call('POST', `${path}/tier_facts`, { yearly_use_wh: 2e9, influence_reason: '片区唯一水厂', source: '营销系统' }))
  good(await marketing.call('POST', `${path}/tiers`, { tier: 'key_account' }))
  for (const code of ['CDY02', 'CDY01']) {
    const held = good(await marketing.call('GET', '/account_managers')).items.some((row) => row.officer_id === people[code] && row.kind === 'general_account_manager' && row.running)
    if (!held) good(await appoint(code, 'general_account_manager'))
  }
  no(await marketing.call('POST', `${path}/charges`, { officer_id: people.YYT02 }), 'account.wrong_kind')
  no(await officer.call('POST', `${path}/charges`, { officer_id: people.CDY02 }), 'permission.denied')
  good(await chief.call('POST', `${path}/charges`, { officer_id: people.CDY02, because: '片区相邻' }))
  no(await chief.call('POST', `${path}/charges`, { officer_id: people.CDY01 }), 'take_charge.in_charge_already')
  assert.equal(good(await officer.call('GET', path)).answerable_id, people.CDY02)
  no(await staff.call('GET', path), 'permission.denied')
  assert.ok(good(await chief.call('GET', `/account_managers/${people.CDY02}/portfolio`)).items.some((row) => row.customer_id === id))

  const far = good(await officer.call('GET', '/account_managers/me/day?on=2099-01-05')).work.find((row) => row.customer_id === id)
  assert.ok(far.reasons.includes('contact_overdue') && far.reasons.includes('review_due'), JSON.stringify(far))
  assert.doesNotMatch(far.customer_name, /\*/, 'his own customers in clear')

  await pause(1100)
  const during = now()
  const contact = { client_id: `visit-${id}-1`, at: now(-60), channel: 'visit', representative: '钱工', representative_role: '电工', words: '巡视配电房' }
  assert.equal(no(await officer.call('POST', `${path}/contacts`, contact), 'record_contact.without_substance').clause, 'art.11(3)')
  no(await officer.call('POST', `${path}/contacts`, { ...contact, file_changed: true }), 'record_contact.file_not_changed')
  no(await officer.call('POST', `${path}/contacts`, { ...contact, need_id: 77 }), 'record_contact.need_not_opened')
  no(await officer.call('POST', `${path}/contacts`, { ...contact, at: now(3600), no_change_confirmed_by: '钱工' }), 'record_contact.in_the_future')
  const whole = { ...contact, no_change_confirmed_by: '钱工', promise: { text: '五日内更换表箱锁', within: '5wd' }, evaluation: { score: 4, words: '配合检查' } }
  const first = good(await officer.call('POST', `${path}/contacts`, whole))
  const again = good(await officer.call('POST', `${path}/contacts`, whole))
  assert.deepEqual([again.number, again.there_already], [first.number, true], 'sent twice, written once')
  const listed = good(await officer.call('GET', `${path}/contacts`)).items
  assert.equal(listed.length, 1)
  assert.deepEqual(listed[0].substance.map((row) => row.kind), ['promised', 'evaluated', 'no_change_confirmed'])
  assert.ok(listed[0].at < listed[0].recorded_at)

  good(await officer.call('POST', `${path}/promises`, { text: '下周回复增容方案', within: '8wd' }))
  no(await officer.call('POST', `${path}/promises`, { text: '没有时间' }), 'promise.due_missing')
  no(await officer.call('POST', `${path}/promises`, { text: '昨天', due_on: '2020-01-06' }), 'promise.due_in_the_past')
  good(await officer.call('POST', `${path}/promises/1/fulfilments`, { words: '已换锁' }))
  no(await officer.call('POST', `${path}/promises/1/fulfilments`, { words: '已换锁' }), 'promise.unknown')
  const later = good(await officer.call('GET', '/account_managers/me/day?on=2099-01-05'))
  assert.ok(later.promises_due.some((row) => row.customer_id === id && row.promise.number === 2))
  no(await officer.call('POST', `${path}/service_evaluations`, { score: 5, by_name: '钱工' }), 'permission.denied')
  good(await teamHead.call('POST', `${path}/service_evaluations`, { score: 5, words: '及时', by_name: '钱工' }))
  no(await officer.call('POST', `${path}/customer_evaluations`, { score: 9 }), 'evaluate.score_out_of_range')

  const offer = { to_officer_id: people.CDY01, reason: '调岗', items: items.map((code) => ({ code, note: '已交代' })) }
  no(await officer.call('POST', `${path}/hand_overs`, { ...offer, items: offer.items.slice(1) }), 'hand_over.checklist_incomplete')
  good(await officer.call('POST', `${path}/hand_overs`, offer))
  assert.equal(good(await officer.call('GET', path)).answerable_id, people.CDY02, 'until it is signed')
  assert.ok(good(await teamHead.call('GET', '/account_managers/me/day')).hand_overs.some((row) => row.customer_id === id))
  no(await officer.call('POST', `${path}/hand_overs/current/signatures`, { confirmed: items }), 'hand_over.not_the_receiver')
  no(await teamHead.call('POST', `${path}/hand_overs/current/signatures`, { confirmed: ['file'] }), 'hand_over.checklist_incomplete')
  await pause(1100)
  good(await teamHead.call('POST', `${path}/hand_overs/current/signatures`, { confirmed: items }))
  assert.equal(good(await teamHead.call('GET', path)).answerable_id, people.CDY01)
  const field = { ...contact, client_id: `visit-${id}-2`, no_change_confirmed_by: '钱工' }
  no(await officer.call('POST', `${path}/contacts`, { ...field, at: now() }), 'record_contact.not_yours_then')
  good(await officer.call('POST', `${path}/contacts`, { ...field, at: during }))

  good(await teamHead.call('POST', `/officers/${people.CDY01}/absences`, { from: now(-5), to: now(3600), reason: '培训' }))
  assert.equal(good(await chief.call('GET', path)).answerable_id, people.CDY02, 'the deputy stands in')
  assert.ok(good(await officer.call('GET', '/account_managers/me/day')).stood_in_for.some((row) => row.customer_id === id))
  good(await officer.call('POST', `${path}/promises`, { text: '代为答复', within: '2wd' }))
  const story = good(await chief.call('GET', `${path}/history`)).items
  assert.equal(story.at(-1).instead_of_name, good(await chief.call('GET', path)).manager_name)
  assert.ok(['tier_confirmed', 'taken_in_charge', 'hand_over_offered', 'hand_over_signed', 'contact_recorded', 'promised'].every((kind) => story.some((row) => row.kind === kind)))
  assert.equal(good(await chief.call('GET', `${path}/promises`)).items[0].kept_words, '已换锁')
  assert.deepEqual(good(await chief.call('GET', `${path}/evaluations`)).items.map((row) => [row.of_service, row.evaluation.score]), [[false, 4], [true, 5]])
  const [handed] = good(await chief.call('GET', `${path}/hand_overs`)).items
  assert.ok(handed.signed_at && handed.hand_over.items.length === items.length)
  assert.match(good(await chief.call('GET', `${path}/contacts`)).items[0].representative, /\*/, 'masked for who does not serve him')
  const rules = good(await officer.call('GET', '/account_tiers'))
  assert.deepEqual(rules.hand_over_items.map((row) => row.code), items)
  assert.deepEqual(rules.tiers.map((row) => row.tier), ['large_account', 'key_account'])
  const balance = good(await marketing.call('GET', '/account_managers/load_balance'))
  assert.ok(balance.managers.find((row) => row.officer_id === people.CDY01).customers >= 1)
  assert.match(balance.set_by, /示范/)
  no(await clerk.call('GET', '/account_managers/load_balance'), 'permission.denied')

  const term = good(await marketing.call('GET', '/account_managers')).items.findLast((row) => row.officer_id === people.CDY01 && row.running)
  good(await marketing.call('POST', `/account_managers/${term.officer_id}/terms/${term.number}/endings`, {}))
  no(await marketing.call('POST', `/account_managers/${term.officer_id}/terms/${term.number}/endings`, {}), 'manager_term.over_already')
  const left = good(await chief.call('GET', path))
  assert.ok(left.answerable_id !== 0 && left.because === 'head', JSON.stringify(left))
})

/** Customers of the eastern station, key accounts in one manager's hands. */
async function portfolioOf(code, count) {
  const ids = []
  for (let i = 0; i < count; ++i) {
    const id = await ordinaryCustomer()
    good(await marketing.call('POST', `/managed_customers/${id}/tier_facts`, { contracted_capacity_kva: 800, source: '供用电合同𠮷' }))
    good(await marketing.call('POST', `/managed_customers/${id}/tiers`, { tier: 'key_account' }))
    good(await chief.call('POST', `/managed_customers/${id}/charges`, { officer_id: people[code], because: '片区相邻' }))
    ids.push(id)
  }
  return ids
}

test('art_11_3: several customers in one signed hand-over, all or none; signed, declined and taken back together', async () => {
  for (const code of ['CDY01', 'CDY02']) {
    const held = good(await marketing.call('GET', '/account_managers')).items.some((row) => row.officer_id === people[code] && row.kind === 'general_account_manager' && row.running)
    if (!held) good(await appoint(code, 'general_account_manager'))
  }
  const [one, two, three] = await portfolioOf('CDY02', 3)
  const listed = items.map((code) => ({ code, note: code === 'promises' ? '㛃' : '' }))
  const sheet = (ids, more = {}) => ({ to_officer_id: people.CDY01, reason: '调岗', customers: ids.map((customer_id) => ({ customer_id, items: listed })), ...more })
  const stands = async (id) => good(await chief.call('GET', `/managed_customers/${id}`))

  const receivers = good(await officer.call('GET', '/account_managers/receivers')).items
  const row = receivers.find((each) => each.officer_id === people.CDY01)
  assert.deepEqual(row.unsuitable.map((each) => [each.tier, each.clause]), [['large_account', 'art.11(5)(1)']], JSON.stringify(row))
  assert.match(row.unsuitable[0].text, /大客户|级别|聘任/)
  assert.equal(receivers.some((each) => each.officer_id === people.YYT02), false, 'who holds no term is no manager')

  no(await officer.call('POST', '/hand_overs', sheet([])), 'hand_over.no_customers')
  no(await officer.call('POST', '/hand_overs', sheet([one, one])), 'hand_over.customer_twice')
  no(await officer.call('POST', '/hand_overs', sheet(Array.from({ length: 201 }, () => one))), 'hand_over.too_many_customers')
  assert.equal(no(await officer.call('POST', '/hand_overs', sheet([one], { to_officer_id: 0 })), 'account.no_receiver').errors?.[0]?.pointer ?? '/to_officer_id', '/to_officer_id')
  no(await officer.call('POST', '/managed_customers/' + one + '/hand_overs', { to_officer_id: 0, reason: '调岗', items: listed }), 'account.no_receiver')
  no(await officer.call('POST', '/hand_overs', sheet([one], { reason: '' })), 'body.empty')
  no(await officer.call('POST', '/hand_overs', sheet([one], { to_officer_id: '７' })), 'body.wrong_type')
  no(await officer.call('POST', '/hand_overs', { ...sheet([]), customers: 'alle' }), 'body.wrong_type')
  no(await officer.call('POST', '/hand_overs', sheet([one, 99999999])), 'customer.unknown')
  no(await staff.call('POST', '/hand_overs', sheet([one])), 'permission.denied')
  no(await clerk.call('POST', '/hand_overs', sheet([one])), 'permission.denied')
  const short = sheet([one, two])
  short.customers[1] = { ...short.customers[1], items: listed.slice(1) }
  const incomplete = no(await officer.call('POST', '/hand_overs', short), 'hand_over.checklist_incomplete')
  assert.match(JSON.stringify(incomplete), /\/customers\/1\/items/, 'which of them')
  assert.equal((await stands(one)).hand_over, undefined, 'none of the sheet')

  assert.equal(good(await officer.call('POST', '/hand_overs', sheet([one, two, three]))).customers, 3)
  assert.equal((await stands(two)).answerable_id, people.CDY02, 'until it is signed')
  no(await officer.call('POST', '/hand_overs', sheet([one])), 'hand_over.open_already')
  const day = good(await teamHead.call('GET', '/account_managers/me/day'))
  const waiting = day.hand_overs.filter((each) => [one, two, three].includes(each.customer_id))
  assert.equal(new Set(waiting.map((each) => each.hand_over.at)).size, 1, 'one sheet')
  assert.equal(waiting[0].hand_over.items.find((each) => each.code === 'promises').note, '㛃')
  assert.equal(good(await officer.call('GET', '/account_managers/me/day')).offered.filter((each) => [one, two, three].includes(each.customer_id)).length, 3)
  const mine = good(await officer.call('GET', `/account_managers/${people.CDY02}/portfolio`)).items.find((each) => each.customer_id === three)
  assert.deepEqual([mine.handed_to_id, mine.may_end_hand_over, mine.may_hand_over], [people.CDY01, true, false])

  assert.equal(good(await officer.call('POST', '/hand_overs/endings', { reason: '弄错了', customers: [{ customer_id: three }] })).customers, 1)
  no(await teamHead.call('POST', '/hand_overs/signatures', { customers: [one, two, three].map((customer_id) => ({ customer_id, confirmed: items })) }), 'hand_over.none_open')
  assert.equal((await stands(one)).manager_id, people.CDY02, 'not half signed')
  no(await officer.call('POST', '/hand_overs/signatures', { customers: [{ customer_id: one, confirmed: items }] }), 'hand_over.not_the_receiver')
  await pause(1100)
  assert.equal(good(await teamHead.call('POST', '/hand_overs/signatures', { customers: [one, two].map((customer_id) => ({ customer_id, confirmed: items })) })).customers, 2)
  assert.deepEqual([(await stands(one)).manager_id, (await stands(two)).manager_id, (await stands(three)).manager_id], [people.CDY01, people.CDY01, people.CDY02])
})

test('art_11_3: who has no manager yet is listed with who answers meanwhile', async () => {
  const id = await ordinaryCustomer()
  good(await marketing.call('POST', `/managed_customers/${id}/tier_facts`, { contracted_capacity_kva: 800, yearly_use_wh: 2e9, source: '供用电合同' }))
  good(await marketing.call('POST', `/managed_customers/${id}/tiers`, { tier: 'key_account' }))
  const row = good(await marketing.call('GET', '/account_managers/unmanaged')).items.find((each) => each.customer_id === id)
  assert.equal(row.answerable_id, people.CD01)
  assert.equal(row.since, undefined)
  const view = good(await marketing.call('GET', `/managed_customers/${id}`))
  assert.deepEqual([view.tier.stated, view.stated_source], [['capacity', 'yearly_use'], '供用电合同'], 'stated, not in the file: said so')
  assert.equal((await clerk.call('GET', '/account_managers/unmanaged')).status, 403, 'whoever balances no load')
})

test('art_11_4: a contact is with a registered representative who is one on that day, or with somebody by name and role', async () => {
  const [id] = await portfolioOf('CDY02', 1)
  const clerks = await signIn(server.base, 'YYT02')
  good(await clerks.call('POST', `/customers/${id}/file_changes`, { version: 0, reason: '登记客户代表', representatives: [
    { id: 0, name: '钱𠮷', role: '电气主管', phone: '13800007777', in_charge_of_electricity: true },
    { id: 0, name: '孙㛃', role: '前任主管', phone: '13800007778', in_charge_of_electricity: false, valid_to: '2020-12-31' }] }))
  const known = good(await officer.call('GET', `/managed_customers/${id}/representatives`)).representatives
  const [valid, over] = ['钱𠮷', '孙㛃'].map((name) => known.find((row) => row.name === name).representative_id)
  const contact = (n, more) => officer.call('POST', `/managed_customers/${id}/contacts`, { client_id: `visit-rep-${id}-${n}`, at: now(-60), channel: 'visit', words: '巡视', no_change_confirmed_by: '钱工', ...more })
  assert.equal(no(await contact(1, {}), 'record_contact.representative_missing').clause, 'art.11(4)')
  no(await contact(1, { representative: '钱工' }), 'record_contact.representative_role_missing')
  no(await contact(1, { representative_id: over }), 'record_contact.representative_not_valid')
  no(await contact(1, { representative_id: 987654 }), 'record_contact.representative_unknown')
  no(await contact(1, { representative_id: '１' }), 'body.wrong_type')
  good(await contact(1, { representative_id: valid, representative: '别人' }))
  good(await contact(2, { representative: '王师傅', representative_role: '值班电工' }))
  const written = good(await officer.call('GET', `/managed_customers/${id}/contacts`)).items
  assert.deepEqual(written.map((row) => [row.representative, row.representative_role, row.representative_id ?? 0]).sort(), [['王师傅', '值班电工', 0], ['钱𠮷', '电气主管', valid]].sort(), 'named as the file has him')
})
