// One short sentence about what was just done, shown for some seconds wherever one is by then.
import { ref } from 'vue'

const shownFor = 4000
export const said = ref('')
let timer = 0

export function say(text: string) {
  window.clearTimeout(timer)
  said.value = text
  timer = window.setTimeout(() => (said.value = ''), shownFor)
}
