// Calendars to subscribe to: what stands in a link's file, who may read it, and when it is over.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeBureau, registration, run, signIn, startServer } from '../support/server.mjs'

let bureau, server, clerk, admin, agent
const folder = mkdtempSync(join(tmpdir(), 'shouwen-feeds-'))
before(async () => {
  bureau = makeBureau(60, { officeHours: true })
  server = await startServer(bureau.data, { officeHours: true })
  ;[clerk, admin, agent] = await Promise.all(['YYT02', 'admin', 'RX02'].map((name) => signIn(server.base, name)))
})
after(async () => {
  await server.stop()
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})

const good = (answer, status) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  return answer.body
}
// Each reader has an address of its own: the limit of one must not stop the others.
let readers = 0
const read = (url, headers = {}) => fetch(url, { headers: { 'X-Forwarded-For': `10.0.0.${++readers % 250}`, ...headers } })
const link = async (who, more = {}) => good(await who.call('POST', '/feeds', { kind: 'deadlines', name: '手机', ...more }), 201).url
/** Entries of a file, unfolded: [{UID: …}]. */
const entries = (text) =>
  text.replaceAll('\r\n ', '').split('BEGIN:VEVENT\r\n').slice(1).map((part) => Object.fromEntries(part.split('\r\n').slice(0, -1).map((line) => [line.slice(0, line.search(/[:;]/)), line.slice(line.indexOf(':') + 1)])))

