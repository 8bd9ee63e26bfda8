// Webhooks against a real receiver: signatures, retries, dead letters, 410, replay, what is never told, and a server killed in between.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { ownServer } from '../support/own.mjs'
import { metric, registration, signIn, startServer } from '../support/server.mjs'

const clock = { officeHours: true, environment: { SHOUWEN_OUTGOING_ALLOWED_NETWORKS: '127.0.0.0/8', SHOUWEN_OUTGOING_RETRY_AFTER: '1s,1s', SHOUWEN_OUTGOING_TIME_OUT_SECONDS: '2', SHOUWEN_OUTGOING_SOURCE: 'https://kf.example.cn' } }
const kinds = ['registered', 'offered', 'accepted', 'returned', 'ruled', 'assigned', 'answered', 'paused', 'resumed', 'reminded', 'supervised', 'warned', 'breached', 'escalated', 'reopened', 'closed']
const own = await ownServer(60, clock)
own.whenProven = (found) => assert.ok(found.webhooks >= 5)
let admin, clerk

/** Another program: what it got by path, and how it answers next. */
const got = new Map()
const answers = new Map()
const receiver = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const all = got.get(request.url) ?? []
    all.push({ method: request.method, headers: request.headers, body: Buffer.concat(parts).toString() })
    got.set(request.url, all)
    const answer = answers.get(request.url)?.(all.length) ?? { status: 204 }
    if (answer.never) return
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
})
await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve))
after(() => {
  receiver.closeAllConnections()
  receiver.close()
})
const address = (path) => `http://127.0.0.1:${receiver.address().port}${path}`

const good = (answer, status = 200) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  return answer.body
}
async function until(what, check, seconds = 20) {
  for (let left = seconds * 10; left > 0; --left) {
    const found = await check()
    if (found) return found
    await setTimeout(100)
  }
  assert.fail(`waited in vain for ${what}`)
}
const add = async (path, more = {}) => ({ ...good(await admin.call('POST', '/webhooks', { name: path, url: address(path), kinds, ...more }), 201), path })
const deliveries = async (hook, query = '') => good(await admin.call('GET', `/webhooks/${hook.id}/deliveries${query}`)).items
const row = async (hook) => good(await admin.call('GET', '/webhooks')).items.find((one) => one.id === hook.id)
const end = async (hook) => good(await admin.call('POST', `/webhooks/${hook.id}/endings`), 204)
const trial = async (hook) => good(await admin.call('POST', `/webhooks/${hook.id}/trials`), 201).delivery_id
const delivery = async (id) => good(await admin.call('GET', `/webhook_deliveries/${id}`))
const inquiry = (more = {}) => registration({ kind: 'inquiry', category: 'inquiry.tariff', contact: { name: '赵不外传', phone: '13912345678', address: '保密路 9 号' }, text: '此话不出门', ...more })
const register = async (more) => good(await clerk.call('POST', '/cases', inquiry(more)), 201)
/** As a receiver checks it by the specification. */
const signed = (secret, { headers, body }) =>
  headers['webhook-signature'].split(' ').includes(`v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`)

async function sign() {
  ;[admin, clerk] = await Promise.all(['admin', 'YYT02'].map((name) => signIn(own.server.base, name)))
}
before(sign)

