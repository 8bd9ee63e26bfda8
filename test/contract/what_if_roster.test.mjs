// What-ifs under a drafted roster, from the command line and over HTTP: who would have been there, every mistake with its line,
// and nothing written. And runs as the screen meets them: cancelled while they run, one an officer.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { runUnder, signIn } from '../support/server.mjs'

const clock = { stoppedAt: '2026-11-24 02:30:00' }
const run = runUnder(clock)
const { bureau, server } = await ownServer(1200, clock)
let marketing, auditor, clerk
before(async () => {
  marketing = await signIn(server.base, 'SCYX01')
  auditor = await signIn(server.base, 'JCSJ01')
  clerk = await signIn(server.base, 'YYT02')
})

const day = (ago) => new Date(Date.parse(clock.stoppedAt.replace(' ', 'T') + 'Z') + 8 * 3600000 - ago * 86400000).toISOString().slice(0, 10)
const period = { from: day(90), to: day(0) }
const heading = '部门代码,工号,开始,结束,班次\n'
const always = `${heading}KHFW-YYT,YYT02,${day(400)} 00:00,${day(-400)} 00:00,值班\n`
const bad = [
  ['NOWHERE,YYT02,2026-01-05 08:30,2026-01-05 17:30,', 'roster_file.unknown_unit'],
  ['KHFW-YYT,ZZZ99,2026-01-05 08:30,2026-01-05 17:30,', 'roster_file.unknown_officer'],
  ['KHFW-YYT,YYT02,2026-02-30 08:30,2026-03-01 17:30,', 'import.bad_time'],
  ['KHFW-YYT,YYT02,2026-01-05 17:30,2026-01-05 08:30,', 'plan_shift.ends_before_it_starts'],
  ['KHFW-95598,YYT02,2026-01-04 12:00,2026-01-04 13:00,', 'plan_shift.overlaps'],
]
const good = 'KHFW-YYT,YYT02,2026-01-04 08:30,2026-01-04 17:30,\n'
function file(name, text) {
  const path = join(bureau.data, '..', name)
  writeFileSync(path, text)
  return path
}
const command = (...more) => run(bureau.data, 'what-if', '--from', period.from, '--to', period.to, ...more)
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
/** As a browser sends it. */
function send(who, text, { name = '值班.csv', question = { ...period, version: 1 } } = {}) {
  const form = new FormData()
  form.append('question', JSON.stringify(question))
  form.append('file', new Blob([text]), name)
  return fetch(`${server.base}/api/v1/what_if/roster_runs`, { method: 'POST', body: form, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token, 'Accept-Language': 'zh' } }).then(async (answer) => ({ status: answer.status, body: await answer.json() }))
}
async function finished(who, answer) {
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  for (let tries = 0; answer.body.state === 'running' && tries < 200; ++tries) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    answer = await who.call('GET', `/what_if/${answer.body.id}`)
  }
  assert.equal(answer.body.state, 'done')
  return answer.body
}

test('art_4 art_11_6_1: shouwen what-if --roster says where somebody would have been there, and who carries what', async () => {
  const before = await journal()
  const told = run(bureau.data, '--json', 'what-if', '--from', period.from, '--to', period.to, '--roster', file('always.csv', always))
  assert.equal(told.status, 0, told.stderr)
  const result = JSON.parse(told.stdout)
  const [[unit, cover], ...others] = Object.entries(result.by_cover)
  assert.equal(others.length, 0, 'only units with shifts in either')
  assert.match(unit, /^KHFW-YYT /)
  assert.ok(cover.moments_was > 0)
  assert.equal(cover.moments_would, cover.moments_was, 'the same rules need the same people')
  assert.equal(cover.nobody_was, cover.moments_was, 'the demonstration bureau plans no shifts')
  assert.equal(cover.nobody_would, 0)
  assert.ok(Object.values(result.by_officer).some((row) => row.late_was > 0))
  assert.equal(Object.values(result.by_route).reduce((sum, row) => sum + row.was, 0), result.cases)
  const words = command('--roster', file('always.csv', always)).stdout
  for (const part of ['By officer', 'Load: cases routed', 'Nobody on duty when needed', 'KHFW-YYT 城区营业厅']) assert.ok(words.includes(part), part)
  assert.ok(!command().stdout.includes('Nobody on duty'), 'without a roster nobody asks')
  assert.equal(await journal(), before)
})

