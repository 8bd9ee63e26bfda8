// Use by intervals as a stranger meets it: tables wide and long and NEM12 brought in, read back as load curves, corrected, proved;
// peers of the trade; key customers by area; who read what.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { root, run, signIn } from '../support/server.mjs'

const { bureau, server } = await ownServer(20)
let admin, marketing, manager, clerk, auditor, customers
before(async () => {
  ;[admin, marketing, manager, clerk, auditor] = await Promise.all(['admin', 'SCYX01', 'DK02', 'YYT02', 'JCSJ01'].map((name) => signIn(server.base, name)))
  customers = (await clerk.call('GET', '/customers?limit=4')).body.items
})

const today = new Date(Date.now() + 8 * 3600000)
const day = (ago) => new Date(today.getTime() - ago * 86400000).toISOString().slice(0, 10)
const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const heading = `户号,日期,${Array.from({ length: 96 }, (_, at) => clock((at + 1) * 15)).join(',')}\n`
/** 40 kW by day, 8 kW at night. */
const row = (account, ago, times = 1) => `${account},${day(ago)},${Array.from({ length: 96 }, (_, at) => ((at >= 32 && at < 72 ? 10 : 2) * times).toFixed(2)).join(',')}\n`
const upload = async (who, content, query = '', name = 'load.csv') => {
  const body = new FormData()
  body.append('file', new Blob([content]), name)
  const answer = await fetch(`${server.base}/api/v1/usage/imports${query}`, { method: 'POST', headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token, 'Accept-Language': 'en' }, body })
  return { status: answer.status, body: await answer.json() }
}
const verified = () => {
  const { status, stdout } = run(bureau.data, 'verify', '--json')
  assert.equal(status, 0, stdout)
  assert.deepEqual(JSON.parse(stdout).differences, [])
}

test('Art_11_6_3 a table of quarters of an hour is tried, brought in, and its mistakes have lines', async () => {
  const [one, two] = customers.map((customer) => customer.account_number)
  let text = heading
  for (let ago = 30; ago >= 1; ago -= 1) text += row(one, ago, ago === 3 ? 0.2 : 1)
  const wide = `${one.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))}`
  text += `${row(two, 2).trim().split(',').slice(0, 50).join(',')}\n${row('𠮷㛃', 2)}${row(wide, 31)}${row(two, 1).replace('10.00', '-10')}${row(two, -1)}${row(one, 30)}`
  const tried = await upload(admin, text, '?dry_run=true')
  assert.equal(tried.status, 201, JSON.stringify(tried.body))
  assert.equal(tried.body.form, 'interval_wide')
  assert.equal(tried.body.added, 31)
  assert.equal((await manager.call('GET', `/customers/${customers[0].id}/load`)).body.first_day, undefined, 'a trial keeps nothing')
  const done = await upload(admin, text)
  assert.equal(done.body.added, 31, 'full-width digits are digits')
  assert.deepEqual(done.body.mistakes.map((mistake) => [mistake.line, mistake.code, mistake.field]), [
    [32, 'interval.wrong_count', '/readings'],
    [33, 'usage.account_unknown', '/account_number'],
    [35, 'usage.negative', '/08:00'],
    [36, 'interval.day_impossible', '/day'],
    [37, 'interval.day_twice', '/day'],
  ])
  assert.match(done.body.mistakes[0].detail, /should have 96 intervals and has 48/)
  assert.equal((await upload(admin, text)).body.there_already, 32, 'brought in again, nothing changes')
  verified()
})

