// Who comes back to a page stands on the link through which it was left; what vanished under the focus leaves it nearby.
import { nextTick } from 'vue'
import { onBeforeRouteLeave, useRoute } from 'vue-router'

const leftBy = new Map<string, string>()

/** To be called when what the page shows is there. */
export function useReturnFocus() {
  const { fullPath } = useRoute()
  onBeforeRouteLeave((_to, from) => {
    const href = document.activeElement?.closest('#main a[href]')?.getAttribute('href')
    if (href) leftBy.set(from.fullPath, href)
    else leftBy.delete(from.fullPath)
  })
  return async function comeBack() {
    const href = leftBy.get(fullPath)
    leftBy.delete(fullPath)
    // Only a page one came back to by the browser has one to go forward to.
    if (!href || !window.history.state?.forward) return
    await refocus(() => [...document.querySelectorAll<HTMLElement>('#main a[href]')].find((link) => link.getAttribute('href') === href))
  }
}

/** Gives the focus to `there` if what had it is gone or cannot be used any more. */
export async function refocus(there: () => HTMLElement | null | undefined) {
  await nextTick()
  const now = document.activeElement
  if (!now || now === document.body || now.matches(':disabled')) there()?.focus()
}
