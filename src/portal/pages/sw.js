// Keeps the look of the pages and one page that says "no network". Pages about people are never kept.
'use strict'
const cache = 'shouwen-{version}'
const kept = ['/p/offline', '/p/style.css?v={version}', '/p/script.js?v={version}', '/p/icon.svg?v={version}']
self.addEventListener('install', (event) => event.waitUntil(caches.open(cache).then((opened) => opened.addAll(kept)).then(() => self.skipWaiting())))
self.addEventListener('activate', (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('shouwen-') && name !== cache).map((name) => caches.delete(name)))).then(() => self.clients.claim())),
)
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const url = new URL(request.url)
  if (kept.includes(url.pathname + url.search) && url.pathname !== '/p/offline') event.respondWith(caches.match(request).then((found) => found ?? fetch(request)))
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/p/offline')))
})
