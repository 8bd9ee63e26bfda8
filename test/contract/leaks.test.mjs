// Nothing personal leaves by a public door (art. 8, 10(6)): marked names, phones, addresses, accounts, meters and words are put wherever
// the house keeps such things, then everything a stranger can read is searched for the marks, and so is what the server writes to its log.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { isPostgres, makeBureau, registration, run, signIn, startServer, uriOf } from '../support/server.mjs'

let bureau, server, admin, clerk, log = ''
/** What must appear nowhere. Words that no other text of the house holds; numbers that no demonstration gives. */
const marks = {
  names: ['漏甲某', '漏乙某', '漏丙某', '漏丁某', '漏戊某', 'Leakname', '漏己铸造厂', '漏庚某', '漏辛某'],
  phones: ['19955500101', '19955500102', '19955500103', '19955500104', '19955500105', '19955500106', '19955500107', '19955500108', '07009550199'],
  addresses: ['漏水巷七百零一号', '漏水巷七百零二号', '漏水巷七百零三号', '漏水巷七百零四号', '漏水巷七百零五号'],
  accounts: ['0699700001', '0699700002'],
  meters: ['MLEAK70001', 'TLEAK70002'],
  words: ['漏言一', '漏言二', '漏言三', '漏言四', '漏言五', '漏言六', '漏言七', '漏言八', '漏言九', 'leak-words@example.com', 'https://leak.example/photo.jpg', '漏名照片'],
}
const all_marks = Object.values(marks).flat()
/** As they could stand in a page, an address or a file. */
const forms = all_marks.flatMap((mark) => [mark, encodeURIComponent(mark), mark.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.codePointAt(0).toString(16)}`), mark.replace(/[^\x20-\x7e]/g, (c) => `&#${c.codePointAt(0)};`), mark.replaceAll('/', '&#x2F;')])
const found_in = (text) => [...new Set(forms.filter((form) => text.includes(form)))]

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
// Whoever asks comes from an address of his own: the limit of one must not stop the others.
let strangers = 0
const fresh = () => ({ 'X-Forwarded-For': `10.${3 + Math.floor(++strangers / 60000)}.${Math.floor(strangers / 250) % 250}.${strangers % 250}` })
const visitor = () => {
  const jar = new Map(), from = fresh()
  const call = async (method, path, form) => {
    const answer = await fetch(server.base + path, { method, redirect: 'manual', body: form === undefined || form instanceof FormData ? form : new URLSearchParams(form), headers: { ...from, Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/)
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }
  return { get: (path) => call('GET', path), post: (path, form = {}) => call('POST', path, form) }
}
const upload = (fields, name) => {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  if (name) form.append('photo', new Blob([png], { type: 'image/png' }), name)
  return form
}

async function plant_customers() {
  const one = good(await clerk.call('POST', '/customers', { account_number: marks.accounts[0], name: marks.names[0], phone: marks.phones[0], address: marks.addresses[0], area: 'urban', station_unit_id: 0, usage_category: '居民', meter_number: marks.meters[0] })).id
  const two = good(await clerk.call('POST', '/customers', { account_number: marks.accounts[1], name: marks.names[6], phone: marks.phones[8], address: marks.addresses[1], area: 'rural', station_unit_id: 0, usage_category: '大工业', meter_number: marks.meters[1] })).id
  good(await clerk.call('POST', `/customers/${two}/file_changes`, { version: 1, reason: marks.words[0], business: '铸造', legal_representative: marks.names[7], representatives: [{ id: 0, name: marks.names[8], role: '电气主管', phone: marks.phones[7], in_charge_of_electricity: true }] }))
  return one
}

async function plant_cases(customer_id) {
  const made = good(await clerk.call('POST', '/cases', registration({ kind: 'fault_report', category: 'fault_report.low_voltage', contact: { name: marks.names[1], phone: marks.phones[1], address: `${marks.addresses[2]} (24.87654,102.81234)`, customer_id }, text: marks.words[1] })))
  good(await clerk.call('POST', `/cases/${made.id}/notes`, { text: marks.words[2] }))
  const form = new FormData()
  form.append('file', new Blob([png], { type: 'image/png' }), `${marks.words[11]}.png`)
  const attached = await fetch(`${server.base}/api/v1/cases/${made.id}/attachments`, { method: 'POST', body: form, headers: { Cookie: clerk.cookie, 'X-CSRF-Token': clerk.session.csrf_token } })
  assert.equal(attached.status, 201)
  const { version } = (await clerk.call('GET', `/cases/${made.id}`)).body.service_case
  good(await clerk.call('POST', `/cases/${made.id}/progress_reports`, { channel: 'phone', text: marks.words[3] }, { 'If-Match': `"${version}"` }))
  for (const [kind, category] of [['complaint', 'complaint.outage'], ['complaint', 'complaint.service_conduct'], ['suggestion', 'suggestion.grid']])
    good(await clerk.call('POST', '/cases', registration({ kind, category, contact: { name: marks.names[2], phone: marks.phones[2], address: marks.addresses[3] }, text: marks.words[4] })))
}

async function plant_public() {
  const sender = visitor()
  const steps = [['kind', { kind: 'complaint' }], ['category', { category: 'complaint.outage' }], ['place', { place: '~urban', address: marks.addresses[4], position: '24.87655,102.81235' }], ['text', { text: marks.words[5] }]]
  for (const [step, form] of steps) assert.equal((await sender.post(`/p/report/${step}`, form)).status, 303, step)
  await sender.post('/p/report/photos', upload({ go: 'next' }, `${marks.words[11]}.png`))
  await sender.post('/p/report/contact', { name: marks.names[3], phone: marks.phones[3] })
  assert.equal((await sender.post('/p/report/send')).to, '/p/report/received')
  // A draft that was never sent.
  const dreamer = visitor()
  for (const [step, form] of steps) await dreamer.post(`/p/report/${step}`, form)
  await dreamer.post('/p/report/contact', { name: marks.names[3], phone: marks.phones[4] })
  // Tips: with a name, and without.
  for (const named of [true, false]) {
    const form = upload({ category: 'tip_off.theft', place: '~none', text: marks.words[6], anonymous: named ? 'no' : 'yes', name: marks.names[4], phone: marks.phones[5], once: crypto.randomUUID() }, `${marks.words[11]}.png`)
    const sent = await visitor().post('/p/tip/new', form)
    assert.equal(sent.to, '/p/tip/received', sent.text.slice(0, 400))
  }
}

async function plant_open311() {
  const { key } = good(await admin.call('POST', '/open311_keys', { name: '泄漏测试程序', channel: 'app' }))
  const answer = await fetch(`${server.base}/open311/v2/requests.json`, { method: 'POST', headers: fresh(), body: new URLSearchParams({ api_key: key, service_code: 'fault_report.low_voltage', 'attribute[danger]': 'no', address_string: marks.addresses[0], lat: '24.87656', long: '102.81236', first_name: marks.names[5], last_name: marks.names[5], phone: marks.phones[6], email: marks.words[9], description: marks.words[7], media_url: marks.words[10] }) })
  assert.equal(answer.status, 200, await answer.clone().text())
  assert.deepEqual(found_in(await answer.text()), [], 'the answer to a post')
  // The same again, refused: an error message must not repeat what was sent.
  for (const format of ['json', 'xml']) {
    const refused = await fetch(`${server.base}/open311/v2/requests.${format}`, { method: 'POST', headers: fresh(), body: new URLSearchParams({ api_key: key, service_code: 'fault_report.low_voltage', 'attribute[danger]': 'no', address_string: marks.addresses[0], lat: marks.words[8], long: marks.words[8], first_name: marks.names[5], phone: marks.names[5], description: marks.words[8], 'attribute[place]': marks.addresses[0] }) })
    assert.equal(refused.status, 400)
    assert.deepEqual(found_in(await refused.text()), [], 'a refused post')
  }
  return key
}

let key
before(async () => {
  bureau = makeBureau(200, { officeHours: true })
  server = await startServer(bureau.data, { officeHours: true })
  for (const stream of ['stdout', 'stderr']) server.child[stream].on('data', (chunk) => (log += chunk))
  ;[admin, clerk] = await Promise.all(['admin', 'YYT02'].map((name) => signIn(server.base, name)))
  await plant_cases(await plant_customers())
  await plant_public()
  key = await plant_open311()
  // The month in which all this happened is frozen too.
  await server.stop()
  server = await startServer(bureau.data, { officeHours: true, daysLater: 35 })
  for (const stream of ['stdout', 'stderr']) server.child[stream].on('data', (chunk) => (log += chunk))
})
after(async () => {
  await server.stop()
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})

const seen = new Map()
/** Asks as a stranger and searches everything that comes back: body, headers, address it leads to. */
async function read(path, options = {}) {
  const answer = await fetch(server.base + path, { redirect: 'manual', ...options, headers: { ...fresh(), ...options.headers } })
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  const whole = text + [...answer.headers].flat().join('\n')
  assert.deepEqual(found_in(whole), [], `${options.method ?? 'GET'} ${path} (${answer.status})`)
  assert.ok(!whole.includes(key), `${path} shows a key`)
  assert.ok(!/24\.8765|102\.8123/.test(whole), `${path} shows a point to the metre`)
  seen.set(`${options.method ?? 'GET'} ${path}`, answer.status)
  return { status: answer.status, text, to: answer.headers.get('location') }
}

test('the marks are where the house keeps such things, and sealed where it seals', () => {
  const stored = isPostgres ? spawnSync('pg_dump', ['-d', uriOf(bureau.data)], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout : ['shouwen.db', 'shouwen.db-wal'].map((name) => join(bureau.data, name)).filter(existsSync).map((file) => readFileSync(file).toString('utf8')).join('')
  // Of a tip's giver and of what was never sent nothing stands in the clear; nor what was refused.
  const sealed = [marks.names[4], marks.phones[4], marks.phones[5], marks.words[8]]
  for (const mark of all_marks) assert.equal(stored.includes(mark), !sealed.includes(mark), mark)
})

test('art_8: every page that can be reached from the public home holds nothing of anybody', async () => {
  const waiting = ['/p', '/p/tip', '/p/wall', '/p/bill', '/p/receipt', '/p/data', '/p/journal', '/p/feeds/announcements.atom', '/p/feeds/proposals.atom', '/check.html', '/p/my', '/']
  const walked = new Set()
  while (waiting.length && walked.size < 400) {
    const path = waiting.shift()
    if (walked.has(path)) continue
    walked.add(path)
    const { text, to } = await read(path)
    const links = [...text.matchAll(/(?:href|src|action)="([^"]+)"/g)].map((found) => found[1].replaceAll('&amp;', '&').replaceAll('&#x2F;', '/').replaceAll('&#x3D;', '=').replaceAll('&quot;', '"'))
    for (const link of [...links, ...(to ? [to] : [])]) {
      const url = new URL(link, server.base)
      if (url.origin !== server.base || /\.(js|css|png|svg|woff2?)$/.test(url.pathname) || url.pathname.startsWith('/assets/')) continue
      url.hash = ''
      // Large type changes nothing of what is said.
      if (url.searchParams.has('size')) continue
      waiting.push(url.pathname + url.search)
    }
  }
  for (const wanted of ['/p/service', '/p/prices', '/p/data', '/p/journal', '/p/report', '/p/follow', '/p/tip']) assert.ok([...walked].some((path) => path.startsWith(wanted)), `${wanted} was walked`)
  assert.ok([...walked].some((path) => path.startsWith('/api/v1/open_data/editions/')) && [...walked].some((path) => path.startsWith('/open311/')), 'data and programs are linked')
})

test('art_8: every public route of the API, well asked and badly', async () => {
  const { paths } = JSON.parse((await read('/api/openapi.json')).text)
  const open = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).filter(([, operation]) => operation.security?.length === 0).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })))
  assert.ok(open.length > 60)
  const fillings = ['1', '2', '3', '0', '999999', 'x', '𠮷', '%00', "'--", '../../etc/passwd', 'services.json', 'fault_report.low_voltage.xml', '1.json']
  for (const { path, method, operation } of open) {
    const variants = path.includes('{') ? fillings.map((value) => path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(value).replace('%2500', '%00'))) : [path]
    for (const one of variants) {
      if (method === 'GET') {
        await read(one)
        for (const query of operation.parameters?.filter((parameter) => parameter.in === 'query') ?? []) for (const value of ['1', 'x', '𠮷', '']) await read(`${one}?${query.name}=${encodeURIComponent(value)}`)
      } else {
        for (const [body, type] of [['', 'application/json'], ['{}', 'application/json'], ['a=1', 'application/x-www-form-urlencoded'], ['{"x":', 'application/json'], ['\xff\xfe', 'text/plain']]) await read(one, { method, body, headers: { 'Content-Type': type } })
      }
    }
  }
})

