// A supervisor's morning: the board, an order in one action, a report, the cases behind a figure, an earlier day, paper. In
// real Chromium, with axe, light and dark, at both sizes.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(300, { officeHours: true })
let doubted
before(async () => {
  doubted = await pauseTwice()
})

/** A complaint paused, resumed and paused again. */
async function pauseTwice() {
  const clerk = await signIn(server.base, 'YYT02')
  const { body } = await clerk.call('POST', '/cases', registration({ text: '申请退费，材料交了两次还没有结果。' }))
  let version = body.version
  const pause = { reason: 'customer_papers', asked_for: '请补充材料', asked_by: 'phone' }
  for (const [resource, input] of [['suspensions', pause], ['resumptions', { cause: '材料已到' }], ['suspensions', pause]]) {
    const answer = await clerk.call('POST', `/cases/${body.id}/${resource}`, input, { 'If-Match': `"${version}"` })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    version = answer.body.version
  }
  return body
}
const desk = (name, options) => openDesk(browser, server.base, name, options)
const drawn = (page) => page.waitForSelector('.chart svg', { state: 'attached' })

test('art_6 art_10_7: from the board, an order in one action, by keyboard, with a reply owed', async () => {
  const page = await desk('SCYX01')
  await page.locator('nav a', { hasText: '督办看板' }).click()
  await page.waitForSelector('#lane-paused li')
  await drawn(page)
  await picture(page, 'board')
  const row = page.locator('#lane-paused li', { hasText: doubted.number })
  assert.match(await row.innerText(), /反复暂停/)
  await row.locator('button').focus()
  await page.keyboard.press('Enter')
  const dialog = page.locator('.el-dialog')
  await dialog.waitFor()
  await page.waitForFunction(() => getComputedStyle(document.querySelector('.el-overlay')).opacity === '1')
  assert.match(await dialog.locator('textarea').inputValue(), /暂停的理由/, 'a sentence is suggested')
  await picture(page, 'supervise', false)
  await accessible(page, 'supervise dialog')
  await dialog.locator('textarea').fill('请今天下班前说明暂停理由。')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.waitForSelector(`text=已督办 ${doubted.number}`)
  // No second order while the first waits for its answer: once the board has been read again.
  await row.locator('button').waitFor({ state: 'detached' })
  await page.locator('#lane-ordered li', { hasText: doubted.number }).waitFor()
  assert.match(await page.locator('#lane-ordered li', { hasText: doubted.number }).innerText(), /剩/, 'how long until the answer is due')
  await picture(page, 'ordered')
  await accessible(page, 'board with an order')
  await row.locator('a').first().click()
  await page.waitForSelector('.timeline')
  assert.match(await page.locator('.timeline').innerText(), /请今天下班前说明暂停理由/)
  assert.deepEqual(page.problems, [])
})

test('art_10_8: a report by kind, the cases behind a figure, and an earlier day', async () => {
  const page = await desk('SCYX01')
  await page.goto(`${server.base}/reports`)
  await page.waitForSelector('tr.total')
  await drawn(page)
  await picture(page, 'reports')
  await page.locator('.controls .el-radio-button', { hasText: '类别' }).click()
  await page.waitForURL(/dimension=kind/)
  await page.waitForSelector('tbody th:has-text("报修")')
  const cell = page.locator('tbody tr', { hasText: '报修' }).locator('td').nth(3).locator('a')
  const cases = Number((await cell.getAttribute('title')).match(/\d+/)[0])
  await cell.click()
  await page.waitForURL(/duty_state=breached/)
  await page.waitForSelector('[role=note]')
  assert.match(await page.locator('[role=note]').innerText(), /时限 任一 已超时/)
  await page.waitForSelector('tbody tr')
  await picture(page, 'behind-a-figure', false)
  await accessible(page, 'the list behind a figure')
  await page.waitForSelector(`[role=grid][aria-rowcount="${cases + 1}"]`)
  await page.goBack()
  await page.waitForSelector('tr.total')
  const total = () => page.locator('tr.total td').first().innerText()
  const now = Number(await total())
  const earlier = new Date(Date.now() - 30 * 86400000).toISOString().slice(0, 10)
  await page.locator('.controls label', { hasText: '截至' }).locator('input').fill(earlier)
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`as_of=${earlier}`))
  await page.waitForSelector(`text=按 ${earlier} 日终时已知的情况统计`)
  assert.ok(Number(await total()) < now, 'fewer were known then')
  for (const words of ['答复用时', '退回', '满意度']) {
    await page.locator('.metrics .el-radio-button', { hasText: words }).click()
    await page.waitForSelector(`h2:has-text("${words}")`)
    await drawn(page)
    await picture(page, `reports-${words}`)
  }
  const answer = await page.request.get(`${server.base}${await page.locator('a', { hasText: 'XLSX' }).getAttribute('href')}`)
  assert.match(answer.headers()['content-disposition'], /report-kind-.*\.xlsx/)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('.controls').isVisible(), false, 'paper shows figures, not buttons')
  await picture(page, 'reports-print')
  assert.deepEqual(page.problems, [])
})

