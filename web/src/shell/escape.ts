// Escape closes one thing after the other: an open list first, then the dialog or drawer around it.
// A closed select would keep the key for itself; it is handed on to whatever is open around it.
export function watchEscape() {
  window.addEventListener(
    'keydown',
    (event) => {
      const field = event.target as HTMLElement
      if (event.key !== 'Escape' || event.isComposing || !field.matches?.('.el-select input[aria-expanded="false"]')) return
      event.stopImmediatePropagation()
      if (field.closest('[role=dialog]')) document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape' }))
      else field.blur()
    },
    true,
  )
}
