// Every text the desk asks for exists, every text that exists is asked for, and both languages take the same values.
import { expect, test } from 'vitest'
import { messages, rooms, type Messages } from './texts'

const flat = (value: Messages, prefix = ''): [string, string][] =>
  Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[prefix + key, text] as [string, string]] : flat(text, `${prefix}${key}.`)))
const zh = new Map(flat(messages.zh))
const en = new Map(flat(messages.en))
const sources = import.meta.glob<string>('../**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true })
const code = Object.entries(sources)
  .filter(([name]) => !/texts\.ts$|\.test\.ts$|schema\.d\.ts$/.test(name))
  .map(([name, text]) => ({ name, text }))
const asked = code.flatMap(({ name, text }) => [...text.matchAll(/\bt\('([^'$]+)'/g)].map(([, key]) => ({ name, key })))

test('every text asked for exists', () => {
  expect(asked.filter(({ key }) => !zh.has(key)).map(({ name, key }) => `${name}: ${key}`)).toEqual([])
})

test('every text is asked for: by its key, or by a key put together from its section', () => {
  const all = code.map(({ text }) => text).join('\n')
  const sections = new Set([...all.matchAll(/`([\w.]+)[._]?\$\{/g)].map(([, start]) => start))
  const quoted = new Set([...all.matchAll(/'([\w.]+)'/g)].map(([, key]) => key))
  const unused = [...zh.keys()].filter((key) => !quoted.has(key) && ![...sections].some((start) => key.startsWith(start)))
  expect(unused).toEqual([])
})

test('no section belongs to two rooms', () => {
  const sections = rooms.flatMap((room) => Object.keys(room))
  expect(sections.length).toBe(new Set(sections).size)
})

test.each([...zh.keys()])('%s reads well in both languages', (key) => {
  const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  expect(values(en.get(key)!)).toEqual(values(zh.get(key)!))
  expect(zh.get(key)!.trim()).not.toBe('')
  // The button that leads back to Chinese is read by people who read Chinese.
  if (key !== 'app.language') expect(en.get(key)!, 'an English text in Chinese').not.toMatch(/\p{Script=Han}/u)
})
