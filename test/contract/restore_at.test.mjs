// The rehearsal: people work, the root is noted at three moments, work goes on, the machine dies; each moment comes back with its
// root, and so does the last thing that was answered.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as rest } from 'node:timers/promises'
import { binary, isPostgres, makeBureau, registration, signIn, startServer } from '../support/server.mjs'

const skip = isPostgres && 'the file is followed; PostgreSQL archives its own log (postgres_restore.test.mjs)'
let bureau, beside, copy, moments, last
const at = (name) => join(beside, name)
/** On the file, beside a server or not. */
const shouwen = (data, ...parts) => spawnSync(binary, ['--data', data, ...parts], { encoding: 'utf8', maxBuffer: 1 << 28 })
const verified = (data) => {
  const found = JSON.parse(shouwen(data, '--json', 'verify').stdout)
  assert.equal(found.good, true, JSON.stringify(found).slice(0, 2000))
  return found
}
const chinaTime = (ms) => new Date(ms + 8 * 3600000).toISOString().slice(0, 19)

/** Cases with papers; what is there when nobody writes, and a whole second later. */
async function work(server, clerk, number) {
  const made = []
  for (let i = 0; i < number; ++i) {
    const case_ = await clerk.call('POST', '/cases', registration({ text: `第${i}件` }))
    assert.equal(case_.status, 201)
    const body = new FormData()
    body.append('file', new Blob([`凭证${case_.body.id}`]), '凭证.txt')
    assert.equal((await fetch(`${server.base}/api/v1/cases/${case_.body.id}/attachments`, { method: 'POST', body, headers: { Cookie: clerk.cookie, 'X-CSRF-Token': clerk.session.csrf_token } })).status, 201)
    made.push(case_.body.id)
  }
  return made
}
/** A moment with more than a second on both sides of it in which nothing is written: a serving house writes by itself too, on time. */
async function moment(made) {
  for (;;) {
    const { root, last_hash, entries } = verified(bureau.data)
    await rest(1100)
    const at = chinaTime(Date.now())
    await rest(1100)
    if (verified(bureau.data).root === root) return { root, last_hash, entries, at, made }
  }
}

before(async () => {
  if (skip) return
  bureau = makeBureau(30)
  beside = join(bureau.data, '..')
  copy = at('follow')
  const server = await startServer(bureau.data, { options: ['--follow', copy] })
  const clerk = await signIn(server.base, 'YYT02')
  moments = []
  for (const number of [3, 1, 5]) moments.push(await moment(await work(server, clerk, number)))
  const made = await work(server, clerk, 4)
  const metrics = await (await fetch(`${server.base}/metrics`)).text()
  assert.match(metrics, /^shouwen_follow_broken 0$/m)
  assert.ok(Number(metrics.match(/^shouwen_follow_copied_timestamp_seconds (\d+)$/m)[1]) > Date.now() / 1000 - 30)
  await server.stop('SIGKILL')
  last = { ...verified(bureau.data), made }
})
after(() => bureau?.remove())

test('each noted moment comes back: the same root, verify agrees, what came later is not there', { skip }, async () => {
  for (const [i, noted] of moments.entries()) {
    const data = at(`back_${i}`)
    const told = shouwen(data, 'restore', copy, '--at', noted.at)
    assert.equal(told.status, 0, told.stdout + told.stderr)
    const found = verified(data)
    assert.deepEqual([found.root, found.last_hash, found.entries], [noted.root, noted.last_hash, noted.entries])
  }
  assert.equal(new Set(moments.map((noted) => noted.root)).size, 3)
  const server = await startServer(at('back_0'), {}, { database: '' })
  const clerk = await signIn(server.base, 'YYT02')
  assert.equal((await clerk.call('GET', `/cases/${moments[0].made.at(-1)}`)).status, 200)
  assert.equal((await clerk.call('GET', `/cases/${moments[1].made[0]}`)).status, 404)
  await server.stop()
})

test('without an instant the newest: everything that was answered before the machine died', { skip }, () => {
  rmSync(bureau.data, { recursive: true })
  assert.equal(shouwen(bureau.data, 'restore', copy).status, 0)
  const found = verified(bureau.data)
  assert.deepEqual([found.root, found.entries], [last.root, last.entries])
})

test('the restored bureau goes on and is followed again; both runs can be gone back to', { skip }, async () => {
  const server = await startServer(bureau.data, { options: ['--follow', copy] })
  const clerk = await signIn(server.base, 'YYT02')
  const noted = await moment(await work(server, clerk, 2))
  await work(server, clerk, 1)
  await server.stop()
  assert.ok(readdirSync(join(copy, 'runs')).length >= 2)
  for (const [name, wanted] of [['second_run', noted], ['first_run', moments[1]]]) {
    assert.equal(shouwen(at(name), 'restore', copy, '--at', wanted.at).status, 0)
    assert.equal(verified(at(name)).root, wanted.root)
  }
})

test('what cannot be had is refused in a sentence, and nothing is left of the attempt', { skip }, () => {
  const refused = (code, ...parts) => {
    const told = shouwen(at('never'), '--json', 'restore', ...parts)
    assert.notEqual(told.status, 0)
    assert.ok((told.stdout + told.stderr).includes(code), told.stdout + told.stderr)
    assert.equal(existsSync(at('never')), false)
  }
  refused('restore.too_early', copy, '--at', '2020-01-01')
  refused('restore.bad_time', copy, '--at', 'yesterday')
  mkdirSync(at('plain'))
  refused('restore.no_follow_folder', at('plain'), '--at', '2026-01-01')
  assert.ok(shouwen(bureau.data, '--json', 'restore', copy).stdout.includes('backup.target_not_empty'))
  const runs = readdirSync(join(copy, 'runs')).filter((name) => /^\d+$/.test(name)).sort()
  const log = join(copy, 'runs', runs[0], '000001.wal')
  const whole = readFileSync(log)
  const spoiled = Buffer.from(whole)
  spoiled[3000] ^= 0xff
  writeFileSync(log, spoiled)
  refused('restore.copy_damaged', copy, '--at', moments[2].at)
  writeFileSync(log, whole)
})

test('where the second disk is away people work on, it is told, and a new run begins when it is back', { skip }, async () => {
  const away = at('away'), elsewhere = mkdtempSync(join(tmpdir(), 'shouwen-away-'))
  writeFileSync(away, 'no folder')
  const server = await startServer(bureau.data, { options: ['--follow', away], environment: { SHOUWEN_LOG_LEVEL: 'error' } })
  const clerk = await signIn(server.base, 'YYT02')
  assert.equal((await clerk.call('POST', '/cases', registration())).status, 201)
  assert.match(await (await fetch(`${server.base}/metrics`)).text(), /^shouwen_follow_broken 1$/m)
  renameSync(away, join(elsewhere, 'away'))
  const since = chinaTime(Date.now())
  await rest(61000)
  assert.equal((await clerk.call('POST', '/cases', registration())).status, 201)
  assert.match(await (await fetch(`${server.base}/metrics`)).text(), /^shouwen_follow_broken 0$/m)
  const noted = await moment(await work(server, clerk, 1))
  await server.stop()
  assert.equal(shouwen(at('after_gap'), 'restore', away, '--at', noted.at).status, 0)
  assert.equal(verified(at('after_gap')).root, noted.root)
  const told = shouwen(at('never'), '--json', 'restore', away, '--at', since)
  assert.ok(told.stdout.includes('restore.too_early'), told.stdout)
  rmSync(elsewhere, { recursive: true })
})
