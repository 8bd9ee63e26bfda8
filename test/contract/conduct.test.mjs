// Violations over the API: from a lead to a closed case; nobody decides before the person was heard, nothing is exposed without two
// bodies, nobody of the accused's line learns anything, no third person stands in a text. Art. 9(4), 7.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { crc32 } from 'node:zlib'
import { ownServer } from '../support/own.mjs'
import { registration, runUnder, signIn, startServer } from '../support/server.mjs'

const people = { head: 'JCSJ01', officer: 'JCSJ02', marketing: 'SCYX02', leader: 'JZ01', deputy: 'JZ02', accused: 'CDY02', colleague: 'CDY01', station: 'CD01', clerk: 'YYT02', centre: 'KHFW01', outsider: 'SCJS02', admin: 'admin', crew: 'CDQ02' }
const who = {}
const ownBureau = await ownServer(60)
const { bureau } = ownBureau
let { server } = ownBureau
ownBureau.whenProven = (found) => assert.ok(found.conduct_cases > 15)
before(async () => {
  for (const [name, code] of Object.entries(people)) who[name] = await signIn(server.base, code)
})
const id = (name) => who[name].session.officer.id
const good = (answer, status) => {
  assert.ok(status ? answer.status === status : answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const refused = (answer, code, status = 422) => {
  const errors = [answer.body, ...(answer.body.errors ?? [])]
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.ok(errors.some((one) => one.code === code), `${code}: ${JSON.stringify(answer.body)}`)
  return errors.find((one) => one.code === code)
}
const day = (days) => new Date(Date.now() + days * 86400000 + 8 * 3600000).toISOString().slice(0, 10)
const open = (more = {}, by = 'officer') => who[by].call('POST', '/conduct_cases', { lead: 'own_accord', accused_id: id('accused'), violation: 'asking_favours', suspicion: '反映收受客户购物卡。', ...more })
const step = (by, number, path, body = {}) => who[by].call('POST', `/conduct_cases/${number}/${path}`, { version: 0, ...body })
const own = (by, number, path, body = {}) => who[by].call('POST', `/my_conduct/${number}/${path}`, { version: 0, ...body })
const read = (number, by = 'head') => who[by].call('GET', `/conduct_cases/${number}`)
const fact = (more = {}) => ({ text: '收受购物卡两张。', evidence: '实物、本人承认', proved: true, ...more })
const decision = (more = {}) => ({ violation: 'asking_favours', measure: 'post_suspended', reason: '事实清楚，按表处理。', fact_numbers: [1], ...more })
const draft = (more = {}) => ({ level: 'society', title: '营销员收受购物卡被查处', facts: [{ number: 1, text: '收受购物卡两张，已退还。' }], ...more })
const stages = ['accepted', 'investigating', 'to_hear', 'hearing', 'to_decide', 'decided', 'carrying_out', 'exposed', 'closed']
/** A new case as far as a stage; the ways of the text by the accused's answers and the shipped table. */
async function caseAt(stage, { finding = {}, ...more } = {}) {
  const number = good(await open(more)).id
  const steps = [
    [() => step('officer', number, 'acceptances')],
    [() => step('officer', number, 'investigators', { officer_ids: [id('officer'), id('marketing')] })],
    [() => step('officer', number, 'findings', { facts: [fact(), fact({ text: '另有宴请。', evidence: '传闻', proved: false })], ...finding }), () => step('marketing', number, 'finding_confirmations')],
    [() => step('officer', number, 'hearings', { question: '反映您收受购物卡，请说明。' })],
    [() => own('accused', number, 'answers', { declined: false, words: '已经退还。' })],
    [() => step('head', number, 'decisions', decision(more.violation ? { violation: more.violation } : {}))],
    [() => own('accused', number, 'objection_waivers')],
    [() => step('officer', number, 'exposures', draft()), () => step('head', number, 'exposure_approvals', { body: 'supervision' }), () => step('leader', number, 'exposure_approvals', { body: 'leading_group' })],
    [() => step('officer', number, 'rectifications', { unit_id: who.station.session.officer.unit_id, task: '自查三个月业务。', due_on: day(10) }), () => own('station', number, 'rectifications/1/reports', { words: '已自查。' }),
      () => step('head', number, 'rectifications/1/retests', { passed: true, words: '抽查合格。' }), () => step('officer', number, 'closings')],
  ]
  for (const [index, name] of stages.entries()) {
    for (const one of steps[index]) good(await one())
    if (name === stage) break
  }
  return number
}
const page = async (path, language = 'zh') => {
  const answer = await fetch(server.base + path, { headers: { 'Accept-Language': language } })
  return { status: answer.status, text: await answer.text() }
}

test('art_9_4: a case goes from a lead to a public exposure, put right and tested by another unit, and is closed', async () => {
  const number = await caseAt('closed')
  const seen = good(await read(number))
  assert.deepEqual([seen.stage, seen.exposure.is_up, seen.rectifications[0].passed], ['closed', true, true])
  assert.deepEqual(seen.story.map((one) => one.kind).filter((kind) => kind !== 'conduct_told').reverse(), [
    'conduct_case_opened', 'conduct_case_accepted', 'conduct_investigators_appointed', 'conduct_finding_recorded', 'conduct_finding_confirmed', 'conduct_hearing_asked', 'conduct_hearing_answered',
    'conduct_decided', 'conduct_objection_waived', 'conduct_exposure_drafted', 'conduct_exposure_approved', 'conduct_exposed', 'conduct_rectification_ordered', 'conduct_rectification_reported',
    'conduct_rectification_passed', 'conduct_case_closed'])
  assert.ok(seen.story.every((one) => one.clause.startsWith('art.')))
  const shown = await page(`/p/exposures/${seen.exposure.public_number}`)
  assert.equal(shown.status, 200)
  assert.match(shown.text, /营销员收受购物卡被查处/)
  assert.match(shown.text, /姜某/)
  assert.doesNotMatch(shown.text, /姜涛|钟晓岚|CDY02|<script(?! src)/)
  assert.ok(shown.text.length < 100_000)
  assert.match((await page(`/p/exposures/${seen.exposure.public_number}`, 'en')).text, /Taken down|What was proved/)
  assert.match((await page('/p/exposures')).text, new RegExp(`/p/exposures/${seen.exposure.public_number}"`))
  assert.equal((await page('/p/exposures/999999')).status, 404)
  assert.equal((await page('/p/exposures/x')).status, 404)
})

test('art_9_4: no decision before the hearing, by nobody who investigated, outside no table', async () => {
  for (const stage of ['accepted', 'investigating', 'to_hear', 'hearing']) refused(await step('head', await caseAt(stage), 'decisions', decision()), 'conduct.not_heard')
  const number = await caseAt('to_decide')
  refused(await step('officer', number, 'decisions', decision()), 'conduct.decider_investigated')
  refused(await step('head', number, 'decisions', decision({ measure: 'criticism' })), 'conduct.measure_not_in_table')
  refused(await step('head', number, 'decisions', decision({ withheld_fen: 1 })), 'conduct.withheld_out_of_range')
  refused(await step('head', number, 'decisions', decision({ measure: 'disciplinary' })), 'conduct.unknown_discipline')
  refused(await step('head', number, 'decisions', decision({ fact_numbers: [2] })), 'conduct.fact_not_proved')
  refused(await step('head', number, 'decisions', decision({ measure: 'beheading' })), 'body.not_one_of', 400)
  const actions = good(await read(number, 'officer')).actions
  assert.equal(actions.find((one) => one.name === 'decide').code, 'conduct.decider_investigated', 'what is refused is shown, and why')
})

test('art_9_4: investigators are two, not of the line and not over the accused', async () => {
  const number = await caseAt('accepted')
  const name = (ids) => step('officer', number, 'investigators', { officer_ids: ids })
  refused(await name([id('officer')]), 'conduct.two_investigators')
  refused(await name([id('officer'), id('colleague')]), 'conduct.investigator_recused')
  refused(await name([id('officer'), id('station')]), 'conduct.investigator_supervised')
  good(await name([id('officer'), id('outsider')]))
  const seen = good(await read(number, 'outsider'))
  assert.ok(seen.actions.some((one) => one.name === 'find' && one.allowed), 'whoever investigates sees his case')
  assert.equal((await who.outsider.call('GET', '/conduct_cases')).body.items.length, 1, 'and no other')
  refused(await step('outsider', number, 'closings'), 'permission.denied', 403)
})

test('art_9_4: nobody of the accused’s line learns anything; the accused sees what he must answer to and the decision', async () => {
  const marked = '标记怀疑内容甲乙丙'
  const number = await caseAt('investigating', { suspicion: marked })
  for (const name of ['accused', 'colleague', 'station', 'clerk', 'crew', 'admin']) {
    refused(await read(number, name), 'conduct.unknown', 404)
    refused(await step(name, number, 'closings'), 'conduct.unknown', 404)
    const heard = JSON.stringify([(await who[name].call('GET', '/conduct_cases?only=open')).body, (await who[name].call('GET', '/my_conduct')).body, (await who[name].call('GET', '/notices')).body, (await who[name].call('GET', '/conduct_exposures')).body])
    assert.doesNotMatch(heard, new RegExp(marked))
    assert.ok(!JSON.parse(heard)[1].matters.some((one) => one.id === number), 'he does not know before he is asked')
    refused(await own(name, number, 'answers', { declined: true, words: '' }), 'conduct.unknown', 404)
    refused(await who[name].call('GET', '/conduct_decisions'), 'permission.denied', 403)
  }
  good(await step('officer', number, 'findings', { facts: [fact({ evidence: '证人证言 证据标记' })], third_persons: [{ name: '赵证人', phone: '13900001111', id_number: '', account_number: '', address: '' }] }))
  good(await step('marketing', number, 'finding_confirmations'))
  good(await step('officer', number, 'hearings', { question: '请您说明购物卡一事 𠮷 㛃。' }))
  const mine = good(await who.accused.call('GET', '/my_conduct')).matters.find((one) => one.id === number)
  assert.equal(mine.question, '请您说明购物卡一事 𠮷 㛃。')
  assert.deepEqual(mine.may, ['answer'])
  assert.doesNotMatch(JSON.stringify(mine), /证据标记|赵证人|13900001111|钟晓岚|贺兰芝/)
  assert.ok((await who.accused.call('GET', '/notices')).body.items.some((one) => one.kind === 'conduct' && one.path === '/conduct?part=mine'))
  refused(await own('colleague', number, 'answers', { declined: true, words: '' }), 'conduct.unknown', 404)
})

test('art_9_4: no third person stands in what the accused or the public reads, however written', async () => {
  const complaint = good(await who.clerk.call('POST', '/cases', registration({ contact: { name: '欧阳㛃', phone: '13611112222', address: '城东区长青路77号' }, about_officer_id: id('accused') }), { 'Idempotency-Key': crypto.randomUUID() }))
  const number = await caseAt('to_hear', { lead: 'complaint', lead_id: complaint.id, finding: { third_persons: [{ name: '钱证人', phone: '', id_number: '11010519491231002X', account_number: '', address: '' }] } })
  for (const [text, found] of [['客户欧 阳·㛃反映', '欧阳㛃'], ['电话１３６-1111-2222', '13611112222'], ['一三六一一一一二二二二', '13611112222'], ['住在长青路77号旁', '城东区长青路77号'], ['城东区长青路 77 号', '城东区长青路77号'], ['钱证人', '钱证人'], ['11010519491231002x', '11010519491231002X'], ['卡号 6222 0000 1111', '622200001111']]) {
    const answer = await step('officer', number, 'hearings', { question: `请说明。${text}` })
    assert.match(refused(answer, 'conduct.third_person').detail, new RegExp(found))
  }
  refused(await open({ lead: 'complaint', lead_id: complaint.id }), 'conduct.opened_already')
  const exposed = await caseAt('carrying_out')
  refused(await step('officer', exposed, 'exposures', draft({ title: '姜涛收受购物卡' })), 'conduct.third_person')
  refused(await step('officer', exposed, 'exposures', draft({ facts: [{ number: 2, text: '宴请' }] })), 'conduct.fact_not_decided')
  refused(await step('officer', exposed, 'exposures', draft({ level: 'team' })), 'conduct.exposure_too_narrow')
})

test('art_9_4: an exposure needs supervision and the leading group, is previewed as it will be read, corrected openly', async () => {
  const number = await caseAt('carrying_out')
  refused(await step('head', number, 'exposure_approvals', { body: 'supervision' }), 'conduct.no_draft')
  good(await step('officer', number, 'exposures', draft()))
  refused(await step('officer', number, 'exposure_approvals', { body: 'supervision' }), 'conduct.own_exposure')
  refused(await step('head', number, 'exposure_approvals', { body: 'leading_group' }), 'permission.denied', 403)
  refused(await step('leader', number, 'exposure_approvals', { body: 'supervision' }), 'permission.denied', 403)
  refused(await step('head', number, 'exposure_approvals', { body: 'nobody' }), 'body.not_one_of', 400)
  const preview = await who.head.call('GET', `/conduct_cases/${number}/exposure_preview`)
  assert.match(preview.body, /营销员收受购物卡被查处[^]*姜某/)
  assert.equal((await who.colleague.call('GET', `/conduct_cases/${number}/exposure_preview`)).status, 404)
  good(await step('head', number, 'exposure_approvals', { body: 'supervision' }))
  assert.equal(good(await read(number)).exposure.is_up, false)
  good(await step('deputy', number, 'exposure_returns', { reason: '写清是否退还' }))
  assert.equal(good(await read(number)).exposure.returned_because, '写清是否退还')
  good(await step('officer', number, 'exposures', draft()))
  good(await step('head', number, 'exposure_approvals', { body: 'supervision' }))
  good(await step('leader', number, 'exposure_approvals', { body: 'leading_group' }))
  const first = good(await read(number)).exposure
  assert.ok(first.is_up && first.public_number > 0)
  // What was read before the draft and what hangs now are the same words.
  const hung = (await page(`/p/exposures/${first.public_number}`)).text
  const facts = (text) => text.match(/<dl class="facts">[^]*<\/ol>/)[0]
  assert.equal(facts(hung), facts(preview.body))
  refused(await step('officer', number, 'exposures', draft()), 'conduct.exposed_already')
  good(await step('officer', number, 'exposure_corrections', { title: '营销员收受购物卡被查处', facts: [{ number: 1, text: '收受购物卡一张，已退还。' }], because: '张数写错' }))
  assert.doesNotMatch((await page(`/p/exposures/${first.public_number}`)).text, /张数写错/)
  refused(await step('officer', number, 'closings'), 'conduct.exposure_draft_waits')
  good(await step('head', number, 'exposure_approvals', { body: 'supervision' }))
  good(await step('leader', number, 'exposure_approvals', { body: 'leading_group' }))
  const corrected = (await page(`/p/exposures/${first.public_number}`)).text
  assert.match(corrected, /更正：张数写错/)
  assert.match(corrected, /<s>收受购物卡两张，已退还。<\/s>/)
})

test('art_9_4: an objection is decided by another; lifted, the number keeps a page that says so', async () => {
  const number = await caseAt('exposed')
  const exposure = good(await read(number)).exposure
  good(await own('accused', number, 'objections', { text: '有新的证据' }))
  refused(await own('accused', number, 'objections', { text: '再来一次' }), 'conduct.objected_already')
  const outcome = (by, what, more = {}) => step(by, number, 'objection_decisions', { outcome: what, words: '复核意见', ...more })
  refused(await outcome('head', 'stands'), 'conduct.own_decision')
  refused(await outcome('officer', 'stands'), 'conduct.decider_investigated')
  refused(await outcome('leader', 'milder', { measure: 'judicial' }), 'conduct.not_milder')
  good(await outcome('leader', 'lifted'))
  const gone = await page(`/p/exposures/${exposure.public_number}`)
  assert.equal(gone.status, 200)
  assert.match(gone.text, /经申诉撤销/)
  assert.doesNotMatch(gone.text, /姜某|购物卡/)
  assert.match((await page('/p/exposures')).text, /已按规定撤下/)
  assert.ok(!good(await who.head.call('GET', '/conduct_decisions?limit=200')).items.some((row) => row.id === number), 'no standing decision')
})

test('art_9_4: nothing proved clears the person and tells him and whoever reported', async () => {
  const complaint = good(await who.clerk.call('POST', '/cases', registration({ about_officer_id: id('accused') }), { 'Idempotency-Key': crypto.randomUUID() }))
  const number = await caseAt('investigating', { lead: 'complaint', lead_id: complaint.id })
  good(await step('officer', number, 'findings', { facts: [fact({ proved: false })] }))
  good(await step('marketing', number, 'finding_confirmations'))
  refused(await step('head', number, 'decisions', decision()), 'conduct.not_heard')
  refused(await step('marketing', number, 'not_proved', { reason: '没有证据' }), 'permission.denied', 403)
  refused(await step('officer', number, 'not_proved', { reason: '没有证据' }), 'conduct.decider_investigated')
  good(await step('head', number, 'not_proved', { reason: '监控显示并无此事' }))
  const mine = good(await who.accused.call('GET', '/my_conduct')).matters.find((one) => one.id === number)
  assert.equal(mine.cleared_because, '监控显示并无此事')
  const told = (await who.clerk.call('GET', '/notices')).body.items.find((one) => one.kind === 'conduct')
  assert.match(told.text, /未查实，请告知客户：监控显示并无此事/)
  assert.equal(told.path, `/cases/${complaint.id}`)
})

test('art_9_4: a verified tip opens a case, and its reporter reads by his code that nothing was proved', async () => {
  const rows = good(await who.head.call('GET', '/tip_offs?limit=200')).items
  const verified = rows.find((row) => row.verdict === 'verified')
  const waiting = rows.find((row) => !row.verdict)
  refused(await open({ lead: 'tip_off', lead_id: waiting.case_id, violation: 'theft_collusion' }), 'conduct.lead_does_not_hold')
  refused(await open({ lead: 'tip_off', lead_id: verified.case_id, violation: 'service_attitude', accused_id: id('accused') }, 'station'), 'conduct.lead_does_not_hold')
  const number = await caseAt('investigating', { lead: 'tip_off', lead_id: verified.case_id, violation: 'theft_collusion' })
  good(await step('officer', number, 'findings', { facts: [fact({ proved: false })] }))
  good(await step('marketing', number, 'finding_confirmations'))
  good(await step('head', number, 'not_proved', { reason: '没有发现人员参与' }))
  const talk = good(await who.head.call('GET', `/tip_offs/${verified.case_id}`)).talk
  assert.match(talk.at(-1).text, /未查实，对其不作处理。理由：没有发现人员参与/)
  assert.equal(talk.at(-1).by_reporter, false)
})

test('art_9_4: refused charges and affiliates’ exceptions are leads, papers by their number', async () => {
  const attempt = good(await who.head.call('GET', '/charge_attempts')).items[0]
  good(await open({ lead: 'charge_attempt', lead_id: attempt.id, violation: 'invented_charge' }))
  refused(await open({ lead: 'charge_attempt', lead_id: 999999, violation: 'invented_charge' }), 'conduct.lead_does_not_hold')
  const charges = good(await who.head.call('GET', '/affiliate_charges')).items
  const exception = charges.find((row) => row.exception !== 'none'), agreeing = charges.find((row) => row.exception === 'none')
  good(await open({ lead: 'affiliate_charge', lead_id: exception.id, violation: 'invented_charge' }))
  if (agreeing) refused(await open({ lead: 'affiliate_charge', lead_id: agreeing.id, violation: 'invented_charge' }), 'conduct.lead_does_not_hold')
  refused(await open({ lead: 'audit' }), 'conduct.reference_missing')
  good(await open({ lead: 'audit', reference: '审〔２０２６〕４号' }))
})

test('art_7: a station’s head judges light kinds of his own people; supervision sees it and may take it over', async () => {
  const light = { violation: 'service_attitude', suspicion: '对客户态度生硬。' }
  refused(await open({ ...light, accused_id: id('clerk') }, 'station'), 'conduct.not_your_people')
  refused(await open({ violation: 'asking_favours' }, 'station'), 'conduct.bureau_only')
  refused(await open(light, 'colleague'), 'conduct.not_your_people')
  refused(await open(light, 'clerk'), 'permission.denied', 403)
  refused(await open(light, 'outsider'), 'permission.denied', 403)
  const number = good(await open(light, 'station')).id
  assert.equal(good(await read(number, 'head')).level, 'unit')
  for (const name of ['accused', 'colleague', 'centre']) refused(await read(number, name), 'conduct.unknown', 404)
  good(await step('station', number, 'acceptances'))
  good(await step('station', number, 'investigators', { officer_ids: [id('crew'), id('marketing')] }))
  good(await step('crew', number, 'findings', { facts: [fact({ text: '挂断电话。' })] }))
  good(await step('marketing', number, 'finding_confirmations'))
  good(await step('crew', number, 'hearings', { question: '请说明挂断电话一事。' }))
  good(await own('accused', number, 'answers', { declined: true, words: '' }))
  refused(await step('station', number, 'decisions', decision({ violation: 'service_attitude', measure: 'pay_withheld', withheld_fen: 10000 })), 'conduct.beyond_unit')
  good(await step('head', number, 'take_overs', { reason: '情节较重' }))
  refused(await read(number, 'station'), 'conduct.unknown', 404)
  refused(await step('head', number, 'take_overs', { reason: '再来' }), 'conduct.not_a_units_case')
  good(await step('head', number, 'decisions', decision({ violation: 'service_attitude', measure: 'pay_withheld', withheld_fen: 10000 })))
})

test('art_9_4: who put it right does not test it; only then it is closed', async () => {
  const number = await caseAt('exposed')
  refused(await step('officer', number, 'closings'), 'conduct.rectification_missing')
  refused(await step('officer', number, 'rectifications', { unit_id: 1, task: '整改', due_on: day(900) }), 'conduct.due_day_out_of_range')
  refused(await step('officer', number, 'rectifications', { unit_id: 1, task: '整改', due_on: '2026-02-30' }), 'body.bad_time', 400)
  good(await step('officer', number, 'rectifications', { unit_id: who.officer.session.officer.unit_id, task: '完善检查办法', due_on: day(5) }))
  refused(await own('clerk', number, 'rectifications/1/reports', { words: '冒充' }), 'conduct.unknown', 404)
  refused(await own('accused', number, 'rectifications/1/reports', { words: '我改了' }), 'conduct.unknown', 404)
  good(await own('officer', number, 'rectifications/1/reports', { words: '办法已修订' }))
  refused(await step('head', number, 'rectifications/1/retests', { passed: true, words: '看过' }), 'conduct.own_rectification')
  refused(await step('leader', number, 'rectifications/9/retests', { passed: true, words: '看过' }), 'conduct.unknown_task')
  refused(await step('officer', number, 'closings'), 'conduct.rectification_open')
  good(await step('leader', number, 'rectifications/1/retests', { passed: false, words: '缺附件', due_on: day(9) }))
  good(await own('head', number, 'rectifications/1/reports', { words: '已补' }))
  good(await step('leader', number, 'rectifications/1/retests', { passed: true, words: '齐全' }))
  good(await step('officer', number, 'closings'))
})

/** A one-pixel PNG, with a text of the camera in it unless it is cleaned; each call another one. */
let shade = 0
function photo() {
  const bytes = Buffer.concat([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')])
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4), sum = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  return Buffer.concat([bytes.subarray(0, 33), chunk('tEXt', Buffer.from(`Comment\0GPS 标记地点 ${++shade}`)), bytes.subarray(33)])
}
const handIn = async (by, path, content, name, fields = {}) => {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  if (content !== null) form.append('file', new Blob([content]), name)
  const answer = await fetch(`${server.base}/api/v1${path}`, { method: 'POST', headers: { Cookie: who[by].cookie, 'X-CSRF-Token': who[by].session.csrf_token }, body: form })
  return { status: answer.status, body: await answer.json() }
}
const file = (by, number, place = 'conduct_cases', n = 1) => fetch(`${server.base}/api/v1/${place}/${number}/files/${n}`, { headers: { Cookie: who[by].cookie } })

test('art_9_4 art_9_5: files are handed in by who investigates and by the accused, stay, lose where a photo was taken, and every look is on record', async () => {
  const number = await caseAt('investigating')
  const path = `/conduct_cases/${number}/files`
  refused(await handIn('head', path, 'x', '说明.txt'), 'permission.denied', 403)
  refused(await handIn('colleague', path, 'x', '说明.txt'), 'conduct.unknown', 404)
  refused(await handIn('officer', path, null), 'attachment.empty')
  refused(await handIn('officer', path, Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0xff]), 'a.exe'), 'attachment.type_not_allowed')
  refused(await handIn('officer', path, 'x', '说明.txt', { version: '1' }), 'conduct.changed_meanwhile', 409)
  assert.equal((await handIn('officer', path, 'x', '说明.txt', { version: 'abc' })).status, 400)
  assert.equal((await handIn('officer', path, 'x', '说明.txt', { shows: '长'.repeat(201) })).status, 400)
  assert.equal((await handIn('officer', path, 'x'.repeat((20 << 20) + 1), '大.txt')).status, 413)
  assert.equal(good(await handIn('officer', path, photo(), '购物卡 𠮷㛃.png', { shows: '购物卡两张' }), 201).number, 1)
  assert.equal(good(await handIn('marketing', path, '谈话记录', '笔录.txt'), 201).number, 2)
  refused(await handIn('marketing', path, '谈话记录', '另名.txt'), 'conduct.file_there_already')
  const shown = await file('head', number)
  assert.equal(shown.headers.get('content-type'), 'image/png')
  assert.ok(!Buffer.from(await shown.arrayBuffer()).includes('标记地点'), 'the photo lost where it was taken')
  assert.match((await file('head', number, 'conduct_cases', 2)).headers.get('content-disposition'), /^attachment/)
  assert.equal((await file('head', number, 'conduct_cases', 3)).status, 404)
  assert.match(JSON.stringify((await who.head.call('GET', '/access_log')).body), new RegExp(`conduct/${number}"[^}]*conduct_file`))
  refused(await step('officer', number, 'findings', { facts: [fact({ file_numbers: [3] })] }), 'conduct.unknown_file')
  good(await step('officer', number, 'findings', { facts: [fact({ file_numbers: [1] })] }))
  good(await step('marketing', number, 'finding_confirmations'))
  good(await step('officer', number, 'hearings', { question: '请说明。' }))
  assert.equal(good(await handIn('officer', path, '询问录音文字', '询问.txt'), 201).number, 3)
  const seen = good(await read(number))
  assert.deepEqual(seen.files.map((one) => one.part), ['evidence', 'evidence', 'hearing'])
  assert.deepEqual(seen.finding.facts[0].file_numbers, [1])
  // The accused: his own, nothing else, not even that there is something else.
  refused(await handIn('colleague', `/my_conduct/${number}/files`, 'x', 'x.txt'), 'conduct.unknown', 404)
  assert.equal(good(await handIn('accused', `/my_conduct/${number}/files`, '谈话记录', '我的记录.txt'), 201).number, 1, 'numbered by themselves')
  for (const n of [2, 3, 4]) assert.equal((await file('accused', number, 'my_conduct', n)).status, 404)
  assert.match(await (await file('accused', number, 'my_conduct')).text(), /谈话记录/)
  assert.equal((await file('accused', number)).status, 404)
  assert.deepEqual(good(await who.accused.call('GET', '/my_conduct')).matters.find((one) => one.id === number).files.map((one) => one.file_name), ['我的记录.txt'])
  good(await own('accused', number, 'answers', { declined: false, words: '见材料。' }))
  refused(await handIn('accused', `/my_conduct/${number}/files`, '再来', '再来.txt'), 'conduct.wrong_stage')
  good(await step('head', number, 'decisions', decision()))
  refused(await handIn('officer', path, '迟来', '迟来.txt'), 'conduct.wrong_stage')
})

test('art_9_4 art_9_5: a tip, a complaint, a refused charge and an exception lead to their cases and back; of a tip’s case few see the files; the accused learns of no lead', async () => {
  const leads = async (by, kind, ids) => good(await who[by].call('GET', `/conduct_leads?kind=${kind}&ids=${ids}`))
  const tips = good(await who.head.call('GET', '/tip_offs?limit=200')).items
  const taken = new Set((await Promise.all(tips.map(async (row) => ((await leads('head', 'tip_off', row.case_id)).items[0]?.cases.length ? row.case_id : 0)))).filter(Boolean))
  const tip = tips.find((row) => row.verdict === 'verified' && !taken.has(row.case_id)) ?? tips.find((row) => row.verdict === 'verified')
  const waiting = tips.find((row) => !row.verdict)
  assert.equal((await leads('head', 'tip_off', waiting.case_id)).items[0].holds, false)
  const number = await caseAt('investigating', { lead: 'tip_off', lead_id: tip.case_id, violation: 'theft_collusion', accused_id: id('accused') }).catch(() => null)
  const lead = (await leads('head', 'tip_off', tip.case_id)).items[0]
  assert.ok(lead.holds && lead.cases.some((one) => one.accused_name === '姜涛'), JSON.stringify(lead))
  const made = number ?? lead.cases[0].id
  const seen = good(await read(made))
  assert.equal(seen.lead_path, `/tip_offs/${tip.case_id}`)
  for (const name of ['accused', 'colleague', 'station', 'admin', 'crew']) assert.deepEqual((await leads(name, 'tip_off', tip.case_id)).items, [], name)
  assert.equal(good(await read(made, 'marketing')).lead_path, '', 'an investigator who may not read the tip is led nowhere')
  good(await handIn('officer', `/conduct_cases/${made}/files`, `举报附件 ${made}`, '附件.txt'), 201)
  for (const name of ['officer', 'marketing', 'head']) assert.equal((await file(name, made)).status, 200, name)
  const director = good(await read(made, 'leader'))
  assert.deepEqual([director.files, director.files_kept], [[], 1])
  assert.doesNotMatch(JSON.stringify(director.story), /附件\.txt/)
  assert.equal((await file('leader', made)).status, 422)
  const attempt = good(await who.head.call('GET', '/charge_attempts')).items[0]
  const refusedCharge = await leads('head', 'charge_attempt', `${attempt.id},999999`)
  assert.deepEqual([refusedCharge.may_open, refusedCharge.items.length, refusedCharge.items[0].lead_id], [true, 1, attempt.id])
  assert.equal(refusedCharge.items[0].accused[0]?.name, attempt.officer_name || undefined)
  const complaint = good(await who.clerk.call('POST', '/cases', registration({ about_officer_id: id('accused') }), { 'Idempotency-Key': crypto.randomUUID() }))
  assert.deepEqual((await leads('head', 'complaint', complaint.id)).items[0].accused.map((one) => one.officer_id), [id('accused')])
  assert.equal(good(await who.head.call('GET', `/conduct_leads?kind=complaint&number=${encodeURIComponent(complaint.number)}`)).items[0].lead_id, complaint.id)
  assert.deepEqual((await leads('accused', 'complaint', complaint.id)).items, [])
  for (const bad of ['kind=rumour&ids=1', 'ids=1', 'kind=complaint&ids=1;2', 'kind=complaint&ids=０１', `kind=complaint&ids=${'1,'.repeat(201)}`]) refused(await who.head.call('GET', `/conduct_leads?${bad}`), 'query.bad_value', 400)
})

test('art_9_4: the register, repeated ones, the heat whose figures are lists, the export with its reason', async () => {
  const rows = good(await who.head.call('GET', '/conduct_decisions?limit=200')).items
  const again = good(await who.head.call('GET', `/conduct_decisions?repeated=true&accused_id=${id('accused')}&limit=200`)).items
  assert.ok(rows.length > 6 && again.length > 0 && again.every((row) => row.repeated && row.decisions_of_person > 1))
  assert.ok(good(await who.head.call('GET', '/conduct_decisions?violation=invented_charge')).items.every((row) => row.violation_name.includes('收费')))
  const heat = good(await who.head.call('GET', '/conduct_heat'))
  for (const unit of heat.units)
    for (const cell of unit.cells.filter((one) => one.cases)) {
      const cases = good(await who.head.call('GET', `/conduct_cases?unit_id=${unit.unit_id}&violation=${cell.violation}&from=${heat.from}&to=${heat.to}&limit=200`)).items
      assert.equal(cases.length, cell.cases, `${unit.unit_name} ${cell.violation}`)
      assert.ok(cell.shade >= 1 && cell.shade <= 4)
    }
  refused(await who.head.call('GET', '/conduct_decisions/export?format=csv'), 'conduct.export_reason_missing')
  refused(await who.head.call('GET', `/conduct_decisions/export?format=csv&reason=${'长'.repeat(201)}`), 'conduct.export_reason_missing')
  const csv = await who.head.call('GET', `/conduct_decisions/export?format=csv&reason=${encodeURIComponent('领导小组例会')}`)
  assert.equal(csv.status, 200)
  assert.ok(csv.body.includes('姜涛'))
  assert.equal((await who.head.call('GET', `/conduct_decisions/export?format=xlsx&reason=${encodeURIComponent('例会')}`)).headers.get('content-type').includes('sheet'), true)
  assert.match(JSON.stringify((await who.head.call('GET', '/access_log')).body), /conduct_decisions[^}]*领导小组例会/)
  refused(await who.station.call('GET', '/conduct_heat'), 'permission.denied', 403)
})

