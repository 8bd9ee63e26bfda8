// A clause is called as people call it, in both languages; what is no clause stays as it is.
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { i18n } from '../i18n'
import ClauseLink from './ClauseLink.vue'

const shown = (cite: string, language: 'zh' | 'en') => {
  i18n.global.locale.value = language
  return mount(ClauseLink, { props: { cite }, global: { plugins: [i18n] } }).text()
}
test.each([
  ['art.8', '第8条', 'art. 8'],
  ['art.10(7)', '第10条第7项', 'art. 10(7)'],
  ['art.11(6)(4)', '第11条第6项(4)', 'art. 11(6)(4)'],
  ['GB/T 28583', 'GB/T 28583', 'GB/T 28583'],
])('%s', (cite, zh, en) => expect([shown(cite, 'zh'), shown(cite, 'en')]).toEqual([zh, en]))
