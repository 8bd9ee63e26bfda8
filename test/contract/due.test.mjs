// The commands `due` and `calendar`: first lines, exit codes, what is refused and on which stream.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { binary, makeBureau, root, run } from '../support/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'shouwen-calendar-'))
const file = (name, text) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
let bureau
before(() => (bureau = makeBureau(5)))
after(() => {
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
})

const shouwen = (...parts) => spawnSync(binary, ['--rulebook', join(root, 'rulebook'), ...parts], { encoding: 'utf8' })
const due = (...parts) => shouwen('due', ...parts)
const answered = (result, expected) => {
  assert.equal(result.status, 0, result.stderr)
  assert.equal(result.stdout.split('\n')[0], expected)
  return result
}
/** Exit code 2, nothing on the answer's stream, both languages and the code on the other. */
const refused = (result, code) => {
  assert.equal(result.status, 2, result.stdout + result.stderr)
  assert.equal(result.stdout, '')
  assert.match(result.stderr, /[\u4e00-\u9fff].*\n[\s\S]*[A-Za-z]/)
  if (code) assert.match(result.stderr, new RegExp(`\\[${code.replaceAll('.', '\\.')}\\]`))
}
const national = ['--start', '2025-09-30T10:00', '--limit', '5wd']

test('art_10_7: due prints the deadline and nothing else', () => {
  assert.equal(answered(due(...national), '2025-10-14T17:30:00+08:00').stdout, '2025-10-14T17:30:00+08:00\n')
  assert.equal(due('2025-09-30T10:00', '5wd').stdout, '2025-10-14T17:30:00+08:00\n')
  assert.equal(due('2025-09-30 10:00', '--limit=5wd').stdout, '2025-10-14T17:30:00+08:00\n')
  answered(due('2025-09-30T02:00Z', '5wd'), '2025-10-14T17:30:00+08:00')
  answered(due('2025-01-31', '1month'), '2025-02-28T17:30:00+08:00')
  answered(due('2025-01-31', '1mo'), '2025-02-28T17:30:00+08:00')
  answered(due('2025-10-20T23:50', '30min'), '2025-10-21T00:20:00+08:00')
})

test('art_10_7: a year not decreed is said beside the deadline', () => {
  const late = answered(due('2026-12-31', '1wd'), '2027-01-01T17:30:00+08:00')
  assert.match(late.stderr, /Provisional/)
  assert.equal(late.stdout, '2027-01-01T17:30:00+08:00\n')
  assert.equal(JSON.parse(due('2026-12-31', '1wd', '--json').stdout).provisional, true)
  assert.equal(due('2026-12-31T10:00', '2h').stderr, '')
})

test('art_10_7: pauses, calendars, earlier knowledge and counting', () => {
  answered(due(...national, '--pause', '2025-10-10T16:00/2025-10-13T16:00'), '2025-10-16T17:30:00+08:00')
  answered(due('2025-10-20T09:00', '24h', '--pause', '2025-10-20T10:00/2025-10-20T11:00', '--pause', '2025-10-20T12:00/2025-10-20T12:30'), '2025-10-21T10:30:00+08:00')
  answered(due(...national, '--calendar', 'hotline'), '2025-10-06T00:00:00+08:00')
  answered(due(...national, '--calendar', 'bureau'), '2025-10-14T17:30:00+08:00')
  answered(due(...national, '--known-at', '2024-11-01'), '2025-10-07T17:30:00+08:00')
  answered(due('2025-09-30T10:00', '1d', '--count-from', 'same_day', '--ends-at', 'midnight'), '2025-10-01T00:00:00+08:00')
  answered(due('2025-09-30T10:00', '1d', '--free-last-day', 'next_working_day'), '2025-10-09T17:30:00+08:00')
  const explained = answered(due(...national, '--explain'), '2025-10-14T17:30:00+08:00')
  assert.match(explained.stdout, /2025-10-11 {2}make_up_day/)
  const json = JSON.parse(due(...national, '--pause', '2025-10-10T16:00/2025-10-13T16:00', '--explain', '--json').stdout)
  assert.deepEqual([json.due_at, json.limit, json.pauses.length, json.steps.length > 8], ['2025-10-16T17:30:00+08:00', '5wd', 1, true])
})

