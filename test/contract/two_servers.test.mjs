// Two server processes on one PostgreSQL database: what one does the other knows, one runs the clock, and nothing acknowledged is
// lost when a process, a connection or the server itself is killed.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'

const possible = existsSync('/usr/lib/postgresql/15/bin/initdb')
const skip = possible ? false : 'PostgreSQL is not installed'
let cluster, support, bureau, first, second, clerk, there

/** The backend that holds the clock's turn in this bureau's database. */
const holder = () => support.sql("SELECT coalesce(max(pid), 0) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7598830 AND granted", support.databaseOf(bureau.data))
async function eventually(what, look, within = 5000) {
  const until = Date.now() + within
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > until) assert.fail(`${what} within ${within} ms`)
    await setTimeout(50)
  }
}
/** Of the session signed in at the first, a client of the second. */
const clientOf = (server, session) => async (method, path, body, headers = {}) => {
  const response = await fetch(`${server.base}/api/v1${path}`, {
    method, headers: { Cookie: session.cookie, 'X-CSRF-Token': session.session.csrf_token, 'Content-Type': 'application/json', ...headers }, body: body && JSON.stringify(body) })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text && (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text }
}
const register = (call, more) => call('POST', '/cases', support.registration(more))

before(async () => {
  if (!possible) return
  const { startCluster } = await import('../support/cluster.mjs')
  cluster = startCluster({ durable: true })
  process.env.SHOUWEN_TEST_DATABASE = cluster.uri
  support = await import('../support/server.mjs')
  bureau = support.makeBureau(30)
  first = await support.startServer(bureau.data)
  clerk = await support.signIn(first.base, 'YYT01')
})
after(async () => {
  await first?.stop('SIGKILL')
  await second?.stop('SIGKILL')
  bureau?.remove()
  cluster?.stop()
})

test('a session opened at one server is good at the other', { skip }, async () => {
  await eventually('the first runs the clock', () => holder() !== '0')
  second = await support.startServer(bureau.data)
  there = clientOf(second, clerk)
  assert.equal((await there('GET', '/cases')).status, 200)
})

test('live lists at one server tell of what was registered at the other', { skip }, async () => {
  const control = new AbortController()
  const stream = await fetch(`${second.base}/api/v1/live`, { headers: { Cookie: clerk.cookie }, signal: control.signal })
  const reader = stream.body.getReader()
  const made = await register(clerk.call)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  let text = ''
  const heard = (async () => {
    while (!text.includes(`"case_id":${made.body.id}`)) text += new TextDecoder().decode((await reader.read()).value)
    return true
  })()
  assert.ok(await Promise.race([heard, setTimeout(3000, false)]), `heard: ${text}`)
  control.abort()
  assert.equal((await there('GET', `/cases/${made.body.id}`)).status, 200)
})

test('art_9_4: what is kept from a reader at one server is kept from him at the other', { skip }, async () => {
  const accused = await support.signIn(second.base, 'YYT02')
  const control = new AbortController()
  const stream = await fetch(`${second.base}/api/v1/live`, { headers: { Cookie: accused.cookie }, signal: control.signal })
  const reader = stream.body.getReader()
  const about = await register(clerk.call, { about_officer_id: accused.session.officer.id, text: '投诉营业员态度。' })
  assert.equal(about.status, 201, JSON.stringify(about.body))
  const open = await register(clerk.call)
  let text = ''
  while (!text.includes(`"case_id":${open.body.id}`)) text += new TextDecoder().decode((await reader.read()).value)
  assert.ok(!text.includes(`"case_id":${about.body.id}`), text)
  control.abort()
})

test('art_10_7: of two who change the same case at two servers one wins and the other is told', { skip }, async () => {
  for (let round = 0; round < 5; ++round) {
    const { id, version } = (await register(clerk.call)).body
    const seen = { 'If-Match': `"${version}"` }
    const [one, two] = await Promise.all([
      clerk.call('POST', `/cases/${id}/contacts`, { channel: 'phone', text: '第一个' }, seen),
      there('POST', `/cases/${id}/progress_reports`, { channel: 'phone', text: '第二个' }, seen)])
    assert.deepEqual([one.status, two.status].sort(), [201, 409], JSON.stringify([one.body, two.body]))
  }
})

