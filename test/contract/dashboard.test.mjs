// The supervision board and the reports as a stranger meets them: figures and their lists agree, then and now, and nobody
// counts what he may not see.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server } = await ownServer()
let marketing, auditor, clerk
before(async () => {
  marketing = await signIn(server.base, 'SCYX01')
  auditor = await signIn(server.base, 'JCSJ01')
  clerk = await signIn(server.base, 'YYT02')
})

const counts = ['cases', 'met', 'breached', 'open', 'lifted', 'answered', 'returns', 'returned_often', 'satisfied', 'not_satisfied', 'unreachable']
async function report(who, query = '') {
  const answer = await who.call('GET', `/reports?${query}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
async function listed(who, list) {
  let found = 0
  for (let after = ''; after !== undefined; ) {
    const answer = await who.call('GET', `/cases?${list}&limit=200${after && `&after=${after}`}`)
    assert.equal(answer.status, 200, `${list}: ${JSON.stringify(answer.body)}`)
    found += answer.body.items.length
    after = answer.body.next
  }
  return found
}
const day = (ago) => new Date(Date.now() + 8 * 3600000 - ago * 86400000).toISOString().slice(0, 10)
const lane = async (who, name) => (await who.call('GET', '/supervision_board')).body.lanes.find((row) => row.lane === name)
async function register(more) {
  const answer = await clerk.call('POST', '/cases', registration(more))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}

test('art_10_7 art_10_8: every figure opens exactly its cases, today and as of an earlier day', async () => {
  for (const query of ['dimension=unit', 'dimension=month', `dimension=person&as_of=${day(30)}`, `dimension=kind&duty_kind=reply&from=${day(60)}&to=${day(20)}&as_of=${day(25)}`, 'dimension=category', `dimension=area&from=${day(89)}`]) {
    const { rows, total } = await report(marketing, query)
    assert.ok(rows.length > 0, query)
    // The first and last rows stand for all: each count is a list of its own.
    for (const row of [...rows.slice(0, 4), ...rows.slice(-1), total])
      for (const name of counts) {
        assert.ok(row[name].count >= row[name].cases, `${query} ${row.name} ${name}`)
        assert.equal(await listed(marketing, row[name].list), row[name].cases, `${query} ${row.name} ${name}: ${row[name].list}`)
      }
    for (const name of ['cases', 'answered', 'returns', 'met', 'breached']) assert.equal(rows.reduce((sum, row) => sum + row[name].count, 0), total[name].count, `${query} ${name} adds up`)
  }
})

test('art_10_8: as of an earlier day means what was known then', async () => {
  const from = `from=${day(80)}&to=${day(40)}`
  const then = (await report(marketing, `${from}&as_of=${day(41)}`)).total
  const now = (await report(marketing, from)).total
  assert.ok(then.cases.count > 0 && then.cases.count <= now.cases.count)
  assert.ok(then.answered.count < now.answered.count, 'some were answered later')
  assert.ok(then.open.count > now.open.count, 'clocks that ran then have ended since')
  assert.equal((await report(marketing, `${from}&as_of=${day(81)}`)).rows.length, 0, 'nobody had asked yet')
  const { id } = await register()
  const before = await report(marketing, `as_of=${day(1)}`)
  assert.equal(before.as_of, day(1))
  assert.ok((await listed(marketing, `list=all&from=${day(0)}`)) >= 1)
  assert.equal((await listed(marketing, `list=all&from=${day(0)}&as_of=${day(1)}`)), 0, `${id} is of today`)
})

test('art_6: who may not read reports is refused, and a figure counts only what its reader may see', async () => {
  for (const path of ['/reports', '/reports/export', '/supervision_board']) {
    assert.equal((await clerk.call('GET', path)).status, 403, path)
    assert.equal((await clerk.call('GET', path)).body.code, 'permission.denied')
  }
  const today = `from=${day(0)}`
  const ofAuditor = (await report(auditor, today)).total.cases.count, ofMarketing = (await report(marketing, today)).total.cases.count
  await register({ kind: 'tip_off', category: 'tip_off.theft', text: '后街有人绕表用电。' })
  assert.equal((await report(auditor, today)).total.cases.count, ofAuditor + 1, 'supervision sees the tip')
  assert.equal((await report(marketing, today)).total.cases.count, ofMarketing, 'nobody else counts it')
  const officers = (await marketing.call('GET', '/officers')).body.items
  await register({ about_officer_id: officers.find((row) => row.code === 'SCYX01').id })
  assert.equal((await report(marketing, today)).total.cases.count, ofMarketing, 'nor the accused what is about him')
  const head = await signIn(server.base, 'CDY01')
  assert.ok((await report(head)).total.cases.count < (await report(marketing)).total.cases.count, 'a head sees his own house')
  assert.equal((await report(head)).total.cases.count, await listed(head, (await report(head)).total.cases.list))
})

test('questions that make no sense are refused in the reader’s language', async () => {
  for (const [path, code] of [
    ['/reports?dimension=moon', 'query.bad_value'],
    ['/reports?from=yesterday', 'query.bad_value'],
    ['/reports?duty_kind=sleep', 'query.bad_value'],
    [`/reports?from=${day(1)}&to=${day(2)}`, 'query.period_reversed'],
    ['/reports/export?format=pdf', 'export.bad_format'],
    ['/cases?watch=stars', 'query.bad_value'],
    ['/cases?as_of=31.12.', 'query.bad_value'],
    ['/cases?duty_officer_id=x', 'query.bad_value'],
  ]) {
    const answer = await marketing.call('GET', path)
    assert.ok([400, 422].includes(answer.status), `${path}: ${answer.status}`)
    assert.equal(answer.body.code, code, path)
    assert.match(answer.body.detail, /[一-鿿]/)
    assert.doesNotMatch((await marketing.call('GET', path, undefined, { 'Accept-Language': 'en' })).body.detail, /[一-鿿]/)
  }
})

test('art_7: a report says whose cases it counts', async () => {
  const head = await signIn(server.base, 'CD01')
  const own = await head.call('GET', '/reports')
  assert.equal(own.status, 200)
  assert.match(own.body.scope, /^城东供电所及下属部门，以及本人经手的工单$/)
  assert.match((await marketing.call('GET', '/reports')).body.scope, /^全局/)
  assert.match((await head.call('GET', '/reports/pauses')).body.scope, /城东供电所/)
  assert.doesNotMatch((await head.call('GET', '/reports', undefined, { 'Accept-Language': 'en' })).body.scope, /，|以及/)
})

test('every report is a table to take away', async () => {
  for (const dimension of ['unit', 'person', 'kind', 'category', 'area', 'month']) {
    const { rows, total } = await report(marketing, `dimension=${dimension}`)
    const csv = await marketing.call('GET', `/reports/export?dimension=${dimension}&format=csv`)
    assert.equal(csv.status, 200)
    assert.match(csv.headers.get('content-disposition'), new RegExp(`report-${dimension}-.*\\.csv`))
    const lines = csv.body.trim().split(/\r?\n/)
    assert.equal(lines.length, rows.length + 3, 'heading, groups, total, scope')
    assert.match(lines.at(-2), new RegExp(`合计,${total.cases.count},`))
    assert.match(lines.at(-1), /^范围,全局/)
  }
  const english = await marketing.call('GET', '/reports/export?dimension=month', undefined, { 'Accept-Language': 'en' })
  assert.doesNotMatch(english.body, /[一-鿿]/)
  const xlsx = await fetch(`${server.base}/api/v1/reports/export?format=xlsx`, { headers: { Cookie: marketing.cookie } })
  assert.equal(new TextDecoder().decode((await xlsx.arrayBuffer()).slice(0, 2)), 'PK')
})

test('art_10_7: the board shows what its lists show, and a pause that looks wrong', async () => {
  const { body } = await marketing.call('GET', '/supervision_board')
  for (const row of body.lanes.filter((row) => row.lane !== 'paused')) {
    assert.equal(await listed(marketing, row.list), row.count, row.lane)
    assert.ok(row.rows.length === Math.min(row.count, row.rows.length) && (row.count === 0) === (row.rows.length === 0), row.lane)
  }
  for (const tie of body.hand_backs.slice(0, 5)) assert.equal(await listed(marketing, tie.list), tie.cases, tie.list)

  const made = await register()
  let version = made.version
  const step = async (resource, input) => {
    const answer = await clerk.call('POST', `/cases/${made.id}/${resource}`, input, { 'If-Match': `"${version}"` })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    version = answer.body.version
  }
  const pause = { reason: 'customer_papers', asked_for: '请补充材料', asked_by: 'phone' }
  await step('suspensions', pause)
  assert.ok(!(await lane(marketing, 'paused')).rows.some((row) => row.service_case.id === made.id), 'one pause in time is no doubt')
  await step('resumptions', { cause: '材料已到' })
  await step('suspensions', pause)
  const doubted = (await lane(marketing, 'paused')).rows.find((row) => row.service_case.id === made.id)
  assert.deepEqual(doubted.doubts, [{ doubt: 'repeated', name: '反复暂停' }])
  await step('reminders', { text: '客户来电催办' })
  assert.deepEqual((await lane(marketing, 'paused')).rows.find((row) => row.service_case.id === made.id).doubts.map((row) => row.doubt), ['repeated', 'urged'])
})

test('art_6: supervision in one action, against the version one saw, with a duty to answer', async () => {
  const row = (await lane(marketing, 'paused')).rows[0]
  assert.equal(row.may_supervise, true)
  const { id, version } = row.service_case
  const order = (seen) => marketing.call('POST', `/cases/${id}/supervisions`, { order: '请说明暂停理由。' }, { 'If-Match': `"${seen}"` })
  assert.equal((await order(version - 1)).body.code, 'case.changed_meanwhile')
  assert.equal((await order(version)).status, 201)
  const again = (await lane(marketing, 'paused')).rows.find((other) => other.service_case.id === id)
  assert.equal(again.may_supervise, false)
  assert.match(again.why_not, /督办/)
  const page = await marketing.call('GET', `/cases/${id}`)
  assert.ok(page.body.duties.some((duty) => duty.kind === 'supervision_reply' && duty.state === 'open'), 'a reply is owed')
})

test('art_10_7 art_10_8: the report of pauses adds up, opens its cases and is closed to others', async () => {
  for (const path of ['/reports/pauses', '/reports/pauses/export']) assert.equal((await clerk.call('GET', path)).status, 403, path)
  assert.equal((await marketing.call('GET', '/reports/pauses?by=moon')).body.code, 'query.bad_value')
  assert.equal((await marketing.call('GET', `/reports/pauses?from=${day(1)}&to=${day(2)}`)).body.code, 'query.period_reversed')
  for (const by of ['officer', 'unit']) {
    const { status, body } = await marketing.call('GET', `/reports/pauses?by=${by}&from=${day(0)}`)
    assert.equal(status, 200, JSON.stringify(body))
    assert.ok(body.total.doubtful.count > 0, 'the pauses made above')
    for (const name of ['pauses', 'doubtful', 'stopped', 'lasting']) {
      assert.equal(body.rows.reduce((sum, row) => sum + row[name].count, 0), body.total[name].count, `${by} ${name}`)
      if (body.total[name].list) assert.equal(await listed(marketing, body.total[name].list), body.total[name].cases, `${by} ${name}`)
    }
    assert.ok(body.doubtful.some((pause) => ['repeated', 'urged'].every((doubt) => pause.doubts.some((row) => row.doubt === doubt))))
    const csv = await marketing.call('GET', `/reports/pauses/export?from=${day(0)}&format=csv`)
    assert.equal(csv.body.trim().split(/\r?\n/).length, body.total.pauses.count + 2, 'heading, every pause, scope')
  }
})

test('art_6: an order waits on the board with its time until it is answered; the customer’s answer ends it and tells whoever ordered', async () => {
  const told = async () => (await auditor.call('GET', '/notices?unread=true')).body.items.filter((row) => row.kind === 'supervision_answered').map((row) => row.case_id)
  const send = async (who, id, resource, input, version) => {
    const answer = await who.call('POST', `/cases/${id}/${resource}`, input, { 'If-Match': `"${version}"` })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body.version
  }
  const waiting = async (who, id) => (await lane(who, 'ordered')).rows.find((row) => row.service_case.id === id)
  for (const [resource, input] of [['supervision_answers', { text: '下午上门。' }], ['replies', { channel: 'phone', text: '已说明并致歉。' }]]) {
    const made = await register()
    assert.equal(await waiting(auditor, made.id), undefined)
    const version = await send(auditor, made.id, 'supervisions', { order: '请说明。' }, made.version)
    const row = await waiting(auditor, made.id)
    assert.ok(Date.parse(row.order_due_at) > Date.now())
    assert.equal(row.may_supervise, false, 'no second order while the first waits')
    const { count, list } = await lane(auditor, 'ordered')
    assert.equal(await listed(auditor, list), count)
    await send(clerk, made.id, resource, input, version)
    assert.equal(await waiting(auditor, made.id), undefined, resource)
    assert.ok((await told()).includes(made.id), resource)
  }
  assert.equal((await clerk.call('GET', '/cases?watch=ordered')).status, 200)
})
