// Whether the server can be reached: said by failed calls and by the browser, taken back by a call that gets through.
import { watch } from 'vue'
import { offline } from '../api/client'
import { refreshLive } from './live'
import { useSession } from './session'

const retryEvery = 4000
const answerWithin = 8000

/** Asks the server itself: a browser that is online may still not reach it. */
export async function isReachable() {
  const answer = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(answerWithin) }).catch(() => null)
  return answer?.ok === true
}

export function watchConnection() {
  const session = useSession()
  window.addEventListener('offline', () => (offline.value = true))
  window.addEventListener('online', () => void ask())
  let timer = 0
  async function ask() {
    await session.lapse()
    if (offline.value && (await isReachable())) offline.value = false
  }
  watch(
    offline,
    async (gone) => {
      window.clearInterval(timer)
      if (gone) {
        timer = window.setInterval(ask, retryEvery)
        return
      }
      if (!session.confirmed) await session.confirm()
      // What changed meanwhile is asked for again by every list and page that is open.
      refreshLive()
    },
  )
  // Opened without a network.
  if (offline.value) timer = window.setInterval(ask, retryEvery)
}
