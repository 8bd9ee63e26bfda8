// Whatever a role may do can be a token's scope, and every scope has a name in both languages.
import { expect, test } from 'vitest'
import permissions from '../../../rulebook/permissions.toml?raw'
import { messages, type Messages } from '../i18n/texts'

const verbs = new Set([...permissions.matchAll(/^verbs = \[([^\]]*)\]/gm)].flatMap(([, list]) => [...list.matchAll(/"(\w+)"/g)].map(([, verb]) => verb)))

test.each(['zh', 'en'] as const)('every scope has a name: %s', (language) => {
  const { tokenScope, verb } = messages[language] as Record<string, Messages>
  expect(verbs.size).toBeGreaterThan(40)
  expect(['read', ...verbs].filter((scope) => !(scope in tokenScope) && !(scope in verb))).toEqual([])
})
