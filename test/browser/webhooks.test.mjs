// Webhooks on the desk in real Chromium: an empty page that teaches, a first one by keyboard, a trial, a dead letter sent again; 1440 and 390.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'

const { server, browser } = await ownDesk(60, { officeHours: true, environment: { SHOUWEN_OUTGOING_ALLOWED_NETWORKS: '127.0.0.0/8', SHOUWEN_OUTGOING_RETRY_AFTER: '1s' } })
let status = 204
const receiver = createServer((request, response) => request.resume().on('end', () => response.writeHead(status).end('answer of the receiver')))
await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve))
after(() => {
  receiver.closeAllConnections()
  receiver.close()
})

for (const [name, viewport] of [['1440', wide], ['390', narrow]]) {
  test(`art_8: the administrator adds a webhook, tries it and sends a dead letter again: ${name}`, async () => {
    const page = await openDesk(browser, server.base, 'admin', { viewport })
    const narrow_enough = async (where) => assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 1, `${where} is wider than the screen`)
    const dialog = page.locator('.el-dialog:visible')
    await page.keyboard.press('g')
    await page.keyboard.press('0')
    await page.waitForSelector('h1:has-text("事件推送")')
    await page.waitForSelector('.card:has-text("还没有推送地址")')
    await accessible(page, `webhooks empty ${name}`)
    await picture(page, `webhooks-empty-${name}`, true)

    await page.keyboard.press('a')
    await dialog.waitFor()
    await accessible(page, `webhook form ${name}`)
    await picture(page, `webhooks-form-${name}`, true)
    await page.keyboard.type('城市大脑')
    await dialog.locator('input[inputmode=url]').fill('https://169.254.169.254/')
    await page.keyboard.press('Control+Enter')
    await dialog.locator('.problem:has-text("不能推送到这个地址")').waitFor()
    await dialog.locator('input[inputmode=url]').fill(`http://127.0.0.1:${receiver.address().port}/hook`)
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('.made code')
    const secret = await page.locator('.made code').innerText()
    assert.match(secret.trim(), /^whsec_/)
    await accessible(page, `webhook made ${name}`)
    await page.getByRole('button', { name: '已交给对方，收起' }).click()
    assert.ok(!(await page.content()).includes(secret.trim()))

    await page.getByRole('button', { name: '“城市大脑”的推送记录' }).click()
    await page.waitForSelector('.deliveries .card:has-text("还没有推送")')
    await page.getByRole('button', { name: '试发', exact: true }).click()
    await page.waitForSelector('.deliveries tr:has-text("已送达")', { timeout: 15000 })
    status = 500
    await page.getByRole('button', { name: '试发', exact: true }).click()
    await page.waitForSelector('.deliveries tr:has-text("未送达"):has-text("回答 500")', { timeout: 20000 })
    await accessible(page, `webhook deliveries ${name}`)
    await picture(page, `webhooks-deliveries-${name}`, true)
    await narrow_enough('the list of deliveries')
    status = 204
    await page.locator('.deliveries tr', { hasText: '未送达' }).getByRole('button', { name: /^重发/ }).click()
    await page.waitForFunction(() => [...document.querySelectorAll('.deliveries tbody tr')].every((row) => row.innerText.includes('已送达')), null, { timeout: 15000 })

    await page.getByRole('button', { name: '暂停 城市大脑' }).click()
    await dialog.locator('textarea').fill('对方换机房')
    await dialog.locator('button[type=submit]').click()
    await page.waitForSelector('tr:has-text("人工暂停：对方换机房")')
    await page.getByRole('button', { name: '停用“城市大脑”' }).click()
    await accessible(page, `webhook ending ${name}`)
    await dialog.locator('button[type=submit]').click()
    await page.waitForSelector('.card:has-text("还没有推送地址")')
    await page.context().close()
  })
}
