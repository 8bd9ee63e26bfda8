// A day of the supervisor, of the leader with five minutes and of the administrator by keyboard alone, and what a walk through
// them mended. In real Chromium, with axe. WALK=1 prints how long each step takes on the screen.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(200, { officeHours: true })
let clerk
before(async () => {
  clerk = await signIn(server.base, 'YYT02')
})

const desk = (name, options) => openDesk(browser, server.base, name, options)
const send = async (who, id, resource, input, version) => {
  const answer = await who.call('POST', `/cases/${id}/${resource}`, input, { 'If-Match': `"${version}"` })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.version
}
/** Paused, resumed, paused again: a doubt on the board. */
async function doubted() {
  const made = await clerk.call('POST', '/cases', registration({ text: '申请退费，材料交了两次还没有结果。' }))
  const pause = { reason: 'customer_papers', asked_for: '请补充材料', asked_by: 'phone' }
  let version = made.body.version
  for (const [resource, input] of [['suspensions', pause], ['resumptions', { cause: '材料已到' }], ['suspensions', pause]]) version = await send(clerk, made.body.id, resource, input, version)
  return made.body
}
/** Presses `keys` one after the other and waits for `seen`; the time runs from the last key. */
async function step(page, what, keys, seen) {
  for (const key of keys.slice(0, -1)) await page.keyboard.press(key)
  await page.evaluate(() => addEventListener('keydown', () => (window.pressedAt = performance.now()), { capture: true, once: true }))
  await page.keyboard.press(keys.at(-1))
  // A machine under load may take longer between two keys than a pair of them allows: then they are pressed again.
  if (keys[0] === 'g') await page.locator(seen).first().waitFor({ timeout: 8000 }).catch(async () => {
    for (const key of keys) await page.keyboard.press(key)
  })
  await page.locator(seen).first().waitFor()
  const ms = await page.evaluate(() => Math.round(performance.now() - window.pressedAt))
  if (process.env.WALK) console.log(`${what} | ${keys.join(' ')} | ${ms} ms`)
}
const focused = (page, selector) => page.waitForFunction((css) => document.activeElement?.matches(css), selector)

test('art_6: an order from the board, its wait beside it, its answer in the notices, by keyboard', async () => {
  const row = await doubted()
  const page = await desk('JCSJ01')
  await page.waitForSelector('tbody tr')
  await step(page, 'board', ['g', 's'], `#lane-paused li:has-text("${row.number}")`)
  await page.waitForSelector('.month strong')
  await step(page, 'first case', ['j'], '.lane a:focus')
  await page.locator('#lane-paused li', { hasText: row.number }).locator('a').focus()
  await step(page, 'order', ['m'], '.el-dialog button:focus')
  await step(page, 'given', ['Control+Enter'], `#lane-ordered li:has-text("${row.number}")`)
  assert.match(await page.locator('#lane-ordered li', { hasText: row.number }).innerText(), /剩/)
  await page.locator('.said', { hasText: `已督办 ${row.number}` }).waitFor()
  await accessible(page, 'a board with an order that waits')
  await picture(page, 'oversight-board')
  const now = (await clerk.call('GET', `/cases/${row.id}`)).body.service_case
  await send(clerk, row.id, 'supervision_answers', { text: '材料已齐，下午恢复办理。' }, now.version)
  await page.locator('#lane-ordered li', { hasText: row.number }).waitFor({ state: 'detached' })
  await step(page, 'notices', ['g', 'n'], '.el-drawer li button:has-text("您的督办有了结果")')
  await focused(page, '.el-drawer li button')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await picture(page, 'oversight-notices')
  await step(page, 'the case', ['Enter'], '.timeline')
  assert.match(page.url(), new RegExp(`/cases/${row.id}$`))
  assert.deepEqual(page.problems, [])
})

test('art_9_4 art_9_5: tips and violations row by row, back where one was, the focus kept after a verb', async () => {
  const page = await desk('JCSJ01')
  await page.waitForSelector('tbody tr')
  await step(page, 'tips', ['g', '3'], 'h1:has-text("举报")')
  await page.locator('td', { hasText: '待受理' }).first().waitFor()
  await page.keyboard.press('j')
  const first = await page.evaluate(() => document.activeElement.textContent)
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  assert.equal(await page.evaluate(() => document.activeElement.textContent), first)
  await page.keyboard.press('2')
  await page.locator('.el-radio-button.is-active', { hasText: '未认定' }).waitFor()
  await page.locator('tbody tr', { hasText: '待受理' }).waitFor()
  await page.locator('tbody tr', { hasText: '待受理' }).locator('a').focus()
  await step(page, 'a tip', ['Enter'], '.verbs button')
  await page.waitForSelector('text=还没有办理')
  await step(page, 'take up', ['a'], 'form button:focus')
  await step(page, 'taken up', ['Control+Enter'], 'h1:has-text("初核")')
  await focused(page, '.verbs button')
  await page.goBack()
  await focused(page, 'td a')
  await step(page, 'violations', ['g', '5'], 'h1:has-text("查处与曝光")')
  await page.locator('td a', { hasText: '查〔' }).first().waitFor()
  assert.doesNotMatch(await page.locator('main').innerText(), /not confirmed/, 'one language at a time')
  await page.keyboard.press('j')
  await step(page, 'a violation', ['Enter'], '.verbs button')
  await page.keyboard.press('a')
  await page.locator('form button:focus').waitFor()
  await page.keyboard.press('Escape')
  assert.deepEqual(page.problems, [])
})

