// Live lists: one event stream for the whole desk; a page says what it does when a case changes.
import { onBeforeUnmount, onMounted } from 'vue'

export interface CaseEvent {
  case_id: number
  version: number
  kind: string
}
type Listener = (event: CaseEvent | null) => void

const listeners = new Set<Listener>()
const presenceListeners = new Set<(caseId: number) => void>()
const needListeners = new Set<(needId: number) => void>()
let stream: EventSource | null = null

export function openLive() {
  if (stream) return
  stream = new EventSource('/api/v1/live')
  stream.addEventListener('case', (message) => {
    const event = JSON.parse((message as MessageEvent<string>).data) as CaseEvent
    for (const listener of listeners) listener(event)
  })
  stream.addEventListener('presence', (message) => {
    const { case_id } = JSON.parse((message as MessageEvent<string>).data) as { case_id: number }
    for (const listener of presenceListeners) listener(case_id)
  })
  stream.addEventListener('need', (message) => {
    const { need_id } = JSON.parse((message as MessageEvent<string>).data) as { need_id: number }
    for (const listener of needListeners) listener(need_id)
  })
  // Too much was missed: everything may have changed.
  stream.addEventListener('reset', refreshLive)
}
/** Everything may have changed: all listeners ask again. */
export function refreshLive() {
  for (const listener of listeners) listener(null)
}
export function closeLive() {
  stream?.close()
  stream = null
}
/** Calls `listener` while the component is there, at most every 800 ms, with the cases changed meanwhile; null: any may have. */
export function useLive(listener: (changed: ReadonlySet<number> | null) => void) {
  let timer = 0
  let changed: Set<number> | null = new Set()
  const gather: Listener = (event) => {
    if (event) changed?.add(event.case_id)
    else changed = null
    timer ||= window.setTimeout(() => {
      const gathered = changed
      timer = 0
      changed = new Set()
      listener(gathered)
    }, 800)
  }
  onMounted(() => listeners.add(gather))
  onBeforeUnmount(() => {
    listeners.delete(gather)
    window.clearTimeout(timer)
  })
}
/** Calls `listener` while the component is there when somebody came to a case or left it. */
export function usePresenceNews(listener: (caseId: number) => void) {
  onMounted(() => presenceListeners.add(listener))
  onBeforeUnmount(() => presenceListeners.delete(listener))
}
/** Calls `listener` while the component is there when a need was opened or changed, by whomever. */
export function useNeedNews(listener: (needId: number) => void) {
  onMounted(() => needListeners.add(listener))
  onBeforeUnmount(() => needListeners.delete(listener))
}