test('art_4: a bad roster file is refused with file, line and reason, all mistakes at once', () => {
  const name = file('bad.csv', heading + good + bad.map(([row]) => `${row}\n`).join(''))
  const told = command('--roster', name)
  assert.equal(told.status, 2)
  assert.equal(told.stdout, '')
  bad.forEach(([, code], index) => assert.match(told.stderr, new RegExp(`${name}:${index + 3}: .*\\[${code}\\]`)))
  assert.match(command('--roster', file('short.csv', '部门代码,工号\nKHFW-YYT,YYT02\n')).stderr, /short\.csv:1: .*\[import\.field_without_column\]/)
  assert.match(command('--roster', '/no/such/file.csv').stderr, /\[import\.file_missing\]/)
  assert.match(command('--roster', file('old.csv', `${heading}KHFW-YYT,YYT02,2001-01-05 08:30,2001-01-05 17:30,\n`)).stderr, /\[what_if\.roster_misses_period\]/)
})

test('art_4 art_11_6_1: the same over HTTP', async () => {
  const before = await journal()
  const view = await finished(marketing, await send(marketing, always))
  assert.equal(view.roster_file, '值班.csv')
  const [cover] = view.result.by_cover
  assert.equal(cover.name, '城区营业厅')
  assert.ok(cover.moments_would > 0)
  assert.equal(cover.nobody_would, 0)
  assert.equal(view.result.changed_cases, 0)
  for (const [row, code] of bad) {
    const answer = await send(marketing, heading + good + row)
    assert.equal(answer.status, 422, code)
    assert.equal(answer.body.code, 'what_if.roster_has_mistakes')
    assert.match(answer.body.detail, /值班\.csv 第3行/)
  }
  assert.match((await send(marketing, heading + good + bad[2][0])).body.detail, /“开始”的时间“2026-02-30 08:30”/)
  assert.equal((await send(marketing, '')).body.code, 'attachment.empty')
  assert.equal((await send(marketing, always, { question: { from: period.from } })).status, 400)
  assert.equal((await send(marketing, always, { question: { ...period, version: 999 } })).body.code, 'rulebook.unknown_version')
  assert.equal((await send(clerk, always)).status, 403)
  const without = await finished(marketing, await marketing.call('POST', '/what_if', { ...period, version: 1 }))
  assert.equal(without.roster_file, undefined)
  assert.deepEqual(without.result.by_cover, [])
  assert.equal(await journal(), before)
})

test('art_11_6_1: a run is cancelled while it runs, and a second one of the same officer is refused', async () => {
  let cancelled, refused
  // A run of this bureau takes a twentieth of a second: some of these meet it at work.
  for (let tries = 0; tries < 100 && !(cancelled && refused); ++tries) {
    const started = await auditor.call('POST', '/what_if', { ...period, version: 1 })
    assert.equal(started.status, 201)
    const path = `/what_if/${started.body.id}`
    const [second, stop] = await Promise.all([auditor.call('POST', '/what_if', { ...period, version: 1 }), auditor.call('DELETE', path)])
    if (second.status === 422) refused = second.body
    let seen
    do seen = (await auditor.call('GET', '/what_if')).body.items[0]
    while (seen.state === 'running')
    if (stop.status === 204 && seen.id === started.body.id) cancelled = { view: seen, changes: await auditor.call('GET', `${path}/changes`) }
  }
  assert.equal(refused?.code, 'what_if.yours_is_running')
  assert.ok(cancelled, 'none was cancelled at work')
  assert.equal(cancelled.view.state, 'cancelled')
  assert.equal(cancelled.view.result, undefined)
  assert.equal(cancelled.changes.body.code, 'what_if_run.not_done')
})
