// Bills, arrears, outages, photos and exports in real Chromium: seen, corrected, taken away under a watermark; a visit's photo from a
// phone without a network; the representative's own page without script. Art. 11(6)(3), 11(4), 11(3).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { metSomebody, accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { password, signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(50)
let marketing, manager, customer, empty, mine
before(async () => {
  ;[marketing, manager] = await Promise.all(['SCYX01', 'DK02'].map((name) => signIn(server.base, name)))
  const all = (await marketing.call('GET', '/key_accounts?limit=100')).body.items
  for (const one of all) {
    const { body } = await marketing.call('GET', `/customers/${one.customer_id}/account_records`)
    const { body: papers } = await marketing.call('GET', `/customers/${one.customer_id}/papers`)
    if (body.bills.length && body.arrears[0]?.record.amount_fen && papers.items.length) customer ??= one
    if (!body.bills.length) empty ??= one
  }
  mine = (await manager.call('GET', '/key_accounts?limit=100')).body.items.find((row) => row.account_manager_name === manager.session.officer.name)
})
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const photo = (name) => ({ name, mimeType: 'image/png', buffer: Buffer.concat([png, Buffer.from(name)]) })

for (const [at, viewport] of [['desk', wide], ['phone', narrow]]) {
  test(`Art_11_6_3 the customer’s bills, arrears, outages and papers on one page: ${at}`, async () => {
    const page = await openDesk(browser, server.base, 'SCYX01', { viewport })
    await page.goto(`${server.base}/customers/${customer.customer_id}`)
    await page.locator('.records .chart svg').waitFor()
    await page.keyboard.press('i')
    await page.locator('.records table').first().waitFor()
    assert.match(await page.locator('.records').innerText(), /欠费 [\d,]+\.\d\d 元[\s\S]*故障停电/)
    await page.getByRole('heading', { name: '对客户的承诺' }).waitFor()
    await accessible(page, `records ${at}`)
    await page.locator('.records').scrollIntoViewIfNeeded()
    await picture(page, `records-${at}`, true)
    await page.goto(`${server.base}/customers/${empty.customer_id}`)
    await page.getByText('还没有账单。导入', { exact: false }).waitFor()
    await picture(page, `records-empty-${at}`)
    assert.deepEqual(page.problems, [])
    await page.context().close()
  })
}

test('Art_11_6_3 a bill is corrected with a reason; what is wrong is said beside its field', async () => {
  const page = await openDesk(browser, server.base, 'SCYX01', { viewport: wide })
  await page.goto(`${server.base}/customers/${customer.customer_id}`)
  await page.locator('.records .chart svg').waitFor()
  await page.keyboard.press('i')
  await page.getByRole('button', { name: /^更正账单 / }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('已缴（元）').fill('9999999999')
  await dialog.getByLabel('更正原因').fill('核对银行回单')
  await accessible(page, 'correcting a bill')
  await picture(page, 'correct-bill')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('已缴金额多于应收', { exact: false }).first().waitFor()
  await dialog.getByLabel('备注', { exact: true }).fill('预存')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('人工更正（1）').click()
  await page.locator('.corrections').getByText('核对银行回单', { exact: false }).waitFor()
  await accessible(page, 'corrections')
})

test('Art_11_6_3 a photo is added, looked at, and removed only with a reason', async () => {
  const page = await openDesk(browser, server.base, 'SCYX01', { viewport: wide })
  await page.goto(`${server.base}/customers/${customer.customer_id}`)
  await page.getByRole('heading', { name: '照片和资料' }).waitFor()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('请先选择文件或拍照。').waitFor()
  await dialog.getByLabel('说明').fill('配电房大门')
  await dialog.locator('input[type=file]').first().setInputFiles(photo('大门.png'))
  await accessible(page, 'adding a paper')
  await picture(page, 'add-paper')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '查看：大门.png' }).click()
  await page.locator('.el-dialog img').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.el-dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: /移除.*大门/ }).click()
  await page.getByRole('textbox', { name: '移除的原因' }).fill('拍错了')
  await page.keyboard.press('Enter')
  await page.getByText('已移除（1）').click()
  await page.getByText('移除：拍错了', { exact: false }).waitFor()
  await accessible(page, 'papers')
  assert.deepEqual(page.problems, [])
})

