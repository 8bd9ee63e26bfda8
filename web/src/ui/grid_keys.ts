// What a key means in a table, wherever the focus is: nothing while somebody types, least of all through an input method.
export type GridStep = { move: number | 'first' | 'last'; page?: boolean; extend: boolean } | 'open' | 'toggle' | 'clear'

const fields = 'input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=combobox]'
/** Press themselves with Enter and space … */
const pressed = 'button, a, summary, input, label'
/** … or are walked through with the arrows. */
const walked = '[role=tab], [role=radio], [role=slider]'

export function gridStep(event: KeyboardEvent, grid: Element | null): GridStep | null {
  const target = event.target as Element
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || target.closest(fields)) return null
  const letters: Record<string, GridStep> = {
    j: { move: 1, extend: false },
    k: { move: -1, extend: false },
    J: { move: 1, extend: true },
    K: { move: -1, extend: true },
    x: 'toggle',
  }
  if (event.key in letters) return letters[event.key]
  // A control that has the focus keeps its own keys.
  const own = event.key === 'Enter' || event.key === ' ' ? pressed : walked
  if (target.closest(own) && !grid?.contains(target)) return null
  const extend = event.shiftKey
  const others: Record<string, GridStep> = {
    ArrowDown: { move: 1, extend },
    ArrowUp: { move: -1, extend },
    PageDown: { move: 1, page: true, extend },
    PageUp: { move: -1, page: true, extend },
    Home: { move: 'first', extend },
    End: { move: 'last', extend },
    Enter: 'open',
    ' ': 'toggle',
    Escape: 'clear',
  }
  return others[event.key] ?? null
}
/** Where a step leads in a list of `count` rows of which `shown` are seen at once. */
export function stepTo(step: Exclude<GridStep, string>, active: number, count: number, shown: number): number {
  if (step.move === 'first') return 0
  if (step.move === 'last') return Math.max(0, count - 1)
  const distance = step.page ? step.move * Math.max(1, shown - 1) : step.move
  return Math.min(Math.max(active + distance, 0), Math.max(0, count - 1))
}
