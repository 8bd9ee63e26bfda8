// What a day as clerk, agent, handler and office clerk had mended stays mended: at a desk by keys, on a phone by finger, in both
// languages. In real Chromium, with axe.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const finger = { viewport: narrow, hasTouch: true, isMobile: true }
const { server, browser } = await ownDesk(300, { officeHours: true })
let agent, handler
before(async () => {
  ;[agent, handler] = await Promise.all(['RX02', 'CF02'].map((name) => signIn(server.base, name)))
  const to_unit_id = (await agent.call('GET', '/units')).body.items.find((row) => row.name === '抄核收班').id
  for (let i = 0; i < 30; ++i) {
    const made = await register({ category: 'complaint.reading_collection', text: `第${i}件：抄表员没有上门就估了个数。`, contact: { name: '张伟', phone: `199000030${String(i).padStart(2, '0')}`, address: '新桥路1号' } })
    const sent = await agent.call('POST', `/cases/${made.id}/transfers`, { to_unit_id, reason: 'other_department' }, { 'If-Match': `"${made.version}"` })
    const taken = await handler.call('POST', `/cases/${made.id}/acceptances`, {}, { 'If-Match': `"${sent.body.version}"` })
    assert.equal(taken.status, 201, JSON.stringify(taken.body))
  }
})

async function register(more) {
  const answer = await agent.call('POST', '/cases', registration(more))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}
const desk = (name, options = {}) => openDesk(browser, server.base, name, options)
const listed = (page) => page.waitForSelector('tbody tr .title')
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key)
}
const numbers = (page) => page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.querySelector('.second .number, .own')?.textContent.trim()))

test('art_10_7: it is said by what a list is sorted, and one key changes it; the address keeps it', async () => {
  const page = await desk('CF02')
  await listed(page)
  const sort = page.locator('.filters .sort')
  await sort.locator('text=时限最急在前').waitFor()
  assert.equal(await page.locator('th[aria-sort=ascending]').innerText(), '下一时限')
  await press(page, 'o')
  await page.waitForURL(/sort=newest/)
  await page.locator('th[aria-sort=descending]', { hasText: '受理' }).waitFor()
  await page.waitForFunction(() => document.querySelector('tbody tr .title')?.textContent.startsWith('第29件'))
  await press(page, 'o')
  await page.waitForURL(/sort=oldest/)
  await page.waitForFunction(() => document.querySelector('tbody tr .title')?.textContent.startsWith('第0件'))
  await page.reload()
  await listed(page)
  await sort.locator('text=最早受理在前').waitFor()
  await press(page, 'g', 'a')
  await page.waitForURL(/list=all/)
  await sort.locator('text=最新受理在前').waitFor()
  await press(page, 'o', 'o')
  await page.waitForURL((url) => !url.search.includes('sort'))
  await accessible(page, 'a sorted list')
  assert.deepEqual(page.problems, [])
})

test('forty cases one after the other without going back to the list, and back where one went on to', async () => {
  const page = await desk('CF02')
  await listed(page)
  const shown = await numbers(page)
  await press(page, 'j', 'Enter')
  await page.waitForSelector('.timeline')
  const title = () => page.locator('main h1').innerText()
  assert.equal(await title(), shown[1])
  await page.locator('.walk', { hasText: '2 / 30' }).waitFor()
  for (const at of [2, 3]) {
    await press(page, 'J')
    await page.locator('h1', { hasText: shown[at] }).waitFor()
    await page.waitForSelector('.timeline')
  }
  await accessible(page, 'a case among others')
  await press(page, 'K')
  await page.locator('h1', { hasText: shown[2] }).waitFor()
  await page.waitForSelector('.timeline')
  await page.goBack()
  await page.waitForSelector('tr.active[data-index="2"]')
  assert.deepEqual(page.problems, [])
})

test('a card on a phone has its number and names no key; nothing of a card is cut', async () => {
  const page = await desk('CF02', finger)
  await listed(page)
  for (const number of await numbers(page)) assert.match(number ?? '', /^\d{14}$/)
  assert.equal(await page.locator('kbd:visible').count(), 0)
  assert.doesNotMatch(await page.locator('body').innerText(), /j\/k|Ctrl/)
  const cut = await page.locator('.card-cell').evaluateAll((cells) => cells.filter((cell) => cell.scrollHeight > cell.clientHeight + 1).length)
  assert.equal(cut, 0)
  await picture(page, 'cards')
  await page.goto(`${server.base}/register`)
  await page.waitForSelector('#customer-finder')
  assert.doesNotMatch(await page.locator('main').innerText(), /Ctrl/)
  await accessible(page, 'register by finger')
  assert.deepEqual(page.problems, [])
})