test('art_10_7: what is written wrongly ends with 2 and leaves the answer empty', () => {
  refused(due('2025-09-30T10:00', '５wd'), 'due.full_width')
  refused(due('２０２５-09-30', '5wd'), 'due.full_width')
  refused(due('2025-02-30', '5wd'), 'due.bad_start')
  refused(due('', '5wd'), 'due.bad_start')
  refused(due('--start', '', '--limit', ''), 'due.bad_start')
  refused(due('2025-09-30', ''), 'limit.malformed')
  refused(due('2025-09-30', '5 wd'), 'limit.malformed')
  refused(due('2025-09-30', '0wd'), 'limit.zero')
  refused(due('2025-09-30', '3661wd'), 'limit.too_long')
  refused(due('2025-09-30', '99999999999999999999999wd'), 'limit.too_long')
  refused(due(...national, '--calendar', 'nobody'), 'due.no_such_calendar')
  refused(due(...national, '--known-at', 'soon'), 'due.bad_known_on')
  refused(due(...national, '--count-from', 'today'), 'due.bad_counting')
  refused(due(...national, '--pause', '2025-10-11/2025-10-10'), 'due.pause_backwards')
  refused(due(...national, '--pause', '2025-10-11'), 'due.bad_pause')
  refused(due(...national, '--pause', ''), 'due.bad_pause')
  refused(due(...national, '--pause', '2025-10-10/2025-10-12', '--pause', '2025-10-11/2025-10-13'), 'due.pauses_overlap')
  refused(due(...national, '--pause', '2025-09-01/2025-10-12'), 'due.pause_before_start')
  refused(due(...national, '--sideways'))
  refused(due('2025-09-30T10:00'))
  refused(due())
  refused(due('2025-09-30T10:00', '5wd', 'more'))
  const json = due('soon', '5wd', '--json')
  assert.deepEqual([json.status, json.stdout, JSON.parse(json.stderr).code], [2, '', 'due.bad_start'])
  assert.equal(due('--help').status, 0)
})

test('art_10_7: the ends of the calendar', () => {
  answered(due('9999-12-30T10:00', '1wd'), '9999-12-31T17:30:00+08:00')
  refused(due('9999-12-31T10:00', '1wd'), 'due.beyond_years')
  refused(due('9999-01-01', '3660d'), 'due.beyond_years')
  refused(due('10000-01-01', '1d'), 'due.bad_start')
  refused(due('0000-01-01', '1d'), 'due.bad_start')
  answered(due('0001-01-01', '24h'), '0001-01-02T00:00:00+08:00')
  answered(due('2025-09-30T10:00', '3660d'), '2035-10-08T17:30:00+08:00')
})

test('art_10_7: calendar lists and shows', () => {
  const list = JSON.parse(shouwen('calendar', 'list', '--json').stdout)
  assert.deepEqual(list.map((row) => row.code), ['bureau', 'hotline'])
  assert.deepEqual([list[0].decreed_years.at(-1), list[1].every_day, list[1].units], [2026, true, ['KHFW-95598']])
  assert.match(shouwen('calendar', 'show', '2025').stdout, /2025-10-11 {2}班 worked/)
  assert.equal(JSON.parse(shouwen('calendar', 'show', '2024', '--json').stdout).length, 366)
  refused(shouwen('calendar', 'show', '２０２５'), 'calendar.bad_year')
  refused(shouwen('calendar', 'show', '10000'), 'calendar.bad_year')
  refused(shouwen('calendar', 'show', '2025', '--calendar', 'nobody'), 'due.no_such_calendar')
  refused(shouwen('calendar'))
})

