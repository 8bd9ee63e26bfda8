// Taking part over the API and the public pages: plans from draft to report with comments and votes, proposals in an editor's words,
// social supervisors behind their links, the press; what is refused and who may not. Arts. 5, 6, 8.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn, startServer } from '../support/server.mjs'

const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const refused = (answer, code, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  const codes = [answer.body.code, ...(answer.body.errors ?? []).map((one) => one.code)]
  assert.ok(codes.includes(code), JSON.stringify(answer.body))
}
const own = await ownServer(120)
const { bureau } = own
let { server } = own
own.whenProven = (found) => {
  assert.ok(found.plans > 4 && found.plan_comments > 5 && found.group_members > 5 && found.social_supervisors > 3 && found.supervisor_meetings > 1 && found.public_matters > 2)
  assert.deepEqual(found.differences, [])
}
let marketing, head, office, clerk, leader, auditor, technical, dispatch, officer
before(async () => {
  ;[marketing, head, office, clerk, leader, auditor, technical, dispatch, officer] = await Promise.all(
    ['SCYX02', 'SCYX01', 'JBGS02', 'YYT02', 'JZ01', 'JCSJ01', 'SCJS01', 'DDGL01', 'CDY02'].map((name) => signIn(server.base, name)))
})

const day = (ahead) => new Date(Date.now() + 8 * 3600_000 + ahead * 86400_000).toISOString().slice(0, 10)
const goals = () => [
  { title: '按时答复', figure: 'answered_in_time', unit: '', direction: 'at_least', target_hundredths: 9500, by: day(100) },
  { title: '进社区𠮷㛃', figure: 'own', unit: '场', direction: 'at_least', target_hundredths: 300, by: day(100) },
]
const content = (more = {}) => ({ title: '服务<计划>𠮷㛃', text: '一、夜间有人答复。\n二、周末开门。', goals: goals(), valid_from: day(0), valid_to: day(200), ...more })
const draft = async (more) => good(await marketing.call('POST', '/plans', { version: 0, content: content(more) })).id
const act = (id, resource, by = marketing, body = {}) => by.call('POST', `/plans/${id}/${resource}`, { version: 0, ...body })
const answerTo = (id, by, body) => by.call('POST', `/plans/${id}/answers`, body)
const read = async (id, by = marketing) => good(await by.call('GET', `/plans/${id}`))
const reviewed = async (more) => {
  const id = await draft(more)
  good(await act(id, 'submissions'))
  good(await act(id, 'reviews', head))
  return id
}
let serial = 1
/** Each call from another address, so that the public's rate is no matter here. */
const page = (path, more = {}) => fetch(server.base + path, { redirect: 'manual', ...more, headers: { 'X-Forwarded-For': `10.9.${serial >> 8}.${serial++ & 255}`, 'Accept-Language': 'zh', ...more.headers } })
const text = async (path, more) => (await page(path, more)).text()
/** The form of a page, its sum worked out. */
function formOf(html) {
  const hidden = Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((found) => [found[1], found[2]]))
  const [, a, b] = html.match(/(\d) 加 (\d) 等于几/)
  return { ...hidden, answer: String(Number(a) + Number(b)) }
}
const urlencoded = (fields) => ({ method: 'POST', body: new URLSearchParams(fields) })
const cookiesOf = (answer) => answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
async function comment(id, fields) {
  const form = formOf(await text(`/p/plans/${id}`))
  const sent = await page(`/p/plans/${id}/comments`, urlencoded({ ...form, ...fields }))
  if (sent.status !== 303) return { status: sent.status, html: await sent.text() }
  const received = await text(sent.headers.get('location'), { headers: { Cookie: cookiesOf(sent) } })
  return { status: 303, form, code: received.match(/class="big number">([^<]+)</)?.[1] }
}