test('kinds, categories and people of a filter are found by initials', async () => {
  const page = await desk('RX02')
  await page.goto(`${server.base}/cases?list=all`)
  await listed(page)
  for (const [label, typed, found, wanted] of [['类别', 'ts', '投诉', /kind=complaint/], ['分类', 'cbcf', '抄表催费', /category=complaint.reading/], ['承办', 'xq', '许强', /officer_id=/]]) {
    await press(page, 'f')
    await page.locator('.el-drawer :focus').waitFor()
    const field = page.locator('.el-drawer label', { has: page.locator(`span:text-is("${label}")`) })
    await field.locator('input').focus()
    await page.keyboard.type(typed)
    await page.locator('.el-select-dropdown__item.is-hovering:visible', { hasText: found }).waitFor()
    await press(page, 'Enter')
    await page.waitForURL(wanted)
    await press(page, 'Escape')
    await page.locator('.el-drawer').waitFor({ state: 'hidden' })
  }
  await listed(page)
  assert.deepEqual(page.problems, [])
})

test('art_10_3: a category is found by what kind it is', async () => {
  const page = await desk('RX02')
  await press(page, 'n')
  await page.waitForFunction(() => document.activeElement?.id === 'customer-finder')
  await page.locator('label', { hasText: '分类' }).locator('input').focus()
  await page.keyboard.type('tousu')
  await page.locator('.el-select-dropdown__item:visible', { hasText: '投诉 · 抄表催费' }).waitFor()
  assert.deepEqual(page.problems, [])
})

test('many refused alike are one line with a count', async () => {
  const page = await desk('CF02')
  await listed(page)
  await press(page, 'x', 'J', 'J', 'J', 'J')
  await page.locator('[role=toolbar]', { hasText: '已选 5 件' }).waitFor()
  await page.locator('[role=toolbar] button', { hasText: '接收' }).click()
  const dialog = page.locator('.el-dialog')
  await dialog.waitFor()
  await press(page, 'Control+Enter')
  await dialog.locator('text=不可执行 5 件').waitFor()
  assert.equal(await dialog.locator('li').count(), 1)
  await dialog.locator('li', { hasText: '5 件不可' }).waitFor()
  await dialog.locator('summary').click()
  assert.equal(await dialog.locator('details p').count(), 5)
  await page.waitForTimeout(300)
  await accessible(page, 'refused alike')
  await picture(page, 'refused-alike')
  assert.deepEqual(page.problems, [])
})

test('art_10_2: without room beside the form the advice stands in it, after the category, with what to say', async () => {
  for (const viewport of [{ width: 720, height: 450 }, narrow]) {
    const page = await desk('RX02', { viewport })
    await page.goto(`${server.base}/register`)
    await page.waitForFunction(() => document.activeElement?.id === 'customer-finder')
    await page.locator('label', { hasText: '分类' }).locator('input').focus()
    await page.keyboard.type('cbcf')
    await page.locator('.el-select-dropdown__item.is-hovering:visible', { hasText: '抄表催费' }).waitFor()
    await press(page, 'Enter')
    await page.locator('aside', { hasText: '按规定归口' }).waitFor()
    const top = (locator) => locator.evaluate((node) => node.getBoundingClientRect().top)
    const advice = await top(page.locator('aside')), category = await top(page.locator('label', { hasText: '分类' })), text = await top(page.locator('label', { hasText: '诉求内容' }))
    assert.ok(category < advice && advice < text, `${category} ${advice} ${text}`)
    await page.locator('aside .fitting').waitFor()
    await press(page, 'Alt+j')
    await page.locator('label', { hasText: '转办部门' }).waitFor()
    await page.locator('aside .fitting', { hasText: '我已经为您转过去' }).waitFor()
    await accessible(page, `advice at ${viewport.width}`)
    await picture(page, `advice-${viewport.width}`, true)
    assert.deepEqual(page.problems, [])
  }
})

test('art_10_1: a known customer has filled in who and where; the cursor stands at what it is about', async () => {
  const page = await desk('YYT02')
  await press(page, 'n')
  await page.waitForFunction(() => document.activeElement?.id === 'customer-finder')
  const known = (await agent.call('GET', '/customers?limit=1')).body.items[0]
  await page.keyboard.type(known.account_number)
  await page.locator('.el-select-dropdown__item:visible', { hasText: known.account_number }).waitFor()
  await press(page, 'Enter')
  await page.waitForFunction(() => document.activeElement?.closest('label')?.innerText.startsWith('分类'))
  const valueOf = (label) => page.locator('label', { hasText: label }).locator('input').first().inputValue()
  assert.ok((await valueOf('联系人')) && (await valueOf('电话')))
  await page.keyboard.type('cbcf')
  await page.locator('.el-select-dropdown__item.is-hovering:visible', { hasText: '抄表催费' }).waitFor()
  await press(page, 'Enter')
  await page.locator('label', { hasText: '业务类别' }).locator('text=投诉').waitFor()
  assert.deepEqual(page.problems, [])
})

