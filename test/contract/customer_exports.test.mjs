// Several customers' files out of the house as one export: all or none, one reason and number, each in the access log. Art. 11(6)(3).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { server } = await ownServer(20)
let marketing, manager, clerk, auditor, ids
before(async () => {
  ;[marketing, manager, clerk, auditor] = await Promise.all(['SCYX01', 'DK02', 'YYT02', 'JCSJ01'].map((name) => signIn(server.base, name)))
  ids = (await clerk.call('GET', '/customers?limit=6')).body.items.map((row) => row.id)
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const refused = (answer, code, pointer) => {
  assert.equal(answer.body.code, code, `${answer.status} ${JSON.stringify(answer.body)}`)
  if (pointer) assert.equal(answer.body.errors[0].pointer, pointer)
}
const order = (more = {}) => ({ export_format: 'json', reason: '年度走访𠮷㛃', customer_ids: ids.slice(0, 3), ...more })

test('Art_11_6_3 three files as one export: number, watermark, people covered, each customer in the access log', async () => {
  const key = { 'Idempotency-Key': 'several-exports-1' }
  const made = good(await marketing.call('POST', '/customer_exports', order({ customer_ids: [ids[0], ids[1], ids[0], ids[2]] }), key))
  assert.match(made.number, /^DC\d{6}$/)
  assert.match(made.watermark, /年度走访𠮷㛃/)
  assert.equal(good(await marketing.call('POST', '/customer_exports', order({ customer_ids: [ids[0], ids[1], ids[0], ids[2]] }), key)).id, made.id, 'sent twice, one export')
  const files = good(await marketing.call('GET', `/customer_exports/${made.id}/file`)).files
  assert.equal(files.length, 3, 'each once')
  for (const file of files) assert.equal(file.watermark, made.watermark)
  for (const id of ids.slice(0, 3)) {
    const log = good(await auditor.call('GET', `/access_log?customer_id=${id}`)).items
    assert.ok(log.some((row) => row.reason === '年度走访𠮷㛃'), JSON.stringify(log).slice(0, 300))
  }
  refused(await manager.call('GET', `/customer_exports/${made.id}/file`), 'customer_export.unknown')
  refused(await marketing.call('GET', `/customers/${ids[0]}/exports/${made.id}`), 'customer_export.unknown')
  refused(await marketing.call('GET', `/key_accounts/exports/${made.id}/file`), 'customer_export.unknown')
})

test('Art_11_6_3 as workbooks in one zip', async () => {
  const made = good(await marketing.call('POST', '/customer_exports', order({ export_format: 'xlsx' })))
  const answer = await fetch(`${server.base}/api/v1/customer_exports/${made.id}/file`, { headers: { Cookie: marketing.cookie } })
  assert.equal(answer.headers.get('content-type'), 'application/zip')
  const bytes = Buffer.from(await answer.arrayBuffer())
  assert.equal(bytes.subarray(0, 2).toString(), 'PK')
  assert.equal(bytes.toString('latin1').split('.xlsx').length - 1, 6, 'three names, each beside its file and in the directory')
})

test('Art_6 all or none: whose file one may not take away is named by his place', async () => {
  refused(await marketing.call('POST', '/customer_exports', order({ customer_ids: [] })), 'customer_export.nobody', '/customer_ids')
  refused(await marketing.call('POST', '/customer_exports', order({ customer_ids: Array.from({ length: 201 }, () => ids[0]) })), 'customer_export.too_many', '/customer_ids')
  refused(await marketing.call('POST', '/customer_exports', order({ customer_ids: [ids[0], 999999] })), 'customer.unknown', '/customer_ids/1')
  for (const format of ['csv', 'print']) refused(await marketing.call('POST', '/customer_exports', order({ export_format: format })), 'customer_export.format', '/export_format')
  const own = good(await manager.call('GET', '/account_managers/me/day')).work[0].customer_id
  const foreign = ids.find((id) => id !== own)
  refused(await manager.call('POST', '/customer_exports', order({ customer_ids: [own, foreign] })), 'permission.denied', '/customer_ids/1')
  refused(await clerk.call('POST', '/customer_exports', order()), 'permission.denied', '/customer_ids/0')
  for (const body of [order({ reason: '' }), order({ customer_ids: 'all' }), order({ customer_ids: ['1'] }), order({ export_format: 7 }), {}]) assert.equal((await marketing.call('POST', '/customer_exports', body)).status, 400, JSON.stringify(body))
})
