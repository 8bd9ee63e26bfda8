// The desk's lists as a stranger meets them: counts are the lengths of lists, pages hold every case once, filters are kept,
// many cases are tried before they are changed, and whom to give a case to is said with reasons.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server } = await ownServer(300, { officeHours: true })
let clerk, head, marketing
before(async () => {
  ;[clerk, head, marketing] = await Promise.all(['YYT02', 'YYT01', 'SCYX01'].map((name) => signIn(server.base, name)))
  // Whatever day it is and whatever is open on it, one case is with this unit.
  const handed = await register()
  const { unit_id } = marketing.session.officer
  const offered = await clerk.call('POST', `/cases/${handed.id}/transfers`, { to_unit_id: unit_id, reason: 'other_department' }, { 'If-Match': `"${handed.version}"` })
  const accepted = await marketing.call('POST', `/cases/${handed.id}/acceptances`, {}, { 'If-Match': `"${offered.body.version}"` })
  assert.equal(accepted.status, 201, JSON.stringify(accepted.body))
})

async function all(who, query, limit = 200) {
  const items = []
  for (let after = ''; after !== undefined; ) {
    const answer = await who.call('GET', `/cases?${query}&limit=${limit}${after && `&after=${after}`}`)
    assert.equal(answer.status, 200, `${query}: ${JSON.stringify(answer.body)}`)
    items.push(...answer.body.items)
    after = answer.body.next
  }
  return items
}
/** The same from its end, page before page. */
async function backwards(who, query, limit) {
  const items = []
  for (let before = 'end'; before !== undefined; ) {
    const { status, body } = await who.call('GET', `/cases?${query}&limit=${limit}&before=${before}`)
    assert.equal(status, 200, `${query}: ${JSON.stringify(body)}`)
    items.unshift(...body.items)
    before = body.previous
  }
  return items
}
const total = async (who, query) => (await who.call('GET', `/cases/total?${query}`)).body
const register = async (more, who = clerk) => (await who.call('POST', '/cases', registration(more))).body
const preview = (who, verb, case_ids, form = {}) => who.call('POST', '/cases/bulk_previews', { verb, case_ids, form })
const officerId = async (code) => (await marketing.call('GET', '/officers')).body.items.find((row) => row.code === code).id

test('art_10_7: every count is as long as its list, for everybody', async () => {
  const parts = { first_contact: 'list=first_contact', desk: 'list=desk', offered: 'list=offered', unit: 'list=unit', waiting: 'list=desk&waits_for=anybody', due_today: 'list=desk&due=today', overdue: 'list=desk&due=overdue' }
  for (const name of ['YYT01', 'YYT02', 'RX02', 'JZ01', 'JBGS02', 'SCYX01', 'JCSJ01', 'HF02', 'CDY02', 'CD01', 'admin', 'CDQ02']) {
    const who = await signIn(server.base, name)
    const counts = (await who.call('GET', '/cases/counts')).body
    const mine = { ...parts, ...(who.session.verbs.includes('rule_on') ? { office: 'list=office' } : {}), ...(who.session.verbs.includes('follow_up') ? { follow_up: 'list=follow_up' } : {}) }
    for (const [list, query] of Object.entries(mine)) {
      const rows = await all(who, query)
      assert.equal(rows.length, counts[list], `${name} ${list}`)
      assert.deepEqual(await total(who, query), { count: rows.length, more: false }, `${name} ${list}`)
      assert.equal(new Set(rows.map((row) => row.id)).size, rows.length, 'each once')
    }
    for (const list of ['office', 'follow_up']) if (!mine[list]) assert.equal(counts[list], 0)
  }
})

test('art_10_4: the office reads in its list what it is asked and by whom; other lists do not tell', async () => {
  const row = await register({ category: 'complaint.reading_collection', first_step: 'ask_office', question: { question: '路灯由谁维护说法不一，𠮷里街。' } })
  const office = await signIn(server.base, 'JBGS02')
  const { office_question } = (await all(office, 'list=office')).find((one) => one.id === row.id)
  assert.equal(office_question.question, '路灯由谁维护说法不一，𠮷里街。')
  assert.equal(office_question.asker_name, clerk.session.officer.name)
  const mine = (await all(clerk, 'list=first_contact')).find((one) => one.id === row.id)
  assert.deepEqual([mine.waiting_for, mine.office_question], ['office', undefined])
})

