// Ctrl+Enter sends the form one is in, on every page alike; a form with a way of its own keeps it.

export function sendByKey(event: KeyboardEvent) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.isComposing) return
  const form = (event.target as HTMLElement | null)?.closest?.('form')
  const button = form?.querySelector<HTMLButtonElement>('button[type=submit]')
  if (!form || !button || button.disabled) return
  event.preventDefault()
  form.requestSubmit(button)
}
export const watchSendKey = () => document.addEventListener('keydown', sendByKey)
