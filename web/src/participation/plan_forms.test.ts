import { expect, test } from 'vitest'
import { emptyPlan, fromHundredths, lastDayOf, needsReason, sendable, toHundredths, verbs } from './plan_forms'

test('figures keep two places, typed in half or full width', () => {
  expect(['98.5', '９８．５', '98.50', ' 3 ', '0'].map(toHundredths)).toEqual([9850, 9850, 9850, 300, 0])
  expect(['', '98.555', '-1', '1e3', '九十'].map(toHundredths)).toEqual([undefined, undefined, undefined, undefined, undefined])
  expect([9850, 300, 305, undefined].map(fromHundredths)).toEqual(['98.5', '3', '3.05', ''])
})
test('a new plan runs a year from the next month', () => {
  const plan = emptyPlan('2026-11-27')
  expect([plan.content.valid_from, plan.content.valid_to]).toEqual(['2026-12-01', '2027-11-30'])
  expect(emptyPlan('2026-12-31').content.valid_from).toBe('2027-01-01')
})
test('counted figures are sent without a unit', () => {
  const plan = emptyPlan('2026-11-27')
  plan.content.goals[0].unit = '件'
  expect(sendable(plan).content.goals[0].unit).toBe('')
  plan.content.goals[0].figure = 'own'
  expect(sendable(plan).content.goals[0].unit).toBe('件')
})
test('days of comment count both ends', () => expect(lastDayOf('2026-11-27', 15)).toBe('2026-12-11'))
test('who votes, returns or withdraws says why', () => expect(verbs.filter(needsReason)).toEqual(['return', 'vote', 'withdraw']))
