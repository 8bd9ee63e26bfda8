// A month of an account manager in real Chromium (art. 11), the days told by the server's clock: use brought in from real sites, the
// work list, a visit on a phone, a need, a department that returns the request and then keeps the manager waiting until it is told
// above, the report on paper, the yearly review of the tier, the customers handed on. Afterwards the house can prove all of it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { accessible, act, metSomebody, narrow, openBrowser, openDesk, picture, wide } from '../support/desk.mjs'
import { makeBureau, root, runUnder, signIn, startServer } from '../support/server.mjs'

let clock
/** Days after the bureau was made: by then contacts of the manager have fallen due; the year ends within the month. */
const begins = 21
let bureau, server, browser, customer, needPage, casePage, reportPage
before(async () => {
  bureau = makeBureau(100, { officeHours: true })
  browser = await openBrowser()
  await on(1)
})
after(async () => {
  await browser.close()
  await server.stop()
  bureau.remove()
})

/** The walk goes on, on a day of the month: the server is started anew under its clock, as after a night. */
async function on(day) {
  await server?.stop()
  clock = { officeHours: true, daysLater: begins + day - 1 }
  server = await startServer(bureau.data, clock)
}
const desk = (name, viewport = wide) => openDesk(browser, server.base, name, { viewport })
/** Of the month's first day, as the house's own clock has it. */
let firstDay
const dateAfter = (days) => new Date(Date.parse(firstDay) + days * 86400000).toISOString().slice(0, 10)

/** Three years of two real sites in thousands of kWh, their months moved to end with the last one. */
function realUse(accounts) {
  const [heading, ...lines] = readFileSync(join(root, 'test/data/usage/il_months.csv'), 'utf8').trim().split('\n')
  const months = heading.split(',').length - 2
  const last = new Date(Date.now() + 8 * 3600000)
  const index = last.getUTCFullYear() * 12 + last.getUTCMonth()
  const named = Array.from({ length: months }, (_, i) => index - months + i).map((month) => `${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`)
  return [`户号,${named.join(',')}`, ...lines.slice(0, accounts.length).map((line, at) => [accounts[at], ...line.split(',').slice(2).map((kwh) => kwh && String(Math.round(Number(kwh) * 1000)))].join(','))].join('\n')
}

test('day 1, art_11_6_3: real use comes in from a table', async () => {
  const manager = await signIn(server.base, 'DK02')
  const { work, day } = (await manager.call('GET', '/account_managers/me/day')).body
  firstDay = day
  const use = await Promise.all(work.map((row) => manager.call('GET', `/customers/${row.customer_id}/usage`)))
  customer = work.find((_, at) => !use[at].body.series.length)
  assert.ok(customer, 'a contact is due with a customer whose use nobody knows yet')
  const accounts = [(await manager.call('GET', `/customers/${customer.customer_id}`)).body.account_number]
  const page = await desk('admin')
  await page.goto(`${server.base}/imports`)
  await page.locator('.begin .el-radio-button', { hasText: '月用电量' }).click()
  await page.getByLabel('选择文件', { exact: true }).setInputFiles({ name: '电量.csv', mimeType: 'text/csv', buffer: Buffer.from(realUse(accounts)) })
  await page.getByText('试了前 1 行（共 1 行）：将新增 1').waitFor()
  await page.getByRole('button', { name: '开始导入 1 行' }).click()
  await page.getByText('1/1 行：新增 26 个月').first().waitFor()
  assert.deepEqual(page.problems, [])
})

test('day 1, art_11_1 art_11_3: the work list says why; the visit is written down on a phone', async () => {
  const page = await desk('DK02', narrow)
  await page.goto(`${server.base}/my_customers`)
  const row = page.locator('section').first().locator('li, tr', { hasText: customer.customer_name })
  await row.first().waitFor()
  assert.match(await row.first().innerText(), /该联系了|联系已逾期/)
  await row.getByRole('button', { name: '记录联系' }).first().click()
  const dialog = page.getByRole('dialog')
  await metSomebody(page, '钱工')
  await dialog.getByLabel('谈了什么').fill('明年扩建二期，想要1600千伏安；问现有线路够不够')
  await dialog.getByText('答应了客户一件事').click()
  await dialog.getByLabel('答应的事').fill('答复线路能不能带二期')
  await dialog.getByLabel('最迟哪天').fill(dateAfter(21))
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText(`已记录与“${customer.customer_name}”的联系`).waitFor()
  assert.equal(await page.locator('section').first().locator('li, tr', { hasText: customer.customer_name }).count(), 0, 'done for today')
  await picture(page, 'month-1-visit')
  await accessible(page, 'the day after the visit')
  assert.deepEqual(page.problems, [])
})

