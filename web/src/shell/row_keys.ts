// Through the rows of a page's tables and cards by one key each, where the page has no keys of its own for it.
const rows = '#main table.plain > tbody > tr, #main ul.cards > li, #main ol.rows > li'
const reachable = 'a[href], button:not(:disabled)'

/** What is opened by each row that is seen. */
const starts = () => [...document.querySelectorAll(rows)].flatMap((row) => [...row.querySelectorAll<HTMLElement>(reachable)].filter((one) => one.checkVisibility()).slice(0, 1))

/** `j` and `k`: the focus goes to the row after or before the one that has it, else to the first. False: no key of ours, or a page
 *  whose table listens itself. */
export function stepRow(key: string): boolean {
  const by = { j: 1, k: -1 }[key]
  if (!by || document.querySelector('#main table[role=grid]')) return false
  const all = starts()
  const here = document.activeElement?.closest(rows)
  const at = here ? all.findIndex((one) => here.contains(one)) : -1
  all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus()
  return all.length > 0
}
