// A tip is kept from whom it accuses and from their line (art. 9(5), 10(7)), whatever their role: every GET route is walked with their
// sessions for the tip's id and number; also when they are named later, in streams that are open, repeated or counted.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'
import { jpegWith, tipDesk } from '../support/tips.mjs'

const marked = '标记举报内容戊己庚'
const { server } = await ownServer(40)
let desk, routes
before(async () => {
  desk = await tipDesk(server.base)
  routes = await (await fetch(`${server.base}/api/openapi.json`)).json()
})

/** Every GET of the API with the tip's id in each place an id may stand, and its id, number and words in each query field. */
function* walks(tip) {
  for (const [path, methods] of Object.entries(routes.paths)) {
    if (!methods.get || !path.startsWith('/api/v1/') || path === '/api/v1/live') continue
    for (const attachment of tip.attachment_ids.concat(path.includes('{attachment_id}') ? [] : [1])) {
      const filled = path.replace(/\{(\w+)\}/g, (_, name) => (name === 'attachment_id' ? attachment : name === 'number' ? tip.number : tip.id))
      yield filled
      if (!path.includes('{attachment_id}')) break
    }
    const fields = (methods.get.parameters ?? []).filter((row) => row.in === 'query' && row.schema?.type !== 'boolean' && !row.schema?.enum)
    for (const field of fields) for (const value of field.schema?.type === 'integer' ? [tip.id] : [tip.number, tip.text]) yield `${path.replace(/\{(\w+)\}/g, String(tip.id))}?${field.name}=${encodeURIComponent(value)}`
    for (const list of ['list', 'scope', 'kind', 'only', 'format', 'by', 'view']) {
      const field = (methods.get.parameters ?? []).find((row) => row.name === list && row.schema?.enum)
      for (const value of field?.schema.enum ?? []) yield `${path.replace(/\{(\w+)\}/g, String(tip.id))}?${list}=${value}`
    }
  }
}
async function keptFrom(reader, tip, who) {
  const number = new RegExp(`${tip.number}|${tip.text}|"case_id":${tip.id}\\D|"case/${tip.id}"`)
  const paths = [...walks(tip)]
  const look = async (path) => {
    const answer = await fetch(server.base + path, { headers: { Cookie: reader.cookie }, signal: AbortSignal.timeout(20000) }).catch((error) => { throw new Error(`${path}: ${error}`) })
    const typed = decodeURIComponent(path.split('=')[1] ?? '')
    const body = await answer.text().catch((error) => { throw new Error(`${path}: ${error}`) })
    // A refusal says back what was typed; that is no news.
    assert.doesNotMatch(answer.status >= 400 && typed ? body.replaceAll(typed, '') : body, number, `${who} at ${path}`)
    // Nor does a status tell that there is something.
    if (new RegExp(`/(cases|tip_offs|tip_rewards)/${tip.id}(/|\\?|$)`).test(path)) assert.equal(answer.status, (await fetch(server.base + path.replaceAll(new RegExp(`/${tip.id}(?=/|\\?|$)`, 'g'), '/99999999'), { headers: { Cookie: reader.cookie } })).status, `${who} at ${path}`)
    assert.ok(answer.status < 500, `${who} at ${path}: ${answer.status}`)
  }
  for (let at = 0; at < paths.length; at += 12) await Promise.all(paths.slice(at, at + 12).map(look))
  for (const path of ['/cases?list=all&kind=tip_off&limit=200', '/cases/export?format=csv&list=all', '/cases/export?format=xlsx&list=all', '/notices?limit=200', '/cases?list=first_contact&limit=200', '/cases?list=desk&limit=200', '/cases?list=unit&limit=200', '/cases?list=offered&limit=200'])
    assert.doesNotMatch(JSON.stringify((await reader.call('GET', path)).body ?? ''), number, `${who} at ${path}`)
  for (const [path, body] of [[`/cases/${tip.id}/notes`, { text: 'x' }], [`/cases/${tip.id}/reminders`, { text: 'x' }], [`/cases/${tip.id}/links`, { other_id: 1, reason: 'x' }], [`/tip_offs/${tip.id}/messages`, { text: 'x' }], [`/tip_offs/${tip.id}/same_facts`, { version: 0, number: '1', reason: 'x' }], [`/tip_rewards/${tip.id}/votes`, { version: 0, approved: true, reason: '' }], ['/what_if/cases', { case_id: tip.id }], [`/presence`, { case_id: tip.id }]]) {
    const answer = await reader.call('POST', path, body, { 'If-Match': '"1"' })
    assert.ok(answer.status >= 400 && answer.status < 500, `${who} at ${path}: ${answer.status}`)
    assert.doesNotMatch(JSON.stringify(answer.body), number, `${who} at ${path}`)
  }
  return paths.length
}

/** Whoever has much to see in a bureau, and one who has little. */
const accusable = ['JCSJ02', 'JBGS02', 'JZ02', 'SCYX01', 'CDY02']

