// What a key means in a table, wherever the focus is: nothing while somebody types, least of all through an input method.
export type GridStep = { move: number | 'first' | 'last'; page?: boolean; extend: boolean } | 'open' | 'toggle' | 'clear'

const fields = 'input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=combobox]'
const controls = 'button, a, summary, [role=tab], [role=radio], input, label'

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
  // Other keys belong to the control that has the focus.
  if (target.closest(controls) && !grid?.contains(target)) return null
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
