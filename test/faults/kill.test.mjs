// kill -9 at any instant under load: whatever was acknowledged is there afterwards, and the journal proves itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeBureau, registration, run, signIn, startServer } from '../support/server.mjs'

const rounds = Number(process.env.KILL_ROUNDS ?? 50)
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
let bureau
before(() => {
  bureau = makeBureau(50)
})
after(() => bureau.remove())

/** Registers and acts on cases until the server dies; remembers every acknowledged version. */
async function load(client, acknowledged) {
  const mine = []
  for (;;) {
    const wanted = mine.length > 3 && Math.random() < 0.5 ? mine[Math.floor(Math.random() * mine.length)] : null
    const answer = wanted
      ? await client.call('POST', `/cases/${wanted.id}/notes`, { text: `压力备注 ${wanted.version}` })
      : await client.call('POST', '/cases', registration({ text: `压力登记 ${Math.random()}` }))
    if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    const { id, version } = answer.body
    acknowledged.set(id, Math.max(version, acknowledged.get(id) ?? 0))
    if (!wanted) mine.push({ id, version })
  }
}

test(`${rounds} times kill -9 under load loses nothing acknowledged`, async () => {
  const acknowledged = new Map()
  for (let round = 0; round < rounds; ++round) {
    const server = await startServer(bureau.data)
    const client = await signIn(server.base, 'YYT02')
    const workers = Array.from({ length: 8 }, () => load(client, acknowledged).catch((error) => error))
    // So much done, and then any instant: on a slow machine as on a fast one.
    const enough = acknowledged.size + Math.floor(Math.random() * 12)
    for (const began = Date.now(); acknowledged.size < enough && Date.now() - began < 20000; ) await pause(2)
    await pause(Math.random() * 40)
    await server.stop('SIGKILL')
    for (const ended of await Promise.all(workers)) assert.match(String(ended.cause ?? ended), /ECONNRESET|ECONNREFUSED|other side closed|terminated|socket/i)
  }
  assert.ok(acknowledged.size > rounds, `only ${acknowledged.size} cases were acknowledged`)
  const verified = run(bureau.data, 'verify', '--json')
  assert.equal(verified.status, 0, verified.stdout)
  const server = await startServer(bureau.data)
  const client = await signIn(server.base, 'YYT02')
  for (const [id, version] of acknowledged) {
    const page = await client.call('GET', `/cases/${id}`)
    assert.equal(page.status, 200, `case ${id} was acknowledged`)
    assert.ok(page.body.service_case.version >= version, `case ${id}: ${page.body.service_case.version} < ${version}`)
  }
  await server.stop()
})
