// What a stranger does first: a complaint by phone, referred, returned twice, ruled, answered, followed up, closed; watched on a
// phone by its customer; every time explained; slip, export; axe on every page. In real Chromium.
import { AxeBuilder } from '@axe-core/playwright'
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'
import { makeBureau, password, registration, run, signIn, startServer } from '../support/server.mjs'

const pictures = process.env.PICTURES
let bureau, server, browser
before(async () => {
  bureau = makeBureau(200, { officeHours: true })
  server = await startServer(bureau.data, { officeHours: true })
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--host-resolver-rules=MAP desk.example 127.0.0.1'] })
  if (pictures) mkdirSync(pictures, { recursive: true })
})
after(async () => {
  await browser.close()
  await server.stop()
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  assert.equal(verified.status, 0, verified.stdout)
})

async function desk(name, viewport = { width: 1440, height: 900 }, base = server.base) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' })
  const page = await context.newPage()
  page.problems = []
  page.on('pageerror', (error) => page.problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !/401|status of 4|Cross-Origin-Opener-Policy/.test(message.text()) && page.problems.push(message.text()))
  await page.goto(base)
  await page.fill('input[name=name]', name)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('nav', { state: 'attached' })
  return page
}
const picture = async (page, name) => pictures && page.screenshot({ path: join(pictures, `${name}.png`) })
async function accessible(page, name) {
  // A list that is just closing is no longer the page.
  await page.waitForFunction(() => [...document.querySelectorAll('.el-popper')].every((node) => getComputedStyle(node).display === 'none'), null, { timeout: 3000 })
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(violations.map((row) => `${row.id}: ${row.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(' | ')}`), [], `axe on ${name}`)
}
/** Fills the dialog of a verb: labels to values; a select takes what its text contains. */
async function act(page, verb, fields = {}) {
  await page.locator('.actions button', { hasText: verb }).first().click()
  const dialog = page.locator('.el-dialog', { hasText: verb }).last()
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog.locator('label', { hasText: label }).first()
    if (await field.locator('.el-select').count()) {
      await field.locator('.el-select').click()
      await page.locator('.el-select-dropdown__item:visible', { hasText: value }).first().click()
    } else {
      await field.locator('input, textarea').first().fill(value)
    }
  }
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'hidden' })
}

test('the whole story of a complaint: art_10_1 art_10_3 art_10_4 art_10_7 art_10_8', { timeout: 180000 }, async () => {
  const clerk = await desk('RX02')
  await clerk.keyboard.press('n')
  await clerk.waitForSelector('h1:has-text("首问登记")')
  const category = clerk.locator('label', { hasText: '分类' }).first()
  await category.locator('input').first().click()
  await clerk.keyboard.type('dwsb', { delay: 20 })
  await clerk.keyboard.press('Escape')
  await category.locator('input').first().fill('抄表催费')
  await clerk.locator('.el-select-dropdown__item:visible', { hasText: '抄表催费' }).first().click()
  await clerk.locator('label', { hasText: '联系人' }).locator('input').fill('欧阳𠮷')
  await clerk.locator('label', { hasText: '电话' }).last().locator('input').fill('１９９０００００７７７')
  await clerk.locator('label', { hasText: '诉求内容' }).locator('textarea').fill('抄表员没有来就估了个数，比实际多了两百度，要求核实退费。')
  await clerk.locator('.el-radio-button', { hasText: '转办' }).first().click()
  await clerk.waitForSelector('text=按规定归口')
  const unit = clerk.locator('label', { hasText: '转办部门' })
  await unit.locator('.el-select').click()
  await clerk.locator('.el-select-dropdown__item:visible', { hasText: '计量班' }).first().click()
  await picture(clerk, 'register')
  await accessible(clerk, 'register')
  await clerk.locator('form.columns button[type=submit]').click()
  await clerk.waitForSelector('.created .receipt')
  const receipt = await clerk.locator('.created .receipt').innerText()
  await clerk.locator('.created button', { hasText: '打开工单' }).click()
  await clerk.waitForURL(/\/cases\/\d+$/)
  const id = Number(clerk.url().match(/\/cases\/(\d+)$/)[1])
  const number = (await clerk.locator('h1.number').innerText()).trim()

  const meter = await desk('JL01')
  await meter.goto(`${server.base}/cases?list=offered`)
  await meter.locator('.title', { hasText: '估了个数' }).click()
  await act(meter, '退回', { 原因: '不属', 说明: '内容属于电费核算，非本班组职责。' })

  await clerk.goto(`${server.base}/cases/${id}`)
  await act(clerk, '转办', { 部门: '城东营销班', 原因: '供电所辖区', 说明: '请接收。' })
  const station = await desk('CDY02')
  await station.goto(`${server.base}/cases/${id}`)
  await act(station, '退回', { 原因: '不在本辖区', 说明: '地址不在本所。' })

  const office = await desk('JBGS02')
  await office.goto(`${server.base}/cases?list=office`)
  await office.locator('.title', { hasText: '估了个数' }).click()
  await office.waitForSelector('.timeline')
  await picture(office, 'ruling')
  await act(office, '裁定', { 部门: '抄核收班', 理由: '按职责划分，由抄核收班牵头核实并答复客户。' })

  const handler = await desk('CF01')
  await handler.goto(`${server.base}/cases/${id}`)
  await act(handler, '联系客户', { 内容: '已电话联系客户，约定核对示数。' })
  await act(handler, '反馈进展', { 内容: '已调取采集数据，正在核对。' })
  await act(handler, '答复客户', { 内容: '已核实为估抄，更正示数，差额退回电费账户。' })
  await handler.locator('button', { hasText: '为什么是这个时间' }).first().click()
  await handler.waitForSelector('.strip .day')
  await picture(handler, 'why')
  await accessible(handler, 'why this time')
  await handler.keyboard.press('Escape')
  await picture(handler, 'case')
  await accessible(handler, 'case page')

  const caller = await desk('HF02')
  await caller.goto(`${server.base}/cases?list=follow_up`)
  await caller.locator('.title', { hasText: '估了个数' }).click()
  await act(caller, '回访', { 结果: '满意', 客户的话: '钱已经退了，满意。' })
  await act(caller, '办结')
  await caller.waitForSelector('.tag:has-text("已办结")')

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', javaScriptEnabled: false })).newPage()
  await phone.goto(`${server.base}/p/follow?number=${number}`)
  await phone.fill('#phone', '19900000777')
  await phone.locator('button[type=submit]').click()
  const story = await phone.locator('.story').innerText()
  assert.match(story, /已核实为估抄/)
  assert.doesNotMatch(story, /非本班组职责|地址不在本所/, 'inner matters stay inside')
  await picture(phone, 'public-case')
  await phone.goto(`${server.base}/p/follow`)
  await phone.fill('#number', receipt)
  await phone.locator('button[type=submit]').click()
  assert.match(await phone.locator('h1').innerText(), new RegExp(number))

  await handler.goto(`${server.base}/cases/${id}/slip`)
  await handler.waitForSelector('.qr svg')
  await picture(handler, 'slip')
  const exported = await handler.request.get(`${server.base}/api/v1/cases/export?list=all&format=csv&q=${number}`)
  assert.match(await exported.text(), new RegExp(number))
  for (const page of [clerk, meter, station, office, handler, caller]) assert.deepEqual(page.problems, [])
})

