// The places named beside clauses are pages there are, under words there are.
import { expect, test } from 'vitest'
import { i18n } from '../i18n'
import { router } from '../shell/router'
import clauses from '../../../rulebook/clauses.toml?raw'
import { clausePages } from './clause_pages'

const cites = [...clauses.matchAll(/^cite = "([^"]+)"/gm)].map(([, cite]) => cite!)

test.each(cites.filter((cite) => clausePages(cite).length).flatMap((cite) => clausePages(cite).map((page) => [cite, page] as const)))('%s: $path', (_, page) => {
  expect(router.resolve(page.path).matched[0]?.path).toBe(page.path.split('?')[0])
  expect(i18n.global.te(page.name)).toBe(true)
})

test('every article of the work itself has a place', () => {
  expect(cites.filter((cite) => cite.startsWith('art.11') && !clausePages(cite).length)).toEqual([])
})
