// Live lists: one event stream for the whole desk; a page says what it does when a case changes.
import { onBeforeUnmount, onMounted } from 'vue'

export interface CaseEvent {
  case_id: number
  version: number
  kind: string
}
type Listener = (event: CaseEvent | null) => void

const listeners = new Set<Listener>()
let stream: EventSource | null = null

export function openLive() {
  if (stream) return
  stream = new EventSource('/api/v1/live')
  stream.addEventListener('case', (message) => {
    const event = JSON.parse((message as MessageEvent<string>).data) as CaseEvent
    for (const listener of listeners) listener(event)
  })
  // Too much was missed: everything may have changed.
  stream.addEventListener('reset', () => {
    for (const listener of listeners) listener(null)
  })
}
export function closeLive() {
  stream?.close()
  stream = null
}
/** Calls `listener` while the component is there, at most every 800 ms. */
export function useLive(listener: Listener) {
  let timer = 0
  let last: CaseEvent | null = null
  const gather: Listener = (event) => {
    last = event
    if (timer) return
    timer = window.setTimeout(() => {
      timer = 0
      listener(last)
    }, 800)
  }
  onMounted(() => listeners.add(gather))
  onBeforeUnmount(() => {
    listeners.delete(gather)
    window.clearTimeout(timer)
  })
}
