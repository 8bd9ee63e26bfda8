import { expect, test } from 'vitest'
import { filterOf, fromText, hiddenCount, isSame, listOf, listQuery, sortOf, sortsOf, toText } from './list_filters'

test('an address is a list and its filters; unknown names and empty values are none', () => {
  expect([listOf({}), listOf({ list: 'unit' })]).toEqual(['desk', 'unit'])
  expect(filterOf({ list: 'unit', kind: 'complaint', area: '', moon: 'full', from: '2026-11-01', watch: 'soon' })).toEqual({ kind: 'complaint', from: '2026-11-01', watch: 'soon' })
  expect(filterOf({ overdue: 'true' })).toEqual({ due: 'overdue' })
})

test('a filter is saved as the API’s query and comes back from it', () => {
  const query = listQuery('all', { q: '停电 & 电费', due: 'today' })
  expect(fromText(toText(query))).toEqual({ list: 'all', q: '停电 & 电费', due: 'today' })
  expect(isSame(query, { due: 'today', q: '停电 & 电费', list: 'all' })).toBe(true)
  expect(isSame(query, { list: 'all', due: 'today' })).toBe(false)
})

test('a list has an order of its own; of all cases what is due first is no order, unless one looks at what is due', () => {
  expect([sortOf({}, 'desk', {}), sortOf({}, 'all', {}), sortOf({}, 'all', { due: 'today' }), sortOf({}, 'all', { watch: 'soon' })]).toEqual(['due', 'newest', 'due', 'due'])
  expect([sortOf({ sort: 'oldest' }, 'desk', {}), sortOf({ sort: 'due' }, 'all', {}), sortOf({ sort: 'size' }, 'unit', {})]).toEqual(['oldest', 'newest', 'due'])
  expect(sortsOf('all', { due: 'none' })).toEqual(['newest', 'oldest'])
})

test('the button says how many filters it hides', () => {
  expect(hiddenCount({ kind: 'complaint', due: 'today', q: 'x', area: 'rural', from: '2026-11-01' })).toBe(2)
})