test('pages of any size hold every case once and in one order, from the beginning and from the end', async () => {
  for (const query of ['list=all', 'list=unit', 'list=desk', 'list=all&due=overdue', 'list=all&due=none', 'list=all&from=2020-01-01&kind=complaint']) {
    const whole = (await all(marketing, query)).map((row) => row.id)
    assert.deepEqual((await all(marketing, query, 7)).map((row) => row.id), whole, query)
    assert.deepEqual((await backwards(marketing, query, 7)).map((row) => row.id), whole, `${query} from its end`)
    assert.ok(whole.length > 0 || /overdue/.test(query), query)
  }
  assert.equal((await marketing.call('GET', '/cases?before=1;drop')).status, 400)
})

test('art_10_7: sorted as asked, by what is due, newest or oldest; what has no order of its own is refused', async () => {
  const sorted = async (query) => {
    const whole = await all(marketing, query)
    assert.deepEqual((await all(marketing, query, 7)).map((row) => row.id), whole.map((row) => row.id), query)
    assert.deepEqual((await backwards(marketing, query, 7)).map((row) => row.id), whole.map((row) => row.id), `${query} from its end`)
    return whole
  }
  const rising = (values) => values.every((value, i) => i === 0 || values[i - 1] <= value)
  for (const list of ['list=all', 'list=unit', 'list=desk', 'list=all&due=overdue', 'list=all&q=电']) {
    const oldest = await sorted(`${list}&sort=oldest`), newest = await sorted(`${list}&sort=newest`)
    assert.deepEqual(newest.map((row) => row.id), oldest.map((row) => row.id).reverse(), list)
    assert.ok(rising(oldest.map((row) => row.id)), list)
  }
  for (const list of ['list=unit', 'list=desk', 'list=all&due=overdue', 'list=all&due=later'])
    assert.ok(rising((await sorted(`${list}&sort=due`)).map((row) => row.next_due_at ?? '9')), list)
  for (const bad of ['list=all&sort=due', 'list=all&sort=due&due=none']) assert.equal((await marketing.call('GET', `/cases?${bad}`)).body.code, 'list.unordered', bad)
  for (const bad of ['sort=size', 'sort=１', 'sort=𠮷']) assert.equal((await marketing.call('GET', `/cases?list=desk&${encodeURI(bad)}`)).body.code, 'query.bad_value', bad)
  const kept = await marketing.call('POST', '/saved_filters', { name: '最早受理在前', query: 'list=unit&sort=oldest', shared_with: 'nobody' }, { 'Idempotency-Key': 'sorted-1' })
  assert.equal(kept.status, 201, JSON.stringify(kept.body))
})

test('a list is counted no further than asked', async () => {
  const everything = (await all(marketing, 'list=all')).length
  assert.deepEqual(await total(marketing, 'list=all&up_to=5000000'), { count: everything, more: false })
  assert.deepEqual(await total(marketing, 'list=all&up_to=7'), { count: 7, more: true })
  assert.deepEqual(await total(marketing, 'list=all&up_to=-7'), { count: 1, more: true })
  assert.equal((await marketing.call('GET', '/cases/total?list=all&up_to=many')).status, 400)
})

test('kinds are found by pinyin; a linked case is called by its number', async () => {
  assert.equal((await marketing.call('GET', '/rulebook')).body.kinds.find((row) => row.name === '投诉').pinyin, 'ts tousu')
  const one = await register(), other = await register()
  const linked = await clerk.call('POST', `/cases/${one.id}/links`, { other_id: other.id, reason: '同一件事' }, { 'If-Match': `"${one.version}"` })
  assert.equal(linked.status, 201, JSON.stringify(linked.body))
  const said = (await clerk.call('GET', `/cases/${one.id}`)).body.timeline.find((event) => event.kind === 'linked').text
  assert.ok(said.includes(other.number) && !said.includes(`#${other.id}`), said)
})

