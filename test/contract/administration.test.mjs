// Administration over HTTP: versions of the rulebook compared, the calendar, imports as jobs, units and people over time, roster,
// directory, tokens, who saw a customer.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn, startServer } from '../support/server.mjs'

const own = await ownServer(60)
const { bureau } = own
let { server } = own
let admin, clerk, marketing, leader, auditor
before(async () => {
  ;[admin, clerk, marketing, leader, auditor] = await Promise.all(['admin', 'YYT02', 'SCYX01', 'JZ02', 'JCSJ01'].map((name) => signIn(server.base, name)))
})

const good = (answer, status) => {
  assert.equal(answer.status, status ?? answer.status, JSON.stringify(answer.body))
  assert.ok(answer.status < 300, JSON.stringify(answer.body))
  return answer.body
}
const refusal = (answer) => answer.body.code
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const china = (at) => new Date(at + 8 * 3600000).toISOString().slice(0, 19) + '+08:00'

test('art_5: what a draft changes is told by row and field, and a step by who, when and why', async () => {
  const inForce = good(await clerk.call('GET', '/rulebook')).version
  const { version } = good(await marketing.call('POST', '/rulebook/drafts', { title: '投诉答复缩短' }), 201)
  const files = good(await marketing.call('GET', `/rulebook/versions/${version}/files`)).items
  const limits = files.find((row) => row.name === 'limits.toml').text
  const changed = limits.replace('id = "R-CMP-03-R"\nduty = "reply"\nkinds = ["complaint"]\ncategories = []\nareas = []\nlimit = "5wd"', 'id = "R-CMP-03-R"\nduty = "reply"\nkinds = ["complaint"]\ncategories = []\nareas = []\nlimit = "4wd"')
  assert.notEqual(changed, limits)
  assert.deepEqual(good(await marketing.call('PUT', `/rulebook/versions/${version}/files/limits.toml`, { text: changed })).mistakes, [])
  const { rows, against, unreadable } = good(await marketing.call('GET', `/rulebook/versions/${version}/changes`))
  assert.deepEqual([rows.length, against, unreadable], [1, inForce, []])
  assert.deepEqual([rows[0].table, rows[0].key, rows[0].kind, rows[0].clauses], ['limit', 'R-CMP-03-R', 'changed', ['art.10(7)']])
  assert.deepEqual(rows[0].fields, [{ field: 'limit', before: '5wd', after: '4wd' }])
  assert.equal(changed.split('\n')[rows[0].line - 1], '[[limit]]')
  good(await marketing.call('POST', `/rulebook/versions/${version}/submission`))
  good(await marketing.call('DELETE', `/rulebook/versions/${version}/submission`))
  good(await marketing.call('POST', `/rulebook/versions/${version}/submission`))
  assert.equal(refusal(await leader.call('POST', `/rulebook/versions/${version}/review`, { approved: false })), 'rulebook.comment_missing')
  good(await leader.call('POST', `/rulebook/versions/${version}/review`, { approved: true, comment: '同意，先试行' }))
  const steps = good(await clerk.call('GET', `/rulebook/versions/${version}/steps`)).items
  assert.deepEqual(steps.map((row) => row.kind), ['draft_started', 'draft_changed', 'draft_submitted', 'draft_recalled', 'draft_submitted', 'draft_approved'])
  assert.deepEqual([steps[1].file, steps[5].comment, steps[5].officer_name], ['limits.toml', '同意，先试行', '蒋文华'])
  assert.equal((await clerk.call('GET', '/rulebook/versions/999/steps')).status, 422)
  assert.equal((await clerk.call('GET', '/rulebook/versions/1/changes?against=999')).status, 422)
})

