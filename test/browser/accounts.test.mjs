// An account manager's morning in real Chromium, by keys: whom to call and why, a contact that counts only with substance, a promise
// kept, and a contact written without a network and sent when it is back. Art. 11(3).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, metSomebody, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(300)
let manager, name
before(async () => {
  for (name of ['CD01', 'DK02', 'CDY02', 'XQY01', 'XQ01', 'CDY01']) {
    manager = await signIn(server.base, name)
    if ((await day()).work.length) break
  }
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
  await metSomebody(page, '赵工')
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

test('art_11_4: who saves at the end of a long form on a phone sees what is missing', async () => {
  const page = await open({ viewport: narrow, hasTouch: true, isMobile: true })
  await page.getByRole('button', { name: '记录联系' }).first().tap()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('谈了什么').fill('看了配电房')
  const button = dialog.getByRole('button', { name: '保存' })
  await button.scrollIntoViewIfNeeded()
  await button.tap()
  const note = dialog.getByRole('alert').first()
  await note.waitFor()
  await page.waitForFunction((node) => node.getBoundingClientRect().top >= 0 && node.getBoundingClientRect().bottom <= innerHeight, await note.elementHandle())
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

test('art_11_5: a tier is confirmed by a person; the wrong post is refused with its clause', async () => {
  const page = await openDesk(browser, server.base, 'SCYX01', { viewport: wide })
  await page.goto(`${server.base}/account_managers`)
  await page.getByRole('heading', { name: '客户等级' }).waitFor()
  await accessible(page, 'account managers')
  const rows = page.locator('section').first().locator('li')
  const before = await rows.count()
  assert.ok(before > 0, 'the demonstration bureau has proposals')
  await rows.first().getByRole('button', { name: /^确认/ }).click()
  await page.waitForFunction((count) => document.querySelectorAll('section:first-of-type li').length < count, before)
  await page.keyboard.press('a')
  await page.getByRole('combobox', { name: '人员' }).fill('YYT02')
  await page.getByRole('option').first().click()
  await page.locator('form').getByRole('button', { name: '任命客户经理' }).click()
  await page.locator('.problem').waitFor()
  assert.match(await page.locator('.problem').innerText(), /11/)
  await picture(page, 'account-managers')
  await page.setViewportSize(narrow)
  await accessible(page, 'account managers on a phone')
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing scrolls sideways')
})
