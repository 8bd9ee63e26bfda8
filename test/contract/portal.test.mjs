// The public pages and announcements as a stranger's program meets them: sealed drafts, one sending, limits per customer behind a proxy,
// strict headers, nothing about people where everybody reads.
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { bureau, server } = await ownServer()

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
let addresses = 0
/** A browser without script, at an address of its own: keeps cookies, follows nothing by itself. */
function visitor(headers = { 'X-Forwarded-For': `192.0.2.${++addresses % 256}` }) {
  const jar = new Map()
  const call = async (method, path, form) => {
    const body = form === undefined ? undefined : form instanceof FormData ? form : new URLSearchParams(form)
    const answer = await fetch(server.base + path, { method, body, redirect: 'manual', headers: { Accept: 'text/html', ...headers, ...(jar.size ? { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}) } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/)
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return { status: answer.status, to: answer.headers.get('location'), headers: answer.headers, text: await answer.text() }
  }
  return { jar, get: (path) => call('GET', path), post: (path, form = {}) => call('POST', path, form) }
}
const upload = (fields, files = []) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [name, bytes] of files) form.append('photo', new Blob([bytes]), name)
  return form
}
async function fill(who, { kind = 'complaint', category = 'complaint.billing', contact = { name: '测试客户', phone: '19900000551' } } = {}) {
  const steps = [['kind', { kind }], ['category', { category }], ['place', { place: '~none' }], ['text', { text: '电费多收了。' }]]
  for (const [step, form] of steps) assert.equal((await who.post(`/p/report/${step}`, form)).status, 303, step)
  assert.equal((await who.post('/p/report/contact', contact)).to, '/p/report/check', 'nobody has to pass the photos')
  assert.equal((await who.post('/p/report/photos', upload({ go: 'next' }, [['电表.png', png]]))).to, '/p/report/check')
}
const numbers = (page) => [...page.text.matchAll(/class="big number">([^<]+)</g)].map((found) => found[1])

test('art_10_1: a report is kept as it goes, sent once, and found again by number, receipt and link', async () => {
  const who = visitor()
  assert.equal((await who.get('/p/report/text')).to, '/p/report?lost=yes')
  const first = await who.post('/p/report/kind', { kind: 'complaint' })
  const cookie = first.headers.getSetCookie().find((line) => line.startsWith('shouwen_draft='))
  assert.match(cookie, /^shouwen_draft=[0-9a-f]{64}; Path=\/p; HttpOnly; SameSite=Lax; Max-Age=604800$/)
  assert.equal((await who.get('/p/report/contact')).to, '/p/report/category', 'no question is skipped')
  await fill(who)
  const sent = await Promise.all([who.post('/p/report/send'), who.post('/p/report/send'), who.post('/p/report/send')])
  assert.deepEqual(sent.map((answer) => answer.to), Array(3).fill('/p/report/received'))
  const [number, receipt] = numbers(await who.get('/p/report/received'))
  const clerk = await signIn(server.base, 'RX02')
  const found = (await clerk.call('GET', `/cases?list=all&q=19900000551`)).body.items
  assert.deepEqual(found.map((row) => row.number), [number], 'three taps, one case')
  assert.equal((await clerk.call('GET', `/cases/${found[0].id}`)).body.service_case.attachments.length, 1)
  assert.equal((await who.get('/p/report/check')).to, '/p/report/received')
  const other = visitor()
  assert.equal((await other.post('/p/follow', { number, phone: '19900000552' })).status, 422)
  assert.equal((await other.post('/p/follow', { number, phone: '１９９ 0000-0551' })).to, '/p/case')
  assert.match((await other.get('/p/case')).text, new RegExp(number))
  const third = visitor()
  assert.equal((await third.get(`/p/follow?receipt=${receipt}`)).to, '/p/case')
  assert.equal((await third.get('/p/follow?receipt=AAAA-AAAA-AAAA')).status, 422)
  const fourth = visitor()
  assert.equal((await fourth.post('/p/follow', { number, receipt })).to, '/p/case', 'the slip has both')
  assert.equal((await fourth.post('/p/follow', { number: receipt })).to, '/p/case', 'the code in the first field is understood')
  assert.equal((await visitor().get('/p/case')).status, 422)
})

