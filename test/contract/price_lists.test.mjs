// Price lists over the API: drafted, reviewed, approved by three people, signed for strangers, shown on every wall; photos of halls. Art. 9(1), 9(2).
import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeBureau, root, run, signIn, startServer } from '../support/server.mjs'

let bureau, server, author, reviewer, leader, clerk, auditor, hall, station, folder
before(async () => {
  bureau = makeBureau(20)
  server = await startServer(bureau.data)
  folder = mkdtempSync(join(tmpdir(), 'shouwen-prices-'))
  ;[author, reviewer, leader, clerk, auditor, hall, station] = await Promise.all(['SCYX02', 'SCYX01', 'JZ01', 'RX02', 'JCSJ01', 'YYT02', 'SHY01'].map((name) => signIn(server.base, name)))
})
after(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  const said = JSON.parse(verified.stdout)
  assert.ok(said.price_lists >= 5 && said.price_postings >= 8, verified.stdout)
})
const good = (answer, status) => {
  assert.ok(status ? answer.status === status : answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const refused = (answer, code, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  const codes = [answer.body.code, ...(answer.body.errors ?? []).map((one) => one.code)]
  assert.ok(codes.includes(code), `${code}: ${JSON.stringify(answer.body)}`)
}
const day = (later) => new Date(Date.now() + (8 + 24 * later) * 3600_000).toISOString().slice(0, 10)
const draftInput = (later = 1, more = {}) => ({ version: 0, in_force_from: day(later), correction_zh: '', correction_en: '', ...more })
const step = (who, id, verb, body) => who.call('POST', `/price_lists/${id}/${verb}`, body)
const accept = (version) => ({ version, verdict: 'accepted', reason: '' })
const back = (version, reason) => ({ version, verdict: 'returned', reason })
const read = async (id, who = author) => good(await who.call('GET', `/price_lists/${id}`))
/** Drafted, submitted, reviewed: waiting for the leader. */
async function reviewedOne(later, more) {
  const { id } = good(await author.call('POST', '/price_lists', draftInput(later, more)), 201)
  good(await step(author, id, 'submissions', { version: 1 }), 201)
  good(await step(reviewer, id, 'reviews', accept(2)), 201)
  return id
}
const get = async (path, headers = {}) => {
  const answer = await fetch(server.base + path, { headers })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text(), headers: answer.headers }
}
const current = async () => JSON.parse((await get('/api/v1/published_price_lists')).text)

test('art_9_1: who may draft, what a draft must be; wrong types', async () => {
  refused(await clerk.call('POST', '/price_lists', draftInput()), 'permission.denied', 403)
  refused(await leader.call('POST', '/price_lists', draftInput()), 'permission.denied', 403)
  assert.equal((await fetch(`${server.base}/api/v1/price_lists`)).status, 401)
  for (const wrong of [{}, { ...draftInput(), in_force_from: '２０２７-01-01' }, { ...draftInput(), in_force_from: 20270101 }, { ...draftInput(), corrects_number: '1' }, { ...draftInput(), correction_zh: '长'.repeat(501) },
    { ...draftInput(), made_up: 1 }, [], '{"in_force_from":'])
    assert.equal((await author.call('POST', '/price_lists', wrong)).status, 400, JSON.stringify(wrong))
  refused(await author.call('POST', '/price_lists', draftInput(-1)), 'price_list.first_day_over')
  refused(await author.call('POST', '/price_lists', draftInput(1, { corrects_number: 99, correction_zh: '错' })), 'price_list.unknown_number')
  refused(await author.call('POST', '/price_lists', draftInput(1, { corrects_number: 2 })), 'price_list.correction_missing')
  refused(await author.call('POST', '/price_lists', draftInput(1, { correction_zh: '错' })), 'price_list.correction_without_number')
  refused(await author.call('GET', '/price_lists/99999'), 'price_list.unknown', 404)
  refused(await author.call('GET', '/price_lists/x'), 'price_list.unknown', 404)
  const { id } = good(await author.call('POST', '/price_lists', draftInput(3)), 201)
  assert.deepEqual((await read(id, clerk)).actions, [], 'everybody may look, nobody else may act')
  refused(await step(reviewer, id, 'changes', { ...draftInput(4), version: 1 }), 'price_list.author_only')
  refused(await step(author, id, 'changes', { ...draftInput(4), version: 7 }), 'price_list.changed_meanwhile', 409)
  good(await step(author, id, 'changes', { ...draftInput(4), version: 1 }), 201)
  assert.equal((await read(id)).price_list.in_force_from, day(4))
  good(await step(author, id, 'discards', { version: 2 }), 201)
  refused(await step(author, id, 'submissions', { version: 3 }), 'price_list.wrong_stage')
})

test('art_9_1: three different people, each may send it back with a reason', async () => {
  const { id } = good(await author.call('POST', '/price_lists', draftInput(2)), 201)
  refused(await step(reviewer, id, 'reviews', accept(1)), 'price_list.wrong_stage')
  good(await step(author, id, 'submissions', { version: 1 }), 201)
  refused(await step(author, id, 'reviews', accept(2)), 'price_list.own_review')
  refused(await step(clerk, id, 'reviews', accept(2)), 'permission.denied', 403)
  refused(await step(reviewer, id, 'reviews', back(2, '')), 'price_list.reason_missing')
  good(await step(reviewer, id, 'reviews', back(2, '请核对𠮷㛃一项<b>')), 201)
  const returned = await read(id)
  assert.deepEqual([returned.price_list.state, returned.returned_reason, returned.returned_by_name], ['draft', '请核对𠮷㛃一项<b>', '郑宏伟'])
  good(await step(author, id, 'submissions', { version: 3 }), 201)
  good(await step(reviewer, id, 'reviews', accept(4)), 201)
  refused(await step(reviewer, id, 'approvals', accept(5)), 'permission.denied', 403)
  refused(await step(leader, id, 'approvals', accept(4)), 'price_list.changed_meanwhile', 409)
  assert.deepEqual((await read(id, leader)).actions, ['approve'])
  good(await step(leader, id, 'approvals', back(5, '下周再发')), 201)
  good(await step(author, id, 'discards', { version: 6 }), 201)
})

test('art_9_1: issued for ever: numbered, signed, with its items; a stranger checks it', async () => {
  const id = await reviewedOne(1)
  const before = (await current()).items[0].number
  const issued = good(await step(leader, id, 'approvals', accept(3)), 201)
  assert.equal(issued.number, before + 1, 'without gaps')
  for (const [who, verb, body] of [[author, 'changes', { ...draftInput(9), version: 4 }], [author, 'discards', { version: 4 }], [leader, 'approvals', accept(4)]]) refused(await step(who, id, verb, body), 'price_list.wrong_stage')
  const desk = await read(id)
  assert.equal(desk.compared_number, before)
  assert.deepEqual(desk.changes, [], 'the rulebook is the same')
  assert.match(desk.qr, /^<svg/)

  const json = await get(`/api/v1/published_price_lists/${issued.number}`)
  const signed = JSON.parse(json.text)
  assert.match(json.type, /^application\/json/)
  assert.equal(signed.content.number, issued.number)
  // As a stranger's program does it: RFC 8785, Ed25519, nothing of ours.
  const canonical = (value) => (Array.isArray(value) ? `[${value.map(canonical).join(',')}]` : value && typeof value === 'object' ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}` : JSON.stringify(value))
  const keyOf = (base64) => createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(base64, 'base64')]), format: 'der', type: 'spki' })
  assert.ok(verify(null, Buffer.from(canonical(signed.content)), keyOf(signed.public_key), Buffer.from(signed.signature, 'base64')))
  assert.ok(json.text.includes(canonical(signed.content)), 'it is sent in its canonical form')
  assert.equal(JSON.parse((await get('/api/v1/signing_key')).text).public_key, signed.public_key)
  const csv = await get(`/api/v1/published_price_lists/${issued.number}/csv`)
  assert.match(csv.type, /^text\/csv/)
  const [, body, hash, signature] = csv.text.match(/^([^]*?)hash,([0-9a-f]{64})\r\nsignature,(\S+)\r\npublic_key,\S+\r\n$/)
  assert.ok(verify(null, Buffer.from('﻿' + body.replace(/^﻿/, '')), keyOf(signed.public_key), Buffer.from(signature, 'base64')), hash)
  assert.match(body, /price,residential\.tier_1,居民阶梯 第一档,"Household, tier 1",0\.58886875,/)
  assert.match(body, /fee,meter_relocation,移表费（示例）/)
})

test('art_9_1: shouwen verify-price-list finds any change', async () => {
  const file = (name, text) => (writeFileSync(join(folder, name), text), join(folder, name))
  const raw = async (path) => Buffer.from(await (await fetch(server.base + path)).arrayBuffer())
  const json = await raw('/api/v1/published_price_lists/2'), csv = await raw('/api/v1/published_price_lists/2/csv')
  const key = file('key.json', await raw('/api/v1/signing_key'))
  const bare = file('key.txt', JSON.parse(readFileSync(key, 'utf8')).public_key + '\n')
  const check = (...parts) => run(bureau.data, 'verify-price-list', '--json', ...parts)
  for (const [name, content] of [['a.json', json], ['a.csv', csv]])
    for (const with_key of [[], ['--key', key], ['--key', bare]]) assert.equal(check(file(name, content), ...with_key).status, 0, name)
  assert.equal(JSON.parse(check(file('a.json', json)).stdout).number, 2)
  const pretty = file('pretty.json', JSON.stringify(JSON.parse(json), null, 2))
  assert.equal(check(pretty).status, 0, 'another layout is the same content')
  for (const [name, content, code] of [['b.json', json.toString().replace('0.58886875', '0.18886875'), 'hash_differs'], ['b.csv', csv.toString().replace('0.58886875', '0.18886875'), 'hash_differs'],
    ['c.json', json.toString().replace(/"signature":"../, '"signature":"AA'), 'signature_wrong'], ['d.json', '{}', 'not_one'], ['e.json', '[[[[', 'not_one'], ['f.csv', csv.subarray(3), 'not_one'], ['g.json', Buffer.from([0xff, 0xfe, 0]), 'not_one']]) {
    const checked = check(file(name, content))
    assert.equal(checked.status, 1, name)
    assert.match(checked.stdout, new RegExp(`price_list_file.${code}`))
  }
  assert.match(check(file('a.json', json), '--key', file('other.txt', 'AAAA')).stdout, /other_key/)
  assert.equal(check('/nowhere').status, 2)
  assert.equal(check(file('a.json', json), '--key', '/nowhere').status, 2)
})

test('art_9_1: approving is refused when the rulebook says otherwise by then, and the difference is shown', async () => {
  const id = await reviewedOne(10)
  const { version: draft } = good(await author.call('POST', '/rulebook/drafts', { title: '第一档调价' }), 201)
  const { items } = good(await author.call('GET', `/rulebook/versions/${draft}/files`))
  const prices = items.find((one) => one.name === 'prices.toml').text
  good(await author.call('PUT', `/rulebook/versions/${draft}/files/prices.toml`, { text: prices.replace('price = "0.58886875"', 'price = "0.60"') }))
  good(await author.call('POST', `/rulebook/versions/${draft}/submission`))
  good(await leader.call('POST', `/rulebook/versions/${draft}/review`, { approved: true }))
  good(await leader.call('POST', `/rulebook/versions/${draft}/force`, { valid_from: `${day(5)}T00:00:00+08:00` }))
  const shown = await read(id, leader)
  assert.equal(shown.is_outdated, true)
  assert.ok(shown.outdated.some((change) => /居民阶梯 第一档：自.*由0\.58886875元\/千瓦时涨到0\.60元\/千瓦时/.test(change.zh) && /rises from 0\.58886875 to 0\.60 yuan\/kWh/.test(change.en)), JSON.stringify(shown.outdated))
  refused(await step(leader, id, 'approvals', accept(3)), 'price_list.content_outdated')
  good(await step(leader, id, 'approvals', back(3, '规则库已调价')), 201)
  refused(await step(author, id, 'submissions', { version: 4 }), 'price_list.content_outdated')
  good(await step(author, id, 'changes', { ...draftInput(10), version: 4 }), 201)
  const again = await read(id)
  assert.equal(again.is_outdated, false)
  assert.ok(again.changes.some((change) => change.kind === 'price_risen'), 'and the public will read it')
  good(await step(author, id, 'submissions', { version: 5 }), 201)
  good(await step(reviewer, id, 'reviews', accept(6)), 201)
  const { number } = good(await step(leader, id, 'approvals', accept(7)), 201)
  const public_page = (await get(`/p/prices/${number}?lang=en`)).text
  assert.match(public_page, /rises from 0\.58886875 to 0\.60 yuan\/kWh/)
  assert.match(JSON.parse((await get(`/api/v1/published_price_lists/${number}/difference`)).text).changes[0].zh, /涨到0\.60/)
})

test('art_9_1: a correction says which it corrects and what was wrong', async () => {
  const last = (await current()).items[0].number
  const id = await reviewedOne(12, { corrects_number: last, correction_zh: '第一档印错：<script>𠮷㛃', correction_en: 'Tier 1 was misprinted' })
  const { number } = good(await step(leader, id, 'approvals', accept(3)), 201)
  const page = (await get(`/p/prices/${number}?lang=zh`)).text
  assert.match(page, new RegExp(`更正第${last}期`))
  assert.match(page, /第一档印错：&lt;script&gt;𠮷㛃/)
  assert.match((await get(`/p/prices/${number}?lang=en`)).text, /Tier 1 was misprinted/)
  assert.match((await get(`/p/prices/${number}/print?paper=a4&lang=zh`)).text, /第一档印错：&lt;script&gt;/)
})

test('art_9_1: every wall says the same, with a code to exactly this price list', async () => {
  const in_force = (await current()).items.find((one) => one.is_in_force).number
  const page = await get('/p/prices?lang=zh')
  assert.equal(page.status, 200)
  assert.ok(page.text.length < 100_000, `${page.text.length} bytes`)
  assert.match(page.text, new RegExp(`价目表 · 第${in_force}期`))
  assert.match(page.text, /0\.58886875 元\/千瓦时/)
  assert.match(page.text, /“移表费（示例）”自.*由80\.00元\/次降到60\.00元\/次/)
  assert.match(page.text, /工商业单一制<\/dt>[^]*?没有公布齐全的电价/)
  assert.ok(!/<script(?! src)/.test(page.text), 'readable without script')
  assert.match(page.headers.get('content-security-policy'), /default-src 'none'/)
  assert.match((await get('/p/prices?lang=zh&size=large')).text, /class="large"/)
  assert.match((await get('/p/prices/1?lang=zh')).text, new RegExp(`已由第${in_force}期接替`))
  for (const path of ['/p/prices/999', '/p/prices/x', '/p/prices/0', '/p/prices/999/print']) assert.equal((await get(path)).status, 404, path)
  for (const path of ['/api/v1/published_price_lists/999', '/api/v1/published_price_lists/999/csv', '/api/v1/published_price_lists/-1/difference', '/api/v1/published_price_lists/x']) assert.equal((await get(path)).status, 404, path)
  for (const paper of ['a3', 'a4']) {
    const print = (await get(`/p/prices/${in_force}/print?paper=${paper}&lang=zh`)).text
    assert.match(print, new RegExp(`prices_${paper}\\.css`))
    assert.match(print, /<svg/)
    assert.match(print, new RegExp(`/p/prices/${in_force}</p>`))
  }
  assert.match((await get('/p/prices_a3.css')).text, /--type: 24pt/)
  const walls = await Promise.all([...Array(16).keys()].map(async (show) => (await get(`/p/wall?lang=zh&show=${show}`)).text))
  const priced = walls.filter((text) => text.includes('公示电价'))
  assert.ok(priced.length >= 3 && priced.every((text) => text.includes('<svg') && text.includes(`扫码核对 第${in_force}期`)))
  assert.ok(walls.some((text) => text.includes('移表费（示例）')), 'fees hang there too')
  assert.match((await get('/p/service?lang=zh')).text, new RegExp(`完整的价目表（第${in_force}期）`))
})

const photo = readFileSync(join(root, 'rulebook/demo/wall_photo.png'))
const prove = (who, fields, content = photo, name = 'wall.png') => {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  if (content) form.append('file', new Blob([content]), name)
  return fetch(`${server.base}/api/v1/price_postings`, { method: 'POST', body: form, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token } }).then(async (answer) => ({ status: answer.status, body: await answer.json() }))
}
const register = async (number) => good(await hall.call('GET', `/price_postings${number ? `?number=${number}` : ''}`))
const rowOf = async (name, number) => (await register(number)).items.find((row) => row.unit_name === name)

test('art_9_1: each hall proves by a photo; the overdue one is told to supervision once', async () => {
  const shown = await register()
  assert.deepEqual([shown.number, shown.halls, shown.posted, shown.overdue], [2, 4, 3, 1])
  assert.match(shown.set_by, /示范/)
  const overdue = await rowOf('山河供电所')
  assert.equal(overdue.standing, 'overdue')
  assert.equal(overdue.shown_number, 1, 'an outdated one hangs there')
  assert.ok(overdue.told_at)
  const told = []
  for (let after = ''; after !== undefined; ) {
    const page = good(await auditor.call('GET', `/notices${after}`))
    told.push(...page.items)
    after = page.next === undefined ? undefined : `?after=${page.next}`
  }
  const bell = told.filter((one) => one.kind === 'price_posting_overdue')
  assert.equal(bell.length, 1, 'once')
  assert.match(bell[0].text, /山河供电所：第2期价目表/)
  assert.equal(bell[0].path, '/price_postings?number=2')
  good(await auditor.call('POST', '/notice_readings', { number: bell[0].number, all_up_to: false }))
  assert.equal((await rowOf('城东供电所')).proofs, 2)
  refused(await hall.call('GET', '/price_postings?number=99'), 'price_list.unknown', 404)
  refused(await hall.call('GET', '/price_postings?number=x'), 'query.bad_value', 400)
})

test('art_9_1: what a proof must be; who may give it; supervision refuses a photo', async () => {
  const unit = await rowOf('山河供电所')
  const fields = (more = {}) => ({ number: '2', unit_id: String(unit.unit_id), posted_on: day(0), note: '', ...more })
  refused(await prove(hall, fields()), 'permission.denied', 403)
  refused(await prove(station, fields(), null), 'price_posting.photo_missing')
  refused(await prove(station, fields(), Buffer.from('<script>alert(1)</script>'), 'x.png'), 'price_posting.photo_type')
  refused(await prove(station, fields(), Buffer.from('%PDF-1.7 not a photo'), 'x.pdf'), 'price_posting.photo_type')
  refused(await prove(station, fields({ posted_on: day(2) })), 'price_posting.later_than_today')
  refused(await prove(station, fields({ posted_on: '2020-01-01' })), 'price_posting.before_issue')
  refused(await prove(station, fields({ posted_on: '' })), 'price_posting.day_missing')
  refused(await prove(station, fields({ unit_id: '1' })), 'price_posting.not_a_hall')
  refused(await prove(station, fields({ unit_id: '9'.repeat(40) })), 'price_posting.not_a_hall')
  refused(await prove(station, fields({ number: '1' })), 'price_posting.outdated')
  refused(await prove(station, fields({ number: '777' })), 'price_list.unknown', 404)
  refused(await prove(station, fields({ note: '长'.repeat(201) })), 'body.too_long', 400)
  assert.ok((await prove(station, fields(), Buffer.concat([photo, Buffer.alloc(21 << 20)]))).status >= 400)
  const { id } = good(await prove(station, fields({ posted_on: day(0).replace(/\d/g, (digit) => '０１２３４５６７８９'[digit]), note: '已张贴𠮷㛃<b>' })), 201)
  const posted = await rowOf('山河供电所')
  assert.deepEqual([posted.standing, posted.note, posted.posted_by_name, posted.shown_number], ['posted', '已张贴𠮷㛃<b>', '央金', 2])
  const picture = await fetch(server.base + posted.photo_url, { headers: { Cookie: hall.cookie } })
  assert.equal(picture.headers.get('content-type'), 'image/png')
  assert.equal(createHash('sha256').update(Buffer.from(await picture.arrayBuffer())).digest('hex'), createHash('sha256').update(photo).digest('hex'))
  assert.equal((await fetch(server.base + posted.photo_url)).status, 401)
  refused(await hall.call('POST', `/price_postings/${id}/rejections`, { version: posted.version, reason: '看不清' }), 'permission.denied', 403)
  refused(await auditor.call('POST', `/price_postings/${id}/rejections`, { version: 0, reason: '看不清' }), 'price_posting.changed_meanwhile', 409)
  assert.equal((await auditor.call('POST', `/price_postings/${id}/rejections`, { version: posted.version, reason: '' })).status, 400)
  refused(await auditor.call('POST', '/price_postings/999/rejections', { version: 1, reason: '看不清' }), 'price_posting.unknown', 404)
  good(await auditor.call('POST', `/price_postings/${id}/rejections`, { version: posted.version, reason: '看不清期号' }), 201)
  assert.equal((await rowOf('山河供电所')).rejected_reason, '看不清期号')
  refused(await auditor.call('POST', `/price_postings/${id}/rejections`, { version: posted.version + 1, reason: '看不清' }), 'price_posting.nothing_to_reject')
  good(await prove(station, fields()), 201)
})
