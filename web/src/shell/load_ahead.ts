// The code of the pages in one's menu, fetched one after the other while nothing else is to do: a first visit answers as fast as a second.
import type { Router } from 'vue-router'
import { whenIdle } from '../ui/when_idle'

type Load = () => Promise<unknown>

/** First what the router loads for `paths`, then `more`. */
export function loadAhead(router: Router, paths: string[], more: Load[] = []) {
  const pages = paths.flatMap((path) => router.resolve(path).matched.map((record) => record.components?.default))
  // What is loaded already is no function any more.
  inTurn([...pages.filter((page): page is Load => typeof page === 'function'), ...more])
}

/** Until the network is away: the next visit asks again. */
function inTurn([load, ...rest]: Load[]) {
  if (load) whenIdle(async () => {
    if (!navigator.onLine) return
    await load()
    inTurn(rest)
  })
}
