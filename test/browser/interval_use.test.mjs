// Load curves in real Chromium: typical days, a day, a week, the heat map and their table by keyboard, an interval corrected, peers of
// the trade, key customers by area, a table of quarters brought in; on a phone too. Art. 11(6)(2), 11(6)(3), 11(3).
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { root, signIn } from '../support/server.mjs'

// The four weeks the page begins with hold days of a month that is over: on the last days of a month they need not.
const { server, browser } = await ownDesk(20, { stoppedAt: '2026-11-24 02:30:00' })
let metered, plain
before(async () => {
  const [manager, marketing] = await Promise.all(['DK02', 'SCYX01'].map((name) => signIn(server.base, name)))
  for (const { customer_id: id } of (await marketing.call('GET', '/key_accounts?limit=100')).body.items) {
    const { body } = await manager.call('GET', `/customers/${id}/load`)
    if (body.days.length && body.months.some((month) => month.month_wh)) metered = id
    if (!body.days.length) plain = id
  }
  assert.ok(metered && plain, 'the demonstration bureau has both')
})
const noSideways = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
async function openCustomer(name, id, viewport) {
  const page = await openDesk(browser, server.base, name, { viewport })
  await page.goto(`${server.base}/customers/${id}`)
  await page.locator('.load').waitFor()
  return page
}

for (const [size, viewport] of [['wide', wide], ['narrow', narrow]]) {
  test(`art_11_6_2: the load curve by keyboard, in pictures and numbers (${size})`, async () => {
    const page = await openCustomer('DK02', metered, viewport)
    await page.locator('.load .chart svg').waitFor()
    await page.getByText('夜间基础负荷').waitFor()
    await page.getByText(/与月电量 [\d,]+ 千瓦时相符/).waitFor()
    await page.locator('.load .tag', { hasText: '骤降' }).waitFor()
    await page.keyboard.press('h')
    assert.equal(await page.locator('.load tbody tr').count(), 96)
    await accessible(page, `typical days ${size}`)
    await page.keyboard.press('l')
    const shownDay = () => page.locator('.load .tools .number').textContent()
    const last = await shownDay()
    await page.keyboard.press('[')
    assert.notEqual(await shownDay(), last, 'the day before')
    await page.keyboard.press(']')
    assert.equal(await shownDay(), last)
    await page.keyboard.press('l')
    assert.equal(await page.locator('.load tbody tr').count(), 7)
    await page.keyboard.press('l')
    await page.locator('.load .chart svg').waitFor()
    assert.ok((await page.locator('.load tbody tr').count()) >= 28)
    await accessible(page, `heat map ${size}`)
    assert.ok(await noSideways(page), 'nothing scrolls sideways')
    await picture(page, `load-${size}`, true)
    assert.deepEqual(page.problems, [])
    await page.context().close()
  })

  test(`art_11_3: key customers by area open their customer (${size})`, async () => {
    const page = await openDesk(browser, server.base, 'SCYX01', { viewport })
    await page.goto(`${server.base}/key_accounts`)
    await page.locator('.areas .chart svg').waitFor()
    await page.keyboard.press('m')
    await page.locator('.areas .is-active', { hasText: '按年电量' }).waitFor()
    await page.keyboard.press('l')
    const first = page.locator('.areas tbody a').first()
    await accessible(page, `areas ${size}`)
    assert.ok(await noSideways(page), 'nothing scrolls sideways')
    await picture(page, `areas-${size}`, true)
    await first.click()
    await page.waitForURL(/\/customers\/\d+/)
    assert.deepEqual(page.problems, [])
    await page.context().close()
  })
}

test('art_11_6_2: a tile of the areas opens its customer', async () => {
  const page = await openDesk(browser, server.base, 'SCYX01')
  await page.goto(`${server.base}/key_accounts`)
  const tiles = page.locator('.areas .chart svg path')
  await tiles.first().waitFor()
  const box = await page.locator('.areas .chart').boundingBox()
  await page.locator('.areas .chart').scrollIntoViewIfNeeded()
  await page.locator('.areas .chart').click({ position: { x: box.width / 4, y: box.height / 2 } })
  await page.waitForURL(/\/customers\/\d+/)
  await page.context().close()
})

test('art_11_6_3: one interval corrected, the reason asked for', async () => {
  const page = await openCustomer('SCYX01', metered, wide)
  await page.locator('.load .chart svg').waitFor()
  await page.getByRole('button', { name: '更正时段' }).click()
  const dialog = page.locator('.el-dialog', { hasText: '更正' })
  await dialog.getByLabel('kWh').fill('-5')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('不能小于零').waitFor()
  await dialog.getByLabel('kWh').fill('12.5')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.locator('.problem, [role=alert]').first().waitFor()
  await dialog.getByLabel('更正原因').fill('表计校验')
  await accessible(page, 'correct an interval')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('.load .el-radio-button', { hasText: '一天' }).click()
  await page.locator('.load summary').click()
  await page.locator('.load tbody tr', { hasText: '12.5' }).first().waitFor()
  await page.context().close()
})

test('art_11_6_2: without intervals and without a trade the page teaches what is missing', async () => {
  const page = await openCustomer('DK02', plain, narrow)
  await page.getByText('还没有这个客户分时段的用电量').waitFor()
  await page.locator('.peers').getByText(/与同行业|没有行业/).first().waitFor()
  await accessible(page, 'no load')
  await page.context().close()
})

test('art_11_6_3: a table of quarters of an hour is brought in on the import page', async () => {
  const admin = await signIn(server.base, 'admin')
  const account = (await admin.call('GET', `/customers/${plain}`)).body.account_number
  const day = '2026-11-22'
  const times = Array.from({ length: 48 }, (_, at) => `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 ? '30' : '00'}`)
  const page = await openDesk(browser, server.base, 'admin')
  await page.goto(`${server.base}/imports`)
  await page.locator('.begin .el-radio-button', { hasText: '分时电量' }).click()
  await page.getByLabel('选择文件', { exact: true }).setInputFiles({ name: 'load.csv', mimeType: 'text/csv', buffer: Buffer.from(`户号,日期,${times.join(',')}\n${account},${day},${times.map(() => '1.5').join(',')}\n${account},${day},1\n`) })
  await page.getByText('试了前 2 行（共 2 行）：将新增 1').waitFor()
  await page.locator('.run td', { hasText: '应有48个时段，实有1个' }).waitFor()
  await page.getByRole('cell', { name: '72', exact: true }).waitFor()
  await page.getByRole('button', { name: '开始导入 2 行' }).click()
  await page.getByText('2/2 行：新增 1 天，已有 0 天，未导入 1 行').first().waitFor()
  await accessible(page, 'import of intervals')
  // A Green Button file names no account here: it is said whose it is.
  await page.getByLabel('选择文件', { exact: true }).setInputFiles({ name: 'green.xml', mimeType: 'text/xml', buffer: readFileSync(join(root, 'test/data/usage/greenbutton/test_usage_data_01.xml')) })
  await page.getByText('这种文件没有表头').waitFor()
  await page.getByText('有问题 2').waitFor()
  await page.getByLabel('这个文件里没有户号时', { exact: false }).first().fill(account)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '试看前面的行' }).click()
  await page.getByRole('cell', { name: '2012-03-02', exact: true }).waitFor()
  await accessible(page, 'import of Green Button')
  await page.getByRole('button', { name: '开始导入 2 行' }).click()
  await page.getByText('2/2 行：新增 2 天').first().waitFor()
  await page.context().close()
})
