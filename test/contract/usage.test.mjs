// Monthly use as a stranger meets it: a table uploaded, read back with what it says, corrected, an unusual month settled, all proved.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { run, signIn, startServer } from '../support/server.mjs'

const own = await ownServer(20)
const { bureau } = own
let { server } = own
let admin, marketing, manager, clerk, customers
before(async () => {
  ;[admin, marketing, manager, clerk] = await Promise.all(['admin', 'SCYX01', 'DK02', 'YYT02'].map((name) => signIn(server.base, name)))
  customers = (await clerk.call('GET', '/customers?limit=3')).body.items
})

const now = new Date(Date.now() + 8 * 3600000)
/** yyyymm, so many months ago. */
const month = (ago) => {
  const index = now.getUTCFullYear() * 12 + now.getUTCMonth() - ago
  return Math.floor(index / 12) * 100 + (index % 12) + 1
}
const summer = (m) => 1 + 0.3 * Math.cos((((m % 100) - 7) * Math.PI) / 6)
/** 36 months up to the last; the last one is `lastTimes` of what it would be. */
const table = (account, lastTimes = 1) => {
  const months = Array.from({ length: 36 }, (_, i) => month(36 - i))
  const kwh = months.map((m, i) => (10000 * summer(m) * (1 + 0.02 * ((i * 7) % 5)) * (i === 35 ? lastTimes : 1)).toFixed(1))
  return `户号,${months.join(',')}\n${account},${kwh.join(',')}\n`
}
const upload = async (who, text, query = '') => {
  const body = new FormData()
  body.append('file', new Blob([text]), 'use.csv')
  const answer = await fetch(`${server.base}/api/v1/usage/imports${query}`, { method: 'POST', headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token, 'Accept-Language': 'en' }, body })
  return { status: answer.status, body: await answer.json() }
}
const verified = () => {
  const { status, stdout } = run(bureau.data, 'verify', '--json')
  assert.equal(status, 0, stdout)
  assert.deepEqual(JSON.parse(stdout).differences, [])
}

test('Art_11_6_3 a table is tried, brought in, and its mistakes have lines', async () => {
  const text = table(customers[0].account_number, 0.3) + `no such,${'1,'.repeat(36)}\n${customers[1].account_number},-5\n`
  const tried = await upload(admin, text, '?dry_run=true')
  assert.equal(tried.status, 201, JSON.stringify(tried.body))
  assert.equal(tried.body.added, 36)
  assert.equal((await manager.call('GET', `/customers/${customers[0].id}/usage`)).body.series.length, 0, 'a trial keeps nothing')
  const done = await upload(admin, text)
  assert.equal(done.body.added, 36)
  assert.equal(done.body.refused, 2)
  assert.deepEqual(done.body.mistakes.map((mistake) => [mistake.line, mistake.code]), [[3, 'usage.account_unknown'], [4, 'usage.negative']])
  assert.match(done.body.mistakes[1].detail, /cannot be below zero/)
  assert.equal((await upload(admin, text)).body.there_already, 36, 'brought in again, nothing changes')
  assert.equal((await upload(admin, 'nothing\n')).status, 422)
  verified()
})

test('Art_11_6_2 the customer’s use says what it means, with the errors of the forecast', async () => {
  const { status, body } = await manager.call('GET', `/customers/${customers[0].id}/usage`)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.series.length, 36)
  assert.equal(body.indicators.months, 36)
  assert.equal(body.indicators.month_shape_permille.length, 12)
  assert.equal(body.forecast.months.length, 12)
  assert.equal(body.forecast.months[0].month, month(0))
  assert.ok(body.forecast.chosen.mean_error_wh <= body.forecast.baseline.mean_error_wh)
  assert.equal(body.unusual[0].month, month(1))
  assert.equal(body.unusual[0].kind, 'drop')
  assert.ok(body.unusual[0].reason.expected > 2 * body.unusual[0].reason.found)
  assert.equal((await manager.call('GET', '/customers/999999/usage')).status, 404)
})

test('deny unless granted', async () => {
  assert.equal((await clerk.call('GET', `/customers/${customers[0].id}/usage`)).status, 403)
  assert.equal((await upload(clerk, table(customers[0].account_number))).status, 403)
  assert.equal((await manager.call('POST', `/customers/${customers[0].id}/usage/corrections`, { use: { month: month(2), total_wh: 1 }, reason: '试一试' })).status, 403)
})

