// Ctrl+Enter sends the form one is in, on every page alike; a form with a way of its own keeps it.

export function sendByKey(event: KeyboardEvent) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.isComposing) return
  const form = (event.target as HTMLElement | null)?.closest?.('form')
  const button = form?.querySelector<HTMLButtonElement>('button[type=submit]')
  if (!form || !button || button.disabled) return
  event.preventDefault()
  form.requestSubmit(button)
}
/** A list of choices keeps Enter to itself: with Ctrl it is heard before the list hears it. */
function sendFromChoice(event: KeyboardEvent) {
  if (!(event.target as HTMLElement | null)?.closest?.('[role=combobox]')) return
  sendByKey(event)
  if (event.defaultPrevented) event.stopPropagation()
}
export function watchSendKey() {
  document.addEventListener('keydown', sendFromChoice, { capture: true })
  document.addEventListener('keydown', sendByKey)
}
