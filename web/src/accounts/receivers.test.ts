import { expect, test } from 'vitest'
import { receiverOptions } from './receivers'

const receiver = (officer_id: number, customers: number, refusedTiers: ('large_account' | 'key_account')[] = [], is_full = false) => ({
  officer_id, officer_name: `人${officer_id}`, unit_name: '大客户中心', post_name: '主任', customers, is_full,
  unsuitable: refusedTiers.map((tier) => ({ tier, code: 'account.wrong_kind', clause: 'art.11(5)(1)', text: '不是大客户经理' })),
})
const words = { customers: (n: number) => `${n} 户`, full: '已满', pinyin: (officerId: number) => `ren${officerId}` }
const large = { customer_id: 1, customer_name: '甲', tier: 'large_account' as const }
const key = { customer_id: 2, customer_name: '乙', tier: 'key_account' as const }

test('art. 11(5): who would be refused stands last, with the reason, and cannot be chosen; the least loaded come first', () => {
  const all = [receiver(1, 5), receiver(2, 1, ['large_account']), receiver(3, 2), receiver(4, 0)]
  const rows = receiverOptions(all, [large, key], 4, words)
  expect(rows.map((row) => [row.value, row.disabled])).toEqual([[3, false], [1, false], [2, true]])
  expect(rows[2].hint).toBe('不是大客户经理')
  expect(receiverOptions(all, [key], 4, words).map((row) => row.value)).toEqual([2, 3, 1])
  expect(receiverOptions([receiver(7, 12, [], true)], [key], 4, words)[0].hint).toContain('已满')
  expect(rows[0].keys, 'found by pinyin as everybody').toContain('ren3')
})