test('registration works over plain http inside the bureau, where browsers withhold their secure functions', { timeout: 60000 }, async () => {
  const page = await desk('RX02', undefined, server.base.replace('127.0.0.1', 'desk.example'))
  assert.equal(await page.evaluate(() => window.isSecureContext), false)
  await page.keyboard.press('n')
  await page.waitForSelector('h1:has-text("首问登记")')
  assert.deepEqual(page.problems, [])
})

test('a list keeps its filters, its rows in place, and says when there are others', { timeout: 60000 }, async () => {
  const page = await desk('SCYX01')
  await page.goto(`${server.base}/cases?list=all`)
  await page.locator('.filters .el-select').first().click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: '投诉' }).first().click()
  await page.waitForURL(/kind=complaint/)
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr td:nth-child(3)')].every((cell) => cell.textContent.includes('投诉')))
  const before = await page.locator('tbody .title').allInnerTexts()
  const clerk = await signIn(server.base, 'RX02')
  const fresh = await clerk.call('POST', '/cases', registration({ text: '新来的一件投诉，排在最前。' }))
  const other = await clerk.call('POST', '/cases', registration({ kind: 'inquiry', category: 'inquiry.tariff', text: '与本列表无关的咨询。' }))
  assert.deepEqual([fresh.status, other.status], [201, 201])
  await page.waitForSelector('button:has-text("有更新")')
  assert.deepEqual(await page.locator('tbody .title').allInnerTexts(), before, 'rows do not jump')
  await page.locator('button', { hasText: '有更新' }).click()
  await page.locator('.title', { hasText: '新来的一件投诉' }).click()
  await page.waitForSelector('.timeline')
  // A burst: the page learns of its own case although others changed after it.
  const version = (await clerk.call('GET', `/cases/${fresh.body.id}`)).headers.get('etag')
  await clerk.call('POST', `/cases/${fresh.body.id}/notes`, { text: '夹在一阵变化里的备注。' }, { 'If-Match': version })
  for (let i = 0; i < 5; ++i) await clerk.call('POST', '/cases', registration({ text: `之后的第${i}件。` }))
  await page.waitForSelector('text=夹在一阵变化里的备注')
  await page.goBack()
  await page.waitForURL(/kind=complaint/)
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length > 0)
  assert.ok((await page.locator('tbody td:nth-child(3)').allInnerTexts()).every((text) => text.includes('投诉')))
})

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }])
  test(`axe finds nothing on any page at ${viewport.width} px`, { timeout: 120000 }, async () => {
    const page = await desk('SCYX01', viewport)
    for (const path of ['/cases?list=desk', '/cases?list=all', '/cases/20', '/register', '/customers', '/coverage', '/rulebook', '/people', '/past_cases', '/account', '/p', '/p/report', '/p/follow']) {
      await page.goto(server.base + path)
      await page.waitForTimeout(400)
      await page.waitForSelector('h1')
      await accessible(page, path)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(wide <= 1, `${path} is ${wide} px wider than the screen`)
    }
    assert.deepEqual(page.problems, [])
  })

test('English is complete: no Chinese left on the desk’s own words', { timeout: 60000 }, async () => {
  const page = await desk('SCYX01')
  await page.locator('.who').click()
  await page.locator('.el-dropdown-menu__item:visible', { hasText: 'English' }).click()
  for (const path of ['/cases?list=desk', '/register', '/account']) {
    await page.goto(server.base + path)
    await page.waitForSelector('h1')
    const words = await page.evaluate(() => [...document.querySelectorAll('nav, h1, label, button, th')].map((node) => node.textContent).join('\n'))
    const left = words.split('\n').filter((line) => /[一-鿿]/.test(line) && !/中文|供电局|部|班|主任|郑宏伟/.test(line))
    assert.deepEqual(left, [], path)
  }
})
