// Whether the server can be reached: said by failed calls and by the browser, taken back by a call that gets through.
import { watch } from 'vue'
import { offline } from '../api/client'
import { refreshLive } from './live'

const retryEvery = 4000

export function watchConnection() {
  window.addEventListener('offline', () => (offline.value = true))
  window.addEventListener('online', () => void ask())
  let timer = 0
  async function ask() {
    const answer = await fetch('/health', { cache: 'no-store' }).catch(() => null)
    if (answer?.ok) offline.value = false
  }
  watch(offline, (gone) => {
    window.clearInterval(timer)
    if (gone) timer = window.setInterval(ask, retryEvery)
    // What changed meanwhile is asked for again by every list and page that is open.
    else refreshLive()
  })
}
