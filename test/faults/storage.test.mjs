// A changed journal is found and named; backup and restore give the same bureau; imports say what is wrong in which line.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeBureau, registration, root, run, signIn, startServer } from '../support/server.mjs'

let bureau
before(() => {
  bureau = makeBureau(60)
})
after(() => bureau.remove())
const sql = (file, text) => execFileSync('sqlite3', [file, text], { encoding: 'utf8' })

test('backup, restore, verify: the same last hash', () => {
  const copy = join(bureau.data, '../backup'), restored = join(bureau.data, '../restored')
  assert.equal(run(bureau.data, 'backup', copy).status, 0)
  assert.equal(run(restored, 'restore', copy).status, 0)
  const before = JSON.parse(run(bureau.data, 'verify', '--json').stdout), after = JSON.parse(run(restored, 'verify', '--json').stdout)
  assert.equal(after.last_hash, before.last_hash)
  assert.equal(after.chain_intact, true)
  assert.notEqual(run(restored, 'restore', copy).status, 0, 'never over existing data')
})

test('a changed event, a changed state row, a removed event: verify names the place', () => {
  const copy = join(bureau.data, '../tampered')
  const tamper = (statement) => {
    execFileSync('rm', ['-rf', copy])
    assert.equal(run(bureau.data, 'backup', copy).status, 0)
    sql(join(copy, 'shouwen.db'), statement)
    const verified = run(copy, 'verify', '--json')
    assert.equal(verified.status, 1)
    return JSON.parse(verified.stdout)
  }
  assert.equal(tamper("UPDATE event SET clause = 'art.1' WHERE number = 100").first_bad_number, 100)
  assert.equal(tamper('DELETE FROM event WHERE number = 120').first_bad_number, 120)
  const state = tamper("UPDATE case_state SET state = replace(state, '\"returns\":0', '\"returns\":9') WHERE case_id = 5")
  assert.deepEqual(state.differences.map((row) => row.stream), ['case/5'])
})

test('a damaged file is reported, not believed', () => {
  const copy = join(bureau.data, '../damaged')
  assert.equal(run(bureau.data, 'backup', copy).status, 0)
  const file = join(copy, 'shouwen.db')
  execFileSync('dd', ['if=/dev/urandom', `of=${file}`, 'bs=4096', 'seek=40', 'count=6', 'conv=notrunc'], { stdio: 'ignore' })
  const verified = run(copy, 'verify', '--json')
  assert.equal(verified.status, 1)
  assert.deepEqual(JSON.parse(verified.stdout).damaged, [{ first_page: 41, last_page: 46, first_byte: 163840, last_byte: 188415 }])
})

test('a missing or changed attachment is named', async () => {
  const own = makeBureau(5)
  const server = await startServer(own.data)
  const clerk = await signIn(server.base, 'YYT02')
  const { body: made } = await clerk.call('POST', '/cases', registration())
  const body = new FormData()
  body.append('file', new Blob(['凭证']), '凭证.txt')
  await fetch(`${server.base}/api/v1/cases/${made.id}/attachments`, { method: 'POST', body, headers: { Cookie: clerk.cookie, 'X-CSRF-Token': clerk.session.csrf_token } })
  await server.stop()
  assert.deepEqual(JSON.parse(run(own.data, 'verify', '--json').stdout).attachments, [])
  const [file] = readdirSync(join(own.data, 'attachments'), { recursive: true }).filter((name) => name.includes('/') && readFileSync(join(own.data, 'attachments', name), 'utf8') === '凭证')
  writeFileSync(join(own.data, 'attachments', file), '另一份')
  const report = JSON.parse(run(own.data, 'verify', '--json').stdout)
  assert.deepEqual([report.good, report.attachments.map((row) => row.case_id)], [false, [made.id]])
  own.remove()
})

test('init: own working hours, and the units the rulebook still lacks are named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-init-'))
  const calendar = join(folder, 'hours.toml')
  const hours = '["09:00-12:00", "13:00-17:00"]'
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => `${day} = ${hours}\n`).join('')
  writeFileSync(calendar, `[calendar]\nname = "冬季作息"\n${days}saturday = []\nsunday = []\n`)
  const init = (data, file) => run(join(folder, data), 'init', '--bureau', '某某供电局', '--admin-name', '王芳', '--admin-password', 'a long password', '--calendar', file)
  const made = init('a', calendar)
  assert.equal(made.status, 0, made.stderr)
  assert.match(made.stdout, /尚未建立的部门.*KHFW/)
  assert.match(sql(join(folder, 'a', 'shouwen.db'), "SELECT content FROM rulebook_file WHERE name = 'calendar.toml'"), /冬季作息/)
  writeFileSync(calendar, '[calendar]\nname = "错"\nmonday = ["25:00-26:00"]\n')
  const wrong = init('b', calendar)
  assert.equal(wrong.status, 1)
  assert.match(wrong.stderr, /calendar\.toml:\d+:/)
  assert.equal(existsSync(join(folder, 'b', 'shouwen.db')), false, 'nothing half set up')
  rmSync(folder, { recursive: true })
})

test('imports: errors by line, nothing half-written, a second run goes on', () => {
  const file = join(bureau.data, '../customers.csv')
  writeFileSync(file, 'account_number,name,phone,area,station\n0599000001,甲,19900008001,urban,GDS-CD\n0599000002,,19900008002,urban,GDS-CD\n0599000003,丙,abc,urban,GDS-CD\n0599000004,丁,19900008004,moon,GDS-CD\n')
  const first = JSON.parse(run(bureau.data, 'import', 'customers', file, '--json').stdout)
  assert.deepEqual([first.added, first.errors.map((row) => row.line)], [1, [3, 4, 5]])
  writeFileSync(file, 'account_number,name,phone,area,station\n0599000001,甲,19900008001,urban,GDS-CD\n0599000002,乙,19900008002,urban,GDS-CD\n')
  const second = JSON.parse(run(bureau.data, 'import', 'customers', file, '--json').stdout)
  assert.deepEqual([second.added, second.there_already, second.errors], [1, 1, []])
})

test('past cases of another city: our clock agrees with their published on-time flags', { skip: !existsSync(join(root, '../shared/data/requests_311')) && 'no sample data here' }, () => {
  const folder = join(root, '../shared/data/requests_311')
  const files = { 'boston311-100.csv': 'boston311', 'boston311-dmy-100.csv': 'boston311-dmy', 'boston311-100-notime.csv': 'boston311' }
  for (const [name, mapping] of Object.entries(files)) {
    const own = makeBureau(1)
    const answer = run(own.data, 'import', 'past_cases', join(folder, name), '--mapping', join(root, `rulebook/mappings/${mapping}.toml`), '--json')
    const report = JSON.parse(answer.stdout)
    assert.deepEqual(report.errors, [], name)
    const [all, equal] = sql(join(own.data, 'shouwen.db'), 'SELECT count(*), sum(on_time = published_on_time) FROM past_case').trim().split('|').map(Number)
    assert.equal(all, report.added)
    // Without times of day one row cannot be judged: due and closed on the same date (its full record says 08:30 and 09:30).
    assert.equal(equal, name.includes('notime') ? all - 1 : all, name)
    own.remove()
  }
})