test('officers and units carry what they are found by', async () => {
  const officers = (await marketing.call('GET', '/officers')).body.items, units = (await marketing.call('GET', '/units')).body.items
  assert.equal(officers.find((row) => row.name === '林秀英').pinyin, 'lxy linxiuying')
  assert.equal(units.find((row) => row.name === '计量班').pinyin, 'jlb jiliangban')
})

test('filters: due, waiting, holder, unit, days; which of some cases a list holds', async () => {
  const everything = await all(marketing, 'list=all')
  const due = Object.fromEntries(await Promise.all(['overdue', 'today', 'later', 'none'].map(async (when) => [when, (await all(marketing, `list=all&due=${when}`)).length])))
  assert.equal(due.overdue + due.today + due.later + due.none, everything.length)
  const row = (await all(marketing, 'list=all&stage=open')).find((other) => other.handling_unit_name !== clerk.session.officer.unit_name)
  const held = await all(marketing, `list=all&officer_id=${row.responsible_officer_id}`)
  assert.ok(held.length && held.every((other) => other.responsible_officer_id === row.responsible_officer_id && other.stage !== 'closed'))
  assert.ok((await all(marketing, `list=all&unit_id=${row.handling_unit_id}&category=${row.category}`)).some((other) => other.id === row.id))
  const offered = await register()
  await clerk.call('POST', `/cases/${offered.id}/transfers`, { to_unit_id: row.handling_unit_id, reason: 'other_department' }, { 'If-Match': `"${offered.version}"` })
  const waiting = await all(marketing, 'list=all&waits_for=anybody')
  assert.ok(waiting.length > 0 && waiting.every((other) => other.waiting_for))
  assert.ok((await all(marketing, 'list=all&waits_for=acceptance')).some((other) => other.id === offered.id))
  const ids = [everything[0].id, everything[5].id, 999999]
  assert.deepEqual((await all(marketing, `list=all&ids=${ids}`)).map((other) => other.id), ids.slice(0, 2).sort((a, b) => b - a))
  for (const bad of ['due=soon', 'waits_for=moon', 'ids=1,,2', 'ids=x', `ids=${Array.from({ length: 201 }, (_, i) => i + 1)}`]) assert.equal((await marketing.call('GET', `/cases?list=all&${bad}`)).body.code, 'query.bad_value', bad)
})

test('art_10_7: who in the unit carries how much, as its lists say', async () => {
  const { items } = (await head.call('GET', '/cases/loads')).body
  assert.ok(items.length >= 3)
  for (const load of items) {
    assert.equal((await all(head, `list=unit&stage=open&officer_id=${load.officer_id}`)).length, load.open, load.officer_name)
    assert.equal((await all(head, `list=unit&stage=open&officer_id=${load.officer_id}&due=overdue`)).length, load.overdue)
    assert.equal(load.points, load.open + 2 * load.due_today + 3 * load.overdue, 'by the rulebook')
  }
})

test('art_4 art_10_7: whom a case is suggested to, each reason in words with its clause; and nobody outside the rule', async () => {
  const made = await register()
  const { items } = (await head.call('GET', `/cases/${made.id}/assignees`)).body
  const best = items[0]
  assert.equal(best.suggested, true)
  assert.ok(best.reasons.length > 0 && best.reasons.every((reason) => /[一-鿿]/.test(reason.text) && /^art\./.test(reason.clause)))
  assert.ok(items.filter((row) => row.allowed).every((row) => row.points >= best.points), 'the lightest first')
  const holder = items.find((row) => row.load.officer_name === clerk.session.officer.name)
  assert.equal(holder.allowed, false)
  assert.match(holder.against[0].text, /[一-鿿]/)
  const english = (await head.call('GET', `/cases/${made.id}/assignees`, undefined, { 'Accept-Language': 'en' })).body
  assert.doesNotMatch(JSON.stringify(english.items[0].reasons), /[一-鿿]/)
  const given = await head.call('POST', `/cases/${made.id}/assignments`, { officer_id: best.load.officer_id }, { 'If-Match': `"${made.version}"` })
  assert.equal(given.status, 201, 'what is suggested is lawful')
  const outsider = await signIn(server.base, 'SCJS02')
  assert.equal((await outsider.call('GET', `/cases/${made.id}/assignees`)).body.code, 'case.unknown')
})