test('art_5: a draft never undoes unseen what came into force meanwhile', async () => {
  const begin = async (title) => good(await marketing.call('POST', '/rulebook/drafts', { title }), 201).version
  const [first, second] = [await begin('甲'), await begin('乙')]
  for (const version of [first, second]) {
    good(await marketing.call('POST', `/rulebook/versions/${version}/submission`))
    good(await leader.call('POST', `/rulebook/versions/${version}/review`, { approved: true }))
  }
  good(await leader.call('POST', `/rulebook/versions/${first}/force`, { valid_from: china(Date.now() + 1500) }))
  await rest(2600)
  const late = await leader.call('POST', `/rulebook/versions/${second}/force`, { valid_from: china(Date.now() + 60000) })
  assert.equal(refusal(late), 'rulebook.base_moved')
  assert.equal(good(await clerk.call('GET', '/rulebook?as_of=2020-01-01')).version, 1)
  assert.equal(good(await clerk.call('GET', `/rulebook?as_of=${encodeURIComponent(china(Date.now()))}`)).version, first)
  assert.equal((await clerk.call('GET', '/rulebook?as_of=soon')).status, 400)
})

test('art_10_7: the calendar says what a day is, whether a moment is worked, and when a limit ends', async () => {
  const year = good(await clerk.call('GET', '/calendar/years/2025'))
  assert.equal(year.days.length, 365)
  const day = (date) => year.days.find((row) => row.date === date)
  assert.deepEqual([day('2025-10-01').reason, day('2025-10-11').reason, day('2025-10-12').reason, day('2025-10-13').reason], ['holiday', 'make_up_day', 'weekend', 'working_day'])
  assert.match(day('2025-10-11').source, /^https?:/)
  assert.equal(good(await clerk.call('GET', '/calendar/years/2031')).decreed, false)
  assert.equal((await clerk.call('GET', '/calendar/years/1800')).status, 400)
  const due = good(await clerk.call('GET', `/calendar/due?limit=5wd&start=${encodeURIComponent('2025-09-30T10:00:00+08:00')}`))
  assert.equal(due.due_at, '2025-10-14T17:30:00+08:00')
  assert.ok(due.steps.some((step) => step.reason === 'make_up_day'))
  assert.equal(refusal(await clerk.call('GET', '/calendar/due?limit=soon')), 'limit.malformed')
  const moment = good(await clerk.call('GET', `/calendar/moment?at=${encodeURIComponent('2025-10-01T10:00:00+08:00')}`))
  assert.deepEqual([moment.working, moment.next_working_at], [false, '2025-10-09T08:30:00+08:00'])
})

