// Abuse of tips (art. 9(5)): floods that do not shut out a shared address, hostile files, scripts in texts, guessed codes.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { run, signIn } from '../support/server.mjs'
import { errorsOf, jpegWith, key, pngOf, tipDesk, tipForm, visitor, webpWith } from '../support/tips.mjs'

const { bureau, server } = await ownServer(40)
let desk
before(async () => {
  desk = await tipDesk(server.base)
})
const count = async () => (await desk.one.call('GET', '/tip_offs?limit=200')).body.items.length
const digits = { 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const numberOf = (words) => (words.includes('十') ? (digits[words.split('十')[0]] ?? 1) * 10 + (digits[words.split('十')[1]] ?? 0) : digits[words])
/** What a person reads on the page and answers. */
function answerOf(text) {
  const [, one, sign, other] = text.match(/<label for="answer">([^<加减]+)([加减])([^<]+)等于多少/)
  return { question_key: text.match(/name="question_key" value="([^"]+)"/)[1].replaceAll(/&#x2F;|&#x3D;|&#61;|&#x2B;/g, (entity) => ({ '&#x2F;': '/', '&#x2B;': '+' })[entity] ?? '='), answer: String(numberOf(one) + (sign === '加' ? 1 : -1) * numberOf(other)) }
}

test('art_9_5: after the free number one address answers a small question for each tip; it is not shut out', async () => {
  const shared = visitor(server.base, '100.64.0.1')
  const before = await count()
  let last
  let sent = 0
  for (; sent < 30 && (last = await shared.upload('/p/tip/new', tipForm())).status === 303; ++sent);
  assert.ok(sent >= 10 && sent < 15, `${sent} free ones`)
  assert.equal(last.status, 422)
  assert.match(errorsOf(last.text), /小问题/)
  assert.equal(await count(), before + sent, 'nothing of the flood came in')
  assert.match(last.text, /后街烧烤店绕表用电/, 'what was typed is not lost')
  // Asked from the start, so that photos are chosen once.
  const asked = answerOf((await shared.get('/p/tip/new')).text)
  for (const wrong of [{ ...asked, answer: String(Number(asked.answer) + 1) }, { ...asked, question_key: 'x' }, { ...asked, answer: '<script>' }]) assert.match(errorsOf((await shared.upload('/p/tip/new', tipForm(wrong))).text), /回答不对|小问题/)
  const full = { ...asked, answer: asked.answer.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) }
  assert.equal((await shared.upload('/p/tip/new', tipForm(full))).to, '/p/tip/received', 'full-width digits are read')
  assert.match(errorsOf((await shared.upload('/p/tip/new', tipForm(asked))).text), /回答不对/, 'an answer counts once')
  for (let person = 0; person < 5; ++person) assert.equal((await shared.upload('/p/tip/new', tipForm(answerOf((await shared.get('/p/tip/new')).text)))).status, 303)
  assert.equal((await visitor(server.base, '100.64.0.2').upload('/p/tip/new', tipForm())).status, 303, 'another address is not asked')
  assert.match((await shared.get('/p/tip/new?lang=en')).text, /How much is [a-z-]+ (and|less) [a-z]+\?/)
})

