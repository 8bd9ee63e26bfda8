// Who is rewarded for a tip (art. 9(5)): the first valid one of the same facts, each of several who gave one together, nobody who is
// excluded; decided by the leading group, told to the reporter, paid once.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { run, signIn } from '../support/server.mjs'
import { errorsOf, key, tipDesk, tipForm, visitor } from '../support/tips.mjs'

const { bureau, server } = await ownServer(40)
let desk, cashier
before(async () => {
  desk = await tipDesk(server.base)
  cashier = await signIn(server.base, 'YYT02')
})
const link = (id, number, expected = 201) => desk.step(desk.one, id, 'same_facts', { number, reason: '地点、手法一致' }, expected)

test('art_9_5: several give one tip, each reads, claims and is paid by a code of his own, in agreed shares', async () => {
  const { id, codes, page } = await desk.give({ reporters: '3', shares: '５０ 30 20' })
  assert.equal(codes.length, 3)
  assert.equal(new Set(codes).size, 3)
  assert.match(page, /第 2 人，奖励的 30%/)
  assert.deepEqual((await desk.read(id)).reporters, [{ number: 1, share_bp: 5000 }, { number: 2, share_bp: 3000 }, { number: 3, share_bp: 2000 }])
  const second = await desk.open(codes[1])
  assert.match(await second.page(), /共 3 人一起举报，您是第 2 人/)
  assert.equal((await second.who.post('/p/tip/say', { key: key(await second.page()), text: '我是第二个人 𠮷' })).to, '/p/tip/own?done=said')
  assert.match(await (await desk.open(codes[2])).page(), /一起举报的第 2 人/)
  assert.equal((await desk.read(id)).talk.at(-1).reporter, 2)
  await desk.verify(id)
  await desk.propose(id)
  await desk.approve(id)
  assert.deepEqual((await desk.read(id)).reward.parts.map((part) => part.amount_fen), [80000, 48000, 32000])
  assert.match(await second.page(), /480 元/)
  const slips = [await desk.claim(codes[1]), await desk.claim(codes[0])]
  assert.equal((await cashier.call('POST', '/reward_slips/lookups', { code: slips[0] })).body.amount_fen, 48000)
  for (const code of slips) assert.deepEqual((await Promise.all([1, 2].map(() => cashier.call('POST', '/reward_slips/payments', { code })))).map((answer) => answer.status).sort(), [201, 422])
  const { reward } = await desk.read(id)
  assert.deepEqual(reward.parts.map((part) => part.stage), ['paid', 'paid', 'payable'])
  assert.equal(reward.stage, 'payable')
})

test('art_9_5: wrong numbers of reporters and shares are said where they stand', async () => {
  const typed = async (fields) => {
    const answer = await visitor(server.base, `198.51.100.${Math.ceil(Math.random() * 250)}`).upload('/p/tip/new', tipForm(fields))
    assert.equal(answer.status, 422, JSON.stringify(fields))
    return errorsOf(answer.text)
  }
  assert.match(await typed({ reporters: '11' }), /1 至 10/)
  assert.match(await typed({ reporters: '0' }), /1 至 10/)
  assert.match(await typed({ reporters: 'x'.repeat(50) }), /1 至 10/)
  assert.match(await typed({ reporters: '3', shares: '50 50' }), /2 个份额/)
  assert.match(await typed({ reporters: '2', shares: '60 60' }), /100%/)
  assert.match(await typed({ reporters: '2', shares: '9'.repeat(60) }), /份额/)
  const { id } = await desk.give({ reporters: '2' })
  assert.deepEqual((await desk.read(id)).reporters.map((row) => row.share_bp), [0, 0], 'equal parts')
})

test('art_9_5: of tips about the same facts the first valid one is the reporter; a later one is told, or earns a part for new evidence', async () => {
  const [first, second, third] = [await desk.give(), await desk.give(), await desk.give()]
  await link(second.id, first.number)
  await link(second.id, first.number, 422)
  await link(third.id, second.number)
  await link(third.id, third.number, 422)
  await link(third.id, '999', 422)
  assert.deepEqual((await desk.read(third.id)).same_facts.map((row) => [row.number, row.direct]), [[first.number, false], [second.number, true]])
  await desk.verify(second.id)
  await desk.verify(third.id, { verdict: 'partly' })
  assert.equal((await desk.propose(second.id, {}, 422)).code, 'tip_reward.earlier_not_found')
  assert.equal((await desk.read(second.id)).suggestion.waits_for_number, first.number)
  await desk.verify(first.id, { verdict: 'false_report', recovered_fen: 0 })
  assert.match(await (await desk.open(first.code)).page(), /不属实，按奖励规则不予奖励。依据：第九条第五项/)
  await desk.propose(second.id)
  await link(third.id, first.number, 201)
  assert.equal((await desk.read(second.id)).reward.amount_fen, 160000, 'the false one takes nothing away')
  await desk.approve(second.id)
  await desk.propose(third.id, { new_evidence: '照片证明了接线位置' })
  const late = (await desk.read(third.id)).reward
  assert.deepEqual([late.later, late.first_number, late.amount_fen], [true, second.number, 24000])
  await desk.approve(third.id)
  const fourth = await desk.give()
  await link(fourth.id, third.number, 422)
  const again = [await desk.give(), await desk.give()]
  await link(again[1].id, again[0].number)
  for (const tip of again) await desk.verify(tip.id)
  await desk.propose(again[1].id)
  await desk.approve(again[1].id)
  assert.match(await (await desk.open(again[1].code)).page(), /同一事实已有他人先行举报/)
  const english = await desk.open(again[1].code)
  assert.match((await english.who.get('/p/tip/own?lang=en')).text, /first valid reporter is rewarded/)
  // A link by mistake is taken back by both.
  const [one, two] = [await desk.give(), await desk.give()]
  await link(two.id, one.number)
  await desk.step(desk.one, one.id, 'same_facts_withdrawals', { number: two.number, reason: '是另一家店' })
  assert.deepEqual([(await desk.read(one.id)).same_facts, (await desk.read(two.id)).same_facts], [[], []])
})