test('filters are kept under a name, shared by those who may, and checked like a list', async () => {
  const save = (who, body) => who.call('POST', '/saved_filters', { shared_with: 'nobody', ...body })
  const mine = await save(clerk, { name: '超时投诉', query: 'list=all&kind=complaint&due=overdue' })
  assert.equal(mine.status, 201, JSON.stringify(mine.body))
  assert.equal((await save(clerk, { name: '超时投诉', query: 'list=all' })).body.code, 'saved_filter.name_taken')
  assert.equal((await save(clerk, { name: '部门', query: 'list=unit', shared_with: 'unit' })).status, 403)
  assert.equal((await save(head, { name: '全局', query: 'list=unit', shared_with: 'bureau' })).body.code, 'saved_filter.not_for_the_bureau')
  assert.equal((await save(head, { name: '班内今日', query: 'list=unit&due=today', shared_with: 'unit' })).status, 201)
  assert.equal((await save(marketing, { name: '全局举报', query: 'list=all&q=%E7%AA%83%E7%94%B5', shared_with: 'bureau' })).status, 201)
  const seen = (await clerk.call('GET', '/saved_filters')).body.items
  assert.deepEqual(seen.map((row) => [row.name, row.own]), [['超时投诉', true], ['全局举报', false], ['班内今日', false]].sort((a, b) => (a[1] === b[1] ? (a[0] < b[0] ? -1 : 1) : a[1] ? -1 : 1)))
  for (const query of ['list=moon', 'moon=full', 'due=soon', 'limit=5']) assert.equal((await save(clerk, { name: 'x', query })).body.code, 'query.bad_value', query)
  const shared = seen.find((row) => row.name === '班内今日')
  assert.equal((await clerk.call('DELETE', `/saved_filters/${shared.id}`)).body.code, 'saved_filter.unknown', 'a shared filter stays its owner’s')
  assert.equal((await clerk.call('PUT', `/saved_filters/${mine.body.id}`, { name: '超时的投诉', query: 'list=all&due=overdue', shared_with: 'nobody' })).status, 204)
  assert.equal((await clerk.call('DELETE', `/saved_filters/${mine.body.id}`)).status, 204)
  const outsider = await signIn(server.base, 'CDY02')
  assert.deepEqual((await outsider.call('GET', '/saved_filters')).body.items.map((row) => row.name), ['全局举报'])
})

test('columns are remembered for each officer on every computer', async () => {
  const arrangement = { columns: [{ name: 'text', width: 400 }, { name: 'due' }], default_filters: [3] }
  assert.equal((await clerk.call('PUT', '/preferences/cases', arrangement)).status, 204)
  const elsewhere = await signIn(server.base, 'YYT02')
  assert.deepEqual((await elsewhere.call('GET', '/preferences/cases')).body, arrangement)
  assert.deepEqual((await head.call('GET', '/preferences/cases')).body, { columns: [], default_filters: [] })
  for (const [table, body, code] of [
    ['moons', arrangement, 'preference.unknown_table'],
    ['cases', { columns: [{ name: 'moon' }], default_filters: [] }, 'preference.unknown_column'],
    ['cases', { columns: [{ name: 'due' }, { name: 'due' }], default_filters: [] }, 'preference.column_twice'],
    ['cases', { columns: [{ name: 'due', width: 5000 }], default_filters: [] }, 'preference.width_out_of_range'],
  ]) {
    const answer = await clerk.call('PUT', `/preferences/${table}`, body)
    assert.equal(answer.body.code, code)
    assert.match(answer.body.detail, /[一-鿿]/)
  }
  assert.equal((await clerk.call('DELETE', '/preferences/cases')).status, 204)
  assert.deepEqual((await clerk.call('GET', '/preferences/cases')).body.columns, [])
})