test('art_10_7: other calendars, what was known on a day, other ways of counting and pauses', async () => {
  const calendars = good(await clerk.call('GET', '/calendars')).items
  assert.deepEqual(calendars.map((row) => [row.code, row.every_day]), [['bureau', false], ['hotline', true]])
  assert.equal(calendars[1].unit_names.length, 1)
  const hotline = good(await clerk.call('GET', '/calendar/years/2025?calendar=hotline'))
  assert.deepEqual([hotline.working_days, hotline.decreed, hotline.calendar_name], [365, true, calendars[1].name])
  const earlier = good(await clerk.call('GET', '/calendar/years/2025?known_on=2024-11-01'))
  assert.deepEqual([earlier.decreed, earlier.known_on, earlier.days.some((day) => day.name)], [false, '2024-11-01', false])
  const from = `start=${encodeURIComponent('2025-09-30T10:00:00+08:00')}`
  const due = async (query) => good(await clerk.call('GET', `/calendar/due?${from}&${query}`))
  assert.equal((await due('limit=5wd&calendar=hotline')).due_at, '2025-10-06T00:00:00+08:00')
  const provisional = await due('limit=5wd&known_on=2024-11-01')
  assert.deepEqual([provisional.due_at, provisional.provisional], ['2025-10-07T17:30:00+08:00', true])
  assert.equal((await due('limit=1d&count_from=same_day&ends_at=midnight')).due_at, '2025-10-01T00:00:00+08:00')
  const moved = await due('limit=1month&free_last_day=next_working_day')
  assert.deepEqual([moved.limit.unit, moved.counting.free_last_day], ['month', 'next_working_day'])
  const pause = (from, to) => `pause=${encodeURIComponent(`${from}/${to}`)}`
  const paused = await due(`limit=5wd&${pause('2025-10-10T16:00', '2025-10-13T16:00')}`)
  assert.deepEqual([paused.due_at, paused.pauses.length, paused.pauses[0].due_at], ['2025-10-16T17:30:00+08:00', 1, '2025-10-16T17:30:00+08:00'])
  const wrong = async (query) => refusal(await clerk.call('GET', `/calendar/due?${from}&${query}`))
  assert.equal(await wrong('limit=5wd&calendar=nobody'), 'due.no_such_calendar')
  assert.equal(await wrong('limit=5wd&known_on=soon'), 'due.bad_known_on')
  assert.equal(await wrong('limit=5wd&count_from=today'), 'due.bad_counting')
  assert.equal(await wrong(`limit=5wd&${pause('2025-10-13', '2025-10-12')}`), 'due.pause_backwards')
  assert.equal(await wrong(`limit=5wd&${pause('2025-10-10', '2025-10-12')}&${pause('2025-10-11', '2025-10-13')}`), 'due.pauses_overlap')
  assert.equal(await wrong(`limit=${encodeURIComponent('５wd')}`), 'due.full_width')
  assert.equal(refusal(await clerk.call('GET', '/calendar/moment?calendar=nobody')), 'due.no_such_calendar')
  const night = good(await clerk.call('GET', `/calendar/moment?calendar=hotline&at=${encodeURIComponent('2025-10-01T03:00:00+08:00')}`))
  assert.deepEqual([night.working, night.provisional], [true, false])
})

const upload = async (who, kind, bytes, name = '客户.csv') => {
  const body = new FormData()
  body.append('file', new Blob([bytes]), name)
  const response = await fetch(`${server.base}/api/v1/imports?kind=${kind}`, { method: 'POST', body, headers: { Cookie: who.cookie, 'X-CSRF-Token': who.session.csrf_token, 'Accept-Language': 'zh' } })
  return { status: response.status, body: await response.json() }
}
const finished = async (id) => {
  for (let i = 0; i < 200; ++i) {
    const now = good(await admin.call('GET', `/imports/${id}`))
    if (now.state !== 'running') return now
    await rest(50)
  }
  throw new Error('the import does not end')
}