test('art_9_4: wrong types, huge input, unknown places and second tries change nothing', async () => {
  refused(await who.officer.call('POST', '/conduct_cases', { lead: 'rumour', accused_id: 1, violation: 'x', suspicion: 'xx' }), 'body.not_one_of', 400)
  assert.equal((await who.officer.call('POST', '/conduct_cases', { lead: 'own_accord', accused_id: '1', violation: 3, suspicion: null })).status, 400)
  assert.equal((await open({ suspicion: '长'.repeat(4001) })).status, 400)
  assert.equal((await who.officer.call('POST', '/conduct_cases', '{')).status, 400)
  refused(await open({ accused_id: 999999 }), 'conduct.unknown_officer')
  refused(await open({ violation: "x' OR 1=1 --" }), 'conduct.unknown_violation')
  refused(await read(999999), 'conduct.unknown', 404)
  refused(await read('abc'), 'conduct.unknown', 404)
  refused(await who.head.call('GET', '/conduct_cases?stage=nowhere'), 'query.bad_value', 400)
  refused(await who.head.call('GET', '/conduct_cases?only=mine'), 'query.bad_value', 400)
  const number = await caseAt('accepted')
  refused(await step('officer', number, 'acceptances'), 'conduct.wrong_stage')
  refused(await step('officer', number, 'investigators', { version: 1, officer_ids: [id('officer'), id('marketing')] }), 'conduct.changed_meanwhile', 409)
  assert.equal((await step('officer', number, 'investigators', { officer_ids: 'both' })).status, 400)
  const key = { 'Idempotency-Key': crypto.randomUUID() }
  const body = { lead: 'own_accord', accused_id: id('accused'), violation: 'asking_favours', suspicion: '同一份 𠮷 㛃' }
  const [one, two] = [await who.officer.call('POST', '/conduct_cases', body, key), await who.officer.call('POST', '/conduct_cases', body, key)]
  assert.equal(one.body.id, two.body.id)
  const sent = await Promise.all([1, 2, 3].map(() => step('officer', one.body.id, 'acceptances')))
  assert.deepEqual(sent.map((answer) => answer.status).sort(), [201, 422, 422])
})

test('art_9_4: rights lapse, late steps are told, and what has hung long enough comes down, by the clock', async () => {
  const asked = await caseAt('hearing')
  const decided = await caseAt('decided')
  const hung = good(await read(await caseAt('exposed')))
  await server.stop()
  const clock = { officeHours: true, daysLater: 200 }
  server = ownBureau.server = await startServer(bureau.data, clock)
  who.head = await signIn(server.base, people.head)
  const until = async (holds) => {
    for (let tries = 0; tries < 80; ++tries) {
      if (await holds()) return
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    assert.fail('the clock did not strike')
  }
  await until(async () => good(await read(asked)).hearing.answer === 'lapsed')
  await until(async () => good(await read(decided)).stage === 'carrying_out')
  await until(async () => !good(await read(hung.id)).exposure.is_up)
  assert.equal(good(await read(hung.id)).exposure.taken_down_by, 'term_over')
  assert.match((await page(`/p/exposures/${hung.exposure.public_number}`)).text, /期限已满/)
  assert.ok(runUnder(clock)(bureau.data, 'verify', '--json').stdout !== undefined)
})