test('art_9_5: an anonymous tip leaves nothing about its giver, neither with us nor on the public pages', async () => {
  const who = visitor()
  assert.equal((await who.post('/p/report/kind', { kind: 'tip_off' })).to, '/p/tip/new', 'no draft is kept of a tip')
  const form = upload({ category: 'tip_off.theft', place: '~none', text: '有人窃电。', anonymous: 'yes', name: '张三丰', phone: '19900000553', once: 'one' }, [['电表.png', png]])
  assert.equal((await who.post('/p/tip/new', form)).to, '/p/tip/received')
  const auditor = await signIn(server.base, 'JCSJ01')
  assert.deepEqual((await auditor.call('GET', '/cases?list=all&q=19900000553')).body.items, [])
})

test('photos are looked at by content, counted, and belong to who took them', async () => {
  const who = visitor()
  await who.post('/p/report/kind', { kind: 'complaint' })
  await who.post('/p/report/category', { category: 'complaint.billing' })
  await who.post('/p/report/place', { place: '~none' })
  await who.post('/p/report/text', { text: '照片' })
  await who.post('/p/report/contact', { name: '测试客户', phone: '19900000554' })
  const refused = await who.post('/p/report/photos', upload({ go: 'add' }, [['a.png', '<svg onload=alert(1)>']]))
  assert.equal(refused.status, 422)
  assert.match(refused.text, /a\.png/)
  assert.equal((await who.post('/p/report/photos', upload({ go: 'add' }))).status, 422)
  assert.equal((await who.post('/p/report/photos', upload({ go: 'add' }, [['a.pdf', '%PDF-1.7']]))).status, 422)
  assert.equal((await who.post('/p/report/photos', upload({ go: 'add' }, Array.from({ length: 7 }, (_, i) => [`${i}.png`, Buffer.concat([png, Buffer.from([i])])])))).status, 422)
  assert.equal((await who.post('/p/report/photos', upload({ go: 'add' }, [['a.png', png]]))).to, '/p/report/photos')
  const [, address] = (await who.get('/p/report/photos')).text.match(/src="(\/p\/report\/photos\/[0-9a-f]+)"/)
  assert.equal((await who.get(address)).headers.get('content-type'), 'image/png')
  assert.equal((await visitor().get(address)).status, 404, 'nobody else sees it')
  assert.equal((await who.post('/p/report/restart')).to, '/p/report')
  assert.equal((await who.get(address)).status, 404)
  const drafts = join(bureau.data, 'drafts')
  const left = existsSync(drafts) ? readdirSync(drafts, { recursive: true }).filter((name) => name.endsWith(address.slice(-20))) : []
  assert.deepEqual(left, [], 'the file is gone with the draft')
})

test('what goes wrong is a page for people, not a document for programs', async () => {
  const lost = await visitor().get('/p/nothing')
  assert.equal(lost.status, 404)
  assert.match(lost.headers.get('content-type'), /text\/html/)
  assert.match(lost.text, /没有“\/p\/nothing”/)
  assert.doesNotMatch((await visitor().get('/p/%3Cscript%3E')).text, /<script>/)
  const who = visitor()
  await who.post('/p/report/kind', { kind: 'complaint' })
  const big = await who.post('/p/report/photos', upload({}, [['a.png', Buffer.alloc(21 << 20)]]))
  assert.equal(big.status, 413)
  assert.match(big.headers.get('content-type'), /text\/html/)
})

test('behind a proxy on the same machine every customer has limits of his own', async () => {
  const hasty = visitor({ 'X-Forwarded-For': '203.0.113.1, 198.51.100.7' })
  let last
  for (let i = 0; i < 75 && last?.status !== 429; ++i) last = await hasty.post('/p/report/restart')
  assert.equal(last.status, 429)
  assert.match(last.headers.get('content-type'), /text\/html/)
  assert.match(last.text, /秒后再试/)
  assert.equal((await visitor({ 'X-Forwarded-For': '198.51.100.7' }).post('/p/report/restart')).status, 429, 'what the customer adds himself changes nothing')
  assert.equal((await visitor({ 'X-Forwarded-For': '198.51.100.8' }).post('/p/report/restart')).status, 303, 'the next customer waits for nobody')
  assert.equal((await visitor({}).post('/p/report/restart')).status, 303, 'nor does who comes to the machine itself')
  assert.equal((await visitor({ 'X-Forwarded-For': '198.51.100.8' }).get('/metrics')).status, 403, 'what only this machine may read stays closed to who comes through the proxy')
})

