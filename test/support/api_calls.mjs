// Calls made up from the OpenAPI description: mostly well-formed, so that the rules behind are reached, and some wrong on purpose.
import fc from 'fast-check'

/** Words that went wrong somewhere before: rare characters, full-width digits, markup, control and direction marks, long ones. */
const nasty = ['', ' ', '𠮷㛃', '１２３', '<script>alert(1)</script>', "' OR 1=1 --", '\u0000', '\u202e', 'e\u0301', '%', '../../etc/passwd', '￥1,000', '长'.repeat(5000), 'null', '-1', '1e309', '2026-02-30', '9'.repeat(400)]
const odd = fc.oneof(fc.constantFrom(null, true, -1, 0, 1.5, 9223372036854775807n.toString(), Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER), fc.constantFrom(...nasty), fc.constant([]), fc.constant({}), fc.constant([[[[]]]]))
/** Ids that exist in a small bureau, and some that do not. */
const id = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }) }, { weight: 1, arbitrary: fc.constantFrom(0, -1, 999999, Number.MAX_SAFE_INTEGER) })
const day = fc.constantFrom('2026-02-28', '2026-02-29', '2024-02-29', '2026-10-10', '2027-12-31', '2100-01-01', '1969-12-31')
const moment = fc.constantFrom('2026-11-27T10:00:00+08:00', '2026-12-31T23:59:59Z', '1970-01-01T00:00:00Z', '2100-02-28T00:00:00+08:00', 'yesterday')
const word = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('客户要求核实电费', '测试路1号', '13900000001', 'SCJS', 'complaint.service_conduct', 'residential.tier_1', '0510000259', 'needs_specialist', 'information_missing', 'waiting_for_customer', 'csv', '2026-11', '2') }, { weight: 1, arbitrary: fc.constantFrom(...nasty) })

/** A value for a schema; `name` tells ids from other numbers. */
function valueOf(schema, all, name = '', depth = 0) {
  if (name === 'If-Match') return fc.integer({ min: 1, max: 9 }).map((version) => `"${version}"`)
  if (name === 'Idempotency-Key') return fc.uuid()
  if (name === 'version') return fc.integer({ min: 0, max: 5 })
  if (schema.$ref) return valueOf(all.components.schemas[schema.$ref.split('/').pop()], all, name, depth + 1)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return fc.oneof(...choices.map((one) => valueOf(one, all, name, depth)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'string' && /(^|_)(id|number)$/.test(name) && !schema.format) return fc.oneof({ weight: 9, arbitrary: id.map(String) }, { weight: 1, arbitrary: word })
  if (type === 'integer' || type === 'number') return /(^|_)(id|number)$/.test(name) ? id : fc.oneof(fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 5000, 5000) }), fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? Number.MAX_SAFE_INTEGER))
  if (type === 'boolean') return fc.boolean()
  if (type === 'array') return depth > 4 ? fc.constant([]) : fc.array(valueOf(schema.items ?? {}, all, name.replace(/s$/, ''), depth + 1), { maxLength: Math.min(schema.maxItems ?? 3, 3) })
  if (type === 'object' || schema.properties) {
    const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, valueOf(value, all, key, depth + 1)]))
    return depth > 5 ? fc.constant({}) : fc.record(fields, { requiredKeys: (schema.required ?? []).filter((key) => key in fields) })
  }
  if (schema.format === 'date') return day
  if (schema.format === 'date-time') return moment
  return word
}
/** Now and then one field of a body is replaced by something odd. */
const spoilt = (body) => fc.tuple(body, fc.nat(5), fc.nat(100), odd).map(([value, chance, at, other]) => {
  if (chance || !value || typeof value !== 'object' || Array.isArray(value)) return value
  const keys = Object.keys(value)
  return keys.length ? { ...value, [keys[at % keys.length]]: other } : other
})

/** {path, query, headers, body} for an operation. */
export function callsOf(operation, all) {
  const at = (place) => (operation.parameters ?? []).filter((one) => one.in === place)
  const params = (place, required) => fc.record(Object.fromEntries(at(place).map((one) => [one.name, fc.oneof({ weight: 12, arbitrary: valueOf(one.schema, all, one.name) }, { weight: 1, arbitrary: odd })])), required ? {} : { requiredKeys: at(place).filter((one) => one.required).map((one) => one.name) })
  const content = operation.requestBody?.content ?? {}
  const schema = (content['application/json'] ?? content['application/x-www-form-urlencoded'])?.schema
  return fc.record({ path: params('path', true), query: params('query', false), headers: params('header', false), body: schema ? spoilt(valueOf(schema, all)) : fc.constant(undefined) })
}
