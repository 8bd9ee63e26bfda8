// Administration in real Chromium, at the desk and on a phone: a rule changed by draft and review, a table imported, the calendar,
// units and people, roster, directory, tokens, who saw a customer. axe on every page.
import { AxeBuilder } from '@axe-core/playwright'
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'
import { makeBureau, password, run, signIn, startServer } from '../support/server.mjs'

const pictures = process.env.PICTURES
let bureau, server, browser
before(async () => {
  bureau = makeBureau(60)
  server = await startServer(bureau.data)
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  if (pictures) mkdirSync(pictures, { recursive: true })
})
after(async () => {
  await browser.close()
  await server.stop()
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  assert.equal(verified.status, 0, verified.stdout)
})

const screens = [['desk', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]]
async function desk(name, viewport = screens[0][1]) {
  const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage()
  page.problems = []
  page.on('pageerror', (error) => page.problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !/401|status of 4|Cross-Origin-Opener-Policy/.test(message.text()) && page.problems.push(message.text()))
  await page.goto(server.base)
  await page.fill('input[name=name]', name)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('nav', { state: 'attached' })
  return page
}
const picture = async (page, name) => pictures && page.screenshot({ path: join(pictures, `administration-${name}.png`) })
async function accessible(page, name) {
  await page.waitForFunction(() => [...document.querySelectorAll('.el-popper')].every((node) => getComputedStyle(node).display === 'none'), null, { timeout: 3000 })
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running'))
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  assert.deepEqual(violations.map((row) => `${row.id}: ${row.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(' | ')}`), [], `axe on ${name}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(wide <= 1, `${name} is ${wide} px wider than the screen`)
}
async function pick(page, label, text) {
  await label.locator('.el-select').click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: text }).first().click()
}

for (const [screen, viewport] of screens) {
  test(`art_5: a rule is changed by draft, mistake, difference, review and date: ${screen}`, { timeout: 90000 }, async () => {
    const author = await desk('SCYX02', viewport)
    await author.goto(`${server.base}/rulebook?view=versions`)
    const title = `退回预算改为三次 ${screen}`
    await author.getByLabel('修改内容概要').fill(title)
    await author.getByRole('button', { name: '起草', exact: true }).click()
    await author.waitForURL(/tab=text/)
    await author.goto(`${author.url()}&file=handling.toml`)
    const area = author.locator('textarea[aria-label="handling.toml"]')
    await area.waitFor()
    const good = await area.inputValue()
    await area.fill(good.replace('return_budget = 2', 'return_budget = 0'))
    await author.getByRole('button', { name: '保存' }).click()
    await author.locator('.mistakes button', { hasText: 'handling.toml 第 3 行' }).click()
    assert.match(await area.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd)), /return_budget = 0/, 'a mistake leads to its place')
    await accessible(author, 'a draft with a mistake')
    await picture(author, `mistake-${screen}`)
    assert.ok(await author.getByRole('button', { name: '送复核' }).isDisabled())
    await area.fill(good.replace('return_budget = 2', 'return_budget = 3'))
    await author.getByRole('button', { name: '保存' }).click()
    await author.getByText('已保存，没有错误').waitFor()
    await author.getByRole('tab', { name: '改了什么' }).click()
    const change = author.locator('article.changed')
    assert.match(await change.innerText(), /转办[\s\S]*第 \d+ 行[\s\S]*退回预算[\s\S]*2[\s\S]*3/)
    await accessible(author, 'differences')
    await picture(author, `differences-${screen}`)
    await author.getByRole('button', { name: '送复核' }).click()
    await author.getByText('等待另一人复核').waitFor()
    const reviewer = await desk('JZ02', viewport)
    await reviewer.goto(`${server.base}/rulebook?view=versions`)
    await reviewer.getByRole('button', { name: title }).click()
    await reviewer.locator('article.changed').waitFor()
    assert.ok(await reviewer.getByRole('button', { name: '不通过' }).isDisabled(), 'rejecting needs a comment')
    await reviewer.getByLabel('复核意见').fill('同意')
    await reviewer.getByRole('button', { name: '通过', exact: true }).click()
    await reviewer.locator('.decision .el-date-editor input').fill(screen === 'desk' ? '2035-01-01 00:00' : '2034-01-01 00:00')
    await reviewer.keyboard.press('Enter')
    await reviewer.getByRole('button', { name: '自此时起施行' }).click()
    // The second one would be undone by the first when its day comes: the page says so.
    if (screen === 'desk') await reviewer.locator('tr.chosen .tag', { hasText: '已施行' }).waitFor()
    else await reviewer.locator('.problem', { hasText: '第2版已定于2035-01-01施行' }).waitFor()
    await reviewer.getByRole('tab', { name: '经过' }).click()
    assert.match(await reviewer.locator('.steps').innerText(), /贺兰芝 起草[\s\S]*蒋文华 复核通过[\s\S]*同意/)
    await accessible(reviewer, 'the way of a version')
    for (const page of [author, reviewer]) assert.deepEqual(page.problems, [])
  })

  test(`art_4: a table is uploaded, mapped, tried, imported; what was refused is given back: ${screen}`, { timeout: 60000 }, async () => {
    const page = await desk('admin', viewport)
    await page.goto(`${server.base}/imports`)
    await page.getByText('导入一个表格').waitFor()
    const base = screen === 'desk' ? 99100 : 99200
    const rows = Array.from({ length: 30 }, (_, i) => `${base}${100 + i},客户${i},1990000${2000 + i},${i === 4 ? '月球' : '城区'}`).join('\n')
    await page.setInputFiles('input[type=file]', { name: `客户${screen}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`户号,客户全名,电话,地区\n${rows}\n`) })
    await page.getByText('30 行，识别为 UTF-8').waitFor()
    await page.locator('.problem', { hasText: '找不到' }).or(page.getByText('请先试看')).first().waitFor()
    await page.getByRole('combobox', { name: '姓名', exact: true }).click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '客户全名' }).click()
    await page.getByRole('button', { name: '试看前面的行' }).click()
    await page.getByText('将新增 29，已有 0，有问题 1').waitFor()
    assert.match(await page.locator('tr.wrong').innerText(), /不能导入[\s\S]*月球/)
    await accessible(page, 'mapping and trial')
    await picture(page, `import-${screen}`)
    await page.getByLabel('方案名称').fill(`营销系统导出 ${screen}`)
    await page.getByRole('button', { name: '保存对应方案' }).click()
    await page.locator('.tag.ok', { hasText: '已保存' }).waitFor()
    await page.getByRole('button', { name: '开始导入 30 行' }).click()
    await page.locator('.run strong', { hasText: '已完成' }).waitFor()
    assert.match(await page.locator('.run').innerText(), /30\/30 行：新增 29，已有 0，未导入 1/)
    const refused = await page.request.get(server.base + (await page.locator('.run a', { hasText: 'CSV' }).getAttribute('href')))
    assert.match(await refused.text(), /月球/)
    await accessible(page, 'a finished import')
    await page.reload()
    await page.getByRole('button', { name: `客户${screen}.csv` }).waitFor()
    assert.deepEqual(page.problems, [])
  })

  test(`art_10_7: the year, a holiday, a due time and its strip: ${screen}`, { timeout: 60000 }, async () => {
    const page = await desk('YYT02', viewport)
    await page.goto(`${server.base}/calendar?year=2025`)
    await page.locator('[data-day="2025-10-11"]').click()
    await page.getByText('2025年10月11日 周六 调休上班').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByText('2025年10月12日 周日 周末').first().waitFor()
    assert.equal(await page.evaluate(() => document.activeElement.dataset.day), '2025-10-12', 'arrow keys walk the days')
    await page.locator('.asked .el-date-editor input').fill('2025-09-30 10:00')
    await page.keyboard.press('Enter')
    await page.locator('.end', { hasText: '2025年10月14日 周二 17:30' }).waitFor()
    assert.ok((await page.locator('.strip .holiday').count()) >= 8)
    await accessible(page, 'calendar')
    await picture(page, `calendar-${screen}`)
    await page.goto(`${server.base}/calendar?year=2031`)
    await page.locator('h1 .tag', { hasText: '放假安排未公布' }).waitFor()
    assert.deepEqual(page.problems, [])
  })

  test(`art_4: a unit is renamed, an absence planned and taken back, a shift planned: ${screen}`, { timeout: 90000 }, async () => {
    const page = await desk('admin', viewport)
    await page.goto(`${server.base}/people`)
    await page.locator('.el-tree-node__content', { hasText: '大客户中心' }).click()
    const panel = page.locator('section[aria-label^="大客户"]')
    await panel.getByRole('button', { name: '修改' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('电话').fill(screen === 'desk' ? '0800-1000777' : '0800-1000888')
    await dialog.getByRole('button', { name: '保存' }).click()
    await panel.getByText(screen === 'desk' ? '0800-1000777' : '0800-1000888').first().waitFor()
    await panel.getByRole('button', { name: '撤销部门' }).click()
    await accessible(page, 'people')
    await picture(page, `people-${screen}`)
    await panel.locator('.asking').getByRole('button', { name: '撤销部门' }).click()
    await panel.getByText('在岗人员').waitFor()
    await panel.getByRole('button', { name: '关闭' }).click()
    await page.getByLabel('姓名、拼音首字母或工号').fill('xyw')
    await page.getByRole('button', { name: '夏雨薇' }).click()
    const drawer = page.locator('.el-drawer')
    await drawer.getByRole('button', { name: '登记请假' }).click()
    const form = page.locator('.el-dialog')
    const day = screen === 'desk' ? '2035-03-01' : '2035-04-01'
    for (const [index, time] of [[0, '08:30'], [1, '17:30']]) {
      await form.locator('.el-date-editor input').nth(index).fill(`${day} ${time}`)
      await page.keyboard.press('Enter')
    }
    await form.getByLabel('原因').fill(`培训 ${screen}`)
    await form.getByRole('button', { name: '保存' }).click()
    const planned = drawer.locator('li', { hasText: `培训 ${screen}` }).filter({ hasText: '已安排' })
    await planned.waitFor()
    await accessible(page, 'an officer')
    await picture(page, `officer-${screen}`)
    await planned.getByRole('button', { name: '取消' }).click()
    await drawer.locator('li', { hasText: `培训 ${screen}` }).filter({ hasText: '已取消' }).waitFor()
    await page.keyboard.press('Escape')

    await page.goto(`${server.base}/roster?month=${day.slice(0, 7)}`)
    await page.getByText('这个月还没有值班安排').waitFor()
    await page.getByRole('button', { name: '安排值班' }).click()
    const shift = page.locator('.el-dialog')
    await pick(page, shift.locator('label', { hasText: '值班人员' }), '王芳')
    for (const [index, time] of [[0, '08:30'], [1, '17:30']]) {
      await shift.locator('.el-date-editor input').nth(index).fill(`${day.slice(0, 8)}15 ${time}`)
      await page.keyboard.press('Enter')
    }
    await shift.getByLabel('班次').fill('带班')
    await shift.getByRole('button', { name: '保存' }).click()
    const button = page.locator('.shift:visible, .line:visible').first()
    await button.waitFor()
    await accessible(page, 'roster')
    await picture(page, `roster-${screen}`)
    await button.click()
    await page.getByRole('button', { name: '取消这个班次' }).click()
    await page.getByText('这个月还没有值班安排').waitFor()
    assert.deepEqual(page.problems, [])
  })

  test(`art_10_6 art_6: whom to ask, who looked, which tokens: ${screen}`, { timeout: 60000 }, async () => {
    const clerk = await desk('YYT02', viewport)
    await clerk.goto(`${server.base}/directory`)
    await clerk.getByLabel('部门、负责人、电话').fill('jlb')
    await clerk.locator('.contacts li', { hasText: '计量班' }).waitFor()
    await clerk.waitForFunction(() => document.querySelectorAll('.contacts li').length < 5)
    assert.match(await clerk.locator('.contacts li', { hasText: '计量班' }).locator('a').getAttribute('href'), /^tel:0800/)
    await accessible(clerk, 'directory')
    await picture(clerk, `directory-${screen}`)
    await clerk.goto(`${server.base}/account`)
    await clerk.getByLabel('名称').fill(`报表 ${screen}`)
    await clerk.getByRole('button', { name: '生成' }).click()
    await clerk.getByText('只显示一次').waitFor()
    assert.match(await clerk.locator('tbody').innerText(), /查阅（全部只读）[\s\S]*从未使用/)
    await accessible(clerk, 'own tokens')

    const { call } = await signIn(server.base, 'YYT02')
    const [customer] = (await call('GET', '/customers?limit=1')).body.items
    await call('POST', `/customers/${customer.id}/unmaskings`, { reason: `核对 ${screen}` })
    const auditor = await desk('JCSJ01', viewport)
    await auditor.goto(`${server.base}/access_log?customer_id=${customer.id}`)
    await auditor.getByText(`核对 ${screen}`).waitFor()
    await auditor.getByLabel('原因').fill('没有的原因')
    await auditor.keyboard.press('Enter')
    await auditor.getByText('没有符合条件的查看记录').waitFor()
    await auditor.goto(`${server.base}/access_log`)
    await auditor.locator('tbody tr').first().waitFor()
    await accessible(auditor, 'access log')
    await picture(auditor, `access-log-${screen}`)

    const admin = await desk('admin', viewport)
    await admin.goto(`${server.base}/tokens`)
    const row = admin.locator('tr', { hasText: `报表 ${screen}` })
    await row.getByRole('button', { name: /吊销/ }).click()
    await row.getByText('已吊销').waitFor()
    await accessible(admin, 'everybody’s tokens')
    for (const page of [clerk, auditor, admin]) assert.deepEqual(page.problems, [])
  })
}

test('English is complete in administration', { timeout: 60000 }, async () => {
  // Names of people, units, versions, files and days are the bureau's own words.
  const { call } = await signIn(server.base, 'admin')
  const names = await Promise.all(['/units', '/officers', '/rulebook/versions', '/imports'].map(async (path) => (await call('GET', path)).body.items.flatMap((row) => [row.name, row.title, row.post_name, row.file_name])))
  const own = [...names.flat(), ...(await call('GET', '/calendar/years/2026')).body.days.map((day) => day.name), (await call('GET', '/calendar/years/2026')).body.hours[0].name].filter(Boolean)
  const page = await desk('admin')
  await page.locator('.who').click()
  await page.locator('.el-dropdown-menu__item:visible', { hasText: 'English' }).click()
  for (const path of ['/people', '/roster', '/directory', '/rulebook', '/rulebook?view=versions', '/calendar', '/imports', '/tokens', '/account']) {
    await page.goto(server.base + path)
    await page.waitForSelector('h1')
    await page.waitForTimeout(300)
    const words = await page.evaluate(() => [...document.querySelectorAll('main h1, main h2, main th, main button, main label, main p, main summary, main nav a, main .el-radio-button, main input')].map((node) => (node.matches('input') ? node.placeholder : node.textContent)).join('\n'))
    const left = words.split('\n').filter((line) => /[一-鿿]/.test(line) && !own.some((name) => line.includes(name)))
    assert.deepEqual(left, [], path)
  }
})