test('art_10_7: an officer reads his own deadlines, and nothing of a customer', async () => {
  const made = good(await clerk.call('POST', '/cases', registration(), { 'Idempotency-Key': 'feed-case' }), 201)
  const url = await link(clerk)
  assert.match(url, /\/feeds\/[\w-]{43}\.ics$/)
  const answer = await read(url)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type'), /^text\/calendar; charset=utf-8/)
  assert.match(answer.headers.get('cache-control'), /private/)
  assert.equal(answer.headers.get('set-cookie'), null)
  const text = await answer.text()
  for (const line of ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:PUBLISH', 'CALSCALE:GREGORIAN', 'END:VCALENDAR']) assert.ok(text.includes(line + '\r\n'), line)
  assert.match(text, /^PRODID:.+\r$/m)
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  for (const secret of ['测试客户', '19900000001', '测试路']) assert.ok(!text.includes(secret), secret)
  const events = entries(text)
  assert.equal(new Set(events.map((event) => event.UID)).size, events.length)
  for (const event of events) {
    for (const key of ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY']) assert.ok(event[key], `${key} of ${JSON.stringify(event)}`)
    assert.match(event.DTSTART, /^\d{8}T\d{6}Z$/)
    assert.match(event.DTSTAMP, /^\d{8}T\d{6}Z$/)
  }
  const page = good(await clerk.call('GET', `/cases/${made.id}`), 200)
  const mine = events.filter((event) => event.SUMMARY.endsWith(made.number))
  const owed = page.duties.filter((duty) => duty.state === 'open')
  assert.deepEqual(mine.map((event) => event.DTSTART).sort(), owed.map((duty) => new Date(duty.due_at).toISOString().replace(/[-:]|\.000/g, '')).sort())
  assert.equal(mine[0].URL, `${server.base}/cases/${made.id}`)

  // The same library reads it again: entries with a time of day are no holidays, and that is all it minds.
  writeFileSync(join(folder, 'mine.ics'), text)
  const again = run(bureau.data, 'calendar', 'import', join(folder, 'mine.ics'), '--dry-run')
  assert.match(again.stderr, /\[day_file\.not_whole_days\]/)

  const etag = answer.headers.get('etag')
  assert.equal((await read(url, { 'If-None-Match': etag })).status, 304)
  assert.equal((await (await read(url)).text()), text, 'ids and stamps stay the same')
  assert.ok(good(await clerk.call('GET', '/feeds'), 200).items[0].last_used_at)
  assert.ok(!JSON.stringify(good(await clerk.call('GET', '/feeds'), 200)).includes(url.match(/feeds\/(.*)\.ics/)[1]))
})

test('art_11_3: an account manager’s next contacts and promises, by account number only', async () => {
  const manager = await signIn(server.base, 'DK02')
  const portfolio = good(await manager.call('GET', `/account_managers/${manager.session.officer.id}/portfolio`), 200).items
  const customer = portfolio.find((row) => row.next_contact_at && row.answerable_id === manager.session.officer.id)
  const promised = good(await manager.call('POST', `/managed_customers/${customer.customer_id}/promises`, { text: '答复扩建方案', within: '5wd' }), 201)
  assert.ok(promised.version)
  const text = await (await read(await link(manager, { kind: 'contacts' }))).text()
  const events = entries(text)
  const mine = events.filter((event) => event.SUMMARY.endsWith(customer.account_number))
  assert.deepEqual(mine.map((event) => event.SUMMARY.split(' ')[0]).sort(), ['承诺到期', '联系客户'].sort())
  const contact = mine.find((event) => event.SUMMARY.startsWith('联系客户'))
  assert.equal(contact.DTSTART, new Date(customer.next_contact_at).toISOString().replace(/[-:]|\.000/g, ''))
  assert.equal(contact.URL, `${server.base}/customers/${customer.customer_id}`)
  for (const row of portfolio) assert.ok(!text.includes(row.customer_name), row.customer_name)
  assert.ok(!text.includes('答复扩建方案'))
  assert.equal(entries(await (await read(await link(agent, { kind: 'contacts' }))).text()).length, 0, 'who manages nobody')
})

test('art_4: a roster says who is on duty, and who is away', async () => {
  const units = good(await admin.call('GET', '/units'), 200).items
  const hotline = units.find((unit) => unit.code === 'KHFW-95598')
  const day = new Date(Date.now() + 10 * 86400000).toISOString().slice(0, 10)
  const shift = (from, to) => ({ unit_id: hotline.id, officer_id: agent.session.officer.id, from: `${day}T${from}:00+08:00`, to: `${day}T${to}:00+08:00`, duty: '夜班' })
  good(await admin.call('POST', '/roster/shifts', shift('01:00', '03:00')), 201)
  const shifts = good(await admin.call('GET', `/roster?unit_id=${hotline.id}&from=${day}&to=${day}`), 200).shifts
  const url = await link(agent, { kind: 'roster', unit_id: hotline.id, name: '值班' })
  const events = entries(await (await read(url)).text())
  assert.ok(shifts.length > 0)
  for (const shift of shifts) {
    const event = events.find((row) => row.UID === `shift-${shift.id}@shouwen`)
    assert.ok(event?.SUMMARY.includes(shift.officer_name), JSON.stringify(shift))
    assert.ok(event.DTEND > event.DTSTART)
  }
  assert.equal((await agent.call('POST', '/feeds', { kind: 'roster', name: 'x' })).body.code, 'feed.unit_missing')
  assert.equal((await agent.call('POST', '/feeds', { kind: 'roster', unit_id: 99999, name: 'x' })).body.code, 'feed.unit_missing')
  assert.equal((await agent.call('POST', '/feeds', { kind: 'everything', name: 'x' })).body.code, 'body.not_one_of')
})

test('a link that is revoked or guessed opens nothing; whoever guesses at a password closes nobody\'s link', async () => {
  const url = await link(agent)
  const id = good(await agent.call('GET', '/feeds'), 200).items[0].id
  assert.equal((await clerk.call('DELETE', `/feeds/${id}`)).status, 404)
  assert.equal((await read(url)).status, 200)
  assert.equal((await agent.call('DELETE', `/feeds/${id}`)).status, 204)
  assert.equal((await read(url)).status, 404)
  assert.equal(good(await agent.call('GET', '/feeds'), 200).items[0].revoked, true)
  for (const path of ['/feeds/x.ics', '/feeds/.ics', `/feeds/${'a'.repeat(43)}.ics`, url.slice(server.base.length).replace('.ics', '')]) assert.equal((await read(server.base + path)).status, 404, path)
  assert.equal((await fetch(`${server.base}/api/v1/feeds`)).status, 401)

  const other = await link(agent)
  assert.equal((await read(other)).status, 200)
  for (let i = 0; i < 6; ++i) await fetch(`${server.base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'RX02', password: 'wrong wrong' }) })
  assert.equal((await read(other)).status, 200)
})

test('a link ends when its officer leaves', async () => {
  const unit = good(await admin.call('GET', '/units'), 200).items.find((row) => row.code === 'KHFW-95598')
  const leaver = await signIn(server.base, 'RX04')
  const url = await link(leaver)
  assert.equal((await read(url)).status, 200)
  const officer = good(await admin.call('GET', '/officers'), 200).items.find((row) => row.code === 'RX04')
  assert.equal(officer.unit_id, unit.id)
  const ended = await admin.call('DELETE', `/officers/${officer.id}`)
  assert.ok(ended.status < 300, JSON.stringify(ended.body))
  assert.equal((await read(url)).status, 404)
})

test('links have a number and reading has a pace', async () => {
  const before = good(await clerk.call('GET', '/feeds'), 200).items.filter((row) => !row.revoked).length
  for (let i = before; i < 10; ++i) await link(clerk)
  assert.equal((await clerk.call('POST', '/feeds', { kind: 'deadlines', name: 'x' })).body.code, 'feed.too_many')
  const answers = []
  for (let i = 0; i < 40; ++i) answers.push(await fetch(`${server.base}/feeds/guess-${i}.ics`, { headers: { 'X-Forwarded-For': '10.9.9.9' } }))
  assert.equal(answers[0].status, 404)
  const stopped = answers.find((answer) => answer.status === 429)
  assert.ok(Number(stopped?.headers.get('retry-after')) > 0)
})