test('art_5: what a plan must say; wrong types, huge input, who may not', async () => {
  refused(await clerk.call('POST', '/plans', { version: 0, content: content() }), 'permission.denied', 403)
  refused(await leader.call('POST', '/plans', { version: 0, content: content() }), 'permission.denied', 403)
  const wrong = [{ content: 7 }, { version: 0, content: content({ title: '' }) }, { version: 0, content: content({ title: '长'.repeat(81) }) }, { version: 0, content: content({ text: '长'.repeat(8001) }) },
    { version: 0, content: content({ valid_to: '２０２７－０１－０１' }) }, { version: 0, content: content({ goals: [{ ...goals()[0], figure: 'profit' }] }) },
    { version: 0, content: content({ goals: [{ ...goals()[0], target_hundredths: '95' }] }) }, { version: 0, content: content({ goals: [{ ...goals()[0], target_hundredths: 95.5 }] }) }, { version: '0', content: content() }]
  for (const body of wrong) assert.equal((await marketing.call('POST', '/plans', body)).status, 400, JSON.stringify(body).slice(0, 200))
  refused(await marketing.call('POST', '/plans', { version: 0, content: content({ goals: [] }) }), 'plan.no_goal')
  refused(await marketing.call('POST', '/plans', { version: 0, content: content({ valid_to: day(-1) }) }), 'plan.term_backwards')
  refused(await marketing.call('GET', '/plans/99999'), 'plan.unknown', 404)
  refused(await marketing.call('GET', '/plans/zero'), 'plan.unknown', 404)
  assert.equal((await page('/p/plans/' + (await draft()))).status, 404, 'a draft is nobody else’s business')
})

test('art_6: reviewed by another, returned with a reason, what was seen is what is decided', async () => {
  const id = await draft()
  good(await act(id, 'submissions'))
  refused(await act(id, 'reviews'), 'plan.own_plan')
  refused(await act(id, 'reviews', officer), 'permission.denied', 403)
  refused(await act(id, 'reviews', head, { version: 1 }), 'plan.changed_meanwhile', 409)
  good(await act(id, 'returns', head, { reason: '目标不够具体' }))
  assert.equal((await read(id)).returned_because, '目标不够具体')
  good(await act(id, 'changes', marketing, { content: content({ text: '一、改了。' }) }))
  good(await act(id, 'submissions'))
  const bell = good(await head.call('GET', '/notices')).items
  assert.ok(bell.some((one) => one.kind === 'participation' && one.path === `/plans/${id}`), JSON.stringify(bell.slice(0, 3)))
  good(await act(id, 'reviews', head))
  assert.deepEqual((await read(id)).actions.sort(), ['put_to_public', 'put_to_vote', 'withdraw'])
  good(await act(id, 'withdrawals', marketing, { reason: '并入别的计划' }))
})

test('art_5: members vote with reasons, the quorum decides, the office counts', async () => {
  const id = await reviewed()
  refused(await act(id, 'votes', leader, { choice: 'in_favour', reason: '同意' }), 'plan.wrong_stage')
  good(await act(id, 'votings'))
  refused(await act(id, 'votes', clerk, { choice: 'in_favour', reason: '同意' }), 'plan.not_a_member')
  assert.equal((await act(id, 'votes', leader, { choice: 'in_favour', reason: '' })).status, 400, 'a vote has a reason')
  assert.equal((await act(id, 'votes', leader, { choice: 'maybe', reason: '再看' })).status, 400)
  good(await act(id, 'votes', leader, { choice: 'in_favour', reason: '措施具体' }))
  refused(await act(id, 'votes', leader, { choice: 'against', reason: '改主意' }), 'plan.voted_already')
  good(await act(id, 'votes', auditor, { choice: 'in_favour', reason: '可以核对' }))
  good(await act(id, 'votes', technical, { choice: 'against', reason: '人手不足' }))
  refused(await act(id, 'conclusions', office), 'plan.no_quorum')
  refused(await act(id, 'conclusions', clerk), 'permission.denied', 403)
  good(await act(id, 'votes', dispatch, { choice: 'in_favour', reason: '同意' }))
  const concluded = good(await act(id, 'conclusions', office))
  assert.equal(concluded.stage, 'approved')
  const view = await read(id, clerk)
  assert.ok(view.in_force)
  assert.deepEqual([view.voting.members, view.voting.needed, view.voting.in_favour, view.voting.against], [6, 4, 3, 1])
  assert.equal(view.goals[0].months.length, 1)
  assert.equal(view.goals[1].months[0].value_hundredths, undefined)
  refused(await act(id, 'reports', marketing, { month: day(0).slice(0, 7), text: '做了', actuals: [{ goal: 1, value_hundredths: 10000 }] }), 'plan.actual_is_counted')
  refused(await act(id, 'reports', marketing, { month: '2026-１１', text: '做了', actuals: [] }), 'plan.month_outside')
  good(await act(id, 'reports', marketing, { month: day(0).slice(0, 7), text: '进社区两场<b>', actuals: [{ goal: 2, value_hundredths: 200 }] }))
  assert.deepEqual((await read(id)).goals[1].months[0], { month: day(0).slice(0, 7), value_hundredths: 200, reached: false })
  const html = await text(`/p/plans/${id}`)
  assert.match(html, /同意3票，不同意1票/)
  assert.ok(html.includes('服务&lt;计划&gt;𠮷㛃') && html.includes('进社区两场&lt;b&gt;'))
  assert.ok(!html.includes('措施具体'), 'members’ reasons stay in the house')
})