test('art_9_5: hostile files are looked at by content and refused; what is kept has no trace and is no script', async () => {
  const refused = async (content, words, name = 'a.jpg') => {
    const answer = await visitor(server.base, `198.51.100.${Math.ceil(Math.random() * 250)}`).upload('/p/tip/new', tipForm({}, [[name, content]]))
    assert.equal(answer.status, 422, String(content).slice(0, 40))
    assert.match(errorsOf(answer.text), words)
  }
  const before = await count()
  await refused('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /拍摄信息/)
  await refused('<svg onload="alert(1)"/>', /拍摄信息/, 'a.svg')
  await refused('<html><script>alert(1)</script>', /拍摄信息/, 'a.png')
  await refused('MZ\x90\0', /拍摄信息/)
  await refused('GIF89a/*<svg/onload=alert(1)>*/', /拍摄信息/, 'a.gif')
  await refused(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2000)]), /拍摄信息/, 'bomb.xlsx')
  await refused(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2000)]), /拍摄信息/, 'bomb.docx')
  await refused('%PDF-1.4 /JS (app.alert(1))', /拍摄信息/, 'a.pdf')
  await refused(pngOf(30000, 30000, '', { empty: true }), /像素过大/)
  await refused('\xff\xd8\xff\xe0', /拍摄信息|损坏/)
  await refused(Buffer.from('ffd8ffe0', 'hex'), /损坏/)
  await refused(pngOf(4, 4).subarray(0, 40), /损坏/)
  assert.equal(await count(), before)
  const traces = 'GPSLatitude 22.5431 MarkedPhone 标记'
  const hidden = '<script>alert(1)</script>PK\x03\x04%PDF-1.4'
  const { id } = await desk.give({}, [['IMG_2026.jpg', Buffer.concat([jpegWith(traces), Buffer.from(hidden)])], ['b.png', Buffer.concat([pngOf(4, 4, traces), Buffer.from(hidden)])], ['c.webp', Buffer.concat([webpWith(traces), Buffer.from(hidden)])]])
  const { attachment_ids } = await desk.read(id)
  assert.equal(attachment_ids.length, 3)
  const types = []
  for (const attachment of attachment_ids) {
    const kept = await fetch(`${server.base}/api/v1/cases/${id}/attachments/${attachment}`, { headers: { Cookie: desk.one.cookie } })
    const content = Buffer.from(await kept.arrayBuffer())
    types.push(kept.headers.get('content-type'))
    assert.equal(kept.headers.get('x-content-type-options'), 'nosniff')
    for (const trace of ['GPS', 'MarkedPhone', '标记', 'script', '%PDF', 'PK\x03\x04', 'EXIF', 'Exif', 'XMP']) assert.equal(content.includes(trace), false, `${trace} in ${types.at(-1)}`)
  }
  assert.deepEqual(types.sort(), ['image/jpeg', 'image/png', 'image/webp'])
})

test('art_9_5: bombs of many at once neither stop the house nor take its memory', async () => {
  const bomb = pngOf(7000, 7000)
  const began = Date.now()
  const [answers, ready] = await Promise.all([
    Promise.all([1, 2, 3].map((n) => visitor(server.base, `100.65.0.${n}`).upload('/p/tip/new', tipForm({}, [['a.png', bomb]])))),
    (async () => { await new Promise((resolve) => setTimeout(resolve, 100)); const asked = Date.now(); await fetch(`${server.base}/api/v1/session`); return Date.now() - asked })(),
  ])
  for (const answer of answers) assert.ok([303, 503].includes(answer.status), String(answer.status))
  assert.ok(ready < 10000, `others waited ${ready} ms`)
  assert.ok(Date.now() - began < 120000)
  assert.ok((await count()) > 0, 'the house lives')
})