test('Art_11_6_2 the load says what it means', async () => {
  const { status, body } = await manager.call('GET', `/customers/${customers[0].id}/load?from=${day(28)}&to=${day(1)}`)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.days.length, 28)
  assert.equal(body.days[0].wh.length, 96)
  assert.equal(body.figures.highest.w, 40_000)
  assert.equal(body.figures.base_w, 8_000)
  assert.equal(body.figures.missing, 0)
  assert.ok(body.typical.every((one) => one.middle_w[40] === 40_000))
  assert.equal(body.figures.periods.length, 0)
  assert.deepEqual(body.gaps, ['tariff_class'])
  const shown = body.days.reduce((sum, one) => sum + one.total_wh, 0)
  assert.equal(body.figures.total_wh, shown)
  if (body.unusual.length) assert.deepEqual(body.unusual.map((one) => [one.day, one.kind]), [[day(3), 'drop']])
  assert.equal((await manager.call('GET', `/customers/${customers[0].id}/load?from=${day(200)}`)).body.code, 'interval.range_too_long')
  assert.equal((await manager.call('GET', `/customers/${customers[0].id}/load?from=${day(1)}&to=${day(2)}`)).body.code, 'interval.range_too_long')
  assert.equal((await manager.call('GET', `/customers/${customers[0].id}/load?from=gestern`)).body.code, 'query.bad_value')
  assert.equal((await manager.call('GET', '/customers/999999/load')).status, 404)
  assert.deepEqual((await manager.call('GET', `/customers/${customers[3].id}/load`)).body.days, [])
})

test('Art_11_6_3 long tables and NEM12 are told by their first line', async () => {
  const account = customers[1].account_number
  const long = `户号,时间,电量,质量\n${Array.from({ length: 48 }, (_, at) => `${account},${day(5)} ${clock(at * 30)},${at === 7 ? '' : '1.5'},${at === 8 ? '估计' : ''}`).join('\n')}\n`
  const done = await upload(admin, long)
  assert.equal(done.body.form, 'interval_long')
  assert.equal(done.body.added, 1, JSON.stringify(done.body))
  const read = (await manager.call('GET', `/customers/${customers[1].id}/load`)).body
  assert.equal(read.days[0].wh[7], null)
  assert.deepEqual(read.days[0].estimated, [8])
  assert.equal(read.days[0].missing, 1)
  const real = readFileSync(join(root, 'test/data/usage/nem12/Example_NEM12_multiple_quality.csv'), 'utf8')
  const unknown = await upload(admin, real, '', 'meter.csv')
  assert.equal(unknown.body.form, 'nem12')
  assert.deepEqual(unknown.body.mistakes.map((mistake) => mistake.code), ['usage.account_unknown'])
  assert.equal((await upload(admin, real.replace('CCCC123456', customers[1].meter_number))).body.added, 1, 'by the meter’s number')
  assert.equal((await upload(admin, readFileSync(join(root, 'test/data/usage/nem12/Example_NEM13_consumption_data.csv')))).body.code, 'interval.no_intervals')
  assert.equal((await upload(admin, '户号,日期,00:15,00:30\n')).body.code, 'interval.wrong_columns')
  verified()
})

test('Art_11_6_3 a correction of intervals stays on record', async () => {
  const path = `/customers/${customers[1].id}/interval_use/corrections`
  const body = { day: day(5), minutes: 30, readings: [{ minute: 210, wh: 1600, estimated: true }], reason: '补采读数' }
  assert.equal((await marketing.call('POST', path, body)).status, 204)
  const refused = async (more) => (await marketing.call('POST', path, { ...body, ...more })).body.code
  assert.equal(await refused({}), 'usage.unchanged')
  assert.equal(await refused({ readings: [{ minute: 210, wh: -1, estimated: false }] }), 'usage.negative')
  assert.equal(await refused({ readings: [{ minute: 211, wh: 1, estimated: false }] }), 'interval.off_grid')
  assert.equal(await refused({ readings: [{ minute: 99999999999, wh: 1, estimated: false }] }), 'interval.off_grid')
  assert.equal(await refused({ minutes: 15 }), 'interval.lengths_differ')
  assert.equal(await refused({ minutes: 7 }), 'interval.length_impossible')
  assert.equal(await refused({ readings: [] }), 'interval.wrong_count')
  assert.equal(await refused({ readings: Array.from({ length: 5000 }, () => ({ minute: 0, wh: 1, estimated: false })) }), 'interval.wrong_count')
  assert.equal(await refused({ day: day(-2) }), 'interval.day_impossible')
  assert.equal((await marketing.call('POST', path, { ...body, day: 5, readings: 'x' })).status, 400)
  assert.equal((await marketing.call('POST', path, { ...body, reason: '' })).status, 400)
  const { body: read } = await manager.call('GET', `/customers/${customers[1].id}/load?from=${day(5)}&to=${day(5)}`)
  assert.equal(read.days[0].wh[7], 1600)
  assert.deepEqual(read.days[0].estimated, [7, 8])
  verified()
})