test('art_8: the public comments without a name, a person lets it be read, every comment is answered first', async () => {
  const id = await reviewed()
  refused(await act(id, 'consultations', marketing, { to: day(13) }), 'plan.comments_too_short')
  good(await act(id, 'consultations', marketing, { to: day(14) }))
  const one = await comment(id, { text: '我住3栋2单元，电话１３８１２３４５６７８，小王态度不好<script>alert(1)</script>', name: '林㛃', show_name: 'yes' })
  assert.match(one.code, /^[0-9A-Z]{4}-/)
  const again = await page(`/p/plans/${id}/comments`, urlencoded({ ...one.form, text: '又按了一次' }))
  assert.equal(again.status, 303, 'sent twice is once')
  assert.equal((await read(id)).comments.length, 1)
  const two = await comment(id, { text: '周末开门好', name: '不显示的名字' })
  const three = await comment(id, { text: '广告：通下水道' })
  const wrongSum = await comment(id, { text: '这段话还在吗', answer: '77' })
  assert.equal(wrongSum.status, 422)
  assert.ok(wrongSum.html.includes('这段话还在吗'), 'nothing typed is lost')
  assert.equal((await comment(id, { text: '' })).status, 422)
  assert.equal((await comment(id, { text: '长'.repeat(2001) })).status, 422)
  assert.equal((await comment(id, { text: '伪造', question_seal: 'AAAA' })).status, 422)
  assert.equal((await page(`/p/plans/${id}/comments`, urlencoded({}))).status, 422)

  let view = await read(id)
  const [first, second, advert] = view.comments
  assert.equal(first.preview, '我住〔隐去〕，电话〔隐去〕，小王态度不好<script>alert(1)</script>')
  const asClerk = (await read(id, clerk)).comments[0]
  assert.ok(!JSON.stringify(asClerk).includes('１３８') && asClerk.name === '林*', JSON.stringify(asClerk))
  assert.ok(!(await text(`/p/plans/${id}`)).includes('周末开门好'), 'nothing is shown by itself')
  const judge = (row, resource, by = office, body = {}) => by.call('POST', `/plan_comments/${row.id}/${resource}`, { version: row.version, ...body })
  refused(await judge(first, 'publications', clerk, { hide: [] }), 'permission.denied', 403)
  refused(await judge(first, 'publications', office, { hide: ['没有'] }), 'comment.passage_unknown')
  good(await judge(first, 'publications', office, { hide: ['小王'] }))
  refused(await judge(first, 'publications', office, { hide: [] }), 'comment.changed_meanwhile', 409)
  good(await judge(second, 'publications', office, { hide: [] }))
  assert.equal((await judge(advert, 'refusals', office, { reason: '广' })).status, 400)
  good(await judge(advert, 'refusals', office, { reason: '内容是广告，与计划无关。' }))
  const html = await text(`/p/plans/${id}`)
  assert.ok(html.includes('林㛃') && html.includes('〔隐去〕态度不好&lt;script&gt;') && html.includes('周末开门好'))
  for (const hidden of ['１３８', '不显示的名字', '下水道', '小王']) assert.ok(!html.includes(hidden), hidden)
  assert.match(html, /收到 3 条，公开 2 条，不予公开 1 条/)
  const lookUp = async (code) => (await page('/p/plan_comment', urlencoded({ code }))).text()
  assert.ok((await lookUp(three.code.toLowerCase().replaceAll('-', ' '))).includes('内容是广告，与计划无关。'))
  assert.equal((await page('/p/plan_comment', urlencoded({ code: '0000-0000-0000' }))).status, 422)

  const counter = good(await clerk.call('POST', `/plans/${id}/comments`, { text: '柜台客户：希望有老花镜', name: '', way: 'counter' }))
  assert.match(counter.code, /-/)
  refused(await officer.call('POST', `/plans/${id}/comments`, { text: 'x', name: '' }), 'permission.denied', 403)
  refused(await clerk.call('POST', `/plans/${id}/comments`, { text: 'x', name: '', way: 'web' }), 'comment.way_not_by_officer')
  view = await read(id)
  refused(await answerTo(id, marketing, { comment_ids: [view.comments[3].id], verdict: 'partly', text: '会考虑。' }), 'comment.not_published')
  good(await judge(view.comments[3], 'publications', office, { hide: [] }))
  refused(await answerTo(id, marketing, { comment_ids: [first.id, 99999], verdict: 'taken_over', text: '写进第一条。' }), 'comment.unknown', 404)
  refused(await answerTo(id, marketing, { comment_ids: [first.id], verdict: 'taken_over', text: '请打13812345678' }), 'comment.answer_personal')
  refused(await answerTo(id, office, { comment_ids: [first.id], verdict: 'taken_over', text: '写进第一条。' }), 'permission.denied', 403)
  assert.deepEqual(good(await answerTo(id, marketing, { comment_ids: [first.id, second.id], verdict: 'taken_over', text: '写进第二条。' })), { answered: 2, still_open: 1 })
  refused(await answerTo(id, marketing, { comment_ids: [second.id], verdict: 'partly', text: '再答一次。' }), 'comment.answered_already')
  assert.ok((await lookUp(two.code)).includes('写进第二条。'))
  refused(await act(id, 'votings'), 'plan.wrong_stage')
})

