// A day without a mouse in the bureau office, in supervision, of a leader and of the administrator: nothing but keys, the focus
// always seen, and never lost after an action. In real Chromium.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { password, registration, signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(300, { officeHours: true })

/** Signed in by keys. */
async function desk(name) {
  const page = await (await browser.newContext({ viewport: wide, locale: 'zh-CN' })).newPage()
  page.problems = []
  page.on('pageerror', (error) => page.problems.push(error.message))
  await page.goto(server.base)
  await page.waitForSelector('input[name=name]')
  await tabTo(page, (focus) => focus.name === 'name')
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('nav a')
  return page
}
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key)
}
/** What has the focus, and whether it is marked and on the screen. */
const focusOf = (page) =>
  page.evaluate(() => {
    const node = document.activeElement
    const marked = [node, node.nextElementSibling, node.firstElementChild, node.closest('.el-input__wrapper, .el-select__wrapper, .el-checkbox__input, .el-radio-button')].some((one) => {
      const style = one && getComputedStyle(one)
      return style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none')
    })
    const box = node.getBoundingClientRect()
    return {
      name: node.getAttribute('name') ?? '',
      words: [node.getAttribute('aria-label'), node.closest('label')?.innerText, node.innerText, node.textContent].find((text) => text?.trim())?.trim() ?? '',
      inDialog: node.closest('[role=dialog]') !== null,
      nowhere: node === document.body,
      seen: marked && box.bottom > 0 && box.top < window.innerHeight,
      html: node.outerHTML.slice(0, 160),
    }
  })
/** The first stop of Tab that fits; every stop on the way must be seen. */
async function tabTo(page, wanted, { back = false, stops = 80 } = {}) {
  const fits = typeof wanted === 'function' ? wanted : (focus) => focus.words.startsWith(wanted)
  for (let i = 0; i < stops; ++i) {
    const focus = await focusOf(page)
    if (!focus.nowhere && fits(focus)) return focus
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const next = await focusOf(page)
    if (!next.nowhere) assert.ok(next.seen, `the focus is not seen: ${next.html}`)
  }
  assert.fail(`${wanted} is not reached by Tab`)
}
const standsOn = (page, words) =>
  page.waitForFunction((text) => {
    const node = document.activeElement
    return [node.getAttribute('aria-label'), node.closest('label')?.innerText, node.innerText].some((own) => own?.trim().startsWith(text))
  }, words, { timeout: 5000 }).catch(async () => assert.fail(`expected the focus on ${words}: ${JSON.stringify(await focusOf(page))}`))