test('art_10_8: from a report to its cases and back to the figure', async () => {
  const page = await desk('JCSJ01')
  await page.waitForSelector('tbody tr')
  await step(page, 'reports', ['g', 'r'], 'tr.total')
  await step(page, 'figures', ['f'], 'td a:focus')
  const figure = await page.evaluate(() => document.activeElement.getAttribute('href'))
  await step(page, 'cases', ['Enter'], 'tbody tr .title')
  await page.goBack()
  await page.waitForFunction((href) => document.activeElement?.getAttribute('href') === href, figure)
  assert.deepEqual(page.problems, [])
})

for (const [name, options] of [['1440', {}], ['390', { viewport: narrow }], ['1440-dark', { colorScheme: 'dark' }], ['390-dark', { viewport: narrow, colorScheme: 'dark' }]])
  test(`art_5: a leader's five minutes: the month, what waits for his word, one key each: ${name}`, async () => {
    const page = await desk('JZ01', options)
    await page.waitForSelector('.month strong')
    assert.match(await page.locator('.month').innerText(), /及时率[\s\S]*上月/)
    assert.equal(await page.locator('.numbers .card').count(), 6)
    if (options.viewport) assert.equal(await page.locator('.lane.none:visible').count(), 0, 'on a phone nothing is said twice')
    await picture(page, `leader-${name}`, true)
    await accessible(page, `a leader's board ${name}`)
    await page.locator('.month a', { hasText: '及时率' }).focus()
    await step(page, 'report of the month', ['Enter'], 'tr.total')
    await step(page, 'approvals', ['g', '9'], 'ol.rows a')
    await picture(page, `approvals-${name}`)
    await accessible(page, `approvals ${name}`)
    await page.keyboard.press('j')
    await focused(page, 'ol.rows a')
    await step(page, 'a plan', ['1'], '.el-button:has-text("表决")')
    await step(page, 'vote', ['v'], '.el-dialog textarea:focus')
    const [cancel, vote] = await page.locator('.el-dialog form > .row button').evaluateAll((all) => all.map((button) => button.getBoundingClientRect().left))
    assert.ok(cancel < vote, 'what sends is on the right')
    assert.deepEqual(page.problems, [])
  })

test('art_4: an administrator adds a person, plans a shift, finds his own account, picks a file by one key', async () => {
  const page = await desk('admin')
  // From the beginning: asked for only when it is awaited, the chooser may open before anybody listens.
  page.on('filechooser', () => {})
  await page.waitForSelector('nav')
  await step(page, 'people', ['g', 'p'], 'tbody tr')
  await step(page, 'add', ['a'], '.el-dialog input:focus')
  const dialog = page.locator('.el-dialog')
  const fill = async (label, words) => {
    const field = dialog.locator('label', { hasText: label })
    await field.locator('input').first().focus()
    await page.keyboard.type(words)
    if (!(await field.locator('.el-select').count())) return
    await page.locator('.el-select-dropdown__item.is-hovering:visible').waitFor()
    await page.keyboard.press('Enter')
    // Where several may be chosen the list stays open.
    if (label === '角色') await page.keyboard.press('Tab')
    await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' })
  }
  await fill('工号', 'YYT09')
  await fill('姓名', '易𠮷安')
  await fill('部门', 'yyt')
  await fill('岗位', '综合柜员')
  await page.keyboard.press('Control+Enter')
  await page.locator('.problem', { hasText: '没有选岗位角色' }).waitFor()
  await fill('角色', '营业')
  await step(page, 'saved', ['Control+Enter'], '.el-dialog code')
  await accessible(page, 'a first password')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('tbody tr', { hasText: 'YYT09' }).waitFor()
  await page.locator('tbody tr', { hasText: 'YYT09' }).locator('td', { hasText: '营业员' }).waitFor()
  await step(page, 'roster', ['g', 'z'], 'h1:has-text("值班")')
  await step(page, 'plan', ['a'], '.el-dialog input:focus')
  await accessible(page, 'planning a shift')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+k')
  await page.locator('[role=dialog] input:focus').waitFor()
  await page.keyboard.type('我的账号')
  await page.locator('[role=option]', { hasText: '我的账号' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/account/)
  await page.keyboard.press('Control+k')
  await page.locator('[role=dialog] input:focus').waitFor()
  await page.keyboard.type('daoru')
  await page.locator('[role=option]', { hasText: '导入' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/imports/)
  await page.waitForSelector('text=电费账单.csv')
  await page.locator('button', { hasText: '选择文件' }).waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('o')
  await (await chooser).setFiles([{ name: '客户.csv', mimeType: 'text/csv', buffer: Buffer.from('户号,户名,片区\n88110001,测试客户甲,城区\n88110002,测试客户乙,月球\n') }])
  await page.waitForURL(/run=/)
  await picture(page, 'admin-import', true)
  assert.deepEqual(page.problems, [])
})
