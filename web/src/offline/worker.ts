// The desk's service worker from the page's side: registered once somebody is signed in, asked for news, told of when it changed.
import { ref } from 'vue'

const askEvery = 3_600_000
/** Another build has taken over: this page is the one before it. */
export const hasNewVersion = ref(false)
/** Only where the address is secure may a browser keep a program: on plain http an open page works on, but cannot be opened anew. */
export const canOpenOffline = () => 'serviceWorker' in navigator

let asked = false
export function registerWorker() {
  if (asked || !canOpenOffline() || !import.meta.env.PROD) return
  asked = true
  const worker = navigator.serviceWorker
  // The first one changes nothing for this page.
  let before = worker.controller
  worker.addEventListener('controllerchange', () => {
    if (before && before !== worker.controller) hasNewVersion.value = true
    before = worker.controller
  })
  const registering = worker.register('/sw.js', { scope: '/', updateViaCache: 'none' }).catch(() => null)
  // Listened from the beginning: the network may come back, with a new build, while the worker is still being registered.
  const look = async () => void (await registering)?.update().catch(() => {})
  window.setInterval(look, askEvery)
  window.addEventListener('online', look)
}
