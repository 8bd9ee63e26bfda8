import { expect, test } from 'vitest'
import { timelineKinds, timelineOf, type TimelineSources } from './customer_timeline'
import source from './customer_timeline.ts?raw'
import texts from './texts'

const nothing: TimelineSources = { cases: [], contacts: [], promises: [], evaluations: [], hand_overs: [], needs: [], services: [], reports: [], notices: [], outages: [], unusual: [], papers: [], changes: [] }
const promise = { number: 1, text: '换表', promised_by_id: 1, promised_at: '2026-11-02T09:00:00+08:00', due_at: '2026-11-10T17:30:00+08:00', warn_at: [], warned: true, broken: true }
const service = { id: 4, item_name: '安全检查', unit_name: '', account_manager_name: '甲', offered_on: '2026-11-01', agreed_on: '2026-11-02', delivered_on: '2026-11-09' } as TimelineSources['services'][number]

test('art. 11(6)(3): nothing happened', () => expect(timelineOf(nothing)).toEqual([]))

test('art. 11(6)(3): newest first, from every source; a day stands before its hours', () => {
  const entries = timelineOf({
    ...nothing,
    contacts: [{ number: 1, at: '2026-11-09T09:00:00+08:00', recorded_at: '', officer_id: 1, officer_name: '甲', channel: 'visit', representative: '钱工', representative_role: '', words: '看了配电房', substance: [], photos: [] }],
    services: [service],
    outages: [{ record: { from_at: '2026-12-01T00:10:00+08:00', outage_kind: 'planned', cause: '检修', outage_number: 'TD1' } }],
    changes: [{ number: 1, at: '2025-12-31T23:59:59+08:00', officer_id: 1, officer_name: '乙', kind: 'customer_opened', reason: '', changes: [] }],
  })
  expect(entries.map((one) => one.what)).toEqual(['outage_planned', 'contact_visit', 'service_delivered', 'customer_opened'])
  expect(entries[1]!.words).toBe('钱工：看了配电房')
  expect(entries[2]).toMatchObject({ by: '甲', to: '/services/4' })
})

test('art. 11(3): a promise kept late was broken when it was due', () => {
  const entries = timelineOf({ ...nothing, promises: [{ promise, promised_by_name: '甲', kept_words: '已换', kept_at: '2026-11-12T10:00:00+08:00', kept_late: true }] })
  expect(entries.map((one) => [one.what, one.words])).toEqual([['promise_kept_late', '已换'], ['promise_broken', '换表'], ['promised', '换表']])
})

test('art. 11(3): a hand-over counts when it is signed', () => {
  const offered = { from_officer_id: 1, to_officer_id: 2, reason: '', items: [], at: '2026-11-01T09:00:00+08:00' }
  const row = (more: object) => timelineOf({ ...nothing, hand_overs: [{ hand_over: offered, from_name: '甲', to_name: '乙', end_reason: '', ...more }] })[0]
  expect(row({})).toMatchObject({ what: 'hand_over_offered', at: offered.at, words: '甲 → 乙' })
  expect(row({ signed_at: '2026-11-03T09:00:00+08:00' })).toMatchObject({ what: 'handed_over', at: '2026-11-03T09:00:00+08:00' })
  expect(row({ ended_at: '2026-11-02T09:00:00+08:00' })).toMatchObject({ what: 'hand_over_ended' })
})

test('everything told has its words', () => {
  const { what, kind } = texts.timeline
  const quoted = [...source.matchAll(/'([a-z]+_[a-z_]+)'/g)].map(([, name]) => name!).filter((name) => !(name in kind))
  const made = [...['draft', 'submitted', 'accepted', 'returned'].map((stage) => `report_${stage}`), 'outage_planned', 'outage_unplanned', 'contact_visit', 'contact_other']
  expect(quoted.length).toBeGreaterThan(15)
  expect([...quoted, ...made].filter((name) => !(name in what))).toEqual([])
  expect(Object.keys(kind).sort()).toEqual([...timelineKinds].sort())
})
