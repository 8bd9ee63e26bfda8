// Late fees and corrected bills over HTTP: worked out for anybody, for a customer, proposed by one and confirmed by another, printed; wrong
// input of every kind; who may not, may not. Art. 9(2), 11(6)(3).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const own = await ownServer(20)
const { server } = own
own.whenProven = (found) => assert.ok(found.bill_adjustments > 3)
let marketing, other, manager, clerk, auditor, agent, officer, owing, mine
before(async () => {
  ;[marketing, other, manager, clerk, auditor, agent, officer] = await Promise.all(['SCYX01', 'SCYX02', 'DK02', 'YYT02', 'JCSJ01', 'RX02', 'XQQ01'].map((name) => signIn(server.base, name)))
  mine = good(await manager.call('GET', '/key_accounts?limit=1')).items[0].customer_id
  owing = good(await clerk.call('POST', '/customers', { account_number: 'GY-0935', name: '㛃𠮷铸造有限公司', phone: '', address: '桃源路1号', area: 'urban', station_unit_id: 0, usage_category: '大工业', meter_number: '' })).id
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const refused = (answer, code, field, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.equal(answer.body.code, code, JSON.stringify(answer.body))
  if (field) assert.equal((answer.body.errors ?? [answer.body])[0].pointer, field, JSON.stringify(answer.body))
  return answer.body
}
const calculate = async (body) => {
  const answer = await fetch(`${server.base}/api/v1/late_fee_calculations`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}
const late = (more = {}) => ({ amount_fen: 37032, last_day_on: '2026-03-01', paid_on: '2026-03-17', payer_class: 'resident', ...more })
const page = async (query, language = 'zh') => {
  const answer = await fetch(`${server.base}/p/late_fee?lang=${language}&${query}`)
  return { status: answer.status, html: await answer.text() }
}
const basis = (more = {}) => ({ cause: 'meter_error', tariff: 'residential', from_on: '2026-07-01', fixed_on: '2026-08-31', months: [{ month: 202607, recorded_wh: 10_000_000 }], months_given: 'whole_time', error_ppm: -50_000, ...more })
const preview = (body, by = marketing, customer = mine) => by.call('POST', `/customers/${customer}/bill_adjustment_previews`, body)
const propose = (more = {}, by = marketing, customer = mine) => by.call('POST', `/customers/${customer}/bill_adjustments`, { basis: basis(), reason: '检定证书 2026-118，𠮷㛃 <b>', ...more })

test('art_9_2 R_ARR_02: anybody works out a late fee, day by day, by the published items', async () => {
  const one = await calculate(late())
  assert.equal(one.status, 200, JSON.stringify(one.body))
  assert.equal(one.body.amount_fen, 555)
  assert.deepEqual(one.body.parts, [{ from_on: '2026-03-02', to_on: '2026-03-16', days: 15, permille: 1, later: false, amount_fen: 555, item: 'late_fee.resident', quantity_thousandths: 5554800 }])
  const carried = (await calculate(late({ amount_fen: 1_000_000, last_day_on: '2024-12-19', paid_on: '2025-01-10', payer_class: 'low_voltage' }))).body
  assert.deepEqual(carried.parts.map((part) => [part.days, part.permille, part.amount_fen, part.item]), [[12, 2, 24000, 'late_fee.other'], [9, 3, 27000, 'late_fee.other_later']])
  assert.equal(carried.amount_fen, 51000)
  assert.equal((await calculate(late({ paid_on: '2026-03-01' }))).body.amount_fen, 0)
  assert.equal((await calculate(late({ agreed_permille: 3 }))).body.amount_fen, 1666)
  for (const rate of [0, 4, -1]) {
    const { status, body } = await calculate(late({ agreed_permille: rate }))
    assert.deepEqual([status, body.code, body.clause], [422, 'late_fee.rate_outside_law', 'art.9(2)'])
    assert.match(body.detail, /千分之1至千分之3|1 to 3/)
  }
  for (const body of ['[]', '{', late({ amount_fen: '３７' }), late({ amount_fen: 1.5 }), late({ paid_on: '2026-02-30' }), late({ payer_class: '居民' }), late({ extra: 1 }), {}, 'x'.repeat(1 << 20)])
    assert.ok([400, 413].includes((await calculate(body)).status), JSON.stringify(body).slice(0, 60))
  assert.equal((await calculate(late({ amount_fen: Number.MAX_SAFE_INTEGER }))).body.code, 'late_fee.amount_impossible')
})

test('art_9_2: the public page shows every step without script, and names what is wrong at its field', async () => {
  const { status, html } = await page('amount=３７０.３２&last_day=2026-03-01&paid_on=2026-03-17&payer=resident')
  assert.equal(status, 200)
  assert.match(html, /5\.55 元[\s\S]*2026年3月2日至2026年3月16日，15天[\s\S]*370\.32 × 15 × 1‰[\s\S]*电费违约金（居民）[\s\S]*375\.87 元/)
  assert.match((await page('amount=10000&last_day=2024-12-19&paid_on=2025-01-10&payer=other', 'en')).html, /510\.00[\s\S]*After a year end/)
  const wrong = await page('amount=<script>&last_day=x&paid_on=&rate=𠮷')
  assert.equal(wrong.status, 422)
  for (const field of ['amount', 'last_day', 'paid_on', 'rate']) assert.match(wrong.html, new RegExp(`id="${field}-error"`))
  assert.doesNotMatch(wrong.html, /<script>(?!<)/)
  assert.match((await page('amount=100&last_day=2026-03-01&paid_on=2026-03-12&rate=9')).html, /千分之1至千分之3/)
  assert.match((await fetch(`${server.base}/p/bill`).then((answer) => answer.text())), /href="\/p\/late_fee"/)
})

test('art_9_1 art_9_2: agricultural classes are there with their law, and nothing is billed by them', async () => {
  const book = good(await marketing.call('GET', '/price_book')).tariffs.filter((one) => one.usage_category === 'agricultural')
  assert.equal(book.length, 3)
  assert.ok(book.every((one) => /电力法/.test(one.source)))
  const answer = await fetch(`${server.base}/api/v1/bill_calculations`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ tariff: 'agricultural_production', month: 202607, usage: { total_wh: 1000 } }) })
  assert.deepEqual([answer.status, (await answer.json()).code], [422, 'bill.price_not_set'])
  const shown = await fetch(`${server.base}/p/bill?lang=zh&tariff=agricultural_irrigation_poor_county`).then((one) => one.text())
  assert.match(shown, /贫困县农业排灌[\s\S]*尚未公布，没有公布就不得计费/)
  assert.doesNotMatch(shown, /name="kwh"/)
  assert.match(await fetch(`${server.base}/p/bill?lang=zh&tariff=guizhou.residential`).then((one) => one.text()), /第1档3000度及以内[\s\S]*每年12月起重新分档/)
})

