// The worker's rules without a browser: what it answers, what it leaves to the network, what it keeps and lets go.
import { beforeEach, expect, test, vi } from 'vitest'
import source from './service_worker.js?raw'

type Answer = { ok: boolean; status: number; body: string; clone: () => Answer; text: () => Promise<string> }
const answer = (body: string, status = 200): Answer => ({ ok: status < 300, status, body, clone: () => answer(body, status), text: async () => body })
const base = 'https://house.example'
const pathOf = (request: string | { url: string }) => new URL(typeof request === 'string' ? request : request.url, base).pathname

let stored: Map<string, Map<string, Answer>>
let network: (path: string) => Promise<Answer>
const asked: string[] = []
function start(version: string) {
  const listeners: Record<string, (event: unknown) => void> = {}
  const self = { addEventListener: (name: string, listener: (event: unknown) => void) => (listeners[name] = listener), skipWaiting: vi.fn(), clients: { claim: vi.fn() }, location: { origin: base } }
  const open = (name: string) => {
    const rows = stored.get(name) ?? stored.set(name, new Map()).get(name)!
    return {
      addAll: async (files: string[]) => {
        for (const file of files) rows.set(file, await network(file))
      },
      put: async (request: string | { url: string }, made: Answer) => void rows.set(pathOf(request), made),
      match: async (request: string | { url: string }) => rows.get(pathOf(request)),
    }
  }
  const caches = { open: async (name: string) => open(name), keys: async () => [...stored.keys()], delete: async (name: string) => stored.delete(name), match: async (request: { url: string }) => [...stored.values()].map((rows) => rows.get(pathOf(request))).find(Boolean) }
  const fetching = (request: string | { url: string }) => {
    asked.push(pathOf(request))
    return network(pathOf(request))
  }
  const code = source.replace('{version}', version).replace('{entry}', 'assets/index-1.js').replace("['{files}']", '["/assets/index-1.js","/icon.svg"]')
  new Function('self', 'caches', 'fetch', 'setTimeout', 'clearTimeout', code)(self, caches, fetching, (work: () => void) => setTimeout(work, 20), clearTimeout)
  const run = (name: string) => new Promise<void>((resolve, reject) => listeners[name]({ waitUntil: (work: Promise<void>) => work.then(resolve, reject) }))
  /** The body answered; nothing: left to the browser. */
  const ask = async (path: string, more: object = {}) => {
    let given: Promise<Answer> | undefined
    listeners.fetch({ request: { url: new URL(path, base).href, method: 'GET', mode: 'cors', ...more }, respondWith: (made: Promise<Answer>) => (given = made) })
    return (await given)?.body
  }
  return { install: () => run('install'), activate: () => run('activate'), ask }
}
const page = { mode: 'navigate' }
const gone = () => Promise.reject(new TypeError('network'))
beforeEach(() => {
  stored = new Map()
  asked.length = 0
  network = async (path) => answer(path === '/index.html' ? 'page with assets/index-1.js' : `fresh ${path}`)
})

test('the desk opens without a network with the page of its own build', async () => {
  const worker = start('a')
  await worker.install()
  await worker.activate()
  network = gone
  expect(await worker.ask('/my_customers', page)).toContain('index-1.js')
  expect(await worker.ask('/customers/3?contact=4', page)).toContain('index-1.js')
  expect(await worker.ask('/assets/index-1.js')).toBe('fresh /assets/index-1.js')
})

test('with a network the server’s page goes first; a sick or slow server does not keep anybody waiting', async () => {
  const worker = start('a')
  await worker.install()
  network = async () => answer('page of another build')
  expect(await worker.ask('/cases', page)).toBe('page of another build')
  network = async () => answer('bad gateway', 502)
  expect(await worker.ask('/cases', page)).toContain('index-1.js')
  network = () => new Promise(() => {})
  expect(await worker.ask('/cases', page)).toContain('index-1.js')
})

test.each(['/api/v1/session', '/api/v1/customers/3/file', '/api/v1/customers/3/photos/abc', '/health', '/p', '/p/report', '/feeds/x.ics', '/open311/v2/requests.json'])('%s is never answered nor kept', async (path) => {
  const worker = start('a')
  await worker.install()
  expect(await worker.ask(path)).toBeUndefined()
  expect(await worker.ask(path, page)).toBeUndefined()
  expect([...stored.values()].flatMap((rows) => [...rows.keys()])).toEqual(['/assets/index-1.js', '/icon.svg', '/index.html'])
})

test('neither what is sent nor what belongs to another house', async () => {
  const worker = start('a')
  expect(await worker.ask('/assets/index-1.js', { method: 'POST' })).toBeUndefined()
  expect(await worker.ask('https://elsewhere.example/assets/x.js')).toBeUndefined()
  expect(await worker.ask('/check.html', page)).toBeUndefined()
})

test('a part of the desk is fetched once; a part that is missing is not kept', async () => {
  const worker = start('a')
  await worker.install()
  asked.length = 0
  await worker.ask('/assets/NeedsPage-1.js')
  await worker.ask('/assets/NeedsPage-1.js')
  network = async () => answer('no such file', 404)
  await worker.ask('/assets/Gone-1.js')
  await worker.ask('/assets/Gone-1.js')
  expect(asked).toEqual(['/assets/NeedsPage-1.js', '/assets/Gone-1.js', '/assets/Gone-1.js'])
})

test('while the server is being replaced nothing half is kept', async () => {
  network = async (path) => answer(path === '/index.html' ? 'page with assets/index-2.js' : 'x')
  await expect(start('a').install()).rejects.toThrow('another build')
})

test('a new version takes over, the one before stays for pages that are open, older ones go', async () => {
  for (const version of ['a', 'b', 'c']) {
    const worker = start(version)
    await worker.install()
    await worker.activate()
  }
  expect([...stored.keys()]).toEqual(['desk-b', 'desk-c'])
})