test('art_5: the leading group is kept by the office, terms neither reach back nor overlap', async () => {
  const group = good(await clerk.call('GET', '/leading_group_members'))
  assert.equal(group.in_office, 6)
  assert.equal(group.votes_needed, 4)
  const officers = good(await marketing.call('GET', '/officers')).items
  const who = officers.find((one) => one.code === 'KHFW01').id
  const seat = { officer_id: who, duty: 'member', from: day(1), to: day(400) }
  refused(await marketing.call('POST', '/leading_group_members', seat), 'permission.denied', 403)
  refused(await office.call('POST', '/leading_group_members', { ...seat, from: day(-1) }), 'group_member.begins_before_today')
  refused(await office.call('POST', '/leading_group_members', { ...seat, officer_id: 99999 }), 'group_member.unknown_officer')
  assert.equal((await office.call('POST', '/leading_group_members', { ...seat, duty: 'king' })).status, 400)
  const id = good(await office.call('POST', '/leading_group_members', seat)).id
  refused(await office.call('POST', '/leading_group_members', seat), 'group_member.terms_overlap')
  good(await office.call('POST', `/leading_group_members/${id}/ends`, { last_day: day(200), reason: '调离' }))
  refused(await office.call('POST', '/leading_group_members/99999/ends', { last_day: day(200), reason: '调离' }), 'group_member.unknown', 404)
})

