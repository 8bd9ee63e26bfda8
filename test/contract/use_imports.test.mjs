// Use of electricity brought in on the screen, as customers are: uploaded, looked at, mapped, tried, run with progress, cancelled, gone on
// with after kill -9, refused lines given back; and the same by the command line. Art. 11(6)(3).
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { root, run, signIn, startServer } from '../support/server.mjs'
import { workbook } from '../support/workbook.mjs'

const people = async () => {
  ;[admin, manager, clerk] = await Promise.all(['admin', 'DK02', 'YYT02'].map((name) => signIn(server.base, name)))
}
const own = await ownServer(20)
const { bureau } = own
let { server } = own
let admin, manager, clerk, customers
before(async () => {
  await people()
  customers = (await clerk.call('GET', '/customers?limit=40')).body.items
})

const good = (answer, status) => {
  assert.ok(status ? answer.status === status : answer.status < 300, JSON.stringify(answer.body))
  return answer.body
}
const refusal = (answer) => {
  assert.ok(answer.status >= 400, JSON.stringify(answer.body))
  return answer.body.code
}
const upload = async (who, kind, bytes, name = '电量.csv', language = 'zh') => {
  const body = new FormData()
  body.append('file', new Blob([bytes]), name)
  const response = await fetch(`${server.base}/api/v1/imports?kind=${kind}`, { method: 'POST', body, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token, 'Accept-Language': language } })
  return { status: response.status, body: await response.json() }
}
const tableOf = async (id) => good(await admin.call('GET', `/imports/${id}/table`))
const tried = async (id, mapping, language = 'zh') => admin.call('POST', `/imports/${id}/trials`, mapping, { 'Accept-Language': language })
const begin = async (id, mapping, name = '') => good(await admin.call('POST', `/imports/${id}/runs`, { mapping, mapping_name: name }))
const finished = async (id) => {
  for (let i = 0; i < 400; ++i) {
    const now = good(await admin.call('GET', `/imports/${id}`))
    if (now.state !== 'running') return now
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the import does not end')
}
const brought = async (kind, bytes, mapping, name) => {
  const { id } = good(await upload(admin, kind, bytes, name), 201)
  await begin(id, mapping ?? (await tableOf(id)).mapping)
  return finished(id)
}
const columns = (pairs, unit) => ({ date_order: 'ymd', utc_offset: '+08:00', fields: [...Object.entries(pairs).map(([field, column]) => ({ field, column })), ...(unit ? [{ field: 'unit', constant: unit }] : [])] })
const series = async (customer) => good(await manager.call('GET', `/customers/${customer.id}/usage`)).series
const account = (i) => customers[i].account_number
const verified = () => {
  const { status, stdout } = run(bureau.data, 'verify', '--json')
  assert.equal(status, 0, stdout)
  assert.deepEqual(JSON.parse(stdout).differences, [])
}
/** Quarter hours of a day, in a line a day or a line each. */
const quarters = Array.from({ length: 96 }, (_, at) => `${String(Math.floor((at + 1) / 4)).padStart(2, '0')}:${String(((at + 1) % 4) * 15).padStart(2, '0')}`)

test('Art_11_6_3 a foreign table in MWh is mapped, looked at as it would be read, run, and its refused lines are given back', async () => {
  const text = `客户编码,数据月份,用量,其中峰,备注\n${account(0)},2026-07,12.3456,4,\n${account(0)},2026-08,-1,,\n没有这户,2026-07,1,,"有,逗号"\n${account(1)},2026-13,1,,\n${account(1)},2026-08,1.5,1.6,\n`
  const { id, rows, encoding } = good(await upload(admin, 'monthly_use', Buffer.from(text)), 201)
  assert.deepEqual([rows, encoding], [5, 'UTF-8'])
  const table = await tableOf(id)
  assert.deepEqual(table.heading, ['客户编码', '数据月份', '用量', '其中峰', '备注'])
  assert.equal(table.sample[0].cells[2], '12.3456')
  assert.deepEqual(table.mapping.fields.map((row) => row.field), ['month'], 'what is known by its heading is proposed')
  assert.equal(refusal(await tried(id, table.mapping)), 'usage.no_account_column')
  assert.equal(refusal(await tried(id, columns({ account_number: '客户编码', month: '数据月份' }))), 'usage.no_value_column')
  const mapping = columns({ account_number: '客户编码', month: '数据月份', total_kwh: '用量', peak_kwh: '其中峰' }, 'mwh')
  const trial = good(await tried(id, mapping))
  assert.deepEqual([trial.tried, trial.added, trial.refused], [5, 1, 4])
  assert.deepEqual(trial.fields.slice(0, 5), ['户号', '月份', '电量（kWh）', '尖峰', '峰'])
  assert.deepEqual(trial.rows[0].values.slice(0, 5), [account(0), '2026-07', '12345.6', '', '4000'])
  assert.deepEqual(trial.rows.slice(1).map((row) => [row.line, row.field]), [[3, '/用量'], [4, '/account_number'], [5, '/month'], [6, '/total_wh']])
  for (const row of trial.rows.slice(1)) assert.match(row.refusal, /[一-鿿]/)
  const english = good(await tried(id, mapping, 'en'))
  for (const row of english.rows.slice(1)) assert.match(row.refusal, /[A-Za-z]{4}/)
  assert.deepEqual(await series(customers[0]), [], 'a trial keeps nothing')
  good(await admin.call('POST', '/import_kinds/monthly_use/mappings', { name: '营销 MWh', mapping }))
  await begin(id, mapping, '营销 MWh')
  const end = await finished(id)
  assert.deepEqual([end.state, end.done_rows, end.added, end.refused, end.mapping_name], ['done', 5, 1, 4, '营销 MWh'])
  assert.equal((await series(customers[0]))[0].total_wh, 12_345_600)
  const list = (await admin.call('GET', `/imports/${id}/refused_rows/export`, undefined, { 'Accept-Language': 'zh' })).body.trim().split('\r\n')
  assert.equal(list.length, 5)
  assert.match(list[0], /客户编码,数据月份,用量,其中峰,备注,行号,未导入原因/)
  assert.match(list[2], /^没有这户,2026-07,1,,"有,逗号",4,/)
  // The same shape again: the mapping is offered by itself, and nothing is doubled.
  const again = good(await upload(admin, 'monthly_use', Buffer.from(text)), 201)
  const offered = await tableOf(again.id)
  assert.equal(offered.mapping_name, '营销 MWh')
  await begin(again.id, offered.mapping)
  const second = await finished(again.id)
  assert.deepEqual([second.added, second.there_already, second.refused], [0, 1, 4])
  verified()
})

test('Art_11_6_3 every usual encoding, delimiter and a workbook say the same', async () => {
  const line = `户号;2026-07;2026-08\n${account(2)};10;20\n`
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(line, 'utf16le')])
  // 户号 in GB18030.
  const gb = Buffer.concat([Buffer.from('bba7bac5', 'hex'), Buffer.from(line.slice(2))])
  const sheet = workbook([['户号', '2026-07', '2026年8月'], [account(2), 10, 20]])
  const first = await brought('monthly_use', Buffer.from(line))
  assert.deepEqual([first.encoding, first.added], ['UTF-8', 2])
  for (const [bytes, encoding, name] of [[utf16, 'UTF-16', 'a.csv'], [gb, 'GB18030', 'b.csv'], [sheet, 'xlsx', 'c.xlsx'], [Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(line)]), 'UTF-8', 'd.csv']]) {
    const done = await brought('monthly_use', bytes, undefined, name)
    assert.deepEqual([done.encoding, done.added, done.there_already, done.refused], [encoding, 0, 2, 0], name)
  }
  const differs = await brought('monthly_use', Buffer.from(line.replace('10', '11')))
  assert.deepEqual([differs.added, differs.refused], [0, 1], 'what stands is never changed')
})