test('art_4: an import is mapped, tried without a trace, run as a job, and gives back what it did not take', async () => {
  // GB18030 as Chinese spreadsheets write it: 户号,户名,电话,地区类别 …
  const heading = Buffer.from('bba7bac52cbba7c3fb2cb5e7bbb02cb5d8c7f8c0e0b1f00a', 'hex')
  const rows = Array.from({ length: 450 }, (_, i) => `88${String(100000 + i)},ab${i},1990000${1000 + i},${i === 7 ? 'moon' : 'urban'}\n`).join('')
  const run = good(await upload(admin, 'customers', Buffer.concat([heading, Buffer.from(rows)])), 201)
  assert.deepEqual([run.state, run.encoding, run.rows], ['uploaded', 'GB18030', 450])
  const table = good(await admin.call('GET', `/imports/${run.id}/table`))
  assert.deepEqual(table.heading, ['户号', '户名', '电话', '地区类别'])
  assert.deepEqual(Object.fromEntries(table.mapping.fields.map((row) => [row.field, row.column])), { account_number: '户号', name: '户名', phone: '电话', area: '地区类别' })
  const trial = good(await admin.call('POST', `/imports/${run.id}/trials`, table.mapping))
  assert.deepEqual([trial.tried, trial.refused, trial.added], [450, 1, 449])
  assert.match(trial.rows.find((row) => row.refusal).refusal, /[一-鿿]/)
  assert.deepEqual(good(await admin.call('GET', '/customers?q=88100001')).items, [], 'nothing is kept of a trial')
  good(await admin.call('POST', '/import_kinds/customers/mappings', { name: '营销系统', mapping: table.mapping }))
  good(await admin.call('POST', `/imports/${run.id}/runs`, { mapping: table.mapping, mapping_name: '营销系统' }))
  const end = await finished(run.id)
  assert.deepEqual([end.state, end.done_rows, end.added, end.refused, end.officer_name], ['done', 450, 449, 1, '方志远'])
  assert.equal(good(await admin.call('GET', '/customers?q=88100001')).items.length, 1)
  const refused = await admin.call('GET', `/imports/${run.id}/refused_rows/export`)
  assert.match(refused.body, /88100007/)
  assert.equal(refused.body.trim().split('\r\n').length, 2)
  assert.equal(refusal(await admin.call('POST', `/imports/${run.id}/runs`, { mapping: table.mapping, mapping_name: '' })), 'import.file_gone')
  // The saved mapping is offered for the next file of the same shape; rows that are there are skipped.
  const again = good(await upload(admin, 'customers', Buffer.concat([heading, Buffer.from(rows)])), 201)
  const offered = good(await admin.call('GET', `/imports/${again.id}/table`))
  assert.equal(offered.mapping_name, '营销系统')
  good(await admin.call('POST', `/imports/${again.id}/runs`, { mapping: offered.mapping, mapping_name: offered.mapping_name }))
  assert.equal((await finished(again.id)).there_already, 449)
  assert.ok(good(await admin.call('GET', '/imports')).items.length >= 2)
})

test('an import is refused where it must be, cancelled, and goes on', async () => {
  assert.equal((await upload(clerk, 'customers', 'a,b\n1,2\n')).status, 403)
  assert.equal((await upload(admin, 'cars', 'a,b\n1,2\n')).body.code, 'import.unknown_kind')
  assert.equal((await upload(admin, 'customers', 'account_number,name,area\n')).body.code, 'import.no_rows')
  assert.equal((await upload(admin, 'customers', Buffer.from('89504e470d0a1a0a0000000d49484452ffd9', 'hex'))).body.code, 'import.not_a_table', 'a picture is no table')
  const run = good(await upload(admin, 'past_cases', 'number,opened_at\n' + Array.from({ length: 60000 }, (_, i) => `n${i},2020-01-01`).join('\n')), 201)
  const { mapping } = good(await admin.call('GET', `/imports/${run.id}/table`))
  assert.equal(refusal(await admin.call('POST', `/imports/${run.id}/trials`, { ...mapping, fields: mapping.fields.filter((row) => row.field !== 'number') })), 'import.missing_column')
  assert.equal((await admin.call('POST', `/imports/${run.id}/cancellations`)).status, 204, 'a file not begun can be given up')
  assert.equal(refusal(await admin.call('POST', `/imports/${run.id}/cancellations`)), 'import_run.not_running')
  good(await admin.call('POST', `/imports/${run.id}/runs`, { mapping, mapping_name: '' }))
  const other = good(await upload(admin, 'past_cases', 'number,opened_at\nx,2020-01-01\n'), 201)
  const second = await admin.call('POST', `/imports/${other.id}/runs`, { mapping, mapping_name: '' })
  assert.equal(refusal(second), 'import_run.another_runs')
  good(await admin.call('POST', `/imports/${run.id}/cancellations`))
  const stopped = await finished(run.id)
  assert.equal(stopped.state, 'cancelled')
  assert.ok(stopped.done_rows < 60000 && stopped.can_go_on)
  // A server that ends leaves the run to be gone on with.
  good(await admin.call('POST', `/imports/${run.id}/runs`, { mapping, mapping_name: '' }))
  await server.stop('SIGKILL')
  server = own.server = await startServer(bureau.data)
  ;[admin, clerk, marketing, leader, auditor] = await Promise.all(['admin', 'YYT02', 'SCYX01', 'JZ02', 'JCSJ01'].map((name) => signIn(server.base, name)))
  const left = good(await admin.call('GET', `/imports/${run.id}`))
  assert.equal(left.state, 'interrupted')
  assert.equal(left.added, left.done_rows, 'what was counted is in')
  const kinds = good(await admin.call('GET', '/import_kinds')).items
  assert.deepEqual(kinds.map((row) => row.name), ['units', 'officers', 'customers', 'past_cases', 'roster', 'bills', 'arrears', 'outages', 'monthly_use', 'interval_use', 'charges', 'affiliate_charges'])
  const shipped = good(await admin.call('GET', '/import_kinds/past_cases/mappings')).items
  assert.ok(shipped.some((row) => row.shipped && row.name === 'nyc311'))
  const template = await admin.call('GET', '/import_kinds/roster/template', undefined, { 'Accept-Language': 'zh' })
  assert.match(template.body, /部门代码,工号,开始,结束,班次/)
})