test('art_8: a suggestion goes out in an editor’s words only, its state follows the case', async () => {
  const suggestion = good(await clerk.call('POST', '/cases', registration({ kind: 'suggestion', category: 'suggestion.service', contact: { name: '欧阳𠮷', phone: '13900001234', address: '城东区新园路12号' }, text: '我是城东新园路的欧阳，营业厅的叫号机总是坏，老人看不清屏幕，能不能换大一点的。' })))
  const caseId = suggestion.id
  const list = good(await office.call('GET', '/public_matters?kind=proposal')).items
  assert.ok(list.some((one) => one.case_id === caseId && one.version === 0))
  refused(await clerk.call('GET', '/public_matters?kind=proposal'), 'permission.denied', 403)
  refused(await office.call('GET', '/public_matters?kind=tip'), 'query.bad_value', 400)
  const word = (more) => office.call('POST', `/public_matters/${caseId}/wordings`, { version: 0, kind: 'proposal', title: '更换叫号屏幕', text: '建议把营业厅叫号屏换成大字的。', result: '', ...more })
  refused(await word({ text: '欧阳𠮷建议换屏幕' }), 'matter.personal_data')
  refused(await word({ text: '请打 139-0000-1234 了解' }), 'matter.personal_data')
  refused(await word({ text: '新园路的人说：营业厅的叫号机总是坏，老人看不清屏幕，能不能换大一点的。' }), 'matter.copied')
  refused(await word({ verdict: 'taken_over', result: '已更换。' }), 'matter.not_answered_yet')
  refused(await word({ kind: 'press_answer' }), 'matter.wrong_kind')
  good(await word({}))
  let html = await text('/p/proposals')
  assert.ok(html.includes('建议把营业厅叫号屏换成大字的。') && html.includes('正在办理'))
  for (const hidden of ['欧阳', '1390000', '新园路的']) assert.ok(!html.includes(hidden), hidden)
  good(await clerk.call('POST', `/cases/${caseId}/replies`, { channel: 'phone', text: '已经报了更换计划。' }, { 'If-Match': `"${suggestion.version}"` }))
  refused(await word({ result: '已更换。' }), 'matter.result_missing')
  good(await word({ verdict: 'taken_over', result: '两台叫号屏已更换。' }))
  html = await text('/p/proposals', { headers: { 'Accept-Language': 'en' } })
  assert.ok(html.includes('两台叫号屏已更换。') && html.includes('Taken over'))
  const feed = await text('/p/feeds/proposals.atom?lang=zh')
  assert.match(feed, new RegExp(`<id>tag:power\\.example,2026:proposal/${caseId}</id>`))
  assert.match(feed, /更换叫号屏幕[\s\S]*大字的/)
  assert.match(html = await text('/p/proposals'), new RegExp(`id="matter-${caseId}"`))
  assert.match(html, /type="application\/atom\+xml" title="[^"]+" href="\/p\/feeds\/proposals\.atom/)
  assert.match(await text(`/p/proposals?before=${caseId + 1}`), new RegExp(`id="matter-${caseId}"`))
  assert.doesNotMatch(await text(`/p/proposals?before=${caseId}`), new RegExp(`id="matter-${caseId}"`))
  for (const odd of ['x', '-5', '９', '99999999999999999999']) assert.equal((await page(`/p/proposals?before=${encodeURIComponent(odd)}`)).status, 200)
  const paged = []
  for (let after = ''; ; ) {
    const found = good(await office.call('GET', `/public_matters?kind=proposal&limit=2${after}`))
    paged.push(...found.items.map((row) => row.case_id))
    if (!found.next) break
    after = `&after=${found.next}`
  }
  assert.deepEqual(paged, good(await office.call('GET', '/public_matters?kind=proposal&limit=200')).items.map((row) => row.case_id))
  refused(await office.call('GET', '/public_matters?after=x'), 'query.bad_value', 400)
  good(await office.call('POST', `/public_matters/${caseId}/withdrawals`, { version: 0, reason: '文字需要改' }))
  assert.ok(!(await text('/p/proposals')).includes('大字的'))
  assert.ok(!(await text('/p/feeds/proposals.atom?lang=zh')).includes('大字的'))
  const complaint = good(await clerk.call('POST', '/cases', registration()))
  refused(await office.call('POST', `/public_matters/${complaint.id}/wordings`, { version: 0, kind: 'proposal', title: 'x', text: 'y', result: '' }), 'matter.wrong_kind')
})

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
test('art_8: social supervisors: term, one link, reports that become cases, phones masked', async () => {
  const person = { name: '卢㛃', trade: '出租车司机', phone: '１３９ １２３４ ５６７８', appointed_by: '局办公室', from: day(0), to: day(300) }
  refused(await marketing.call('POST', '/social_supervisors', { person }), 'permission.denied', 403)
  refused(await clerk.call('GET', '/social_supervisors'), 'permission.denied', 403)
  refused(await office.call('POST', '/social_supervisors', { person: { ...person, to: day(2000) } }), 'supervisor.term_too_long')
  refused(await office.call('POST', '/social_supervisors', { person: { ...person, phone: '不知道' } }), 'supervisor.phone_implausible')
  assert.equal((await office.call('POST', '/social_supervisors', { person: { ...person, name: 5 } })).status, 400)
  const id = good(await office.call('POST', '/social_supervisors', { person })).id
  const row = async () => good(await marketing.call('GET', '/social_supervisors')).supervisors.find((one) => one.id === id)
  assert.equal((await row()).phone, '139****5678')
  refused(await marketing.call('POST', `/social_supervisors/${id}/contact_readings`, { reason: '联系开会' }), 'permission.denied', 403)
  assert.equal(good(await office.call('POST', `/social_supervisors/${id}/contact_readings`, { reason: '联系开会' })).phone, '13912345678')
  const first = new URL(good(await office.call('POST', `/social_supervisors/${id}/links`, { version: 0 })).url).pathname
  const second = new URL(good(await office.call('POST', `/social_supervisors/${id}/links`, { version: 0 })).url).pathname
  assert.equal((await page(first)).status, 404, 'a new link ends the one before')
  const form = formOf(await text(second))
  const body = (fields) => {
    const made = new FormData()
    for (const [name, value] of Object.entries({ ...form, ...fields })) made.append(name, value)
    made.append('photo', new Blob([png], { type: 'image/png' }), 'IMG_20261127.png')
    return { method: 'POST', body: made }
  }
  const wrong = await page(second, body({ kind: 'tip_off', text: '这段话还在' }))
  assert.equal(wrong.status, 422)
  assert.ok((await wrong.text()).includes('这段话还在'))
  const sent = await page(second, body({ kind: 'suggestion', text: '候车点的路灯晚上不亮，建议检修。' }))
  assert.equal(sent.status, 303, await sent.text())
  assert.equal((await page(second, body({ kind: 'suggestion', text: '又按了' }))).status, 303)
  const received = await text(sent.headers.get('location'), { headers: { Cookie: cookiesOf(sent) } })
  const number = received.match(/class="big number">([^<]+)</)[1]
  assert.equal((await row()).reports, 1, 'sent twice is once')
  const own = await text(second)
  assert.ok(own.includes(number) && own.includes('/p/tip/new'))
  const reports = good(await office.call('GET', '/public_matters?kind=supervisor_report')).items
  const mine = reports.find((one) => one.number === number)
  const c = good(await office.call('GET', `/cases/${mine.case_id}`))
  assert.ok(JSON.stringify(c).includes('photo.png') && !JSON.stringify(c).includes('IMG_2026'))
  good(await office.call('POST', `/public_matters/${mine.case_id}/wordings`, { version: 0, kind: 'supervisor_report', title: '路灯检修', text: '建议检修公交站旁的照明。', result: '' }))
  const html = await text('/p/supervisors')
  assert.ok(html.includes('建议检修公交站旁的照明。') && html.includes('卢㛃') && !html.includes('1391234'))
  good(await office.call('POST', `/social_supervisors/${id}/link_revocations`, { version: 0 }))
  assert.equal((await page(second)).status, 404)
  refused(await office.call('POST', `/social_supervisors/${id}/link_revocations`, { version: 0 }), 'supervisor.no_link')
  good(await office.call('POST', `/social_supervisors/${id}/changes`, { version: 0, trade: '退休司机', appointed_by: '局办公室', to: day(100) }))
  good(await office.call('POST', `/social_supervisors/${id}/ends`, { version: 0, reason: '本人辞任' }))
  const meeting = (fields, file = Buffer.from('会议纪要')) => {
    const made = new FormData()
    made.append('meeting', JSON.stringify({ held_on: day(0), place: '会议室', summary: '通报情况。', attended: 3, ...fields }))
    made.append('file', new Blob([file]), '纪要.txt')
    return fetch(`${server.base}/api/v1/supervisor_meetings`, { method: 'POST', headers: { Cookie: office.cookie, 'X-CSRF-Token': office.session.csrf_token }, body: made }).then(async (answer) => ({ status: answer.status, body: await answer.json() }))
  }
  refused(await meeting({ held_on: day(1) }), 'meeting.not_held_yet')
  refused(await meeting({ summary: '联系13800000000' }), 'meeting.personal_data')
  refused(await meeting({}, Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0xff])), 'attachment.type_not_allowed')
  const kept = good(await meeting({}))
  assert.match(kept.hash, /^[0-9a-f]{64}$/)
  assert.equal((await auditor.call('GET', `/supervisor_meetings/${kept.id}/minutes`)).body, '会议纪要')
  assert.ok((await text('/p/supervisors')).includes(kept.hash))
})