test('day 2, art_11_1 art_11_2: the need from the customer’s page, its proposal, a department asked', async () => {
  await on(2)
  const page = await desk('DK02')
  await page.goto(`${server.base}/customers/${customer.customer_id}`)
  await page.locator('.usage .chart svg').waitFor()
  await page.getByText(/今后 12 个月约 [\d,]+ 千瓦时/).waitFor()
  await page.getByRole('button', { name: '撤回交接' }).click()
  await page.getByLabel('撤回的原因').fill('二期谈完再交接')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^交接/ }).waitFor()
  await page.locator('h1').click()
  await page.keyboard.press('o')
  await page.locator('.el-dialog:visible label', { hasText: '需求名称' }).locator('input').fill('二期扩建增容')
  await page.locator('.el-dialog:visible button[type=submit]').click()
  await page.waitForURL(/\/needs\/\d+$/)
  needPage = new URL(page.url()).pathname
  await page.waitForSelector('.actions button')
  await act(page, '核定需求', { 容量: '1600', 最大负荷: '1200', 预计送电: dateAfter(60) })
  await page.waitForSelector('h1 .tag:has-text("已核定")')
  await act(page, '请部门支持', { 请哪个部门: '生产技术部', 请对方做什么: '请核算线路能不能再带1200千瓦。' })
  await page.waitForSelector('.requests tbody tr')
  await page.locator('.requests tbody a').first().click()
  await page.waitForURL(/\/cases\/\d+$/)
  casePage = new URL(page.url()).pathname
  assert.deepEqual(page.problems, [])
})

test('day 2, art_11_2: the department returns the request; the manager adds what was missing; the department accepts', async () => {
  const head = await desk('SCJS01')
  await head.goto(server.base + casePage)
  await act(head, '退回', { 原因: '登记信息不全', 说明: '缺负荷曲线。' })
  const page = await desk('DK02')
  await page.goto(server.base + needPage)
  await page.waitForSelector('.requests tbody tr')
  assert.match(await page.locator('.requests tbody').innerText(), /退回[^]*1|1[^]*退回/)
  await page.goto(server.base + casePage)
  await act(page, '转办', { 部门: '生产技术部', 原因: '专业', 说明: '已补三年负荷曲线。' })
  await picture(page, 'month-2-returned')
  // What was sent back is out of sight until it comes again.
  await head.waitForURL(/\/cases\?list=/)
  await head.goto(server.base + casePage)
  await act(head, '接收')
  assert.deepEqual([...head.problems, ...page.problems], [])
})

test('day 10, art_11_2: who keeps the manager waiting is told above and stands on the board', async () => {
  await on(10)
  const told = async (name) => {
    const officer = await signIn(server.base, name)
    return (await officer.call('GET', '/notices')).body.items.filter((row) => casePage.endsWith(`/${row.case_id}`)).map((row) => row.kind)
  }
  for (let tries = 0; tries < 40 && !(await told('JCSJ01')).includes('escalated'); ++tries) await new Promise((resolve) => setTimeout(resolve, 500))
  assert.ok((await told('SCJS01')).includes('overdue'), 'who holds it knows')
  assert.ok((await told('JCSJ01')).includes('escalated'), 'and 监察审计部 is told')
  const page = await desk('DK02')
  await page.goto(`${server.base}/needs`)
  await page.waitForSelector('.waiting')
  assert.match(await page.locator('.waiting').innerText(), /生产技术部/)
  await picture(page, 'month-10-waiting', true)
  await accessible(page, 'who keeps managers waiting')

  const head = await desk('SCJS01')
  await head.goto(server.base + casePage)
  await act(head, '答复客户', { 内容: '线路剩余容量1500千瓦，可以带二期。' })
  await page.goto(server.base + needPage)
  await page.waitForSelector('.actions button')
  await act(page, '提出方案', { 供电方案: '由现有10千伏线路供电，增设1600千伏安变压器一台。' })
  await page.waitForSelector('a.print')
  await page.goto(`${server.base}/my_customers`)
  await page.locator('section', { hasText: '到期的承诺' }).waitFor()
  assert.deepEqual([...head.problems, ...page.problems], [])
})

