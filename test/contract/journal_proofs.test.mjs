// Daily roots and proofs: made after midnight, checked by the command line and by the front end's own code, broken by any change.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeBureau, registration, run, runUnder, signIn, startServer } from '../support/server.mjs'

let bureau, server, made
const folder = mkdtempSync(join(tmpdir(), 'shouwen-proofs-'))
before(async () => {
  bureau = makeBureau(40, { officeHours: true })
  server = await startServer(bureau.data, { officeHours: true })
  const clerk = await signIn(server.base, 'YYT02')
  made = await clerk.call('POST', '/cases', registration())
  assert.equal(made.status, 201)
  await server.stop()
  server = await startServer(bureau.data, { officeHours: true, daysLater: 1 })
})
after(async () => {
  await server.stop()
  const verified = runUnder({ officeHours: true, daysLater: 1 })(bureau.data, 'verify', '--json')
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
  assert.equal(verified.status, 0, verified.stdout)
  assert.ok(JSON.parse(verified.stdout).journal_roots > 0)
})
const get = async (path) => {
  const answer = await fetch(`${server.base}/api/v1${path}`)
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}
const roots = async () => {
  for (let tries = 0; tries < 60; ++tries) {
    const { items } = (await get('/journal_roots')).body
    if (items.length) return items
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('no root')
}

test('art_8: the day that is over has its root, and an entry its proof, for anybody', async () => {
  const [root] = await roots()
  assert.match(root.root, /^[0-9a-f]{64}$/)
  assert.ok(root.size > 40)
  const { status, body, headers } = await get(`/journal_proofs/${root.size}`)
  assert.equal(status, 200)
  assert.match(headers.get('content-disposition'), /proof-\d+\.json/)
  assert.deepEqual([body.root, body.size, body.day, body.entry_number], [root.root, root.size, root.day, root.size])
  assert.equal(body.entry, undefined, 'what is in a case is nobody’s business')
  const file = join(folder, 'proof.json')
  writeFileSync(file, JSON.stringify(body))
  const check = (...more) => run('/nowhere', 'verify', '--proof', file, ...more)
  assert.equal(check().status, 0, check().stderr)
  assert.equal(check('--root', root.root).status, 0)
  assert.match(check('--root', '0'.repeat(64)).stderr, /proof\.other_root/)
  for (const [change, code] of [[{ entry_hash: body.root }, 'proof.wrong'], [{ entry_number: 1 }, 'proof.wrong'], [{ path: body.path.slice(1) }, 'proof.wrong'], [{ root: 'x' }, 'proof.not_hexadecimal'], [{ format: 'other' }, 'proof.unknown_format'], [{ size: '𠮷' }, 'body.wrong_type']]) {
    writeFileSync(file, JSON.stringify({ ...body, ...change }))
    assert.match(check().stderr, new RegExp(code.replace('.', '\\.')), JSON.stringify(change))
  }
  assert.match(run('/nowhere', 'verify', '--proof', join(folder, 'none.json')).stderr, /proof\.unreadable/)
})

test('art_8: what is not under a root yet has no proof', async () => {
  await roots()
  for (const number of ['0', 'x', '999999999']) assert.deepEqual([(await get(`/journal_proofs/${number}`)).status, (await get(`/journal_proofs/${number}`)).body.code], [404, 'proof.unknown'])
  assert.equal((await get('/journal_roots?before=gestern')).status, 400)
  assert.deepEqual((await get('/journal_roots?before=2020-01-01')).body.items, [])
})

test('art_8: the public page names the roots and gives the proof', async () => {
  const [root] = await roots()
  const page = await (await fetch(`${server.base}/p/journal?entry=${encodeURIComponent('１２')}`)).text()
  assert.ok(page.includes(root.root) && page.includes('/api/v1/journal_proofs/12'))
  const wrong = await fetch(`${server.base}/p/journal?entry=99999999`)
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /还没有公布/)
})