test('art_8: the press asks, it becomes a case of the media, the answer is published in words', async () => {
  const form = formOf(await text('/p/press'))
  const missing = await page('/p/press', urlencoded({ ...form, outlet: '晚报', text: '这段话还在吗' }))
  assert.equal(missing.status, 422)
  assert.ok((await missing.text()).includes('这段话还在吗'))
  const ask = { outlet: '晚报', name: '记者周𠮷', phone: '１３７００００００１１', when: '今天下班前', text: '城东昨晚为什么停电？' }
  const sent = await page('/p/press', urlencoded({ ...form, ...ask }))
  assert.equal(sent.status, 303, await sent.text())
  const received = await text('/p/press/received', { headers: { Cookie: cookiesOf(sent) } })
  const number = received.match(/class="big number">([^<]+)</)[1]
  const row = good(await office.call('GET', '/public_matters?kind=press_answer')).items.find((one) => one.number === number)
  const view = good(await office.call('GET', `/public_matters/${row.case_id}`))
  assert.ok(view.case_text.startsWith('【媒体采访】晚报\n希望答复时间：今天下班前'))
  const c = good(await office.call('GET', `/cases/${row.case_id}`))
  assert.ok(JSON.stringify(c).includes('media'))
  refused(await office.call('POST', `/public_matters/${row.case_id}/wordings`, { version: 0, kind: 'press_answer', title: '停电原因', text: '媒体问停电原因。', result: '' }), 'matter.result_missing')
  assert.ok((await text('/p/press')).includes('因外力施工挖断电缆'), 'the demonstration’s answer is shown')
})