test('day 16, art_11_6_3: the analysis report is written, reviewed by another and printed', async () => {
  await on(16)
  const page = await desk('DK02')
  await page.goto(`${server.base}/customers/${customer.customer_id}`)
  await page.waitForSelector('.reports button')
  await page.locator('h1').click()
  await page.keyboard.press('b')
  await page.waitForURL(/\/analysis_reports\/\d+$/)
  reportPage = new URL(page.url()).pathname
  await page.locator('.report .chart svg').nth(1).waitFor()
  await page.keyboard.press('s')
  await page.locator('[role=alert] button').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForSelector('h1 .tag:has-text("待审核")')
  const reviewer = await desk('SCYX01')
  await reviewer.goto(server.base + reportPage)
  await reviewer.waitForSelector('.report .findings li')
  await reviewer.keyboard.press('v')
  await reviewer.locator('.el-dialog:visible button[type=submit]').click()
  await reviewer.waitForSelector('h1 .tag:has-text("已通过")')
  await page.reload()
  await page.locator('.actions button', { hasText: '打印或导出' }).click()
  const dialog = page.locator('.el-dialog:visible')
  await dialog.locator('.el-radio', { hasText: '打印' }).click()
  await dialog.locator('label', { hasText: '用途' }).locator('input').fill('拜访客户')
  await dialog.locator('button[type=submit]').click()
  await page.waitForURL(/\/print\?export=\d+/)
  await page.locator('.a4 .chart svg').nth(1).waitFor()
  const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true })
  assert.ok(paper.toString('latin1').match(/\/Type \/Page\b/g).length >= 1)
  await picture(page, 'month-16-report', true)
  assert.deepEqual([...page.problems, ...reviewer.problems], [])
})

test('day 20, art_11_1: the promise is kept, the need energised', async () => {
  await on(20)
  const page = await desk('DK02')
  await page.goto(`${server.base}/my_customers`)
  const promises = page.locator('section', { hasText: '到期的承诺' })
  await promises.locator('li, tr', { hasText: '答复线路能不能带二期' }).first().waitFor()
  await page.locator('h1').click()
  await page.keyboard.press('y')
  await page.keyboard.type('已当面答复：能带，附供电方案')
  await page.keyboard.press('Enter')
  await promises.getByText('没有快到期的承诺').waitFor()
  await page.goto(server.base + needPage)
  await page.waitForSelector('.actions button')
  await act(page, '登记送电', { 容量: '1600' })
  await page.waitForSelector('h1 .tag:has-text("已实现")')
  await picture(page, 'month-20-realised', true)
  assert.deepEqual(page.problems, [])
})

test('day 24, art_11_5: the tier is reviewed by marketing, with the year of use that came in', async () => {
  await on(24)
  const page = await desk('SCYX01')
  await page.goto(`${server.base}/account_managers`)
  await page.getByRole('heading', { name: '客户等级' }).waitFor()
  const row = page.locator('section').first().locator('li', { hasText: customer.customer_name })
  await page.getByText('只看与建议不同的').click()
  const more = page.locator('section').first().getByRole('button', { name: '更多' })
  for (let pages = 0; pages < 20 && !(await row.count()) && (await more.count()); ++pages) {
    await more.click()
    await page.waitForTimeout(300)
  }
  await row.first().waitFor()
  assert.match(await row.first().innerText(), /年用电 [\d,]+ 千瓦时/)
  await picture(page, 'month-24-tiers', true)
  await row.getByRole('button', { name: /^确认/ }).click()
  const story = async () => (await (await signIn(server.base, 'SCYX01')).call('GET', `/managed_customers/${customer.customer_id}`)).body
  for (let tries = 0; tries < 20 && !(await story()).confirmed_tier.reasons.some((one) => one.kind === 'yearly_use'); ++tries) await page.waitForTimeout(250)
  assert.ok((await story()).confirmed_tier.reasons.some((one) => one.kind === 'yearly_use'), JSON.stringify((await story()).confirmed_tier))
  assert.deepEqual(page.problems, [])
})