test('Art_11_6_3 load curves: a line a day, a line an interval, a workbook of times, NEM12 and Green Button', async () => {
  const day = `户号,日期,${quarters.join(',')}\n${account(3)},2026-09-01,${quarters.map(() => '0.5').join(',')}\n${account(3)},2026-09-02,1\n`
  const wide = await brought('interval_use', Buffer.from(day))
  assert.deepEqual([wide.rows, wide.added, wide.refused], [2, 1, 1])
  const long = await brought('interval_use', Buffer.from(`编号,时标,读数\n${account(3)},2026-09-03 00:00,1\n${account(3)},2026-09-03 00:30,x\n${account(4)},2026-09-03 00:00,1\n${account(4)},2026-09-03 00:30,2\n`),
    columns({ account_number: '编号', time: '时标', total_kwh: '读数' }))
  assert.deepEqual([long.rows, long.added, long.refused], [4, 1, 2], 'with the line its day')
  const list = (await admin.call('GET', `/imports/${long.id}/refused_rows/export`)).body
  assert.match(list, /2026-09-03 00:00,1,2,/)
  const sheet = workbook([['户号', '日期', ...quarters.map((_, at) => ({ time: (at + 1) / 96 }))], [account(4), { date: 46266 }, ...quarters.map(() => 0.25)]])
  const fromSheet = await brought('interval_use', sheet, undefined, '曲线.xlsx')
  assert.deepEqual([fromSheet.added, fromSheet.refused], [1, 0], JSON.stringify(fromSheet))
  const curve = good(await manager.call('GET', `/customers/${customers[4].id}/load?from=2026-09-01&to=2026-09-03`))
  assert.equal(curve.days.length, 2, JSON.stringify(curve).slice(0, 300))
  const green = readFileSync(join(root, 'test/data/usage/greenbutton/test_usage_data_01.xml'))
  const one = good(await upload(admin, 'interval_use', green, 'green.xml'), 201)
  assert.deepEqual([one.rows, one.encoding], [2, 'XML'])
  const whole = (await tableOf(one.id)).mapping
  assert.deepEqual(good(await tried(one.id, whole)).refused, 2, 'nobody here has the number of that meter')
  const whose = { ...whole, fields: [{ field: 'account_number', constant: account(5) }] }
  assert.deepEqual(good(await tried(one.id, whose)).rows.map((row) => row.values.slice(0, 3)), [[account(5), '2012-03-01', '15'], [account(5), '2012-03-02', '15']])
  await begin(one.id, whose)
  assert.equal((await finished(one.id)).added, 2)
  const nem = readFileSync(join(root, 'test/data/usage/nem12/Example_NEM12_actual_interval.csv'))
  const records = good(await upload(admin, 'interval_use', nem, 'nem.csv'), 201)
  assert.deepEqual((await tableOf(records.id)).heading, ['NEM12'])
  await begin(records.id, (await tableOf(records.id)).mapping)
  const end = await finished(records.id)
  assert.deepEqual([end.state, end.added], ['done', 0])
  assert.match((await admin.call('GET', `/imports/${records.id}/refused_rows/export`)).body, /"300,/)
  verified()
})

test('Art_11_6_3 a file of the wrong kind, a column twice, a unit nobody knows: refused with field and rule in both languages', async () => {
  const nem = Buffer.from('100,NEM12,200405011135,MDP1,RETAILER1\n200,1,E1,1,E1,,,KWH,30,\n')
  for (const language of ['zh', 'en']) {
    const wrong = await upload(admin, 'monthly_use', nem, 'n.csv', language)
    assert.deepEqual([wrong.status, wrong.body.code, wrong.body.errors?.[0]?.pointer], [422, 'usage.file_of_intervals', '/file'])
    assert.match(wrong.body.detail, language === 'zh' ? /分时电量/ : /Interval use/)
  }
  assert.equal(refusal(await upload(admin, 'interval_use', Buffer.from('<feed/>'))), 'green_button.no_readings')
  assert.equal(refusal(await upload(admin, 'interval_use', Buffer.from('<feed>'))), 'green_button.no_feed')
  assert.equal(refusal(await upload(admin, 'monthly_use', Buffer.from('户号,202601\n'))), 'import.no_rows')
  assert.equal(refusal(await upload(admin, 'monthly_use', Buffer.from('PK no workbook'))), 'import.not_a_workbook')
  assert.equal((await upload(clerk, 'monthly_use', Buffer.from('户号,202601\n1,2\n'))).status, 403)
  const { id } = good(await upload(admin, 'monthly_use', Buffer.from(`户号,月份,电量\n${account(6)},202608,1\n`)), 201)
  const good_one = columns({ account_number: '户号', month: '月份', total_kwh: '电量' })
  for (const [mapping, code] of [
    [columns({ account_number: '户号', month: '月份', total_kwh: '电量', peak_kwh: '电量' }), 'usage.column_twice'],
    [columns({ account_number: '户号', month: '月份', total_kwh: '电量量' }), 'import.missing_column'],
    [columns({ account_number: '户号', month: '月份', total_kwh: 'no such column' }), 'import.field_without_column'],
    [columns({ account_number: '户号', month: '月份', colour: '电量' }), 'import.unknown_column'],
    [columns({ account_number: '户号', month: '月份', total_kwh: '电量' }, 'GJ'), 'import.bad_mapping'],
    [columns({ month: '月份', total_kwh: '电量' }), 'usage.no_account_column'],
    [{ ...good_one, fields: [...good_one.fields, { field: 'peak_kwh', constant: '5' }] }, 'import.bad_mapping'],
  ])
    for (const language of ['zh', 'en']) {
      const answer = await tried(id, mapping, language)
      assert.equal(refusal(answer), code)
      assert.match(answer.body.detail, language === 'zh' ? /[一-鿿]{4}/ : /[A-Za-z]{4}/)
    }
  for (const body of ['x', '[]', '{}', '{"date_order":1}', JSON.stringify({ ...good_one, fields: 'all' })]) assert.equal((await admin.call('POST', `/imports/${id}/trials`, body, { 'Content-Type': 'application/json' })).status, 400, body)
  assert.equal((await clerk.call('POST', `/imports/${id}/trials`, good_one)).status, 403)
})

test('Art_11_6_3 imports never half-apply: a line with one bad month brings none of its months', async () => {
  const text = `户号,202606,202607,202608\n${account(7)},1,x,3\n${account(8)},1,2,3\n${account(8)},4,5,6\n`
  const done = await brought('monthly_use', Buffer.from(text))
  assert.deepEqual([done.added, done.refused], [3, 2])
  assert.deepEqual(await series(customers[7]), [])
  assert.equal((await series(customers[8])).length, 3)
  assert.equal(refusal(await tried(good(await upload(admin, 'monthly_use', Buffer.from(`户号,202608,2026-08\n${account(7)},1,2\n`)), 201).id, columns({ account_number: '户号' }))), 'usage.month_twice')
  verified()
})

test('Art_11_6_3 rare characters, full-width digits and a huge cell', async () => {
  const wide = account(9).replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  const done = await brought('monthly_use', Buffer.from(`户号,户名,202608\n${wide},𠮷㛃厂,１２．５\n${account(10)},${'长'.repeat(400_000)},1\n`))
  assert.deepEqual([done.added, done.refused], [1, 1])
  assert.equal((await series(customers[9]))[0].total_wh, 12_500)
})

test('Art_11_6_3 cancelled, killed, gone on with: nothing is doubled and the journal proves it', async () => {
  // One customer's month of many lines: each brings one month, so that what is in can be counted.
  const months = Array.from({ length: 400 }, (_, i) => `${1993 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`)
  const lines = customers.flatMap((customer) => months.map((month) => `${customer.account_number},${month},7`))
  const text = `户号,月份,电量\n${lines.join('\n')}\n`
  const { id, rows } = good(await upload(admin, 'monthly_use', Buffer.from(text)), 201)
  assert.equal(rows, lines.length)
  const { mapping } = await tableOf(id)
  await begin(id, mapping)
  const other = good(await upload(admin, 'monthly_use', Buffer.from(`户号,202601\n${account(11)},1\n`)), 201)
  const second = await admin.call('POST', `/imports/${other.id}/runs`, { mapping: (await tableOf(other.id)).mapping, mapping_name: '' })
  if (second.status !== 204) assert.ok(['usage.import_running', 'import_run.another_runs'].includes(second.body.code))
  const cancelled = await admin.call('POST', `/imports/${id}/cancellations`)
  assert.ok(cancelled.status === 204 || cancelled.body.code === 'import_run.not_running')
  const stopped = await finished(id)
  assert.equal(stopped.added, stopped.done_rows)
  for (let round = 0; round < 3 && good(await admin.call('GET', `/imports/${id}`)).state !== 'done'; ++round) {
    // Another mapping does not count once a run has begun: the rest is read as the beginning was.
    const again = () => admin.call('POST', `/imports/${id}/runs`, { mapping: columns({ account_number: '户号', month: '月份', total_kwh: '电量' }, 'mwh'), mapping_name: '' })
    let answer = await again()
    // The piece that was being written when it was cancelled is still on its way.
    for (let i = 0; i < 100 && answer.body?.code === 'usage.import_running'; ++i) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      answer = await again()
    }
    assert.equal(answer.status, 204, JSON.stringify(answer.body))
    await new Promise((resolve) => setTimeout(resolve, 15))
    await server.stop('SIGKILL')
    verified()
    server = own.server = await startServer(bureau.data)
    await people()
    const left = good(await admin.call('GET', `/imports/${id}`))
    assert.ok(left.state === 'done' || (left.state === 'interrupted' && left.can_go_on), left.state)
    assert.equal(left.added, left.done_rows, 'what was counted is in')
  }
  if (good(await admin.call('GET', `/imports/${id}`)).state !== 'done') await begin(id, mapping)
  const end = await finished(id)
  assert.deepEqual([end.state, end.done_rows, end.added, end.refused], ['done', lines.length, lines.length, 0])
  const all = await series(customers[20])
  assert.ok(all.every((one) => one.total_wh === 7000))
  verified()
})

