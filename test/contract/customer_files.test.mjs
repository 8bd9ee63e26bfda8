// A customer's file over the API: changed with reasons, seen as of any instant, masked, merged and parted again. Art. 11(6)(3).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const own = await ownServer(50)
const { server } = own
own.whenProven = (found) => assert.ok(found.customers > 0)
let manager, clerk, officer, auditor, id
before(async () => {
  ;[manager, clerk, officer, auditor] = await Promise.all(['DK01', 'YYT02', 'XQQ01', 'JCSJ01'].map((name) => signIn(server.base, name)))
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const plant = (account) => ({ account_number: account, name: '桃源铸造有限公司', phone: '0700-1234567', address: '桃源路1号', area: 'urban', station_unit_id: 0, usage_category: '大工业', meter_number: '' })
const change = (by, what, customer = id) => by.call('POST', `/customers/${customer}/file_changes`, { version: 0, reason: '现场核实', ...what })
const file = async (by = manager, customer = id, query = '') => good(await by.call('GET', `/customers/${customer}/file${query}`))

test('art_11_6_3: a file grows, each change with its reason, and says what is missing', async () => {
  id = good(await clerk.call('POST', '/customers', plant('0990000001'))).id
  const fresh = await file()
  assert.equal(fresh.file.version, 1)
  assert.ok(fresh.complete_percent < 50)
  assert.ok(fresh.missing.some((one) => one.item === 'representative'))
  good(await change(manager, { version: 1, business: '铸造', voltage: 'kv_10', contracted_capacity_kva: 1250, licence_number: '91350100m000100y43', representatives: [{ id: 0, name: '赵工', role: '电气主管', phone: '13900001111', in_charge_of_electricity: true }] }))
  const grown = await file()
  assert.ok(grown.complete_percent > fresh.complete_percent)
  assert.equal(grown.file.licence_number, '91350100M000100Y43')
  assert.equal((await change(manager, { version: 1, trade: '铸造' })).body.code, 'customer_file.changed_meanwhile')
  const story = good(await manager.call('GET', `/customers/${id}/file_changes`)).items
  assert.deepEqual(story.map((step) => [step.kind, step.reason]), [['customer_changed', '现场核实'], ['customer_opened', '登记']])
  assert.ok(story[0].changes.some((one) => one.path === '/contracted_capacity_kva' && one.before === 0 && one.after === 1250))
})

test('art_6: people are covered until somebody says why he must see them', async () => {
  const covered = await file()
  assert.equal(covered.file.name, '桃源铸造有限公司', 'a company is nobody')
  assert.notEqual(covered.file.representatives[0].phone, '13900001111')
  const story = JSON.stringify(good(await manager.call('GET', `/customers/${id}/file_changes`)))
  assert.ok(!story.includes('13900001111') && !story.includes('赵工'), story)
  const clear = good(await clerk.call('POST', `/customers/${id}/file_unmaskings`, { reason: '联系客户代表' }))
  assert.equal(clear.representatives[0].phone, '13900001111')
  const log = good(await auditor.call('GET', `/access_log?customer_id=${id}`)).items
  assert.ok(log.some((entry) => entry.reason === '联系客户代表'))
})

test('art_11_6_3: what cannot be is refused, nothing half written', async () => {
  const before = await file()
  for (const [what, code] of [
    [{ contracted_capacity_kva: -1 }, 'customer_file.capacity_impossible'],
    [{ contracted_capacity_kva: 'viel' }, 'body.wrong_type'],
    [{ trade: '铸造', meters: [{ id: 0, number: 'M1', usage_point_id: 77, multiplier: 1 }] }, 'customer_file.unknown_usage_point'],
    [{ representatives: [{ id: 0, name: '钱', role: '厂长', phone: '', in_charge_of_electricity: false, valid_from: '2026-05-01', valid_to: '2026-04-01' }] }, 'customer_file.dates_reversed'],
    [{ removed: [{ section: 'notes', id: 5 }] }, 'customer_file.unknown_entry'],
    [{ station_unit_id: 9999 }, 'customer.station_not_found'],
    [{ name: '桃源铸造有限公司' }, 'customer_file.nothing_changed'],
  ]) {
    const refused = await change(manager, what)
    assert.ok(refused.status >= 400 && refused.status < 500)
    const codes = [refused.body.code, ...(refused.body.errors ?? []).map((one) => one.code)]
    assert.ok(codes.includes(code), JSON.stringify(refused.body))
  }
  assert.equal((await officer.call('POST', `/customers/${id}/file_changes`, { version: 0, reason: '现场核实', trade: '铸造' })).status, 403)
  assert.deepEqual(await file(), before)
})

test('art_11_6_3: the file of any instant', async () => {
  const before = new Date().toISOString().slice(0, 19) + 'Z'
  await new Promise((wake) => setTimeout(wake, 1100))
  good(await change(manager, { contracted_capacity_kva: 2000 }))
  assert.equal((await file(manager, id, `?as_of=${before}`)).file.contracted_capacity_kva, 1250)
  assert.equal((await file()).file.contracted_capacity_kva, 2000)
  assert.equal((await manager.call('GET', `/customers/${id}/file?as_of=2001-01-01`)).body.code, 'customer_file.not_known_then')
  assert.equal((await manager.call('GET', `/customers/${id}/file?as_of=gestern`)).status, 400)
})

test('art_11_6_3: two files of one customer become one, and two again', async () => {
  const second = good(await clerk.call('POST', '/customers', plant('0990000002'))).id
  const alike = good(await manager.call('GET', `/customers/${id}/duplicates`)).items
  assert.deepEqual(alike.map((one) => one.customer.id), [second])
  assert.ok(good(await manager.call('GET', '/customer_duplicates')).items.some((pair) => pair.customer.id === id && pair.other.id === second))
  assert.equal(good(await manager.call('GET', `/customer_duplicates?after=${id}-${second}`)).items.length, 0, 'behind the last pair')
  assert.equal((await manager.call('GET', '/customer_duplicates?after=zwölf')).status, 400)
  good(await manager.call('POST', `/customers/${second}/merges`, { into_id: id, reason: '同一客户' }))
  assert.deepEqual((await file()).stands_for.map((one) => one.id), [second])
  assert.equal((await file(manager, second)).standing_id, id)
  assert.equal((await change(manager, { trade: '铸造' }, second)).body.code, 'customer_file.merged')
  assert.equal((await manager.call('POST', `/customers/${id}/merges`, { into_id: second, reason: '反过来' })).body.code, 'customer_file.merged')
  assert.equal((await clerk.call('POST', `/customers/${second}/merge_undoings`, { reason: '两家' })).status, 403)
  good(await manager.call('POST', `/customers/${second}/merge_undoings`, { reason: '其实是两家' }))
  assert.deepEqual((await file()).stands_for, [])
})

test('art_11_6_3: a merged customer brings his cases along', async () => {
  const third = good(await clerk.call('POST', '/customers', plant('0990000003'))).id
  const { id: matter } = good(await clerk.call('POST', '/cases', registration({ contact: { name: '赵工', phone: '13900001111', customer_id: third } })))
  const casesOf = async (customer) => good(await clerk.call('GET', `/cases?list=all&customer_id=${customer}`)).items.map((row) => row.id)
  assert.deepEqual(await casesOf(id), [])
  good(await manager.call('POST', `/customers/${third}/merges`, { into_id: id, reason: '同一客户' }))
  assert.deepEqual(await casesOf(id), [matter])
  assert.equal(good(await clerk.call('GET', `/customers/${id}`)).open_cases, 1)
  good(await manager.call('POST', `/customers/${third}/merge_undoings`, { reason: '其实是两家' }))
  assert.deepEqual(await casesOf(third), [matter])
})
