// Who comes back to a page stands on the link through which it was left; what vanished under the focus leaves it nearby.
import { nextTick } from 'vue'
import type { Router } from 'vue-router'

const leftBy = new Map<string, string>()
const longestWait = 5000
const hasNoFocus = () => !document.activeElement || document.activeElement === document.body

/** Once for the whole desk: remembers the link a page is left by, and gives it the focus when the browser leads back there. */
export function keepReturnFocus(router: Router) {
  router.beforeEach((_to, from) => {
    const href = document.activeElement?.closest('#main a[href]')?.getAttribute('href')
    if (href) leftBy.set(from.fullPath, href)
    else leftBy.delete(from.fullPath)
  })
  router.afterEach((to) => {
    const href = leftBy.get(to.fullPath)
    leftBy.delete(to.fullPath)
    if (!href) return
    const until = performance.now() + longestWait
    // The page reads what it shows first. Whoever does something meanwhile keeps the focus where he put it.
    function look() {
      if (router.currentRoute.value.fullPath !== to.fullPath || !hasNoFocus() || performance.now() > until) return
      const link = [...document.querySelectorAll<HTMLElement>('#main a[href]')].find((one) => one.getAttribute('href') === href && one.checkVisibility())
      if (link) link.focus()
      else requestAnimationFrame(look)
    }
    // Only a page one came back to by the browser has one to go forward to; the router writes that after this hook.
    void nextTick(() => window.history.state?.forward && requestAnimationFrame(look))
  })
}

/** Gives the focus to `there` if what had it is gone or cannot be used any more. */
export async function refocus(there: () => HTMLElement | null | undefined) {
  await nextTick()
  if (hasNoFocus() || document.activeElement!.matches(':disabled')) there()?.focus()
}
