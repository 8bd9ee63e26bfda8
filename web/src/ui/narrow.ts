// Whether the window is as narrow as a phone's.
import { onBeforeUnmount, ref } from 'vue'

export function useNarrow() {
  const query = window.matchMedia('(max-width: 720px)')
  const narrow = ref(query.matches)
  const follow = () => (narrow.value = query.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return narrow
}
