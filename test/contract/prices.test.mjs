// Prices as a stranger's program meets them: bills by published vectors, everything else refused by name; the price book as data; the
// public calculator without script; a customer's savings by his file.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { server } = await ownServer(20)
let admin, marketing, clerk, customer
before(async () => {
  ;[admin, marketing, clerk] = await Promise.all(['admin', 'SCYX01', 'YYT02'].map((name) => signIn(server.base, name)))
  customer = (await clerk.call('GET', '/customers?limit=5')).body.items[4]
})

const ask = async (body, language = 'en') => {
  const answer = await fetch(`${server.base}/api/v1/bill_calculations`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Accept-Language': language }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}
const page = async (query, language = 'zh') => {
  const answer = await fetch(`${server.base}/p/bill?lang=${language}&${query}`)
  return { status: answer.status, html: await answer.text() }
}
const household = (kwh, month = 202607) => ({ tariff: 'residential', month, usage: { total_wh: kwh * 1000 } })

test('art_9_1: anybody asks what a month costs, without signing in, line by line', async () => {
  const { status, body } = await ask(household(700))
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.total_fen, 45921)
  assert.deepEqual(body.lines.map((line) => [line.item, line.quantity, line.price, line.exact_yuan]), [
    ['residential.tier_1', 260000, '0.58886875', '153.10587500000'], ['residential.tier_2', 340000, '0.63886875', '217.21537500000'], ['residential.tier_3', 100000, '0.88886875', '88.88687500000']])
  assert.equal(body.lines.reduce((sum, line) => sum + line.amount_fen, 0), body.total_fen)
  assert.ok(body.lines.every((line) => line.source && line.confidence === 'F2' && line.clause === 'art.9(1)'))
  assert.equal((await ask(household(700, 202512))).body.total_fen, 51221)
})

test('art_9_1: a two-part bill with basic charge and power factor', async () => {
  const question = { tariff: 'commercial_two_part', month: 202607, usage: { total_wh: 100_000_000, max_demand_w: 2_600_000, reactive_varh: 53_974_000 },
    agreement: { basic_charge: 'contract_demand', contracted_capacity_kva: 3200, contract_demand_kw: 2400, power_factor_standard_hundredths: 90 } }
  const { body } = await ask(question)
  const of = (kind) => body.lines.filter((line) => line.kind === kind).map((line) => line.amount_fen)
  assert.deepEqual([of('basic_charge'), of('excess_demand')], [[9_097_200], [577_600]])
  assert.equal(body.power_factor_hundredths, 88)
  assert.equal(body.confidence, 'example', 'and it says that it is one')
  assert.equal(body.funds_fen, 276_688)
})

test('art_9_2: what no price is published for is refused with the clause', async () => {
  const { status, body } = await ask({ tariff: 'commercial_single', month: 202608, usage: { total_wh: 1000 } })
  assert.equal(status, 422)
  assert.equal(body.code, 'bill.price_not_published')
  assert.match(body.detail, /commercial\.|2026-08/)
  for (const [question, code] of [
    [{ ...household(1), tariff: '自立收费𠮷㛃' }, 'bill.tariff_unknown'], [{ ...household(1), month: 202613 }, 'bill.month_impossible'], [{ ...household(1), month: 201001 }, 'bill.tariff_not_in_force'],
    [household(-1), 'bill.quantity_impossible'], [household(9e12), 'bill.quantity_impossible'], [{ ...household(1), usage: { total_wh: 1, peak_wh: 2 } }, 'bill.periods_exceed_total'],
    [{ ...household(1), agreement: { basic_charge: 'capacity', contracted_capacity_kva: 1 } }, 'bill.basic_charge_not_offered'], [{ tariff: 'hainan.residential', month: 202512, usage: { total_wh: 1 } }, 'bill.tariff_not_in_force'],
    [{ tariff: 'commercial_two_part', month: 202607, usage: { total_wh: 1 } }, 'bill.basic_charge_missing'], [{ ...household(1), agreement: { power_factor_standard_hundredths: 77 } }, 'bill.standard_unknown'],
  ]) {
    const refused = await ask(question)
    assert.equal(refused.body.code, code, JSON.stringify(refused.body))
  }
})

test('wrong types, floats, nothing and very much are refused', async () => {
  for (const body of ['', '[]', '{"tariff":1}', '{"tariff":"residential","month":"202607","usage":{"total_wh":1}}', '{"tariff":"residential","month":202607,"usage":{"total_wh":1.5}}',
    '{"tariff":"residential","month":202607,"usage":{"total_wh":1},"more":1}', JSON.stringify({ ...household(1), tariff: 'x'.repeat(1 << 20) })]) {
    const { status } = await ask(body)
    assert.ok(status >= 400 && status < 500, `${status} for ${body.slice(0, 60)}`)
  }
})

test('art_9_2: the price book as data names fees without an amount as not chargeable', async () => {
  const book = await (await fetch(`${server.base}/api/v1/price_book`, { headers: { 'Accept-Language': 'zh' } })).json()
  assert.ok(book.tariffs.some((tariff) => tariff.code === 'residential' && tariff.region === ''))
  assert.ok(book.tariffs.some((tariff) => tariff.region === '广西' && tariff.year_begins_month === 1))
  assert.ok(book.times_of_use.find((hours) => hours.code === 'commercial').windows.some((window) => window.period === 'super_peak' && window.hot_days))
  assert.ok(book.fees.length >= 5)
  assert.ok(book.fees.every((fee) => fee.covers && fee.source && fee.confidence && (fee.state === 'chargeable' || fee.price === undefined || fee.price === null)))
})

test('art_9_1: the calculator works without script, in full-width digits too, and says what is wrong at its field', async () => {
  const first = await page('')
  assert.match(first.html, /算一算电费/)
  assert.match(first.html, /其他地区/)
  assert.match((await page('tariff=residential&month=2026-07&kwh=700')).html, /459\.21 元[\s\S]*居民阶梯 第二档[\s\S]*340 kWh × 0\.63886875/)
  assert.match((await page('tariff=residential&month=2026-07&kwh=７００')).html, /459\.21 元/)
  assert.match((await page('tariff=residential_time_of_use&month=2026-07&kwh=700&peak=200&valley=150', 'en')).html, /486\.48 yuan/)
  assert.match((await page('tariff=guangxi.residential&month=2026-07&kwh=5000')).html, /2875\.50 元/)
  const wrong = await page('tariff=residential&kwh=1e3')
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /id="kwh-error"/)
  assert.match((await page('tariff=residential&kwh=%3Cscript%3Ealert(1)%3C/script%3E')).html, /&lt;script&gt;/)
  assert.match((await page('tariff=commercial_two_part&month=2026-07&kwh=100000&by=capacity&capacity=3200')).html, /72320\.00 元/)
  const service = await (await fetch(`${server.base}/p/service?lang=zh`)).text()
  assert.match(service, /href="\/p\/bill"/)
  assert.match(service, /临时接电费[\s\S]*已取消，不收取/)
})

