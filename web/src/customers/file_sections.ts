// What a customer's file is made of, for showing and for changing it: one row a field.
import type { Schemas } from '../api/client'

export type CustomerFile = Schemas['CustomerFile']
export type FieldKind = 'line' | 'text' | 'number' | 'date' | 'flag' | 'choice' | 'unit' | 'location' | 'usage_point'
export interface Field {
  name: string
  kind: FieldKind
  /** Of a choice: what it may be; the words stand under `file.<name>_words`. */
  choices?: string[]
  optional?: boolean
}
export const voltages = ['below_1kv', 'kv_10', 'kv_35', 'kv_110', 'kv_220']
const line = (name: string, optional = true): Field => ({ name, kind: 'line', optional })

export const factFields: Field[] = [
  line('name', false),
  line('account_number', false),
  line('phone'),
  line('address'),
  { name: 'area', kind: 'choice', choices: ['urban', 'rural', 'remote'] },
  { name: 'station_unit_id', kind: 'unit', optional: true },
  line('usage_category'),
  line('meter_number'),
  line('business'),
  line('trade'),
  line('licence_number'),
  line('legal_representative'),
  line('legal_representative_phone'),
  { name: 'voltage', kind: 'choice', choices: voltages, optional: true },
  { name: 'contracted_capacity_kva', kind: 'number' },
  line('tariff_class'),
  { name: 'critical_grade', kind: 'choice', choices: ['none', 'temporary', 'secondary', 'primary', 'special'] },
  line('influence'),
  { name: 'affiliated', kind: 'flag' },
]

export const sectionNames = ['representatives', 'locations', 'usage_points', 'meters', 'transformers', 'supply_lines', 'agreements', 'notes'] as const
export type SectionName = (typeof sectionNames)[number]

export const sectionFields: Record<SectionName, Field[]> = {
  representatives: [line('name', false), line('role', false), line('phone'), { name: 'in_charge_of_electricity', kind: 'flag' }, { name: 'valid_from', kind: 'date', optional: true }, { name: 'valid_to', kind: 'date', optional: true }],
  locations: [line('address', false), line('purpose')],
  usage_points: [line('number', false), { name: 'location_id', kind: 'location' }, { name: 'voltage', kind: 'choice', choices: voltages, optional: true }, { name: 'contracted_capacity_kva', kind: 'number' }, line('tariff_class')],
  meters: [line('number', false), { name: 'usage_point_id', kind: 'usage_point' }, { name: 'multiplier', kind: 'number' }, { name: 'installed_on', kind: 'date', optional: true }],
  transformers: [line('number', false), line('model'), { name: 'capacity_kva', kind: 'number' }, { name: 'standby', kind: 'flag' }],
  supply_lines: [line('name', false), line('substation'), { name: 'kind', kind: 'choice', choices: ['main', 'standby', 'security'] }],
  agreements: [line('number', false), { name: 'signed_on', kind: 'date', optional: true }, { name: 'valid_to', kind: 'date', optional: true }, line('subject')],
  notes: [{ name: 'kind', kind: 'choice', choices: ['equipment', 'operation'] }, { name: 'noted_on', kind: 'date', optional: true }, { name: 'text', kind: 'text' }],
}

export type Entry = Record<string, unknown> & { id: number }
export const entriesOf = (file: CustomerFile, section: SectionName) => file[section] as unknown as Entry[]

/** A new entry, everything empty as its kind is. */
export function emptyEntry(section: SectionName): Entry {
  const entry: Entry = { id: 0 }
  for (const field of sectionFields[section]) {
    if (field.kind === 'number') entry[field.name] = field.name === 'multiplier' ? 1 : 0
    else if (field.kind === 'location' || field.kind === 'usage_point') entry[field.name] = 0
    else if (field.kind === 'flag') entry[field.name] = false
    else if (field.kind === 'choice' && !field.optional) entry[field.name] = field.choices![0]
    else if (field.kind !== 'date' && !(field.kind === 'choice')) entry[field.name] = ''
  }
  return entry
}

/** The section a missing item is filled in at; 'facts' = the fields of the customer itself. */
export function placeOf(item: string): SectionName | 'facts' {
  const places: Record<string, SectionName> = { representative: 'representatives', usage_point: 'usage_points', supply_line: 'supply_lines', meter: 'meters', transformer: 'transformers', agreement: 'agreements', equipment_note: 'notes' }
  return places[item] ?? 'facts'
}

/** Fields of the form that differ from what was there; empty dates and choices are left out. */
export function changedFields(before: Record<string, unknown>, after: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => value !== before[key] && value !== null && value !== undefined))
}

/** Whether a section shows people, so that it can be changed only after it was seen in clear. */
export const isPersonal = (section: SectionName | 'facts', isOrganisation: boolean) => section === 'representatives' || section === 'facts' || (section === 'locations' && !isOrganisation)
