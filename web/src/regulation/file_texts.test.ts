// Every file of the rulebook has a name and a sentence in the list of files.
import { expect, test } from 'vitest'
import texts from './file_texts'

const folder = import.meta.glob('../../../rulebook/*.{toml,csv}', { query: '?raw', import: 'default' })
/** Said to people by the program itself, and no part of a version. */
const files = Object.keys(folder).map((path) => path.split('/').at(-1)!).filter((name) => name !== 'refusals.toml')

test('names and sentences are of the files there are', () => {
  const keys = files.map((name) => name.replace('.', '_')).sort()
  expect(Object.keys(texts.ruleFile).sort()).toEqual(keys)
  expect(Object.keys(texts.ruleFileAbout).sort()).toEqual(keys)
})
