// Surveys over the API and the public page: drafted, drawn, answered by link, phone and open code, closed; what is withheld. Art. 11(6)(2).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const own = await ownServer(50)
const { server } = own
own.whenProven = (found) => assert.ok(found.surveys > 4)
let marketing, agent, clerk, head, auditor, id
before(async () => {
  ;[marketing, agent, clerk, head, auditor] = await Promise.all(['SCYX01', 'RX02', 'YYT02', 'DK01', 'JCSJ01'].map((name) => signIn(server.base, name)))
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const refused = (answer, code, status = 422) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  const codes = [answer.body.code, ...(answer.body.errors ?? []).map((one) => one.code)]
  assert.ok(codes.includes(code), JSON.stringify(answer.body))
}
const question = (kind, zh, more = {}) => ({ kind, zh, en: '', required: false, options: [], ...more })
const options = (...names) => names.map((zh) => ({ zh, en: '' }))
const input = (more = {}, design = {}) => ({
  version: 0,
  questionnaire: {
    title_zh: '满意度<调查>𠮷㛃', title_en: '', introduction_zh: '请您评价。', introduction_en: '', call_script: '您好，打扰了。', audience: 'chosen', anonymous: false,
    questions: [question('scale', '总体满意吗？', { required: true }), question('one_choice', '怎样联系我们？', { options: options('电话', '营业厅') }),
      question('several_choices', '先改进什么？', { options: options('少停电', '修得快', '好懂') }), question('recommendation', '愿意推荐吗？'), question('text', '还想说什么？')],
    ...more,
  },
  design: { usage_category: '', stratification: 'none', allocation: 'proportional', size: 40, ...design },
})
const draft = async (more, design) => good(await marketing.call('POST', '/surveys', input(more, design)))
const read = async (survey = id, by = marketing) => good(await by.call('GET', `/surveys/${survey}`))
const open = async (survey, more = {}) => good(await marketing.call('POST', `/surveys/${survey}/openings`, { version: (await read(survey)).survey.version, ...more }))
const links = async (survey, format = 'csv') => marketing.call('POST', `/surveys/${survey}/links?format=${format}`, { reason: '短信发送' })
const linksOf = (csv) => csv.body.trim().split('\n').slice(1).map((line) => new URL(line.match(/http\S+/)[0].replace(/["\r]/g, '')).pathname)
const page = (path, more = {}) => fetch(server.base + path, { redirect: 'manual', ...more })
const post = (path, fields, more = {}) => page(path, { method: 'POST', body: new URLSearchParams(fields), ...more })

test('art_11_6_2: what a draft must be; wrong types; who may not', async () => {
  refused(await clerk.call('GET', '/surveys'), 'permission.denied', 403)
  refused(await clerk.call('POST', '/surveys', input()), 'permission.denied', 403)
  refused(await head.call('POST', '/surveys', input()), 'permission.denied', 403)
  assert.equal((await marketing.call('POST', '/surveys', { questionnaire: 7 })).status, 400)
  assert.equal((await marketing.call('POST', '/surveys', input({ title_zh: '长'.repeat(81) }))).status, 400)
  assert.equal((await marketing.call('POST', '/surveys', input({}, { tier: 'royal' }))).status, 400)
  refused(await marketing.call('POST', '/surveys', input({ questions: [] })), 'survey.no_question')
  refused(await marketing.call('POST', '/surveys', input({}, { size: 0 })), 'survey.sample_size')
  refused(await marketing.call('POST', '/surveys', input({ title_en: 'Survey' })), 'survey.half_translated')
  refused(await marketing.call('GET', '/surveys/99999'), 'survey.unknown', 404)
  const { id: own } = await draft()
  refused(await marketing.call('POST', `/surveys/${own}/changes`, { ...input(), version: 9 }), 'survey.changed_meanwhile', 409)
  good(await marketing.call('POST', `/surveys/${own}/changes`, { ...input({ title_zh: '改名' }), version: 1 }))
  assert.equal((await read(own)).survey.title, '改名')
  refused(await marketing.call('POST', `/surveys/${own}/openings`, { version: 1 }), 'survey.changed_meanwhile', 409)
  refused(await marketing.call('POST', `/surveys/${own}/openings`, { version: 2, seed: -1 }), 'survey.seed')
  assert.deepEqual((await read(own, agent)).actions, [])
})

test('art_11_6_2: the plan says how many; the same seed draws the same sample', async () => {
  const one = await draft({}, { stratification: 'area', size: 60 })
  const plan = good(await marketing.call('GET', `/surveys/${one.id}/sample_plan`))
  assert.ok(plan.population >= 400 && plan.sample === 60 && plan.strata.length >= 2, JSON.stringify(plan))
  assert.equal(plan.strata.reduce((sum, row) => sum + row.sample, 0), 60)
  const two = await draft({}, { stratification: 'area', size: 60 })
  await open(one.id, { seed: 20261127 })
  await open(two.id, { seed: 20261127 })
  const accounts = async (survey) => (await links(survey)).body.trim().split('\n').slice(1).map((line) => line.split(',')[1])
  assert.deepEqual(await accounts(one.id), await accounts(two.id))
  assert.equal((await read(one.id)).seed, 20261127)
  const none = await draft({}, { usage_category: '没有这一类' })
  refused(await marketing.call('POST', `/surveys/${none.id}/openings`, { version: 1 }), 'survey.population_empty')
  const tiny = await draft({ anonymous: true }, { stratification: 'tier', allocation: 'proportional', size: 20 })
  refused(await marketing.call('POST', `/surveys/${tiny.id}/openings`, { version: 1 }), 'survey.stratum_recognisable')
})

test('art_11_6_2: a personal link: the page without script, errors keep what was typed, sent once', async () => {
  id = (await draft()).id
  refused(await links(id), 'survey.wrong_stage')
  await open(id)
  refused(await marketing.call('POST', `/surveys/${id}/changes`, { ...input(), version: 2 }), 'survey.wrong_stage')
  refused(await clerk.call('POST', `/surveys/${id}/links`, { reason: '短信发送' }), 'permission.denied', 403)
  assert.equal((await marketing.call('POST', `/surveys/${id}/links`, { reason: '' })).status, 400)
  refused(await links(id, 'pdf'), 'export.bad_format')
  const csv = await links(id)
  const paths = linksOf(csv)
  assert.equal(paths.length, 40)
  assert.ok(paths.every((path) => /^\/p\/s\/[\w-]{43}$/.test(path)), 'nothing in it but chance')
  assert.equal((await links(id, 'xlsx')).status, 200)
  const slips = await links(id, 'slips')
  assert.match(slips.body, /满意度&lt;调查&gt;𠮷㛃[^]*<svg/)
  assert.ok(good(await auditor.call('GET', '/access_log')).items.some((entry) => entry.reason === '短信发送'))

  const shown = await (await page(paths[0])).text()
  assert.match(shown, /满意度&lt;调查&gt;𠮷㛃/)
  assert.match(shown, /与您的用电户一起保存/)
  const name = csv.body.trim().split('\n')[1].split(',')[2]
  assert.ok(!shown.includes(name), 'nobody is named on it')
  const half = await post(paths[0], { q2: '1', q5: '<script>抢修师傅很好</script>' })
  assert.equal(half.status, 422)
  const again = await half.text()
  assert.match(again, /请回答第 1 题/)
  assert.match(again, /value="1" checked/)
  assert.match(again, /&lt;script&gt;抢修师傅很好/)
  for (const [fields, words] of [[{ q1: '6' }, /1 到 5/], [{ q1: '５' }, /1 到 5/], [{ q1: '5', q2: '3' }, /列出的选项/], [{ q1: '5', q5: '字'.repeat(1001) }, /太长/]]) {
    const wrong = await post(paths[0], fields)
    assert.equal(wrong.status, 422, JSON.stringify(fields))
    assert.match(await wrong.text(), words)
  }
  const sent = await page(paths[0], { method: 'POST', body: new URLSearchParams([['q1', '5'], ['q3', '1'], ['q3', '3'], ['q4', '0'], ['q5', '𠮷㛃<b>好</b>']]) })
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.get('location'), paths[0])
  assert.match(await (await page(paths[0])).text(), /您的回答已收到/)
  assert.equal((await post(paths[0], { q1: '1' })).status, 303, 'sent again it changes nothing')
  assert.equal((await read()).survey.answered, 1)
  assert.match(await (await page(linksOf(await links(id))[0] + '?lang=en')).text(), /Send/)
  assert.equal((await page('/p/s/nothing')).status, 404)
  assert.equal((await post('/p/s/nothing', { q1: '1' })).status, 404)
  // A link issued later to the same customer is the same invitation.
  assert.equal(linksOf(await links(id)).length, 39)
})

test('art_11_6_2: by phone: who is next, not reached, declined, answered', async () => {
  refused(await clerk.call('GET', `/surveys/${id}/next_call`), 'permission.denied', 403)
  const first = good(await agent.call('GET', `/surveys/${id}/next_call`))
  assert.ok(first.phone.length > 5 && first.customer_name)
  good(await agent.call('POST', `/surveys/${id}/calls`, { number: first.number, outcome: 'not_reached' }))
  const second = good(await agent.call('GET', `/surveys/${id}/next_call`))
  assert.notEqual(second.number, first.number, 'whoever was called less comes first')
  good(await agent.call('POST', `/surveys/${id}/calls`, { number: second.number, outcome: 'declined' }))
  refused(await agent.call('POST', `/surveys/${id}/phone_answers`, { number: second.number, answers: [] }), 'survey.declined_already')
  const third = good(await agent.call('GET', `/surveys/${id}/next_call?after=${second.number}`))
  const answers = [{ question: 1, options: [], value: 4, text: '' }]
  refused(await agent.call('POST', `/surveys/${id}/phone_answers`, { number: third.number, answers: [] }), 'survey.missing_answer')
  refused(await agent.call('POST', `/surveys/${id}/phone_answers`, { number: 9999, answers }), 'survey.invitation_unknown')
  assert.equal((await agent.call('POST', `/surveys/${id}/phone_answers`, { number: 'x', answers })).status, 400)
  good(await agent.call('POST', `/surveys/${id}/phone_answers`, { number: third.number, answers }))
  refused(await agent.call('POST', `/surveys/${id}/phone_answers`, { number: third.number, answers }), 'survey.answered_already')
  const { progress } = await read()
  assert.deepEqual([progress.answered, progress.answered_by_phone, progress.declined, progress.waiting, progress.called_in_vain], [2, 1, 1, 37, 1])
})

test('art_11_6_2: results from ten answers on, with intervals; texts; groups too small withheld', async () => {
  refused(await marketing.call('GET', `/surveys/${id}/results`), 'survey.too_few_answers')
  const marks = [5, 4, 4, 3, 5, 2, 4, 5, 4, 3]
  for (const [i, mark] of marks.entries()) {
    const { number } = good(await agent.call('GET', `/surveys/${id}/next_call`))
    good(await agent.call('POST', `/surveys/${id}/phone_answers`, { number, answers: [{ question: 1, options: [], value: mark, text: '' }, { question: 2, options: [(i % 2) + 1], value: null, text: '' }] }))
  }
  refused(await agent.call('GET', `/surveys/${id}/results`), 'permission.denied', 403)
  const results = good(await marketing.call('GET', `/surveys/${id}/results`))
  assert.equal(results.response_rate, 12 / 40)
  const [scale, choice, , recommendation] = results.questions
  assert.ok(Math.abs(scale.mean.value - 48 / 12) < 1e-9, JSON.stringify(scale.mean))
  assert.ok(scale.mean.low < 4 && 4 < scale.mean.high && scale.mean.n === 12)
  assert.ok(scale.satisfied.low > 0 && scale.satisfied.high < 1)
  assert.deepEqual(choice.shares.map((line) => line.share.value), [0.5, 0.5])
  assert.equal(recommendation.net_promoters.value, -1)
  const texts = good(await marketing.call('GET', `/surveys/${id}/results/texts?question=5`))
  assert.deepEqual(texts.items, [{ text: '𠮷㛃<b>好</b>' }])
  assert.equal((await marketing.call('GET', `/surveys/${id}/results/texts?question=1`)).status, 400)
  const groups = good(await marketing.call('GET', `/surveys/${id}/results/groups?question=1&by=station`))
  assert.ok(groups.groups.length > 1 && groups.groups.every((row) => row.withheld && row.n === 0), JSON.stringify(groups))
  assert.equal((await marketing.call('GET', `/surveys/${id}/results/groups?question=1&by=colour`)).status, 400)
  const csv = await marketing.call('GET', `/surveys/${id}/results/export`)
  assert.match(csv.body, /平均分[^\n]*4\.00/)
  const earlier = good(await marketing.call('GET', '/surveys')).items.find((row) => row.title === '上期客户满意度调查')
  const both = good(await marketing.call('GET', `/surveys/${id}/results?with=${earlier.id}`))
  assert.equal(both.questions[0].mean_difference ?? null, null, 'another question is not compared')
  const present = good(await marketing.call('GET', '/surveys')).items.find((row) => row.title === '本期客户满意度调查')
  const compared = good(await head.call('GET', `/surveys/${present.id}/results?with=${earlier.id}`))
  assert.equal(compared.questions[0].mean_difference.beyond_chance, true, JSON.stringify(compared.questions[0]))
})

test('art_11_6_2: closed: nobody answers any more, and the answers are sealed', async () => {
  const path = linksOf(await links(id))[0]
  good(await marketing.call('POST', `/surveys/${id}/closings`, { version: (await read()).survey.version }))
  refused(await marketing.call('POST', `/surveys/${id}/closings`, { version: 1 }), 'survey.wrong_stage')
  assert.match(await (await page(path)).text(), /调查已经结束/)
  assert.equal((await post(path, { q1: '5' })).status, 422)
  refused(await agent.call('POST', `/surveys/${id}/calls`, { number: 1, outcome: 'declined' }), 'survey.wrong_stage')
})

test('art_11_6_2: anonymous: no way back from an answer, no figures while it runs', async () => {
  const { id: secret } = await draft({ anonymous: true })
  await open(secret)
  const paths = linksOf(await links(secret))
  assert.match(await (await page(paths[0])).text(), /匿名/)
  for (const path of paths.slice(0, 11)) assert.equal((await post(path, { q1: '4' })).status, 303)
  refused(await marketing.call('GET', `/surveys/${secret}/results`), 'survey.anonymous_while_open')
  good(await marketing.call('POST', `/surveys/${secret}/closings`, { version: (await read(secret)).survey.version }))
  assert.equal(good(await marketing.call('GET', `/surveys/${secret}/results`)).answered, 11)
  assert.deepEqual(good(await marketing.call('GET', `/surveys/${secret}/results/groups?question=1&by=station`)).groups, [], 'its station is not known')
})

test('art_11_6_2: anybody by the open link; pressed twice it counts once; a flood from one address is stopped', async () => {
  refused(await marketing.call('POST', '/surveys', input({ audience: 'anybody' })), 'survey.anybody_is_anonymous')
  const { id: hall } = await draft({ audience: 'anybody', anonymous: true }, { size: 0 })
  await open(hall)
  const view = await read(hall)
  assert.match(view.open_qr, /^<svg|^<\?xml/)
  const path = new URL(view.open_url).pathname
  refused(await links(hall), 'survey.not_by_link')
  const once = 'a'.repeat(43)
  assert.equal((await post(path, { q1: '5', once })).headers.get('location'), `${path}?sent=yes`)
  assert.equal((await post(path, { q1: '5', once })).status, 303)
  assert.equal((await read(hall)).survey.answered, 1)
  let stopped = null
  for (let i = 0; i < 25 && !stopped; i++) {
    const answer = await post(path, { q1: '3', once: `${i}` })
    if (answer.status !== 303) stopped = answer
  }
  assert.equal(stopped?.status, 429)
  assert.match(await stopped.text(), /value="3" checked/)
  const results = good(await marketing.call('GET', `/surveys/${hall}/results`))
  assert.equal(results.drawn, false)
  assert.equal(results.questions[0].mean.low ?? null, null, 'who came by himself allows no interval')
})

test('art_11_6_2: the preview is the page, without a way to send it', async () => {
  const { id: own } = await draft()
  const preview = await marketing.call('GET', `/surveys/${own}/preview`)
  assert.match(preview.body, /总体满意吗/)
  assert.ok(!/<button type="submit"/.test(preview.body))
})
