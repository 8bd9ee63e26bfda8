// A city's hotline and a civic app use GeoReport v2 as they would anywhere: find, ask, post, follow, list; and what is refused.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const keys = {}
const own = await ownServer(120, { officeHours: true })
const { server } = own
own.whenProven = (found) => assert.ok(found.open311_keys >= 2)
let admin, marketing, clerk
before(async () => {
  ;[admin, marketing, clerk] = await Promise.all(['admin', 'SCYX01', 'YYT02'].map((name) => signIn(server.base, name)))
  for (const [name, channel] of [['市民热线 12345', 'transfer_12345'], ['掌上城市', 'app']]) keys[channel] = good(await admin.call('POST', '/open311_keys', { name, channel }), 201)
})
const good = (answer, status = 200) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  return answer.body
}
// Each reader has an address of its own: the limit of one must not stop the others.
let readers = 0
const fresh = () => ({ 'X-Forwarded-For': `10.2.${Math.floor(++readers / 250)}.${readers % 250}` })
const get = async (path, headers = {}) => {
  const response = await fetch(`${server.base}/open311/v2/${path}`, { headers: { ...fresh(), ...headers } })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), headers: response.headers, text, body: path.includes('.json') ? JSON.parse(text) : text }
}
const post = async (fields, format = 'json', headers = {}) => {
  const response = await fetch(`${server.base}/open311/v2/requests.${format}`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8', ...fresh(), ...headers }, body: typeof fields === 'string' ? fields : new URLSearchParams(fields) })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), text, body: format === 'json' && text.startsWith('[') ? JSON.parse(text) : text }
}
const fault = (more = {}) => ({ api_key: keys.app.key, service_code: 'fault_report.low_voltage', 'attribute[danger]': 'no', address_string: '城关镇人民路 3 号', description: '整栋楼没电，楼道冒烟味', first_name: '四', last_name: '李', phone: '13900000021', ...more })

test('art_8: an outside client that knows nothing but the discovery finds its way to a followed request', async () => {
  const discovery = good(await get('discovery.json'))
  const [endpoint] = discovery.endpoints
  assert.deepEqual([endpoint.specification, endpoint.formats], ['http://wiki.open311.org/GeoReport_v2', ['text/xml', 'application/json']])
  const root = endpoint.url
  assert.equal(root, `${server.base}/open311/v2`)
  const ask = async (path) => (await fetch(`${root}/${path}`, { headers: fresh() })).json()
  const services = await ask('services.json?jurisdiction_id=power.example')
  const service = services.find((one) => one.service_code === 'fault_report.low_voltage')
  assert.deepEqual([service.metadata, service.type], [true, 'realtime'])
  const definition = await ask(`services/${service.service_code}.json`)
  const fields = { api_key: keys.app.key, service_code: service.service_code, lat: '24.880101', long: '102.832905', address_string: '城关镇解放街 8 号', description: '路灯线掉下来了', first_name: 'Ann', last_name: 'Lee', phone: '+8613900000022', media_url: 'https://photos.example/1.jpg' }
  for (const attribute of definition.attributes) if (attribute.variable && attribute.required) fields[`attribute[${attribute.code}]`] = attribute.values[0].key
  const [created] = good(await post(fields))
  assert.match(created.service_request_id, /^\d{14}$/)
  const link = created.service_notice.match(/http\S+\/p\/follow\?receipt=\S+/)[0]
  const followed = await fetch(link, { headers: fresh(), redirect: 'manual' })
  assert.deepEqual([followed.status, followed.headers.get('location')], [303, '/p/case'])
  const case_page = await fetch(`${server.base}/p/case`, { headers: { ...fresh(), Cookie: followed.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ') } })
  assert.ok((await case_page.text()).includes(created.service_request_id))
  const [shown] = await ask(`requests/${created.service_request_id}.json`)
  assert.deepEqual([shown.status, shown.service_code, shown.lat, shown.long], ['open', service.service_code, 24.88, 102.83])
  // A real case: first-asked person, clocks, channel, everything the caller said.
  const found = (await clerk.call('GET', `/cases?list=all&q=${created.service_request_id}`)).body.items[0]
  const page = good(await clerk.call('GET', `/cases/${found.id}`))
  assert.equal(page.service_case.channel, 'app')
  assert.ok(page.duties.some((duty) => duty.kind === 'arrival' && duty.due_at) && page.duties.some((duty) => duty.kind === 'reply'))
  assert.match(JSON.stringify(page), /图片链接：https:\/\/photos\.example\/1\.jpg/)
  const receipt = new URL(link).searchParams.get('receipt')
  assert.deepEqual(await ask(`tokens/${receipt}.json`), [{ service_request_id: created.service_request_id, token: receipt }])
})

test('art_8: XML and JSON say the same, by the standard’s names', async () => {
  const xml = await get('services.xml')
  assert.equal(xml.type, 'text/xml; charset=utf-8')
  assert.match(xml.text, /^<\?xml version="1\.0" encoding="utf-8"\?><services><service><service_code>/)
  const json = good(await get('services.json'))
  assert.equal((xml.text.match(/<service>/g) ?? []).length, json.length)
  assert.ok(json.every((one) => !one.service_code.startsWith('tip_off.')))
  assert.match((await get('discovery.xml')).text, /<formats><format>text\/xml<\/format><format>application\/json<\/format><\/formats>/)
  assert.match((await get('services/suggestion.grid.xml')).text, /<service_definition><service_code>suggestion\.grid<\/service_code><attributes><attribute><variable>true<\/variable><code>place<\/code>/)
  const created = await post(fault({ api_key: keys.transfer_12345.key, description: '<b>𠮷㛃</b> & 断电' }), 'xml')
  assert.equal(created.status, 200)
  const id = created.text.match(/^<\?xml [^>]+><service_requests><request><service_request_id>(\d{14})<\/service_request_id><service_notice>[^<]+<\/service_notice><account_id *\/><\/request><\/service_requests>$/)[1]
  const one = await get(`requests/${id}.xml`)
  for (const name of ['service_request_id', 'status', 'status_notes', 'service_name', 'service_code', 'description', 'agency_responsible', 'service_notice', 'requested_datetime', 'updated_datetime', 'expected_datetime', 'address', 'address_id', 'zipcode', 'lat', 'long', 'media_url']) assert.match(one.text, new RegExp(`<${name}( */)?>`), name)
  assert.ok(!one.text.includes('𠮷') && !one.text.includes('断电'))
  const english = good(await get(`requests/${id}.json`, { 'Accept-Language': 'en' }))
  assert.match(english[0].description, /\(rural\)/i)
  assert.match(english[0].requested_datetime, /T\d\d:00:00\+08:00$/, 'cut to the hour')
})

test('art_9_5, art_8: tips, complaints about persons and households’ matters are in no list', async () => {
  const made = []
  for (const more of [{}, { category: 'complaint.outage', about_officer_id: 5 }, { kind: 'tip_off', category: 'tip_off.theft', contact: { anonymous: true } }, { kind: 'inquiry', category: 'inquiry.bill' }]) {
    const answer = await clerk.call('POST', '/cases', registration(more))
    if (answer.status === 201) made.push(answer.body.number)
  }
  const posted = good(await post(fault({ service_code: 'complaint.service_conduct', description: '窗口人员态度差' })))[0].service_request_id
  assert.ok(made.length >= 3)
  for (const number of [...made, posted]) assert.equal((await get(`requests/${number}.json`)).status, 404, number)
  assert.deepEqual(good(await get(`requests.json?service_request_id=${[...made, posted].join(',')}`)), [])
  const all = good(await get('requests.json'))
  assert.ok(all.length > 10)
  for (const row of all) {
    assert.ok(!row.service_code.startsWith('tip_off.') && row.service_code !== 'complaint.service_conduct' && row.service_code !== 'inquiry.bill')
    assert.deepEqual([row.service_notice, row.address_id, row.zipcode, row.media_url], [null, null, null, null])
    assert.match(row.address, /^[城农边远村区乡镇市]+/)
  }
  assert.equal((await post({ ...fault(), service_code: 'tip_off.theft' })).status, 404)
})

test('art_8: the standard’s filters', async () => {
  const all = good(await get('requests.json'))
  const span = (row) => Date.parse(row.requested_datetime)
  assert.ok(all.every((row, i) => i === 0 || span(all[i - 1]) >= span(row)), 'newest first')
  const code = all[0].service_code
  assert.deepEqual(good(await get(`requests.json?service_code=${code}`)), all.filter((row) => row.service_code === code))
  assert.deepEqual(good(await get(`requests.json?service_code=${code},nothing.such`)), all.filter((row) => row.service_code === code))
  for (const status of ['open', 'closed']) assert.deepEqual(good(await get(`requests.json?status=${status}`)), all.filter((row) => row.status === status))
  assert.equal(good(await get('requests.json?status=open,closed')).length, all.length)
  const middle = all[Math.floor(all.length / 2)].requested_datetime
  const before_ = good(await get(`requests.json?end_date=${encodeURIComponent(middle)}&start_date=${encodeURIComponent(all.at(-1).requested_datetime)}`))
  assert.deepEqual(before_, all.filter((row) => span(row) <= Date.parse(middle)))
  // A minute inside the hour tells nothing more than the hour itself.
  const minute = new Date(Date.parse(middle) + 60000).toISOString()
  assert.deepEqual(good(await get(`requests.json?start_date=${minute}`)), all.filter((row) => span(row) >= Date.parse(minute)))
  assert.equal((await get(`requests.json?start_date=${middle}`)).status, 200, 'a plus that was not escaped')
  const ids = all.slice(0, 3).map((row) => row.service_request_id)
  assert.deepEqual(good(await get(`requests.json?service_request_id=${ids.join(',')}&status=closed&start_date=nonsense`.replace('&start_date=nonsense', ''))).map((row) => row.service_request_id), ids, 'ids override the rest')
  assert.deepEqual([...good(await get('requests.json?page_size=7')), ...good(await get('requests.json?page_size=7&page=2'))], all.slice(0, 14))
  assert.equal(good(await get('requests.json?jurisdiction_id=&status=&service_code=&start_date=')).length, all.length, 'an empty argument is none')
})

test('art_8: what is wrong is said in the standard’s form, in both formats', async () => {
  const cases = [
    ['requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z', 400], ['requests.json?start_date=gestern', 400], ['requests.json?status=done', 400], ['requests.json?page=0', 400], ['requests.json?page_size=%F0%A0%AE%B7', 400],
    [`requests.json?service_request_id=${'1,'.repeat(101)}`, 400], ['requests.json?jurisdiction_id=other.example', 404], ['services.json?jurisdiction_id=sfgov.org', 404], ['services/no.such.json', 404], ['services/tip_off.theft.json', 404],
    ['requests/1.json', 404], ['requests/%F0%A0%AE%B7.json', 404], ['tokens/ABCD-EFGH-JKLM.json', 404], [`requests/${'9'.repeat(5000)}.json`, 404],
  ]
  for (const [path, status] of cases) {
    const answer = await get(path)
    assert.equal(answer.status, status, path)
    assert.equal(answer.body[0].code, status, path)
    assert.ok(answer.body[0].description.length > 5)
    const xml = await get(path.replace('.json', '.xml'))
    assert.equal(xml.status, status)
    assert.match(xml.text, new RegExp(`<errors><error><code>${status}</code><description>[^<]+</description></error></errors>$`))
  }
  const other = await get('requests/1.html')
  assert.deepEqual([other.status, /<errors>/.test(other.text)], [404, true], 'XML is what every server must speak')
})

test('art_10_6: a post is asked what the report of the public pages asks, and refused by its name', async () => {
  const refusals = [
    [{ api_key: '' }, 403], [{ api_key: 'x'.repeat(43) }, 403], [{ api_key: '𠮷' }, 403], [{ service_code: '' }, 400], [{ service_code: 'no.such' }, 404], [{ jurisdiction_id: 'other.example' }, 404], [{ 'attribute[danger]': '' }, 400],
    [{ phone: '' }, 400], [{ phone: 'abc' }, 400], [{ phone: '12' }, 400], [{ first_name: '', last_name: '' }, 400], [{ lat: '24.8' }, 400], [{ lat: 'NaN', long: '1e400' }, 400], [{ address_string: '' }, 400], [{ description: 'x'.repeat(5000) }, 400],
    [{ address_string: '长'.repeat(300) }, 400], [{ 'attribute[place]': '火星' }, 400],
  ]
  for (const [change, status] of refusals) {
    const answer = await post(fault(change))
    assert.equal(answer.status, status, JSON.stringify(change).slice(0, 80))
    assert.equal(answer.body[0].code, status)
    assert.ok(!answer.text.includes('13900000021') && !answer.text.includes('李'), 'nothing of the customer comes back')
  }
  const several = await post(fault({ phone: '', address_string: '' }))
  assert.equal(several.body.length, 2, 'everything at once')
  assert.match((await post(fault({ phone: '' }), 'xml')).text, /<errors><error><code>400<\/code>/)
  for (const [body, type] of [['{"api_key":"x"}', 'application/json'], ['a=%zz', 'application/x-www-form-urlencoded'], ['', 'application/x-www-form-urlencoded'], ['<request/>', 'text/xml']]) {
    const answer = await post(body, 'json', { 'Content-Type': type })
    assert.ok([400, 403].includes(answer.status), `${type} ${answer.status}`)
  }
  const query = await fetch(`${server.base}/open311/v2/requests.json?api_key=${keys.app.key}`, { method: 'POST', headers: fresh(), body: new URLSearchParams({ ...fault(), api_key: '' }) })
  assert.equal(query.status, 403, 'a key in the address opens nothing')
  // Full-width digits are digits; a suggestion needs no name.
  good(await post(fault({ phone: '１３９００００００２３' })))
  good(await post({ api_key: keys.app.key, service_code: 'suggestion.grid', description: '多装充电桩' }))
  const danger = good(await post(fault({ 'attribute[danger]': 'yes' })))
  assert.match(danger[0].service_notice, /95598|拨打/)
})

test('art_8: keys are issued, named, limited, logged and revoked by the administrator; nobody else', async () => {
  assert.equal((await fetch(`${server.base}/api/v1/open311_keys`)).status, 401)
  assert.equal((await clerk.call('GET', '/open311_keys')).status, 403)
  assert.equal((await marketing.call('POST', '/open311_keys', { name: 'x', channel: 'app' })).status, 403)
  assert.equal((await marketing.call('GET', '/open311_keys')).status, 200)
  for (const [body, status, code] of [[{}, 400], [{ name: '', channel: 'app' }, 400], [{ name: 1, channel: 'app' }, 400], [{ name: 'x'.repeat(61), channel: 'app' }, 400], [{ name: '程序', channel: 'fax' }, 400], [{ name: '程序', channel: 'hall' }, 422, 'georeport_key.bad_channel'], [{ name: '掌上城市', channel: 'app' }, 422, 'georeport_key.name_taken']]) {
    const answer = await admin.call('POST', '/open311_keys', body)
    assert.equal(answer.status, status, JSON.stringify(body).slice(0, 60))
    if (code) assert.equal(answer.body.code, code)
  }
  const token = good(await admin.call('POST', '/tokens', { name: 't', scopes: ['manage_open311_keys', 'read'], days: 1 }), 201).token
  const by_token = await fetch(`${server.base}/api/v1/open311_keys`, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ name: '令牌', channel: 'app' }) })
  assert.equal(by_token.status, 403, 'a token makes no further ways in')
  const made = good(await admin.call('POST', '/open311_keys', { name: '短命 𠮷', channel: 'web' }), 201)
  good(await post(fault({ api_key: made.key })))
  assert.equal((await post(fault({ api_key: made.key, phone: '' }))).status, 400)
  const row = () => admin.call('GET', '/open311_keys').then((answer) => answer.body.items.find((one) => one.id === made.id))
  let seen
  for (let tries = 0; tries < 20 && seen?.refused !== 1; ++tries) seen = await row()
  assert.deepEqual([seen.requests, seen.refused, seen.requests_today, seen.name], [1, 1, 1, '短命 𠮷'])
  const listed = JSON.stringify((await admin.call('GET', '/open311_keys')).body)
  assert.ok(!listed.includes(made.key) && !listed.includes('key_hash'))
  const { items } = good(await admin.call('GET', `/open311_keys/${made.id}/calls`))
  assert.deepEqual(items.map((one) => one.status).sort(), [200, 400])
  assert.ok(!JSON.stringify(items).includes('13900000021'))
  assert.equal((await admin.call('GET', '/open311_keys/999/calls')).status, 404)
  assert.equal((await admin.call('POST', `/open311_keys/${made.id}/revocations`, { reason: '' })).status, 400)
  assert.equal((await marketing.call('POST', `/open311_keys/${made.id}/revocations`, { reason: '不再使用' })).status, 403)
  assert.equal((await admin.call('POST', `/open311_keys/${made.id}/revocations`, { reason: '不再使用' })).status, 204)
  assert.equal((await post(fault({ api_key: made.key }))).status, 403)
  assert.equal((await admin.call('POST', `/open311_keys/${made.id}/revocations`, { reason: '再来一次' })).body.code, 'georeport_key.revoked_already')
  assert.equal((await row()).revoked_reason, '不再使用')
  // The rulebook's sixty a minute; each from another address, so that only the key's own limit counts.
  const busy = good(await admin.call('POST', '/open311_keys', { name: '很忙的程序', channel: 'web' }), 201)
  const answers = []
  for (let i = 0; i < 62; ++i) answers.push((await post({ api_key: busy.key, service_code: 'suggestion.grid', description: `第 ${i} 条` })).status)
  assert.equal(answers.filter((status) => status === 200).length, 60)
  assert.equal(answers.at(-1), 429)
})
