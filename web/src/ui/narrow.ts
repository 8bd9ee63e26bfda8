// Whether the window is as narrow as a phone's, or narrower than the page says.
import { onBeforeUnmount, ref } from 'vue'

export function useNarrow(width = 720) {
  const query = window.matchMedia(`(max-width: ${width}px)`)
  const narrow = ref(query.matches)
  const follow = () => (narrow.value = query.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return narrow
}
