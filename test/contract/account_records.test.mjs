// Bills, arrears and outages of a customer's file over HTTP: imported as a clerk does it, read back with their sums, corrected, proved;
// photos and papers beside them. Art. 11(6)(3).
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { run, signIn, startServer } from '../support/server.mjs'

const own = await ownServer(20)
const { bureau } = own
let { server } = own
let admin, marketing, manager, clerk, officer, auditor, leader, mine, other
before(async () => {
  ;[admin, marketing, manager, clerk, officer, auditor, leader] = await Promise.all(['admin', 'SCYX01', 'DK02', 'YYT02', 'XQQ01', 'JCSJ01', 'JZ01'].map((name) => signIn(server.base, name)))
  // He reads his whole centre's; which stands first depends on whether its figures are counted yet.
  const { name } = good(await manager.call('GET', '/session')).officer
  mine = good(await manager.call('GET', '/key_accounts?limit=100')).items.find((row) => row.account_manager_name === name)
  // Customers nobody imported anything for, whatever the demonstration holds.
  const fresh = async (account_number, name) => ({ id: good(await clerk.call('POST', '/customers', { account_number, name, phone: '', address: '桃源路1号', area: 'urban', station_unit_id: 0, usage_category: '大工业', meter_number: '' })).id, account_number })
  other = await fresh('GY-0510A', '㛃𠮷铸造有限公司')
})

