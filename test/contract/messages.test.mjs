// Customers are told by text message: against a real gateway over HTTP, with its reports, its failures, and a server killed in between.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { startGateway } from '../support/gateway.mjs'
import { ownServer } from '../support/own.mjs'
import { metric, registration, run, signIn, startServer } from '../support/server.mjs'

const gateway = await startGateway()
const clock = { officeHours: true, environment: gateway.environment }
const own = await ownServer(20, clock)
own.whenProven = (found) => assert.ok(found.messages >= 5, JSON.stringify(found).slice(0, 600))
let admin, clerk

const good = (answer, status = 200) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  return answer.body
}
async function until(what, check, seconds = 150) {
  for (let left = seconds * 5; left > 0; --left) {
    const found = await check()
    if (found) return found
    await setTimeout(200)
  }
  assert.fail(`waited in vain for ${what}`)
}
const sign = async () => void ([admin, clerk] = await Promise.all(['admin', 'YYT02'].map((name) => signIn(own.server.base, name))))
const asked = (more = {}) => registration({ kind: 'complaint', category: 'complaint.billing', contact: { name: '赵先生', phone: '１３９ 1234 5678', address: '学府路 9 号' }, text: '电费多收了㛃𠮷', ...more })
const register = async (more) => good(await clerk.call('POST', '/cases', asked(more)), 201)
const told = async (row) => good(await clerk.call('GET', `/cases/${row.id}/messages`)).items
const report = (body, token = gateway.token, type = 'application/json') =>
  fetch(`${own.server.base}/api/v1/message_reports/${token}`, { method: 'POST', headers: { 'Content-Type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) })
const switchOn = async () => good(await admin.call('PUT', '/message_setting', { sends: true, language: 'zh', link: 'https://kf.example.cn/p/follow' }), 204)
before(sign)

test('art_10_8: nothing is told before the bureau switches it on; who may not, may not', async () => {
  const row = await register()
  assert.deepEqual(await told(row), [])
  const setting = good(await admin.call('GET', '/message_setting'))
  assert.deepEqual([setting.sends, setting.has_gateway, setting.gateway_reports, setting.cards.length], [false, true, true, 8])
  assert.equal((await clerk.call('PUT', '/message_setting', { sends: true, language: 'zh', link: '' })).status, 403)
  assert.equal((await clerk.call('GET', '/messages')).status, 403)
  for (const [body, code] of [[{ sends: true, language: 'fr', link: '' }, 'message_setting.language'], [{ sends: true, language: 'zh', link: 'javascript:alert(1)' }, 'message_setting.link']])
    assert.equal((await admin.call('PUT', '/message_setting', body)).body.code, code)
  await switchOn()
})

test('art_10_8: the customer learns number, name and time; the gateway says that it came; the case shows it', async () => {
  const row = await register()
  const [waiting] = await told(row)
  assert.deepEqual([waiting.kind, waiting.state, waiting.phone], ['registered', 'waiting', '139****5678'])
  const taken = await until('the message', () => gateway.got.find((one) => one.text.includes(row.number)))
  assert.equal(taken.to, '13912345678')
  assert.match(taken.text, new RegExp(`编号${row.number}，由王芳负责.*最迟.*答复您.*https://kf\\.example\\.cn/p/follow\\?number=${row.number}`))
  assert.match(Buffer.from(taken.headers.authorization, 'latin1').toString(), /秘密-4711/)
  assert.equal((await until('sent', async () => (await told(row)).find((one) => one.state === 'sent'))).kind, 'registered')
  const number = `gw-${gateway.got.indexOf(taken) + 1}`
  assert.equal((await report({ id: number, state: 'DELIVRD' }, 'x'.repeat(28))).status, 404, 'only who knows the token reports')
  assert.deepEqual(await (await report([{ id: number, state: 'DELIVRD' }, { id: 'nobody', state: 'DELIVRD' }])).json(), { taken: 1 })
  assert.equal((await report({ id: 'not-yet-known', state: 'DELIVRD' })).status, 503, 'answer and report may cross: told again')
  assert.deepEqual(await (await report({ id: number, state: 'ACCEPTD' })).json(), { taken: 0 }, 'on its way is no outcome')
  assert.equal((await told(row))[0].state, 'delivered')
  assert.deepEqual(await (await report(`id=${number}&state=UNDELIV`, gateway.token, 'application/x-www-form-urlencoded')).json(), { taken: 0 }, 'what came has come')
  for (const nonsense of ['', '{', '[[', 'null', '"a"', '[1,{"id":{}}]']) assert.ok([200, 400, 503].includes((await report(nonsense)).status), nonsense)
})

test('art_9_5: nothing of a tip, of who has no name or no mobile, of what was answered at once', async () => {
  const landline = { contact: { name: '钱女士', phone: '0770-1234567', address: '' } }
  const at_once = { kind: 'inquiry', category: 'inquiry.tariff', first_step: 'answer', answer: { channel: 'hall', text: '按第一档。' } }
  for (const more of [landline, { kind: 'tip_off', category: 'tip_off.theft' }, at_once]) {
    const newest = async () => good(await admin.call('GET', '/messages')).items[0].id
    const known = await newest()
    await register(more)
    assert.equal(await newest(), known, JSON.stringify(more))
  }
})

test('art_4: who looks after messages reads of a case only what he may', async () => {
  const items = good(await admin.call('GET', '/messages')).items
  assert.ok(items.length >= 1 && items.every((one) => one.is_hidden && one.text === '' && one.phone === '' && one.case_id === undefined), JSON.stringify(items[0]))
})

test('art_10_8: an answer is told; taken up again before it went out, it is not', async () => {
  const row = await register({ text: '答复后马上又不行' })
  const answered = good(await clerk.call('POST', `/cases/${row.id}/replies`, { channel: 'phone', text: '已退回。' }, { 'If-Match': `"${row.version}"` }), 201)
  assert.deepEqual((await told(row)).map((one) => one.kind), ['registered', 'answered'])
  good(await clerk.call('POST', `/cases/${row.id}/reopenings`, { reason: '客户说没有退到' }, { 'If-Match': `"${answered.version}"` }), 201)
  assert.deepEqual((await told(row)).map((one) => [one.kind, one.state]), [['registered', 'waiting'], ['answered', 'cancelled'], ['reopened', 'waiting']])
})

test('what the gateway refuses for good is not tried again, what it cannot take now is; sent again by hand', async () => {
  const trial = async () => good(await admin.call('POST', '/messages/trials', { phone: '19912345678' }), 201).id
  const row = async (id) => good(await admin.call('GET', '/messages')).items.find((one) => one.id === id)
  const reference = (id) => gateway.got.filter((one) => one.reference.startsWith(`shouwen-${id}-`))
  const taken = gateway.answer
  gateway.answer = () => ({ status: 200, body: { code: 7, message: '黑名单' } })
  const refused = await trial()
  assert.match((await until('a refusal', async () => ((await row(refused)).state === 'failed' ? row(refused) : null))).reason, /黑名单/)
  assert.equal(reference(refused).length, 1)
  gateway.answer = () => ({ status: 503, body: {} })
  const later = await trial()
  await until('all tries', async () => (await row(later)).state === 'failed')
  assert.equal(reference(later).length, 3)
  assert.equal(new Set(reference(later).map((one) => one.reference)).size, 1, 'one reference, so that the gateway can tell repeats')
  gateway.answer = taken
  good(await admin.call('POST', `/messages/${later}/repeats`), 204)
  await until('the repeat', async () => (await row(later)).state === 'sent')
  assert.equal(new Set(reference(later).map((one) => one.reference)).size, 2, 'by hand it is a new one')
  const tries = (result) => metric(own.server.base, `shouwen_message_tries_total{result="${result}"}`)
  assert.equal(await tries('refused'), 1)
  assert.equal(await tries('failed'), 3)
  assert.ok((await tries('taken')) >= 1)
  assert.equal((await admin.call('POST', `/messages/${later}/repeats`)).body.code, 'message.not_failed')
  for (const phone of ['12345678901', '1391234567', 'x', '']) assert.ok([400, 422].includes((await admin.call('POST', '/messages/trials', { phone })).status), phone)
})

test('kill -9 with a message on its way: it is sent after the start, and verify agrees', async () => {
  const row = await register({ text: '断电时的一件' })
  await own.server.stop('SIGKILL')
  own.server = await startServer(own.bureau.data, clock)
  await sign()
  await until('the message', () => gateway.got.find((one) => one.text.includes(row.number)))
  await until('sent', async () => (await told(row))[0].state === 'sent')
})

test('a setting that cannot work keeps the server from starting, and says which', () => {
  const refusal = (more) => run(own.bureau.data, ...['serve', '--port', '0', '--sms-url', 'https://sms.example.cn/', ...more])
  for (const [more, said] of [[['--sms-body', '{"to":"{phone}"}'], /sms\.body/], [['--sms-body', '{"to":"{phone}","t":"{text}"}', '--sms-taken-when', 'code'], /sms\.taken_when/], [['--sms-headers-file', '/nowhere'], /\/nowhere/]]) {
    const told = refusal(more)
    assert.equal(told.status, 2)
    assert.match(told.stdout + told.stderr, said)
  }
})