test('art_9_2 R_ADJ_01: worked out by month and line, proposed, confirmed by another, printed', async () => {
  const worked = good(await preview(basis()))
  assert.deepEqual([worked.adjusted_wh, worked.counted_percent], [263158, 50])
  assert.match(worked.formula, /−5%.*50%/)
  assert.deepEqual(worked.months[0].lines.map((line) => [line.item, line.energy_wh, line.price]), [['residential.tier_3', 263158, '0.88886875']])
  assert.equal(worked.amount_fen, 23391, '263.158 kWh of the third tier')
  assert.equal(good(await preview(basis({ error_ppm: 40_000 }))).adjusted_wh, -192308)
  assert.equal(good(await preview(basis({ error_ppm: 40_000, months_given: 'counted_part' }))).adjusted_wh, -384615)
  const made = good(await propose())
  assert.deepEqual([made.state, made.rule, made.clause, made.may_decide, made.may_withdraw], ['proposed', 'R-ADJ-01', 'art.9(2)', false, true])
  refused(await marketing.call('POST', `/bill_adjustments/${made.id}/decisions`, { version: 1, agreed: true, words: '同意' }), 'bill_adjustment.own_proposal')
  refused(await other.call('POST', `/bill_adjustments/${made.id}/withdrawals`, { version: 1, words: '填错' }), 'bill_adjustment.not_yours')
  refused(await other.call('POST', `/bill_adjustments/${made.id}/decisions`, { version: 9, agreed: true, words: '同意' }), 'bill_adjustment.changed_meanwhile', undefined, 409)
  assert.equal(good(await other.call('GET', `/customers/${mine}/bill_adjustments`)).items[0].may_decide, true)
  const confirmed = good(await other.call('POST', `/bill_adjustments/${made.id}/decisions`, { version: 1, agreed: true, words: '核对无误' }))
  assert.deepEqual([confirmed.state, confirmed.words], ['confirmed', '核对无误'])
  refused(await other.call('POST', `/bill_adjustments/${made.id}/decisions`, { version: 0, agreed: false, words: '再来' }), 'bill_adjustment.decided_already')
  const paper = await fetch(`${server.base}/api/v1/bill_adjustments/${made.id}/paper?lang=zh`, { headers: { Cookie: other.cookie } })
  const html = await paper.text()
  assert.match(paper.headers.get('content-security-policy'), /default-src 'none'/)
  assert.match(html, /退补电费计算书[\s\S]*R-ADJ-01[\s\S]*居民阶梯 第三档[\s\S]*263\.158[\s\S]*0\.88886875[\s\S]*应补 233\.91/)
  assert.match(html, /𠮷㛃 &lt;b&gt;/)
  assert.match(await fetch(`${server.base}/api/v1/bill_adjustments/${made.id}/paper?lang=en`, { headers: { Cookie: other.cookie } }).then((answer) => answer.text()), /Correction of bills[\s\S]*to pay/)
})

