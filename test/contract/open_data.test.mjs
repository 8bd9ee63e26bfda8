// Months given out as data: an outsider computes them again, proves them, and is told when one was corrected. Feeds.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeBureau, registration, root, run, runUnder, signIn, startServer } from '../support/server.mjs'

let bureau, server, marketing, clerk
const folder = mkdtempSync(join(tmpdir(), 'shouwen-open-data-'))
// Registered in one month, looked at in the next: the ticker has frozen it.
const clock = { officeHours: true, daysLater: 35 }
const registered = []
before(async () => {
  bureau = makeBureau(400, { officeHours: true })
  server = await startServer(bureau.data, { officeHours: true })
  const first = await signIn(server.base, 'YYT02')
  for (let i = 0; i < 24; ++i) {
    const made = await first.call('POST', '/cases', registration({ kind: 'inquiry', category: 'inquiry.tariff', area: i < 12 ? 'urban' : 'rural' }))
    assert.equal(made.status, 201, JSON.stringify(made.body))
    registered.push(made.body)
  }
  await server.stop()
  server = await startServer(bureau.data, clock)
  ;[marketing, clerk] = await Promise.all(['SCYX01', 'YYT02'].map((name) => signIn(server.base, name)))
})
after(async () => {
  await server.stop()
  const verified = runUnder(clock)(bureau.data, 'verify', '--json')
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
  assert.equal(verified.status, 0, verified.stdout)
  assert.ok(JSON.parse(verified.stdout).open_data_editions >= 3)
})
// Readers have addresses of their own: the limit of one must not stop the others.
let readers = 0
const get = (path, headers = {}) => fetch(path.startsWith('http') ? path : server.base + path, { headers: { 'X-Forwarded-For': `10.1.${++readers % 250}.1`, ...headers } })
const json = async (path) => (await get(path)).json()
const text = async (path) => (await get(path)).text()
const raw = async (path) => Buffer.from(await (await get(path)).arrayBuffer())
const parse = (csv) => {
  const [heading, ...lines] = csv.replace(/^\ufeff/, '').trim().split('\r\n').map((line) => line.split(','))
  return lines.map((cells) => Object.fromEntries(heading.map((name, i) => [name, cells[i]])))
}
/** Newest first, as soon as the month of the registrations is there. */
async function editions() {
  // A case's number begins with its day.
  const month = `${registered[0].number.slice(0, 4)}-${registered[0].number.slice(4, 6)}`
  for (let tries = 0; tries < 80; ++tries) {
    const { items } = await json('/api/v1/open_data/editions')
    if (items.some((one) => one.month >= month)) return items
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('the month was not frozen')
}

test('art_8: a month is frozen, numbered and hashed; an outsider computes its on-time rate from the cases', async () => {
  const [newest, ...older] = await editions()
  assert.ok(older.length >= 1)
  assert.deepEqual([newest, ...older].map((one) => one.number).sort((a, b) => a - b), [newest, ...older].map((_, i) => i + 1), 'without gaps')
  const figuresFile = await raw(newest.figures_csv_url), casesFile = await raw(newest.cases_csv_url)
  for (const [file, hash] of [[figuresFile, newest.figures_sha256], [casesFile, newest.rows_sha256]]) assert.equal(createHash('sha256').update(file).digest('hex'), hash)
  // By nothing but the rule on the page.
  const rows = parse(casesFile.toString()), figures = parse(figuresFile.toString())
  assert.equal(rows.length, newest.rows)
  const known = Date.parse(figures[0].known_at)
  const verdict = (row) => (row.lifted === '1' || !row.due_at ? '' : row.answered_at && Date.parse(row.answered_at) <= Date.parse(row.due_at) ? 'in_time' : Date.parse(row.due_at) <= known ? 'late' : 'open')
  for (const line of figures) {
    const mine = rows.filter((row) => (line.kind === 'all' || row.kind === line.kind) && (line.area === 'all' || row.area === line.area))
    const n = (word) => mine.filter((row) => verdict(row) === word).length
    assert.deepEqual([line.registered, line.in_time, line.late, line.open], [mine.length, n('in_time'), n('late'), n('open')].map(String), `${line.kind} ${line.area}`)
    const due = n('in_time') + n('late')
    assert.equal(line.on_time_percent, due ? (Math.round((n('in_time') * 1000) / due) / 10).toFixed(1) : '')
  }
  const alike = new Map()
  for (const row of rows) alike.set([row.kind, row.area, row.category].join('|'), (alike.get([row.kind, row.area, row.category].join('|')) ?? 0) + 1)
  for (const [key, n] of alike) assert.ok(n >= newest.smallest_group, key)
  for (const row of rows) {
    assert.match(row.registered_on, /^\d{4}-\d\d-\d\d$/)
    if (row.due_at) assert.match(row.due_at, /T\d\d:00:00\+08:00$/)
    assert.notEqual(row.kind, 'tip_off')
    assert.notEqual(row.category, 'complaint.service_conduct')
  }
})

test('art_8: verify-open-data says the same without data folder or network, and finds a changed figure', async () => {
  const [newest] = await editions()
  const files = { figures: join(folder, 'figures.csv'), cases: join(folder, 'cases.csv') }
  const figures = await text(newest.figures_csv_url)
  writeFileSync(files.figures, figures)
  writeFileSync(files.cases, await raw(newest.cases_csv_url))
  const good = run('/nowhere', 'verify-open-data', files.figures, files.cases, '--json')
  assert.equal(good.status, 0, good.stdout + good.stderr)
  assert.deepEqual([JSON.parse(good.stdout).good, JSON.parse(good.stdout).edition, JSON.parse(good.stdout).rows], [true, newest.number, newest.rows])
  const lines = figures.trim().split('\r\n')
  const cells = lines[1].split(',')
  cells[8] = String(Number(cells[8]) - 1)
  writeFileSync(files.figures, [lines[0], cells.join(','), ...lines.slice(2)].join('\r\n') + '\r\n')
  const lied = run('/nowhere', 'verify-open-data', files.figures, files.cases)
  assert.equal(lied.status, 1)
  assert.match(lied.stdout, /不一致|NOT OK/)
  assert.match(run('/nowhere', 'verify-open-data', files.cases, files.figures).stderr, /open_data_file\.column_missing/)
  writeFileSync(files.figures, Buffer.from([0xff, 0xfe, 0, 1, 2]))
  assert.equal(run('/nowhere', 'verify-open-data', files.figures, files.cases).status, 1)
  const none = run('/nowhere', 'verify-open-data', join(folder, '𠮷.csv'), files.cases)
  assert.deepEqual([none.status, /open_data_file\.missing/.test(none.stderr)], [2, true])
})

test('art_8: an edition stands in the journal in full, and its proof can be had', async () => {
  // The newest is not under a root before its own day is over.
  const oldest = (await editions()).at(-1)
  let proof
  for (let tries = 0; tries < 80 && proof?.status !== 200; ++tries) {
    proof = await get(oldest.proof_url)
    if (proof.status !== 200) await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const body = await proof.json()
  assert.equal(body.entry.kind, 'open_data_edition_issued')
  const payload = JSON.parse(body.entry.payload)
  assert.deepEqual([payload.number, payload.figures_sha256, payload.rows_sha256], [oldest.number, oldest.figures_sha256, oldest.rows_sha256])
  const page = await text('/p/service?lang=zh')
  assert.ok(page.includes(`/p/data#edition-`) && page.includes('/p/journal?entry='), 'how we do leads to its edition and its proof')
})

test('art_8: the published script checks a month from outside with public addresses alone, and finds a server that lies', async () => {
  const all = await editions()
  const oldest = all.at(-1), newest = all[0]
  // spawnSync would keep this process from answering as the lying server.
  const check = (base, ...more) => new Promise((resolve) => {
    const child = spawn('python3', [join(root, 'docs/check_month.py'), base, ...more], { env: { ...process.env, no_proxy: '*' } })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('exit', (status) => resolve({ status, said }))
  })
  for (let tries = 0; tries < 80 && (await get(oldest.proof_url)).status !== 200; ++tries) await new Promise((resolve) => setTimeout(resolve, 500))
  const good = await check(server.base, oldest.month)
  assert.equal(good.status, 0, good.said)
  assert.match(good.said, /is under a published root[\s\S]*OK: \d+ rows of figures/)
  assert.equal((await check(server.base, newest.month)).status, 0)
  assert.equal((await check(server.base, '1999-01')).status, 2)
  // Between the reader and the house: somebody who changes one figure, one case, one root.
  for (const [part, change] of [['figures.csv', (body) => body.replace(/,(\d+\.\d)(?=[,\r])/, ',99.9')], ['cases.csv', (body) => body.split('\r\n').slice(0, -2).join('\r\n') + '\r\n'], ['journal_roots', (body) => body.replace(/"root":"[0-9a-f]{8}/g, '"root":"00000000')]]) {
    const liar = createServer(async (request, response) => {
      const answer = await get(request.url)
      let body = Buffer.from(await answer.arrayBuffer())
      if (request.url.includes(part)) body = Buffer.from(change(body.toString()))
      response.writeHead(answer.status).end(body)
    })
    await new Promise((resolve) => liar.listen(0, '127.0.0.1', resolve))
    const lied = await check(`http://127.0.0.1:${liar.address().port}`, oldest.month)
    liar.close()
    assert.equal(lied.status, 1, `${part}: ${lied.said}`)
    assert.match(lied.said, /NOT OK/)
  }
})

test('art_8: the same files as JSON, with validators, for programs of others', async () => {
  const [newest] = await editions()
  const answer = await get(newest.cases_json_url)
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
  const body = await answer.json()
  assert.equal(body.rows.length, newest.rows)
  assert.equal(typeof body.rows[0].row, 'number')
  assert.equal(typeof body.rows[0].lifted, 'boolean')
  const csv = await get(newest.figures_csv_url)
  const etag = csv.headers.get('etag')
  assert.match(csv.headers.get('content-disposition'), /figures_\d{4}-\d\d_edition_\d+\.csv/)
  assert.equal((await get(newest.figures_csv_url, { 'If-None-Match': etag })).status, 304)
  assert.equal((await get(newest.figures_csv_url, { 'If-Modified-Since': csv.headers.get('last-modified') })).status, 304)
  const catalogue = await json('/api/v1/open_data')
  assert.deepEqual(catalogue.data_sets.map((set) => set.code), ['figures', 'cases', 'price_items', 'announcements'])
  for (const set of catalogue.data_sets) {
    for (const column of set.columns) assert.ok(column.name_zh && column.name_en && column.meaning_zh && column.meaning_en, `${set.code}.${column.name}`)
    const file = await text(set.csv_url.replace('{number}', newest.number))
    assert.equal(file.replace(/^\ufeff/, '').split('\r\n')[0], set.columns.map((column) => column.name).join(','), set.code)
  }
  const prices = await json('/api/v1/open_data/price_items.json')
  assert.ok(prices.rows.length > 10 && prices.rows.every((row) => typeof row.yuan === 'number' && row.unit))
  for (const path of ['/api/v1/open_data/editions/0', '/api/v1/open_data/editions/999/figures.csv', '/api/v1/open_data/editions/𠮷', '/api/v1/open_data/editions/９/cases.json']) assert.equal((await get(path)).status, 404, path)
  assert.equal((await get('/api/v1/open_data/editions?after=x')).status, 400)
  assert.equal((await get('/api/v1/open_data/editions/1/figures.xlsx')).status, 404)
})

test('art_8: a correction is a new edition that says why and what changed; not for everybody, not for nothing', async () => {
  const [newest] = await editions()
  const reason = { reason_zh: '更正登记时写错的地区 𠮷㛃', reason_en: 'areas were registered wrongly' }
  const path = `/open_data/editions/${newest.number}/corrections`
  assert.equal((await clerk.call('POST', path, reason)).status, 403)
  assert.equal((await fetch(`${server.base}/api/v1${path}`, { method: 'POST', body: '{}' })).status, 401)
  assert.deepEqual([(await marketing.call('POST', path, reason)).status, (await marketing.call('POST', path, reason)).body.code], [422, 'open_data.nothing_changed'])
  for (const bad of [{}, { reason_zh: 1, reason_en: 'x' }, { ...reason, reason_zh: '短' }, { ...reason, reason_en: 'x'.repeat(501) }, { ...reason, more: 1 }]) assert.equal((await marketing.call('POST', path, bad)).status, 400, JSON.stringify(bad))
  assert.equal((await marketing.call('POST', '/open_data/editions/999/corrections', reason)).status, 404)
  // A registration of the month is put right by whoever was asked first.
  const [{ id }] = registered
  const { version } = (await clerk.call('GET', `/cases/${id}`)).body.service_case
  const put_right = await clerk.call('POST', `/cases/${id}/corrections`, { area: 'rural', reason: '登记时写错了地区' }, { 'If-Match': `"${version}"` })
  assert.ok(put_right.status < 300, JSON.stringify(put_right.body))
  const made = await marketing.call('POST', path, reason)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal(made.body.corrects_number, newest.number)
  assert.equal(made.body.known_at, newest.known_at)
  assert.notEqual(made.body.rows_sha256, newest.rows_sha256)
  assert.equal((await json(`/api/v1/open_data/editions/${newest.number}`)).corrected_by_number, made.body.number)
  assert.equal((await marketing.call('POST', path, reason)).body.code, 'open_data.corrected_already')
  const page = await text('/p/data')
  assert.ok(page.includes('更正登记时写错的地区') && page.includes(`id="edition-${made.body.number}"`))
  assert.equal((await get(newest.figures_csv_url)).status, 200, 'the old one stays')
})

test('art_8: the page of open data reads without script in both languages and is small', async () => {
  for (const [language, words] of [['zh', '开放数据'], ['en', 'Open data']]) {
    const answer = await get(`/p/data?lang=${language}`)
    const page = await answer.text()
    assert.equal(answer.status, 200)
    assert.ok(page.includes(words) && page.includes('figures.csv') && page.includes('verify-open-data'))
    assert.ok(Buffer.byteLength(page) < 100_000)
    for (const name of ['announcements', 'price_lists', 'open_data', 'proposals']) assert.ok(page.includes(`<link rel="alternate" type="application/atom+xml"`) && page.includes(`/p/feeds/${name}.atom?lang=${language}`))
  }
})

test('art_8: feeds are Atom with stable ids, and 304 for who has them', async () => {
  for (const name of ['announcements', 'price_lists', 'open_data', 'proposals']) {
    for (const language of ['zh', 'en']) {
      const answer = await get(`/p/feeds/${name}.atom?lang=${language}`)
      const feed = await answer.text()
      assert.equal(answer.status, 200)
      assert.equal(answer.headers.get('content-type'), 'application/atom+xml; charset=utf-8')
      assert.match(feed, /^<\?xml version="1\.0" encoding="UTF-8"\?><feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/)
      assert.ok(feed.includes(`<id>tag:power.example,2026:feeds/${name}/${language}</id>`) && feed.includes('rel="self"') && /<author><name>.+<\/name><\/author>/.test(feed))
      const entries = feed.split('<entry').slice(1)
      assert.ok(entries.length > 0, `${name} has entries`)
      for (const entry of entries) for (const part of ['<id>tag:power.example,2026:', '<title>', '<updated>', '<published>', 'rel="alternate"', '<content type="text">']) assert.ok(entry.includes(part), `${name}: ${part}`)
      const ids = entries.map((entry) => entry.match(/<id>(.+?)<\/id>/)[1])
      assert.equal(new Set(ids).size, ids.length)
      assert.equal((await get(`/p/feeds/${name}.atom?lang=${language}`, { 'If-None-Match': answer.headers.get('etag') })).status, 304)
      assert.equal((await get(`/p/feeds/${name}.atom?lang=${language}`, { 'If-Modified-Since': answer.headers.get('last-modified') })).status, 304)
      assert.equal((await get(`/p/feeds/${name}.atom?lang=${language}`, { 'If-None-Match': '"other"' })).status, 200)
    }
  }
  assert.equal((await get('/p/feeds/other.atom')).status, 404)
})

test('art_8: what is announced later is not given out before, and what is taken down loses its text', async () => {
  const office = await signIn(server.base, 'JBGS02')
  // By the server's clock: the newest edition was issued a moment ago.
  const now = Date.parse((await editions())[0].issued_at)
  const at = (days) => new Date(now + days * 86400000).toISOString()
  const announce = (title, from, to) => office.call('POST', '/announcements', { title_zh: title, body_zh: `${title}的内容`, title_en: '', body_en: '', valid_from: at(from), valid_to: at(to) })
  assert.equal((await announce('明日才公布的停电', 5, 30)).status, 201)
  const soon = await announce('已公布的停电', -1, 30)
  assert.equal(soon.status, 201)
  const both = async () => (await text('/p/feeds/announcements.atom')) + (await text('/api/v1/open_data/announcements.csv'))
  assert.ok(!(await both()).includes('明日才公布'))
  assert.ok((await both()).includes('已公布的停电的内容'))
  assert.equal((await office.call('POST', `/announcements/${soon.body.id}/endings`)).status, 204)
  const after = await both()
  assert.ok(!after.includes('已公布的停电的内容') && after.includes('已提前撤下'))
})