test('art_5: holidays go out and come in again without a change', () => {
  for (const format of ['ics', 'csv', 'json']) {
    const out = shouwen('calendar', 'export', '--year', '2026', '--format', format)
    assert.equal(out.status, 0, out.stderr)
    const again = run(bureau.data, 'calendar', 'import', file(`again.${format}`, out.stdout), '--dry-run')
    assert.equal(again.status, 0, again.stderr)
    assert.match(again.stdout, /changes 0, 已有 there already \d\d/)
  }
  const ics = shouwen('calendar', 'export').stdout
  assert.ok(ics.startsWith('BEGIN:VCALENDAR\r\n') && ics.endsWith('END:VCALENDAR\r\n'))
  for (const line of ics.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  const uids = [...ics.matchAll(/^UID:(.*)$/gm)].map((found) => found[1])
  assert.equal(new Set(uids).size, uids.length)
  assert.equal((ics.match(/^DTSTAMP:\d{8}T\d{6}Z\r$/gm) ?? []).length, uids.length)
})

test('art_5: an imported year is a draft of a named officer, told row by row', () => {
  const json = file('2027.json', JSON.stringify({ papers: ['https://www.gov.cn/2027'], days: [{ name: '元旦', date: '2027-01-01', isOffDay: true }, { name: '元旦', date: '2027-01-02', isOffDay: false }] }))
  const dry = run(bureau.data, 'calendar', 'import', json, '--dry-run')
  assert.match(dry.stdout, /\+ 2027-01-01 {2}休 off {2}元旦\n\+ 2027-01-02 {2}班 worked {2}元旦\n/)
  refused(run(bureau.data, 'calendar', 'import', json))
  refused(run(bureau.data, 'calendar', 'import', json, '--author', 'NOBODY'), 'officer.unknown')
  refused(run(bureau.data, 'calendar', 'import', json, '--author', 'YYT02'), 'permission.denied')
  const done = run(bureau.data, 'calendar', 'import', json, '--author', 'SCYX01', '--known-on', '2026-11-05')
  assert.equal(done.status, 0, done.stderr)
  const version = Number(done.stdout.match(/draft v(\d+)/)[1])
  const more = file('more.csv', 'date,worked,name,source\n2027-01-02,0,元旦,更正\n2027-01-03,0,元旦,更正\n')
  refused(run(bureau.data, 'calendar', 'import', more, '--author', 'SCYX01', '--draft', String(version), '--known-on', '2026-11-05'), 'day_file.decreed_before')
  const changed = run(bureau.data, 'calendar', 'import', more, '--author', 'SCYX01', '--draft', String(version), '--known-on', '2026-11-20')
  assert.match(changed.stdout, /~ 2027-01-02 {2}班 worked → 休 off/)
  assert.match(changed.stdout, /2027-01-01.*stays/)
  const typhoon = file('own.csv', 'date,worked,name,source\n2026-09-24,0,台风停工,市防指通知\n')
  const own = run(bureau.data, 'calendar', 'import', typhoon, '--own', '--author', 'SCYX01', '--draft', String(version))
  assert.equal(own.status, 0, own.stderr)
  assert.match(own.stdout, /\+ 2026-09-24.*本单位/)
  assert.match(run(bureau.data, 'calendar', 'import', typhoon, '--own', '--dry-run', '--draft', String(version)).stdout, /changes 0, 已有 there already 1/)
})

test('art_5: a file with a mistake is refused whole, with file, line and reason', () => {
  const draftNumber = (path) => Number(run(bureau.data, 'calendar', 'import', path, '--author', 'SCYX01').stdout.match(/draft v(\d+)/)[1])
  const before = draftNumber(file('before.csv', 'date,worked,name,source\n2028-01-01,0,元旦,x\n'))
  const bad = (name, text, code, line) => {
    const result = run(bureau.data, 'calendar', 'import', file(name, text), '--author', 'SCYX01')
    refused(result, code)
    assert.ok(result.stderr.includes(name), result.stderr)
    if (line) assert.match(result.stderr, new RegExp(`(第${line}行|line ${line}\\b)`, 'i'))
  }
  bad('twice.json', '{"days":[\n{"name":"x","date":"2027-01-01","isOffDay":true},\n{"name":"x","date":"2027-01-01","isOffDay":false}]}', 'day_file.day_twice', 3)
  bad('impossible.csv', 'date,worked,name,source\n2027-02-30,0,x,y\n', 'calendar.bad_date', 2)
  bad('row.csv', 'date,worked,name,source\n2027-02-03,9,x,y\n', 'calendar.bad_row', 2)
  bad('overlap.ics', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270104\r\nSUMMARY:元旦（休）\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270103\r\nSUMMARY:元旦（休）\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n', 'day_file.overlap', 7)
  bad('empty.json', '', 'day_file.empty')
  bad('nothing.txt', 'hello', 'day_file.unknown_shape')
  refused(run(bureau.data, 'calendar', 'import', join(folder, 'not-there.json'), '--dry-run'), 'import.file_missing')
  const after = draftNumber(file('after.csv', 'date,worked,name,source\n2028-01-01,0,元旦,x\n'))
  assert.equal(after, before + 1, 'no draft was begun by a refused file')
})