test('art_9_5: every GET route keeps a tip from whom it accuses, whatever his role', async () => {
  const office = await signIn(server.base, 'JBGS01')
  for (const code of accusable) {
    const reader = await signIn(server.base, code)
    const before = (await reader.call('GET', '/cases/counts')).body
    const text = `${marked}${code}`
    const { id, number } = await desk.give({ category: 'tip_off.conduct', text, accused: code }, [['a.jpg', jpegWith('x')]])
    // A tip against supervision itself is the office's: nobody of supervision sees it.
    const seen = id ?? (await office.call('GET', `/cases?list=all&q=${number}`)).body.items[0].id
    const tip = { id: seen, number, text, attachment_ids: id ? (await desk.read(id)).attachment_ids : [1] }
    assert.ok((await keptFrom(reader, tip, code)) > 100)
    assert.deepEqual((await reader.call('GET', '/cases/counts')).body, before, `${code}: not even counted`)
  }
})
test('art_9_5: who is named later loses sight at once: pages, counts, notices, calendar, streams open and repeated', async () => {
  const clerk = await signIn(server.base, 'RX02')
  const made = await clerk.call('POST', '/cases', registration({ kind: 'tip_off', category: 'tip_off.conduct', text: `${marked}后来`, contact: { anonymous: true } }))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { id, number } = made.body
  const head = await signIn(server.base, 'RX01')
  const feed = (await clerk.call('POST', '/feeds', { kind: 'deadlines', name: '手机' })).body.url
  assert.equal((await clerk.call('GET', `/cases/${id}`)).status, 200, 'he took it down himself')
  const listen = async (last) => {
    const stopped = new AbortController()
    const stream = await fetch(`${server.base}/api/v1/live`, { signal: stopped.signal, headers: { Cookie: clerk.cookie, ...(last ? { 'Last-Event-ID': last } : {}) } })
    const heard = { text: '' }
    heard.ended = (async () => { for await (const chunk of stream.body) heard.text += Buffer.from(chunk).toString() })().catch(() => {})
    heard.stop = async () => {
      await new Promise((resolve) => setTimeout(resolve, 400))
      stopped.abort()
      await heard.ended
      return heard.text
    }
    return heard
  }
  const open = await listen()
  await desk.step(desk.one, id, 'accused', { officer_ids: [head.session.officer.id], unit_ids: [], reason: '举报人补充说明' })
  await desk.step(desk.two, id, 'acceptances', {})
  await desk.step(desk.two, id, 'messages', { text: '收到' })
  const about = new RegExp(`"case_id":${id}\\D`)
  assert.doesNotMatch(await open.stop(), about, 'the open stream')
  assert.doesNotMatch(await (await listen('1')).stop(), about, 'what is repeated to who reconnects')
  const tip = { id, number, text: `${marked}后来`, attachment_ids: [1] }
  for (const [reader, who] of [[clerk, 'RX02'], [head, 'RX01']]) await keptFrom(reader, tip, who)
  assert.doesNotMatch(await (await fetch(feed.startsWith('http') ? feed : server.base + feed, { headers: { 'X-Forwarded-For': '10.9.9.9' } })).text(), new RegExp(number))
  const lists = (await clerk.call('GET', '/cases/counts')).body
  const first = (await clerk.call('GET', '/cases?list=first_contact&limit=200')).body
  assert.equal(lists.first_contact, first.items.length)
  assert.equal((await desk.one.call('GET', `/cases/${id}`)).status, 200, 'supervision goes on')
})

test('art_9_5: an officer of supervision who is named while he works on it is out of it at once, and so is his unit', async () => {
  const text = `${marked}监察`
  const { id, number } = await desk.give({ category: 'tip_off.conduct', text })
  await desk.verify(id, { recovered_fen: 0 })
  await desk.step(desk.one, id, 'accused', { officer_ids: [desk.two.session.officer.id], unit_ids: [], reason: '补充' })
  await keptFrom(desk.two, { id, number, text, attachment_ids: [1] }, 'JCSJ02')
  assert.equal((await desk.one.call('GET', `/tip_offs/${id}`)).status, 404, 'his unit is his line')
  assert.equal((await (await signIn(server.base, 'JBGS01')).call('GET', `/cases/${id}`)).status, 200, 'the office holds it now')
})

test('art_9_5: leaders vote on no tip about their line, nor does a link tell of one', async () => {
  const one = await desk.give({ category: 'tip_off.conduct', text: marked })
  const other = await desk.give({ category: 'tip_off.conduct', text: marked, accused: 'JZ02' })
  assert.ok(other.id, 'supervision is no part of that line')
  await desk.step(desk.one, one.id, 'same_facts', { number: other.number, reason: '同一事实' })
  await desk.verify(other.id, { recovered_fen: 0 })
  await desk.verify(one.id, { recovered_fen: 0 })
  const proposed = await desk.one.call('POST', `/tip_offs/${one.id}/reward_proposals`, { version: 0, reason: '按表' })
  assert.equal(proposed.status, 201, JSON.stringify(proposed.body))
  const named = await signIn(server.base, 'JZ02')
  const listed = JSON.stringify((await named.call('GET', '/tip_rewards')).body)
  assert.doesNotMatch(listed, new RegExp(other.number))
  assert.equal((await desk.vote(named, other.id)).status, 404)
})