test('art_8: floods are slowed, pages stay light and strict, large type and English work', async () => {
  const form = formOf(await text('/p/press'))
  const codes = new Set()
  for (let i = 0; i < 30; ++i) codes.add((await fetch(`${server.base}/p/plan_comment`, { method: 'POST', redirect: 'manual', headers: { 'X-Forwarded-For': '10.20.0.1' }, body: new URLSearchParams({ code: 'AAAA-BBBB-CCCC' }) })).status)
  assert.ok(codes.has(429), [...codes].join())
  assert.ok(form.once)
  const plans = await text('/p/plans')
  const ids = [...plans.matchAll(/\/p\/plans\/(\d+)/g)].map((found) => found[1])
  for (const path of ['/p', '/p/plans', `/p/plans/${ids[0]}`, `/p/plans/${ids.at(-1)}`, '/p/proposals', '/p/supervisors', '/p/press', '/p/plan_comment']) {
    const answer = await page(`${path}?lang=en&size=large`)
    const html = await answer.text()
    assert.equal(answer.status, 200, path)
    assert.ok(Buffer.byteLength(html) < 100_000, `${path}: ${Buffer.byteLength(html)}`)
    assert.match(html, /<html lang="en" class="large">/)
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/)
    assert.ok(!/\{\{/.test(html), path)
  }
  for (const path of ['/p/plans', '/p/proposals', '/p/supervisors', '/p/press']) assert.ok((await text('/p')).includes(`href="${path}"`), path)
})

test('art_8: after the last day the clock closes it; unanswered comments keep it from the vote; what changed is shown', async () => {
  const id = await reviewed()
  good(await act(id, 'consultations', marketing, { to: day(14) }))
  const sent = await comment(id, { text: '冬天早晚也要有人' })
  assert.equal(sent.status, 303)
  const row = (await read(id)).comments[0]
  good(await office.call('POST', `/plan_comments/${row.id}/publications`, { version: 0, hide: [] }))
  await server.stop()
  // Sixteen office days later: everything else of the house has moved on too.
  server = own.server = await startServer(bureau.data, { officeHours: true, daysLater: 16 })
  const signed = await Promise.all(['SCYX02', 'SCYX01', 'JBGS02', 'JZ01', 'JZ02', 'JCSJ01', 'SCJS01', 'DDGL01'].map((name) => signIn(server.base, name)))
  const [m, h, o, ...members] = signed
  const later = (resource, by, body = {}) => by.call('POST', `/plans/${id}/${resource}`, { version: 0, ...body })
  let view
  for (let i = 0; i < 100; ++i) {
    view = good(await m.call('GET', `/plans/${id}`))
    if (view.stage === 'draft') break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  assert.equal(view.stage, 'draft', 'the period was ended by the clock')
  assert.ok((await text(`/p/plans/${id}`)).includes('意见已收齐'))
  assert.equal((await page(`/p/plans/${id}/comments`, urlencoded({}))).status, 422)
  good(await later('changes', m, { content: content({ text: '一、夜间有人答复。\n二、周末和冬天早晚也开门。' }) }))
  good(await later('submissions', m))
  good(await later('reviews', h))
  refused(await later('votings', m), 'plan.comments_unanswered')
  good(await answerTo(id, m, { comment_ids: [row.id], verdict: 'taken_over', text: '写进第二条。' }))
  good(await later('votings', m))
  for (const member of members) good(await later('votes', member, { choice: 'in_favour', reason: '同意' }))
  good(await later('conclusions', o))
  const changes = await text(`/p/plans/${id}/changes`)
  assert.match(changes, /<del>二、周末开门。\s*<\/del>|<del>[^<]*周末开门/)
  assert.match(changes, /<ins>[^<]*冬天早晚也开门/)
  const bell = good(await m.call('GET', '/notices')).items
  assert.ok(bell.some((one) => one.kind === 'participation' && one.text.includes('征求意见已结束')))
})

test('art_8 R_REP_10: a meeting with the social supervisors that was not held in time is told once to who looks after them', async () => {
  await server.stop()
  server = own.server = await startServer(bureau.data, { officeHours: true, daysLater: 420 })
  const keeper = await signIn(server.base, 'JBGS02')
  // Whoever is in term then: without one nobody has to meet.
  good(await keeper.call('POST', '/social_supervisors', { person: { name: '季委员', trade: '社区', phone: '13500000009', appointed_by: '街道办', from: '2026-01-01', to: '2028-12-31' } }))
  const heard = async (by) => good(await by.call('GET', '/notices?unread=true')).items.filter((row) => row.path === '/social_supervisors')
  for (let tries = 0; tries < 90 && !(await heard(keeper)).length; ++tries) await new Promise((resolve) => setTimeout(resolve, 500))
  const told = await heard(keeper)
  assert.equal(told.length, 1)
  assert.match(told[0].text, /社会监督员会议应在 \d{4}-\d\d-\d\d 前召开/)
  assert.deepEqual(await heard(await signIn(server.base, 'YYT02')), [])
  assert.equal(good(await keeper.call('GET', '/social_supervisors')).meeting_overdue, true)
})
