// An account manager's morning in real Chromium, by keys: whom to call and why, a contact that counts only with substance, a promise
// kept, and a contact written without a network and sent when it is back. Art. 11(3).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, narrow, openBrowser, openDesk, picture, wide } from '../support/desk.mjs'
import { makeBureau, run, signIn, startServer } from '../support/server.mjs'

let bureau, server, browser, manager, name
before(async () => {
  bureau = makeBureau(300)
  server = await startServer(bureau.data)
  browser = await openBrowser()
  for (name of ['CD01', 'DK02', 'CDY02', 'XQY01', 'XQ01', 'CDY01']) {
    manager = await signIn(server.base, name)
    if ((await day()).work.length) break
  }
})
after(async () => {
  await browser.close()
  await server.stop()
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  assert.equal(verified.status, 0, verified.stdout)
})
const day = async () => (await manager.call('GET', '/account_managers/me/day')).body
const contactsOf = async (id) => (await manager.call('GET', `/managed_customers/${id}/contacts`)).body.items
async function open(options) {
  const page = await openDesk(browser, server.base, name, options)
  await page.goto(`${server.base}/my_customers`)
  await page.getByRole('heading', { name: '我的客户' }).waitFor()
  return page
}
async function write(page) {
  await page.keyboard.press('c')
  await page.getByLabel('客户代表', { exact: true }).fill('赵工')
  await page.getByLabel('谈了什么').fill('看了配电房，运行正常𠮷')
}
const save = (page) => page.getByRole('dialog').getByRole('button', { name: '保存' }).click()

test('art_11_3: a contact counts only with substance', async () => {
  const page = await open({ viewport: wide })
  await accessible(page, 'a manager’s day')
  const { customer_id: id } = (await day()).work[0]
  const before = (await contactsOf(id)).length
  await write(page)
  await save(page)
  await page.getByRole('dialog').getByText('第11条', { exact: false }).first().waitFor()
  assert.equal((await contactsOf(id)).length, before, 'nothing written')
  await page.getByText('客户确认情况无变化').click()
  await page.getByRole('dialog').getByLabel('由谁确认').fill('赵工')
  await accessible(page, 'recording a contact')
  await save(page)
  await page.locator('.el-dialog').waitFor({ state: 'hidden' })
  assert.equal((await contactsOf(id)).length, before + 1)
  await picture(page, 'my-customers')
  assert.deepEqual(page.problems, [])
})

test('art_11_3: written without a network, sent once when it is back, on a phone', async () => {
  const page = await open({ viewport: narrow })
  await accessible(page, 'a manager’s day on a phone')
  const { customer_id: id } = (await day()).work[0] ?? (await day()).stood_in_for[0]
  const before = (await contactsOf(id)).length
  await page.context().setOffline(true)
  await write(page)
  await page.getByText('客户确认情况无变化').click()
  await page.getByRole('dialog').getByLabel('由谁确认').fill('赵工')
  await save(page)
  await page.getByText('待发送').first().waitFor()
  assert.equal((await contactsOf(id)).length, before)
  await page.context().setOffline(false)
  for (let tries = 0; tries < 60 && (await contactsOf(id)).length === before; tries++) await page.waitForTimeout(500)
  assert.equal((await contactsOf(id)).length, before + 1, 'sent by itself, once')
  await picture(page, 'my-customers-narrow')
})
