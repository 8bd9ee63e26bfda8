// The same contacts and the same answers as test/contract/contact_mistakes.test.mjs has of the server.
import { expect, test } from 'vitest'
import refusals from '../../../rulebook/refusals.toml?raw'
import cases from '../../../test/data/contact_mistakes.json'
import { contactBody, emptyContact, type ContactDraft } from './contact_draft'
import { contactMistakes, contactProblem } from './contact_rules'
import texts from './texts'

const now = Date.parse('2026-11-27T10:00:00+08:00')
/** {"hours": 2}, {"days": -1}, {"repeat": "字", "times": 3} written out. */
function written(value: unknown): unknown {
  if (Array.isArray(value) || value === null || typeof value !== 'object') return value
  const { hours, days, repeat, times } = value as Record<string, never>
  const china = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString()
  if (hours !== undefined) return china(now + hours * 3_600_000).slice(0, 19)
  if (days !== undefined) return china(now + days * 86_400_000).slice(0, 10)
  if (repeat !== undefined) return (repeat as string).repeat(times)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, written(one)]))
}
const base = (): ContactDraft => ({ ...emptyContact(), at: '2026-11-27T09:00:00', representative: '钱工', representative_role: '动力部主任' })

test.each(cases)('$name', ({ draft, body, mistakes }) => {
  const made = { ...base(), ...(written(draft) as Partial<ContactDraft>) }
  expect(contactMistakes(made, now).map((one) => [one.pointer, one.code])).toEqual(mistakes.map(([pointer, code]) => [pointer, code.replaceAll('.', '_')]))
  // What the form makes of it is what the contract test sends.
  const sent = written(body) as Record<string, unknown>
  expect(contactBody(made)).toMatchObject({ ...sent, ...(typeof sent.at === 'string' ? { at: `${sent.at}+08:00` } : {}) })
})

test('what only the form asks for: a ticked line says what it means', () => {
  expect(contactMistakes({ ...base(), unchanged: true }, now).map((one) => [one.pointer, one.code])).toEqual([['/no_change_confirmed_by', 'body_empty']])
  expect(contactMistakes({ ...base(), service_delivered: true }, now).map((one) => [one.pointer, one.code])).toEqual([['/service_id', 'body_empty']])
})

test('everything wrong is said at once, each under its field, with the clause', () => {
  const problem = contactProblem(contactMistakes({ ...base(), representative: '' }, now), (one) => one.code)
  expect(problem).toMatchObject({ clause: 'art.11(4)', code: 'record_contact.representative_missing', fields: { '/representative': 'record_contact_representative_missing', '/substance': 'record_contact_without_substance' } })
  expect(contactProblem([], String)).toBeNull()
})

test('the sentences are the server’s own', () => {
  for (const [key, [zh, en]] of Object.entries(texts.contactMistake).filter(([name]) => name !== 'photo_type')) {
    const row = refusals.match(new RegExp(`\\["${key.replace(/^(body|promise|upload|record_contact)_/, '$1\\.')}"\\]\\nzh = "(.*)"\\nen = "(.*)"`))
    expect([row?.[1], row?.[2]], key).toEqual([zh, en])
  }
})
