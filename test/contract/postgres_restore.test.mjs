// On PostgreSQL any instant is the server's own business: a base backup, its archived WAL and recovery_target_time. Rehearsed as
// docs/operations.md says it: the root noted at three moments comes back at each of them.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { setTimeout as rest } from 'node:timers/promises'

const possible = existsSync('/usr/lib/postgresql/15/bin/pg_basebackup')
const skip = possible ? false : 'PostgreSQL is not installed'
let cluster, support, bureau, uri
const moments = []

before(async () => {
  if (!possible) return
  const { startCluster } = await import('../support/cluster.mjs')
  cluster = startCluster({ archived: true })
  process.env.SHOUWEN_TEST_DATABASE = ''
  support = await import('../support/server.mjs')
  bureau = support.makeBureau(20)
  uri = cluster.uri.replace('/postgres?', '/kept?')
  support.sql('CREATE DATABASE kept', 'postgres', cluster.uri)
})
after(() => {
  bureau?.remove()
  cluster?.stop()
})
const verified = (database) => {
  const told = support.run(bureau.data, '--database', database, '--json', 'verify')
  const found = JSON.parse(told.stdout)
  assert.equal(found.good, true, told.stdout.slice(0, 2000))
  return found
}

/** A moment with more than a second on both sides of it in which nothing is written: a serving house writes by itself too, on time. */
async function moment() {
  for (;;) {
    const { root, entries } = verified(uri)
    await rest(1100)
    const at = support.sql('SELECT now()', 'kept', cluster.uri)
    await rest(1100)
    if (verified(uri).root === root) return { root, entries, at }
  }
}

test('work, three moments, more work', { skip }, async () => {
  const moved = support.run(bureau.data, 'migrate-store', '--to', uri)
  assert.equal(moved.status, 0, moved.stdout + moved.stderr)
  cluster.backUp()
  const server = await support.startServer(bureau.data, {}, { database: uri })
  const clerk = await support.signIn(server.base, 'YYT02')
  for (let i = 0; i < 3; ++i) {
    for (let made = 0; made <= i; ++made) assert.equal((await clerk.call('POST', '/cases', support.registration())).status, 201)
    moments.push(await moment())
  }
  assert.equal((await clerk.call('POST', '/cases', support.registration())).status, 201)
  await server.stop()
  support.sql('SELECT pg_switch_wal()', 'kept', cluster.uri)
  cluster.halt('fast')
})

test('each moment comes back with its root, and verify agrees', { skip }, () => {
  assert.equal(new Set(moments.map((noted) => noted.root)).size, 3)
  for (const noted of moments) {
    const restored = cluster.restoreAt(noted.at)
    try {
      const found = verified(restored.uri.replace('/postgres?', '/kept?'))
      assert.deepEqual([found.root, found.entries], [noted.root, noted.entries])
    } finally {
      restored.stop()
    }
  }
})
