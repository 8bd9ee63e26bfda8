// The form of a customer's file: only what changed is sent, missing items lead to their place.
import { expect, test } from 'vitest'
import { changedFields, emptyEntry, isPersonal, placeOf, sectionFields, sectionNames } from './file_sections'

test('only what differs is sent', () => {
  expect(changedFields({ phone: '1', area: 'urban', voltage: undefined }, { phone: '2', area: 'urban', voltage: undefined })).toEqual({ phone: '2' })
  expect(changedFields({}, { voltage: null, influence: '' })).toEqual({ influence: '' })
})

test('a new entry has every field that must be sent', () => {
  for (const section of sectionNames)
    for (const field of sectionFields[section]) {
      const open = field.optional && (field.kind === 'date' || field.kind === 'choice')
      expect(field.name in emptyEntry(section), `${section}.${field.name}`).toBe(!open)
    }
})

test('every missing item has its place', () => {
  expect(placeOf('representative')).toBe('representatives')
  expect(placeOf('equipment_note')).toBe('notes')
  expect(placeOf('business')).toBe('facts')
})

test('people are changed only after they were seen in clear', () => {
  expect(isPersonal('representatives', true)).toBe(true)
  expect(isPersonal('locations', true)).toBe(false)
  expect(isPersonal('locations', false)).toBe(true)
  expect(isPersonal('meters', false)).toBe(false)
})