test('the command line reads the same files by the same mapping', async () => {
  await server.stop()
  const folder = dirname(bureau.data)
  const file = (name, bytes) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const json = (...parts) => {
    const { status, stdout, stderr } = run(bureau.data, '--json', ...parts)
    return { status, ...JSON.parse(stdout || stderr) }
  }
  const sheet = file('月.xlsx', workbook([['Meter', 'Period', 'Usage'], [account(12), { date: 46235 }, 1.25], ['nobody', { date: 46235 }, 1]]))
  const mapping = file('m.toml', '[fields]\naccount_number = "Meter"\nmonth = "Period"\ntotal_kwh = "Usage"\nunit = { constant = "mwh" }\n')
  const preview = run(bureau.data, 'usage', 'import', sheet, '--mapping', mapping, '--preview', '5')
  assert.match(preview.stdout, /line 2:\n.*户号.*\n.*2026-08\n.*1250\n/, preview.stdout + preview.stderr)
  assert.match(preview.stdout, /line 3: .*nobody/)
  const refused = join(folder, 'refused.csv')
  const done = json('usage', 'import', sheet, '--mapping', mapping, '--refused', refused)
  assert.deepEqual([done.status, done.form, done.added, done.refused], [1, 'months', 1, 1])
  assert.match(readFileSync(refused, 'utf8'), /^\ufeffnobody,2026-08-01,1,3,/)
  assert.equal(json('import', 'monthly_use', sheet, '--mapping', mapping).there_already, 1)
  assert.equal(json('usage', 'import', join(root, 'test/data/usage/greenbutton/test_usage_data_01.xml')).form, 'green_button')
  verified()
  server = own.server = await startServer(bureau.data)
  await people()
})
