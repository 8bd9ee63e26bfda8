// The desk without a network: keeps the program's own files and never an answer of the server about anybody.
// Built into /sw.js by scripts/build_worker.mjs, which fills in the version, the entry and the files.
'use strict'
const version = '{version}'
const entry = '{entry}'
const files = ['{files}']
const cache = `desk-${version}`
const patience = 4000

/** The page and its files belong to one build: while a server is being replaced neither is kept without the other. */
async function install() {
  const kept = await caches.open(cache)
  const page = await fetch('/index.html', { cache: 'no-store' })
  if (!page.ok || !(await page.clone().text()).includes(entry)) throw new Error('another build')
  await kept.addAll(files)
  await kept.put('/index.html', page)
  await self.skipWaiting()
}
/** The build before stays: pages opened with it may still load a part of it. */
async function activate() {
  const others = (await caches.keys()).filter((name) => name.startsWith('desk-') && name !== cache)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
  await self.clients.claim()
}
async function asset(request) {
  const known = await caches.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await (await caches.open(cache)).put(request, answer.clone())
  return answer
}
const own = () => caches.open(cache).then((kept) => kept.match('/index.html'))
/** The server's page if it comes in time, else the kept one, which has all its files here. */
async function page(request) {
  const kept = await own()
  if (!kept) return fetch(request)
  let timer
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve(kept), patience)))
  const fresh = fetch(request).then((answer) => (answer.status >= 500 ? kept : answer), () => kept)
  const answer = await Promise.race([fresh, late])
  clearTimeout(timer)
  return answer
}
/** Addresses the server answers itself: they are not the desk's pages. */
const isServers = (path) => path === '/p' || /^\/(p|api|feeds|open311)\//.test(path) || /^\/(health|ready|metrics)$/.test(path)

self.addEventListener('install', (event) => {
  // Where a browser can be told so, they do not even pass here: what a page says while it is being closed would be lost on the way.
  if (event.addRoutes) event.waitUntil(event.addRoutes(['/api/*', '/p/*'].map((pathname) => ({ condition: { urlPattern: { pathname } }, source: 'network' }))))
  event.waitUntil(install())
})
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || isServers(url.pathname)) return
  if (url.pathname.startsWith('/assets/') || files.includes(url.pathname)) event.respondWith(asset(request))
  else if (request.mode === 'navigate' && (url.pathname === '/index.html' || !url.pathname.includes('.'))) event.respondWith(page(request))
})
