// What cannot be is refused, field and rule named, in Chinese and English, by hand and by import; nothing is half applied.
// Art. 11: customers' files, use, needs, managers, representatives.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { server } = await ownServer(40)
let admin, marketing, manager, clerk, customers, people
before(async () => {
  ;[admin, marketing, manager, clerk] = await Promise.all(['admin', 'SCYX01', 'DK02', 'YYT02'].map((name) => signIn(server.base, name)))
  customers = (await clerk.call('GET', '/customers?limit=60')).body.items
  people = Object.fromEntries((await marketing.call('GET', '/officers')).body.items.map((row) => [row.code, row.id]))
})

const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
/** Refused with this code at this field, said in both languages without a gap in the sentence; `words` must stand in the Chinese one. */
async function refused(who, method, path, body, code, pointer, words) {
  for (const language of ['zh', 'en']) {
    const answer = await who.call(method, path, body, { 'Accept-Language': language })
    const said = `${method} ${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`
    assert.ok(answer.status >= 400 && answer.status < 500, said)
    const found = [answer.body, ...(answer.body.errors ?? [])].find((one) => one.code === code)
    assert.ok(found, said)
    const pointers = [answer.body.pointer, ...(answer.body.errors ?? []).map((one) => one.pointer)]
    if (pointer !== undefined) assert.ok(pointers.includes(pointer), said)
    const detail = found.detail ?? answer.body.detail
    assert.doesNotMatch(detail, /[{}]/, said)
    assert.match(detail, language === 'zh' ? /[一-鿿]{3}/ : /[A-Za-z]{3}/, said)
    if (language === 'en') assert.doesNotMatch(detail, /[一-鿿]{6}/, said)
    if (words && language === 'zh') assert.match(detail, words, said)
  }
}
const upload = async (kind, text) => {
  const body = new FormData()
  body.append('file', new Blob([text]), '表.csv')
  const answer = await fetch(`${server.base}/api/v1/imports?kind=${kind}`, { method: 'POST', body, headers: { Cookie: admin.cookie, 'X-CSRF-Token': admin.session.csrf_token } })
  return good({ status: answer.status, body: await answer.json() }).id
}
/** The rows of a table as they would be taken: [line, field, sentence] of those that are not, in both languages. */
async function triedRows(kind, text) {
  const id = await upload(kind, text)
  const { mapping } = good(await admin.call('GET', `/imports/${id}/table`))
  const rows = {}
  for (const language of ['zh', 'en']) rows[language] = good(await admin.call('POST', `/imports/${id}/trials`, mapping, { 'Accept-Language': language })).rows.filter((row) => row.refusal)
  return { id, mapping, ...rows }
}
async function finished(id) {
  for (let i = 0; i < 200; ++i) {
    const now = good(await admin.call('GET', `/imports/${id}`))
    if (now.state !== 'running') return now
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the import does not end')
}

test('Art_11_6_3 impossible capacities: file, need, proposal of a tier, import', async () => {
  const [{ id, account_number }] = customers
  const file = `/customers/${id}/file_changes`
  const before = good(await marketing.call('GET', `/customers/${id}/file`)).file
  for (const capacity of [-1, 100_000_000]) await refused(marketing, 'POST', file, { version: 0, reason: '核对合同', contracted_capacity_kva: capacity }, 'customer_file.capacity_impossible', '/contracted_capacity_kva', /容量/)
  for (const capacity of ['viel', 1.5, [], null]) {
    const answer = await marketing.call('POST', file, { version: 0, reason: '核对合同', contracted_capacity_kva: capacity })
    if (capacity === null) continue
    assert.equal(answer.status, 400, JSON.stringify(answer.body))
    assert.equal(answer.body.errors[0].pointer, '/contracted_capacity_kva')
  }
  await refused(marketing, 'POST', `/managed_customers/${id}/tier_facts`, { contracted_capacity_kva: -5, source: '合同' }, 'tier_facts.out_of_range', '/contracted_capacity_kva', /容量/)
  await refused(marketing, 'POST', `/managed_customers/${id}/tier_facts`, { contracted_capacity_kva: 99_000_000_000, source: '合同' }, 'customer_file.capacity_impossible', '/contracted_capacity_kva', /容量/)
  const managed = good(await manager.call('GET', '/account_managers/me/day')).work[0].customer_id
  const need = { customer_id: managed, title: '新建车间', kind: 'capacity_increase' }
  await refused(manager, 'POST', '/needs', { ...need, capacity_kva: 99_000_000 }, 'need.capacity_impossible', '/capacity_kva', /容量/)
  await refused(manager, 'POST', '/needs', { ...need, capacity_kva: -1 }, 'need.figure_negative', '/capacity_kva')
  await refused(manager, 'POST', '/needs', { ...need, capacity_kva: 100, power_kw: 101 }, 'need.power_above_capacity', '/power_kw')
  const rows = await triedRows('customers', `户号,户名,地区,合同容量\n${account_number},${customers[0].name},城区,-7\n${account_number},${customers[0].name},城区,999999999\n${account_number},${customers[0].name},城区,约1250\n`)
  assert.deepEqual(rows.zh.map((row) => [row.line, row.field]), [[2, '/contracted_capacity_kva'], [3, '/contracted_capacity_kva'], [4, '/contracted_capacity_kva']])
  for (const row of rows.zh) assert.match(row.refusal, /容量/)
  for (const row of rows.en) assert.match(row.refusal, /capacity/i)
  assert.deepEqual(good(await marketing.call('GET', `/customers/${id}/file`)).file, before)
})

test('Art_11_6_3 negative use: a month corrected, a day corrected, tables of both, a bill', async () => {
  const [, { id, account_number }] = customers
  await refused(marketing, 'POST', `/customers/${id}/usage/corrections`, { use: { month: 202601, total_wh: -1 }, reason: '抄错' }, 'usage.negative', '/total_wh', /总电量/)
  await refused(marketing, 'POST', `/customers/${id}/usage/corrections`, { use: { month: 202601, total_wh: 5, valley_wh: -2 }, reason: '抄错' }, 'usage.negative', '/valley_wh', /谷段/)
  await refused(marketing, 'POST', `/customers/${id}/interval_use/corrections`, { day: '2026-01-05', minutes: 30, readings: [{ minute: 480, wh: -3, estimated: false }], reason: '抄错' }, 'usage.negative', undefined, /08:00/)
  const months = await triedRows('monthly_use', `户号,月份,电量,峰电量\n${account_number},202601,-1,\n${account_number},202602,5,-1\n${account_number},202603,5,10\n${account_number},202601,1e3,\n`)
  assert.deepEqual(months.zh.map((row) => [row.line, row.field]), [[2, '/电量'], [3, '/峰电量'], [4, '/total_wh'], [5, '/电量']])
  assert.match(months.zh[0].refusal, /电量不能小于零/)
  assert.match(months.en[0].refusal, /below zero/)
  const days = await triedRows('interval_use', `户号,时间,电量\n${account_number},2026-01-05 00:00,1\n${account_number},2026-01-05 00:30,-1\n`)
  assert.deepEqual(days.zh.map((row) => row.line), [2, 3], 'the day is not taken because of its second line')
  const bills = await triedRows('bills', `户号,月份,应收金额,电量\n${account_number},202601,10,-1\n`)
  assert.equal(bills.zh.length, 1, JSON.stringify(bills.zh))
})

test('Art_11_6_3 months twice: two columns of one month, two lines of one month, a month that stands with another value', async () => {
  const [, , { id, account_number }] = customers
  const twice = await upload('monthly_use', `户号,202601,2026年1月\n${account_number},1,2\n`)
  const { mapping } = good(await admin.call('GET', `/imports/${twice}/table`))
  await refused(admin, 'POST', `/imports/${twice}/trials`, mapping, 'usage.month_twice', '/202601', /202601/)
  await refused(admin, 'POST', `/imports/${twice}/runs`, { mapping, mapping_name: '' }, 'usage.month_twice', '/202601', /202601/)
  const rows = await triedRows('monthly_use', `户号,月份,电量\n${account_number},202601,1\n${account_number},2026-01,1\n`)
  assert.deepEqual(rows.zh.map((row) => [row.line, row.field]), [[3, '/202601']])
  await admin.call('POST', `/imports/${rows.id}/runs`, { mapping: rows.mapping, mapping_name: '' })
  assert.deepEqual([(await finished(rows.id)).added, (await finished(rows.id)).refused], [1, 1])
  const other = await triedRows('monthly_use', `户号,202601,202602\n${account_number},2,7\n`)
  assert.deepEqual(other.zh.map((row) => row.field), ['/202601'])
  assert.match(other.zh[0].refusal, /202601.*1千瓦时/)
  assert.equal((await manager.call('GET', `/customers/${id}/usage`)).body.series.length, 1, 'of a line with one wrong month none is taken')
  const bills = await triedRows('bills', `户号,月份,应收金额\n${account_number},202601,10\n${account_number},202601,11\n`)
  assert.equal(bills.zh.length, 1)
  for (const impossible of ['209901', '202613', '18', '']) await refused(marketing, 'POST', `/customers/${id}/usage/corrections`, { use: { month: Number(impossible), total_wh: 5 }, reason: '抄错' }, 'usage.month_impossible', '/month', /月份/)
})

test('Art_11_4 a representative of another customer: not invited, not changed, not ended by this one’s manager', async () => {
  const managed = good(await manager.call('GET', '/account_managers/me/day')).work.slice(0, 2).map((row) => row.customer_id)
  assert.equal(managed.length, 2)
  const own = good(await manager.call('GET', `/managed_customers/${managed[0]}/representatives`)).representatives
  const others = good(await manager.call('GET', `/managed_customers/${managed[1]}/representatives`)).representatives
  const foreign = Math.max(0, ...own.map((row) => row.representative_id), ...others.map((row) => row.representative_id)) + 1
  await refused(manager, 'POST', `/managed_customers/${managed[0]}/representatives/${foreign}/invitations`, undefined, 'invite_representative.not_in_file', undefined)
  await refused(manager, 'POST', `/managed_customers/${managed[0]}/representatives/${foreign}/access_endings`, { reason: '已离职' }, 'representative.unknown', undefined)
  const { file } = good(await manager.call('GET', `/customers/${managed[0]}/file`))
  await refused(manager, 'POST', `/customers/${managed[0]}/file_changes`, { version: file.version ?? 0, reason: '登记', representatives: [{ id: foreign, name: '钱工', role: '主管', phone: '13900007777', in_charge_of_electricity: true }] }, 'customer_file.unknown_entry', undefined)
  const theirs = (await marketing.call('GET', '/account_tiers/proposals')).body.items.map((row) => row.customer_id).find((id) => !managed.includes(id))
  for (const [path, body] of [[`/managed_customers/${theirs}/contacts`, { client_id: 'x-1', at: new Date(Date.now() - 1000).toISOString().slice(0, 19) + 'Z', channel: 'visit', representative: '钱工', representative_role: '电工', words: '', no_change_confirmed_by: '钱工' }]]) {
    const answer = await clerk.call('POST', path, body)
    assert.equal(answer.body.code, 'permission.denied', JSON.stringify(answer.body))
  }
})

test('Art_11_5_1 Art_11_5_2 a manager without the post: appointed, put in charge, handed over to', async () => {
  const appoint = (code, kind) => ({ officer_id: people[code], kind, engagement: 'part_time', from: new Date(Date.now() + 3600000).toISOString().slice(0, 19) + 'Z' })
  await refused(marketing, 'POST', '/account_managers', appoint('CDY02', 'large_account_manager'), 'appoint_account_manager.not_head_of_station_or_center', '/officer_id', /大客户经理/)
  await refused(marketing, 'POST', '/account_managers', appoint('YYT02', 'general_account_manager'), 'appoint_account_manager.not_of_station_or_center', '/officer_id')
  await refused(marketing, 'POST', '/account_managers', { ...appoint('CD01', 'large_account_manager'), officer_id: 999999 }, 'appoint_account_manager.unknown_officer', '/officer_id')
  const own = good(await manager.call('GET', '/account_managers/me/day')).work[0].customer_id
  const items = ['file', 'promises', 'open_work', 'representative'].map((code) => ({ code, note: '' }))
  await refused(manager, 'POST', `/managed_customers/${own}/hand_overs`, { to_officer_id: people.YYT02, reason: '岗位调整', items }, 'account.wrong_kind', '/to_officer_id')
})

test('Art_11_6_3 imports never half-apply: a customer with one wrong cell is not there, his neighbours are', async () => {
  const { id, mapping, zh } = await triedRows('customers', '户号,户名,地区,合同容量,供电电压\n7700000001,甲,城区,100,10kV\n7700000002,乙,城区,-1,10kV\n7700000003,丙,月球,1,10kV\n7700000004,㛃𠮷,城区,200,99kV\n７７０００００００５,戊,城区,１００,10kV\n')
  assert.deepEqual(zh.map((row) => [row.line, row.field]), [[3, '/contracted_capacity_kva'], [4, '/area'], [5, '/voltage']])
  good(await admin.call('POST', `/imports/${id}/runs`, { mapping, mapping_name: '' }))
  const end = await finished(id)
  assert.deepEqual([end.added, end.refused], [2, 3])
  for (const [account, there] of [['7700000001', 1], ['7700000002', 0], ['7700000003', 0], ['7700000004', 0], ['7700000005', 1]])
    assert.equal(good(await marketing.call('GET', `/customers?q=${account}`)).items.length, there, account)
})