test('art_9_5: scripts in the words of a tip stay words on every page, staff and public', async () => {
  const script = '<script>alert("tip")</script><img src=x onerror=alert(1)>{{t.title}}</textarea>'
  const inert = (text, where) => {
    assert.doesNotMatch(text, /<script>alert|<img src=x|onerror=alert\(1\)>(?!&)/, where)
    assert.doesNotMatch(text, /<\/textarea>[^]*<\/textarea>\{\{/, where)
  }
  const typed = await visitor(server.base, '198.51.100.201').upload('/p/tip/new', tipForm({ text: script, accused: script, shares: script, address: script, once: script, category: script }))
  assert.equal(typed.status, 422)
  inert(typed.text, 'the form again')
  const { id, code, who } = await desk.give({ text: script, accused: '<b>某</b>', address: '' })
  await who.post('/p/tip/say', { key: key((await who.get('/p/tip/own')).text), text: script })
  await desk.step(desk.two, id, 'messages', { text: script })
  await desk.verify(id, { reason: script })
  await desk.propose(id, { reason: script })
  await desk.vote(desk.group[0], id, false, script)
  await desk.vote(desk.group[1], id, false, script)
  const reporter = await desk.open(code)
  const page = await reporter.page()
  inert(page, 'own page')
  assert.match(page, /&lt;script&gt;alert/)
  for (const path of ['/p/tip/own', '/p/tip/receipt', '/p/tip/own?done=%3Cscript%3Ealert(1)']) inert((await reporter.who.get(path)).text, path)
  for (const [client, path] of [[desk.one, `/tip_offs/${id}`], [desk.group[0], '/tip_rewards'], [desk.one, `/cases/${id}`]]) {
    const answer = await fetch(`${server.base}/api/v1${path}`, { headers: { Cookie: client.cookie } })
    assert.match(answer.headers.get('content-type'), /^application\/json/)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  }
  assert.match((await reporter.who.get('/p/tip/own')).headers.get('content-security-policy'), /script-src 'self'|default-src 'self'/)
  const exported = await desk.one.call('GET', '/cases/export?format=csv&list=all')
  assert.doesNotMatch(String(exported.body), /^[=+@]/m)
})

test('art_9_5: a guessed code takes the same time however much of it is right; guesses are few and slow', async () => {
  const { code } = await desk.give()
  // Codes that are right in themselves but of no tip; one shares nothing with a real one, the other is of another bureau's making.
  const strange = '0000-0000-0000-0000-0000-0000'
  let place = 0
  const timed = async (typed) => {
    const who = visitor(server.base, `100.66.${++place >> 8}.${place & 255}`)
    const began = performance.now()
    const answer = await who.post('/p/tip', { code: typed })
    return { took: performance.now() - began, status: answer.status }
  }
  const middle = (rows) => rows.map((row) => row.took).sort((a, b) => a - b)[rows.length >> 1]
  const known = [], unknown = []
  for (let i = 0; i < 15; ++i) {
    known.push(await timed(code))
    unknown.push(await timed(strange))
  }
  assert.ok(known.every((row) => row.status === 303) && unknown.every((row) => row.status === 422))
  assert.ok(Math.min(...known.map((row) => row.took), ...unknown.map((row) => row.took)) > 3, 'each costs the slow hash')
  assert.ok(Math.abs(middle(known) - middle(unknown)) < Math.max(60, middle(known)), `${middle(known)} ms and ${middle(unknown)} ms`)
  const guesser = visitor(server.base, '100.67.0.1')
  const statuses = []
  for (let i = 0; i < 14; ++i) statuses.push((await guesser.post('/p/tip', { code: strange })).status)
  assert.equal(statuses[0], 422)
  assert.equal(statuses.at(-1), 429)
  const slow = await guesser.post('/p/tip', { code })
  assert.equal(slow.status, 429, 'also a right one: it must not tell')
})

test('art_9_5: a talk and its photos cannot be flooded, and a stranger reads none of it', async () => {
  const { who, id } = await desk.give()
  let last
  for (let i = 0; i < 60; ++i) {
    last = await who.post('/p/tip/say', { key: key((await who.get('/p/tip/own')).text), text: `第${i}句` })
    if (last.status !== 303) break
  }
  assert.equal(last.status, 422)
  assert.equal((await desk.read(id)).unanswered, 50)
  for (const forged of ['', 'x', `${id}`, Buffer.from(`${id} 99999999999 1`).toString('base64')]) {
    const stranger = visitor(server.base, '100.68.0.1')
    assert.equal((await stranger.post('/p/tip/say', { key: forged, text: '冒充' })).status, 422)
    assert.equal((await stranger.post('/p/tip/claim', { key: forged })).status, 422)
  }
  const verified = run(bureau.data, '--json', 'verify')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  assert.ok((await signIn(server.base, 'JCSJ01')).session)
})
