// What is kept only for days: refused rows and files of imports may hold personal data and are gone when the rulebook says so.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as rest } from 'node:timers/promises'
import { makeBureau, signIn, startServer } from '../support/server.mjs'

let bureau
before(() => (bureau = makeBureau(5)))
after(() => bureau.remove())

const upload = async (server, who, text) => {
  const body = new FormData()
  body.append('file', new Blob([text]), 'customers.csv')
  const response = await fetch(`${server.base}/api/v1/imports?kind=customers`, { method: 'POST', body, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token } })
  assert.equal(response.status, 201)
  return response.json()
}
/** Asked again until it is as wanted: imports and the ticker have threads of their own. */
async function until(ask, wanted) {
  for (let i = 0; i < 100; ++i) {
    const answer = (await ask()).body
    if (wanted(answer)) return answer
    await rest(100)
  }
  throw new Error('it does not come about')
}
const inDays = (days) => ({ stoppedAt: new Date(Date.now() + days * 86400000).toISOString().slice(0, 19).replace('T', ' ') })

test('art_10_6: what an import did not take, and a file nobody went on with, are kept for days and then gone', async () => {
  let server = await startServer(bureau.data)
  let admin = await signIn(server.base, 'admin')
  const run = await upload(server, admin, 'account_number,name,area\n88100001,ab,urban\n88100002,cd,moon\n')
  const left = await upload(server, admin, 'account_number,name\n88100003,ef\n')
  const { mapping } = (await admin.call('GET', `/imports/${run.id}/table`)).body
  assert.equal((await admin.call('POST', `/imports/${run.id}/runs`, { mapping, mapping_name: '' })).status, 204)
  const done = await until(() => admin.call('GET', `/imports/${run.id}`), (row) => row.state === 'done')
  assert.deepEqual([done.refused, done.has_refused_rows], [1, true])
  await server.stop()

  server = await startServer(bureau.data, inDays(29))
  admin = await signIn(server.base, 'admin')
  await rest(2500)
  assert.equal((await admin.call('GET', `/imports/${run.id}`)).body.has_refused_rows, true, 'not before its time')
  assert.equal((await admin.call('GET', `/imports/${left.id}`)).body.can_go_on, true)
  await server.stop()

  server = await startServer(bureau.data, inDays(31))
  admin = await signIn(server.base, 'admin')
  const gone = await until(() => admin.call('GET', `/imports/${run.id}`), (row) => !row.has_refused_rows)
  assert.equal(gone.refused, 1, 'how many there were stays known')
  const listed = (await admin.call('GET', `/imports/${run.id}/refused_rows/export`)).body
  assert.doesNotMatch(listed, /88100002/)
  assert.equal((await admin.call('GET', `/imports/${left.id}`)).body.can_go_on, false)
  await server.stop()
})
