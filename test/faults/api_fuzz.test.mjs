// Every operation of the API under made-up calls, by people of several roles and by nobody: no failure of the server, every answer
// as described, every refusal a problem with its words; afterwards the journal still proves every row. `API_CALLS`, `API_SEED`.
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { callsOf } from '../support/api_calls.mjs'
import { ownServer } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const calls = Number(process.env.API_CALLS ?? 40)
const seed = Number(process.env.API_SEED ?? 1)
/** What would end the walk itself: signing out, passwords and second factors of those who walk, streams without an end. */
const leftOut = /^(sign_out|change_password|follow_live)$/

const walkers = ['YYT02', 'DK02', 'SCYX01', 'JCSJ01', 'CD01', 'JBGS02', 'admin']
const { server } = await ownServer(60)
let people, all, ajv
before(async () => {
  people = await Promise.all(walkers.map((name) => signIn(server.base, name)))
  people.push({ call: nobody })
  all = await (await fetch(`${server.base}/api/openapi.json`)).json()
  ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false })
  addFormats(ajv)
  ajv.addSchema(all, 'api')
})
async function nobody(method, path, body, headers = {}) {
  const response = await fetch(`${server.base}/api/v1${path}`, { method, redirect: 'manual', headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers }, body: body === undefined ? undefined : JSON.stringify(body) })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (response.headers.get('content-type') ?? '').includes('json') && text ? JSON.parse(text) : text }
}
const escaped = (text) => text.replaceAll('~', '~0').replaceAll('/', '~1')
const words = (value) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value))
const sendable = (value) => /^[\x20-\x7e]*$/.test(value)

/** Whether the operation answers with JSON at all. */
const answersJson = (pattern, method) => Object.entries(all.paths[pattern][method].responses).some(([status, one]) => status.startsWith('2') && one.content?.['application/json'])
/** The server itself went away: the rest need not be asked. */
const ended = 'no answer'
/** What is wrong with an answer; '' if nothing. */
function complaint(pattern, method, answer) {
  if (answer.status >= 500) return `${answer.status}`
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]
  if (answer.status >= 400) {
    // Pages that people open say it in a page.
    if (type === 'text/html' && !answersJson(pattern, method)) return ''
    if (type !== 'application/problem+json') return `${answer.status} of type ${type}`
    const check = ajv.getSchema('api#/components/schemas/Problem')
    return check(answer.body) ? '' : `a problem that is none: ${ajv.errorsText(check.errors)}`
  }
  const described = all.paths[pattern][method].responses[answer.status]
  if (!described) return `${answer.status} is not described`
  if (type !== 'application/json') return ''
  const check = ajv.getSchema(`api#/paths/${escaped(pattern)}/${method}/responses/${answer.status}/content/application~1json/schema`)
  return !check || check(answer.body) ? '' : `not as described: ${ajv.errorsText(check.errors)}`
}

test('no call makes the server fail, every answer is as described', async () => {
  const wrong = []
  let made = 0
  for (const [pattern, methods] of Object.entries(all.paths))
    for (const [method, operation] of Object.entries(methods)) {
      if (!pattern.startsWith('/api/v1') || leftOut.test(operation.operationId) || wrong.some((text) => text.includes(ended))) continue
      const seen = new Set()
      await fc.assert(
        fc.asyncProperty(callsOf(operation, all), fc.nat(people.length - 1), async (call, who) => {
          const path = pattern.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(words(call.path[name]).toWellFormed()) || '0')
          const query = new URLSearchParams(Object.entries(call.query).map(([key, value]) => [key, words(value).toWellFormed()])).toString()
          const headers = Object.fromEntries(Object.entries(call.headers).map(([key, value]) => [key, words(value)]).filter(([, value]) => sendable(value)))
          const answer = await people[who].call(method.toUpperCase(), path + (query ? `?${query}` : ''), call.body, headers).catch((error) => ({ status: 599, body: `${ended}: ${error.cause ?? error}`, headers: new Headers() }))
          ++made
          // Some calls end sessions: the walk goes on with another.
          if (answer.status === 401 && walkers[who]) people[who] = await signIn(server.base, walkers[who]).catch(() => people[who])
          const what = complaint(pattern, method, answer)
          if (what && !seen.has(what)) {
            seen.add(what)
            wrong.push(`${method.toUpperCase()} ${path}${query ? `?${query}` : ''} ${JSON.stringify(call.body ?? '').slice(0, 300)}: ${what} ${JSON.stringify(answer.body).slice(0, 200)}`)
          }
        }),
        { numRuns: calls, seed, endOnFailure: true },
      )
    }
  console.log(`${made} calls of ${Object.keys(all.paths).length} paths`)
  assert.deepEqual(wrong, [])
})

test('no page of the public fails under made-up addresses and forms', async () => {
  const wrong = []
  const pages = Object.entries(all.paths).filter(([pattern]) => pattern.startsWith('/p') || pattern.startsWith('/feeds'))
  for (const [pattern, methods] of pages)
    for (const [method, operation] of Object.entries(methods))
      await fc.assert(
        fc.asyncProperty(callsOf(operation, all), async (call) => {
          const query = new URLSearchParams(Object.entries(call.query).map(([key, value]) => [key, words(value).toWellFormed()])).toString()
          const path = pattern.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(words(call.path[name]).toWellFormed()) || '0') + (query ? `?${query}` : '')
          const fields = Object.entries(call.body ?? {}).map(([key, value]) => [key, words(value).toWellFormed()])
          const answer = await fetch(server.base + path, { method: method.toUpperCase(), redirect: 'manual', ...(method === 'get' ? {} : { body: new URLSearchParams(fields) }) })
          if (answer.status >= 500) wrong.push(`${method.toUpperCase()} ${path} ${JSON.stringify(fields).slice(0, 300)}: ${answer.status}`)
          await answer.arrayBuffer()
        }),
        { numRuns: calls, seed, endOnFailure: true },
      )
  assert.ok(pages.length > 20)
  assert.deepEqual(wrong, [])
})
