// A day at the counter and at the handler's desk without a mouse, and in the field on a phone: what the walk through it mended
// stays mended. In real Chromium, with axe.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(400, { officeHours: true })
let agent
before(async () => {
  agent = await signIn(server.base, 'RX02')
})

const desk = (name, options) => openDesk(browser, server.base, name, options)
const units = async () => (await agent.call('GET', '/units')).body.items
/** A case of the agent, offered to a unit. */
async function offered(unit, more) {
  const made = await agent.call('POST', '/cases', registration(more))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const to_unit_id = (await units()).find((row) => row.name === unit).id
  const sent = await agent.call('POST', `/cases/${made.body.id}/transfers`, { to_unit_id, reason: 'other_department', note: '' }, { 'If-Match': `"${made.body.version}"` })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return made.body
}
/** The name of the field that has the focus. */
const field = (page) => page.evaluate(() => document.activeElement.closest('label')?.innerText.split('\n')[0].trim() ?? document.activeElement.id)
async function tabTo(page, name) {
  for (let i = 0; i < 12; ++i) {
    if ((await field(page))?.startsWith(name)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${name} is not reached by Tab`)
}
/** Types into the choice that has the focus and takes the first that fits. */
async function take(page, typed, expected) {
  await page.keyboard.type(typed)
  await page.locator('.el-select-dropdown__item.is-hovering:visible', { hasText: expected }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' })
}

test('art_10_1: what is refused is named, stands at its field until it is changed, and the focus goes there', async () => {
  const page = await desk('YYT02')
  await page.keyboard.press('n')
  await page.waitForFunction(() => document.activeElement?.id === 'customer-finder')
  await page.keyboard.press('Control+Enter')
  await page.locator('.problem li', { hasText: '分类：' }).waitFor()
  assert.doesNotMatch(await page.locator('.problem').innerText(), /inquiry|\/category/, 'no codes')
  assert.equal(await field(page), '分类')
  await accessible(page, 'what is to be put right')
  await take(page, 'cbcf', '抄表催费')
  assert.deepEqual(await page.locator('.problem li').allInnerTexts().then((rows) => rows.map((row) => row.split('：')[0])), [], 'one thing is left, said as a sentence')
  await tabTo(page, '诉求内容')
  await page.keyboard.type('抄表员没有来。')
  await page.locator('.problem').waitFor({ state: 'hidden' })
  assert.deepEqual(page.problems, [])
})

test('art_10_3: suggestion and link by Alt, sent from a choice, the slip with its code, printed by one key; counter and paper are remembered', async () => {
  await agent.call('POST', '/cases', registration({ category: 'complaint.reading_collection', text: '同一片区抄表员估数。' }))
  const page = await desk('YYT02')
  await page.evaluate(() => localStorage.clear())
  await page.keyboard.press('n')
  await page.waitForFunction(() => document.activeElement?.id === 'customer-finder')
  await tabTo(page, '联系人')
  await page.keyboard.type('李四')
  await page.keyboard.press('Tab')
  await page.keyboard.type('19900000009')
  await tabTo(page, '来源')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, '诉求内容')
  await page.keyboard.type('抄表员没有上门就估了个数。')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await tabTo(page, '分类')
  await take(page, 'chaobiaocui', '抄表催费')
  await page.locator('aside button', { hasText: '采用' }).waitFor()
  await page.keyboard.press('Alt+j')
  await page.locator('label', { hasText: '转办部门' }).waitFor()
  await page.locator('aside kbd', { hasText: 'Alt+L' }).waitFor()
  await page.keyboard.press('Alt+l')
  await page.locator('aside button[aria-pressed=true]').waitFor()
  await page.keyboard.press('Control+Enter')
  const receipt = await page.locator('.created .receipt').innerText()
  await page.evaluate(() => (window.print = () => (window.printed = (window.printed ?? 0) + 1)))
  await page.keyboard.press('p')
  await page.locator('.slip.a5', { hasText: receipt }).waitFor()
  await page.waitForFunction(() => document.activeElement?.textContent.includes('打印'))
  await page.keyboard.press('s')
  await page.locator('.slip.receipt', { hasText: receipt }).waitFor()
  await accessible(page, 'slip')
  await picture(page, 'slip-80')
  await page.keyboard.press('p')
  assert.equal(await page.evaluate(() => window.printed), 1)
  await page.reload()
  await page.locator('.slip.receipt').waitFor()
  assert.ok(!(await page.locator('.slip').innerText()).includes(receipt), 'the code is shown once')
  await page.keyboard.press('n')
  await page.locator('label', { hasText: '来源' }).locator('text=电话').waitFor()
  assert.deepEqual(page.problems, [])
})

test('art_10_7: every dialog is filled in and sent without a mouse; Escape leaves one thing after the other', async () => {
  const other = await offered('抄核收班', { category: 'complaint.reading_collection', text: '另一件估数的工单。', contact: { name: '甲', phone: '19900000011', address: '一号' } })
  const row = await offered('抄核收班', { category: 'complaint.reading_collection', text: '键盘办理的一件。', contact: { name: '乙', phone: '19900000012', address: '二号' } })
  const page = await desk('CF01')
  await page.goto(`${server.base}/cases/${row.id}`)
  await page.waitForSelector('.timeline')
  const dialog = page.locator('.el-dialog')
  const opens = async (key, where) => {
    // What may be done now stands there with its key; after the verb before it is read anew.
    await page.locator('main kbd', { hasText: new RegExp(`^${key}$`) }).first().waitFor()
    await page.keyboard.press(key)
    await page.locator('.el-dialog form :focus').waitFor()
    if (where) assert.equal(await field(page), where)
  }
  await opens('a')
  assert.match(await dialog.innerText(), /由您承办/, 'it says what accepting means')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })

  await opens('p', '内容')
  await page.keyboard.type('已到现场核对。')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('.timeline', { hasText: '已到现场核对' }).waitFor()

  await opens('t', '部门')
  await take(page, 'jiliang', '计量班')
  await page.keyboard.press('Control+Enter')
  await dialog.locator('em').waitFor()
  assert.equal(await field(page), '原因', 'the focus is where it is to be put right')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  assert.ok(await dialog.isVisible(), 'first the list')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })

  await opens('l', '另一件工单')
  await take(page, other.number, '另一件估数的工单')
  await page.keyboard.press('Tab')
  await page.keyboard.type('同一事项。')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('section', { hasText: other.number }).first().waitFor()
  await page.keyboard.press('S')
  await page.waitForURL(/\/slip$/)
  assert.deepEqual(page.problems, [])
})

test('filters by keyboard: officer, unit and category by pinyin and initials', async () => {
  const page = await desk('SCYX01')
  await page.goto(`${server.base}/cases?list=all`)
  await page.waitForSelector('tbody tr .title')
  await page.keyboard.press('f')
  await page.waitForFunction(() => document.activeElement?.closest('.fields'))
  await tabTo(page, '分类')
  await take(page, 'fwxw', '服务行为')
  await page.waitForURL(/category=complaint\.service_conduct/)
  await tabTo(page, '承办部门')
  await take(page, 'yingyeting', '营业厅')
  await page.waitForURL(/unit_id=/)
  await page.keyboard.press('Tab')
  assert.equal(await field(page), '承办')
  await take(page, 'lxy', '林秀英')
  await page.waitForURL(/officer_id=/)
  await accessible(page, 'filters')
  await page.keyboard.press('Escape')
  await page.locator('.el-drawer').waitFor({ state: 'hidden' })
  await page.keyboard.press('v')
  await page.waitForFunction(() => document.activeElement?.closest('.saved-filters')?.querySelector('form input') === document.activeElement)
  assert.deepEqual(page.problems, [])
})

test('End is the true last row of a long list; where the end is not known, it says so', async () => {
  const marketing = await signIn(server.base, 'SCYX01')
  const { count } = (await marketing.call('GET', '/cases/total?list=all')).body
  const last = (await marketing.call('GET', '/cases?list=all&limit=1&before=end')).body.items[0]
  assert.ok(count > 200, 'longer than what is loaded')
  const page = await desk('SCYX01')
  await page.goto(`${server.base}/cases?list=all`)
  await page.waitForSelector('tbody tr .title')
  await page.keyboard.press('End')
  await page.waitForFunction((index) => document.activeElement?.getAttribute('aria-rowindex') === String(index), count + 1)
  assert.match(await page.evaluate(() => document.activeElement.innerText), new RegExp(last.number))
  for (let i = 0; i < 12; ++i) await page.keyboard.press('PageUp')
  await page.waitForFunction(() => document.querySelector('tr.active .title') && [...document.querySelectorAll('tbody tr')].every((row) => row.innerText !== '…'))
  await page.keyboard.press('Home')
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '2')

  await page.goto(`${server.base}/customers`)
  await page.waitForSelector('tbody tr [data-column=name]')
  await page.locator('tbody tr').first().focus()
  await page.keyboard.press('End')
  await page.locator('[role=status]', { hasText: '这是已载入的最后一行' }).waitFor()
  await accessible(page, 'an end that is not known')
  await page.keyboard.press('k')
  await page.locator('[role=status]', { hasText: '这是已载入的最后一行' }).waitFor({ state: 'hidden' })
  assert.deepEqual(page.problems, [])
})

test('art_10_7: in the field, on a phone: accepted, arrived, photographed; whom and where come before the story', async () => {
  const row = await offered('城东抢修班', { kind: 'fault_report', category: 'fault_report.low_voltage', text: '整栋楼停电。', contact: { name: '赵敏', phone: '19900000021', address: '桥北路88号' } })
  const page = await desk('CDQ01', { viewport: narrow, isMobile: true, hasTouch: true })
  await page.goto(`${server.base}/cases/${row.id}`)
  await page.waitForSelector('.timeline')
  for (const verb of ['接收', '到达现场']) {
    await page.locator('.actions button', { hasText: verb }).tap()
    await page.locator('.el-dialog button[type=submit]').tap()
    await page.locator('.el-dialog').waitFor({ state: 'hidden' })
  }
  await page.locator('.timeline', { hasText: '到达现场' }).waitFor()
  const top = (selector) => page.locator(selector).first().evaluate((node) => node.getBoundingClientRect().top)
  assert.ok((await top('a[href^="tel:"]')) < (await top('.timeline')), 'the phone number comes before the story')
  assert.equal(await page.locator('.upload input[capture=environment]').count(), 1, 'the camera is one tap away')
  await page.setInputFiles('.upload input[capture=environment]', [{ name: '现场.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64') }])
  await page.waitForSelector('button.look')
  const low = await page.evaluate(() => [...document.querySelectorAll('.actions button, .upload button, header button, header input')].filter((node) => node.checkVisibility() && !node.closest('.clause') && node.closest('.el-input__wrapper, button').getBoundingClientRect().height < 40).map((node) => node.innerText))
  assert.deepEqual(low, [], 'big enough for a thumb')
  assert.equal(await page.locator('kbd:visible').count(), 0, 'no keys where there are none')
  await accessible(page, 'a case on a phone')
  await picture(page, 'field-390', true)
  assert.deepEqual(page.problems, [])
})
