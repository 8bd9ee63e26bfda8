// What a file leaves behind, and that every verb asks for something.
import { expect, test } from 'vitest'
import { fieldsOf, fingerprint, formOf, verbKeys, type ServiceRow } from './service_forms'

test('a file is known by its SHA-256', async () => {
  const { name, hash } = await fingerprint(new File(['abc'], '现场.jpg'))
  expect(name).toBe('现场.jpg')
  expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
test('each verb has a key of its own and fields', () => {
  expect(new Set(Object.values(verbKeys)).size).toBe(Object.keys(verbKeys).length)
  for (const fields of Object.values(fieldsOf)) expect(fields.length).toBeGreaterThan(0)
})
test('a delivery begins with today, who is signed in and the unit agreed', () => {
  const form = formOf({ unit_id: 3 } as ServiceRow, '2026-11-27', '潘晓东')
  expect([form.delivered_on, form.delivered_by, form.unit_id]).toEqual(['2026-11-27', '潘晓东', 3])
})
