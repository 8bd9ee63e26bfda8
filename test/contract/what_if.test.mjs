// What-ifs as a stranger meets them: the same rules change nothing, stricter ones name the cases, and nothing is ever written.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { runUnder, signIn } from '../support/server.mjs'

const clock = { stoppedAt: '2026-11-24 02:30:00' }
const run = runUnder(clock)
const { bureau, server } = await ownServer(300, clock)
let marketing, auditor, clerk
before(async () => {
  marketing = await signIn(server.base, 'SCYX01')
  auditor = await signIn(server.base, 'JCSJ01')
  clerk = await signIn(server.base, 'YYT02')
})

const day = (ago) => new Date(Date.parse(clock.stoppedAt.replace(' ', 'T') + 'Z') + 8 * 3600000 - ago * 86400000).toISOString().slice(0, 10)
/** What the journal proves to hold, once the clock has struck what was due: it stands still, so nothing more comes of itself. */
async function journal() {
  for (let before = ''; ; ) {
    const verified = run(bureau.data, 'verify', '--json')
    assert.equal(verified.status, 0, verified.stdout + verified.stderr)
    if (verified.stdout === before) return before
    before = verified.stdout
    await new Promise((resolve) => setTimeout(resolve, 1500))
  }
}
async function finished(who, version, period = { from: day(90), to: day(0) }) {
  let answer = await who.call('POST', '/what_if', { ...period, version })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  const path = `/what_if/${answer.body.id}`
  for (let tries = 0; answer.body.state === 'running' && tries < 200; ++tries) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    answer = await who.call('GET', path)
  }
  assert.equal(answer.body.state, 'done')
  return { path, result: answer.body.result }
}
async function changesOf(who, path) {
  const rows = []
  for (let after = ''; after !== undefined; ) {
    const { status, body } = await who.call('GET', `${path}/changes?limit=40${after && `&after=${after}`}`)
    assert.equal(status, 200, JSON.stringify(body))
    rows.push(...body.items)
    after = body.next
  }
  return rows
}
async function stricterDraft() {
  const { version } = (await marketing.call('POST', '/rulebook/drafts', { title: '答复更快' })).body
  const { text } = (await marketing.call('GET', `/rulebook/versions/${version}/files`)).body.items.find((file) => file.name === 'limits.toml')
  // Every reply within an hour.
  const strict = text.split('[[limit]]').map((row) => (/^duty = "reply"/m.test(row) ? row.replace(/^limit = ".*"/m, 'limit = "1h"') : row)).join('[[limit]]')
  assert.notEqual(strict, text)
  const changed = await marketing.call('PUT', `/rulebook/versions/${version}/files/limits.toml`, { text: strict })
  assert.deepEqual(changed.body.mistakes, [])
  return version
}

test('art_11_6_1: under the version in force nothing changes', async () => {
  const { path, result } = await finished(marketing, 1)
  assert.ok(result.cases > 200)
  assert.deepEqual(result.total.was, result.total.would)
  assert.equal(result.changed_cases, 0)
  assert.deepEqual(await changesOf(marketing, path), [])
})

test('art_5 art_11_6_1: a stricter draft would have made more late, names them, and writes nothing', async () => {
  const version = await stricterDraft()
  const before = await journal()
  const { path, result } = await finished(auditor, version)
  assert.ok(result.total.would.late > result.total.was.late)
  assert.equal(result.total.would.late - result.total.was.late, result.total.newly_late - result.total.no_longer_late)
  for (const table of ['by_unit', 'by_kind', 'by_duty']) assert.equal(result[table].reduce((sum, row) => sum + row.would.late, 0), result.total.would.late, table)
  const rows = await changesOf(auditor, path)
  assert.equal(rows.length, result.changes, 'supervision may read every case')
  assert.equal(rows.filter((row) => row.would === 'late' && row.was !== 'late').length, result.total.newly_late)
  const { body, status } = await auditor.call('GET', `/cases/${rows[0].case_id}`)
  assert.equal(status, 200)
  assert.equal(body.service_case.number, rows[0].number)
  const csv = (await auditor.call('GET', `${path}/download?format=csv`)).body.trim().split('\n')
  assert.equal(csv.length, rows.length + 1)
  assert.equal((await auditor.call('GET', `${path}/download?format=xlsx`)).status, 200)
  const office = await finished(marketing, version)
  assert.deepEqual(office.result.total, result.total, 'figures count sealed cases for everybody')
  for (const row of await changesOf(marketing, office.path)) assert.notEqual(row.kind_name, '举报', 'a tip is not listed to who may not read it')
  assert.equal(await journal(), before)
})

test('art_6: who may not is refused, runs are their owners’, and senseless questions are told', async () => {
  assert.equal((await clerk.call('POST', '/what_if', { from: day(9), to: day(0), version: 1 })).status, 403)
  assert.equal((await clerk.call('GET', '/what_if')).status, 403)
  const { path } = await finished(marketing, 1, { from: day(3), to: day(0) })
  assert.equal((await auditor.call('GET', path)).status, 404)
  for (const [body, code] of [
    [{ from: day(0), to: day(9), version: 1 }, 'what_if.period_backwards'],
    [{ from: day(9), to: day(0), version: 999 }, 'rulebook.unknown_version'],
  ]) {
    const answer = await marketing.call('POST', '/what_if', body)
    assert.equal(answer.status, 422)
    assert.equal(answer.body.code, code)
  }
  assert.equal((await marketing.call('DELETE', path)).body.code, 'what_if_run.not_running')
})