test('art_9_2: who may confirm hears that something waits, who proposed it hears what became of it; nobody else, and no name', async () => {
  const told = async (by, words) => good(await by.call('GET', '/notices?unread=true')).items.filter((row) => row.kind === 'bill_adjustment' && row.text.includes(words))
  const made = good(await propose())
  const [asked] = await told(other, `No. ${made.id} 等待确认`)
  assert.equal(asked.path, `/customers/${mine}?adjustment=${made.id}`)
  assert.deepEqual([await told(marketing, `No. ${made.id} `), await told(clerk, `No. ${made.id} `), await told(agent, `No. ${made.id} `)], [[], [], []])
  good(await other.call('POST', `/bill_adjustments/${made.id}/decisions`, { version: 1, agreed: false, words: '请附照片𠮷' }))
  assert.match((await told(marketing, `No. ${made.id} `))[0].text, /未获同意：请附照片𠮷/)
  assert.deepEqual(await told(other, `No. ${made.id} 等待确认`), [], 'nobody needs to be asked any more')
  const taken = good(await propose())
  assert.equal((await told(other, `No. ${taken.id} `)).length, 1)
  good(await marketing.call('POST', `/bill_adjustments/${taken.id}/withdrawals`, { version: 1, words: '填错' }))
  assert.deepEqual(await told(other, `No. ${taken.id} `), [])
})

test('art_9_2: declined and withdrawn ones stay, the register shows who waits', async () => {
  const [first, second, third] = [good(await propose()), good(await propose()), good(await propose())]
  assert.equal(good(await other.call('POST', `/bill_adjustments/${first.id}/decisions`, { version: 1, agreed: false, words: '误差未复检' })).state, 'declined')
  assert.equal(good(await marketing.call('POST', `/bill_adjustments/${second.id}/withdrawals`, { version: 1, words: '填错' })).state, 'withdrawn')
  const waiting = good(await auditor.call('GET', '/bill_adjustments?waiting=true')).items
  assert.ok(waiting.some((one) => one.id === third.id) && waiting.every((one) => one.state === 'proposed'))
  assert.ok(good(await auditor.call('GET', '/bill_adjustments')).items.length >= 4)
  refused(await auditor.call('GET', '/bill_adjustments?after=x'), 'query.bad_value', undefined, 400)
})

test('art_9_2 R_ADJ_02 to R_ADJ_07: every cause asks for its base; what does not fit is refused at its field', async () => {
  const month = [{ month: 202604, recorded_wh: 100_000 }], whole = { from_on: '2026-04-01', months: month, error_ppm: undefined }
  assert.equal(good(await preview(basis({ ...whole, cause: 'voltage_drop', drop_ppm: 30_000, allowed_drop_ppm: 5_000 }))).adjusted_wh, 2_500)
  assert.equal(good(await preview(basis({ ...whole, cause: 'other_cause', normal_month_wh: 180_000 }))).adjusted_wh, 80_000)
  assert.equal(good(await preview(basis({ ...whole, cause: 'wrong_wiring', right: 3, wrong: 2 }))).adjusted_wh, 50_000)
  assert.equal(good(await preview(basis({ ...whole, cause: 'blown_fuse', normal_month_wh: 190_000 }))).adjusted_wh, 90_000)
  assert.equal(good(await preview(basis({ ...whole, cause: 'wrong_multiplier', right: 30, wrong: 40 }))).adjusted_wh, -25_000)
  refused(await preview(basis({ fixed_on: '2099-01-01' })), 'bill_adjustment.not_fixed_yet', '/fixed_on')
  refused(await preview(basis({ error_ppm: undefined })), 'bill_adjustment.basis_missing', '/error_ppm')
  refused(await preview(basis({ months: [] })), 'bill_adjustment.months_missing', '/months')
  refused(await preview(basis({ months: [{ month: 202601, recorded_wh: 1 }] })), 'bill_adjustment.month_outside', '/months/0/month')
  refused(await preview(basis({ months: [{ month: 202608, recorded_wh: 1000 }], tariff: 'commercial_single' })), 'bill.price_not_published', '/months/0/month')
  refused(await preview(basis({ tariff: 'agricultural_production' })), 'bill.price_not_set', '/tariff')
  refused(await propose({ basis: basis({ error_ppm: 0 }) }), 'bill_adjustment.nothing_to_adjust', '/basis/months')
  for (const body of ['[]', {}, basis({ cause: '接线' }), basis({ months: 'x' }), basis({ months: [{ month: '２０２６０７', recorded_wh: 1 }] }), basis({ error_ppm: '-5' }), basis({ tariff: '' }), basis({ tariff: '长'.repeat(100) }), basis({ more: 1 }), basis({ from_on: '2026-02-30' })])
    assert.equal((await preview(body)).status, 400, JSON.stringify(body).slice(0, 80))
  assert.equal((await propose({ reason: 'x' })).status, 400)
  assert.equal((await propose({ reason: '长'.repeat(501) })).status, 400)
  assert.ok((await propose({ reason: 'x'.repeat(1 << 22) })).status >= 400)
})

