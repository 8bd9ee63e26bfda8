// A bureau from its file to PostgreSQL and back: the same journal hash, the same answers, and nothing half on the way.
import assert from 'node:assert/strict'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

const possible = existsSync('/usr/lib/postgresql/15/bin/initdb')
const skip = possible ? false : 'PostgreSQL is not installed'
let cluster, support, bureau, hash, uri

before(async () => {
  if (!possible) return
  const { startCluster } = await import('../support/cluster.mjs')
  cluster = startCluster()
  process.env.SHOUWEN_TEST_DATABASE = ''
  support = await import('../support/server.mjs')
  bureau = support.makeBureau(200)
  uri = cluster.uri.replace('/postgres?', '/moved?')
  support.sql('CREATE DATABASE moved', 'postgres', cluster.uri)
})
after(() => {
  bureau?.remove()
  cluster?.stop()
})
const shouwen = (...parts) => support.run(bureau.data, ...parts)
const on_server = (...parts) => shouwen('--database', uri, ...parts)
const verified = (told) => {
  const found = JSON.parse(told.stdout)
  assert.equal(found.good, true, told.stdout.slice(0, 2000))
  return found
}

test('without a place to go to, or with two, nothing is moved', { skip }, () => {
  assert.notEqual(shouwen('migrate-store').status, 0)
  assert.match(shouwen('migrate-store', '--to', 'elsewhere.db').stderr, /postgres:\/\//)
  assert.match(on_server('migrate-store').stderr, /目标数据库不是空的/, 'its file is still there')
})

test('to PostgreSQL: every row, the same last hash, and verify agrees', { skip }, () => {
  hash = verified(shouwen('--json', 'verify')).last_hash
  const moved = shouwen('--json', 'migrate-store', '--to', uri)
  assert.equal(moved.status, 0, moved.stdout + moved.stderr)
  assert.equal(JSON.parse(moved.stdout).last_hash, hash)
  assert.equal(verified(on_server('--json', 'verify')).last_hash, hash)
})

test('into a database that is not empty nothing is moved', { skip }, () => {
  const again = shouwen('migrate-store', '--to', uri)
  assert.notEqual(again.status, 0)
  assert.match(again.stderr, /目标数据库不是空的/)
  assert.equal(verified(on_server('--json', 'verify')).last_hash, hash)
})

/** What people find, the same on both: lists, two Chinese characters, customers by a part of the name. */
async function answers(server) {
  const clerk = await support.signIn(server.base, 'YYT01')
  const paths = ['/cases?list=unit&limit=50', '/cases?q=停电', '/cases?q=电费', '/customers?q=王', '/customers?q=小区', '/past_cases?q=停电']
  const found = {}
  for (const path of paths) {
    const answer = await clerk.call('GET', path)
    found[path] = [answer.status, (answer.body.items ?? []).map((row) => row.number ?? row.account_number ?? row.id)]
  }
  return found
}

test('the same is found on both', { skip }, async () => {
  const there = await support.startServer(bureau.data, {}, { database: uri })
  const on_postgres = await answers(there)
  await there.stop()
  const here = await support.startServer(bureau.data)
  const on_file = await answers(here)
  await here.stop()
  assert.deepEqual(on_postgres, on_file)
  assert.ok(on_file['/cases?q=停电'][1].length > 0)
})

test('and back, with what was written on PostgreSQL', { skip }, async () => {
  const server = await support.startServer(bureau.data, {}, { database: uri })
  const clerk = await support.signIn(server.base, 'YYT01')
  const made = await clerk.call('POST', '/cases', support.registration({ text: '迁移之后登记的一件㛃𠮷' }))
  assert.equal(made.status, 201)
  await server.stop()
  hash = verified(on_server('--json', 'verify')).last_hash
  renameSync(join(bureau.data, 'shouwen.db'), join(bureau.data, 'before.db'))
  const moved = on_server('--json', 'migrate-store')
  assert.equal(moved.status, 0, moved.stdout + moved.stderr)
  assert.equal(JSON.parse(moved.stdout).last_hash, hash)
  assert.equal(verified(shouwen('--json', 'verify')).last_hash, hash)
  const again = await support.startServer(bureau.data)
  const reader = await support.signIn(again.base, 'YYT01')
  assert.equal((await reader.call('GET', `/cases/${made.body.id}`)).body.service_case.text, '迁移之后登记的一件㛃𠮷')
  assert.ok((await reader.call('GET', '/cases?q=迁移之后')).body.items.some((row) => row.id === made.body.id))
  await again.stop()
})