test('pages are strict about scripts, never kept; files are kept by version; cookies are safe behind TLS', async () => {
  for (const path of ['/p', '/p/report', '/p/service', '/p/wall']) {
    const page = await visitor().get(path)
    const policy = page.headers.get('content-security-policy')
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/, path)
    assert.doesNotMatch(policy, /unsafe/, path)
    assert.equal(page.headers.get('cache-control'), 'no-store', path)
    assert.doesNotMatch(page.text, /<script(?![^>]* src=)|<style| style="| onclick=/, path)
    for (const [, file] of page.text.matchAll(/(?:href|src)="(\/p\/[^"]+\?v=[0-9a-f]+)"/g)) {
      const kept = await visitor().get(file)
      assert.equal(kept.status, 200, file)
      assert.match(kept.headers.get('cache-control'), /immutable/, file)
    }
  }
  const secure = await visitor({ 'X-Forwarded-Proto': 'https' }).get('/p?lang=en&size=large')
  assert.deepEqual(secure.headers.getSetCookie().map((line) => line.endsWith('; Secure')), [true, true])
  assert.match(secure.text, /<html lang="en" class="large">/)
})

test('art_8: announcements are published by those who may, shown in their time, taken down, and listed', async () => {
  const office = await signIn(server.base, 'JBGS02')
  const clerk = await signIn(server.base, 'YYT02')
  const day = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 19) + 'Z'
  const announcement = { title_zh: '电表轮换', body_zh: '周五起更换到期电表，不收费。', title_en: 'New meters', body_en: 'From Friday, free of charge.', valid_from: day(-1), valid_to: day(1) }
  assert.equal((await clerk.call('POST', '/announcements', announcement)).status, 403)
  assert.equal((await clerk.call('GET', '/announcements')).status, 403)
  assert.equal((await office.call('POST', '/announcements', { ...announcement, valid_to: day(-2) })).body.code, 'announcement.ends_before_it_begins')
  assert.equal((await office.call('POST', '/announcements', { ...announcement, body_en: '' })).body.code, 'announcement.half_translated')
  const made = await office.call('POST', '/announcements', announcement, { 'Idempotency-Key': 'n1' })
  assert.equal(made.status, 201)
  assert.equal((await office.call('POST', '/announcements', announcement, { 'Idempotency-Key': 'n1' })).body.id, made.body.id)
  await office.call('POST', '/announcements', { ...announcement, title_zh: '以后的事', valid_from: day(5), valid_to: day(6) })
  assert.match((await visitor().get('/p')).text, /电表轮换/)
  assert.match((await visitor().get('/p?lang=en')).text, /New meters/)
  const wall = await Promise.all([0, 1, 2].map((show) => visitor().get(`/p/wall?show=${show}`)))
  assert.match(wall.map((page) => page.text).join(), /更换到期电表/)
  assert.equal((await visitor().get('/p/')).status, 200, 'where the installed application begins')
  assert.doesNotMatch((await visitor().get('/p')).text, /以后的事/)
  assert.deepEqual((await office.call('GET', '/announcements')).body.items.slice(0, 2).map((row) => [row.title_zh, row.state]), [['以后的事', 'planned'], ['电表轮换', 'shown']])
  assert.equal((await office.call('POST', `/announcements/${made.body.id}/endings`)).status, 204)
  assert.equal((await office.call('POST', `/announcements/${made.body.id}/endings`)).body.code, 'announcement.ended_already')
  assert.equal((await office.call('POST', '/announcements/999/endings')).status, 404)
  assert.doesNotMatch((await visitor().get('/p')).text, /电表轮换/)
  assert.match((await office.call('GET', '/announcements/export?format=csv')).body, /电表轮换/)
})

test('art_8: what everybody reads names nobody', async () => {
  const clerk = await signIn(server.base, 'RX02')
  const officers = (await clerk.call('GET', '/officers')).body.items.map((row) => row.name)
  for (const path of ['/p', '/p/service', ...Array.from({ length: 6 }, (_, i) => `/p/wall?show=${i}`)]) {
    const { text, status } = await visitor().get(path)
    assert.equal(status, 200, path)
    assert.doesNotMatch(text, /1990000\d{4}/, path)
    for (const name of officers) assert.ok(!text.includes(name), `${path}: ${name}`)
  }
})

const atDesk = new Map()
/** Signing in is limited: one session a person. */
async function desk(name) {
  if (!atDesk.has(name)) atDesk.set(name, await signIn(server.base, name))
  return atDesk.get(name)
}