/** The browser's own Alt+←, which has no window to work in here. */
const back = (page) => page.goBack()
const dialogGone = (page) => page.locator('.el-dialog').waitFor({ state: 'hidden' })
/** Types into the choice that has the focus and takes the first that fits. */
async function take(page, typed, expected) {
  await page.keyboard.type(typed)
  await page.locator('.el-select-dropdown__item.is-hovering:visible', { hasText: expected }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' })
}

/** A complaint sent out and back until the budget is spent: only the bureau office can say whose it is. */
async function disputed() {
  const agent = await signIn(server.base, 'RX02')
  const made = (await agent.call('POST', '/cases', registration({ category: 'complaint.reading_collection', text: '两个班都说不归自己管的一件。', contact: { name: '甲', phone: '19900000031', address: '一号' } }))).body
  const unitId = (await agent.call('GET', '/units')).body.items.find((row) => row.name === '抄核收班').id
  const team = await signIn(server.base, 'CF01')
  for (;;) {
    const { version } = (await agent.call('GET', `/cases/${made.id}`)).body.service_case
    const sent = await agent.call('POST', `/cases/${made.id}/transfers`, { to_unit_id: unitId, reason: 'other_department', note: '' }, { 'If-Match': `"${version}"` })
    if (sent.status !== 201) break
    const offered = (await team.call('GET', `/cases/${made.id}`)).body.service_case
    const back = await team.call('POST', `/cases/${made.id}/returns`, { reason: 'not_our_business', note: '不属本班' }, { 'If-Match': `"${offered.version}"` })
    if (back.status !== 201) break
  }
  return made
}

test('art_10_7: the bureau office rules on a disputed case', async () => {
  const row = await disputed()
  const page = await desk('JBGS01')
  await press(page, 'g', 'b')
  await page.waitForURL(/list=office/)
  await page.locator('tbody tr', { hasText: row.number }).waitFor()
  for (let i = 0; i < 30 && !(await page.locator('tr.active', { hasText: row.number }).count()); ++i) await press(page, 'j')
  await press(page, 'Enter')
  await page.waitForURL(new RegExp(`/cases/${row.id}$`))
  await page.waitForSelector('.timeline')
  await press(page, 'j')
  await page.locator('.el-dialog form :focus').waitFor()
  await standsOn(page, '部门')
  await take(page, 'chs', '抄核收班')
  await tabTo(page, '理由')
  await page.keyboard.type('抄表核算属抄核收班职责。')
  await press(page, 'Control+Enter')
  await dialogGone(page)
  await page.locator('.timeline', { hasText: '抄表核算属抄核收班职责' }).waitFor()
  await back(page)
  await page.waitForURL(/list=office/)
  assert.deepEqual(page.problems, [])
})

test('art_6 art_10_7: supervision gives an order in one action and reads its answer', async () => {
  await disputed()
  const page = await desk('SCYX01')
  await press(page, 'g', 's')
  await page.waitForSelector('.lanes li button')
  // Down to the first case that can be supervised.
  let number
  for (let i = 0; i < 60 && !number; ++i) {
    await press(page, 'j')
    assert.ok((await focusOf(page)).seen, 'the case one stands on is marked')
    number = await page.evaluate(() => document.activeElement.closest('li')?.querySelector('button')?.getAttribute('aria-label').match(/\d+/)[0])
  }
  await press(page, 'm')
  await page.locator('.el-dialog').waitFor()
  await page.waitForFunction(() => document.activeElement.closest('.el-dialog form'))
  await press(page, 'Control+Enter')
  await dialogGone(page)
  await page.locator('[role=status]', { hasText: `已督办 ${number}` }).waitFor()
  const here = await focusOf(page)
  assert.ok(!here.nowhere && here.seen, `after the order one stands where one was: ${here.html}`)
  // The one who answers is whoever holds the case.
  const boss = await signIn(server.base, 'SCYX01')
  const found = (await boss.call('GET', `/cases?list=all&q=${number}`)).body.items[0]
  const holder = (await boss.call('GET', '/officers')).body.items.find((row) => row.name === found.responsible_officer_name)
  const clerk = await signIn(server.base, holder.code)
  const { version } = (await clerk.call('GET', `/cases/${found.id}`)).body.service_case
  const answered = await clerk.call('POST', `/cases/${found.id}/supervision_answers`, { text: '今天已约客户，明早上门。' }, { 'If-Match': `"${version}"` })
  assert.equal(answered.status, 201, JSON.stringify(answered.body))
  await press(page, 'g', 'n')
  await page.locator('.el-drawer li', { hasText: found.text }).waitFor()
  await tabTo(page, (focus) => focus.inDialog && focus.words.includes(found.text))
  await press(page, 'Enter')
  await page.waitForURL(new RegExp(`/cases/${found.id}$`))
  await page.locator('.timeline', { hasText: '明早上门' }).waitFor()
  assert.deepEqual(page.problems, [])
})

test('art_6: a leader goes from the report to a figure, its list, a case, and back to the figure', async () => {
  const page = await desk('JZ01')
  await page.waitForURL(/\/board$/)
  await press(page, 'g', 'r')
  await page.waitForSelector('tr.total')
  await press(page, 'f')
  const figure = await tabTo(page, (focus) => /^\d+$/.test(focus.words))
  await press(page, 'Tab')
  const next = await focusOf(page)
  assert.match(next.words, /\d/, 'from figure to figure')
  await press(page, 'Shift+Tab', 'Enter')
  await page.waitForURL(/\/cases\?/)
  await page.waitForSelector('[role=grid] tbody tr .title')
  await press(page, 'j', 'k', 'Enter')
  await page.waitForURL(/\/cases\/\d+$/)
  await page.waitForSelector('.timeline')
  await back(page)
  await page.waitForSelector('tr.active .title')
  await back(page)
  await page.waitForSelector('tr.total')
  await standsOn(page, figure.words)
  assert.deepEqual(page.problems, [])
})

test('art_4: the administrator takes on somebody, gives a post, plans an absence and a shift', async () => {
  const page = await desk('admin')
  await press(page, 'g', 'p')
  await page.waitForSelector('table.plain tbody tr')
  await press(page, 'a')
  await standsOn(page, '工号')
  await page.keyboard.type('YYT09')
  await press(page, 'Tab')
  await page.keyboard.type('苏晓梅')
  await tabTo(page, '部门')
  await take(page, 'yyt', '城区营业厅')
  await tabTo(page, '岗位')
  await page.keyboard.type('综合柜员')
  await tabTo(page, '角色')
  await press(page, 'Enter', 'ArrowDown')
  await page.locator('.el-select-dropdown__item.is-hovering:visible').waitFor()
  await press(page, 'Enter', 'Escape')
  await press(page, 'Control+Enter')
  await page.locator('.el-dialog code', { hasText: /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/ }).waitFor()
  await standsOn(page, '复制')
  await tabTo(page, '已记下')
  await press(page, 'Enter')
  await dialogGone(page)
  assert.equal(await page.locator('.problem').count(), 0)

  await press(page, 'f')
  await page.keyboard.type('suxiaomei')
  await page.waitForFunction(() => document.querySelectorAll('table.plain tbody tr').length === 1)
  await tabTo(page, '苏晓梅')
  await press(page, 'Enter')
  await standsOn(page, '调岗')
  await press(page, 'Enter')
  await standsOn(page, '部门')
  await take(page, 'jlb', '计量班')
  await tabTo(page, '岗位')
  await press(page, 'Control+a')
  await page.keyboard.type('计量员')
  await press(page, 'Control+Enter')
  await dialogGone(page)
  await standsOn(page, '调岗')
  await page.locator('.el-drawer', { hasText: '计量班 计量员' }).waitFor()

  await tabTo(page, '登记请假')
  await press(page, 'Enter')
  // A calendar opens where the focus goes, so the dialog begins behind the days.
  await standsOn(page, '原因')
  await press(page, 'Shift+Tab', 'Shift+Tab')
  await standsOn(page, '从')
  for (const time of ['2035-03-01 08:30', '2035-03-02 17:30']) {
    await page.keyboard.type(time)
    await press(page, 'Enter', 'Tab')
  }
  await standsOn(page, '原因')
  await page.keyboard.type('培训')
  // Tab stays inside.
  for (let i = 0; i < 8; ++i) {
    await press(page, 'Tab')
    assert.ok((await focusOf(page)).inDialog)
  }
  await press(page, 'Control+Enter')
  await dialogGone(page)
  await standsOn(page, '登记请假')
  await page.locator('.el-drawer li', { hasText: '培训' }).waitFor()
  await accessible(page, 'an officer by keyboard')
  await picture(page, 'keyboard-officer')
  await tabTo(page, '取消')
  await press(page, 'Enter')
  await page.locator('.el-drawer li', { hasText: '已取消' }).waitFor()
  await standsOn(page, '调岗')
  await press(page, 'Escape')
  await page.locator('.el-drawer').waitFor({ state: 'hidden' })
  await standsOn(page, '苏晓梅')

  // A unit is chosen in the tree.
  await tabTo(page, '示范供电局', { back: true })
  await press(page, 'ArrowDown', 'ArrowDown', 'Enter')
  await page.locator('section[aria-label="局办公室"]').waitFor()
  await tabTo(page, '修改')
  await press(page, 'Enter')
  await standsOn(page, '部门名称')
  await press(page, 'Escape')
  await dialogGone(page)
  await standsOn(page, '修改')

  await press(page, 'g', 'z')
  await page.waitForURL(/\/roster/)
  await tabTo(page, '月份')
  await press(page, 'Control+a')
  await page.keyboard.type('2035-04')
  await press(page, 'Enter')
  await page.waitForURL(/month=2035-04/)
  await press(page, 'Escape', 'Escape', 'a')
  await standsOn(page, '值班人员')
  await take(page, 'wangfang', '王芳')
  await tabTo(page, '班次')
  await page.keyboard.type('带班')
  await press(page, 'Control+Enter')
  await dialogGone(page)
  await tabTo(page, '王芳')
  await press(page, 'Enter')
  await page.locator('.el-dialog', { hasText: '带班' }).waitFor()
  await tabTo(page, '取消这个班次')
  await press(page, 'Enter')
  await dialogGone(page)
  await page.getByText('这个月还没有值班安排').waitFor()
  await standsOn(page, '安排值班')
  assert.deepEqual(page.problems, [])
})

test('art_5: a rule is drafted, its difference read, reviewed by somebody else, without a mouse', async () => {
  const title = '退回预算改为三次'
  const author = await desk('SCYX02')
  await press(author, 'g', 'l')
  await author.waitForURL(/\/rulebook/)
  await author.waitForSelector('table.plain')
  await press(author, 'v')
  await standsOn(author, '修改内容概要')
  await author.keyboard.type(title)
  await press(author, 'Enter')
  await author.waitForURL(/tab=text/)
  await standsOn(author, '第 3 版')
  await author.waitForSelector('.editor textarea')
  await tabTo(author, (focus) => focus.words.startsWith('文字') && focus.html.includes('combobox'))
  await press(author, 'Enter')
  for (let i = 0; i < 60 && !(await author.locator('.el-select-dropdown__item.is-hovering:visible', { hasText: 'handling.toml' }).count()); ++i) await press(author, 'ArrowDown')
  await press(author, 'Enter')
  await author.waitForSelector('textarea[aria-label="handling.toml"]')
  await tabTo(author, 'handling.toml')
  // The budget stands in the third line, behind its name.
  await press(author, 'Control+Home', 'ArrowDown', 'ArrowDown', 'End')
  const line = await author.evaluate(() => document.activeElement.value.split('\n')[2])
  assert.match(line, /^return_budget = 2/)
  for (let i = line.length; i > 'return_budget = 2'.length; --i) await press(author, 'ArrowLeft')
  await press(author, 'Backspace')
  await author.keyboard.type('3')
  await press(author, 'Control+Enter')
  await author.getByText('已保存，没有错误').waitFor()
  await tabTo(author, '文字', { back: true })
  await tabTo(author, (focus) => focus.html.includes('role="tab"'), { back: true })
  await press(author, 'ArrowLeft')
  await author.locator('article.changed').waitFor()
  await tabTo(author, '送复核', { back: true })
  await press(author, 'Enter')
  await author.getByText('等待另一人复核').waitFor()
  await standsOn(author, '第 3 版')

  const reviewer = await desk('JZ02')
  await press(reviewer, 'g', 'l')
  await reviewer.waitForURL(/\/rulebook/)
  await press(reviewer, 'v')
  await tabTo(reviewer, title)
  await press(reviewer, 'Enter')
  await standsOn(reviewer, '第 3 版')
  await reviewer.locator('article.changed').waitFor()
  await tabTo(reviewer, '复核意见')
  await reviewer.keyboard.type('同意')
  await tabTo(reviewer, (focus) => focus.words === '通过')
  await press(reviewer, 'Enter')
  await reviewer.locator('.decision .el-date-editor').waitFor()
  await standsOn(reviewer, '第 3 版')
  await tabTo(reviewer, '施行时间')
  await reviewer.keyboard.type('2035-01-01 00:00')
  await press(reviewer, 'Enter')
  await tabTo(reviewer, '自此时起施行')
  await press(reviewer, 'Enter')
  await reviewer.locator('tr.chosen .tag', { hasText: '已施行' }).waitFor()
  for (const page of [author, reviewer]) assert.deepEqual(page.problems, [])
})

test('art_6 art_9_5: who looked at whose data is found by pinyin', async () => {
  const clerk = await signIn(server.base, 'YYT02')
  const [customer] = (await clerk.call('GET', '/customers?limit=1')).body.items
  await clerk.call('POST', `/customers/${customer.id}/unmaskings`, { reason: '核对地址' })
  const page = await desk('JCSJ01')
  await press(page, 'Control+k')
  await page.waitForSelector('.palette')
  await page.keyboard.type('ckjl')
  await page.locator('[role=option]', { hasText: '查看记录' }).first().waitFor()
  await press(page, 'Enter')
  await page.waitForURL(/access_log/)
  await page.waitForSelector('table.plain tbody tr')
  await press(page, 'f')
  await tabTo(page, '查看人')
  await take(page, 'wangfang', '王芳')
  await page.waitForURL(/officer_id=/)
  await page.locator('tbody tr', { hasText: '核对地址' }).waitFor()
  await accessible(page, 'the access log by keyboard')
  assert.deepEqual(page.problems, [])
})
