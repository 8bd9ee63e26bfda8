// Tips by phone, letter and in the hall (art. 9(5)): taken down for the reporter, code handed over once, letter kept, identity and
// mail address sealed.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, run, signIn } from '../support/server.mjs'
import { jpegWith, pngOf, tipDesk, webpWith } from '../support/tips.mjs'

const { bureau, server } = await ownServer(40)
let desk, clerk
before(async () => {
  desk = await tipDesk(server.base)
  clerk = await signIn(server.base, 'YYT02')
})
async function take(tip, letters = [], headers = {}, who = clerk) {
  const body = new FormData()
  body.append('tip', typeof tip === 'string' ? tip : JSON.stringify({ channel: 'letter', category: 'tip_off.theft', area: 'urban', text: '来信反映砂场窃电 𠮷', ...tip }))
  for (const [name, content] of letters) body.append('letter', new Blob([content]), name)
  const answer = await fetch(`${server.base}/api/v1/tip_offs`, { method: 'POST', body, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token, ...headers } })
  return { status: answer.status, body: await answer.json() }
}
const found = async (number) => (await desk.one.call('GET', '/tip_offs?limit=200')).body.items.find((row) => row.number === number)
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n')

for (const channel of ['phone', 'letter', 'hall'])
  test(`art_9_5: by ${channel}: the clerk hands over code and signed receipt and sees the tip no more`, async () => {
    const { status, body } = await take({ channel, contact: { name: '来信标记人', phone: '19912340077', address: '标记路七号' } }, [['scan.pdf', pdf], ['page2.webp', webpWith('GPSLatitude MarkedPhone')]])
    assert.equal(status, 201, JSON.stringify(body))
    assert.deepEqual(Object.keys(body).sort(), ['codes', 'number', 'receipt', 'registered_at'])
    assert.match(body.codes[0].code, /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
    assert.match(body.receipt, /^shouwen tip receipt 2\nnumber: /)
    const row = await found(body.number)
    assert.deepEqual([row.channel, row.named], [channel, true])
    for (const path of [`/cases/${row.case_id}`, `/tip_offs/${row.case_id}`, `/tip_offs/${row.case_id}/receipt`]) assert.ok([403, 404].includes((await clerk.call('GET', path)).status), path)
    assert.doesNotMatch(JSON.stringify((await clerk.call('GET', `/cases?list=all&q=${body.number}`)).body), new RegExp(body.number))
    const seen = await desk.read(row.case_id)
    assert.equal(seen.attachment_ids.length, 2)
    assert.doesNotMatch(JSON.stringify(seen), /标记人|19912340077|标记路/)
    for (const id of seen.attachment_ids) {
      const file = await fetch(`${server.base}/api/v1/cases/${row.case_id}/attachments/${id}`, { headers: { Cookie: desk.one.cookie } })
      const content = Buffer.from(await file.arrayBuffer())
      assert.equal(file.status, 200)
      for (const trace of ['GPS', 'MarkedPhone', 'EXIF']) assert.equal(content.includes(trace), false, trace)
      assert.doesNotMatch(file.headers.get('content-disposition'), /scan|page2/)
    }
    assert.match(await (await desk.open(body.codes[0].code)).page(), /等待受理/)
  })

test('art_9_5: the codes are shown once: a repeated call, the database and every file of the folder hold none', async () => {
  const again = { 'Idempotency-Key': 'letter-of-today' }
  const tip = { reporters: 2, shares_percent: [70, 30] }
  const first = await take(tip, [], again)
  assert.deepEqual(first.body.codes.map((row) => row.share_percent), [70, 30])
  const second = await take(tip, [], again)
  assert.deepEqual([second.status, second.body.number, second.body.codes], [201, first.body.number, []])
  const registered = await clerk.call('POST', '/cases', registration({ kind: 'tip_off', category: 'tip_off.theft', text: '电话举报', contact: { anonymous: true } }), { 'Idempotency-Key': 'a-call' })
  const repeated = await clerk.call('POST', '/cases', registration({ kind: 'tip_off', category: 'tip_off.theft', text: '电话举报', contact: { anonymous: true } }), { 'Idempotency-Key': 'a-call' })
  assert.match(registered.body.receipt, /-/)
  assert.deepEqual([repeated.status, repeated.body.id, repeated.body.receipt], [201, registered.body.id, undefined])
  const codes = [...first.body.codes.map((row) => row.code), registered.body.receipt]
  const files = (folder) => readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? files(join(folder, name)) : [join(folder, name)]))
  for (const file of files(bureau.data)) {
    const content = readFileSync(file)
    for (const code of codes) for (const form of [code, code.replaceAll('-', '')]) assert.equal(content.includes(form), false, `${form} in ${file}`)
  }
})

