// The board of needs in real Chromium: found, sized, proposed, a department asked, realised; at both sizes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, act, narrow, openBrowser, openDesk, picture, wide } from '../support/desk.mjs'
import { makeBureau, startServer } from '../support/server.mjs'

let bureau, server, browser
before(async () => {
  bureau = makeBureau()
  server = await startServer(bureau.data)
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await server.stop()
  bureau.remove()
})

for (const [name, viewport] of [['1440', wide], ['390', narrow]])
  test(`art_11_1 art_11_2: the board, and a need from found to realised: ${name}`, { timeout: 90000 }, async () => {
    const page = await openDesk(browser, server.base, 'DK02', { viewport })
    await page.keyboard.press('g')
    await page.keyboard.press('x')
    await page.waitForSelector('.column .need')
    assert.equal(await page.locator('.column').count(), name === '390' ? 1 : 6)
    assert.match(await page.locator('.waiting').innerText(), /生产技术部|调度/)
    await picture(page, `needs-board-${name}`, true)
    await accessible(page, `needs board ${name}`)

    await page.keyboard.press('a')
    const dialog = page.locator('.el-dialog:visible')
    await dialog.locator('label', { hasText: '客户' }).first().locator('input').fill('0510000')
    await page.locator('.el-select-dropdown__item:visible').first().click()
    await dialog.locator('label', { hasText: '需求名称' }).locator('input').fill(`新建充电站 ${name}`)
    await picture(page, `needs-open-${name}`)
    await dialog.locator('button[type=submit]').click()
    await page.waitForURL(/\/needs\/\d+$/)
    await page.waitForSelector('.actions button')

    const inNinetyDays = new Date(Date.now() + 90 * 86400000).toISOString().slice(0, 10)
    await act(page, '核定需求', { 容量: '1600', 最大负荷: '1200', 预计送电: inNinetyDays })
    await page.waitForSelector('h1 .tag:has-text("已核定")')
    await page.keyboard.press('p')
    await page.locator('.el-dialog:visible textarea').fill('新出一回10千伏专线，设专用变压器。')
    await page.locator('.el-dialog:visible button[type=submit]').click()
    await page.waitForSelector('a.print')
    const [paper] = await Promise.all([page.context().waitForEvent('page'), page.locator('a.print').click()])
    await paper.waitForSelector('.solution')
    assert.match(await paper.locator('body').innerText(), /供电方案[^]*1600 kVA[^]*专线/)
    await picture(paper, `needs-proposal-${name}`, true)
    await accessible(paper, `proposal ${name}`)
    await paper.close()

    await act(page, '请部门支持', { 请哪个部门: '生产技术部', 请对方做什么: '请核算线路剩余容量。' })
    await page.waitForSelector('.requests tbody tr')
    assert.match(await page.locator('.requests tbody').innerText(), /待接收[^]*生产技术部/)
    await picture(page, `needs-need-${name}`, true)
    await accessible(page, `need ${name}`)

    await page.locator('.actions button', { hasText: '未能实现' }).click()
    await accessible(page, `need dialog ${name}`)
    await page.keyboard.press('Escape')
    await page.locator('.el-dialog').waitFor({ state: 'hidden' })
    await act(page, '登记送电', { 容量: '1600' })
    await page.waitForSelector('h1 .tag:has-text("已实现")')
    assert.equal(await page.locator('.actions button').count(), 0, 'the end is the end')
    await page.goto(`${server.base}/needs`)
    await page.waitForSelector('.column .need')
    if (name === '1440') assert.match(await page.locator('.column.realised').innerText(), /新建充电站 1440/)
    assert.deepEqual(page.problems, [])
  })
