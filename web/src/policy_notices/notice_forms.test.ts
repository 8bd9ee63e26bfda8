import { expect, test } from 'vitest'
import { correctionOf, emptyInput, needsReason, sendable, verbs, type PolicyNotice } from './notice_forms'

test('what a select leaves empty is not sent', () => {
  const form = emptyInput(7)
  Object.assign(form.content, { title: '通知', text: '内容', valid_from: null, valid_to: '' })
  Object.assign(form.audience, { tier: '', area: null, voltage: 'kv_10' })
  const sent = sendable(form)
  expect(Object.keys(sent.content)).toEqual(['title', 'text'])
  expect(sent.audience).toEqual({ trade: '', usage_category: '', tariff_class: '', customer_ids: [], account_manager_id: 7, voltage: 'kv_10' })
})
test('a correction begins as what it corrects, as a draft of its own', () => {
  const notice = { notice: { id: 4 }, content: { title: '旧', text: '文' }, audience: emptyInput().audience } as unknown as PolicyNotice
  expect(correctionOf(notice)).toMatchObject({ version: 0, corrects_id: 4, content: { title: '旧' } })
})
test('who takes something back says why', () => {
  expect(verbs.filter(needsReason)).toEqual(['return', 'withdraw'])
})