test('art_10_7: many cases are tried first; each says what would happen, and nothing has', async () => {
  const [one, two] = [await register(), await register()]
  const foreign = await register({}, await signIn(server.base, 'CDY02'))
  const sealed = await register({ kind: 'tip_off', category: 'tip_off.theft', text: '有人绕表用电。' }, await signIn(server.base, 'CDY02'))
  const to = await officerId('YYT03')
  const { body } = await preview(head, 'assign', [one.id, two.id, foreign.id, sealed.id, 999999, one.id], { officer_id: to })
  assert.deepEqual([body.allowed, body.refused, body.items.length, body.resource], [2, 3, 5, 'assignments'])
  assert.deepEqual(body.items.map((row) => row.allowed), [true, true, false, false, false])
  assert.deepEqual(body.items[0].undo, { verb: 'assign', resource: 'assignments', form: { officer_id: await officerId('YYT02') } })
  const hidden = body.items.find((row) => row.case_id === sealed.id)
  assert.equal(hidden.refusal.code, 'case.unknown')
  assert.ok(!hidden.text && !hidden.number, 'what one may not read stays unread')
  assert.match(body.items[2].refusal.text, /[一-鿿]/)
  assert.equal((await clerk.call('GET', `/cases/${one.id}`)).headers.get('etag'), `"${one.version}"`, 'nothing happened')
  for (const [verb, ids, form, code] of [['sleep', [one.id], {}, 'bulk.unknown_verb'], ['note', [], { text: 'x' }, 'bulk.none_chosen'], ['note', Array.from({ length: 201 }, (_, i) => i + 1), { text: 'x' }, 'bulk.too_many']])
    assert.equal((await preview(head, verb, ids, form)).body.code, code)
  assert.equal((await preview(head, 'note', [one.id], { text: '' })).body.items[0].refusal.code, 'body.empty', 'the verb’s own form is checked')
})

test('art_10_7: run as previewed, partly refused when one changed meanwhile, and taken back where lawful', async () => {
  const made = [await register(), await register(), await register()]
  const form = { officer_id: await officerId('YYT03') }
  const seen = (await preview(head, 'assign', made.map((row) => row.id), form)).body
  await clerk.call('POST', `/cases/${made[1].id}/notes`, { text: '夹在中间的备注。' })
  const results = []
  for (const row of seen.items) results.push(await head.call('POST', `/cases/${row.case_id}/${seen.resource}`, form, { 'If-Match': `"${row.version}"`, 'Idempotency-Key': `bulk-${row.case_id}` }))
  assert.deepEqual(results.map((row) => row.status), [201, 409, 201])
  const again = await head.call('POST', `/cases/${made[0].id}/${seen.resource}`, form, { 'If-Match': `"${seen.items[0].version}"`, 'Idempotency-Key': `bulk-${made[0].id}` })
  assert.equal(again.body.version, results[0].body.version, 'the same intention acts once')
  const { undo } = seen.items[0]
  const back = await head.call('POST', `/cases/${made[0].id}/${undo.resource}`, { ...undo.form, note: '撤销' }, { 'If-Match': `"${results[0].body.version}"` })
  assert.equal(back.status, 201)
  assert.equal(back.body.responsible_officer_id, await officerId('YYT02'))
})

test('art_10_7 art_10_1: links, reminders, orders, notes: what takes them back or corrects them', async () => {
  const made = [await register(), await register()]
  const link = (await preview(clerk, 'link', [made[1].id], { other_id: made[0].id, reason: '同一件事' })).body
  assert.deepEqual(link.items[0].undo, { verb: 'unlink', resource: 'unlinks', form: { other_id: made[0].id } })
  for (const [who, verb, form, code] of [[clerk, 'remind', { text: '请快' }, 'undo.reminded'], [marketing, 'supervise', { order: '请说明' }, 'undo.supervised'], [clerk, 'note', { text: '备注' }, 'undo.noted']]) {
    const { items } = (await preview(who, verb, [made[0].id], form)).body
    assert.equal(items[0].allowed, true, verb)
    assert.equal(items[0].undo.refusal.code, code)
    assert.match(items[0].undo.refusal.text, /[一-鿿]/)
  }
  const recused = await register({ about_officer_id: await officerId('SCYX01') })
  assert.equal((await preview(marketing, 'note', [recused.id], { text: 'x' })).body.items[0].refusal.code, 'case.unknown', 'the accused sees nothing of it')
})