test('both write at once: numbers are given once and the journal is one chain', { skip }, async () => {
  const made = await Promise.all(Array.from({ length: 60 }, (_, i) => register(i % 2 ? there : clerk.call)))
  assert.deepEqual([...new Set(made.map((answer) => answer.status))], [201])
  assert.equal(new Set(made.map((answer) => answer.body.number)).size, 60)
  assert.equal(new Set(made.map((answer) => answer.body.id)).size, 60)
  const verified = JSON.parse(support.run(bureau.data, '--json', 'verify').stdout)
  assert.equal(verified.good, true, JSON.stringify(verified).slice(0, 2000))
})

test('art_4: a unit renamed at one server is renamed at the other at once', { skip }, async () => {
  const admin = await support.signIn(first.base, 'admin')
  const made = await admin.call('POST', '/units', { parent_code: 'BJ', code: 'LS2', name: '两机班', phone: '0800-1', kind: 'team' })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const names = async () => JSON.stringify((await there('GET', '/units')).body)
  await eventually('the new unit at the second', async () => (await names()).includes('两机班'), 2000)
})

test('kill -9 of the server that runs the clock: the other runs it within five seconds', { skip }, async () => {
  const before_that = holder()
  await first.stop('SIGKILL')
  const now = await eventually('the clock taken over', () => {
    const held = holder()
    return held !== '0' && held !== before_that && held
  })
  assert.notEqual(now, before_that)
  first = await support.startServer(bureau.data)
  clerk.call = clientOf(first, clerk)
})

/** Registers as fast as it can at both until told; what was acknowledged, and every other status. */
async function busily(work) {
  const acknowledged = [], others = []
  let going = true
  const one = async (call) => {
    while (going) {
      try {
        const answer = await register(call)
        if (answer.status === 201) acknowledged.push(answer.body.number)
        else others.push(answer)
      } catch (error) {
        others.push({ status: 0, error })
      }
      if (others.length > 2000) break
    }
  }
  const all = [one(clerk.call), one(clerk.call), one(there), one(there)]
  await work()
  going = false
  await Promise.all(all)
  return { acknowledged, others }
}
function nothing_lost(acknowledged) {
  const numbers = new Set(support.sql('SELECT number FROM shouwen.service_case', support.databaseOf(bureau.data)).split('\n'))
  for (const number of acknowledged) assert.ok(numbers.has(number), `${number} was acknowledged`)
  assert.equal(new Set(acknowledged).size, acknowledged.length)
  const verified = JSON.parse(support.run(bureau.data, '--json', 'verify').stdout)
  assert.equal(verified.good, true, JSON.stringify(verified).slice(0, 2000))
}

test('connections killed under load: commands wait for the next one, nothing is lost or half', { skip }, async () => {
  const { acknowledged, others } = await busily(async () => {
    for (let kill = 0; kill < 8; ++kill) {
      await setTimeout(250)
      support.sql(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '${support.databaseOf(bureau.data)}'`)
    }
    await setTimeout(500)
  })
  assert.ok(acknowledged.length > 20, `${acknowledged.length} acknowledged`)
  assert.deepEqual(others.map((answer) => answer.status).filter((status) => status !== 503), [])
  nothing_lost(acknowledged)
})

test('the database server crashes and comes back: 503 meanwhile, ready by itself, what was acknowledged is there', { skip }, async () => {
  const { acknowledged, others } = await busily(async () => {
    await setTimeout(500)
    cluster.halt('immediate')
    const ready = await fetch(`${first.base}/ready`)
    assert.equal(ready.status, 503)
    assert.equal((await fetch(`${first.base}/health`)).status, 200, 'the process itself lives')
    await setTimeout(1000)
    cluster.start()
    await eventually('ready again', async () => (await fetch(`${first.base}/ready`)).status === 200 && (await fetch(`${second.base}/ready`)).status === 200, 10000)
    await setTimeout(1500)
  })
  assert.ok(acknowledged.length > 10, `${acknowledged.length} acknowledged`)
  assert.deepEqual(others.map((answer) => answer.status).filter((status) => status !== 503), [])
  for (const answer of others) assert.ok(answer.headers.get('retry-after'), 'it says when to come again')
  nothing_lost(acknowledged)
  await eventually('the clock runs again', () => holder() !== '0')
})
