// The menu's pages under a few headings, so that thirty of them are found at a glance.

/** Headings (text keys) with their addresses, in the order they are shown; what is in none comes last. */
const menuGroups = [
  { name: 'menu.oversight', paths: ['/board', '/reports', '/what_if', '/tip_offs', '/take_tip', '/tip_rewards', '/reward_slips', '/conduct'] },
  { name: 'menu.customers', paths: ['/my_customers', '/customers', '/key_accounts', '/analysis_reports', '/account_managers', '/needs', '/services', '/policy_notices', '/surveys', '/unusual_use', '/improvements'] },
  { name: 'menu.money', paths: ['/charges', '/bill_adjustments', '/price_lists'] },
  { name: 'menu.open', paths: ['/plans', '/announcements', '/open_data'] },
  { name: 'menu.house', paths: ['/past_cases', '/coverage', '/people'] },
]

/** So many are seen at once without headings. */
const fewPages = 14

/** Only groups with something in them; a short menu is one group without a heading. */
export function grouped<Page extends { path: string }>(pages: Page[]): { name: string; pages: Page[] }[] {
  if (pages.length <= fewPages) return [{ name: '', pages }]
  const known = menuGroups.flatMap((group) => group.paths)
  const last = menuGroups.length - 1
  return menuGroups
    .map(({ name, paths }, at) => ({ name, pages: [...paths.flatMap((path) => pages.filter((page) => page.path === path)), ...(at === last ? pages.filter((page) => !known.includes(page.path)) : [])] }))
    .filter((group) => group.pages.length)
}
