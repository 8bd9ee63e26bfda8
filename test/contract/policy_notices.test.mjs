// Policy notices over the API and the public page: drafted, approved by another, frozen and sent, opened, confirmed by link, by the
// representative and by phone, withdrawn, corrected; who may not. Art. 11(6)(2).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeBureau, password, run, signIn, startServer } from '../support/server.mjs'

let bureau, server, marketing, head, clerk, manager, otherManager, auditor, key, otherKey
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const refused = (answer, code, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  const codes = [answer.body.code, ...(answer.body.errors ?? []).map((one) => one.code)]
  assert.ok(codes.includes(code), JSON.stringify(answer.body))
}
before(async () => {
  bureau = makeBureau(50)
  server = await startServer(bureau.data)
  ;[marketing, head, clerk, auditor] = await Promise.all(['SCYX02', 'SCYX01', 'YYT02', 'JCSJ01'].map((name) => signIn(server.base, name)))
  const officers = good(await marketing.call('GET', '/officers')).items
  const found = []
  for (const row of good(await head.call('GET', '/account_tiers/proposals')).items) {
    const view = (await head.call('GET', `/managed_customers/${row.customer_id}`)).body
    if (view.manager_id && view.answerable_id === view.manager_id) found.push([row.customer_id, officers.find((one) => one.id === view.manager_id).code])
  }
  key = found[0][0]
  manager = await signIn(server.base, found[0][1])
  const other = found.find((row) => row[1] !== found[0][1])
  otherKey = other[0]
  otherManager = await signIn(server.base, other[1])
})
after(async () => {
  await server.stop()
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  const found = JSON.parse(verified.stdout)
  assert.ok(found.policy_notices > 8)
  assert.deepEqual(found.differences, [])
})

