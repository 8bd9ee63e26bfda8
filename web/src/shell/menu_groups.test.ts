import { expect, test } from 'vitest'
import { grouped } from './menu_groups'

test('every page is under one heading, in its order; an empty heading is not shown; a new page is not lost; a short menu has none', () => {
  const few = [{ path: '/people' }, { path: '/moon' }, { path: '/reports' }, { path: '/board' }]
  expect(grouped(few)).toEqual([{ name: '', pages: few }])
  const stars = [...'abcdefghijkl'].map((letter) => ({ path: `/${letter}` }))
  expect(grouped([...few, ...stars]).map((group) => [group.name, group.pages.map((page) => page.path)])).toEqual([
    ['menu.oversight', ['/board', '/reports']],
    ['menu.house', ['/people', '/moon', ...stars.map((page) => page.path)]],
  ])
})
