// A role that works with a second factor only: led to switch it on, nothing before, not switched off again. In real Chromium.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, narrow, picture, wide } from '../support/desk.mjs'
import { oneTimeCode } from '../support/one_time_code.mjs'
import { ownDesk } from '../support/own.mjs'
import { password, signIn, startServer } from '../support/server.mjs'

const own = await ownDesk(10, { environment: { SHOUWEN_SECOND_FACTOR_ROLES: 'admin,auditor' } })
const { server, browser } = own

for (const [name, who, viewport] of [['1440', 'admin', wide], ['390', 'JCSJ01', narrow]])
  test(`art_4: by password alone nothing but the second factor, then the desk: ${name}`, async () => {
    const officer = await signIn(server.base, who)
    assert.equal(officer.session.must_set_second_factor, true)
    for (const [method, path, body] of [['GET', '/cases?list=all'], ['POST', '/tokens', { name: 'x', scopes: ['read'], days: 1 }], ['GET', '/officers']])
      assert.deepEqual([(await officer.call(method, path, body)).status, (await officer.call(method, path, body)).body.code], [403, 'session.must_set_second_factor'], path)

    const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage()
    await page.goto(server.base)
    await page.fill('input[name=name]', who)
    await page.fill('input[name=password]', password)
    await page.keyboard.press('Enter')
    await page.locator('.problem', { hasText: '必须用动态码' }).waitFor()
    assert.equal(await page.locator('nav').count(), 0)
    await page.getByRole('button', { name: '启用' }).click()
    await page.locator('.qr svg').waitFor()
    await accessible(page, `second factor asked ${name}`)
    await picture(page, `second-factor-${name}`, true)
    const secret = (await page.locator('form code').innerText()).trim()
    await page.getByRole('textbox', { name: '动态码' }).fill(oneTimeCode(secret, -1))
    await page.getByLabel('本人密码').fill(password)
    await page.keyboard.press('Enter')
    await page.waitForSelector('nav', { state: 'attached' })
    await page.goto(`${server.base}/account`)
    await page.getByLabel('本人密码').fill(password)
    await page.getByRole('button', { name: '停用' }).click()
    await page.locator('.problem', { hasText: '不能停用' }).waitFor()
  })

test('art_4: other roles go on as before; a role nobody has keeps the server from starting', async () => {
  const clerk = await signIn(server.base, 'YYT02')
  assert.deepEqual([clerk.session.must_set_second_factor, (await clerk.call('GET', '/cases?list=desk')).status], [false, 200])
  await own.server.stop()
  await assert.rejects(startServer(own.bureau.data, { environment: { SHOUWEN_SECOND_FACTOR_ROLES: 'admim' } }), /admim/)
})
