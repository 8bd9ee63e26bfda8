// A typhoon day is decreed while cases run: what would move is shown first, the run comes by itself when the version takes force,
// verdicts stay, everything is in the journal.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ownServer } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server } = await ownServer(300)
let clerk, author, reviewer
before(async () => {
  ;[clerk, author, reviewer] = await Promise.all(['YYT02', 'SCYX01', 'JZ01'].map((name) => signIn(server.base, name)))
})
const good = (answer) => {
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const soon = (seconds) => new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19) + 'Z'
async function until(what, holds) {
  for (let tries = 0; tries < 200; tries++) {
    const found = await holds()
    if (found) return found
    await new Promise((wake) => setTimeout(wake, 200))
  }
  assert.fail(`never: ${what}`)
}
const replyOf = async (id) => good(await clerk.call('GET', `/cases/${id}`)).duties.find((duty) => duty.kind === 'reply')

test('art_10_7: a day off decreed today moves what runs, by itself, and no verdict', async () => {
  const { id } = good(await clerk.call('POST', '/cases', registration()))
  const before = await replyOf(id)
  const day = before.due_at.slice(0, 10)  // the last working day of the limit itself is taken away
  const { version } = good(await author.call('POST', '/rulebook/drafts', { title: '台风停工' }))
  const calendar = good(await author.call('GET', `/rulebook/versions/${version}/files`)).items.find((file) => file.name === 'calendar.toml').text
  const text = `${calendar}\n[[calendar.exception]]\ndate = ${day}\nworked = false\nname = "台风停工"\nsource = "市防汛防旱指挥部"\n`
  assert.deepEqual(good(await author.call('PUT', `/rulebook/versions/${version}/files/calendar.toml`, { text })).mistakes, [])

  const preview = good(await author.call('GET', `/rulebook/versions/${version}/replan`))
  assert.ok(preview.moved >= 1 && preview.later === preview.moved && preview.clocks >= preview.moved, JSON.stringify(preview))
  const mine = preview.moves.find((row) => row.case_id === id)
  assert.equal(mine.was_due_at, before.due_at)
  assert.ok(mine.due_at > before.due_at)
  assert.equal((await replyOf(id)).due_at, before.due_at, 'looking changes nothing')
  assert.equal((await reviewer.call('POST', `/rulebook/versions/${version}/replan`, { limits: false })).body.code, 'replan.not_in_force')
  assert.equal((await clerk.call('POST', `/rulebook/versions/${version}/replan`, { limits: false })).status, 403)

  good(await author.call('POST', `/rulebook/versions/${version}/submission`))
  good(await reviewer.call('POST', `/rulebook/versions/${version}/review`, { approved: true }))
  good(await reviewer.call('POST', `/rulebook/versions/${version}/force`, { valid_from: soon(2) }))
  const done = await until('a run by itself', async () => good(await author.call('GET', '/replan_runs')).items.find((row) => row.version === version && row.state === 'done'))
  assert.equal(done.moved, preview.moved)
  assert.equal(done.actor_name, reviewer.session.officer.name)
  assert.equal((await replyOf(id)).due_at, mine.due_at)
  const page = good(await clerk.call('GET', `/cases/${id}`))
  assert.equal(page.timeline.at(-1).kind, 'replanned')
  assert.equal(page.service_case.rulebook_version, version - 1, 'the limits stay those of the registration')
  const why = good(await clerk.call('GET', `/cases/${id}/duties/${before.number}/derivation`))
  assert.equal(why.calendar_version, version)
  assert.equal(why.steps.find((step) => step.date === day).name, '台风停工')
  assert.deepEqual(why.adjustments.map((row) => row.kind), ['replanned'])

  good(await reviewer.call('POST', `/rulebook/versions/${version}/replan`, { limits: false }))
  const again = await until('a second run', async () => good(await author.call('GET', '/replan_runs')).items.find((row) => row.id > done.id && row.state === 'done'))
  assert.equal(again.moved, 0, 'once is enough')
  assert.equal((await clerk.call('POST', `/replan_runs/${again.id}/cancellation`)).status, 403)
  assert.equal((await reviewer.call('POST', `/replan_runs/${again.id}/cancellation`)).body.code, 'replan.over_already')
})
