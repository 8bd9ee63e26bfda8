// Charges over the API: only what is published, each refused attempt on record, receipts without gaps under two clerks and a crash,
// cancelled by two people, checked on the public page, imported by the same rule; affiliates' charges. Art. 9(2), 9(3).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeBureau, registration, run, signIn, startServer } from '../support/server.mjs'

let bureau, server, clerk, other, head, station, auditor, second, marketing, leader, admin, agent, items, free
before(async () => {
  bureau = makeBureau(50)
  server = await startServer(bureau.data)
  await signAllIn()
  items = good(await clerk.call('GET', '/chargeable_items?payer_class=resident'))
  // Counted whole, for residents: what each test charges.
  free = items.items.find((row) => row.not_chargeable === 'no' && !row.late_fee)
  assert.ok(free, 'the demonstration bureau has something to charge')
})
const signAllIn = async () => {
  ;[clerk, other, head, station, auditor, second, marketing, leader, admin, agent] = await Promise.all(
    ['YYT02', 'YYT03', 'YYT01', 'CD01', 'JCSJ01', 'JCSJ02', 'SCYX02', 'JZ01', 'admin', 'RX02'].map((name) => signIn(server.base, name)))
}
after(async () => {
  await server.stop()
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  const found = JSON.parse(verified.stdout)
  assert.ok(found.receipts > 20 && found.charge_attempts > 5 && found.affiliate_charges > 4, verified.stdout)
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const errorsOf = (answer) => [answer.body, ...(answer.body.errors ?? [])]
const refused = (answer, code, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.ok(errorsOf(answer).some((one) => one.code === code), JSON.stringify(answer.body))
  return errorsOf(answer).find((one) => one.code === code)
}
const day = (days) => new Date(Date.now() + days * 86400000 + 8 * 3600000).toISOString().slice(0, 10)
const line = (more = {}) => ({ item: free.code, unit: free.unit, quantity_thousandths: 2000, ...more })
const form = (more = {}) => ({ name: '赵大明', payer_class: 'resident', lines: [line()], payment_way: 'cash', ...more })
const charge = (more = {}, by = clerk, headers = {}) => by.call('POST', '/receipts', form(more), headers)
const attempts = async () => good(await auditor.call('GET', '/charge_attempts?limit=200'))
const fenOf = (thousandths) => Number((BigInt(thousandths) * BigInt(free.yuan_e8) + 500000000n) / 1000000000n)
const open = async (id, by = clerk) => good(await by.call('GET', `/receipts/${id}`))
const page = async (path, form) => {
  const answer = await fetch(server.base + path, form ? { method: 'POST', body: new URLSearchParams(form), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } } : {})
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

test('art_9_2: what may be charged is shown, and of everything else why not', () => {
  assert.ok(items.number > 0)
  assert.ok(items.payment_ways.some((way) => way.code === 'cash'))
  assert.match(items.set_by, /自定|示例/)
  assert.deepEqual(items.possible_classes, ['resident', 'low_voltage', 'high_voltage_single', 'high_voltage_double'])
  const not = Object.fromEntries(items.items.filter((row) => row.not_chargeable !== 'no').map((row) => [row.code, row.not_chargeable]))
  assert.equal(not.temporary_supply, 'abolished')
  assert.equal(not.reconnection, 'not_set')
  assert.ok(items.items.every((row) => row.pinyin && row.initials), 'each is found by typing')
})

test('art_9_2: a lawful charge makes a receipt with number, code, exact amount', async () => {
  const made = good(await charge({ lines: [line(), line({ quantity_thousandths: 3000, amount_fen: fenOf(3000) })], remarks: '𠮷㛃 <b>' }))
  assert.match(made.number, /^\d{4}-\d{6}$/)
  assert.match(made.code, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  assert.equal(made.total_fen, fenOf(2000) + fenOf(3000))
  const read = await open(made.id)
  assert.deepEqual([read.receipt.payer_name, read.remarks, read.receipt.lines.length, read.actions], ['赵**', '𠮷㛃 <b>', 2, ['ask_cancellation']])
  assert.equal(read.receipt.lines[0].number, items.number)
  const again = { 'Idempotency-Key': `charge-${made.number}` }
  assert.equal(good(await charge({}, clerk, again)).id, good(await charge({}, clerk, again)).id, 'a slipped finger charges once')
})

test('art_9_2: every unlawful attempt is refused with clause and field, and on record', async () => {
  const before = (await attempts()).items.length
  const tries = [
    [{ lines: [line({ item: 'tea_money_㛃' })] }, 'charge.item_not_published', '/lines/0/item'],
    [{ lines: [line(), line({ item: 'temporary_supply', unit: '元/千伏安' })] }, 'charge.item_not_published', '/lines/1/item'],
    [{ lines: [line({ unit: '元/吨' })] }, 'charge.wrong_unit', '/lines/0/unit'],
    [{ lines: [line({ amount_fen: fenOf(2000) + 1 })] }, 'charge.amount_differs', '/lines/0/amount_fen'],
    [{ lines: [line({ amount_fen: 0 })] }, 'charge.amount_differs', '/lines/0/amount_fen']]
  const closed = items.items.find((row) => row.not_chargeable === 'other_class')
  if (closed) tries.push([{ lines: [line({ item: closed.code, unit: closed.unit })] }, 'charge.wrong_payer_class', '/payer_class'])
  for (const [body, code, field] of tries) {
    const error = refused(await charge(body), code)
    assert.equal(error.clause, 'art.9(2)', code)
    assert.equal(error.errors.find((one) => one.code === code).pointer, field, JSON.stringify(error))
  }
  const now = await attempts()
  assert.equal(now.items.length, before + tries.length)
  const repeated = now.items.find((row) => row.item === free.code && row.code === 'charge.amount_differs')
  assert.ok(repeated.repeated && repeated.repeats >= 2, 'the same clerk and item again')
  assert.deepEqual([repeated.officer_name, repeated.clause, repeated.payer_name], ['王芳', 'art.9(2)', '赵**'])
  assert.match(repeated.why, /公布标准/)
})

test('art_9_2: supervision is told of the first attempt, once', async () => {
  const told = async () => good(await auditor.call('GET', '/notices?unread=true')).items.filter((row) => row.kind === 'charge_refused')
  const before = (await told()).length
  const item = 'invented_fee_x'
  for (let i = 0; i < 3; ++i) refused(await charge({ lines: [line({ item })] }, other), 'charge.item_not_published')
  const now = await attempts()
  assert.ok(now.items[0].repeated && !now.items[2].repeated)
  const notices = await told()
  assert.equal(notices.length, before + 1)
  assert.deepEqual([notices[0].path, notices[0].clause, notices[0].case_id], ['/charges?part=attempts', 'art.9(2)', 0])
  assert.match(notices[0].text, /试图收取“invented_fee_x”，已拒绝/)
  good(await auditor.call('POST', '/notice_readings', { number: notices[0].number, all_up_to: true }))
  assert.equal((await told()).length, 0)
  assert.equal(good(await auditor.call('GET', '/charge_attempts?repeated=true&limit=200')).items.every((row) => row.repeated), true)
  refused(await charge({ lines: [line({ item })] }, other), 'charge.item_not_published')
  assert.equal((await told()).length, 0, 'a repetition tells nobody again')
  assert.match((await auditor.call('GET', '/charge_attempts/export')).body, /invented_fee_x/)
  refused(await head.call('GET', '/charge_attempts/export'), 'permission.denied', 403)
  for (const by of [clerk, head, marketing, agent]) refused(await by.call('GET', '/charge_attempts'), 'permission.denied', 403)
})

test('art_9_2: slips of the pen are mistakes, not attempts', async () => {
  const before = (await attempts()).items.length
  refused(await charge({ lines: [] }), 'charge.no_lines')
  refused(await charge({ lines: Array.from({ length: items.most_lines + 1 }, () => line()) }), 'charge.too_many_lines')
  refused(await charge({ name: '' }), 'charge.payer_missing')
  refused(await charge({ payment_way: 'shells' }), 'charge.unknown_payment_way')
  refused(await charge({ case_number: '202600000000' }), 'charge.unknown_case')
  refused(await charge({ customer_id: 999999 }), 'customer.unknown', 404)
  for (const quantity of [0, -1000, (items.largest_quantity + 1) * 1000, Number.MAX_SAFE_INTEGER]) refused(await charge({ lines: [line({ quantity_thousandths: quantity })] }), 'charge.quantity_out_of_range')
  if (free.whole) refused(await charge({ lines: [line({ quantity_thousandths: 500 })] }), 'charge.quantity_not_whole')
  for (const body of [[], 'null', {}, form({ payer_class: '居民' }), form({ lines: 'x' }), form({ lines: [line({ quantity_thousandths: '２０００' })] }), form({ lines: [line({ quantity_thousandths: 1.5 })] }),
    form({ lines: [line({ item: '' })] }), form({ remarks: '长'.repeat(501) }), form({ extra: 1 }), form({ lines: [line({ price: 1 })] }), form({ lines: [{ item: free.code }] })])
    assert.equal((await clerk.call('POST', '/receipts', body)).status, 400, JSON.stringify(body).slice(0, 90))
  assert.ok((await clerk.call('POST', '/receipts', form({ remarks: 'x'.repeat(1 << 22) }))).status >= 400)
  assert.equal((await attempts()).items.length, before)
})

test('art_9_2: by the class the customer’s file proves, linked to a case', async () => {
  const unit = good(await clerk.call('GET', '/units')).items.find((row) => row.code === 'GDS-CD').id
  const home = good(await clerk.call('POST', '/customers', { account_number: '0990000091', name: '钱𠮷', phone: '0700-1234567', address: '桃源路2号', area: 'urban', station_unit_id: unit, usage_category: '居民生活', meter_number: '' })).id
  const seen = good(await clerk.call('GET', `/chargeable_items?customer_id=${home}`))
  assert.deepEqual(seen.possible_classes, ['resident'])
  const before = (await attempts()).items.length
  assert.equal(refused(await charge({ customer_id: home, payer_class: 'high_voltage_double' }), 'charge.class_not_of_customer').clause, 'art.9(2)')
  assert.equal((await attempts()).items.length, before + 1)
  const registered = good(await clerk.call('POST', '/cases', registration()))
  const number = good(await clerk.call('GET', `/cases/${registered.id ?? registered.case_id}`)).service_case.number
  const made = good(await charge({ customer_id: home, case_number: number }))
  assert.equal((await open(made.id)).case_number, number)
  assert.equal(good(await clerk.call('GET', `/receipts?customer_id=${home}`)).items[0].number, made.number)
  refused(await clerk.call('GET', '/chargeable_items?customer_id=999999'), 'customer.unknown', 404)
})

test('art_9_2: who may not is kept out', async () => {
  for (const by of [agent, station, auditor, marketing, leader, admin]) refused(await charge({}, by), 'permission.denied', 403)
  for (const by of [agent, station]) refused(await by.call('GET', '/receipts'), 'permission.denied', 403)
  const made = good(await charge())
  refused(await agent.call('GET', `/receipts/${made.id}`), 'permission.denied', 403)
  refused(await agent.call('GET', `/receipts/${made.id}/paper`), 'permission.denied', 403)
  refused(await clerk.call('GET', '/receipts/999999'), 'receipt.unknown', 404)
  for (const query of ['state=half', 'from=yesterday', 'customer_id=x', 'after=x', 'from=２０２６-01-01']) assert.equal((await clerk.call('GET', `/receipts?${query}`)).status, 400, query)
  assert.equal((await clerk.call('GET', '/receipt_days/2026-02-30')).status, 400)
})

test('art_9_2: a receipt is taken back by a counter-entry that two people make', async () => {
  const made = good(await charge())
  const ask = (by, body = { version: 0, reason: '客户退单' }) => by.call('POST', `/receipts/${made.id}/cancellation_questions`, body)
  const decide = (by, body) => by.call('POST', `/receipts/${made.id}/cancellations`, { version: 0, words: '属实', agreed: true, ...body })
  refused(await decide(head), 'receipt.wrong_state')
  assert.equal((await ask(clerk, { version: 0 })).status, 400, 'a reason is needed')
  refused(await ask(marketing), 'permission.denied', 403)
  const asked = good(await ask(clerk))
  refused(await ask(other), 'receipt.wrong_state')
  refused(await decide(clerk), 'permission.denied', 403)
  refused(await decide(station), 'permission.denied', 403)
  refused(await decide(head, { version: 1 }), 'receipt.changed_meanwhile', 409)
  good(await decide(head, { agreed: false, words: '金额无误' }))
  assert.equal((await open(made.id)).receipt.state, 'issued')
  good(await ask(head, { version: 0, reason: '重复收费' }))
  refused(await decide(head), 'receipt.own_question')
  assert.ok(!(await open(made.id, head)).actions.includes('decide_cancellation'))
  const entry = good(await decide(marketing))
  assert.equal(entry.state, 'counter_entry')
  assert.equal(entry.total_fen, -made.total_fen)
  const first = await open(made.id), counter = await open(entry.id)
  assert.deepEqual([first.receipt.state, first.cancelled_by_number, counter.receipt.cancels_number], ['cancelled', entry.number, made.number])
  assert.deepEqual(first.cancellations.map((one) => [one.asked_by_name, one.agreed]), [['王芳', false], ['林秀英', true]])
  assert.ok(asked.version === 2)
  for (const id of [made.id, entry.id]) refused(await clerk.call('POST', `/receipts/${id}/cancellation_questions`, { version: 0, reason: '再来' }), 'receipt.wrong_state')
})

test('art_9_2: printed on A5 and on a roll, with code and QR; the day is closed', async () => {
  const made = good(await charge({ remarks: '<script>1</script>' }))
  for (const [size, page] of [['a5', 'A5 landscape'], ['roll', 'size: 80mm 1']]) {
    const paper = await clerk.call('GET', `/receipts/${made.id}/paper?paper=${size}`)
    assert.equal(paper.status, 200)
    for (const piece of [page, made.number, made.code, '赵大明', '<svg', '&lt;script&gt;']) assert.ok(paper.body.includes(piece), `${size} ${piece}`)
    assert.match(paper.headers.get('content-security-policy'), /default-src 'none'/)
  }
  assert.ok((await clerk.call('GET', `/receipts/${made.id}/paper?lang=en`)).body.includes('Check code'))
  assert.equal((await clerk.call('GET', `/receipts/${made.id}/paper?paper=a0`)).status, 400)
  const closed = good(await clerk.call('GET', `/receipt_days/${day(0)}`))
  const sum = (rows) => rows.reduce((total, row) => total + row.amount_fen, 0)
  assert.deepEqual([sum(closed.by_item), sum(closed.by_officer), sum(closed.by_payment_way)], Array(3).fill(closed.amount_fen))
  assert.ok(closed.receipts > 3 && closed.counter_entries > 0)
  assert.equal(closed.last_number, made.number)
  assert.ok((await clerk.call('GET', `/receipt_days/${day(0)}/paper`)).body.includes(made.number))
  const table = await clerk.call('GET', `/receipts/export?from=${day(0)}`)
  assert.ok(table.body.includes(made.number) && !table.body.includes('赵大明'))
  const first = good(await clerk.call('GET', '/receipts?limit=2')), next = good(await clerk.call('GET', `/receipts?limit=2&after=${first.next}`))
  assert.ok(first.items.at(-1).id > next.items[0].id)
})

test('art_9_2: anybody checks a receipt by number and code, and learns no name', async () => {
  const made = good(await charge())
  const full = (text) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0))
  for (const [number, code] of [[made.number, made.code], [full(made.number), made.code.toLowerCase().replace('-', ' ')]]) {
    const shown = await page('/p/receipt', { number, code })
    assert.equal(shown.status, 200, shown.text)
    for (const piece of [made.number, '收据有效', `/p/prices/${items.number}`, free.code]) assert.ok(shown.text.includes(piece), piece)
    assert.ok(!shown.text.includes('赵') && !shown.text.includes('王芳'))
  }
  assert.equal((await page(`/p/receipt?number=${made.number}&code=${made.code}`)).status, 200, 'by the QR code')
  const wrong = await page('/p/receipt', { number: made.number, code: '2222-2222' }), nobody = await page('/p/receipt', { number: '2019-000001', code: '2222-2222' })
  assert.deepEqual([wrong.status, nobody.status], [422, 422])
  const without = (text) => text.replace(/value="[^"]*"/g, '')
  assert.equal(without(wrong.text), without(nobody.text), 'the answer does not tell whether the number exists')
  const bare = await page('/p/receipt')
  assert.equal(bare.status, 200)
  assert.ok(bare.text.length < 100_000)
  let limited = false
  for (let i = 0; i < 14 && !limited; ++i) limited = (await page('/p/receipt', { number: made.number, code: `AAAA-${1000 + i}` })).status === 429
  assert.ok(limited, 'who guesses waits')
})

test('art_9_3: affiliates’ charges beside the tariff: explained by the unit, decided by supervision', async () => {
  const unit = good(await clerk.call('GET', '/units')).items.find((row) => row.code === 'GDS-CD').id
  const plain = good(await clerk.call('POST', '/customers', { account_number: '0990000092', name: '光明电力安装有限公司', phone: '0700-1234567', address: '桃源路3号', area: 'urban', station_unit_id: unit, usage_category: '一般工商业', meter_number: '' })).id
  const enter = (more = {}, by = marketing) => by.call('POST', '/affiliate_charges', { affiliate_id: plain, side: 'charged_by', counterparty: '城东小区', charged_on: day(0), item: free.code, what: '校表', unit: free.unit, quantity_thousandths: 2000, amount_fen: fenOf(2000), ...more })
  refused(await enter(), 'affiliate_charge.not_affiliated')
  good(await clerk.call('POST', `/customers/${plain}/file_changes`, { version: 0, reason: '多经企业', affiliated: true }))
  assert.deepEqual([good(await enter()).comparison, good(await enter()).exception], ['agrees', 'none'])
  assert.equal(good(await enter({ amount_fen: 1 })).exception, 'none')
  assert.deepEqual(good(await enter({ side: 'charged_to', amount_fen: 1 })).exception, 'opened', 'it pays what everybody pays')
  assert.equal(good(await enter({ item: '', what: '电缆', unit: '元/米' })).comparison, 'without_item')
  assert.equal(good(await enter({ unit: '元/吨' })).comparison, 'other_unit')
  refused(await enter({ charged_on: day(1) }), 'affiliate_charge.in_the_future')
  refused(await enter({ quantity_thousandths: 0 }), 'affiliate_charge.quantity_out_of_range')
  refused(await enter({ amount_fen: -1 }), 'affiliate_charge.amount_out_of_range')
  refused(await enter({ affiliate_id: 999999 }), 'customer.unknown', 404)
  for (const by of [clerk, auditor, leader]) refused(await enter({}, by), 'permission.denied', 403)
  const above = good(await enter({ amount_fen: fenOf(2000) + 1 }))
  assert.deepEqual([above.comparison, above.exception, above.published_fen], ['above', 'opened', fenOf(2000)])
  const to = (resource, body, by) => by.call('POST', `/affiliate_charges/${above.id}/${resource}`, { version: 0, ...body })
  refused(await to('decisions', { accepted: true, words: '可' }, auditor), 'affiliate_charge.not_explained')
  refused(await to('explanations', { words: '…' }, auditor), 'permission.denied', 403)
  good(await to('explanations', { words: '含上门费，已退还' }, marketing))
  refused(await to('decisions', { accepted: true, words: '可' }, marketing), 'permission.denied', 403)
  const decided = good(await to('decisions', { accepted: false, words: '限期退还' }, second))
  assert.deepEqual([decided.exception, decided.decided_by_name], ['rejected', '钟晓岚'])
  refused(await to('explanations', { words: '…' }, marketing), 'affiliate_charge.decided')
  assert.ok(good(await auditor.call('GET', '/affiliate_charges?exception=rejected')).items.length === 1)
  assert.match((await auditor.call('GET', '/affiliate_charges/export?exception=rejected')).body, /限期退还/)
  refused(await clerk.call('GET', '/affiliate_charges'), 'permission.denied', 403)
  refused(await auditor.call('POST', '/affiliate_charges/999999/decisions', { version: 0, accepted: true, words: 'x' }), 'affiliate_charge.unknown', 404)
})

test('art_9_2: numbers have no gaps when two clerks charge at once and the server dies between', async () => {
  const burst = () => Promise.all(Array.from({ length: 30 }, (_, i) => charge({}, i % 2 ? clerk : other).then((answer) => answer.body, () => null)))
  const first = await burst()
  assert.ok(first.every((made) => made.number))
  const dying = burst()
  await new Promise((resolve) => setTimeout(resolve, 15))
  await server.stop('SIGKILL')
  const acknowledged = (await dying).filter((made) => made?.number)
  server = await startServer(bureau.data)
  await signAllIn()
  const last = good(await charge())
  const numbers = []
  for (let after = 0; ;) {
    const found = good(await clerk.call('GET', `/receipts?origin=counter&limit=200${after ? `&after=${after}` : ''}`))
    numbers.push(...found.items.map((row) => row.number))
    if (!found.next) break
    after = found.next
  }
  const year = last.number.slice(0, 4), count = Number(last.number.slice(5))
  assert.deepEqual(numbers, Array.from({ length: count }, (_, i) => `${year}-${String(count - i).padStart(6, '0')}`))
  for (const made of [...first, ...acknowledged]) assert.ok(numbers.includes(made.number), `${made.number} was acknowledged`)
})

test('art_9_2 art_9_3: another system’s charges come in by the same rule; unlawful rows are attempts', async () => {
  const { mkdtempSync, writeFileSync, rmSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const { join } = await import('node:path')
  const { run } = await import('../support/server.mjs')
  const folder = mkdtempSync(join(tmpdir(), 'charges-'))
  const yuan = (fen) => (fen / 100).toFixed(2)
  const rows = [
    ['原单号', '收费日期', '户号', '交费人', '类别', '项目代码', '单位', '数量', '金额', '来源', '欠费金额', '缴费期限'],
    ['A1', day(0), '0990000091', '', '', free.code, free.unit, '２', yuan(fenOf(2000)), '旧系统'],
    ['A2', day(0), '', '李㛃', '居民', free.code, free.unit, '1', yuan(fenOf(1000)), '旧系统'],
    ['A3', day(0), '', '李㛃', '居民', '茶水费', '元/次', '1', '5', '旧系统'],
    ['A4', day(0), '', '李㛃', '居民', free.code, free.unit, '1', yuan(fenOf(1000) + 1), '旧系统'],
    ['A5', '2001-01-01', '', '李㛃', '居民', free.code, free.unit, '1', yuan(fenOf(1000)), '旧系统'],
    ['A6', day(0), '0990000091', '', '高压双电源', free.code, free.unit, '1', yuan(fenOf(1000)), '旧系统'],
    ['A7', day(0), '', '李㛃', '神仙', free.code, free.unit, '1', yuan(fenOf(1000)), '旧系统'],
    ['A8', day(0), '', '李㛃', '居民', free.code, free.unit, '很多', '5', '旧系统'],
    ['A9', day(0), '', '李㛃', '居民', 'late_fee.resident', '元/元·日', '5554.8', '5.55', '旧系统', '370.32', day(-16)],
    ['A10', day(0), '', '李㛃', '居民', 'late_fee.resident', '元/元·日', '5554.8', '5.55', '旧系统']]
  const file = join(folder, 'charges.csv'), theirs = join(folder, 'affiliates.csv')
  writeFileSync(file, rows.map((row) => [...row, '', ''].slice(0, 12).join(',')).join('\n'))
  writeFileSync(theirs, `原单号,关联企业户号,方向,对方,日期,项目代码,内容,单位,数量,金额\nB1,0990000092,对外收取,城东小区,${day(0)},,电缆,元/米,10.5,860\nB2,0990000091,对外收取,城东小区,${day(0)},,电缆,元/米,1,8\n`)
  const bring = (kind, path) => JSON.parse(run(bureau.data, '--json', 'import', kind, path).stdout)
  const before = await attempts()
  await server.stop()
  const once = bring('charges', file), again = bring('charges', file), affiliates = bring('affiliate_charges', theirs)
  rmSync(folder, { recursive: true })
  server = await startServer(bureau.data)
  await signAllIn()
  assert.deepEqual([once.added, once.errors.length, again.added, again.there_already], [3, 7, 0, 3], JSON.stringify(once))
  assert.deepEqual([affiliates.added, affiliates.errors.length], [1, 1])
  const now = await attempts()
  assert.equal(now.items.length, before.items.length + 5, 'five are unlawful, two cannot be read, and none is recorded twice')
  assert.deepEqual(now.items.slice(0, 5).map((row) => [row.source_number, row.origin]), [['A10', 'imported'], ['A6', 'imported'], ['A5', 'imported'], ['A4', 'imported'], ['A3', 'imported']])
  const receipts = good(await clerk.call('GET', '/receipts?origin=imported')).items
  assert.deepEqual(receipts.map((row) => [row.number.slice(0, 1), row.source_number]), [['D', 'A9'], ['D', 'A2'], ['D', 'A1']])
  assert.equal(good(await auditor.call('GET', '/affiliate_charges?exception=opened')).items[0].source_number, 'B1')
})

test('art_9_2: a late fee is the published item by the days the server counts, and nothing else', async () => {
  const fee = items.items.find((row) => row.code === 'late_fee.resident')
  assert.ok(fee.late_fee && fee.unit === '元/元·日', JSON.stringify(fee))
  const late = (more = {}, arrear = { principal_fen: 37032, last_day_on: day(-16) }) => ({ lines: [{ item: fee.code, unit: fee.unit, quantity_thousandths: 0, arrear, ...more }] })
  const made = good(await charge(late()))
  assert.equal(made.total_fen, 555, '370.32 yuan, 15 days, 1 per mille: 5.5548')
  const read = (await open(made.id)).receipt.lines[0]
  assert.deepEqual([read.quantity_thousandths, read.late_days, read.arrear], [5554800, 15, { principal_fen: 37032, last_day_on: day(-16) }])
  assert.match(await (await fetch(`${server.base}/api/v1/receipts/${made.id}/paper`, { headers: { Cookie: clerk.cookie } })).text(), /欠费 370\.32 元，缴费期限 \d{4}-\d\d-\d\d，逾期 15 日/)
  assert.match((await page('/p/receipt', { number: made.number, code: made.code })).text, /逾期 15 日/)
  const before = (await attempts()).items.length
  refused(await charge({ lines: [{ item: fee.code, unit: fee.unit, quantity_thousandths: 5000000 }] }), 'charge.late_fee_without_arrear')
  refused(await charge(late({ quantity_thousandths: 5554810 })), 'charge.late_fee_quantity_differs')
  refused(await charge(late({ amount_fen: 556 })), 'charge.amount_differs')
  refused(await charge(late({}, { principal_fen: 100000, last_day_on: day(0) })), 'charge.late_fee_not_owed')
  refused(await charge(late({ item: 'late_fee.other' })), 'charge.wrong_payer_class')
  refused(await charge(late({ item: 'bill_adjustment' })), 'charge.item_not_published')
  assert.equal((await attempts()).items.length, before + 6, 'each is on record')
  refused(await charge(late({}, { principal_fen: 0, last_day_on: day(-16) })), 'late_fee.amount_impossible')
  refused(await charge({ lines: [line({ arrear: { principal_fen: 1, last_day_on: day(-16) } })] }), 'charge.arrear_of_no_late_fee')
  for (const arrear of [1, 'x', {}, { principal_fen: '３', last_day_on: day(-1) }, { principal_fen: 1, last_day_on: '2026-02-30' }, { principal_fen: 1, last_day_on: day(-1), more: 1 }])
    assert.equal((await charge(late({}, arrear))).status, 400, JSON.stringify(arrear))
  const preview = good(await clerk.call('POST', '/receipt_previews', { payer_class: 'resident', lines: late().lines }))
  assert.equal(preview.total_fen, 555)
})

test('art_9_2: many guessed check codes are told to supervision and the administrator, once an hour, without an address', async () => {
  const told = async (by) => good(await by.call('GET', '/notices?unread=true')).items.filter((row) => row.kind === 'codes_guessed')
  for (const by of [auditor, admin]) assert.equal((await told(by)).length, 0)
  const guess = async (address, path, form) => fetch(server.base + path, { method: 'POST', body: new URLSearchParams(form), headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Forwarded-For': address } })
  for (let i = 0; i < 24; ++i) await guess(`198.51.100.${i + 1}`, '/p/receipt', { number: '2026-000001', code: 'AAAA-AAAA' })
  for (const by of [auditor, second, admin]) {
    const notices = await told(by)
    assert.equal(notices.length, 1)
    assert.match(notices[0].text, /有人在猜收据核验码：\d{4}-\d\d-\d\d \d\d:00 至 \d\d:00 已有 20 次输错/)
    assert.doesNotMatch(JSON.stringify(notices[0]), /198\.51|127\.0/)
    assert.equal(notices[0].clause, 'art.9(2)')
  }
  assert.equal((await told(leader)).length, 0)
  const { number } = good(await auditor.call('GET', '/cases?list=all&kind=inquiry&limit=1')).items[0]
  for (let i = 0; i < 24; ++i) await guess(`203.0.113.${i + 1}`, '/p/follow', { number, phone: '13900000000' })
  assert.deepEqual((await told(auditor)).map((row) => row.clause), ['art.10(8)', 'art.9(2)'])
})
