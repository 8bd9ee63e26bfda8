import { expect, test } from 'vitest'
import { emptyTip, inputOf, sharesOf } from './take_tip'

test('art_9_5: shares are read as people write them', () => {
  expect(sharesOf('50 30 20')).toEqual([50, 30, 20])
  expect(sharesOf('５０，３０、20%')).toEqual([50, 30, 20])
  expect(sharesOf('')).toEqual([])
  expect(sharesOf('half')).toBeUndefined()
  expect(sharesOf('1.5 2')).toBeUndefined()
})
test('art_9_5: an anonymous tip sends no identity, whatever was typed before', () => {
  const form = { ...emptyTip(), name: '张三', phone: '19900000000', shares: '50 50' }
  expect(inputOf(form)).toEqual({ channel: 'phone', category: '', area: 'urban', text: '' })
  expect(inputOf({ ...form, named: true, reporters: 2 })).toMatchObject({ contact: { anonymous: false, name: '张三' }, reporters: 2, shares_percent: [50, 50] })
})