test('art_8: a registered case arrives once, signed, as a CloudEvent without a word of the customer', async () => {
  const hook = await add('/first')
  assert.match(hook.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const made = await register()
  const [event] = await until('the event', () => got.get('/first')?.filter((one) => one.body.includes('registered')))
  assert.equal(event.method, 'POST')
  assert.equal(event.headers['content-type'], 'application/cloudevents+json; charset=utf-8')
  assert.ok(signed(hook.secret, event))
  assert.ok(Math.abs(Number(event.headers['webhook-timestamp']) - Date.parse(JSON.parse(event.body).time) / 1000) < 60)
  const said = JSON.parse(event.body)
  assert.deepEqual([said.specversion, said.type, said.source, said.datacontenttype, said.id], ['1.0', 'shouwen.case.registered', 'https://kf.example.cn', 'application/json', event.headers['webhook-id']])
  const page = good(await clerk.call('GET', `/cases/${made.case_id ?? made.id}`))
  assert.equal(said.subject, page.service_case.number)
  assert.deepEqual(Object.keys(said.data).sort(), ['case_kind', 'case_number', 'due_at', 'stage', 'unit_code'])
  for (const one of got.get('/first')) for (const secret of ['赵不外传', '13912345678', '保密路', '此话不出门']) assert.ok(!one.body.includes(secret))
  await until('it to be written down', async () => (await row(hook)).delivered >= 1)
  const ids = got.get('/first').map((one) => one.headers['webhook-id'])
  assert.equal(new Set(ids).size, ids.length)
  await end(hook)
})

test('art_9_5: nothing is sent of tips and of complaints against our people', async () => {
  const hook = await add('/quiet')
  good(await clerk.call('POST', '/cases', registration({ about_officer_id: 4 })), 201)
  await register()
  await until('the open case', () => got.get('/quiet')?.length)
  // Nothing waits any more that could still come.
  await until('all of it', async () => (await row(hook)).waiting === 0)
  for (const one of got.get('/quiet')) assert.ok(!one.body.includes('"complaint"'), one.body)
  await end(hook)
})

test('art_9_5: whoever is accused only later is spoken of no more: what waits is taken back, what was said is not said again', async () => {
  const hook = await add('/accused')
  answers.set('/accused', () => ({ status: 503 }))
  const made = good(await clerk.call('POST', '/cases', registration()), 201)
  await until('the first try', () => got.get('/accused')?.length)
  const { version, number } = good(await clerk.call('GET', `/cases/${made.case_id ?? made.id}`)).service_case
  good(await clerk.call('POST', `/cases/${made.case_id ?? made.id}/corrections`, { about_officer_id: 4, reason: '客户说明了投诉的是谁' }, { 'If-Match': `"${version}"` }), 201)
  assert.deepEqual(await deliveries(hook), [])
  // What was under way when it was taken back may still have arrived.
  const said = await until('the last try', async () => (await setTimeout(1200), got.get('/accused').length))
  await setTimeout(3000)
  assert.equal(got.get('/accused').length, said)
  answers.delete('/accused')
  good(await admin.call('POST', `/webhooks/${hook.id}/replays`, { since: (await row(hook)).made_at }), 201)
  await until('what else was replayed', async () => (await row(hook)).waiting === 0)
  for (const one of got.get('/accused').slice(said)) assert.ok(!one.body.includes(number), one.body)
  await end(hook)
})

test('art_8: what fails, times out and redirects is tried again under the same id, and dies when it fails for good', async () => {
  answers.set('/failing', (n) => (n === 1 ? { status: 503, body: `busy ${'x'.repeat(500)}` } : n === 2 ? { never: true } : { status: 200, body: 'ok' }))
  const hook = await add('/failing')
  const id = await trial(hook)
  const sent = await until('the third try', async () => ((one) => one.state === 'delivered' && one)(await delivery(id)))
  assert.deepEqual(sent.attempts.map((one) => [one.status, one.error]), [[503, ''], [0, 'timed_out'], [200, '']])
  assert.equal(sent.attempts[0].answer.length, 200)
  assert.equal(new Set(got.get('/failing').map((one) => one.headers['webhook-id'])).size, 1)
  assert.ok(got.get('/failing').every((one) => signed(hook.secret, one)))
  await end(hook)

  answers.set('/dead', () => ({ status: 302, headers: { Location: address('/elsewhere') } }))
  const dying = await add('/dead')
  const dead = await trial(dying)
  const letter = await until('the dead letter', async () => ((one) => one.state === 'dead' && one)(await delivery(dead)))
  assert.deepEqual(letter.attempts.map((one) => one.status), [302, 302, 302])
  assert.equal(got.get('/elsewhere'), undefined)
  assert.equal((await deliveries(dying, '?state=dead')).length, 1)
  const tries = (result) => metric(own.server.base, `shouwen_webhook_tries_total{result="${result}"}`)
  assert.ok((await tries('failed')) >= 5)
  assert.ok((await tries('taken')) >= 2)
  assert.ok((await row(dying)).failing_since)
  answers.delete('/dead')
  good(await admin.call('POST', `/webhook_deliveries/${dead}/replays`), 204)
  await until('the replay', async () => (await delivery(dead)).state === 'delivered')
  assert.equal((await row(dying)).failing_since, undefined)
  assert.equal(new Set(got.get('/dead').map((one) => one.headers['webhook-id'])).size, 1)
  await end(dying)
})

test('art_8: 410 pauses the endpoint and administrators are told; what it missed comes by a replay', async () => {
  answers.set('/gone', () => ({ status: 410 }))
  const hook = await add('/gone')
  const since = new Date(Date.parse((await row(hook)).made_at)).toISOString()
  await trial(hook)
  const paused = await until('the pause', async () => ((one) => one.standing === 'paused' && one)(await row(hook)))
  assert.equal(paused.pause_cause, 'gone')
  const notices = good(await admin.call('GET', '/notices'))
  assert.ok(JSON.stringify(notices).includes('webhook_paused'))
  assert.equal((await admin.call('POST', `/webhooks/${hook.id}/trials`)).status, 422)
  await register()
  await setTimeout(1500)
  assert.equal(got.get('/gone').length, 1)
  answers.delete('/gone')
  good(await admin.call('POST', `/webhooks/${hook.id}/resumptions`), 204)
  const replayed = good(await admin.call('POST', `/webhooks/${hook.id}/replays`, { since }), 201)
  assert.ok(replayed.deliveries >= 1)
  await until('what was missed', () => got.get('/gone').some((one) => one.body.includes('shouwen.case.registered')))
  await end(hook)
})

test('art_8: a renewed secret and the one before both sign; a slow endpoint does not keep another waiting for longer than its time-out', async () => {
  const hook = await add('/renewed')
  const renewed = good(await admin.call('POST', `/webhooks/${hook.id}/secret_renewals`), 201)
  assert.ok((await row(hook)).former_secret_until)
  answers.set('/slow', () => ({ never: true }))
  const slow = await add('/slow')
  await trial(slow)
  await trial(hook)
  const [event] = await until('the trial', () => got.get('/renewed'), 6)
  assert.ok(signed(renewed.secret, event) && signed(hook.secret, event))
  assert.equal(event.headers['webhook-signature'].split(' ').length, 2)
  await end(hook)
  await end(slow)
})

test('art_8: addresses that are not allowed are refused with the field, and reached by no name', async () => {
  for (const [url, code] of [['http://10.0.0.1/', 'webhook.address_not_allowed'], ['https://169.254.169.254/', 'webhook.address_not_allowed'], ['https://[::ffff:10.0.0.1]/', 'webhook.address_not_allowed'], ['https://167772161/', 'webhook.address_not_allowed'], ['ftp://example.cn/', 'webhook.bad_scheme'], ['file:///etc/passwd', 'webhook.bad_url'], ['https://a:b@example.cn/', 'webhook.url_with_user'], ['https://example.cn/#x', 'webhook.bad_url']]) {
    const refused = await admin.call('POST', '/webhooks', { name: 'x', url, kinds })
    assert.deepEqual([refused.status, refused.body.code, refused.body.errors?.[0]?.pointer ?? '/url'], [422, code, '/url'], JSON.stringify(refused.body))
  }
  for (const bad of [{ kinds: [] }, { kinds: ['trial'] }, { kinds: ['closed', 'closed'] }]) assert.equal((await admin.call('POST', '/webhooks', { name: 'x', url: 'https://example.cn/', ...bad })).status, 422)
  assert.equal((await clerk.call('GET', '/webhooks')).status, 403)
  assert.equal((await clerk.call('POST', '/webhooks', { name: 'x', url: 'https://example.cn/', kinds })).status, 403)
  assert.equal((await admin.call('GET', '/webhook_deliveries/999999')).status, 404)
  assert.ok(!JSON.stringify(good(await admin.call('GET', '/webhooks'))).includes('whsec_'))
})

test('art_8: a server killed after the commit sends when it is back, and a name that leads inside is not connected to', async () => {
  const hook = await add('/killed')
  answers.set('/killed', (n) => (n === 1 ? { never: true } : { status: 204 }))
  await register()
  await own.server.stop('SIGKILL')
  const before_restart = got.get('/killed')?.length ?? 0
  // A day later, for its clock may not run back: whole minutes are added to the machine's.
  own.server = await startServer(own.bureau.data, { ...clock, daysLater: 1 })
  await sign()
  const all = await until('the event after the restart', () => got.get('/killed')?.length > before_restart && got.get('/killed'))
  assert.ok(all.some((one) => one.body.includes('shouwen.case.registered') && signed(hook.secret, one)))
  await until('it to be written down', async () => (await row(hook)).delivered >= 1)
  await end(hook)

  await own.server.stop()
  own.server = await startServer(own.bureau.data, { ...clock, daysLater: 2, environment: { ...clock.environment, SHOUWEN_OUTGOING_ALLOWED_NETWORKS: '127.9.9.0/24' } })
  await sign()
  const inside = good(await admin.call('POST', '/webhooks', { name: 'inside', url: `https://localhost:${receiver.address().port}/inside`, kinds }), 201)
  const id = await trial(inside)
  const refused = await until('the refusal', async () => ((one) => one.attempts.length && one)(await delivery(id)))
  assert.deepEqual([refused.attempts[0].status, refused.attempts[0].error], [0, 'address_refused'])
  assert.equal(got.get('/inside'), undefined)
  await end(inside)
})
