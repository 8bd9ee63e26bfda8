// Work that may wait until the computer has nothing else to do. If it fails nobody is told: whoever needs it asks again.
const soon = typeof requestIdleCallback === 'function' ? (work: () => void) => requestIdleCallback(work, { timeout: 3000 }) : (work: () => void) => setTimeout(work, 1000)

export function whenIdle(work: () => Promise<unknown>) {
  soon(() => void work().catch(() => undefined))
}
