// The whole way to the bureau's identity provider and back in Chromium: button, provider, desk, second factor, sign-out, provider down.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { accessible, openBrowser, picture } from '../support/desk.mjs'
import { oneTimeCode } from '../support/one_time_code.mjs'
import { clientId, freePort, startProvider } from '../support/provider.mjs'
import { makeBureau, password, signIn, startServer } from '../support/server.mjs'

let bureau, server, provider, browser, folder, port
const serve = (more = {}) =>
  startServer(bureau.data, { environment: { SHOUWEN_OIDC_ISSUER: provider.issuer, SHOUWEN_OIDC_CLIENT_ID: clientId, SHOUWEN_OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'), SHOUWEN_OIDC_PLAIN_LOOPBACK: 'yes', SHOUWEN_OIDC_DESK_URL: `http://127.0.0.1:${port}`, ...more } }, { port })
before(async () => {
  bureau = makeBureau(10)
  folder = mkdtempSync(join(tmpdir(), 'shouwen-identity-'))
  port = await freePort()
  provider = await startProvider(`http://127.0.0.1:${port}`)
  writeFileSync(join(folder, 'secret'), provider.secret)
  server = await serve()
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await server.stop()
  await provider.stop()
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
})
async function openDoor(path = '/') {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await page.goto(server.base + path)
  await page.waitForSelector('[data-way=provider]')
  return page
}

test('the button leads to the provider and back to the page that was asked for; signing out ends at the provider’s', async () => {
  provider.signsInAs('YYT02')
  const page = await openDoor('/customers')
  await accessible(page, 'sign-in with a provider')
  await picture(page, 'sign-in-provider')
  await page.click('text=统一身份认证登录')
  await page.waitForSelector('nav', { state: 'attached' })
  assert.equal(new URL(page.url()).pathname, '/customers')
  await page.locator('.el-dropdown').last().click()
  await page.locator('.el-dropdown-menu__item:visible', { hasText: '退出' }).click()
  await page.waitForURL(`${provider.issuer}/session/end**`)
  assert.equal((await page.context().cookies(server.base)).some((one) => one.name === 'shouwen_session'), false)
})

test('with a second factor of ours the code is asked for after the provider', async () => {
  const officer = await signIn(server.base, 'HF02')
  const { secret } = (await officer.call('POST', '/session/totp', {})).body
  assert.equal((await officer.call('PUT', '/session/totp', { secret, code: oneTimeCode(secret, -1), password })).status, 204)
  provider.signsInAs('HF02')
  const page = await openDoor('/account')
  await page.click('[data-way=provider]')
  await page.fill('input[name=code]', '000000')
  await accessible(page, 'code after the provider')
  await page.keyboard.press('Enter')
  await page.waitForSelector('text=动态验证码不对')
  await page.fill('input[name=code]', oneTimeCode(secret))
  await page.keyboard.press('Enter')
  await page.waitForURL(`${server.base}/account`)
  await page.waitForSelector('nav', { state: 'attached' })
})

test('unknown here: a page that says so and leads back', async () => {
  provider.signsInAs('NOBODY')
  const page = await openDoor()
  await page.click('[data-way=provider]')
  await page.waitForSelector('text=没有在职账号')
  await accessible(page, 'unknown officer')
  await picture(page, 'unknown-officer')
  await page.click('text=回到登录页')
  await page.waitForSelector('[data-way=provider]')
})

test('with passwords closed the fields are behind a button for emergencies, and work while the provider is down', async () => {
  await server.stop()
  server = await serve({ SHOUWEN_PASSWORD_SIGN_IN: 'off', SHOUWEN_BREAK_GLASS: 'admin' })
  await provider.stop()
  const page = await openDoor()
  assert.equal(await page.locator('input[name=password]').count(), 0)
  await page.click('[data-way=provider]')
  await page.waitForSelector('text=暂时无法连接')
  await page.click('text=回到登录页')
  await page.click('text=用密码登录')
  await page.fill('input[name=name]', 'admin')
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('nav', { state: 'attached' })
  await provider.start()
})
