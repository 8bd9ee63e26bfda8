import { expect, test } from 'vitest'
import { finding } from './finding'

const options = [
  { value: 1, label: '营业厅', keys: 'yyt yingyeting' },
  { value: 2, label: '计量班', keys: 'jlb jiliangban' },
  { value: 3, label: '吉兰供电所', keys: 'jlgds jilangongdiansuo' },
  { value: 4, label: '抄核收班', keys: 'chsb chaoheshouban 量电' },
]
const found = (typed: string) => finding(options, typed).map((option) => option.value)

test('by words, initials and reading; what begins so comes first', () => {
  expect(found('')).toEqual([1, 2, 3, 4])
  expect(found('jl')).toEqual([2, 3])
  expect(found('JiLiang')).toEqual([2])
  expect(found('量')).toEqual([4, 2])
  expect(found('厅')).toEqual([1])
  expect(found('xyz')).toEqual([])
})
