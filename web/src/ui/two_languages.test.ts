// A line in two languages is read in one.
import { expect, test } from 'vitest'
import { spoken } from './two_languages'

test.each([
  ['示范数值，由本局自定 / example, for the bureau to set', '示范数值，由本局自定', 'example, for the bureau to set'],
  ['元/千瓦时', '元/千瓦时', '元/千瓦时'],
  ['', '', ''],
])('%s', (words, zh, en) => expect([spoken(words, 'zh'), spoken(words, 'en')]).toEqual([zh, en]))
