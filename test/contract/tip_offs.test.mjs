// Tips (art. 9(5)): given without a name, verified by two, rewarded and claimed by code; kept from the accused; identities opened by two.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { password, registration, run, signIn } from '../support/server.mjs'
import * as tips from '../support/tips.mjs'

const { key, tipForm } = tips
const visitor = (address) => tips.visitor(server.base, address)
const { bureau, server } = await ownServer(60)
let desk, one, two, cashier, giveTip, tip, step, verifyTip
before(async () => {
  desk = await tips.tipDesk(server.base)
  cashier = await signIn(server.base, 'YYT02')
  ;({ one, two, give: giveTip, read: tip, step, verify: verifyTip } = desk)
})

test('art_9_5: an anonymous tip is verified, rewarded, claimed by code alone and paid once', async () => {
  const { code, number, id } = await giveTip()
  assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
  const row = (await one.call('GET', '/tip_offs?only=open&limit=200')).body.items.find((found) => found.number === number)
  assert.deepEqual([row.case_id, row.stage, row.named], [id, 'received', false])
  assert.ok(row.step_due_at, 'the first step has its limit')
  // Another browser, another day: the code alone.
  const later = visitor('198.51.100.20')
  assert.equal((await later.post('/p/tip', { code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` })).to, '/p/tip/own')
  let page = await later.get('/p/tip/own')
  assert.match(page.text, /等待受理/)
  assert.equal((await later.post('/p/tip/say', { key: key(page.text), text: '晚上十一点以后 𠮷 㛃' })).to, '/p/tip/own?done=said')
  await step(two, id, 'messages', { text: '收到，我们会去看' })
  page = await later.get('/p/tip/own')
  assert.match(page.text, /收到，我们会去看/)
  assert.match(page.text, /𠮷 㛃/)
  await verifyTip(id)
  await desk.propose(id)
  await desk.approve(id)
  page = await later.get('/p/tip/own')
  assert.match(page.text, /1,600 元/)
  assert.equal((await later.post('/p/tip/claim', { key: key(page.text) })).to, '/p/tip/own#reward')
  page = await later.get('/p/tip/own')
  const [, slip] = page.text.match(/class="big number">([0-9A-Z-]{17})</)
  assert.equal((await later.post('/p/tip/claim', { key: key(page.text) })).status, 422, 'claimed once')
  const looked = await cashier.call('POST', '/reward_slips/lookups', { code: slip.toLowerCase() })
  assert.deepEqual(looked.body, { amount_fen: 160000 }, 'a cashier sees the amount and nothing of the tip')
  assert.equal((await cashier.call('GET', `/tip_offs/${id}`)).status, 404)
  assert.equal((await cashier.call('GET', '/tip_offs')).status, 403)
  const paid = await Promise.all([1, 2, 3].map(() => cashier.call('POST', '/reward_slips/payments', { code: slip })))
  assert.deepEqual(paid.map((answer) => answer.status).sort(), [201, 422, 422])
  assert.equal((await tip(id)).reward.stage, 'paid')
  assert.equal((await cashier.call('POST', '/reward_slips/lookups', { code: `${slip.slice(0, -1)}${slip.at(-1) === 'A' ? 'B' : 'A'}` })).body.code, 'slip.wrong_sign')
  assert.equal((await one.call('POST', '/reward_slips/payments', { code: slip })).status, 403)
})

test('art_9_5: a code says which slip of the finger it was; guesses are slow, limited and alarmed', async () => {
  const { code } = await giveTip()
  const typed = async (text) => (await visitor('198.51.100.30').post('/p/tip', { code: text })).text
  assert.match(await typed(code.slice(0, -1)), /23 位/)
  assert.match(await typed(`${code}0`), /25 位/)
  assert.match(await typed(`${code.slice(0, 5)}#${code.slice(6)}`), /第 2 组第 1 位/)
  const wrong = code[0] === '7' ? '8' : '7'
  assert.match(await typed(wrong + code.slice(1)), /第 1 组第 1 位/)
  assert.match(await typed('<script>alert(1)</script>'), /举报码/)
  assert.doesNotMatch(await typed('<script>alert(1)</script>'), /<script>alert/)
  // Codes without a typing error that belong to nobody: the other end of the arithmetic.
  const guesser = visitor('198.51.100.40')
  const strange = '0000-0000-0000-0000-0000-0000'
  const answers = []
  for (let i = 0; i < 12; ++i) answers.push((await guesser.post('/p/tip', { code: strange })).status)
  assert.equal(answers[0], 422)
  assert.equal(answers.at(-1), 429, 'one address guesses a few times only')
  for (let i = 0; i < 22; ++i) await visitor(`192.0.2.${i + 1}`).post('/p/tip', { code: strange })
  const alarms = (await one.call('GET', '/supervision_key')).body.alarms
  assert.equal(alarms.length, 1)
  assert.ok(alarms[0].misses >= 20)
  const told = (await one.call('GET', '/notices?unread=true')).body.items.filter((row) => row.kind === 'codes_guessed')
  assert.equal(told.length, 1, 'told once')
  assert.match(told[0].text, /有人在猜举报码：.* 已有 20 次输错/)
})

test('art_9_5: nothing of a tip reaches the accused or their line, wherever they look', async () => {
  const accused = await signIn(server.base, 'CDY02')
  const head = await signIn(server.base, 'CDY01')
  const other = await signIn(server.base, 'RX02')
  const marked = '标记举报内容甲乙丙'
  const stopped = new AbortController()
  const live = await fetch(`${server.base}/api/v1/live`, { signal: stopped.signal, headers: { Cookie: accused.cookie } })
  let heard = ''
  const reading = (async () => { for await (const chunk of live.body) heard += Buffer.from(chunk).toString() })().catch(() => {})
  const { id, number } = await giveTip({ category: 'tip_off.conduct', text: marked, accused: '姜涛', accused_unit: 'GDS-CD-YX' })
  const byUnit = await giveTip({ category: 'tip_off.conduct', text: `${marked}二`, accused_unit: 'GDS-CD-YX' })
  const seen = await tip(id)
  assert.deepEqual([seen.accused_officers.map((row) => row.officer_name), seen.accused_units.map((row) => row.unit_name.length > 0)], [['姜涛'], [true]])
  for (const reader of [accused, head, other]) {
    for (const one of [id, byUnit.id]) {
      assert.equal((await reader.call('GET', `/cases/${one}`)).status, 404)
      assert.equal((await reader.call('GET', `/tip_offs/${one}/receipt`)).status, 404)
      assert.equal((await reader.call('POST', `/cases/${one}/notes`, { text: 'x' })).status, 404)
    }
    for (const path of [`/cases?q=${number}`, `/cases?list=all&q=${encodeURIComponent(marked)}`, '/cases?list=unit&limit=200', '/cases?kind=tip_off&list=all&limit=200', '/cases/export?format=csv&list=all', '/notices', '/cases/counts'])
      assert.doesNotMatch(JSON.stringify((await reader.call('GET', path)).body), new RegExp(`${marked}|${number}`), path)
  }
  // Supervision itself may be meant: then none of it sees the tip.
  const about = await giveTip({ category: 'tip_off.conduct', text: '监察人员收礼', accused_unit: 'JCSJ' })
  assert.equal(about.id, undefined, 'not even in the register')
  for (const reader of [one, two]) assert.ok(!(await reader.call('GET', '/tip_offs?limit=200')).body.items.some((row) => row.number === about.number))
  // Named later: whoever held it holds it no longer.
  await step(one, byUnit.id, 'accused', { officer_ids: [two.session.officer.id], unit_ids: [], reason: '举报人补充说明' }, 201)
  assert.equal((await two.call('GET', `/tip_offs/${byUnit.id}`)).status, 404)
  await new Promise((resolve) => setTimeout(resolve, 500))
  stopped.abort()
  await reading
  assert.doesNotMatch(heard, new RegExp(`"case_id":(${id}|${byUnit.id})\\D`), 'nor do live events tell')
})

test('art_9_5: two officers open a named tip; the reporter reads who, when and why; nobody else can', async () => {
  const { id, code, who } = await giveTip({ anonymous: 'no', name: '𠮷标记人', phone: '19912340099' })
  const seen = await tip(id)
  assert.equal(seen.named, true)
  assert.doesNotMatch(JSON.stringify(seen), /标记人|19912340099/)
  const ask = { reason: '须当面核实地点', passphrase: password }
  assert.equal((await one.call('POST', `/tip_offs/${id}/openings`, { ...ask, passphrase: 'wrong-passphrase' })).body.code, 'supervision_key.passphrase_wrong')
  const { number } = await step(one, id, 'openings', ask)
  assert.equal((await one.call('POST', `/tip_offs/${id}/openings/${number}/agreements`, { passphrase: password })).body.code, 'opening.own')
  for (const name of ['admin', 'JZ01', 'JBGS02']) {
    const reader = await signIn(server.base, name)
    assert.ok([403, 404].includes((await reader.call('POST', `/tip_offs/${id}/openings/${number}/agreements`, { passphrase: password })).status), name)
  }
  assert.doesNotMatch((await who.get('/p/tip/own')).text, /您的身份被查看过/)
  const opened = await step(two, id, `openings/${number}/agreements`, { passphrase: password })
  assert.deepEqual([opened.name, opened.phone], ['𠮷标记人', '19912340099'])
  assert.equal((await step(one, id, `openings/${number}/readings`, { passphrase: password })).name, '𠮷标记人')
  assert.equal((await one.call('POST', `/tip_offs/${id}/openings/${number}/readings`, { passphrase: password })).body.code, 'opening.read_already')
  const reader = visitor('198.51.100.50')
  await reader.post('/p/tip', { code })
  const page = (await reader.get('/p/tip/own')).text
  assert.match(page, /您的身份被查看过/)
  assert.match(page, /监察审计部/)
  assert.match(page, /须当面核实地点/)
  assert.doesNotMatch(page, /严正清|钟晓岚/, 'offices, not persons')
  const log = (await one.call('GET', `/access_log?case_id=${id}`)).body.items ?? []
  assert.ok(log.filter((row) => row.fields === 'identity').length >= 2 || log.length === 0)
  // The name stands in no file of the data folder.
  const files = (folder) => readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? files(join(folder, name)) : [join(folder, name)]))
  for (const file of files(bureau.data)) {
    const content = readFileSync(file)
    for (const mark of ['标记人', '19912340099', Buffer.from('𠮷标记人').toString('base64')]) assert.equal(content.includes(mark), false, `${mark} in ${file}`)
  }
})

test('art_9_5: staff register a tip by phone: the identity goes the same way, the caller gets a code', async () => {
  const clerk = await signIn(server.base, 'RX02')
  const made = await clerk.call('POST', '/cases', registration({ kind: 'tip_off', category: 'tip_off.theft', text: '电话举报：砂场窃电', contact: { name: '电话标记人', phone: '19912340011' } }))
  assert.equal(made.status, 201)
  assert.match(made.body.receipt, /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
  const caller = visitor('198.51.100.60')
  assert.equal((await caller.post('/p/tip', { code: made.body.receipt })).to, '/p/tip/own')
  assert.equal((await visitor('198.51.100.61').post('/p/follow', { number: made.body.receipt, phone: '' })).to, '/p/tip', 'the other form shows the way')
  assert.equal((await visitor('198.51.100.62').post('/p/follow', { number: made.body.number, phone: '19912340011' })).status, 422, 'a number and a phone open no tip')
  assert.equal((await tip(made.body.id)).named, true)
  const receipt = await clerk.call('GET', `/tip_offs/${made.body.id}/receipt`)
  assert.match(receipt.body, /^shouwen tip receipt 2\nnumber: /)
})

test('art_9_5: the signed receipt is checked against the journal', async () => {
  const { who } = await giveTip()
  assert.match((await who.get('/p/tip/receipt')).text, /journal_hash: [0-9a-f]{64}/)
  const { text } = await who.get('/p/tip/receipt?format=text')
  const file = join(bureau.data, '..', 'receipt.txt')
  const check = (content) => {
    writeFileSync(file, content)
    return run(bureau.data, 'verify', '--receipt', file)
  }
  const good = check(text)
  assert.equal(good.status, 0, good.stdout + good.stderr)
  assert.notEqual(check(text.replace(/journal_number: \d/, 'journal_number: 9')).status, 0)
  assert.notEqual(check('hello').status, 0)
  assert.notEqual(check(text.replace(/signature: ../, 'signature: 00')).status, 0)
})

test('art_9_5: photos lose place, time and device; what cannot be cleaned is refused', async () => {
  const photo = tips.jpegWith('GPSLatitude 22.5431 GPSLongitude 114.0579 MarkedPhone')
  const { id, who } = await giveTip({}, [['IMG_20261127_140500.jpg', photo]])
  const [attachment] = (await tip(id)).attachment_ids
  const kept = await fetch(`${server.base}/api/v1/cases/${id}/attachments/${attachment}`, { headers: { Cookie: one.cookie } })
  const content = Buffer.from(await kept.arrayBuffer())
  assert.equal(kept.status, 200)
  assert.ok(content.length > 100)
  for (const trace of ['GPS', 'Exif', 'MarkedPhone']) assert.equal(content.includes(trace), false, trace)
  assert.doesNotMatch(kept.headers.get('content-disposition'), /IMG_2026/)
  const refused = await visitor('198.51.100.70').upload('/p/tip/new', tipForm({}, [['a.gif', Buffer.from('GIF89a rest')]]))
  assert.equal(refused.status, 422)
  assert.match(refused.text, /JPEG、PNG/)
  const page = await who.get('/p/tip/own')
  const more = new FormData()
  more.append('key', key(page.text))
  more.append('photo', new Blob([photo], { type: 'image/jpeg' }), 'b.jpg')
  assert.equal((await who.upload('/p/tip/evidence', more)).to, '/p/tip/own?done=added')
})

test('art_9_5: bad input, missing rights, a form sent twice, huge text and full-width digits', async () => {
  const { id } = await giveTip()
  for (const [path, body, status] of [
    ['acceptances', { version: 'x' }, 400], ['acceptances', { version: 99 }, 409], ['pre_checks', { version: 0, taken_up: true, reason: 'x' }, 422], ['pre_checks', { taken_up: 'yes', reason: 'x' }, 400],
    ['investigators', { officer_ids: 'all' }, 400], ['messages', { text: '' }, 400], ['messages', { text: 'x'.repeat(2001) }, 400], ['findings', { verdict: 'maybe', reason: 'x' }, 400],
    ['reward_proposals', { version: 0, reason: 'x' }, 422], ['openings', { reason: '核实', passphrase: password }, 404], ['accused', { officer_ids: [999999], unit_ids: [], reason: 'x' }, 422],
  ])
    assert.equal((await one.call('POST', `/tip_offs/${id}/${path}`, body)).status, status, `${path} ${JSON.stringify(body)}`)
  for (const path of ['/tip_offs?after=x', '/tip_offs?limit=0', '/tip_offs?only=mine']) assert.equal((await one.call('GET', path)).status, 400, path)
  assert.equal((await one.call('GET', '/tip_offs/999999')).status, 404)
  const clerk = await signIn(server.base, 'RX02')
  for (const path of ['/tip_offs', '/supervision_key']) assert.equal((await clerk.call('GET', path)).status, 403, path)
  assert.equal((await clerk.call('POST', `/tip_offs/${id}/acceptances`, { version: 0 })).status, 404)
  const once = crypto.randomUUID()
  const hasty = visitor('198.51.100.80')
  const before = (await one.call('GET', '/tip_offs?limit=200')).body.items.length
  await Promise.all([1, 2, 3].map(() => hasty.upload('/p/tip/new', tipForm({ once }))))
  assert.equal((await one.call('GET', '/tip_offs?limit=200')).body.items.length, before + 1, 'three presses, one tip')
  const named = await visitor('198.51.100.81').upload('/p/tip/new', tipForm({ anonymous: 'no', name: '', phone: '１２' }))
  assert.equal(named.status, 422)
  assert.equal((await visitor('198.51.100.82').upload('/p/tip/new', tipForm({ text: 'x'.repeat(5000) }))).status, 422)
  const wide = await giveTip({ anonymous: 'no', name: '全角', phone: '１９９１２３４００２２' })
  assert.equal((await tip(wide.id)).named, true)
})

test('art_9_5: officers come and go by two; everything proves itself', async () => {
  const state = (await one.call('GET', '/supervision_key')).body
  assert.deepEqual([state.made, state.enrolled, state.admitted, state.officers.length], [true, true, true, 2])
  assert.equal((await one.call('POST', '/supervision_key')).body.code, 'supervision_key.made_already')
  assert.equal((await one.call('POST', '/supervision_key/officers', { passphrase: 'another-passphrase' })).body.code, 'supervision_key.enrolled_already')
  assert.equal((await one.call('POST', '/supervision_key/requests', { change: 'remove', officer_id: two.session.officer.id, reason: '调离', passphrase: password })).body.code, 'supervision_key.two_must_stay')
  const verified = run(bureau.data, '--json', 'verify')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  const found = JSON.parse(verified.stdout)
  assert.ok(found.tip_offs >= 7)
})
