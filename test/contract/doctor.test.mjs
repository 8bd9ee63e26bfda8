// shouwen doctor: on the file and on a PostgreSQL server, what could lose something is bad, what is as it should be is well.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'

const possible = existsSync('/usr/lib/postgresql/15/bin/initdb')
const skip = possible ? false : 'PostgreSQL is not installed'
const folder = mkdtempSync(join(tmpdir(), 'shouwen-follow-'))
let cluster, support, bureau
before(async () => {
  if (!possible) return
  const { startCluster } = await import('../support/cluster.mjs')
  cluster = startCluster({ durable: true, archived: true })
  process.env.SHOUWEN_TEST_DATABASE = cluster.uri
  support = await import('../support/server.mjs')
  bureau = support.makeBureau(3)
})
after(() => {
  bureau?.remove()
  cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})
/** {status, found: of one thing, its states and words}. */
function doctor(place, ...options) {
  const said = spawnSync(support.binary, [...place, '--rulebook', join(support.root, 'rulebook'), '--web', join(support.root, 'web/dist'), '--json', 'doctor', ...options], { encoding: 'utf8' })
  assert.equal(said.stderr, '')
  const rows = JSON.parse(said.stdout)
  return { status: said.status, rows, of: (what) => rows.filter((row) => row.what === what) }
}
const states = (rows) => rows.map((row) => row.state)

test('a PostgreSQL server that loses nothing is well, and nobody looks for a file', { skip }, () => {
  const { status, rows, of } = doctor(support.place(bureau.data))
  assert.equal(status, 0, JSON.stringify(rows))
  assert.deepEqual(of('shouwen.db'), [])
  assert.deepEqual(states(of('server')), ['well'])
  assert.match(of('server')[0].text, /PostgreSQL 1\d, \d+ more connections/)
  assert.deepEqual(states(of('backup')), ['well'])
  assert.deepEqual(states(of('schema')), ['well'])
  assert.deepEqual(states(of('rulebook')), ['well'])
})

test('a server that may lose what was answered is bad, and which setting it is is said', { skip }, async () => {
  support.sql('ALTER SYSTEM SET full_page_writes = off')
  support.sql('SELECT pg_reload_conf()')
  while (support.sql('SHOW full_page_writes') !== 'off') await setTimeout(50)
  try {
    const { status, of } = doctor(support.place(bureau.data))
    assert.equal(status, 1)
    assert.ok(of('server').some((row) => row.state === 'bad' && /full_page_writes/.test(row.text)), JSON.stringify(of('server')))
  } finally {
    support.sql('ALTER SYSTEM RESET ALL')
    support.sql('SELECT pg_reload_conf()')
  }
})

test('a server that does not answer is bad, in a sentence', { skip }, () => {
  const { status, of } = doctor(['--data', bureau.data, '--database', `postgres:///nowhere?host=${folder}&user=shouwen`])
  assert.equal(status, 1)
  assert.deepEqual(states(of('database')), ['bad'])
})

test('the folder every commit is copied to must be there and one’s own; on the disk of the data it is worth a look', { skip }, () => {
  const place = support.place(bureau.data)
  assert.deepEqual(states(doctor(place, '--follow', join(folder, 'none')).of('follow')), ['bad'])
  const found = doctor(place, '--follow', folder).of('follow')
  assert.ok(found.some((row) => row.state === 'worth_a_look' && /disk of the data/.test(row.text)), JSON.stringify(found))
  assert.ok(!states(found).includes('bad'))
})

test('networks that are none are a wrong setting', { skip }, () => {
  const found = doctor(support.place(bureau.data), '--outgoing-allowed-networks', '10.0.0.0/99').of('settings')
  assert.deepEqual(states(found), ['bad'])
})