test('art_10_8: what is missing to look a case up is said at its field, with the hotline itself', async () => {
  const who = visitor()
  await fill(who, { contact: { name: '测试客户', phone: '19900000556' } })
  await who.post('/p/report/send')
  const [number, receipt] = numbers(await who.get('/p/report/received'))
  const other = visitor()
  const error = (page, field) => page.text.match(new RegExp(`id="${field}-error">([^<]+)<`))?.[1]
  const slip = await other.get(`/p/follow?number=${number}`)
  assert.match(slip.text, /没有留电话？凭回执码/)
  const alone = await other.post('/p/follow', { number, phone: '' })
  assert.deepEqual([alone.status, error(alone, 'number')], [422, undefined])
  assert.match(error(alone, 'phone'), /还不能查询.*回执码/)
  assert.match(error(await other.post('/p/follow', {}), 'number'), /还没有填编号/)
  assert.match(error(await other.post('/p/follow', { number: number.slice(1), phone: '19900000556' }), 'number'), /抄错、抄漏/)
  const wrong = await other.post('/p/follow', { number, phone: '19900000557' })
  assert.match(error(wrong, 'number'), /95598/)
  assert.match(wrong.text, /name="phone"[^>]*value="19900000557"/, 'nothing typed is lost')
  assert.match(error(await other.post('/p/follow', { number, receipt: 'AAAA-AAAA-AAAA' }), 'receipt'), /95598/)
  const clerk = await desk('RX02')
  const another = (await clerk.call('GET', '/cases?list=all&limit=20')).body.items.find((row) => row.number !== number).number
  assert.equal((await other.post('/p/follow', { number: another, receipt })).status, 422, 'the code of another case')
  for (const strange of ['\u{20BB7}\u36C3', '９'.repeat(400), "' OR 1=1"]) assert.equal((await other.post('/p/follow', { number: strange, phone: strange, receipt: strange })).status, 422)
})