test('art_10_1: who calls again without an account is known by his number', async () => {
  const made = await register({ text: '半夜变压器响，睡不着。', contact: { name: '孙丽', phone: '19900008888', address: '学府路9号' } })
  const page = await desk('RX02')
  await page.goto(`${server.base}/register`)
  await page.locator('label:has([data-field=phone]) input').fill('199 0000 8888')
  await page.locator('aside', { hasText: '这个号码的近期工单' }).locator(`a[href="/cases/${made.id}"]`).waitFor()
  await page.locator('label:has([data-field=phone]) input').fill('199')
  await page.locator('aside', { hasText: '这个号码的近期工单' }).waitFor({ state: 'detached' })
  await page.locator('label:has([data-field=phone]) input').fill('19911112222')
  await page.locator('aside', { hasText: '这个电话没有工单记录' }).waitFor()
  assert.deepEqual(page.problems, [])
})

test('art_10_1: what is missing is said at its field; the cursor stands in the first one and stays there while one types', async () => {
  const page = await desk('RX02')
  await page.goto(`${server.base}/register`)
  await page.locator('label', { hasText: '地址' }).locator('input').focus()
  await page.keyboard.press('Control+Enter')
  await page.locator('label em').first().waitFor()
  const mistakes = await page.locator('label em').count()
  assert.ok(mistakes > 1, `${mistakes} fields are wrong`)
  const category = page.locator('label', { hasText: '分类' }).locator('input')
  await page.waitForFunction((field) => document.activeElement === field, await category.elementHandle())
  await page.keyboard.type('停电')
  await page.locator('[role=option]:visible', { hasText: '低压故障' }).waitFor()
  await press(page, 'Enter')
  await page.waitForFunction(() => document.querySelectorAll('label em').length === 1)
  await page.locator('aside', { hasText: '按规定归口' }).waitFor()
  assert.ok(await category.evaluate((field) => document.activeElement === field), 'the cursor has not gone on by itself')
  assert.deepEqual(page.problems, [])
})

test('art_10_4: who rules reads the question and what the rules say while he rules', async () => {
  await register({ category: 'complaint.reading_collection', text: '小区路灯夜里不亮。', first_step: 'ask_office', question: { question: '路灯由谁维护说法不一。' } })
  const page = await desk('JBGS02')
  await press(page, 'g', 'b')
  await page.locator('tbody tr', { hasText: '小区路灯' }).first().waitFor()
  await page.locator('tbody tr .title', { hasText: '小区路灯' }).first().click()
  await page.waitForSelector('.timeline')
  await press(page, 'j')
  const dialog = page.locator('.el-dialog')
  await dialog.locator('text=路灯由谁维护说法不一').waitFor()
  await dialog.locator('text=规定归口是').waitFor()
  await page.waitForTimeout(300)
  await accessible(page, 'a ruling')
  await picture(page, 'ruling')
  assert.deepEqual(page.problems, [])
})

test('the search field says what is searched for, and nothing elsewhere; why the desk read a customer is one language', async () => {
  const page = await desk('JCSJ01')
  await press(page, '/')
  await page.keyboard.type('估数')
  await press(page, 'Enter')
  await page.waitForURL(/q=/)
  assert.equal(await page.locator('.search input').inputValue(), '估数')
  await press(page, 'g', 'd')
  await page.waitForURL(/list=desk/)
  await page.waitForFunction(() => document.querySelector('.search input').value === '')
  const customer = (await agent.call('GET', '/customers?limit=1')).body.items[0]
  const clerk = await desk('RX02', { viewport: wide })
  await clerk.goto(`${server.base}/register`)
  await clerk.waitForSelector('#customer-finder')
  await clerk.locator('#customer-finder').fill(customer.account_number)
  await clerk.locator('.el-select-dropdown__item:visible').first().waitFor()
  await press(clerk, 'Enter')
  await clerk.waitForFunction(() => [...document.querySelectorAll('label')].find((label) => label.innerText.startsWith('联系人'))?.querySelector('input').value)
  await page.goto(`${server.base}/access_log?subject=customer/${customer.id}`)
  await page.locator('main', { hasText: '受理登记' }).waitFor()
  assert.doesNotMatch(await page.locator('main').innerText(), /registration/)
  assert.deepEqual([...page.problems, ...clerk.problems], [])
})
