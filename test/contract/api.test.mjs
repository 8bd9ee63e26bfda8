// The HTTP API as a stranger meets it: description, refusals, versions, repeated calls, masks, exports, live events.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, root, signIn } from '../support/server.mjs'

const { bureau, server } = await ownServer()
let clerk, agent
before(async () => {
  clerk = await signIn(server.base, 'YYT02')
  agent = await signIn(server.base, 'RX02')
})

const register = async (who, more) => {
  const answer = await who.call('POST', '/cases', registration(more))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}

test('the description is valid OpenAPI 3.1 and lint-clean', async () => {
  const text = await (await fetch(`${server.base}/api/openapi.json`)).text()
  const file = join(bureau.data, 'openapi.json')
  writeFileSync(file, text)
  const linted = spawnSync(join(root, 'test/node_modules/.bin/redocly'), ['lint', '--extends=recommended', '--format=summary', '--skip-rule=operation-2xx-response', file], { encoding: 'utf8', env: { ...process.env, REDOCLY_TELEMETRY: 'off' } })
  assert.equal(linted.status, 0, linted.stdout + linted.stderr)
  assert.doesNotMatch(linted.stdout + linted.stderr, /You have \d+ warning/)
  // Some only lead elsewhere: to the identity provider and back. The linter's rule knows no 302.
  for (const [path, verbs] of Object.entries(JSON.parse(text).paths)) for (const [verb, { responses }] of Object.entries(verbs)) assert.ok(Object.keys(responses).some((status) => /^[23]/.test(status)), `${verb} ${path}`)
})

test('the front end is typed by this very description', async () => {
  const file = join(bureau.data, 'openapi.json'), types = join(bureau.data, 'schema.d.ts')
  writeFileSync(file, await (await fetch(`${server.base}/api/openapi.json`)).text())
  const made = spawnSync(join(root, 'web/node_modules/.bin/openapi-typescript'), [file, '-o', types], { encoding: 'utf8' })
  assert.equal(made.status, 0, made.stderr)
  const same = spawnSync('diff', [types, join(root, 'web/src/api/schema.d.ts')], { encoding: 'utf8' })
  assert.equal(same.status, 0, `run: npm run generate (in web/)\n${same.stdout.slice(0, 2000)}`)
})

test('bad input is refused with field, rule and a sentence in the reader’s language', async () => {
  const table = [
    [{ ...registration(), kind: 'complain' }, '/kind', 'body.not_one_of'],
    [{ ...registration(), text: 5 }, '/text', 'body.wrong_type'],
    [{ ...registration(), text: '' }, '/text', 'body.empty'],
    [{ ...registration(), text: '长'.repeat(4001) }, '/text', 'body.too_long'],
    [{ ...registration(), chanel: 'phone' }, '/chanel', 'body.unknown_field'],
    [{ ...registration(), contact: [] }, '/contact', 'body.wrong_type'],
    [{ ...registration(), contact: { name: '王', phone: '12' } }, '/contact/phone', 'register_case.phone_implausible'],
    [{ ...registration(), contact: { name: '', phone: '' } }, '/contact/name', 'register_case.name_missing'],
    [{ ...registration(), category: 'inquiry.bill' }, '/category', 'register_case.category_of_other_kind'],
  ]
  for (const [body, pointer, code] of table) {
    const answer = await clerk.call('POST', '/cases', body)
    assert.ok([400, 422].includes(answer.status), `${code}: ${answer.status}`)
    assert.match(answer.headers.get('content-type'), /problem\+json/)
    const found = answer.body.errors.find((error) => error.pointer === pointer)
    assert.ok(found, `${pointer} in ${JSON.stringify(answer.body)}`)
    assert.equal(found.code, code)
    assert.match(found.detail, /[一-鿿]/)
    const english = await clerk.call('POST', '/cases', body, { 'Accept-Language': 'en' })
    assert.doesNotMatch(english.body.errors.find((error) => error.pointer === pointer).detail, /[一-鿿]/)
  }
  const all = await clerk.call('POST', '/cases', { ...registration(), kind: 1, text: 2, area: 3 })
  assert.ok(all.body.errors.length >= 3, 'every mistake at once')
})