const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const refusal = (answer) => {
  assert.ok(answer.status >= 400, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body.code
}
const china = new Date(Date.now() + 8 * 3600000)
const day = (ago) => new Date(china.getTime() - ago * 86400000).toISOString().slice(0, 10)
/** yyyymm, so many months ago. */
const month = (ago) => {
  const index = china.getUTCFullYear() * 12 + china.getUTCMonth() - ago
  return Math.floor(index / 12) * 100 + (index % 12) + 1
}
async function upload(kind, content, name = 'records.csv', who = marketing) {
  const body = new FormData()
  body.append('file', new Blob([content]), name)
  const answer = await fetch(`${server.base}/api/v1/imports?kind=${kind}`, { method: 'POST', body, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token, 'Accept-Language': 'zh' } })
  return { status: answer.status, body: await answer.json() }
}
/** Uploaded, mapped by its headings, tried and run to the end. */
async function imported(kind, content, name) {
  const uploaded = good(await upload(kind, content, name, admin))
  const { mapping } = good(await admin.call('GET', `/imports/${uploaded.id}/table`))
  const trial = good(await admin.call('POST', `/imports/${uploaded.id}/trials`, mapping))
  good(await admin.call('POST', `/imports/${uploaded.id}/runs`, { mapping, mapping_name: '' }))
  for (;;) {
    const now = good(await admin.call('GET', `/imports/${uploaded.id}`))
    if (now.state !== 'running') return { trial, run: now }
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
const records = async (who, id) => good(await who.call('GET', `/customers/${id}/account_records`))
function verified() {
  const { status, stdout } = run(bureau.data, 'verify', '--json')
  assert.equal(status, 0, stdout)
  const told = JSON.parse(stdout)
  assert.deepEqual(told.differences, [])
  return told
}

const billHead = '户号,月份,电量,应收电费,电度电费,基本电费,力调电费,代征,缴费期限,已缴,缴费日期,备注\n'

test('Art_11_6_3 bills are tried, imported whole or not at all, and each mistake has its row, field and rule', async () => {
  const rows = [
    `${other.account_number},${month(2)},"12,000.5",8000.00,6500,1500,-100,100,${day(20)},8000,${day(10)},`,
    `ＧＹ－０５１０Ａ,${month(1)},１２０００,7000,,,,,${day(1)},,,`,
    `${other.account_number},${month(1)},1,1,,,,,,,,`,
    `${other.account_number},${month(3)},-5,1,,,,,,,,`,
    `${other.account_number},${month(4)},5,100,,,,,,120,,`,
    `${other.account_number},${month(5)},5,100,,,,,,120,,预存`,
    `${other.account_number},${month(6)},5,100,90,20,,,,,,`,
    `${other.account_number},${month(-2)},5,100,,,,,,,,`,
    `NO-SUCH,${month(1)},5,100,,,,,,,,`,
    `${other.account_number},${month(7)},5,viel,,,,,,,,`,
    `${other.account_number},${month(7)},5,1.005,,,,,,,,`,
    `${other.account_number},${month(7)},5,1e3,,,,,,,,`,
    `${other.account_number},${month(7)},5,999999999999999999999,,,,,,,,`,
    `${other.account_number},${month(7)},5,1,,,,,,1,${day(-3)},`,
  ]
  const { trial, run: done } = await imported('bills', billHead + rows.join('\n') + '\n')
  assert.deepEqual([trial.added, trial.refused], [3, 11])
  const told = trial.rows.map((row) => [row.line, row.field ?? ''])
  assert.deepEqual(told.filter(([, field]) => field), [[4, '/month'], [5, '/energy_kwh'], [6, '/paid_yuan'], [8, '/amount_yuan'], [9, '/month'], [10, '/account_number'], [11, '/amount_yuan'], [12, '/amount_yuan'], [13, '/amount_yuan'], [14, '/amount_yuan'], [15, '/paid_on']])
  assert.match(trial.rows[4].refusal + trial.rows[3].refusal, /电量不能小于零/)
  assert.deepEqual([done.state, done.added, done.refused, done.there_already], ['done', 3, 11, 0])
  const view = await records(marketing, other.id)
  assert.deepEqual(view.bills.map((bill) => [bill.month, bill.amount_fen, bill.paid_fen]), [[month(1), 700000, 0], [month(2), 800000, 800000], [month(5), 10000, 12000]])
  assert.equal(view.bills[1].energy_wh, 12000500)
  assert.equal(view.bills[1].power_factor_adjustment_fen, -10000)
  assert.equal(view.bill_years.reduce((sum, year) => sum + year.unpaid_fen, 0), 700000)
  const list = await admin.call('GET', `/imports/${done.id}/refused_rows/export`, undefined, { 'Accept-Language': 'zh' })
  assert.match(String(list.body), /没有户号为“NO-SUCH”的客户/)
  verified()
})

test('Art_11_6_3 brought again nothing changes; a payment comes in, another amount does not', async () => {
  const again = await imported('bills', `${billHead}${other.account_number},${month(1)},12000,7000,,,,,${day(1)},3000,${day(0)},\n${other.account_number},${month(2)},"12,000.5",8000.01,6500,1500,-100,100,${day(20)},8000,${day(10)},\n`)
  assert.deepEqual([again.run.added, again.run.changed, again.run.refused], [0, 1, 1])
  const view = await records(marketing, other.id)
  assert.equal(view.bills[0].paid_fen, 300000)
  assert.equal(view.bills[1].amount_fen, 800000)
  verified()
})

test('Art_11_6_3 arrears with their age, outages with duration and sums of the year, from a workbook too', async () => {
  const arrears = await imported('arrears', `户号,截止日期,欠费金额,最早欠费日,欠费笔数\n${other.account_number},${day(1)},4000.00,${day(31)},1\n${other.account_number},${day(60)},0,,\n${other.account_number},${day(2)},5,${day(1)},1\n${other.account_number},${day(-2)},5,,1\n`)
  assert.deepEqual([arrears.run.added, arrears.run.refused], [2, 2])
  const year = china.getUTCFullYear()
  const outages = await imported(
    'outages',
    `户号,停电类别,停电开始,停电结束,停电原因,停电编号\n${other.account_number},计划停电,${year}-01-05 08:00,${year}-01-05 10:30,线路检修,TD-1\n${other.account_number},故障,${year}/1/6 08:00,,雷击,TD-2\n${other.account_number},故障,${year}-01-07 08:00,${year}-01-07 07:00,,\n${other.account_number},下雨,${year}-01-08 08:00,,,\n`,
  )
  assert.deepEqual([outages.run.added, outages.run.refused], [2, 2])
  assert.deepEqual(outages.trial.rows.filter((row) => row.field).map((row) => row.field), ['/to_at', '/outage_kind'])
  const ended = await imported('outages', `户号,停电类别,停电开始,停电结束,停电原因,停电编号\n${other.account_number},故障,${year}-01-06 08:00,${year}-01-06 08:20:30,雷击,TD-2\n`)
  assert.equal(ended.run.changed, 1, 'it is over now')
  const view = await records(marketing, other.id)
  assert.equal(view.arrears[0].age_days, 30)
  assert.equal(view.arrears[1].record.amount_fen, 0)
  assert.equal(view.arrears_of_interest, false, 'no threshold is set')
  assert.deepEqual(view.outages.map((one) => [one.record.outage_number, one.minutes]), [['TD-2', 21], ['TD-1', 150]])
  assert.deepEqual(view.outage_years[0], { year, planned: 1, planned_minutes: 150, unplanned: 1, unplanned_minutes: 21 })
  verified()
})

test('Art_11_6_3 an empty workbook of the kind can be filled and brought back', async () => {
  const kinds = good(await admin.call('GET', '/import_kinds')).items
  for (const name of ['bills', 'arrears', 'outages']) {
    const kind = kinds.find((one) => one.name === name)
    assert.ok(kind.allowed && kind.fields.some((field) => field.name === 'account_number' && field.required), name)
    const blank = await fetch(`${server.base}/api/v1/import_kinds/${name}/template?format=xlsx`, { headers: { Cookie: admin.cookie } })
    const again = await upload(name, await blank.arrayBuffer(), `${name}.xlsx`, admin)
    assert.equal(refusal(again), 'import.no_rows', 'read as a workbook, and empty')
  }
})

test('Art_11_6_3 a correction keeps before, after, who and why', async () => {
  const path = `/customers/${other.id}/bill_corrections`
  const bill = (await records(marketing, other.id)).bills[0]
  assert.equal(refusal(await marketing.call('POST', path, { month: bill.month, after: bill, reason: '核对无误' })), 'account_record.unchanged')
  const negative = await marketing.call('POST', path, { month: bill.month, after: { ...bill, amount_fen: -1 }, reason: '核对' })
  assert.equal(refusal(negative), 'account_record.negative')
  assert.equal(negative.body.errors[0].pointer, '/after/amount_fen')
  assert.match(negative.body.detail, /^金额不能小于零/, 'as the screens call it')
  assert.equal(refusal(await marketing.call('POST', path, { month: bill.month, after: { ...bill, month: month(9) }, reason: '核对' })), 'account_record.other_key')
  assert.equal(refusal(await marketing.call('POST', path, { month: bill.month, after: { ...bill, note: '长'.repeat(201) }, reason: '核对' })), 'body.too_long')
  assert.equal(refusal(await marketing.call('POST', path, { month: 'x', reason: '核对' })), 'body.wrong_type')
  assert.equal(refusal(await marketing.call('POST', path, { month: bill.month, after: 7, reason: '核对' })), 'body.wrong_type')
  assert.equal(refusal(await marketing.call('POST', path, { month: bill.month })), 'body.missing')
  good(await marketing.call('POST', path, { month: bill.month, after: { ...bill, amount_fen: 710000, note: '㛃𠮷' }, reason: '抄表差错' }))
  good(await marketing.call('POST', path, { month: month(5), reason: '不是这户的' }))
  assert.equal(refusal(await marketing.call('POST', path, { month: month(5), reason: '不是这户的' })), 'account_record.unknown')
  const arrears = (await records(marketing, other.id)).arrears[0].record
  good(await marketing.call('POST', `/customers/${other.id}/arrears_corrections`, { as_of_on: arrears.as_of_on, after: { ...arrears, amount_fen: 0 }, reason: '已当日到账' }))
  const outage = (await records(marketing, other.id)).outages[0].record
  good(await marketing.call('POST', `/customers/${other.id}/outage_corrections`, { from_at: outage.from_at, after: { ...outage, cause: '鸟害' }, reason: '原因核实' }))
  const view = await records(marketing, other.id)
  assert.deepEqual(view.bills.map((one) => one.amount_fen), [710000, 800000])
  assert.deepEqual(view.corrections.map((one) => one.kind), ['outage_corrected', 'arrears_corrected', 'bill_corrected', 'bill_corrected'])
  assert.equal(view.corrections[2].after, null)
  assert.equal(view.corrections[3].before.amount_fen, 700000)
  assert.equal(view.corrections[3].reason, '抄表差错')
  assert.ok(view.corrections[3].officer_name)
  verified()
})

test('Art_11_4 deny unless granted: another unit’s manager reads nothing, readings are logged', async () => {
  good(await manager.call('GET', `/customers/${mine.customer_id}/account_records`))
  assert.equal((await officer.call('GET', `/customers/${other.id}/account_records`)).status, 403)
  assert.equal((await manager.call('GET', `/customers/${other.id}/account_records`)).status, 403, 'not his customer')
  assert.equal((await manager.call('POST', `/customers/${mine.customer_id}/bill_corrections`, { month: month(1), reason: '试一试' })).status, 403)
  assert.equal((await leader.call('GET', `/customers/${other.id}/account_records`)).status, 200)
  assert.equal((await clerk.call('GET', '/customers/999999/account_records')).status, 404)
  assert.equal((await upload('bills', 'x', 'x.csv', manager)).status, 403)
  assert.equal((await upload('bills', 'x', 'x.csv', clerk)).status, 403)
  const log = good(await auditor.call('GET', `/access_log?customer_id=${other.id}`)).items
  assert.ok(log.some((entry) => entry.fields === 'bills,arrears,outages'), JSON.stringify(log[0]))
})

test('Art_11_6_3 from the command line: a long CSV in pieces, started again without harm', async () => {
  await server.stop()
  const file = join(dirname(bureau.data), 'bills.csv')
  const accounts = ['GY-0510A', ...Array.from({ length: 60 }, (_, i) => `none-${i}`)]
  writeFileSync(file, `${billHead}${accounts.flatMap((account) => Array.from({ length: 40 }, (_, i) => `${account},${month(i + 8)},10,${i + 1}.50,,,,,,,,`)).join('\n')}\n`)
  const first = run(bureau.data, 'import', 'bills', file, '--json')
  const told = JSON.parse(first.stdout)
  assert.deepEqual([told.rows, told.added, told.errors.length], [2440, 40, 1000], 'the first thousand mistakes are told')
  assert.equal(told.errors[0].line, 42)
  assert.equal(JSON.parse(run(bureau.data, 'import', 'bills', file, '--json').stdout).there_already, 40)
  assert.equal(run(bureau.data, 'import', 'bills', '/nowhere.csv').status, 1)
  verified()
  server = own.server = await startServer(bureau.data)
})

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
async function addPaper(who, customer, content, { name = '现场.png', kind = 'site_photo', why = '走访时拍摄' } = {}) {
  const body = new FormData()
  body.append('paper_kind', kind)
  body.append('why', why)
  body.append('file', new Blob([content]), name)
  const answer = await fetch(`${server.base}/api/v1/customers/${customer}/papers`, { method: 'POST', body, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token, 'Accept-Language': 'zh' } })
  return { status: answer.status, body: await answer.json() }
}

test('Art_11_6_3 photos and papers: by content, once, looked at in place, removed only with a reason', async () => {
  const [fresh, freshClerk, freshMarketing, freshOfficer, freshManager] = await Promise.all(['DK02', 'YYT02', 'SCYX01', 'XQQ01', 'DK01'].map((name) => signIn(server.base, name)))
  const added = good(await addPaper(fresh, mine.customer_id, png))
  assert.equal(good(await addPaper(fresh, mine.customer_id, png)).there_already, true)
  good(await addPaper(freshClerk, mine.customer_id, '%PDF-1.4 paper', { name: '㛃𠮷合同.pdf', kind: 'agreement', why: '合同扫描件' }))
  assert.equal(refusal(await addPaper(fresh, mine.customer_id, '<script>alert(1)</script>', { name: 'photo.png' })), 'customer_paper.type_not_allowed', 'by content, not by name')
  assert.equal(refusal(await addPaper(fresh, mine.customer_id, 'MZ', { name: 'a.pdf' })), 'customer_paper.type_not_allowed')
  assert.equal(refusal(await addPaper(fresh, mine.customer_id, '')), 'attachment.empty')
  assert.equal(refusal(await addPaper(fresh, mine.customer_id, png, { kind: 'passport' })), 'body.not_one_of')
  assert.equal(refusal(await addPaper(fresh, mine.customer_id, png, { why: '' })), 'body.empty')
  assert.equal((await addPaper(fresh, mine.customer_id, Buffer.alloc((20 << 20) + 1, 0xff))).status >= 400, true, 'too large')
  assert.equal((await addPaper(freshOfficer, mine.customer_id, png)).status, 403)
  const list = good(await fresh.call('GET', `/customers/${mine.customer_id}/papers`))
  assert.deepEqual(list.items.map((one) => one.paper_kind).slice(0, 2), ['agreement', 'site_photo'])
  assert.deepEqual([list.may_add, list.may_remove], [true, false])
  const look = await fetch(`${server.base}/api/v1/customers/${mine.customer_id}/photos/${added.hash}`, { headers: { Cookie: fresh.cookie } })
  assert.equal(look.headers.get('content-type'), 'image/png')
  assert.equal(look.headers.get('x-content-type-options'), 'nosniff')
  assert.match(look.headers.get('content-disposition'), /^inline/)
  assert.deepEqual(Buffer.from(await look.arrayBuffer()), png)
  assert.equal((await freshOfficer.call('GET', `/customers/${mine.customer_id}/papers/${added.id}`)).status, 403)
  assert.equal((await freshClerk.call('GET', `/customers/${other.id}/papers/${added.id}`)).status, 404, 'another customer’s')
  const removal = `/customers/${mine.customer_id}/papers/${added.id}/removals`
  assert.equal((await fresh.call('POST', removal, { reason: '拍错了' })).status, 403)
  assert.equal(refusal(await freshMarketing.call('POST', removal, { reason: '' })), 'body.empty')
  good(await freshMarketing.call('POST', removal, { reason: '拍错了' }))
  assert.equal(refusal(await freshMarketing.call('POST', removal, { reason: '拍错了' })), 'customer_paper.removed_already')
  assert.equal((await fresh.call('GET', `/customers/${mine.customer_id}/papers/${added.id}`)).status, 404)
  const after = good(await fresh.call('GET', `/customers/${mine.customer_id}/papers`)).items.find((one) => one.id === added.id)
  assert.equal(after.removed_reason, '拍错了')
  assert.ok(freshManager)
  assert.ok(verified().customer_papers >= 2)
})

test('Art_11_3 a contact shows the photos of its visit, and only those of this customer’s file', async () => {
  const fresh = await signIn(server.base, 'DK02')
  const contact = (photos) => ({ client_id: `visit-${Math.random().toString(36).slice(2).padEnd(12, '0')}`, at: new Date(Date.now() - 1000).toISOString(), channel: 'visit', representative: '李工', representative_role: '电工', words: '看了配电房', photos, no_change_confirmed_by: '李工' })
  const path = `/managed_customers/${mine.customer_id}/contacts`
  assert.equal(refusal(await fresh.call('POST', path, contact(['0'.repeat(64)]))), 'record_contact.photo_unknown')
  const { hash } = good(await addPaper(fresh, mine.customer_id, png))
  good(await fresh.call('POST', path, contact([hash])))
  assert.deepEqual(good(await fresh.call('GET', path)).items[0].photos, [hash])
  verified()
})

async function taken(path, body, who) {
  const answer = await fetch(`${server.base}/api/v1${path}`, { headers: { Cookie: who.cookie } })
  return { status: answer.status, type: answer.headers.get('content-type'), disposition: answer.headers.get('content-disposition'), bytes: Buffer.from(await answer.arrayBuffer()) }
}

test('Art_11_6_3 a customer’s file leaves the house only with a reason, under a number and a watermark, to who asked for it', async () => {
  const [owner, boss, stranger, watcher] = await Promise.all(['DK02', 'SCYX01', 'YYT02', 'JCSJ01'].map((name) => signIn(server.base, name)))
  const path = `/customers/${mine.customer_id}/exports`
  assert.equal((await stranger.call('POST', path, { export_format: 'json', reason: '看看' })).status, 403)
  assert.equal(refusal(await owner.call('POST', path, { export_format: 'json', reason: '' })), 'body.empty')
  assert.equal(refusal(await owner.call('POST', path, { export_format: 'docx', reason: '走访' })), 'body.not_one_of')
  assert.equal(refusal(await owner.call('POST', path, { export_format: 'csv', reason: '走访' })), 'customer_export.format')
  const made = good(await owner.call('POST', path, { export_format: 'json', reason: '㛃𠮷走访准备' }))
  assert.match(made.number, /^DC\d{6}$/)
  assert.match(made.watermark, /DK02 · \d{4}-\d\d-\d\d \d\d:\d\d · DC\d{6} · 㛃𠮷走访准备$/)
  const content = await taken(`${path}/${made.id}`, null, owner)
  assert.equal(content.disposition, `attachment; filename="${made.number}.json"`)
  const told = JSON.parse(content.bytes)
  assert.equal(told.watermark, made.watermark)
  assert.ok(told.bills.length && told.outages.length && told.promises && told.papers.length, 'all of the file')
  assert.equal((await taken(`${path}/${made.id}`, null, boss)).status, 404, 'what another took away carries his name')
  assert.equal((await taken(`${path}/${made.id}/workbook`, null, owner)).status, 404, 'asked for as JSON')
  const sheet = good(await owner.call('POST', path, { export_format: 'xlsx', reason: '走访准备' }))
  assert.equal((await taken(`${path}/${sheet.id}/workbook`, null, owner)).bytes.subarray(0, 2).toString(), 'PK')
  assert.equal((await taken(`/customers/${other.id}/exports/${made.id}`, null, boss)).status, 404)

  const table = good(await boss.call('POST', '/key_accounts/exports?order=name&ascending=true', { export_format: 'csv', reason: '领导小组会议' }))
  const csv = await taken(`/key_accounts/exports/${table.id}/file`, null, boss)
  const lines = csv.bytes.toString('utf8').split('\r\n')
  assert.ok(lines[0].includes(table.number) && lines[0].includes('领导小组会议'), lines[0])
  const total = good(await boss.call('GET', '/key_accounts?limit=1')).total
  assert.equal(lines.filter(Boolean).length, total + 2)
  assert.equal(good(await owner.call('GET', '/key_accounts?limit=1')).total < total, true)
  const own = good(await owner.call('POST', '/key_accounts/exports', { export_format: 'xlsx', reason: '我的客户' }))
  assert.equal((await taken(`/key_accounts/exports/${own.id}/file`, null, owner)).bytes.subarray(0, 2).toString(), 'PK')
  assert.equal(refusal(await boss.call('POST', '/key_accounts/exports?tier=royal', { export_format: 'csv', reason: '会议' })), 'query.bad_value')
  assert.equal(refusal(await boss.call('POST', '/key_accounts/exports', { export_format: 'print', reason: '会议' })), 'customer_export.format')
  assert.equal((await stranger.call('POST', '/key_accounts/exports', { export_format: 'csv', reason: '会议' })).status, 403)
  const log = good(await watcher.call('GET', `/access_log?customer_id=${mine.customer_id}`)).items
  assert.ok(log.some((entry) => entry.reason === '㛃𠮷走访准备' && entry.fields === `${made.number} json`))
  assert.deepEqual(verified().differences, [])
})
