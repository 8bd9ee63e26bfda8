// A customer's representative: invited with a one-time code, signed in apart from the desk, sees his own customer and nobody else's,
// is ended at once. Art. 11(3), 11(4). Every route of his pages is tried by every wrong person.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { password as deskPassword, signIn } from '../support/server.mjs'

const A = {}, B = {}
const secret = '水厂电工二〇二六年𠮷'
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const no = (answer, code) => {
  assert.equal(answer.body.code, code, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

let serial = 1
/** A browser of its own, each call from another address so that the public's rate is no matter here: keeps cookies, follows nothing. */
function browser(base, headers = {}) {
  const cookies = new Map()
  const go = async (method, path, form) => {
    const response = await fetch(base + path, {
      method,
      redirect: 'manual',
      headers: { Cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '), ...(form ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}), 'X-Forwarded-For': `10.${(serial >> 16) & 255}.${(serial >> 8) & 255}.${serial++ & 255}`, ...headers },
      body: form ? new URLSearchParams(form).toString() : undefined,
    })
    const set = response.headers.getSetCookie()
    for (const line of set) {
      const [name, ...value] = line.split(';')[0].split('=')
      if (/Max-Age=0/.test(line)) cookies.delete(name)
      else cookies.set(name, value.join('='))
    }
    return { status: response.status, to: response.headers.get('location'), set, text: await response.text(), headers: response.headers }
  }
  const get = (path) => go('GET', path)
  const csrf = async () => (await get('/p/my/password')).text.match(/name="csrf" value="([^"]+)"/)?.[1]
  const post = async (path, form = {}) => go('POST', path, { csrf: (await csrf()) ?? '', ...form })
  return { go, get, post, csrf, cookies }
}

const rep = (side) => `/managed_customers/${side.id}/representatives`
async function prepare(side, id, manager, phone, name) {
  Object.assign(side, { id, phone })
  side.desk = await signIn(server.base, manager)
  const file = good(await side.desk.call('GET', `/customers/${id}/file`)).file
  side.account = file.account_number
  good(await clerk.call('POST', `/customers/${id}/file_changes`, { version: 0, reason: '登记客户代表', representatives: [{ id: 0, name, role: '电气主管', phone, in_charge_of_electricity: true }] }))
  const people = good(await side.desk.call('GET', rep(side))).representatives
  side.person = people.at(-1).representative_id
}
async function join(side) {
  side.invitation = good(await side.desk.call('POST', `${rep(side)}/${side.person}/invitations`))
  side.web = browser(server.base)
  const joined = await side.web.go('POST', '/p/my/invitation', { code: side.invitation.code, phone: side.phone, password: secret, password_again: secret })
  assert.deepEqual([joined.status, joined.to], [303, '/p/my'], joined.text)
}
const signInForm = (side, more = {}) => ({ account_number: side.account, phone: side.phone, password: secret, ...more })

const own = await ownServer(120)
const { server } = own
own.whenProven = (found) => assert.ok(found.representatives >= 2)
let marketing, clerk, admin
before(async () => {
  ;[marketing, clerk, admin] = await Promise.all(['SCYX01', 'YYT02', 'admin'].map((name) => signIn(server.base, name)))
  const officers = good(await marketing.call('GET', '/officers')).items
  const found = [], busy = new Set()
  for (const row of good(await marketing.call('GET', '/account_tiers/proposals')).items) {
    const view = (await marketing.call('GET', `/managed_customers/${row.customer_id}`)).body
    if (!view.manager_id || view.answerable_id !== view.manager_id) continue
    found.push([row.customer_id, officers.find((one) => one.id === view.manager_id).code])
    // The demonstration's own representatives keep their managers.
    if (good(await marketing.call('GET', `/managed_customers/${row.customer_id}/representatives`)).representatives.length) busy.add(found.at(-1)[1])
  }
  const free = found.filter(([, code]) => !busy.has(code))
  const [first] = free
  const second = free.find(([, code]) => code !== first[1])
  await prepare(A, ...first, '13900008881', '钱㛃')
  await prepare(B, ...second, '13900008882', '孔𠮷')
  await join(A)
  await join(B)
})

test('art_11_3 art_11_4: only who answers for the customer invites, and only whom the file names now', async () => {
  no(await B.desk.call('POST', `${rep(A)}/${A.person}/invitations`), 'permission.denied')
  no(await clerk.call('GET', rep(A)), 'permission.denied')
  no(await marketing.call('POST', `${rep(A)}/${A.person}/invitations`), 'permission.denied')
  no(await A.desk.call('POST', `${rep(A)}/99999/invitations`), 'invite_representative.not_in_file')
  no(await A.desk.call('POST', `/managed_customers/999999/representatives/1/invitations`), 'customer.unknown')
  no(await A.desk.call('POST', `${rep(A)}/${A.person}/access_endings`, { reason: 7 }), 'body.wrong_type')
  no(await A.desk.call('POST', `${rep(A)}/${A.person}/access_endings`, {}), 'body.missing')
  no(await A.desk.call('POST', `${rep(A)}/${A.person}/access_endings`, { reason: '长'.repeat(201) }), 'body.too_long')
  no(await A.desk.call('POST', `${rep(A)}/99999/access_endings`, { reason: '没有此人' }), 'representative.unknown')
  const seen = good(await marketing.call('GET', rep(A))).representatives.find((row) => row.representative_id === A.person)
  assert.match(seen.name, /\*/, 'who does not serve him sees no name')
  assert.equal(seen.access, 'active')
  assert.equal(JSON.stringify(seen).includes(A.invitation.code), false)
})

test('art_11_4: the code is long, works once, in its time, with the phone of the file; what is wrong is never said', async () => {
  assert.match(A.invitation.code, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
  assert.match(A.invitation.qr_svg, /<svg/)
  const stranger = browser(server.base)
  const form = { code: A.invitation.code, phone: A.phone, password: secret, password_again: secret }
  const used = await stranger.go('POST', '/p/my/invitation', form)
  const unknown = await stranger.go('POST', '/p/my/invitation', { ...form, code: 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567' })
  assert.equal(used.status, 422)
  const words = (page) => page.text.match(/role="alert".*?<\/div>/s)[0]
  assert.equal(words(used), words(unknown), 'the same answer for a used and an unknown code')
  assert.match(words(await stranger.go('POST', '/p/my/invitation', { ...form, password: 'short', password_again: 'short' })), /10/)
  assert.match(words(await stranger.go('POST', '/p/my/invitation', { ...form, password_again: 'another-one-12' })), /两次/)
  for (const code of ['', '𠮷㛃', 'x'.repeat(5000), '<script>']) assert.equal((await stranger.go('POST', '/p/my/invitation', { ...form, code })).status, 422)
  assert.equal(stranger.cookies.size, 0)
})

test('art_11_4: sign-in says one thing whatever is wrong, holds up after five tries and tells the manager', async () => {
  const stranger = browser(server.base)
  const words = (page) => page.text.match(/role="alert".*?<\/div>/s)[0]
  const tries = [signInForm(A, { password: 'wrong-password' }), signInForm(A, { account_number: '000' }), signInForm(A, { phone: '13000000000' }), signInForm(A, { account_number: B.account }), {}]
  const answers = []
  for (const form of tries) answers.push(await stranger.go('POST', '/p/my/sign_in', form))
  for (const one of answers) assert.deepEqual([one.status, words(one)], [422, words(answers[0])])
  const right = await stranger.go('POST', '/p/my/sign_in', signInForm(A, { account_number: A.account.replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)) }))
  assert.equal(right.to, '/p/my', 'full-width digits are digits')
  assert.match(right.set[0], /^shouwen_representative=[\w-]{43}; Path=\/p\/my; HttpOnly; SameSite=Strict/)
  assert.doesNotMatch(right.set[0], /Secure/)
  const byTls = await browser(server.base, { 'X-Forwarded-Proto': 'https' }).go('POST', '/p/my/sign_in', signInForm(A))
  assert.match(byTls.set[0], /; Secure/)
  const elsewhere = await browser(server.base, { 'Sec-Fetch-Site': 'cross-site' }).go('POST', '/p/my/sign_in', signInForm(A))
  assert.equal(elsewhere.status, 403, 'no other site signs anybody in')
  for (let i = 0; i < 5; ++i) await stranger.go('POST', '/p/my/sign_in', signInForm(B, { password: `guess-number-${i}` }))
  const locked = await browser(server.base).go('POST', '/p/my/sign_in', signInForm(B))
  assert.deepEqual([locked.status, words(locked)], [422, words(answers[0])], 'held up: the right password says no more than a wrong one')
  const alarm = good(await B.desk.call('GET', rep(B))).representatives.find((row) => row.representative_id === B.person)
  assert.ok(alarm.locked_until && alarm.last_locked_at, JSON.stringify(alarm))
  assert.match((await B.web.get('/p/my')).text, /多次输错/, 'he reads of it where he is signed in')
})

test('art_6 art_11_4: neither cookie opens the other side', async () => {
  const cookie = `shouwen_session=${A.web.cookies.get('shouwen_representative')}; shouwen_representative=${A.web.cookies.get('shouwen_representative')}`
  const api = JSON.parse(await (await fetch(`${server.base}/api/openapi.json`)).text())
  let tried = 0
  for (const [path, verbs] of Object.entries(api.paths)) {
    if (!path.startsWith('/api/v1/')) continue
    for (const [method, operation] of Object.entries(verbs)) {
      // Public ones ask nobody who he is.
      if (operation.security && operation.security.length === 0) continue
      const answer = await fetch(server.base + path.replace(/\{[^}]+\}/g, String(A.id)), { method: method.toUpperCase(), headers: { Cookie: cookie, 'If-Match': '"1"', 'Content-Type': 'application/json' }, body: method === 'get' ? undefined : '{}' })
      assert.equal(answer.status, 401, `${method} ${path}: ${answer.status}`)
      tried += 1
      await answer.body?.cancel()
    }
  }
  assert.ok(tried > 150, `${tried} routes`)
  const deskCookie = A.desk.cookie.split('=')[1]
  for (const page of ['', '/file', '/use', '/cases', '/visits', '/feedback', '/password', '/matters']) {
    const answer = await fetch(`${server.base}/p/my${page}`, { redirect: 'manual', headers: { Cookie: `shouwen_session=${deskCookie}; shouwen_representative=${deskCookie}` } })
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/p/my/sign_in'], page)
  }
  assert.equal((await fetch(`${server.base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: A.phone, password: secret }) })).status, 401)
  assert.equal((await browser(server.base).go('POST', '/p/my/sign_in', { account_number: 'SCYX01', phone: 'SCYX01', password: deskPassword })).status, 422)
})

async function matter(side, text, category = 'inquiry') {
  const form = (await side.web.get('/p/my/matters')).text
  const code = form.match(new RegExp(`<option value="(${category}\\.[a-z_]+)"`))[1]
  const sent = await side.web.post('/p/my/matters', { category: code, text, address: '测试路1号' })
  assert.equal(sent.status, 303, sent.text)
  return sent.to
}

test('art_10_1 art_11_4: a new matter has his manager as first contact, a complaint somebody else; he follows it and nobody else’s', async () => {
  A.case = await matter(A, '想了解峰谷电价。㛃')
  B.case = await matter(B, '想了解停电计划。')
  const page = await A.web.get(A.case)
  assert.match(page.text, /想了解峰谷电价。㛃/)
  const id = A.case.split('/').at(-1)
  const me = A.desk.session.officer.id
  assert.equal(JSON.stringify(good(await A.desk.call('GET', `/cases/${id}`))).match(/"first_contact_id":(\d+)/)[1], String(me))
  const complaint = (await matter(A, '客户经理三次失约。', 'complaint')).split('/').at(-1)
  const denied = await A.desk.call('GET', `/cases/${complaint}`)
  assert.ok(denied.status === 404 || denied.status === 403, 'the manager is not the first to read a complaint about himself')
  assert.doesNotMatch((await A.web.get('/p/my/matters')).text, /value="tip_off/)
  assert.equal((await A.web.post(`${A.case}/urge`, { text: '请尽快' })).to, `${A.case}?done=urge`)
  assert.equal((await A.web.post(`${A.case}/add`, { text: '补充：两台变压器' })).to, `${A.case}?done=add`)
  assert.match((await A.web.get(A.case)).text, /两台变压器/)
  assert.match((await A.web.get('/p/my/cases')).text, new RegExp(`href="${A.case}"`))
  assert.doesNotMatch((await A.web.get('/p/my/cases')).text, new RegExp(`href="${B.case}"`))
})

test('art_6 art_11_4: the representative of A sees and does nothing of B: each route by each foreign id', async () => {
  const number = B.case.split('/').at(-1)
  const others = [number]
  const list = good(await marketing.call('GET', '/cases?limit=100')).items ?? []
  for (const row of list) others.push(String(row.id))
  const mine = new Set([...(await A.web.get('/p/my/cases')).text.matchAll(/\/p\/my\/cases\/(\d+)"/g)].map((found) => found[1]))
  const csrf = await A.web.csrf()
  for (const id of others.filter((one) => !mine.has(one))) {
    const page = await A.web.get(`/p/my/cases/${id}`)
    assert.equal(page.status, 404, `case ${id}`)
    assert.doesNotMatch(page.text, /停电计划/)
  }
  for (const verb of ['add', 'urge', 'rate', 'reopen', 'withdraw'])
    for (const id of [number, '0', '-1', '999999999', 'abc', '%F0%A0%AE%B7']) {
      const answer = await A.web.go('POST', `/p/my/cases/${id}/${verb}`, { csrf, text: '越权', stars: '1' })
      assert.equal(answer.status, 404, `${verb} ${id}`)
    }
  assert.doesNotMatch((await B.web.get(B.case)).text, /越权/)
  for (const page of ['', '/file', '/use', '/cases', '/visits', '/feedback']) {
    const text = (await A.web.get(`/p/my${page}?customer_id=${B.id}&id=${B.id}`)).text
    assert.doesNotMatch(text, new RegExp(`${B.account}|${B.phone}`), page)
    assert.match(text, new RegExp(A.account), page)
  }
})

test('art_11_3: a visit is confirmed or objected to by whom it concerned; the objection waits on the manager’s day until answered', async () => {
  const visit = async (side, n) => good(await side.desk.call('POST', `/managed_customers/${side.id}/contacts`, { client_id: `rep-visit-${side.id}-${n}`, at: new Date(Date.now() - 1000).toISOString().slice(0, 19) + 'Z', channel: 'visit', representative: '钱工', representative_role: '电工', words: `巡视配电房${n}`, no_change_confirmed_by: '钱工' })).number
  const [one, two, theirs] = [await visit(A, 1), await visit(A, 2), await visit(B, 1)]
  assert.match((await A.web.get('/p/my')).text, /次走访或联系等您确认/)
  assert.equal((await A.web.post(`/p/my/visits/${one}`, { word: 'confirm', words: '' })).to, '/p/my/visits?done=confirmed')
  assert.equal((await A.web.post(`/p/my/visits/${one}`, { word: 'object', words: '改口' })).status, 422)
  assert.equal((await A.web.post(`/p/my/visits/${two}`, { word: 'object', words: '' })).status, 422)
  assert.equal((await A.web.post(`/p/my/visits/${two}`, { word: 'object', words: '当天没有来' })).to, '/p/my/visits?done=objected')
  if (theirs !== one && theirs !== two) assert.equal((await A.web.post(`/p/my/visits/${theirs}`, { word: 'confirm' })).status, 422, 'another customer’s contact')
  for (const wrong of ['0', '999999', 'x']) assert.equal((await A.web.post(`/p/my/visits/${wrong}`, { word: 'confirm' })).status, 422)
  const waiting = good(await A.desk.call('GET', '/account_managers/me/representatives')).customers.find((row) => row.customer_id === A.id)
  assert.deepEqual(waiting.visits.map((row) => [row.visit.contact_number, row.visit.words]), [[two, '当天没有来']])
  assert.equal(good(await B.desk.call('GET', '/account_managers/me/representatives')).customers.some((row) => row.customer_id === A.id), false)
  no(await B.desk.call('POST', `${rep(A)}/${A.person}/objections/${two}/answers`, { words: '不是我的' }), 'permission.denied')
  no(await A.desk.call('POST', `${rep(A)}/${A.person}/objections/${one}/answers`, { words: '没有异议' }), 'objection.unknown')
  good(await A.desk.call('POST', `${rep(A)}/${A.person}/objections/${two}/answers`, { words: '是电话联系，已更正' }))
  no(await A.desk.call('POST', `${rep(A)}/${A.person}/objections/${two}/answers`, { words: '再答' }), 'objection.answered_already')
  assert.match((await A.web.get('/p/my/visits')).text, /是电话联系，已更正/)
})

test('art_11_4: feedback enters the file only by the manager’s hand', async () => {
  assert.equal((await A.web.post('/p/my/feedback', { kind: 'equipment', text: '2号变压器渗油' })).to, '/p/my/feedback?done=feedback')
  assert.equal((await A.web.post('/p/my/feedback', { kind: 'operation', text: '五月检修停产' })).status, 303)
  assert.equal((await A.web.post('/p/my/feedback', { kind: 'other', text: 'x' })).status, 422)
  assert.equal((await A.web.post('/p/my/feedback', { kind: 'equipment', text: '长'.repeat(1001) })).status, 422)
  const told = `${rep(A)}/${A.person}/feedback`
  no(await B.desk.call('POST', `${told}/1/answers`, { accepted: true }), 'permission.denied')
  no(await A.desk.call('POST', `${told}/1/answers`, { accepted: 'ja' }), 'body.wrong_type')
  no(await A.desk.call('POST', `${told}/9/answers`, { accepted: true }), 'answer_feedback.unknown')
  no(await A.desk.call('POST', `${told}/2/answers`, { accepted: false }), 'answer_feedback.reason_missing')
  good(await A.desk.call('POST', `${told}/1/answers`, { accepted: true }))
  good(await A.desk.call('POST', `${told}/2/answers`, { accepted: false, words: '已在检修计划中' }))
  no(await A.desk.call('POST', `${told}/1/answers`, { accepted: true }), 'answer_feedback.answered_already')
  assert.match((await A.web.get('/p/my/file')).text, /2号变压器渗油/)
  assert.doesNotMatch((await A.web.get('/p/my/file')).text, /五月检修停产/)
  assert.match((await A.web.get('/p/my/feedback')).text, /已在检修计划中/)
})

test('art_11_3 art_11_6_2: he marks his manager once a day, reads his use; his readings are on record', async () => {
  assert.equal((await A.web.post('/p/my/evaluations', { stars: '9' })).status, 422)
  assert.equal((await A.web.post('/p/my/evaluations', { stars: '5', words: '及时' })).to, '/p/my?done=evaluated')
  assert.equal((await A.web.post('/p/my/evaluations', { stars: '1' })).status, 422)
  assert.equal(good(await A.desk.call('GET', `/managed_customers/${A.id}`)).service_evaluation.by_name, '钱㛃')
  assert.match((await A.web.get('/p/my/use')).text, /月用电量|最近12个月/)
  const file = await A.web.get('/p/my/file')
  assert.equal(file.headers.get('cache-control'), 'no-store')
  assert.ok(Buffer.byteLength(file.text) < 100_000)
  const supervision = await signIn(server.base, 'JCSJ01')
  const read = good(await supervision.call('GET', `/access_log?subject=customer/${A.id}`)).items
  assert.ok(read.some((row) => /客户代表本人查阅/.test(row.reason)), JSON.stringify(read))
})

test('art_6: forms without their token, with another’s or from another site do nothing', async () => {
  const foreign = await B.web.csrf()
  for (const path of ['/p/my/sign_out', '/p/my/sign_out_everywhere', '/p/my/password', '/p/my/matters', '/p/my/feedback', '/p/my/evaluations', '/p/my/visits/1', `${A.case}/urge`])
    for (const csrf of ['', 'x', foreign]) assert.equal((await A.web.go('POST', path, { csrf, text: 'x' })).status, 403, path)
  const csrf = await A.web.csrf()
  const cross = browser(server.base, { 'Sec-Fetch-Site': 'cross-site' })
  cross.cookies.set('shouwen_representative', A.web.cookies.get('shouwen_representative'))
  assert.equal((await cross.go('POST', '/p/my/sign_out', { csrf })).status, 403)
  assert.equal((await A.web.get('/p/my')).status, 200)
})

test('art_11_4: password, all devices, the end at once and by the file', async () => {
  const other = browser(server.base)
  await other.go('POST', '/p/my/sign_in', signInForm(A))
  assert.equal((await A.web.post('/p/my/password', { old_password: 'not-his-own', password: `${secret}新`, password_again: `${secret}新` })).status, 422)
  assert.equal((await A.web.post('/p/my/password', { old_password: secret, password: `${secret}新`, password_again: `${secret}新` })).to, '/p/my?done=password')
  assert.equal((await other.get('/p/my')).status, 303, 'other devices are out')
  assert.equal((await A.web.get('/p/my')).status, 200)
  await other.go('POST', '/p/my/sign_in', signInForm(A, { password: `${secret}新` }))
  assert.equal((await other.post('/p/my/sign_out_everywhere')).status, 303)
  assert.equal((await A.web.get('/p/my')).status, 303)

  const again = signInForm(A, { password: `${secret}新` })
  const change = (representatives, removed) => clerk.call('POST', `/customers/${A.id}/file_changes`, { version: 0, reason: '任期变更', ...(representatives ? { representatives } : {}), ...(removed ? { removed } : {}) })
  const person = { id: A.person, name: '钱㛃', role: '电气主管', phone: A.phone, in_charge_of_electricity: true }
  const opens = async () => (await A.web.go('POST', '/p/my/sign_in', again)).status === 303 && (await A.web.get('/p/my')).status === 200
  assert.ok(await opens())
  good(await change([{ ...person, valid_to: '2020-01-01' }]))
  assert.equal((await A.web.get('/p/my')).status, 303, 'his term is over')
  assert.equal(await opens(), false)
  good(await change([{ ...person, valid_from: '2999-01-01' }]))
  assert.equal(await opens(), false)
  good(await change([{ ...person, name: '另一人' }]))
  assert.equal(await opens(), false, 'another person in his row')
  good(await change([person]))
  assert.ok(await opens())
  no(await clerk.call('POST', `${rep(A)}/${A.person}/access_endings`, { reason: '越权' }), 'permission.denied')
  good(await admin.call('POST', `${rep(A)}/${A.person}/access_endings`, { reason: '离职' }))
  assert.equal((await A.web.get('/p/my')).status, 303, 'at once')
  assert.equal(await opens(), false)
  no(await A.desk.call('POST', `${rep(A)}/${A.person}/access_endings`, { reason: '再次' }), 'end_access.ended_already')
  const [first, second] = [good(await A.desk.call('POST', `${rep(A)}/${A.person}/invitations`)), good(await A.desk.call('POST', `${rep(A)}/${A.person}/invitations`))]
  const form = { phone: A.phone, password: secret, password_again: secret }
  assert.equal((await A.web.go('POST', '/p/my/invitation', { ...form, code: first.code })).status, 422, 'only the latest code is good')
  for (let i = 0; i < 5; ++i) await A.web.go('POST', '/p/my/invitation', { ...form, code: second.code, phone: '13000000000' })
  assert.equal((await A.web.go('POST', '/p/my/invitation', { ...form, code: second.code })).status, 422, 'five wrong phones void a code')
  await join(A)
  good(await change(undefined, [{ section: 'representatives', id: A.person }]))
  assert.equal((await A.web.get('/p/my')).status, 303, 'taken out of the file')
})