test('malformed bodies, huge bodies and odd characters do no harm', async () => {
  assert.equal((await clerk.call('POST', '/cases', '{"kind":')).status, 400)
  assert.equal((await clerk.call('POST', '/cases', '['.repeat(5000))).status, 400)
  assert.equal((await clerk.call('POST', '/cases', new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).status, 400)
  assert.equal((await clerk.call('POST', '/cases', `"${'x'.repeat(3 << 20)}"`)).status, 413)
  const odd = await register(clerk, { text: 'a\u202Eb\u0000c 𠮷㛃 😀 ０１２', contact: { name: '𠮷㛃', phone: '１９９－０００００００３', address: '䢺江镇' } })
  const page = await clerk.call('GET', `/cases/${odd.id}`)
  assert.equal(page.body.service_case.text, 'abc 𠮷㛃 😀 ０１２')
  assert.equal(page.body.service_case.contact.phone, '19900000003')
})

test('nobody without a session, a forged cookie or without the CSRF token gets through', async () => {
  assert.equal((await fetch(`${server.base}/api/v1/cases`)).status, 401)
  assert.equal((await fetch(`${server.base}/api/v1/cases`, { headers: { Cookie: 'shouwen_session=forged' } })).status, 401)
  assert.equal((await clerk.call('POST', '/cases', registration(), { 'X-CSRF-Token': 'wrong' })).status, 403)
  assert.equal((await clerk.call('GET', '/cases/99999999')).status, 404)
  assert.equal((await clerk.call('GET', '/cases/-1')).status, 404)
  assert.equal((await clerk.call('GET', '/cases/1%27%20OR%201=1')).status, 404)
  assert.equal((await clerk.call('GET', '/no/such/thing')).status, 404)
  assert.equal((await clerk.call('PATCH', '/cases')).status, 405)
})

test('art_10_7: two people at once; the second sees that it changed, nothing is overwritten', async () => {
  const { id, version } = await register(clerk)
  assert.equal((await clerk.call('POST', `/cases/${id}/contacts`, { channel: 'phone', text: '已联系' })).status, 428)
  const seen = { 'If-Match': `"${version}"` }
  const [one, two] = await Promise.all([
    clerk.call('POST', `/cases/${id}/contacts`, { channel: 'phone', text: '第一个' }, seen),
    clerk.call('POST', `/cases/${id}/progress_reports`, { channel: 'phone', text: '第二个' }, seen),
  ])
  assert.deepEqual([one.status, two.status].sort(), [201, 409])
  const late = one.status === 409 ? one : two
  assert.equal(late.body.code, 'case.changed_meanwhile')
  assert.match(late.body.detail, /(联系客户|反馈进展).*王芳/, 'it says what changed and by whom')
})

test('the same Idempotency-Key acts once', async () => {
  const key = { 'Idempotency-Key': crypto.randomUUID() }
  const first = await clerk.call('POST', '/cases', registration(), key)
  const again = await clerk.call('POST', '/cases', registration(), key)
  assert.equal(again.body.id, first.body.id)
  assert.equal(again.body.receipt, first.body.receipt)
  assert.equal((await clerk.call('POST', '/cases', registration({ text: '另一件' }), key)).body.code, 'idempotency.reused')
})

test('art_6: personal data is masked for whom the duty does not need it, and reading it is logged', async () => {
  const { id } = await register(clerk)
  const other = await agent.call('GET', `/cases/${id}`)
  assert.equal(other.body.service_case.contact.masked, true)
  assert.equal(other.body.service_case.contact.phone, '199****0001')
  assert.equal((await clerk.call('GET', `/cases/${id}`)).body.service_case.contact.phone, '19900000001')
  assert.equal((await agent.call('POST', `/cases/${id}/unmaskings`, { reason: '' })).status, 400)
  assert.equal((await agent.call('POST', `/cases/${id}/unmaskings`, { reason: '客户来电核对' })).body.phone, '19900000001')
  const auditor = await signIn(server.base, 'JCSJ01')
  const log = await auditor.call('GET', `/access_log?subject=case/${id}`)
  assert.ok(log.body.items.some((row) => row.officer_name === '陈思雨' && row.reason === '客户来电核对'))
  assert.equal((await clerk.call('GET', '/access_log')).status, 403)
})

test('art_6: why a colleague sees a case, and why another does not', async () => {
  const { id } = await register(clerk, { kind: 'tip_off', category: 'tip_off.theft' })
  const all = (await clerk.call('GET', `/cases/${id}/readers`)).body.items
  assert.ok(all.length > 1 && all.every((row) => row.allowed && row.why_visible.length > 0))
  const me = all.find((row) => row.officer_id === clerk.session.officer.id)
  assert.ok(me.why_visible.some((row) => row.because === 'responsible_officer'))
  const [other] = (await clerk.call('GET', `/cases/${id}/readers?officer_id=${agent.session.officer.id}`)).body.items
  assert.deepEqual([other.allowed, other.refusal.code], [false, 'permission.sealed'])
  assert.equal((await agent.call('GET', `/cases/${id}/readers`)).status, 404, 'who may not read it learns nothing')
})

test('art_9_5: who gave a tip is known to supervision only', async () => {
  const { id, number } = await register(clerk, { kind: 'tip_off', category: 'tip_off.theft', text: '后街有人绕表用电。' })
  for (const name of ['RX02', 'JZ01', 'SCYX01', 'admin']) {
    const reader = await signIn(server.base, name)
    assert.equal((await reader.call('GET', `/cases/${id}`)).status, 404, name)
    assert.equal((await reader.call('POST', `/tip_offs/${id}/openings`, { reason: '想知道', passphrase: 'shouwen-demo' })).status, 404, name)
    assert.ok(!(await reader.call('GET', `/cases?q=${number}`)).body.items.some((row) => row.id === id), name)
  }
  const own = await clerk.call('GET', `/cases/${id}`)
  assert.equal(own.body.service_case.contact.phone, '')
  const auditor = await signIn(server.base, 'JCSJ02')
  const head = await signIn(server.base, 'JCSJ01')
  const { number: opening } = (await auditor.call('POST', `/tip_offs/${id}/openings`, { reason: '核查举报', passphrase: 'shouwen-demo' })).body
  assert.equal((await head.call('POST', `/tip_offs/${id}/openings/${opening}/agreements`, { passphrase: 'shouwen-demo' })).body.phone, '19900000001')
})

test('lists page by keyset without gap or double, and filter', async () => {
  const seen = []
  let next = ''
  do {
    const page = await clerk.call('GET', `/cases?list=all&limit=37${next && `&after=${next}`}`)
    seen.push(...page.body.items.map((row) => row.id))
    next = page.body.next ?? ''
  } while (next)
  assert.equal(new Set(seen).size, seen.length)
  assert.deepEqual(seen, [...seen].sort((a, b) => b - a))
  assert.ok(seen.length > 250)
  const urban = await clerk.call('GET', '/cases?area=urban&kind=fault_report&limit=200')
  assert.ok(urban.body.items.every((row) => row.area === 'urban' && row.kind === 'fault_report'))
  assert.equal((await clerk.call('GET', '/cases?kind=nonsense')).status, 400)
  assert.equal((await clerk.call('GET', '/cases?after=1;drop')).status, 400)
})

test('search finds two Chinese characters, rare ones, a phone, a number', async () => {
  const { id, number } = await register(clerk, { text: '𠮷祥里路灯下电表箱异响', contact: { name: '㛃某', phone: '19900009876' } })
  for (const words of ['异响', '𠮷祥', '19900009876', number, number.slice(0, 12)]) {
    const found = await clerk.call('GET', `/cases?q=${encodeURIComponent(words)}&limit=200`)
    assert.ok(found.body.items.some((row) => row.id === id), words)
  }
  assert.equal((await clerk.call('GET', `/cases?q=${encodeURIComponent('" OR * NEAR(')}`)).status, 200)
})

test('exports stream as CSV and XLSX, and no cell is a formula', async () => {
  await register(clerk, { text: '=HYPERLINK("http://x")' })
  const csv = await clerk.call('GET', '/cases/export?list=all&format=csv')
  assert.equal(csv.status, 200)
  assert.ok(csv.body.split('\r\n').length > 250)
  assert.ok(csv.body.includes('\'=HYPERLINK') && !/(^|,)"?=HYPERLINK/.test(csv.body))
  const customers = await clerk.call('GET', '/customers/export?format=csv')
  assert.equal(customers.body.trim().split('\r\n').length, 401)
  assert.doesNotMatch(customers.body, /1990000\d{4}/, 'masked')
  const xlsx = await fetch(`${server.base}/api/v1/cases/export?format=xlsx`, { headers: { Cookie: clerk.cookie } })
  assert.equal(Buffer.from(await xlsx.arrayBuffer()).subarray(0, 2).toString(), 'PK')
})

test('every list can be taken away, by those who may', async () => {
  const auditor = await signIn(server.base, 'JCSJ02')
  const lists = { '/cases': clerk, '/customers': clerk, '/past_cases': clerk, '/units': clerk, '/officers': clerk, '/coverage': clerk, '/access_log': auditor }
  for (const [path, who] of Object.entries(lists)) {
    const csv = await fetch(`${server.base}/api/v1${path}/export`, { headers: { Cookie: who.cookie, 'Accept-Language': 'zh' } })
    assert.equal(csv.status, 200, path)
    const [heading] = (await csv.text()).split('\r\n')
    assert.match(heading, /[一-鿿]/, path)
    const xlsx = await who.call('GET', `${path}/export?format=xlsx`)
    assert.match(xlsx.headers.get('content-type'), /spreadsheetml/, path)
    assert.equal((await who.call('GET', `${path}/export?format=pdf`)).body.code, 'export.bad_format', path)
  }
  assert.equal((await clerk.call('GET', '/access_log')).status, 403)
  assert.equal((await clerk.call('GET', '/access_log/export')).status, 403)
})

test('art_6: who looked at a customer is found by customer and by officer', async () => {
  const { items } = (await clerk.call('GET', '/customers?limit=1')).body
  await clerk.call('POST', `/customers/${items[0].id}/unmaskings`, { reason: '核对过户资料' })
  const auditor = await signIn(server.base, 'JCSJ02')
  const found = (await auditor.call('GET', `/access_log?subject=customer/${items[0].id}`)).body.items
  assert.deepEqual([found.length, found[0].officer_name, found[0].reason], [1, clerk.session.officer.name, '核对过户资料'])
  const mine = (await auditor.call('GET', `/access_log?officer_id=${clerk.session.officer.id}`)).body.items
  assert.ok(mine.length > 0 && mine.every((row) => row.officer_name === clerk.session.officer.name))
  assert.deepEqual((await auditor.call('GET', '/access_log?subject=customer/999999999')).body.items, [])
  assert.equal((await auditor.call('GET', '/access_log?officer_id=abc')).body.code, 'query.bad_value')
})

test('the bureau’s own regulation is looked at first, then stands beside our clauses', async () => {
  const office = await signIn(server.base, 'SCYX01')
  const send = (who, path, text, name = '管理办法.txt') => {
    const body = new FormData()
    body.append('file', new Blob([text]), name)
    return fetch(`${server.base}/api/v1/regulation_texts${path}`, { method: 'POST', body, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token } })
  }
  const own = async () => (await office.call('GET', '/rulebook')).body.clauses.find((row) => row.cite === 'art.10(1)').own_text
  const text = '第十条 首问负责制。\n（一）接待客户的第一人是首问人。\n第九十九条 附则。\n'
  const looked = await (await send(office, '?preview=true', text)).json()
  assert.deepEqual(looked.clauses.map((row) => [row.cite, row.beside_ours]), [['art.10', true], ['art.10(1)', true], ['art.99', false]])
  assert.equal(await own(), undefined, 'looking keeps nothing')
  assert.equal((await (await send(office, '', text)).json()).kept, true)
  assert.match(await own(), /接待客户的第一人/)
  assert.equal((await send(clerk, '', text)).status, 403)
  assert.equal((await (await send(office, '', '没有条文')).json()).code, 'import.no_articles')
  assert.equal((await (await send(office, '', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'a.docx')).json()).code, 'import.not_a_document')
})

test('art_10_6: attachments are checked by content', async () => {
  const { id } = await register(clerk)
  const send = async (name, bytes) => {
    const body = new FormData()
    body.append('file', new Blob([bytes]), name)
    const answer = await fetch(`${server.base}/api/v1/cases/${id}/attachments`, { method: 'POST', body, headers: { Cookie: clerk.cookie, 'X-CSRF-Token': clerk.session.csrf_token } })
    return { status: answer.status, body: await answer.json() }
  }
  assert.equal((await send('evil.png', '<script>alert(1)</script>')).body.code, 'attachment.type_not_allowed')
  assert.equal((await send('empty.png', '')).body.code, 'attachment.empty')
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const kept = await send('../../现场.png', png)
  assert.equal(kept.status, 201, JSON.stringify(kept.body))
  const read = await fetch(`${server.base}/api/v1/cases/${id}/attachments/${kept.body.id}`, { headers: { Cookie: clerk.cookie } })
  assert.equal(read.headers.get('content-type'), 'image/png')
  assert.deepEqual(Buffer.from(await read.arrayBuffer()), png)
})

test('live events tell of a change and go on after Last-Event-ID', async () => {
  const control = new AbortController()
  const stream = await fetch(`${server.base}/api/v1/live`, { headers: { Cookie: clerk.cookie }, signal: control.signal })
  const reader = stream.body.getReader()
  const until = async (wanted) => {
    let text = ''
    while (!text.includes(wanted)) text += new TextDecoder().decode((await reader.read()).value)
    return text
  }
  const { id } = await register(clerk)
  const text = await until(`"case_id":${id}`)
  const last = text.match(/id: ?(\d+)/)[1]
  control.abort()
  const { id: missed } = await register(clerk)
  const second = new AbortController()
  const again = await fetch(`${server.base}/api/v1/live`, { headers: { Cookie: clerk.cookie, 'Last-Event-ID': last }, signal: second.signal })
  const next = new TextDecoder().decode((await again.body.getReader().read()).value)
  assert.ok(next.includes(`"case_id":${missed}`), next)
  second.abort()
})

test('art_10_7: every time of a case can be explained down to its source', async () => {
  const { id } = await register(clerk)
  const page = (await clerk.call('GET', `/cases/${id}`)).body
  assert.ok(page.duties.length >= 2)
  for (const duty of page.duties) {
    const why = (await clerk.call('GET', `/cases/${id}/duties/${duty.number}/derivation`)).body
    assert.equal(why.due_at, duty.due_at)
    assert.ok(why.source.length > 3 && why.steps.length > 0 && why.clauses.length > 0)
  }
  assert.equal((await clerk.call('GET', `/cases/${id}/duties/99/derivation`)).status, 404)
})

test('personal tokens do what their scopes say and nothing more', async () => {
  const made = await clerk.call('POST', '/tokens', { name: 'list reader', scopes: ['read'], days: 1 })
  const bearer = { Authorization: `Bearer ${made.body.token}` }
  assert.equal((await fetch(`${server.base}/api/v1/cases`, { headers: bearer })).status, 200)
  const written = await fetch(`${server.base}/api/v1/cases`, { method: 'POST', headers: { ...bearer, 'Content-Type': 'application/json' }, body: JSON.stringify(registration()) })
  assert.equal(written.status, 403)
  const tokens = await clerk.call('GET', '/tokens')
  await clerk.call('DELETE', `/tokens/${tokens.body.items[0].id}`)
  assert.equal((await fetch(`${server.base}/api/v1/cases`, { headers: bearer })).status, 401)
})

test('wrong passwords lock an account for a while', async () => {
  const attempt = (password) => fetch(`${server.base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'SHQ02', password }) })
  for (let i = 0; i < 6; ++i) await attempt('wrong-password')
  const locked = await attempt('shouwen-demo')
  assert.equal((await locked.json()).code, 'sign_in.locked')
})

test('art_5: a rulebook draft shows mistakes by file and line, is reviewed by another, and comes into force', async () => {
  const author = await signIn(server.base, 'SCYX02')
  const { version } = (await author.call('POST', '/rulebook/drafts', { title: '延长重开时限' })).body
  const files = (await author.call('GET', `/rulebook/versions/${version}/files`)).body.items
  const handling = files.find((file) => file.name === 'handling.toml').text
  const broken = await author.call('PUT', `/rulebook/versions/${version}/files/handling.toml`, { text: handling.replace('return_budget = 2', 'return_budgt = 2') })
  assert.ok(broken.body.mistakes.some((mistake) => mistake.file === 'handling.toml' && mistake.line > 0))
  assert.equal((await author.call('POST', `/rulebook/versions/${version}/submission`)).status, 422)
  const good = await author.call('PUT', `/rulebook/versions/${version}/files/handling.toml`, { text: handling.replace('reopen_within = "30d"', 'reopen_within = "45d"') })
  assert.deepEqual(good.body.mistakes, [])
  assert.equal((await author.call('POST', `/rulebook/versions/${version}/submission`)).status, 204)
  assert.equal((await author.call('POST', `/rulebook/versions/${version}/review`, { approved: true })).body.code, 'rulebook.own_draft')
  const reviewer = await signIn(server.base, 'SCYX01')
  assert.equal((await reviewer.call('POST', `/rulebook/versions/${version}/review`, { approved: true })).status, 204)
  assert.equal((await reviewer.call('POST', `/rulebook/versions/${version}/force`, { valid_from: '2020-01-01T00:00:00+08:00' })).status, 422)
  assert.equal((await reviewer.call('POST', `/rulebook/versions/${version}/force`, { valid_from: new Date(Date.now() + 2000).toISOString().slice(0, 19) + 'Z' })).status, 204)
})

test('health, readiness, metrics and security headers', async () => {
  assert.equal(await (await fetch(`${server.base}/health`)).text(), 'ok\n')
  assert.equal((await fetch(`${server.base}/ready`)).status, 200)
  assert.match(await (await fetch(`${server.base}/metrics`)).text(), /shouwen_calls_total\{operation="register_case",status="2xx"\} \d+/)
  const page = await fetch(`${server.base}/`)
  assert.match(page.headers.get('content-security-policy'), /default-src 'self'/)
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff')
  assert.ok(Math.abs(Date.parse(page.headers.get('date')) - Date.now()) < 60_000, 'pages count by the house\'s clock')
})
