// What the desk knows of a contact without a network is what the server says of it: the same table, test/data/contact_mistakes.json,
// is held against the desk's own rules in web/src/accounts/contact_rules.test.ts. Art. 11(3).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { root, signIn } from '../support/server.mjs'

const cases = JSON.parse(readFileSync(join(root, 'test/data/contact_mistakes.json'), 'utf8'))
const { server } = await ownServer(120)
let manager, customer
before(async () => {
  for (const name of ['CD01', 'DK02', 'CDY02', 'XQY01', 'XQ01', 'CDY01']) {
    manager = await signIn(server.base, name)
    const day = (await manager.call('GET', '/account_managers/me/day')).body
    customer = day.work.find((row) => row.tier !== 'ordinary')?.customer_id
    if (customer) break
  }
  assert.ok(customer, 'the demonstration bureau has a manager with a customer')
})
const china = (milliseconds) => new Date(milliseconds + 8 * 3600000).toISOString()
function written(value) {
  if (value === null || typeof value !== 'object') return value
  if ('hours' in value) return `${china(Date.now() + value.hours * 3600000).slice(0, 19)}+08:00`
  if ('days' in value) return china(Date.now() + value.days * 86400000).slice(0, 10)
  if ('repeat' in value) return value.repeat.repeat(value.times)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, written(one)]))
}
const record = (body) => manager.call('POST', `/managed_customers/${customer}/contacts`, { client_id: randomUUID(), at: written({ hours: -1 }), channel: 'visit', representative: '钱工', representative_role: '动力部主任', words: '', ...written(body) })

for (const { name, body, mistakes } of cases)
  test(name, async () => {
    const answer = await record(body)
    if (!mistakes.length) return assert.equal(answer.status, 201, JSON.stringify(answer.body))
    assert.ok([400, 422].includes(answer.status), JSON.stringify(answer.body))
    assert.equal(answer.body.code, mistakes[0][1])
    assert.deepEqual((answer.body.errors ?? []).map((one) => one.pointer).filter(Boolean), mistakes.map(([pointer]) => pointer).filter(Boolean))
  })

test('art_11_3: sent twice under one client_id it is written once; under another customer it is refused', async () => {
  const body = { client_id: randomUUID(), evaluation: { score: 4 } }
  const [first, again] = [await record(body), await record(body)]
  assert.deepEqual([first.status, again.status, again.body.there_already, again.body.number], [201, 201, true, first.body.number])
})

test('wrong types, a huge input and a stranger’s customer are refused, not written', async () => {
  assert.equal((await record({ representative: 5 })).body.code, 'body.wrong_type')
  assert.equal((await record({ words: '大'.repeat(500000) })).status, 413)
  const stranger = await signIn(server.base, 'YYT02')
  assert.equal((await stranger.call('POST', `/managed_customers/${customer}/contacts`, { client_id: randomUUID(), at: written({ hours: -1 }), channel: 'visit', representative: '钱', words: '', evaluation: { score: 3 } })).status, 403)
})

test('the worker is served fresh each time, as a script, under the security headers', async () => {
  const answer = await fetch(`${server.base}/sw.js`)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type'), /^text\/javascript/)
  assert.equal(answer.headers.get('cache-control'), 'no-cache')
  assert.match(answer.headers.get('content-security-policy'), /default-src 'self'/)
  const manifest = await fetch(`${server.base}/desk.webmanifest`)
  assert.match(manifest.headers.get('content-type'), /^application\/manifest\+json/)
  for (const icon of (await manifest.json()).icons) assert.equal((await fetch(server.base + icon.src)).status, 200, icon.src)
  assert.equal((await fetch(`${server.base}/.vite/manifest.json`)).status, 404)
})