test('a first password is drawn, told once, ends the one before and must be changed', async () => {
  const made = good(await admin.call('POST', '/officers', { code: 'MM01', name: '𠮷新', phone: '', unit_code: 'JBGS', post_name: '专责', roles: ['clerk'], rank: 'staff' }), 201)
  assert.match(made.first_password, /^([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}$/)
  assert.equal(Math.round((new Date(made.ends_at) - Date.now()) / 86400000), 7)
  const enter = (password) => fetch(`${server.base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'MM01', password }) })
  const entered = await enter(made.first_password)
  assert.equal(entered.status, 201)
  assert.equal((await entered.json()).must_change_password, true)
  const again = good(await admin.call('POST', `/officers/${made.id}/password_resets`), 201)
  assert.notEqual(again.first_password, made.first_password)
  assert.deepEqual([(await enter(made.first_password)).status, (await enter(again.first_password)).status], [401, 201])
  assert.equal((await clerk.call('POST', `/officers/${made.id}/password_resets`)).status, 403)
  assert.equal((await admin.call('POST', '/officers/999999/password_resets')).status, 404)
  assert.doesNotMatch(JSON.stringify(good(await admin.call('GET', `/officers/${made.id}/history`))), new RegExp(again.first_password))
})

test('art_4: a unit changes with its history, ends only when nothing is left in it, and comes back', async () => {
  const { id } = good(await admin.call('POST', '/units', { parent_code: 'BJ', code: 'LS', name: '临时班', phone: '0800-1', kind: 'team' }), 201)
  const { id: officer } = good(await admin.call('POST', '/officers', { code: 'LS01', name: '临时工', phone: '', unit_code: 'LS', post_name: '专责', roles: ['clerk'], rank: 'head' }), 201)
  assert.equal(refusal(await admin.call('POST', '/officers', { code: 'LS02', name: '无角色', phone: '', unit_code: 'LS', post_name: '专责', roles: [], rank: 'staff' })), 'add_officer.no_role')
  good(await admin.call('PUT', `/units/${id}`, { parent_code: 'JBGS', name: '机动班', phone: '0800-2' }))
  const terms = good(await clerk.call('GET', `/units/${id}/history`)).items
  assert.deepEqual(terms.map((row) => [row.name, row.phone]), [['机动班', '0800-2'], ['临时班', '0800-1']])
  assert.equal(refusal(await admin.call('DELETE', `/units/${id}`)), 'end_unit.officers_left')
  assert.equal(refusal(await clerk.call('DELETE', `/units/${id}`)), 'permission.denied')
  const jcsj = good(await clerk.call('GET', '/units')).items.find((row) => row.code === 'JBGS').id
  assert.equal(refusal(await admin.call('DELETE', `/units/${jcsj}`)), 'end_unit.bureau_office')
  good(await admin.call('PUT', `/officers/${officer}`, { name: '林时', phone: '13900000000' }))
  const begins = china(Date.now() + 86400000)
  good(await admin.call('PUT', `/officers/${officer}/post`, { unit_code: 'KHFW-YYT', post_name: '营业员', roles: ['clerk'], rank: 'staff', from: begins }))
  const history = good(await clerk.call('GET', `/officers/${officer}/history`))
  assert.equal(history.posts.length, 2)
  assert.equal(history.posts[1].to, begins)
  good(await admin.call('DELETE', `/officers/${officer}`))
  good(await admin.call('DELETE', `/units/${id}`))
  assert.ok(!good(await clerk.call('GET', '/units')).items.some((row) => row.id === id))
  good(await admin.call('POST', `/units/${id}/reopenings`))
  good(await admin.call('POST', `/officers/${officer}/reinstatements`, { unit_code: 'LS', post_name: '专责', roles: ['clerk'], rank: 'staff' }))
  for (const typed of ['ls', 'LinShi', '林时', 'ls01'])
    assert.ok(good(await clerk.call('GET', `/officers?q=${encodeURIComponent(typed)}`)).items.some((row) => row.id === officer && row.active), `found by ${typed}`)
})

test('art_4: absences are planned, shown in the roster and taken back; an absent officer’s deputy is on duty', async () => {
  const me = clerk.session.officer
  const others = good(await clerk.call('GET', `/officers?unit_id=${me.unit_id}`)).items.filter((row) => row.id !== me.id && row.active)
  good(await admin.call('PUT', `/officers/${me.id}/deputy`, { deputy_id: others[0].id }))
  const now = Date.now(), shift = { unit_id: me.unit_id, officer_id: me.id, from: china(now - 3600000), to: china(now + 3600000), duty: '值班' }
  assert.equal((await clerk.call('POST', '/roster/shifts', shift)).status, 403)
  const { id } = good(await admin.call('POST', '/roster/shifts', shift), 201)
  assert.equal(refusal(await admin.call('POST', '/roster/shifts', shift)), 'plan_shift.overlaps')
  const onDuty = async () => good(await clerk.call('GET', '/roster/on_duty')).items.map((row) => [row.officer_name, row.instead_of_name])
  assert.deepEqual(await onDuty(), [[me.name, undefined]])
  good(await clerk.call('POST', `/officers/${me.id}/absences`, { from: china(now - 60000), to: china(now + 1800000), reason: '就医' }))
  assert.equal(refusal(await clerk.call('POST', `/officers/${me.id}/absences`, { from: china(now), to: china(now + 60000), reason: '就医' })), 'record_absence.overlaps')
  assert.deepEqual(await onDuty(), [[others[0].name, me.name]])
  const today = china(now).slice(0, 10)
  const roster = good(await clerk.call('GET', `/roster?from=${today}&to=${today}&unit_id=${me.unit_id}`))
  assert.deepEqual([roster.shifts.length, roster.absences[0].reason, roster.absences[0].deputy_name], [1, '就医', others[0].name])
  const [absence] = good(await clerk.call('GET', `/officers/${me.id}/history`)).absences
  good(await clerk.call('DELETE', `/officers/${me.id}/absences/${absence.id}`))
  assert.deepEqual(await onDuty(), [[me.name, undefined]])
  good(await admin.call('DELETE', `/roster/shifts/${id}`))
  assert.deepEqual(await onDuty(), [])
  assert.equal(refusal(await admin.call('DELETE', `/roster/shifts/${id}`)), 'end_shift.over')
  assert.match((await clerk.call('GET', `/roster/export?from=${today}`, undefined, { 'Accept-Language': 'zh' })).body, /部门代码/)
})

test('art_10_6: the directory is found by name, pinyin, phone and matter', async () => {
  const names = async (q) => good(await clerk.call('GET', `/directory?q=${encodeURIComponent(q)}`)).items.map((row) => row.name)
  assert.ok((await names('jbgs')).includes('局办公室'))
  assert.ok((await names('12398')).some((name) => name.includes('能源监管')))
  assert.ok((await names('自来水')).length > 0)
  const meters = good(await clerk.call('GET', `/directory?q=${encodeURIComponent('校表')}`)).items
  assert.ok(meters.some((row) => row.found_by.length > 0), JSON.stringify(meters.map((row) => row.name)))
  assert.deepEqual(await names('无此单位xyz'), [])
  const all = good(await clerk.call('GET', '/directory')).items
  assert.ok(all.some((row) => row.unit_id === undefined && row.phones.length === 3), '10000/10086/10010')
  assert.equal((await clerk.call('GET', '/directory/export?format=xlsx')).status, 200)
})

test('art_6: who saw a customer includes the customer’s cases, by officer, period and reason', async () => {
  const [customer] = good(await clerk.call('GET', '/customers?limit=1')).items
  const made = good(await clerk.call('POST', '/cases', registration({ contact: { ...registration().contact, customer_id: customer.id } })), 201)
  const agent = await signIn(server.base, 'RX02')
  good(await agent.call('POST', `/cases/${made.id}/unmaskings`, { reason: '回拨核实地址' }))
  good(await agent.call('POST', `/customers/${customer.id}/unmaskings`, { reason: '核对户名' }))
  const today = china(Date.now()).slice(0, 10)
  const read = async (more) => good(await auditor.call('GET', `/access_log?customer_id=${customer.id}${more}`)).items
  const reasons = (await read(`&officer_id=${agent.session.officer.id}`)).map((row) => row.reason)
  assert.ok(reasons.includes('回拨核实地址') && reasons.includes('核对户名'))
  assert.deepEqual((await read(`&reason=${encodeURIComponent('户名')}`)).map((row) => row.reason), ['核对户名'])
  assert.ok((await read(`&from=${today}&to=${today}`)).length >= 2)
  assert.deepEqual(await read('&to=2020-01-01'), [])
  const csv = await auditor.call('GET', `/access_log/export?customer_id=${customer.id}`)
  assert.match(csv.body, /回拨核实地址/)
  assert.equal((await clerk.call('GET', `/access_log?customer_id=${customer.id}`)).status, 403)
})

test('art_6: an administrator sees everybody’s tokens, never the secret, with their last use, and revokes them', async () => {
  const { token } = good(await clerk.call('POST', '/tokens', { name: '报表接口', scopes: ['read'], days: 30 }), 201)
  const use = () => fetch(`${server.base}/api/v1/cases?limit=1`, { headers: { Authorization: `Bearer ${token}` } })
  const find = async () => good(await admin.call('GET', '/tokens/all')).items.find((row) => row.name === '报表接口')
  assert.equal((await find()).last_used_at, undefined)
  assert.equal((await use()).status, 200)
  await rest(200)
  const found = await find()
  assert.ok(found.last_used_at && found.officer_name === clerk.session.officer.name)
  assert.ok(!JSON.stringify(found).includes(token.slice(3)))
  assert.equal((await clerk.call('GET', '/tokens/all')).status, 403)
  assert.equal((await clerk.call('DELETE', `/tokens/all/${found.id}`)).status, 403)
  good(await admin.call('DELETE', `/tokens/all/${found.id}`))
  assert.equal((await use()).status, 401)
})

test('art_9_1: the rulebook says its posted prices to the last digit, with source and clause', async () => {
  const { prices } = good(await clerk.call('GET', '/rulebook'))
  const { effective_from, ...tier } = prices.find((row) => row.code === 'residential.tier_1')
  assert.deepEqual([tier.price, tier.unit, tier.clause, effective_from], ['0.58886875', '元/千瓦时', 'art.9(1)', '2017-07-01'])
  assert.match(tier.source, /粤价〔2012〕135号/)
})
