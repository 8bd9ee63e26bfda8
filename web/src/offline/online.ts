// Whether the server is there and knows who asks: then a page that waited for it can be loaded.
import { computed } from 'vue'
import { offline, signInNeeded } from '../api/client'
import { useSession } from '../shell/session'

export function useOnline() {
  const session = useSession()
  return computed(() => !offline.value && session.confirmed && !signInNeeded.value)
}