test('art_9_2 art_11_6_3: who may not, may not; unknown ones are unknown', async () => {
  refused(await preview(basis(), officer), 'permission.denied', undefined, 403)
  refused(await propose({}, agent), 'permission.denied', undefined, 403)
  refused(await auditor.call('POST', `/customers/${mine}/bill_adjustments`, { basis: basis(), reason: '检定' }), 'permission.denied', undefined, 403)
  refused(await officer.call('GET', `/customers/${mine}/bill_adjustments`), 'permission.denied', undefined, 403)
  refused(await officer.call('GET', `/customers/${mine}/late_fees`), 'permission.denied', undefined, 403)
  refused(await officer.call('GET', '/bill_adjustments'), 'permission.denied', undefined, 403)
  const made = good(await propose({}, manager))
  refused(await clerk.call('POST', `/bill_adjustments/${made.id}/decisions`, { version: 1, agreed: true, words: '同意' }), 'permission.denied', undefined, 403)
  assert.equal((await fetch(`${server.base}/api/v1/bill_adjustments/${made.id}/paper`, { headers: { Cookie: officer.cookie } })).status, 403)
  refused(await marketing.call('GET', '/customers/999999/bill_adjustments'), 'customer.unknown', undefined, 404)
  refused(await other.call('POST', '/bill_adjustments/999999/decisions', { version: 1, agreed: true, words: '同意' }), 'bill_adjustment.unknown', undefined, 404)
  refused(await marketing.call('GET', `/customers/${mine}/late_fees?paid_on=x`), 'query.bad_value', undefined, 400)
})

test('art_9_2 art_11_6_3: a customer’s unpaid bills cost so much if paid on a day; no late fee of a late fee', async () => {
  assert.deepEqual(good(await marketing.call('GET', `/customers/${owing}/late_fees`)).bills, [], 'nothing is known')
  const customers = good(await marketing.call('GET', '/key_accounts?limit=100')).items
  let found
  for (const one of customers) {
    const records = good(await marketing.call('GET', `/customers/${one.customer_id}/account_records`))
    const bill = records.bills.find((row) => row.due_on && row.paid_fen < row.amount_fen)
    if (bill) found = { id: one.customer_id, bill, unpaid: records.bills.filter((row) => row.due_on && row.paid_fen < row.amount_fen) }
    if (found) break
  }
  assert.ok(found, 'the demonstration has somebody who owes')
  const after = (date, days) => new Date(Date.parse(date) + days * 86400000).toISOString().slice(0, 10)
  const { bill } = found
  const view = good(await marketing.call('GET', `/customers/${found.id}/late_fees?paid_on=${after(bill.due_on, 11)}`))
  const shown = view.bills.find((row) => row.month === bill.month)
  assert.equal(shown.principal_fen, bill.amount_fen - (bill.late_fee_fen ?? 0) - bill.paid_fen)
  assert.equal(shown.parts.reduce((sum, part) => sum + part.days, 0), 10)
  assert.equal(shown.fee_fen, shown.parts.reduce((sum, part) => sum + part.amount_fen, 0))
  assert.equal(view.fee_fen, view.bills.reduce((sum, row) => sum + row.fee_fen, 0))
  assert.deepEqual(good(await marketing.call('GET', `/customers/${found.id}/late_fees?paid_on=2001-01-01`)).bills, [])
})
