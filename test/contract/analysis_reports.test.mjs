// Analysis reports and the portfolio over the API: drafted on one call, frozen, reworded, reviewed by another, exported with a reason;
// sums of key customers and their lists; refused. Art. 11(6)(3), 11(6)(2), 11(3), 6.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const own = await ownServer(50)
const { server } = own
own.whenProven = (found) => assert.ok(found.analysis_reports > 6)
let manager, other, head, clerk, marketing, leader, auditor, admin, managed, customer, id
before(async () => {
  ;[marketing, clerk, leader, auditor, admin] = await Promise.all(['SCYX01', 'YYT02', 'JZ01', 'JCSJ01', 'admin'].map((name) => signIn(server.base, name)))
  // The key customer with the most use on file, and who manages him.
  const rows = good(await marketing.call('GET', '/key_accounts?only=needs')).items
  assert.ok(rows.length > 0)
  const people = await Promise.all(['DK01', 'DK02', 'DK03'].map((name) => signIn(server.base, name)))
  for (const person of people) {
    const own = good(await person.call('GET', '/account_managers/' + person.session.officer.id + '/portfolio')).items
    if (own.length && !manager) [manager, managed] = [person, own]
  }
  customer = managed[0].customer_id
  other = await signIn(server.base, 'CDY01')
  head = await signIn(server.base, 'DK01')
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const codesOf = (answer) => [answer.body.code, ...(answer.body.errors ?? []).map((one) => one.code)]
const refused = (answer, code, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.ok(codesOf(answer).includes(code), JSON.stringify(answer.body))
}
const draft = (by, body) => by.call('POST', '/analysis_reports', { customer_id: customer, ...body })
const read = async (by = manager, report = id) => good(await by.call('GET', `/analysis_reports/${report}`))
const act = (resource, body, by = manager, report = id) => by.call('POST', `/analysis_reports/${report}/${resource}`, body)
const untilComputed = async () => {
  for (let tries = 0; tries < 60; ++tries) {
    const overview = good(await marketing.call('GET', '/key_accounts/overview'))
    if (!overview.waiting) return overview
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  assert.fail('figures are not computed')
}
/** Two years and some of use for the customer, brought in as everybody's. */
async function bringUse(account) {
  const china = new Date(Date.now() + 8 * 3600000)
  const last = china.getUTCFullYear() * 12 + china.getUTCMonth() - 1
  const lines = Array.from({ length: 40 }, (_, i) => {
    const index = last - 39 + i
    return [account, Math.floor(index / 12) * 100 + (index % 12) + 1, 90000 + 20000 * Math.cos(((index % 12) - 6) / 2) + i * 100].join(',')
  })
  const body = new FormData()
  body.append('file', new Blob([`户号,月份,电量\n${lines.join('\n')}\n`]), 'use.csv')
  const answer = await fetch(`${server.base}/api/v1/usage/imports`, { method: 'POST', headers: { Cookie: admin.cookie, 'X-CSRF-Token': admin.session.csrf_token }, body })
  return answer.json()
}

test('art_11_6_3: one call drafts the report with figures, findings and what each rests on', async () => {
  await bringUse(managed[0].account_number)
  const view = good(await manager.call('GET', `/customers/${customer}/analysis_reports`))
  assert.equal(view.may_draft, true)
  id = good(await draft(manager)).id
  const { report, actions } = await read()
  assert.equal(report.stage, 'draft')
  assert.equal(report.figures.use.series.length, 12)
  assert.ok(report.figures.use.wh > 0 && report.figures.forecast.months.length === 12)
  assert.ok(report.figures.bureau_name.length > 0)
  assert.deepEqual(actions, ['change', 'submit', 'export'])
  for (const one of report.findings) {
    assert.ok(one.text_zh && one.text_en && one.figure.startsWith('/'), one.code)
    // The pointer leads to a figure of the report itself, or to what is absent.
    const found = one.figure.slice(1).split('/').reduce((at, key) => at?.[key], report.figures)
    if (one.value && typeof found === 'number') assert.equal(String(found), one.value, one.figure)
  }
  const whole = report.figures.forecast
  assert.ok(report.findings.some((one) => one.code === 'forecast_error' && one.text_zh.includes('用过去的月份检验')) || whole.forecasts === 0)
})

test('art_11_6_3: a chosen period; what cannot be is refused', async () => {
  const chosen = await read(manager, good(await draft(manager, { from_month: 202401, to_month: 202403 })).id)
  assert.equal(chosen.report.figures.use.months, 3)
  refused(await draft(manager, { from_month: 202403, to_month: 202401 }), 'analysis_report.period_reversed')
  for (const bad of [{ from_month: 202413 }, { to_month: 209912 }, { from_month: 199001 }, { from_month: -1 }]) refused(await draft(manager, bad), 'analysis_report.period_impossible')
  assert.equal((await draft(manager, { from_month: '２０２４０１' })).status, 400, 'a number is a number')
  assert.equal((await draft(manager, { from_month: 2024.5 })).status, 400)
  assert.equal((await manager.call('POST', '/analysis_reports', { customer_id: 'x' })).status, 400)
  refused(await draft(manager, { customer_id: 9999999 }), 'customer.unknown', 404)
})

test('art_11_6_3: the author rewords, leaves out, adds; rare characters stay as they are', async () => {
  const { report } = await read()
  const findings = [{ number: 1, words: '全年用电平稳𠮷㛃', left_out: false }, { number: 2, words: '', left_out: true }]
  good(await act('changes', { version: report.version, findings, own_findings: ['１２３号炉新上 <b>x</b>'], proposals: ['=cmd|移峰填谷', '改按需量计费'] }))
  const after = (await read()).report
  assert.equal(after.findings[0].words, '全年用电平稳𠮷㛃')
  assert.equal(after.findings[1].left_out, true)
  assert.equal(after.findings.at(-1).code, 'own')
  assert.equal(after.proposals[0], '=cmd|移峰填谷')
  assert.deepEqual(after.figures, report.figures, 'figures are nobody’s to change')
  refused(await act('changes', { version: report.version, proposals: [] }), 'analysis_report.changed_meanwhile', 409)
  refused(await act('changes', { version: 0, findings: [{ number: 999, words: '', left_out: true }] }), 'analysis_report.unknown_finding')
  refused(await act('changes', { version: 0 }), 'analysis_report.nothing_changed')
  refused(await act('changes', { version: 0, proposals: Array(31).fill('x') }), 'analysis_report.too_many')
  assert.equal((await act('changes', { version: 0, proposals: ['长'.repeat(1001)] })).status, 400)
  assert.equal((await act('changes', { version: 0, proposals: 'x' })).status, 400)
  assert.ok((await act('changes', { version: 0, own_findings: ['长'.repeat(2_000_000)] })).status >= 400, 'huge')
})

test('art_11_6_3: the numbers stay though the customer’s use is corrected', async () => {
  const before = (await read()).report
  const month = before.figures.use.series.at(-1).month
  good(await marketing.call('POST', `/customers/${customer}/usage/corrections`, { use: { month, total_wh: 1_000_000 }, reason: '抄表更正' }))
  assert.deepEqual((await read()).report.figures, before.figures)
  const fresh = await read(manager, good(await draft(manager)).id)
  assert.equal(fresh.report.figures.use.series.at(-1).wh, 1_000_000)
})

test('art_11_6_3: submitted, returned with a comment, mended, accepted; never by its author', async () => {
  good(await act('submissions', { version: 0 }))
  refused(await act('submissions', { version: 0 }), 'analysis_report.wrong_stage')
  refused(await act('reviews', { version: 0, decision: 'accepted', comment: '' }), 'analysis_report.own_review')
  refused(await act('reviews', { version: 0, decision: 'accepted', comment: '' }, other), 'permission.denied', 403)
  refused(await act('reviews', { version: 0, decision: 'accepted', comment: '' }, leader), 'permission.denied', 403)
  refused(await act('reviews', { version: 0, decision: 'returned', comment: '' }, marketing), 'analysis_report.comment_missing')
  assert.equal((await act('reviews', { version: 0, decision: 'perhaps', comment: '' }, marketing)).status, 400)
  assert.ok(good(await marketing.call('GET', '/analysis_reports?list=review')).items.some((row) => row.id === id))
  good(await act('reviews', { version: 0, decision: 'returned', comment: '补充电价建议' }, marketing))
  assert.ok(good(await manager.call('GET', '/analysis_reports?list=mine&stage=returned')).items.some((row) => row.id === id && row.comment === '补充电价建议'))
  refused(await act('changes', { version: 0, proposals: ['代改'] }, marketing), 'analysis_report.author_only')
  good(await act('changes', { version: 0, proposals: ['改按需量计费，年省约两成基本电费'] }))
  good(await act('submissions', { version: 0 }))
  good(await act('reviews', { version: 0, decision: 'accepted', comment: '' }, marketing))
  assert.equal((await read()).report.stage, 'accepted')
  refused(await act('changes', { version: 0, proposals: ['再改'] }), 'analysis_report.wrong_stage')
})

test('art_6: an export asks for a reason, carries a watermark and is in the access log', async () => {
  assert.equal((await act('exports', { format: 'xlsx', reason: '' })).status, 400)
  assert.equal((await act('exports', { format: 'pptx', reason: '客户索取' })).status, 400)
  const made = good(await act('exports', { format: 'xlsx', reason: '客户索取' }))
  assert.match(made.watermark, new RegExp(`${manager.session.officer.code}.*BG${String(id).padStart(6, '0')}-${made.number}$`))
  const file = await fetch(`${server.base}/api/v1/analysis_reports/${id}/exports/${made.number}/workbook`, { headers: { Cookie: manager.cookie } })
  assert.equal(file.status, 200)
  const bytes = Buffer.from(await file.arrayBuffer())
  assert.equal(bytes.subarray(0, 2).toString(), 'PK')
  assert.ok(bytes.includes('xl/charts/chart1.xml') && bytes.includes('xl/charts/chart2.xml'), 'native charts')
  refused(await marketing.call('GET', `/analysis_reports/${id}/exports/${made.number}/workbook`), 'analysis_report_export.unknown', 404)
  refused(await manager.call('GET', `/analysis_reports/${id}/exports/99`), 'analysis_report_export.unknown', 404)
  const printed = good(await act('exports', { format: 'print', reason: '存档' }))
  refused(await manager.call('GET', `/analysis_reports/${id}/exports/${printed.number}/workbook`), 'analysis_report_export.unknown', 404)
  const log = good(await auditor.call('GET', `/access_log?customer_id=${customer}`)).items
  assert.ok(log.some((entry) => entry.reason === '客户索取' && entry.fields.includes('xlsx')), JSON.stringify(log.slice(0, 3)))
  assert.equal((await read()).report.exports.length, 2)
})

test('art_11_6_3: who may not is kept out; lists show what one may read', async () => {
  refused(await draft(clerk), 'permission.denied', 403)
  refused(await clerk.call('GET', `/analysis_reports/${id}`), 'permission.denied', 403)
  refused(await other.call('GET', `/analysis_reports/${id}`), 'permission.denied', 403)
  refused(await act('exports', { format: 'print', reason: '看看' }, other), 'permission.denied', 403)
  refused(await manager.call('GET', '/analysis_reports/999999'), 'analysis_report.unknown', 404)
  assert.ok(!good(await other.call('GET', '/analysis_reports?list=unit')).items.some((row) => row.id === id))
  assert.ok(good(await leader.call('GET', '/analysis_reports?list=unit')).items.some((row) => row.id === id))
  assert.equal(good(await clerk.call('GET', '/analysis_reports?list=unit')).items.length, 0)
  assert.equal((await manager.call('GET', '/analysis_reports?list=everything')).status, 400)
  assert.equal((await manager.call('GET', '/analysis_reports?after=x')).status, 400)
  const first = good(await leader.call('GET', '/analysis_reports?list=unit&limit=1'))
  const second = good(await leader.call('GET', `/analysis_reports?list=unit&limit=1&after=${first.next}`))
  assert.ok(second.items[0].id < first.items[0].id)
})

test('art_11_3: sums by unit equal the lists behind them', async () => {
  const overview = await untilComputed()
  const count = async (query) => good(await marketing.call('GET', `/key_accounts?limit=500&${query}`)).total
  assert.equal(await count(''), overview.all.customers)
  assert.equal(await count('tier=large_account'), overview.all.large_accounts)
  assert.equal(await count('only=contact_overdue'), overview.all.contacts_overdue)
  assert.equal(await count('only=year_unknown'), overview.all.year_unknown)
  assert.equal(overview.units.reduce((sum, unit) => sum + unit.customers, 0), overview.all.customers)
  for (const unit of overview.units) assert.equal(await count(`unit_id=${unit.unit_id}`), unit.customers, unit.unit_name)
  const ordered = good(await marketing.call('GET', '/key_accounts?order=capacity')).items.map((row) => row.capacity_kva)
  assert.deepEqual(ordered, [...ordered].sort((a, b) => b - a))
  const page = good(await marketing.call('GET', '/key_accounts?limit=2'))
  const next = good(await marketing.call('GET', `/key_accounts?limit=2&after=${page.next}`))
  assert.notEqual(next.items[0].customer_id, page.items[0].customer_id)
  assert.equal((await marketing.call('GET', '/key_accounts?order=luck')).status, 400)
  assert.equal((await marketing.call('GET', '/key_accounts?tier=gold')).status, 400)
})

test('art_11_3: a manager sees his own, a head his units, a clerk nothing', async () => {
  const all = good(await leader.call('GET', '/key_accounts')).total
  const own = good(await manager.call('GET', '/key_accounts'))
  assert.ok(own.total >= managed.length && own.total < all)
  assert.ok(good(await head.call('GET', '/key_accounts')).total < all)
  refused(await clerk.call('GET', '/key_accounts'), 'permission.denied', 403)
  refused(await manager.call('POST', '/key_accounts/refreshes'), 'permission.denied', 403)
})

test('art_11_6_2: the portfolio’s forecast is the sum, with its own back-test beside the baseline’s', async () => {
  good(await marketing.call('POST', '/key_accounts/refreshes'))
  await untilComputed()
  const all = good(await marketing.call('GET', '/key_accounts/forecast'))
  assert.equal(all.months.length, 12)
  assert.ok(all.forecast_customers > 1 && all.forecast_customers <= all.customers)
  assert.ok(all.forecasts > 0 && all.error_wh > 0 && all.baseline_error_wh > 0)
  for (const month of all.months) assert.ok(month.low_wh <= month.wh && month.wh <= month.high_wh)
  const overview = good(await marketing.call('GET', '/key_accounts/overview'))
  let sum = 0
  for (const unit of overview.units) sum += good(await marketing.call('GET', `/key_accounts/forecast?unit_id=${unit.unit_id}`)).wh
  assert.equal(sum, all.wh, 'the parts make the whole')
  const nobody = good(await marketing.call('GET', '/key_accounts/forecast?text=没有这样的客户'))
  assert.deepEqual([nobody.customers, nobody.months], [0, []])
})
