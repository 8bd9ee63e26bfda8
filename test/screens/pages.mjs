// The pages of the reference set: who looks, where, how wide, and what must be there before the picture is taken.

/** The newest case of a list, as a path. */
const newest = (query, rest = '') => async (officer) => {
  const { body } = await officer.call('GET', `/cases?${query}&limit=1`)
  return `/cases/${body.items[0].id}${rest}`
}
const dark = 'dark'
/** A draft under which answers are due within two hours. */
async function drafted(officer) {
  const { items } = (await officer.call('GET', '/rulebook/versions')).body
  if (items.some((row) => row.state === 'draft')) return '/what_if'
  const { version } = (await officer.call('POST', '/rulebook/drafts', { title: '答复更快' })).body
  const { text } = (await officer.call('GET', `/rulebook/versions/${version}/files`)).body.items.find((file) => file.name === 'limits.toml')
  const strict = text.split('[[limit]]').map((row) => (/^duty = "reply"/m.test(row) ? row.replace(/^limit = ".*"/m, 'limit = "2h"') : row)).join('[[limit]]')
  await officer.call('PUT', `/rulebook/versions/${version}/files/limits.toml`, { text: strict })
  return '/what_if'
}
/** A what-if run to its result, with a roster of one unit. */
async function tried(page) {
  await page.setInputFiles('input[type=file]', { name: '值班.csv', mimeType: 'text/csv', buffer: Buffer.from('部门代码,工号,开始,结束,班次\nKHFW-YYT,YYT02,2026-09-01 08:30,2026-12-31 17:30,值班\n') })
  await page.locator('form button[type=submit]').click()
  await page.waitForSelector('.sides')
}

/** The first customer of the manager's day. */
async function firstKeyCustomer(officer) {
  const { work } = (await officer.call('GET', '/account_managers/me/day')).body
  return `/customers/${work[0].customer_id}`
}

export const screens = [
  { name: 'desk', role: 'RX02', path: '/cases?list=desk', ready: 'main h1' },
  { name: 'desk_dark', role: 'RX02', path: '/cases?list=desk', scheme: dark, ready: 'main h1' },
  { name: 'desk_phone', role: 'RX02', path: '/cases?list=desk', size: 'narrow', ready: 'main h1' },
  { name: 'unit', role: 'KHFW01', path: '/cases?list=unit', ready: 'main h1' },
  { name: 'follow_up', role: 'HF01', path: '/cases?list=follow_up', ready: 'main h1' },
  { name: 'all_cases', role: 'JBGS02', path: '/cases?list=all', ready: 'main h1' },
  { name: 'register', role: 'YYT02', path: '/register', ready: '#customer-finder' },
  { name: 'case', role: 'JBGS02', path: newest('list=all&stage=closed'), ready: '.timeline' },
  { name: 'case_dark', role: 'JBGS02', path: newest('list=all&stage=closed'), scheme: dark, ready: '.timeline' },
  { name: 'case_phone', role: 'JBGS02', path: newest('list=all&stage=closed'), size: 'narrow', ready: '.timeline' },
  { name: 'case_file', role: 'JBGS02', path: newest('list=all&stage=closed', '/file'), ready: '.file' },
  { name: 'board', role: 'JCSJ02', path: '/board', ready: 'main h1' },
  { name: 'reports', role: 'JCSJ02', path: '/reports', ready: '.chart svg' },
  { name: 'pauses', role: 'JCSJ02', path: '/reports?part=pauses', ready: 'tr.total' },
  { name: 'pauses_phone', role: 'JCSJ02', path: '/reports?part=pauses', size: 'narrow', ready: 'tr.total' },
  { name: 'customers', role: 'YYT02', path: '/customers', ready: 'main h1' },
  { name: 'my_customers', role: 'CD01', path: '/my_customers', ready: 'main h1' },
  { name: 'my_customers_phone', role: 'CD01', path: '/my_customers', size: 'narrow', ready: 'main h1' },
  { name: 'account_managers', role: 'SCYX01', path: '/account_managers', ready: 'main h2' },
  { name: 'customer_file', role: 'CD01', path: firstKeyCustomer, ready: '.facts.wide' },
  { name: 'needs', role: 'DK01', path: '/needs', ready: 'main table' },
  { name: 'coverage', role: 'JCSJ02', path: '/coverage', ready: 'main table' },
  { name: 'rulebook', role: 'JBGS02', path: '/rulebook', ready: 'main h1' },
  { name: 'people', role: 'admin', path: '/people', ready: 'main h1' },
  { name: 'calendar', role: 'admin', path: '/calendar', ready: '.answer' },
  { name: 'shortcuts', role: 'RX02', path: '/cases?list=desk', ready: 'main h1', prepare: async (page) => (await page.keyboard.press('?'), await page.waitForSelector('.el-dialog kbd')) },
  { name: 'public_home', path: '/p', size: 'narrow', ready: 'h1' },
  { name: 'public_report', path: '/p/report/kind', size: 'narrow', ready: 'h1' },
  { name: 'public_service', path: '/p/service', ready: 'h1' },
  { name: 'hall_screen', path: '/p/wall', size: { width: 1920, height: 1080 }, ready: 'main' },
  // Last, because they leave a draft behind.
  { name: 'what_if', role: 'SCYX01', path: drafted, ready: 'form .el-select', prepare: tried },
  { name: 'what_if_phone', role: 'SCYX01', path: drafted, size: 'narrow', ready: 'form .el-select', prepare: tried },
]