const audience = (more = {}) => ({ trade: '', usage_category: '', tariff_class: '', customer_ids: [], ...more })
const input = (content = {}, chosen = { customer_ids: [key, otherKey] }, more = {}) => ({ version: 0, content: { title: '电价<政策>𠮷㛃', text: '自下月起执行。\n请留意。', ...content }, audience: audience(chosen), ...more })
const draft = async (content, chosen, more, by = marketing) => good(await by.call('POST', '/policy_notices', input(content, chosen, more))).id
const read = async (id, by = marketing) => good(await by.call('GET', `/policy_notices/${id}`))
const act = async (id, resource, by = marketing, body = {}) => by.call('POST', `/policy_notices/${id}/${resource}`, { version: 0, ...body })
const sent = async (content, chosen, more) => {
  const id = await draft(content, chosen, more)
  good(await act(id, 'submissions'))
  good(await act(id, 'approvals', head))
  good(await act(id, 'sendings'))
  return id
}
const recipients = async (id, by = marketing, query = '') => good(await by.call('GET', `/policy_notices/${id}/recipients${query}`))
const links = (id, by = marketing, body = {}, format = 'csv') => by.call('POST', `/policy_notices/${id}/links?format=${format}`, { reason: '短信发送', numbers: [], ...body })
const pathsIn = (csv) => csv.body.trim().split('\n').slice(1).map((line) => new URL(line.match(/http\S+/)[0].replace(/["\r]/g, '')).pathname)
let serial = 1
/** Each call from another address, so that the public's rate is no matter here. */
const page = (path, more = {}) => fetch(server.base + path, { redirect: 'manual', ...more, headers: { 'X-Forwarded-For': `10.7.${serial >> 8}.${serial++ & 255}`, 'Accept-Language': 'zh', ...more.headers } })
const post = (path, fields, more = {}) => page(path, { method: 'POST', body: new URLSearchParams(fields), ...more })
const upload = (id, name, bytes, by = marketing) => {
  const boundary = 'grenze'
  const body = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)])
  return by.call('POST', `/policy_notices/${id}/attachments`, new Uint8Array(body), { 'Content-Type': `multipart/form-data; boundary=${boundary}` })
}

test('art_11_6_2: what a draft must be; wrong types, huge input, who may not', async () => {
  refused(await clerk.call('GET', '/policy_notices'), 'permission.denied', 403)
  refused(await clerk.call('POST', '/policy_notices', input()), 'permission.denied', 403)
  refused(await auditor.call('POST', '/policy_notices', input()), 'permission.denied', 403)
  for (const wrong of [{ content: 7 }, input({ title: '长'.repeat(81) }), input({ text: '长'.repeat(5001) }), input({ title: '' }), input({ valid_to: '２０２６－１２－０１' }), input({}, { tier: 'royal' }), input({}, { customer_ids: ['1'] }), input({}, { voltage: 10 })])
    assert.equal((await marketing.call('POST', '/policy_notices', wrong)).status, 400, JSON.stringify(wrong).slice(0, 200))
  refused(await marketing.call('POST', '/policy_notices', input({}, {})), 'policy_notice.nobody_chosen')
  refused(await marketing.call('POST', '/policy_notices', input({ valid_from: '2030-02-01', valid_to: '2030-01-01' })), 'policy_notice.validity_backwards')
  refused(await marketing.call('POST', '/policy_notices', input({ valid_to: '2020-01-01' })), 'policy_notice.over_already')
  refused(await marketing.call('POST', '/policy_notices', input({}, { customer_ids: Array.from({ length: 501 }, (_, at) => at + 1) })), 'policy_notice.too_many_single')
  refused(await marketing.call('POST', '/policy_notices', input({}, undefined, { corrects_id: 99999 })), 'policy_notice.nothing_to_correct')
  refused(await marketing.call('GET', '/policy_notices/99999'), 'policy_notice.unknown', 404)
  refused(await marketing.call('GET', '/policy_notices?stage=gone'), 'query.bad_value', 400)
  refused(await marketing.call('GET', '/policy_notices?from=２０２６'), 'query.bad_value', 400)
  const id = await draft()
  refused(await marketing.call('POST', `/policy_notices/${id}/changes`, { ...input(), version: 9 }), 'policy_notice.changed_meanwhile', 409)
  good(await marketing.call('POST', `/policy_notices/${id}/changes`, { ...input({ title: '改名１２３' }), version: 1 }))
  assert.equal((await read(id)).notice.title, '改名１２３')
  refused(await otherManager.call('POST', `/policy_notices/${id}/changes`, input()), 'permission.denied', 403)
  refused(await act(id, 'submissions', otherManager), 'permission.denied', 403)
  refused(await act(id, 'sendings'), 'policy_notice.wrong_stage')
})

test('art_11_6_2: an account manager writes to his own customers only, the head of his unit approves', async () => {
  refused(await manager.call('POST', '/policy_notices', input()), 'policy_notice.not_your_customers')
  refused(await manager.call('POST', '/policy_notices', input({}, { tier: 'key_account' })), 'policy_notice.not_your_customers')
  const me = manager.session.officer.id
  const own = await draft({ title: '本组合通知' }, { account_manager_id: me }, {}, manager)
  const whom = good(await manager.call('GET', `/policy_notices/${own}/audience`))
  assert.ok(whom.count > 0 && whom.items.some((row) => row.customer_id === key) && !whom.items.some((row) => row.customer_id === otherKey), JSON.stringify(whom))
  good(await act(own, 'submissions', manager))
  const approving = await act(own, 'approvals', manager)
  assert.ok(['policy_notice.own_notice', 'permission.denied'].includes(approving.body.code), JSON.stringify(approving.body))
  good(await act(own, 'approvals', head))
  good(await act(own, 'sendings', manager))
  const rows = await recipients(own, manager)
  assert.equal(rows.items.length, whom.count)
  assert.ok(rows.items.every((row) => !row.customer_name.includes('*') && row.may_record))
  // The links of his own customers he takes away himself; another's are none of his.
  good(await links(own, manager))
  refused(await links(own, otherManager, { numbers: [1] }), 'permission.denied', 403)
  refused(await links(own, otherManager), 'permission.denied', 403)
})

test('art_11_6_2: whoever wrote at it does not approve it; returned with the reason', async () => {
  const id = await draft()
  good(await act(id, 'submissions'))
  refused(await act(id, 'approvals'), 'policy_notice.own_notice')
  const saying = (await act(id, 'approvals')).body
  assert.equal(saying.clause, 'art.11(6)(2)')
  assert.ok(!(await read(id)).actions.includes('approve') && (await read(id, head)).actions.includes('approve'))
  refused(await marketing.call('POST', `/policy_notices/${id}/changes`, input()), 'policy_notice.wrong_stage')
  assert.equal((await act(id, 'returns', head, { reason: '' })).status, 400)
  good(await act(id, 'returns', head, { reason: '请写明执行日期' }))
  assert.equal((await read(id)).returned_because, '请写明执行日期')
  assert.equal((await read(id)).notice.stage, 'draft')
})

test('art_11_6_2: the audience by tier, area and single customers, seen before it goes', async () => {
  const preview = async (chosen) => good(await marketing.call('GET', `/policy_notices/${await draft({}, chosen)}/audience`))
  const keys = await preview({ tier: 'key_account' })
  assert.ok(keys.count > 1 && keys.items.every((row) => row.tier === 'key_account'))
  const [urban, rural, all] = [await preview({ area: 'urban' }), await preview({ area: 'rural' }), await preview({ area: 'remote' })]
  assert.ok(urban.count + rural.count + all.count >= 400, 'every customer lives somewhere')
  const next = good(await marketing.call('GET', `/policy_notices/${await draft({}, { area: 'urban' })}/audience?after=${urban.next}`))
  assert.ok(next.items[0].customer_id > urban.items.at(-1).customer_id)
  assert.ok(urban.items.some((row) => row.customer_name.includes('*')), 'people are masked')
  assert.equal((await preview({ trade: '没有这一行' })).count, 0)
  assert.equal((await preview({ usage_category: '居民生活', tier: 'ordinary' })).items.every((row) => row.tier === 'ordinary'), true)
  assert.equal((await preview({ customer_ids: [key, key, otherKey, 999999] })).count, 2, 'none twice, none that is not there')
  const both = await preview({ tier: 'large_account', customer_ids: [key] })
  assert.ok(both.items.some((row) => row.customer_id === key))
  const none = await draft({}, { voltage: 'kv_220', trade: '没有这一行' })
  good(await act(none, 'submissions'))
  good(await act(none, 'approvals', head))
  refused(await act(none, 'sendings'), 'policy_notice.nobody_fits')
})

test('art_11_6_2: attachments by their first bytes, at most one, only on drafts', async () => {
  const id = await draft()
  refused(await upload(id, 'run.exe', 'MZ\x90'), 'attachment.type_not_allowed')
  refused(await upload(id, 'leer.pdf', ''), 'attachment.empty')
  refused(await upload(id, 'a.pdf', '%PDF-1.7 x', otherManager), 'permission.denied', 403)
  refused(await upload(id, 'big.pdf', `%PDF-1.7 ${'x'.repeat(11 << 20)}`), 'upload.part_too_large', 400)
  good(await upload(id, '政策𠮷.pdf', '%PDF-1.7 eins'))
  good(await upload(id, '政策㛃.pdf', '%PDF-1.7 zwei'))
  assert.equal((await read(id)).attachment.file_name, '政策㛃.pdf')
  const file = await marketing.call('GET', `/policy_notices/${id}/attachment`)
  assert.equal(file.body, '%PDF-1.7 zwei')
  good(await act(id, 'submissions'))
  refused(await upload(id, 'c.pdf', '%PDF-1.7 drei'), 'policy_notice.wrong_stage')
  good(await act(id, 'approvals', head))
  good(await act(id, 'sendings'))
  const [path] = pathsIn(await links(id))
  const shown = await page(`${path}/attachment`)
  assert.equal(shown.status, 200)
  assert.equal(shown.headers.get('content-type'), 'application/pdf')
  assert.equal(await shown.text(), '%PDF-1.7 zwei')
  assert.match(await (await page(path)).text(), /政策㛃\.pdf/)
})

test('art_11_6_2: a link: opened and confirmed are two facts; the page names nobody; sent twice it counts once', async () => {
  const id = await sent()
  assert.equal((await links(id, clerk)).status, 403)
  assert.equal((await links(id, marketing, { reason: '' })).status, 400)
  refused(await links(id, marketing, {}, 'pdf'), 'export.bad_format')
  const csv = await links(id)
  const paths = pathsIn(csv)
  assert.equal(paths.length, 2)
  assert.ok(paths.every((path) => /^\/p\/n\/[\w-]{43}$/.test(path)))
  const letters = await links(id, marketing, { numbers: [1] }, 'letters')
  assert.match(letters.body, /电价&lt;政策&gt;𠮷㛃[^]*<svg/)
  assert.equal(letters.body.match(/<article>/g).length, 1)
  assert.ok(good(await auditor.call('GET', '/access_log')).items.some((entry) => entry.reason === '短信发送'))

  assert.equal((await recipients(id)).items.filter((row) => row.opened_at).length, 0)
  const shown = await page(paths[0])
  assert.equal(shown.status, 200)
  const text = await shown.text()
  assert.match(text, /电价&lt;政策&gt;𠮷㛃/)
  assert.ok(!text.includes(csv.body.trim().split('\n')[1].split(',')[2]), 'nobody is named on it')
  await page(paths[0])
  let view = await read(id)
  assert.deepEqual([view.notice.opened, view.notice.confirmed], [1, 0])
  const empty = await post(paths[0], { read_by: ' 　' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /请填写阅知人的姓名/)
  assert.equal((await post(paths[0], { read_by: '长'.repeat(41) })).status, 422)
  assert.equal((await post(paths[0], { read_by: '<b>孔𠮷㛃</b>' })).status, 303)
  assert.equal((await post(paths[0], { read_by: '别人' })).status, 303)
  const after = await (await page(paths[0])).text()
  assert.match(after, /已阅知：&lt;b&gt;孔𠮷㛃&lt;\/b&gt;/)
  assert.ok(!after.includes('<form'))
  view = await read(id)
  assert.deepEqual([view.notice.opened, view.notice.confirmed], [1, 1])
  const rows = (await recipients(id)).items
  assert.equal(rows[0].confirmed_at, undefined, 'open ones first')
  assert.equal(rows[1].confirmed_way, 'link')
  assert.equal((await recipients(id, marketing, '?open=true')).items.length, 1)
  refused(await marketing.call('GET', `/policy_notices/${id}/recipients?after=x-1`), 'query.bad_value', 400)
  assert.equal((await recipients(id, marketing, '?after=0-2')).items.length, 1)
  assert.equal((await links(id)).body.trim().split('\n').length, 2, 'whoever has confirmed gets no more links')
  for (const wrong of ['/p/n/x', `/p/n/${'A'.repeat(43)}`, '/p/n/%F0%9F', `${paths[0]}x`]) assert.equal((await page(wrong)).status, 404, wrong)
  assert.equal((await post(`/p/n/${'A'.repeat(43)}`, { read_by: '甲' })).status, 404)
  // The same address again and again: held up.
  const one = { headers: { 'X-Forwarded-For': '10.9.9.9' } }
  const statuses = []
  for (let at = 0; at < 25; ++at) statuses.push((await post(paths[1], { read_by: '' }, one)).status)
  assert.ok(statuses.includes(429), statuses.join())
})

test('art_11_6_2: a receipt by phone, by whoever answers for the customer', async () => {
  const id = await sent()
  const of = async (customer) => (await recipients(id)).items.find((row) => row.customer_id === customer).number
  const receipt = (number, by, body = {}) => by.call('POST', `/policy_notices/${id}/recipients/${number}/receipts`, { way: 'phone', read_by: '钱工', ...body })
  const number = await of(key)
  refused(await receipt(number, marketing), 'permission.denied', 403)
  refused(await receipt(number, otherManager), 'permission.denied', 403)
  refused(await receipt(99, manager), 'policy_recipient.unknown', 404)
  refused(await receipt(number, manager, { way: 'link' }), 'policy_notice.way_not_by_officer')
  refused(await receipt(number, manager, { read_by: '' }), 'policy_notice.read_by_missing')
  refused(await receipt(number, manager, { read_on: '2020-01-01' }), 'policy_notice.read_before_sent')
  refused(await receipt(number, manager, { read_on: '2090-01-01' }), 'policy_notice.read_later')
  assert.equal((await receipt(number, manager, { way: 'pigeon' })).status, 400)
  good(await receipt(number, manager, { words: '电话说明' }))
  refused(await receipt(number, manager), 'policy_notice.confirmed_already')
  const row = (await recipients(id, manager)).items.find((one) => one.number === number)
  assert.deepEqual([row.read_by, row.confirmed_way, row.recorded_by_name, row.words], ['钱工', 'phone', manager.session.officer.name, '电话说明'])
  assert.ok((await recipients(id, otherManager)).items.find((one) => one.number === number).read_by.includes('*'), 'another manager sees the name covered')
  const mine = good(await manager.call('GET', `/customers/${key}/policy_notices`)).items
  assert.ok(mine.some((one) => one.id === id && one.read_by === '钱工'))
  refused(await clerk.call('GET', `/customers/${key}/policy_notices`), 'permission.denied', 403)
  refused(await manager.call('GET', '/customers/99999999/policy_notices'), 'customer.unknown', 404)
  const exported = await marketing.call('GET', `/policy_notices/${id}/recipients/export?format=csv`)
  assert.match(exported.body, /阅知人/)
  assert.ok(exported.body.includes('钱*'))
  assert.equal((await marketing.call('GET', `/policy_notices/${id}/recipients/export?format=xlsx`)).status, 200)
  refused(await clerk.call('GET', `/policy_notices/${id}/recipients/export`), 'permission.denied', 403)
})

test('art_11_6_2: withdrawn, its page says so; corrected, the old link shows the new one', async () => {
  const gone = await sent({ title: '要撤回的' })
  const [path] = pathsIn(await links(gone))
  refused(await act(gone, 'withdrawals', manager, { reason: '错了' }), 'permission.denied', 403)
  good(await act(gone, 'withdrawals', marketing, { reason: '附表有误' }))
  const said = await (await page(path)).text()
  assert.match(said, /已撤回[^]*附表有误/)
  await post(path, { read_by: '甲' })
  assert.equal((await read(gone)).notice.confirmed, 0)
  refused(await act(gone, 'withdrawals', marketing, { reason: '再撤' }), 'policy_notice.wrong_stage')
  refused(await links(gone), 'policy_notice.not_in_force')

  const old = await sent({ title: '错的通知' }, { customer_ids: [key] })
  const [oldPath] = pathsIn(await links(old))
  const correction = await draft({ title: '对的通知' }, { customer_ids: [otherKey] }, { corrects_id: old })
  assert.equal(good(await marketing.call('GET', `/policy_notices/${correction}/audience`)).count, 2, 'who got the wrong one gets the right one')
  good(await act(correction, 'submissions'))
  good(await act(correction, 'approvals', head))
  good(await act(correction, 'sendings'))
  assert.equal((await read(old)).superseded_by.id, correction)
  const shown = await (await page(oldPath)).text()
  assert.match(shown, /对的通知[^]*代替此前的“错的通知”/)
  assert.equal((await post(oldPath, { read_by: '冯工' })).status, 303)
  assert.equal((await read(correction)).notice.confirmed, 1)
  refused(await marketing.call('POST', '/policy_notices', input({}, undefined, { corrects_id: old })), 'policy_notice.nothing_to_correct')
})

test('art_11_6_2: the register: filters, pages, export; the demonstration reminded once', async () => {
  const all = good(await marketing.call('GET', '/policy_notices?limit=200')).items
  const first = good(await marketing.call('GET', '/policy_notices?limit=2'))
  assert.equal(first.items.length, 2)
  const second = good(await marketing.call('GET', `/policy_notices?limit=2&after=${first.next}`))
  assert.deepEqual([...first.items, ...second.items].map((row) => row.id), all.slice(0, 4).map((row) => row.id))
  assert.ok(good(await marketing.call('GET', '/policy_notices?q=分时')).items.length >= 1)
  assert.equal(good(await marketing.call('GET', `/policy_notices?q=${encodeURIComponent('%_')}`)).items.length, 0)
  assert.ok(good(await marketing.call('GET', '/policy_notices?stage=withdrawn')).items.every((row) => row.stage === 'withdrawn'))
  assert.ok(good(await marketing.call('GET', '/policy_notices?waiting=true')).items.every((row) => row.confirmed < row.recipients))
  const overdue = all.find((row) => row.overdue)
  assert.ok(overdue, 'the demonstration has one')
  assert.match((await marketing.call('GET', '/policy_notices/export?format=csv')).body, /分时电价时段调整通知/)
  const reminders = (await read(overdue.id)).story.filter((step) => step.kind === 'policy_notice_reminded')
  assert.ok(reminders.length > 0)
  assert.equal(reminders.reduce((sum, step) => sum + step.recipients, 0), (await recipients(overdue.id, marketing, '?open=true')).items.length)
  const officers = good(await marketing.call('GET', '/officers')).items
  const told = await signIn(server.base, officers.find((one) => one.name === reminders[0].officer_name).code)
  const bell = good(await told.call('GET', '/notices')).items.filter((one) => one.kind === 'policy_unread')
  assert.equal(bell.filter((one) => one.path === `/policy_notices/${overdue.id}`).length, 1)
  const day = good(await told.call('GET', '/policy_notices/day'))
  assert.ok(day.items.length > 0 && day.confirm_days === 7)
  const work = good(await told.call('GET', '/account_managers/me/day')).work
  assert.ok(work.some((item) => item.customer_id === day.items[0].customer_id && item.reasons.includes('notice_unconfirmed')))
  const before = day.items.length
  good(await told.call('POST', `/policy_notices/${overdue.id}/recipients/${day.items[0].number}/receipts`, { way: 'visit', read_by: '沈工' }))
  assert.equal(good(await told.call('GET', '/policy_notices/day')).items.length, before - 1)
})

test('art_11_6_2: the representative reads his own customer’s notices and marks his services, nobody else’s', async () => {
  const browser = async (account_number, phone) => {
    const answer = await page('/p/my/sign_in', { method: 'POST', body: new URLSearchParams({ account_number, phone, password }) })
    assert.equal(answer.status, 303)
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('shouwen_representative=')).split(';')[0]
    const get = async (path) => (await page(path, { headers: { Cookie: cookie } })).text()
    const csrf = (await get('/p/my/password')).match(/name="csrf" value="([^"]+)"/)[1]
    return { get, send: (path, form = {}) => page(path, { method: 'POST', headers: { Cookie: cookie }, body: new URLSearchParams({ csrf, ...form }) }), bare: (path, form) => page(path, { method: 'POST', headers: { Cookie: cookie }, body: new URLSearchParams(form) }) }
  }
  // The demonstration's representative with a login of his own.
  const proposals = good(await head.call('GET', '/account_tiers/proposals')).items
  let customer, account
  for (const row of proposals) {
    const found = (await head.call('GET', `/managed_customers/${row.customer_id}/representatives`)).body
    if (!found.representatives?.some((one) => one.access === 'active')) continue
    customer = row.customer_id
    account = good(await marketing.call('GET', `/customers/${customer}/file`)).file.account_number
  }
  assert.ok(customer)
  const id = await sent({ title: '给代表的通知' }, { customer_ids: [customer] })
  const foreign = await sent({ title: '给别人的通知' }, { customer_ids: [customer === key ? otherKey : key] })
  const my = await browser(account, '19900070001')
  assert.match(await my.get('/p/my'), /份政策通知等您阅知/)
  assert.match(await my.get('/p/my/notices'), /给代表的通知/)
  assert.ok(!(await my.get('/p/my/notices')).includes('给别人的通知'))
  assert.match(await my.get(`/p/my/notices/${id}`), /我已阅知/)
  assert.equal((await read(id)).notice.opened, 1)
  assert.match(await my.get(`/p/my/notices/${foreign}`), /没有这份政策通知/)
  assert.equal((await my.send(`/p/my/notices/${foreign}`)).status, 404)
  assert.equal((await my.bare(`/p/my/notices/${id}`, { csrf: 'x' })).status, 403)
  assert.equal((await page(`/p/my/notices/${id}`)).status, 303, 'nobody is signed in')
  assert.equal((await my.send(`/p/my/notices/${id}`)).status, 303)
  const row = (await recipients(id)).items[0]
  assert.equal(row.confirmed_way, 'representative')
  const admin = await signIn(server.base, 'admin')
  const months = Array.from({ length: 12 }, (_, at) => { const day = new Date(); day.setUTCDate(1); day.setUTCMonth(day.getUTCMonth() - 1 - at); return day.toISOString().slice(0, 7) })
  const body = new FormData()
  body.append('file', new Blob([`户号,月份,电量\n${months.map((one) => `${account},${one},90000`).join('\n')}\n`]), 'use.csv')
  assert.equal((await fetch(`${server.base}/api/v1/usage/imports`, { method: 'POST', headers: { Cookie: admin.cookie, 'X-CSRF-Token': admin.session.csrf_token }, body })).status, 201)
  assert.match(await my.get('/p/my/use'), /怎样少花电费/)

  const officers = good(await marketing.call('GET', '/officers')).items
  const view = good(await head.call('GET', `/managed_customers/${customer}`))
  const his = await signIn(server.base, officers.find((one) => one.id === view.answerable_id).code)
  const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)
  const catalogue = good(await his.call('GET', `/service_catalogue?customer_id=${customer}`))
  const item = catalogue.kinds.flatMap((kind) => kind.items).find((one) => one.unit_id)
  const service = good(await his.call('POST', '/services', { customer_id: customer, item: item.code })).id
  const mark = (form, which = service) => my.send(`/p/my/services/${which}/evaluations`, form)
  assert.equal((await mark({ stars: '5', words: '及时' })).status, 422, 'nothing is delivered yet')
  good(await his.call('POST', `/services/${service}/acceptances`, { version: 0, agreed_by: '钱国梁', due_on: today }))
  good(await his.call('POST', `/services/${service}/deliveries`, { version: 0, delivered_on: today, delivered_by: '班组', done: '已检查<配电室>' }))
  assert.match(await my.get('/p/my/services'), /已检查&lt;配电室&gt;/)
  assert.equal((await mark({ stars: '5', words: '' })).status, 422)
  assert.equal((await mark({ stars: '9', words: '好' })).status, 422)
  assert.equal((await mark({ stars: '５', words: '好' })).status, 422)
  assert.equal((await mark({ stars: '5', words: '好' }, 999999)).status, 404)
  assert.equal((await mark({ stars: '4', words: '很及时𠮷' })).status, 303)
  const done = good(await his.call('GET', `/services/${service}`))
  assert.deepEqual([done.service.score, done.evaluation, done.taken_down_by_name], [4, '很及时𠮷', ''])
  assert.equal((await mark({ stars: '4', words: '再来' })).status, 422)
})