test('art_6: a leader’s day begins at the board, by keyboard from there to a report', async () => {
  const page = await desk('JZ01')
  await page.waitForURL(/\/board$/)
  await page.waitForSelector('#lane-paused')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForURL(/\/reports/)
  assert.deepEqual(page.problems, [])
})

test('art_6: who may not look at the board is not shown a way to it', async () => {
  const page = await desk('YYT02')
  await page.waitForSelector('nav a')
  assert.equal(await page.locator('nav a', { hasText: /督办看板|报表/ }).count(), 0)
  await page.goto(`${server.base}/reports`)
  await page.waitForSelector('.problem')
  assert.match(await page.locator('.problem').innerText(), /没有这项权限/)
})

for (const [name, viewport] of [['1440', wide], ['390', narrow]])
  test(`art_10_7 art_10_8: pauses by person and unit, the cases behind a figure, nothing scrolls sideways: ${name}`, async () => {
    const page = await desk('SCYX01', { viewport })
    await page.goto(`${server.base}/reports`)
    await page.waitForSelector('.lead')
    await page.locator('.el-radio-button', { hasText: '暂停' }).click()
    await page.waitForSelector('tr.total')
    const row = page.locator('tbody tr', { hasText: '王芳' })
    assert.match(await row.innerText(), /反复暂停/)
    assert.ok(await page.locator('.table').evaluate((node) => node.scrollWidth <= node.clientWidth + 1), 'the table is as wide as its place')
    if (name === '390') assert.match(await row.locator('td').first().evaluate((node) => getComputedStyle(node, '::before').content), /暂停/, 'a cell says itself what it is')
    await picture(page, `pauses-${name}`)
    await accessible(page, `pauses ${name}`)
    await page.locator('.controls .el-radio-button', { hasText: '部门' }).click()
    await page.waitForURL(/by=unit/)
    await page.waitForSelector('tbody tr:has-text("城区营业厅")')
    await page.locator('tbody tr', { hasText: '城区营业厅' }).locator('.tag', { hasText: '反复暂停' }).click()
    await page.waitForURL(/ids=/)
    await page.waitForSelector('text=申请退费')
    assert.deepEqual(page.problems, [])
  })

for (const [name, options] of [['1440', {}], ['390', { viewport: { width: 390, height: 844 } }], ['1440-dark', { colorScheme: 'dark' }], ['390-dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }]])
  test(`axe finds nothing on board and reports, and nothing is too wide: ${name}`, async () => {
    const page = await desk('SCYX01', options)
    for (const path of ['/board', '/reports', '/reports?dimension=person&metric=answer_time', '/reports?from=2020-01-01&to=2020-01-02']) {
      await page.goto(server.base + path)
      await page.waitForSelector(path === '/board' ? '.numbers' : '.lead')
      if (!path.includes('2020')) await drawn(page)
      await accessible(page, path)
      await picture(page, `${path.slice(1).replace(/\W+/g, '-')}-${name}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(wide <= 1, `${path} is ${wide} px wider than the screen`)
    }
    assert.deepEqual(page.problems, [])
  })

test('English is complete on board and reports', async () => {
  const page = await desk('SCYX01')
  await page.locator('.who').click()
  await page.locator('.el-dropdown-menu__item:visible', { hasText: 'English' }).click()
  for (const path of ['/board', '/reports?dimension=kind&duty_kind=reply&metric=satisfaction', '/reports?part=pauses']) {
    await page.goto(server.base + path)
    await page.waitForSelector('main .card h2')
    if (!path.includes('pauses')) await drawn(page)
    const words = await page.evaluate(() => [...document.querySelectorAll('main h1, main h2, main th, main button, main label, main p, main .tag, main .numbers, main .el-radio-button, main svg text')].map((node) => node.textContent).join('\n'))
    // Names of units are the bureau's own words.
    const left = words.split('\n').filter((line) => /[一-鿿]/.test(line) && !/供电所|班|部|中心|厅|办公室|管理所/.test(line))
    assert.deepEqual(left, [], path)
    await picture(page, `english-${path.slice(1, 6)}`)
  }
})
