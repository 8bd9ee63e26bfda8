// Prices in real Chromium: a bill worked out by anybody, a two-part one with a mistake put right, a customer's ways to save; on a
// phone too. Art. 9(1), 9(2), 11(6)(2).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(20)
let customer
before(async () => {
  const [admin, marketing] = await Promise.all(['admin', 'SCYX01'].map((name) => signIn(server.base, name)))
  customer = (await marketing.call('GET', '/customers?limit=5')).body.items[4]
  const china = new Date(Date.now() + 8 * 3600000)
  const lines = Array.from({ length: 12 }, (_, i) => {
    const index = china.getUTCFullYear() * 12 + china.getUTCMonth() - 12 + i
    return `${customer.account_number},${Math.floor(index / 12) * 100 + (index % 12) + 1},100000,10000,30000,40000,20000,75000,400`
  })
  const body = new FormData()
  body.append('file', new Blob([`户号,月份,电量,尖峰电量,峰电量,平电量,谷电量,无功电量,最大需量\n${lines.join('\n')}\n`]), 'use.csv')
  assert.equal((await fetch(`${server.base}/api/v1/usage/imports`, { method: 'POST', headers: { Cookie: admin.cookie, 'X-CSRF-Token': admin.session.csrf_token }, body })).status, 201)
  const changed = await marketing.call('POST', `/customers/${customer.id}/file_changes`, { version: 0, reason: '核对合同', tariff_class: '工商业两部制（按容量）', voltage: 'kv_10', contracted_capacity_kva: 1000 })
  assert.ok(changed.status < 300, JSON.stringify(changed.body))
})
const fits = async (page) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1), 'nothing scrolls sideways')

for (const [screen, viewport] of [['wide', wide], ['narrow', narrow]]) {
  test(`art_9_1: a household works out its bill without script: ${screen}`, async () => {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${server.base}/p/service`)
    await page.getByRole('link', { name: '算一算电费' }).click()
    await page.getByLabel('月份').selectOption('2026-07')
    await page.getByLabel('用电量（千瓦时，即度）').fill('700')
    await page.getByRole('button', { name: '计算' }).click()
    assert.match(await page.locator('#bill').innerText(), /459\.21 元[\s\S]*340 kWh × 0\.63886875[\s\S]*政府性基金/)
    await fits(page)
    await picture(page, `bill-${screen}`, true)
    await context.close()
  })

  test(`art_9_2: a two-part bill names what is missing at its field: ${screen}`, async () => {
    const context = await browser.newContext({ viewport, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${server.base}/p/bill?tariff=commercial_two_part`)
    await page.getByLabel('用电量（千瓦时，即度）').fill('100000')
    await page.getByRole('button', { name: '计算' }).click()
    await page.getByText('缺少容量').first().waitFor()
    await accessible(page, 'a bill with a mistake')
    await page.getByLabel('容量（千伏安）').fill('3200')
    await page.getByRole('button', { name: '计算' }).click()
    assert.match(await page.locator('#bill').innerText(), /72320\.00 元/)
    assert.match(await page.locator('body').innerText(), /示例，不是公布价格/)
    await accessible(page, 'a two-part bill')
    await fits(page)
    await picture(page, `bill-two-part-${screen}`, true)
    await context.close()
  })

  test(`Art_11_6_2 a manager sees what his customer could save: ${screen}`, async () => {
    const page = await openDesk(browser, server.base, 'SCYX01', { viewport })
    await page.goto(`${server.base}/customers/${customer.id}`)
    const saving = page.locator('.saving')
    await saving.waitFor()
    const said = await saving.innerText()
    assert.match(said, /移峰填谷[\s\S]*43,358 元|43,358 元[\s\S]*移峰填谷/)
    assert.match(said, /换一种基本电费/)
    assert.match(said, /2026-07-31[\s\S]*示例/)
    await saving.scrollIntoViewIfNeeded()
    await accessible(page, 'ways to save')
    await fits(page)
    if (process.env.PICTURES) await saving.screenshot({ path: `${process.env.PICTURES}/saving-${screen}.png` })
    assert.deepEqual(page.problems, [])
  })
}