test('art_9_5: what the bureau knew before needs its proof, and the reporter reads why he gets nothing', async () => {
  const { id, code } = await desk.give()
  await desk.verify(id)
  const known = { exclusion: 'already_known' }
  assert.equal((await desk.propose(id, known, 422)).code, 'tip_reward.known_since_missing')
  assert.equal((await desk.propose(id, { ...known, known_since: '2999-01-01' }, 422)).code, 'tip_reward.known_since_later')
  assert.equal((await desk.propose(id, { ...known, known_since: 'yesterday' }, 400)).code, 'body.bad_time')
  await desk.propose(id, { ...known, known_since: '2026-01-05', reason: '稽查工单 2026-031' })
  await desk.approve(id)
  assert.equal((await desk.read(id)).reward.stage, 'refused')
  const page = await (await desk.open(code)).page()
  assert.match(page, /自2026-01-05起已掌握/)
  assert.doesNotMatch(page, /2026-031/, 'the proof stays inside')
  assert.equal((await desk.read(id)).unanswered, 0)
})

test('art_5: the leading group decides by votes; it sees the finding and nothing else of the tip', async () => {
  const marked = '标记举报原文丙丁'
  const { id, number } = await desk.give({ text: marked })
  await desk.verify(id)
  assert.equal((await desk.vote(desk.group[0], id)).body.code, 'tip_reward.none')
  await desk.propose(id)
  const [first, second] = desk.group
  const listed = await first.call('GET', '/tip_rewards')
  const row = listed.body.items.find((found) => found.number === number)
  assert.deepEqual([row.may_vote, row.finding, row.reward.amount_fen], [true, '查实', 160000])
  assert.doesNotMatch(JSON.stringify(listed.body), new RegExp(marked))
  for (const member of desk.group) for (const path of [`/tip_offs/${id}`, '/tip_offs']) assert.ok([403, 404].includes((await member.call('GET', path)).status), path)
  for (const name of ['JCSJ01', 'JBGS01', 'YYT02', 'admin']) {
    const other = await signIn(server.base, name)
    assert.equal((await desk.vote(other, id)).status, 403, name)
    assert.equal((await other.call('GET', '/tip_rewards')).status, 403, name)
  }
  assert.equal((await desk.vote(first, id, false)).body.code, 'tip_reward.reason_missing')
  assert.equal((await first.call('POST', `/tip_rewards/${id}/votes`, { version: 0, approved: 'yes', reason: '' })).status, 400)
  assert.equal((await first.call('POST', `/tip_rewards/${id}/votes`, { version: 0, approved: false, reason: 'x'.repeat(1001) })).status, 400)
  assert.equal((await first.call('POST', '/tip_rewards/999999/votes', { version: 0, approved: true, reason: '' })).status, 404)
  assert.equal((await first.call('POST', `/tip_rewards/${id}/votes`, { version: 2, approved: true, reason: '' })).status, 409)
  assert.equal((await desk.vote(first, id, true, '㛃')).body.stage, 'proposed')
  assert.equal((await desk.vote(first, id)).body.code, 'tip_reward.voted_already')
  assert.equal((await desk.vote(second, id, false, '证据不足')).body.stage, 'refused')
  assert.deepEqual((await desk.read(id)).reward.votes.map((vote) => [vote.approved, vote.reason]), [[true, '㛃'], [false, '证据不足']])
  for (const path of ['/tip_rewards?after=x', '/tip_rewards?after=-1']) assert.equal((await first.call('GET', path)).status, 400, path)
})

test('art_9_5: a member of the accused line neither sees nor votes, and a group too small is told', async () => {
  const { id, number } = await desk.give({ category: 'tip_off.conduct', accused_unit: 'JLD' })
  await desk.verify(id, { recovered_fen: 0 })
  assert.equal((await desk.propose(id, {}, 422)).code, 'tip_reward.group_too_small')
  assert.ok((await desk.read(id)).may.includes('propose_reward'), 'it is told when somebody tries')
  assert.doesNotMatch(JSON.stringify((await desk.group[0].call('GET', '/tip_rewards')).body), new RegExp(number))
})

test('art_9_5: everything proves itself', () => {
  const verified = run(bureau.data, '--json', 'verify')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})