test('art_9_5: a tip about the own line is taken down and gone; about oneself too', async () => {
  const me = clerk.session.officer.id
  const { status, body } = await take({ channel: 'hall', category: 'tip_off.conduct', accused_officer_ids: [me] })
  assert.equal(status, 201, JSON.stringify(body))
  const row = await found(body.number)
  assert.equal((await clerk.call('GET', `/cases/${row.case_id}`)).status, 404)
  // By the ordinary form too: whoever took it down and is of the line sees it no more.
  const about = (await clerk.call('GET', '/officers')).body.items?.find((officer) => officer.code === 'YYT01') ?? { id: me + 1 }
  const made = await clerk.call('POST', '/cases', registration({ kind: 'tip_off', category: 'tip_off.conduct', text: '反映班长', contact: { anonymous: true }, about_officer_id: about.id }))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  for (const path of [`/cases/${made.body.id}`, `/tip_offs/${made.body.id}/receipt`]) assert.equal((await clerk.call('GET', path)).status, 404, path)
  assert.doesNotMatch(JSON.stringify((await clerk.call('GET', '/cases?list=first_contact&limit=200')).body), new RegExp(made.body.number))
})

test('art_9_5: wrong types, missing rights, hostile letters, huge input, rare characters', async () => {
  const wrong = async (tip, status, code, letters) => {
    const answer = await take(tip, letters)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    if (code) assert.ok(JSON.stringify(answer.body).includes(code), JSON.stringify(answer.body))
  }
  await wrong('', 400)
  await wrong('[]', 400)
  await wrong({ text: 5 }, 400, 'body.wrong_type')
  await wrong({ text: '' }, 400)
  await wrong({ text: 'x'.repeat(4001) }, 400, 'body.too_long')
  await wrong({ channel: 'fax' }, 400)
  await wrong({ channel: 'web' }, 422, 'tip.channel')
  await wrong({ category: 'complaint.service_conduct' }, 422, 'register_case.category_of_other_kind')
  await wrong({ accused_officer_ids: [999999] }, 422, 'register_case.unknown_officer')
  await wrong({ accused_unit_ids: [999999] }, 422, 'register_case.unknown_unit')
  await wrong({ reporters: 11 }, 422, 'tip_joint.too_many')
  await wrong({ reporters: 2, shares_percent: [50, 60] }, 422, 'tip_joint.shares_sum')
  await wrong({ reporters: 2, shares_percent: 'half' }, 400)
  await wrong({ contact: { name: '', phone: '' } }, 422, 'register_case.name_missing')
  for (const [name, content] of [['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], ['a.jpg', '<script>alert(1)</script>'], ['a.html', '<!DOCTYPE html><p>'], ['a.docx', 'PK\x03\x04bomb'], ['a.xlsx', 'PK\x03\x04bomb'], ['a.gif', 'GIF89a'], ['a.exe', 'MZ']])
    await wrong({}, 422, 'tip_letter.type', [[name, content]])
  await wrong({}, 422, 'picture.too_large', [['a.png', pngOf(30000, 30000, '', { empty: true })]])
  await wrong({}, 422, 'tip_letter.too_many', Array.from({ length: 7 }, () => ['a.jpg', jpegWith('x')]))
  const before = (await desk.one.call('GET', '/tip_offs?limit=200')).body.items.length
  await wrong({ reporters: 5, shares_percent: [1] }, 422, 'tip_joint.shares_count')
  assert.equal((await desk.one.call('GET', '/tip_offs?limit=200')).body.items.length, before, 'nothing stays of what was refused')
  const rare = await take({ text: '𠮷田 㛃 １２３', contact: { name: '𠮷㛃', phone: '１９９１２３４００３３', address: '㛃路' } })
  assert.equal(rare.status, 201, JSON.stringify(rare.body))
  const stranger = { cookie: 'shouwen_session=x', session: { csrf_token: 'x' } }
  assert.equal((await take({}, [], {}, stranger)).status, 401)
  assert.equal((await take({}, [], { 'X-CSRF-Token': 'x' })).status, 403)
  const verified = run(bureau.data, '--json', 'verify')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})