test('art_9_5: leaving closes the case, the tip, its code and the report at once; the entrance of tips shows nobody\'s tip', async () => {
  const who = visitor()
  await fill(who, { contact: { name: '测试客户', phone: '19900000558' } })
  await who.post('/p/report/send')
  const received = await who.get('/p/report/received')
  const [number, receipt] = numbers(received)
  assert.match(received.text, /class="leave"/)
  await who.get(`/p/follow?receipt=${receipt}`)
  const give = (once) => who.post('/p/tip/new', upload({ category: 'tip_off.theft', place: '~none', text: '有人窃电。', anonymous: 'yes', once }))
  assert.equal((await give('leave-1')).to, '/p/tip/received')
  const tip = await who.get('/p/tip/received')
  const code = tip.text.match(/tip-code" id="code">([^<]+)</)[1]
  assert.match(tip.text, new RegExp(`data-copy="${code}"`), '24 characters are copied by a button')
  assert.match(tip.text, /class="leave"/)
  assert.match((await who.get('/p/tip/own')).text, /等待受理/)
  assert.equal((await who.get('/p/tip/received')).to, '/p/tip', 'whoever went on has the code')
  assert.equal((await who.get('/p/case')).status, 200)
  assert.equal((await who.post('/p/case/leave')).to, '/p')
  assert.deepEqual([...who.jar.keys()], [], 'one button closes everything')
  for (const path of ['/p/case', '/p/tip/own', '/p/tip/received', '/p/report/received']) {
    const page = await who.get(path)
    for (const secret of [number, receipt, code]) assert.ok(!page.text.includes(secret), path)
    assert.ok(page.status === 422 || page.status === 303 || page.status === 200, path)
  }
  assert.equal((await give('leave-2')).to, '/p/tip/received')
  assert.match((await who.get('/p/tip/own')).text, /等待受理/)
  const entrance = await who.get('/p/tip')
  assert.doesNotMatch(entrance.text, /等待受理/)
  assert.match(entrance.text, /我有举报码/)
  assert.equal((await who.get('/p/tip/own')).status, 422, 'the entrance closes what was open')
})

test('art_10_7: an urge without words says nothing in the customer\'s name; a verb refused keeps its form open', async () => {
  const who = visitor({ 'X-Forwarded-For': '203.0.113.90' })
  await fill(who, { contact: { name: '测试客户', phone: '19900000559' } })
  await who.post('/p/report/send')
  const [number, receipt] = numbers(await who.get('/p/report/received'))
  await who.get(`/p/follow?receipt=${receipt}`)
  const key = (page) => page.text.match(/name="key" value="([^"]+)"/)[1].replaceAll('&#x2F;', '/')
  const page = await who.get('/p/case')
  assert.doesNotMatch(page.text, /请尽快办理/)
  assert.equal((await who.post('/p/case/urge', { key: key(page), text: '' })).to, '/p/case?done=urge')
  const clerk = await desk('RX02')
  const found = (await clerk.call('GET', `/cases?list=all&q=${number}`)).body.items[0]
  assert.match(JSON.stringify((await clerk.call('GET', `/cases/${found.id}`)).body), /客户没有留言/)
  const refused = await who.post('/p/case/withdraw', { key: key(page), text: ' ' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /<details open><summary>撤回[\s\S]*id="withdraw-text-error"/)
  assert.equal((await who.post('/p/case/withdraw', { key: key(page), text: '不用了' })).to, '/p/case?done=withdraw')
  assert.doesNotMatch((await who.get('/p/case')).text, /现在办理/, 'nobody works on what is withdrawn')
})

test('art_10_7: an officer named in a complaint never receives it', async () => {
  const clerk = await desk('JCSJ01')
  const officers = (await clerk.call('GET', '/officers')).body.items
  for (const named of ['RX01', officers.find((row) => row.code === 'RX02').name]) {
    const who = visitor({ 'X-Forwarded-For': `203.0.113.${named.length + 40}` })
    for (const [step, form] of [['kind', { kind: 'complaint' }], ['category', { category: 'complaint.service_conduct' }], ['place', { place: '~none' }], ['text', { text: '态度不好。', officer: named }], ['contact', { name: '𠮷先生', phone: '19900000560' }]])
      assert.equal((await who.post(`/p/report/${step}`, form)).status, 303, step)
    assert.match((await who.get('/p/report/check')).text, new RegExp(`涉及的人[\\s\\S]*${named}`))
    await who.post('/p/report/send')
    const [number] = numbers(await who.get('/p/report/received'))
    const found = (await clerk.call('GET', `/cases?list=all&q=${number}`)).body.items[0]
    const detail = (await clerk.call('GET', `/cases/${found.id}`)).body.service_case
    const accused = officers.find((row) => row.code === named || row.name === named).id
    assert.notEqual(detail.first_contact_id, accused)
    assert.notEqual(detail.responsible_officer_id, accused)
    assert.match(detail.text, new RegExp(`涉及的人：${named}`))
  }
  const who = visitor({ 'X-Forwarded-For': '203.0.113.60' })
  await who.post('/p/report/kind', { kind: 'complaint' })
  await who.post('/p/report/category', { category: 'complaint.billing' })
  await who.post('/p/report/place', { place: '~none' })
  const long = await who.post('/p/report/text', { text: '好', officer: '王'.repeat(61) })
  assert.equal(long.status, 422)
  assert.match(long.text, /id="officer-error"/)
})

test('art_9_1: the bill is worked out by the tariff that was chosen, without a second button', async () => {
  const bill = async (query) => (await visitor().get(`/p/bill?${query}`)).text
  const total = (page) => page.match(/<h2>\d{4}-\d{2} · ([\d.]+) 元/)?.[1]
  const first = await bill('')
  assert.match(first, /name="shown" value="residential"/)
  assert.doesNotMatch(first, /深圳|广西|贵州|云南|海南/, 'the own region alone')
  assert.match(await bill('others=yes'), /深圳/)
  const combined = 'residential_shared_meter'
  const asked = await bill(`shown=residential&tariff=${combined}&kwh=350`)
  assert.equal(total(asked), total(await bill(`tariff=${combined}&kwh=350`)))
  assert.notEqual(total(asked), total(await bill('tariff=residential&kwh=350')))
  const parts = await bill('shown=residential&tariff=commercial_two_part&kwh=350')
  assert.equal(total(parts), undefined, 'what a tariff needs is asked first')
  assert.match(parts, /role="status" id="bill"/)
  assert.match(parts, /name="kwh"[^>]*value="350"/)
  assert.doesNotMatch(parts, /id="errors"/)
})

test('art_9_1: one note says how far prices were checked, and the hall screen asks for no file that is not there', async () => {
  for (const path of ['/p/prices', '/p/service', '/p/prices/1/print']) assert.doesNotMatch((await visitor().get(path)).text, /编号待核|尚未与原件核对/, path)
  assert.match((await visitor().get('/p/prices')).text, /id="doubts"/)
  const wall = await visitor().get('/p/wall')
  const [, icon] = wall.text.match(/rel="icon" href="([^"]+)"/)
  assert.equal((await visitor().get(icon)).status, 200)
  assert.match((await visitor().get('/p/service?lang=en')).text, /see the notice on site/)
})
