// Who may call what (art. 4, and deny unless allowed): nobody without a session gets anywhere but the public routes, no write passes
// without its CSRF token, and what each role may read is a table kept in test/data/access.csv, so that a change of it is seen.
// `UPDATE_ACCESS=1` writes the table anew.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { root, signIn } from '../support/server.mjs'

const table = join(root, 'test/data/access.csv')
/** One person of each role who heads nothing, where there is one. */
const people = { clerk: 'YYT02', agent: 'RX02', officer: 'JL02', unit_head: 'CD01', office_clerk: 'JBGS02', follow_up_clerk: 'HF02', auditor: 'JCSJ02', marketing: 'SCYX02', leader: 'JZ02', account_manager: 'DK02', field_crew: 'CDQ02', admin: 'admin' }
const { server } = await ownServer(30)
let operations
before(async () => {
  const { paths } = await (await fetch(`${server.base}/api/openapi.json`)).json()
  operations = Object.entries(paths).flatMap(([pattern, methods]) => Object.entries(methods).map(([method, one]) => ({ id: one.operationId, method: method.toUpperCase(), isPublic: Array.isArray(one.security) && !one.security.length, pattern, path: pattern.replace(/\{\w+\}/g, '1') })))
})
const call = (one, headers = {}) => fetch(server.base + one.path, { method: one.method, redirect: 'manual', headers: one.method === 'GET' ? headers : { 'Content-Type': 'application/json', ...headers }, body: one.method === 'GET' ? undefined : '{}' })

test('art_4: without a session only the public routes answer', async () => {
  const open = operations.filter((one) => one.isPublic)
  for (const one of open) assert.match(one.pattern, /^\/(p|feeds|health|ready|metrics|wall|open311\/v2)\b|^\/api\/(openapi\.json|v1\/(session|session\/provider|session\/provider\/\w+|sign_in_ways|open_data.*|price_book|bill_calculations|late_fee_calculations|published_price_lists.*|signing_key|journal_roots|journal_proofs.*|message_reports\/\{token\}))$/, `${one.pattern} is public`)
  for (const one of operations.filter((row) => !row.isPublic)) {
    const answer = await call(one)
    assert.equal(answer.status, 401, `${one.method} ${one.pattern}`)
    assert.equal((await answer.json()).code, 'session.missing')
  }
})

test('no write of a session passes without its CSRF token', async () => {
  const { cookie } = await signIn(server.base, 'admin')
  for (const one of operations.filter((row) => !row.isPublic && row.method !== 'GET')) {
    for (const token of [undefined, 'wrong']) {
      const answer = await call(one, { Cookie: cookie, ...(token ? { 'X-CSRF-Token': token } : {}) })
      assert.equal(answer.status, 403, `${one.method} ${one.pattern}`)
      assert.equal((await answer.json()).code, 'session.csrf_wrong')
    }
  }
})

test('art_4: what each role may read is as the table says', async () => {
  const roles = Object.keys(people)
  const reads = operations.filter((one) => !one.isPublic && one.method === 'GET' && one.id !== 'follow_live').sort((a, b) => (a.id < b.id ? -1 : 1))
  const cookies = await Promise.all(Object.values(people).map(async (name) => (await signIn(server.base, name)).cookie))
  const lines = [['read', ...roles].join(',')]
  for (const one of reads) {
    const said = await Promise.all(cookies.map(async (cookie) => {
      const answer = await call(one, { Cookie: cookie })
      await answer.arrayBuffer()
      assert.ok(answer.status < 500, `${one.id}: ${answer.status}`)
      return answer.status === 403 ? '-' : 'yes'
    }))
    lines.push([one.id, ...said].join(','))
  }
  const found = lines.join('\n') + '\n'
  if (process.env.UPDATE_ACCESS || !existsSync(table)) writeFileSync(table, found)
  assert.equal(found, readFileSync(table, 'utf8'), 'UPDATE_ACCESS=1 writes the table anew; look at what changed')
})
