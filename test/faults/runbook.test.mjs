// The steps of docs/runbook.md that another test does not try, by the commands as they stand there.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { binary, makeBureau, metric, registration, root, run, runUnder, signIn, startServer } from '../support/server.mjs'

let bureau, folder
before(() => {
  bureau = makeBureau(20)
  folder = mkdtempSync(join(tmpdir(), 'shouwen-runbook-'))
})
after(() => {
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
})
const serve = (environment, ...options) => spawnSync(binary, ['--data', bureau.data, '--rulebook', join(root, 'rulebook'), 'serve', '--port', '0', ...options], { encoding: 'utf8', timeout: 20000, env: { ...process.env, ...environment } })

test('1: a port that is taken, a folder that is held, a setting that is wrong are said in a sentence', async () => {
  const other = createServer()
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve))
  const taken = spawnSync(binary, ['--data', bureau.data, 'serve', '--port', String(other.address().port)], { encoding: 'utf8', timeout: 20000 })
  other.close()
  assert.equal(taken.status, 1)
  assert.match(taken.stderr, /cannot listen on 127\.0\.0\.1 port \d+: Address already in use/)
  const server = await startServer(bureau.data)
  const held = serve({})
  assert.equal(held.status, 1)
  assert.match(held.stderr, /house\.in_use/)
  const beside = run(bureau.data, '--web', join(root, 'web/dist'), '--json', 'doctor')
  assert.equal(beside.status, 0, beside.stdout)
  assert.equal(await (await fetch(`${server.base}/ready`)).text(), 'ready\n')
  // Killed, not asked: the hold on the folder ends with the process.
  await server.stop('SIGKILL')
  const again = await startServer(bureau.data)
  await again.stop()
  writeFileSync(join(folder, 'wrong.toml'), '[server]\nport = "x"\n')
  const wrong = serve({ SHOUWEN_CONFIG: join(folder, 'wrong.toml') })
  assert.equal(wrong.status, 2)
  assert.match(wrong.stderr, /wrong\.toml:2:/)
})

test('4, 10: the numbers the steps look at are there, and the clocks’ rounds go on', async () => {
  const server = await startServer(bureau.data)
  const number = (name) => metric(server.base, name)
  for (const name of ['shouwen_writer_waiting', 'shouwen_readers_waiting', 'shouwen_writer_faults_total', 'shouwen_disk_free_bytes', 'shouwen_database_bytes', 'shouwen_connections', 'process_open_fds', 'process_resident_memory_bytes']) assert.ok((await number(name)) >= 0, name)
  await setTimeout(1500)
  assert.ok(Date.now() / 1000 - (await number('shouwen_ticker_round_timestamp_seconds')) < 30)
  const outside = await fetch(`${server.base}/metrics`, { headers: { 'X-Forwarded-For': '198.51.100.1' } })
  assert.equal(outside.status, 403)
  await server.stop()
})

test('5, 6: a damaged folder is put aside and a backup takes its place; a backup is rehearsed beside the server', async () => {
  const backup = join(folder, 'night'), lost = join(folder, 'lost')
  const server = await startServer(bureau.data)
  assert.equal(run(bureau.data, 'backup', backup).status, 0)
  const trial = join(folder, 'trial')
  assert.equal(run(trial, 'restore', backup).status, 0)
  assert.equal(run(trial, 'verify').status, 0)
  const clerk = await signIn(server.base, 'YYT02')
  assert.equal((await clerk.call('POST', '/cases', registration())).status, 201)
  await server.stop()
  cpSync(bureau.data, lost, { recursive: true })
  const file = openSync(join(lost, 'shouwen.db'), 'r+')
  writeSync(file, Buffer.alloc(8192, 0xff), 0, 8192, 40 * 4096)
  const damaged = run(lost, 'verify')
  assert.equal(damaged.status, 1)
  renameSync(lost, `${lost}.damaged`)
  assert.equal(run(lost, 'restore', backup).status, 0)
  assert.equal(run(lost, 'verify').status, 0)
  const after_it = await startServer(lost)
  assert.equal((await fetch(`${after_it.base}/ready`)).status, 200)
  await after_it.stop()
})

test('7: an administrator’s account taken back, his lost one-time codes switched off', async () => {
  const reset = spawnSync(binary, ['--data', bureau.data, 'user', 'reset', 'JCSJ02'], { encoding: 'utf8', env: { ...process.env, SHOUWEN_PASSWORD: '老槐树下的那把长椅子' } })
  assert.equal(reset.status, 0, reset.stdout + reset.stderr)
  const server = await startServer(bureau.data)
  const answer = await fetch(`${server.base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'JCSJ02', password: '老槐树下的那把长椅子' }) })
  assert.equal(answer.status, 201)
  const session = await answer.json()
  assert.equal(session.must_change_password, true)
  assert.equal(session.has_second_factor, false)
  await server.stop()
  // A week later nobody has changed it: it is over.
  const later = await startServer(bureau.data, { stoppedAt: new Date(Date.now() + 8 * 86400000).toISOString().slice(0, 19).replace('T', ' ') })
  const ended = await fetch(`${later.base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'JCSJ02', password: '老槐树下的那把长椅子' }) })
  assert.equal((await ended.json()).code, 'sign_in.first_password_ended')
  await later.stop()
})

test('10: why a day counts is said day by day', () => {
  const said = runUnder({})(bureau.data, 'due', '--limit', '5wd', '--start', '2026-09-30T10:00', '--explain')
  assert.equal(said.status, 0, said.stderr)
  assert.match(said.stdout, /2026-10-0[1-7]/)
})

test('the runbook names only commands, files and tests there are', () => {
  const text = readFileSync(join(root, 'docs/runbook.md'), 'utf8')
  assert.equal([...text.matchAll(/^## \d+ /gm)].length, 11)
  const help = spawnSync(binary, ['--help'], { encoding: 'utf8' }).stdout
  for (const [, command] of text.matchAll(/shouwen (?:--data \S+ )?(doctor|verify|restore|backup|user|due|serve|init)\b/g)) assert.match(help, new RegExp(`^  ${command}`, 'm'))
  for (const [, name] of text.matchAll(/`(\w+\.test\.mjs)`/g)) assert.ok(['contract', 'faults', 'browser'].some((place) => spawnSync('test', ['-e', join(root, 'test', place, name)]).status === 0), name)
})
