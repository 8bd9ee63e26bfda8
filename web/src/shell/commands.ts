// What can be done here, by one key, from the palette, and told in the overlay: pages and the frame register their commands.
import { computed, onBeforeUnmount, onMounted, shallowReactive } from 'vue'

export interface Command {
  id: string
  title: string
  group: string
  /** "r", "?", or two keys one after the other: "g d". */
  key?: string
  /** Nothing: a key its own component listens to, told in the overlay only. */
  run?: () => void
}
type Source = () => Command[]

const sources = shallowReactive(new Set<Source>())
/** Two commands of one page with one key: the second would never be reached. */
export function doubledKeys(all: Command[]) {
  const seen = new Set<string>()
  const places = all.filter((command) => command.run && command.key).map((command) => `${command.group}: ${command.key}`)
  return places.filter((place) => seen.size === seen.add(place).size)
}
/** Of the innermost page first: it may use a key of the frame for itself. */
export const commands = computed(() => {
  const all = [...sources].reverse().flatMap((source) => source())
  // A mistake of ours, not of who sits there: it fails the browser tests and disturbs nobody.
  // eslint-disable-next-line no-console
  for (const place of doubledKeys(all)) console.error(`two commands with one key: ${place}`)
  return all
})

/** Registers what `source` gives while the component is there; `source` may depend on anything reactive. */
export function useCommands(source: Source) {
  onMounted(() => sources.add(source))
  onBeforeUnmount(() => sources.delete(source))
}

const longestPause = 1200
let first = ''
let firstAt = 0

/** A key stands for a command only where nobody types: not in a field, not in a dialog, not while an input method composes. */
export function isTyping(event: KeyboardEvent) {
  const target = event.target as HTMLElement
  return event.isComposing || event.ctrlKey || event.metaKey || event.altKey || target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=listbox], [role=menu]') !== null
}

/** The command a key means, given what was pressed just before; the first key of a pair is remembered. `pressed` and `taken`, when it
 *  was taken up, in milliseconds: the pause is from the one taken up to the next pressed, so that a slow machine is no slow hand. */
export function commandFor(key: string, pressed: number, all: Command[], taken = pressed): Command | undefined {
  const known = all.filter((command) => command.run)
  const pair = pressed - firstAt < longestPause && first ? known.find((command) => command.key === `${first} ${key}`) : undefined
  first = ''
  if (pair) return pair
  const single = known.find((command) => command.key === key)
  if (single) return single
  if (known.some((command) => command.key?.startsWith(`${key} `))) {
    first = key
    firstAt = taken
  }
}
