// A customer's file in real Chromium: filled in by keys, what is missing led to, people shown for a reason, any past day, two files
// merged and parted, on a phone too. Art. 11(6)(3).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const plant = (account) => ({ account_number: account, name: '桃源铸造有限公司', phone: '0700-1234567', address: '桃源路1号', area: 'urban', station_unit_id: 0, usage_category: '大工业', meter_number: '' })
const { server, browser } = await ownDesk(50)
let id, other
before(async () => {
  const clerk = await signIn(server.base, 'YYT02')
  id = (await clerk.call('POST', '/customers', plant('0990000001'))).body.id
  other = (await clerk.call('POST', '/customers', plant('0990000002'))).body.id
})
async function open(options) {
  const page = await openDesk(browser, server.base, 'DK01', options)
  await page.goto(`${server.base}/customers/${id}`)
  await page.waitForSelector('.facts.wide')
  return page
}
const field = (page, label) => page.getByRole('dialog').getByLabel(label, { exact: true })

test('art_11_6_3: a file is filled in by keys and says what is missing', async () => {
  const page = await open({ viewport: wide })
  await accessible(page, 'customer file')
  await page.keyboard.press('r')
  await field(page, '名称').waitFor()
  await page.keyboard.type('赵工')
  await field(page, '职务').fill('电气主管')
  await field(page, '电话').fill('13900001111')
  await page.getByRole('dialog').getByText('用电负责人').click()
  await field(page, '原因（记入档案）').fill('走访登记')
  await accessible(page, 'customer file dialog')
  await page.keyboard.press('Enter')
  await page.getByText('赵*').first().waitFor()
  assert.ok(!(await page.content()).includes('13900001111'), 'people are covered')

  await page.keyboard.press('e')
  await page.locator('.ask input').fill('核对营业执照')
  await page.keyboard.press('Enter')
  await field(page, '合同容量（kVA）').fill('-5')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText('容量 -5 kVA 不可能').first().waitFor()
  await field(page, '合同容量（kVA）').fill('1250')
  await field(page, '经营项目').fill('铸造𠮷')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText('1,250 kVA').waitFor()
  await page.getByRole('button', { name: '供用电合同', exact: true }).click()
  await field(page, '编号').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.el-dialog').waitFor({ state: 'hidden' })
  await picture(page, 'customer-file')
  assert.deepEqual(page.problems, [])
})

test('art_11_6_3: two files of one customer become one, and two again', async () => {
  const page = await open({ viewport: wide })
  await page.getByRole('button', { name: '并入本客户' }).click()
  await page.getByLabel('为什么是同一客户').fill('同一家厂')
  await page.keyboard.press('Enter')
  await page.getByText('已并入：').waitFor()
  await page.locator(`a[href="/customers/${other}"]`).click()
  await page.getByText('这份档案已并入另一客户。').waitFor()
  await page.getByRole('button', { name: '撤销合并' }).click()
  await page.getByLabel('原因（记入档案）').fill('其实是两家')
  await page.keyboard.press('Enter')
  await page.getByText('这份档案已并入另一客户。').waitFor({ state: 'detached' })
})

test('art_11_6_3: on a phone, and the file of a past day', async () => {
  const page = await open({ viewport: narrow })
  await accessible(page, 'customer file on a phone')
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing scrolls sideways')
  await page.locator('section ol button').first().click()
  await page.getByText('当天结束时的档案，不能修改').waitFor()
  assert.equal(await page.getByRole('button', { name: '修改', exact: true }).count(), 0)
  await page.getByRole('button', { name: '回到现在' }).click()
  await page.getByRole('button', { name: '修改', exact: true }).first().waitFor()
  await picture(page, 'customer-file-narrow')
})