test('Art_11_6_3 a file leaves the house with a reason and a watermark: paper, workbook; the table of key customers too', async () => {
  const page = await openDesk(browser, server.base, 'SCYX01', { viewport: wide })
  await page.goto(`${server.base}/customers/${customer.customer_id}`)
  await page.locator('.records .chart svg').waitFor()
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '提交' }).click()
  await dialog.locator('.problem').waitFor()
  await dialog.getByLabel('用途').fill('年度走访')
  await accessible(page, 'exporting a file')
  await dialog.getByRole('button', { name: '提交' }).click()
  await page.locator('.a4 .foot').waitFor()
  assert.match(await page.locator('.a4 .foot').innerText(), /SCYX01 · .* · DC\d{6} · 年度走访/)
  await accessible(page, 'the file on paper')
  await picture(page, 'customer-print', true)
  await page.setViewportSize(narrow)
  await accessible(page, 'the file on paper on a phone')
  await page.setViewportSize(wide)
  await page.keyboard.press('o')
  await page.locator('.records .chart svg').waitFor()
  await page.keyboard.press('d')
  await dialog.getByText('Excel').click()
  await dialog.getByLabel('用途').fill('年度走访')
  const [workbook] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '提交' }).click()])
  assert.match(workbook.suggestedFilename(), /^DC\d{6}\.xlsx$/)
  await page.goto(`${server.base}/key_accounts`)
  await page.getByRole('button', { name: '导出' }).waitFor()
  await page.keyboard.press('d')
  await dialog.getByLabel('用途').fill('领导小组会议')
  await dialog.getByText('CSV').click()
  const [table] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '提交' }).click()])
  assert.match(table.suggestedFilename(), /^DC\d{6}\.csv$/)
  await page.getByText('水印：', { exact: false }).waitFor()
  await accessible(page, 'key accounts exported')
  assert.deepEqual(page.problems, [])
})

test('Art_11_3 a photo of a visit taken without a network goes with the contact and is seen in its entry', async () => {
  const page = await openDesk(browser, server.base, 'DK02', { viewport: narrow })
  await page.goto(`${server.base}/customers/${mine.customer_id}`)
  await page.getByRole('button', { name: '记录联系' }).first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '记录联系' }).first().click()
  const dialog = page.getByRole('dialog')
  await metSomebody(page, '赵工')
  await dialog.getByLabel('谈了什么').fill('看了高压柜')
  await dialog.locator('input[type=file]').last().setInputFiles([photo('柜一.png'), photo('柜二.png')])
  await dialog.getByRole('img', { name: '照片2' }).waitFor()
  await dialog.getByRole('button', { name: '去掉照片2' }).click()
  await page.getByText('客户确认情况无变化').click()
  await dialog.getByLabel('由谁确认').fill('赵工')
  await accessible(page, 'a contact with photos')
  await picture(page, 'contact-photos-phone')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.context().setOffline(false)
  const contacts = async () => (await manager.call('GET', `/managed_customers/${mine.customer_id}/contacts`)).body.items
  const latest = async () => (await contacts()).find((one) => one.words === '看了高压柜')
  for (let tries = 0; tries < 60 && !(await latest()); tries++) await page.waitForTimeout(500)
  assert.equal((await latest()).photos.length, 1, 'the one that was left out stayed out')
  await page.reload()
  await page.getByRole('button', { name: '照片1' }).first().click()
  await page.locator('.el-dialog img').waitFor()
  assert.ok(await page.locator('.el-dialog img').evaluate((image) => image.complete && image.naturalWidth > 0))
  await page.keyboard.press('Escape')
  await page.locator('.el-dialog').waitFor({ state: 'hidden' })
  await accessible(page, 'a contact’s photo')
  await picture(page, 'contact-entry-phone', true)
})

for (const [at, viewport] of [['desk', wide], ['phone', narrow]]) {
  test(`Art_11_4 the representative reads his bills, arrears and outages without script: ${at}`, async () => {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', javaScriptEnabled: at !== 'phone' })
    const page = await context.newPage()
    await page.goto(`${server.base}/p/my/sign_in`)
    const account = (await marketing.call('GET', `/key_accounts?limit=100`)).body.items
    let inside = false
    for (const one of account) {
      const { body } = await marketing.call('GET', `/customers/${one.customer_id}/file`)
      if (!body.file.representatives.some((person) => person.role === '电气主管')) continue
      await page.goto(`${server.base}/p/my/sign_in`)
      await page.fill('#account_number', one.account_number)
      await page.fill('#phone', '19900070001')
      await page.fill('#password', password)
      await page.locator('main form button').first().click()
      if (!page.url().includes('sign_in')) {
        inside = true
        break
      }
    }
    assert.ok(inside)
    await page.goto(`${server.base}/p/my/bills`)
    assert.match(await page.locator('main').innerText(), /截至[\s\S]*最近12个月的账单[\s\S]*停电/)
    if (at === 'desk') await accessible(page, 'the representative’s bills')
    await picture(page, `my-bills-${at}`, true)
    const over = at === 'desk' ? 0 : (await page.locator('main').boundingBox()).width - viewport.width
    assert.ok(over <= 1)
    await context.close()
  })
}