test('Art_11_6_3 a correction stays on record', async () => {
  const path = `/customers/${customers[0].id}/usage/corrections`
  assert.equal((await marketing.call('POST', path, { use: { month: month(1), total_wh: 11_000_000 }, reason: '换表底数录错' })).status, 204)
  assert.equal((await marketing.call('POST', path, { use: { month: month(1), total_wh: 11_000_000 }, reason: '换表底数录错' })).body.code, 'usage.unchanged')
  assert.equal((await marketing.call('POST', path, { use: { month: month(1), total_wh: -1 }, reason: '换表底数录错' })).body.code, 'usage.negative')
  assert.equal((await marketing.call('POST', path, { use: { month: month(-2), total_wh: 1 }, reason: '换表底数录错' })).body.code, 'usage.month_impossible')
  for (const [field, word] of [['total_wh', '总电量'], ['peak_wh', '高峰电量'], ['max_demand_w', '最大需量']]) {
    const refused = await marketing.call('POST', path, { use: { month: month(1), total_wh: 12_000_000, [field]: -1 }, reason: '换表底数录错' })
    assert.ok(refused.body.detail.startsWith(word), `a clerk reads ${word}, not ${field}: ${refused.body.detail}`)
    assert.equal(refused.body.errors[0].pointer, `/${field}`)
  }
  const { body } = await manager.call('GET', `/customers/${customers[0].id}/usage`)
  assert.equal(body.series.at(-1).total_wh, 11_000_000)
  verified()
})

test('Art_11_6_3 the monthly look keeps what is unusual until the manager settles it', async () => {
  await upload(admin, table(customers[2].account_number, 0.2))
  await server.stop()
  const accounts = join(dirname(bureau.data), 'accounts.csv')
  writeFileSync(accounts, `户号\n${customers[0].account_number}\n${customers[2].account_number}\n`)
  assert.equal(run(bureau.data, 'usage', 'unusual', '--json').status, 1, 'whom to look at is not set')
  const look = () => JSON.parse(run(bureau.data, '--json', 'usage', 'unusual', '--month', String(month(1)), '--accounts', accounts).stdout)
  assert.deepEqual(look(), { month: month(1), customers: 2, without_month: 0, found: 1, added: 1 })
  assert.equal(look().added, 0, 'found once')
  server = own.server = await startServer(bureau.data)
  ;[marketing, manager] = await Promise.all(['SCYX01', 'DK02'].map((name) => signIn(server.base, name)))
  const open = (await manager.call('GET', '/unusual_use')).body.items
  assert.equal(open.length, 1)
  assert.equal(open[0].customer_id, customers[2].id)
  assert.equal(open[0].customer_name, customers[2].name, 'named as the customers’ list names him')
  assert.equal(open[0].account_number, customers[2].account_number)
  const settlement = { month: open[0].month, kind: open[0].kind, how: '停产检修，下月恢复' }
  const path = `/customers/${customers[2].id}/unusual_use/settlements`
  assert.equal((await manager.call('POST', path, settlement)).status, 204)
  assert.equal((await manager.call('POST', path, settlement)).body.code, 'unusual_use.settled_already')
  assert.deepEqual((await manager.call('GET', '/unusual_use')).body.items, [])
  const { body } = await manager.call('GET', `/customers/${customers[2].id}/usage`)
  assert.equal(body.unusual[0].settled_how, '停产检修，下月恢复')
  verified()
})

test('the command line brings in what the API does', () => {
  const file = join(dirname(bureau.data), 'use.csv')
  writeFileSync(file, table(customers[1].account_number).replace('户号', 'account_number'))
  return server.stop().then(async () => {
    const tried = run(bureau.data, '--json', 'usage', 'import', file, '--dry-run')
    assert.equal(JSON.parse(tried.stdout).added, 36, tried.stderr)
    const done = run(bureau.data, '--json', 'usage', 'import', file)
    assert.equal(done.status, 0, done.stdout + done.stderr)
    assert.equal(JSON.parse(done.stdout).added, 36)
    assert.equal(run(bureau.data, 'usage', 'import', '/nowhere.csv').status, 1)
    verified()
    server = own.server = await startServer(bureau.data)
  })
})