test('day 30, art_11_3: the customer is handed on with the list gone through, and signed for', async () => {
  await on(30)
  const page = await desk('DK02')
  await page.goto(`${server.base}/customers/${customer.customer_id}`)
  await page.getByRole('button', { name: /^交接/ }).waitFor()
  await page.locator('h1').click()
  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').first().click()
  const option = page.getByRole('option').first()
  await option.waitFor()
  assert.equal(await option.getAttribute('aria-disabled'), null, 'who may have him stands first')
  const refused = page.locator('.el-select-dropdown__item.is-disabled:visible').first()
  assert.match(await refused.innerText(), /聘任|正副负责人|另选/, 'who would be refused is shown with the reason')
  await picture(page, 'month-30-receivers')
  const to = (await option.innerText()).split(' · ')[0]
  await option.click()
  await dialog.getByLabel('原因').fill('片区调整')
  for (const box of await dialog.locator('.el-checkbox').all()) await box.click()
  await dialog.getByRole('button', { name: '签名并提出交接' }).click()
  await page.getByText(/已提出交接给/).waitFor()
  const people = (await (await signIn(server.base, 'SCYX01')).call('GET', '/officers')).body.items
  const receiver = await desk(people.find((row) => row.name === to).code)
  await receiver.goto(`${server.base}/my_customers`)
  await receiver.locator('section', { hasText: '等我签收的交接' }).getByText(customer.customer_name).first().waitFor()
  await receiver.locator('h1').click()
  await receiver.keyboard.press('s')
  for (const box of await receiver.locator('form.below .el-checkbox').all()) await box.click()
  await receiver.getByRole('button', { name: '签收，由我负责' }).click()
  await receiver.getByText('没有等您签收的客户').waitFor()
  const now = (await (await signIn(server.base, 'SCYX01')).call('GET', `/managed_customers/${customer.customer_id}`)).body
  assert.equal(now.manager_name, to)
  assert.deepEqual([...page.problems, ...receiver.problems], [])
})

test('day 30, art_11_6_3: the customer’s page tells the month as one story, newest first, at both widths', async () => {
  for (const viewport of [wide, narrow]) {
    const page = await desk('SCYX01', viewport)
    await page.goto(`${server.base}/customers/${customer.customer_id}`)
    await page.locator('.usage .chart svg').waitFor()
    await page.locator('h1').click()
    await page.keyboard.press('w')
    const told = page.locator('section', { hasText: '往来记录' }).locator('li')
    await told.first().waitFor()
    const story = (await told.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))
    const place = (wanted) => story.findIndex((text) => wanted.test(text))
    const inOrder = [/经理交接.*夏雨薇 →/, /承诺兑现|承诺逾期兑现/, /用电需求.*二期扩建增容 · 提出供电方案/, /作出承诺.*线路能不能带二期/].map(place)
    assert.ok(inOrder.every((at) => at >= 0) && inOrder.every((at, i) => i === 0 || at > inOrder[i - 1]), `${inOrder}: ${story.join('\n')}`)
    await page.getByRole('button', { name: /^承诺 \d+$/ }).click()
    assert.ok((await told.allInnerTexts()).every((text) => /承诺/.test(text)), 'one kind alone')
    await picture(page, `month-30-story-${viewport.width}`)
    await accessible(page, 'what happened with a customer')
    assert.deepEqual(page.problems, [])
  }
})

test('afterwards every step is in the journal, and the coverage page counts it for each item of art. 11', async () => {
  const page = await desk('JZ01')
  await page.goto(`${server.base}/coverage`)
  await page.locator('tbody tr', { hasText: '重点客户' }).first().waitFor()
  await picture(page, 'month-coverage', true)
  const run = runUnder(clock)
  await server.stop()
  const verified = run(bureau.data, 'verify', '--json')
  assert.equal(verified.status, 0, verified.stdout)
  const items = JSON.parse(run(bureau.data, '--json', 'coverage').stdout).filter((row) => row.cite.startsWith('art.11('))
  for (const row of items) assert.ok(row.covered && row.rules && row.tests && row.decisions, JSON.stringify(row))
})