test('art_10_6: without a session every other route is shut and says nothing', async () => {
  const { paths } = JSON.parse((await read('/api/openapi.json')).text)
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.security?.length === 0) continue
      const { status } = await read(path.replaceAll(/\{[^}]+\}/g, '1'), { method: method.toUpperCase(), ...(method === 'get' ? {} : { body: '{}', headers: { 'Content-Type': 'application/json' } }) })
      assert.ok([401, 403].includes(status), `${method} ${path}: ${status}`)
    }
})

test('art_8: what others’ programs may list, in every way of asking', async () => {
  for (const format of ['json', 'xml']) {
    for (const query of ['', 'status=open', 'status=closed', 'service_code=fault_report.low_voltage', 'service_code=complaint.service_conduct', 'service_code=tip_off.theft', 'page_size=1000', 'page=2&page_size=20', `service_request_id=${Array.from({ length: 100 }, (_, i) => i).join(',')}`, 'lang=en'])
      await read(`/open311/v2/requests.${format}?${query}`)
    const { text } = await read(`/open311/v2/requests.${format}?start_date=2026-11-01T00:00:00Z`)
    for (const id of new Set(text.match(/\b\d{14}\b/g) ?? [])) await read(`/open311/v2/requests/${id}.${format}`)
  }
  const { items } = JSON.parse((await read('/api/v1/open_data/editions')).text)
  assert.ok(items.length >= 3)
  for (const edition of items)
    for (const file of ['figures.csv', 'figures.json', 'cases.csv', 'cases.json']) await read(`/api/v1/open_data/editions/${edition.number}/${file}`)
  for (const entry of items.map((one) => one.journal_number)) await read(`/api/v1/journal_proofs/${entry}`)
  for (let entry = 1; entry < 60; ++entry) await read(`/api/v1/journal_proofs/${entry * 7}`)
})

test('art_10_6: the server’s own log names nobody', async () => {
  assert.deepEqual(found_in(log), [])
  assert.ok(!log.includes(key))
  assert.ok([...seen.keys()].length > 800, `${seen.size} answers were searched`)
})