test('Art_11_6_2 a customer’s savings are counted by his file, and nothing is guessed', async () => {
  const path = `/customers/${customer.id}/usage`
  const china = new Date(Date.now() + 8 * 3600000)
  const month = (ago) => {
    const index = china.getUTCFullYear() * 12 + china.getUTCMonth() - ago
    return Math.floor(index / 12) * 100 + (index % 12) + 1
  }
  const lines = Array.from({ length: 12 }, (_, i) => `${customer.account_number},${month(12 - i)},100000,10000,30000,40000,20000,75000,400`)
  const body = new FormData()
  body.append('file', new Blob([`户号,月份,电量,尖峰电量,峰电量,平电量,谷电量,无功电量,最大需量\n${lines.join('\n')}\n`]), 'use.csv')
  assert.equal((await fetch(`${server.base}/api/v1/usage/imports`, { method: 'POST', headers: { Cookie: admin.cookie, 'X-CSRF-Token': admin.session.csrf_token }, body })).status, 201)
  const saving = async () => (await marketing.call('GET', path)).body.saving
  assert.deepEqual((await saving()).gaps, ['tariff_class'])
  const changed = await marketing.call('POST', `/customers/${customer.id}/file_changes`, { version: 0, reason: '核对合同', tariff_class: '工商业两部制（按容量）', voltage: 'kv_10', contracted_capacity_kva: 1000 })
  assert.ok(changed.status < 300, JSON.stringify(changed.body))
  const { hints, gaps, prices_until, power_factor_standard_hundredths } = await saving()
  assert.deepEqual(gaps, [])
  assert.equal(power_factor_standard_hundredths, 90)
  assert.equal(prices_until, '2026-07-31')
  const saved = Object.fromEntries(hints.map((hint) => [hint.kind, hint.saved_fen]))
  assert.equal(saved.shift_to_valley, 12 * (110_520 + 250_800))
  // 22.6 yuan for each of 1,000 kVA against a floor of 400 kW at 36.1.
  assert.equal(saved.basic_charge, 12 * (2_260_000 - 1_444_000))
  assert.ok(saved.power_factor > 0 && saved.idle_capacity > 0)
})