test('Art_11_6_2 a customer stands among others of his trade', async () => {
  const firms = (await clerk.call('GET', '/customers?limit=100')).body
  let next = firms.next
  while (next) {
    const page = (await clerk.call('GET', `/customers?limit=100&after=${next}`)).body
    firms.items.push(...page.items)
    next = page.next
  }
  const month = (ago) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - ago, 1)).toISOString().slice(0, 7)
  const lines = firms.items.filter((customer) => customer.usage_category === '一般工商业').flatMap(({ account_number: account }, i) => Array.from({ length: 12 }, (_, ago) => `${account},${month(ago + 1)},${20000 + i * 500},${60 + i}`))
  assert.equal((await upload(admin, `户号,月份,电量,最大需量\n${lines.join('\n')}\n`)).body.form, 'months')
  const known = (await marketing.call('GET', '/key_accounts?order=capacity&limit=100')).body.items
  let compared = 0
  for (const { customer_id: id } of known) {
    const { status, body } = await manager.call('GET', `/customers/${id}/peers`)
    assert.equal(status, 200)
    assert.equal(body.peers_least, 10)
    if (!body.load_factor) continue
    compared += 1
    assert.ok(body.by_trade && body.named)
    assert.ok(body.load_factor.peers >= 10)
    assert.ok(body.load_factor.tenth <= body.load_factor.middle && body.load_factor.middle <= body.load_factor.nine_tenths)
  }
  assert.ok(compared > 0, 'somebody of the demonstration bureau has peers')
  const nobody = (await clerk.call('GET', '/customers?limit=100')).body.items.find((customer) => customer.usage_category === '居民生活')
  assert.equal((await manager.call('GET', `/customers/${nobody.id}/peers`)).body.named, '')
})

test('Art_11_3 key customers by area add up to the list', async () => {
  const { body } = await marketing.call('GET', '/key_accounts/areas')
  const list = (await marketing.call('GET', '/key_accounts?limit=500')).body
  assert.equal(body.total, list.total)
  const drawn = body.districts.flatMap((district) => district.places.flatMap((place) => place.items))
  assert.deepEqual(drawn.map((one) => one.customer_id).sort(), list.items.map((one) => one.customer_id).sort())
  assert.equal(body.districts.reduce((sum, district) => sum + district.capacity_kva, 0), list.items.reduce((sum, one) => sum + (one.capacity_kva ?? 0), 0))
  const overdue = (await marketing.call('GET', '/key_accounts/areas?only=contact_overdue')).body
  assert.ok(overdue.districts.every((district) => district.places.every((place) => place.items.every((one) => one.state === 'contact_overdue'))))
  assert.equal((await marketing.call('GET', '/key_accounts/areas?only=nonsense')).body.code, 'query.bad_value')
})

test('Art_6 who reads a customer’s use is on record, and who may not reads nothing', async () => {
  const { id } = customers[0]
  for (const path of ['usage', 'load', 'peers']) assert.equal((await clerk.call('GET', `/customers/${id}/${path}`)).status, 403)
  assert.equal((await clerk.call('GET', '/key_accounts/areas')).status, 403)
  assert.equal((await manager.call('POST', `/customers/${id}/interval_use/corrections`, { day: day(5), minutes: 15, readings: [{ minute: 0, wh: 1, estimated: false }], reason: '试一试' })).status, 403)
  assert.equal((await upload(clerk, heading)).status, 403)
  await marketing.call('GET', `/customers/${id}/usage`)
  const log = (await auditor.call('GET', `/access_log?subject=customer/${id}`)).body.items
  const reads = log.map((entry) => `${entry.officer_name} ${entry.fields}`)
  assert.ok(log.some((entry) => entry.fields === 'interval_use' && entry.reason === 'duty'), JSON.stringify(reads))
  assert.ok(log.some((entry) => entry.fields === 'monthly_use'), JSON.stringify(reads))
  assert.equal(new Set(reads).size, reads.length, 'once for an officer within ten minutes')
})
