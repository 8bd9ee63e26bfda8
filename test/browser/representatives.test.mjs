// A representative's way at 390 first, then 1440: invited on the desk with a letter, joins, reads, confirms, asks; the manager answers.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const customers = []
const secret = '城东水厂电工二〇二六'
const { server, browser } = await ownDesk(120)
let marketing, clerk
before(async () => {
  ;[marketing, clerk] = await Promise.all(['SCYX01', 'YYT02'].map((name) => signIn(server.base, name)))
  const officers = (await marketing.call('GET', '/officers')).body.items
  const found = [], busy = new Set()
  for (const row of (await marketing.call('GET', '/account_tiers/proposals')).body.items) {
    const view = (await marketing.call('GET', `/managed_customers/${row.customer_id}`)).body
    if (!view.manager_id || view.answerable_id !== view.manager_id) continue
    found.push({ id: row.customer_id, manager: officers.find((one) => one.id === view.manager_id).code, account: view.account_number })
    // The demonstration's own representatives keep their managers.
    if ((await marketing.call('GET', `/managed_customers/${row.customer_id}/representatives`)).body.representatives.length) busy.add(found.at(-1).manager)
  }
  customers.push(...found.filter((row) => !busy.has(row.manager)).slice(0, 2))
  const csv = (account) => Array.from({ length: 36 }, (_, i) => `${account},${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${90000 + (i % 12) * 4000 + i * 300}`).join('\n')
  for (const [i, one] of customers.entries()) {
    one.phone = `1390000777${i}`
    await clerk.call('POST', `/customers/${one.id}/file_changes`, { version: 0, reason: '登记客户代表', contracted_capacity_kva: 1250, voltage: 'kv_10', transformers: [{ id: 0, number: 'B1', model: 'S13', capacity_kva: 1250, standby: false }], representatives: [{ id: 0, name: '钱国梁', role: '电气主管', phone: one.phone, in_charge_of_electricity: true }] })
    const importer = await signIn(server.base, 'admin')
    const form = new FormData()
    form.append('file', new Blob([`户号,月份,电量\n${csv(one.account)}\n`]), 'use.csv')
    const sent = await fetch(`${server.base}/api/v1/usage/imports`, { method: 'POST', headers: { Cookie: importer.cookie, 'X-CSRF-Token': importer.session.csrf_token }, body: form })
    one.imported = `${sent.status} ${await sent.text()}`
    const desk = await signIn(server.base, one.manager)
    await desk.call('POST', `/managed_customers/${one.id}/contacts`, { client_id: `browser-visit-${one.id}`, at: new Date(Date.now() - 1000).toISOString().slice(0, 19) + 'Z', channel: 'visit', representative: '钱国梁', representative_role: '电工', words: '巡视配电房，一切正常', promise: { text: '更换表箱锁', within: '5wd' } })
  }
})

for (const [at, size] of [['phone', narrow], ['desk', wide]])
  test(`art_11_3 art_11_4: invited, signed in, read, confirmed, answered: ${at}`, async () => {
    const customer = customers[at === 'phone' ? 0 : 1]
    const desk = await openDesk(browser, server.base, customer.manager, { viewport: size })
    await desk.goto(`${server.base}/customers/${customer.id}`)
    const panel = desk.locator('.representatives')
    await panel.getByText('未邀请').waitFor()
    await panel.getByRole('button', { name: /^邀请/ }).click()
    const letter = desk.locator('.letter')
    await letter.waitFor()
    const code = await letter.locator('.code').innerText()
    await accessible(desk, `letter ${at}`)
    await picture(desk, `letter_${at}`)
    await letter.getByRole('button', { name: '已交给本人' }).click()
    await panel.getByText('已邀请', { exact: true }).waitFor()

    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', javaScriptEnabled: at !== 'phone' })
    const page = await context.newPage()
    const look = async (name) => {
      if (at !== 'phone') await accessible(page, `${name} ${at}`)
      await picture(page, `my_${name}_${at}`, true)
    }
    await page.goto(`${server.base}/p/my`)
    await look('sign_in')
    await page.getByRole('link', { name: '我收到了邀请码' }).click()
    await page.fill('#code', code.toLowerCase())
    await page.fill('#phone', customer.phone)
    await page.fill('#password', secret)
    await page.fill('#password_again', secret)
    await look('invitation')
    await page.getByRole('button', { name: '设定密码并登录' }).click()
    await page.getByRole('heading', { name: /您好/ }).waitFor()
    await page.getByText(/\d+ 次走访或联系等您确认/).waitFor()
    await page.getByText('更换表箱锁').waitFor()
    await look('home')
    const nav = page.getByRole('navigation', { name: '我的页面' })
    await nav.getByRole('link', { name: '档案' }).click()
    await page.getByText('1,250 kVA').first().waitFor()
    await look('file')
    await nav.getByRole('link', { name: '用电' }).click()
    assert.ok(await page.locator('svg.chart').count(), customer.imported)
    assert.match(await page.content(), /今后12个月的预测/)
    await page.locator('summary').first().click()
    await look('use')
    await nav.getByRole('link', { name: '走访' }).click()
    await page.getByLabel('想说的话（有异议时必填）').first().fill('只到过大门口')
    await look('visits')
    await page.getByRole('button', { name: '不属实，有异议' }).first().click()
    await page.getByText('异议已提交').waitFor()
    await nav.getByRole('link', { name: '反馈' }).click()
    await page.getByText('设备', { exact: true }).click()
    await page.fill('#text', '2号变压器渗油')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('等待核实').waitFor()
    await look('feedback')
    await nav.getByRole('link', { name: '工单' }).click()
    await look('cases')
    await page.getByRole('link', { name: '提出新的事项' }).click()
    await page.locator('#category').selectOption({ index: 1 })
    await page.fill('#text', '想了解峰谷电价')
    await look('matter')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('想了解峰谷电价').waitFor()
    await look('case')
    await page.goto(`${server.base}/p/my?lang=en`)
    assert.doesNotMatch((await page.locator('main').innerText()).replace(/钱国梁|更换表箱锁/g, '').replace(/[^\n]*\d{4,}[^\n]*/g, ''), /评价|登录|密码|走访/, 'English is complete')
    await page.goto(`${server.base}/p/my?size=large&lang=zh`)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    assert.ok(over <= 1, `large type is ${over} px too wide`)
    await picture(page, `my_large_${at}`, true)
    await page.goto(`${server.base}/p/my/password`)
    await look('password')

    await desk.goto(`${server.base}/my_customers`)
    await desk.getByText('只到过大门口', { exact: true }).waitFor()
    await accessible(desk, `day ${at}`)
    await picture(desk, `day_${at}`, true)
    await desk.getByRole('button', { name: /^答复/ }).first().click()
    await desk.getByLabel('给客户代表的答复').fill('当天门卫没有放行，改约周四')
    await desk.getByLabel('给客户代表的答复').press('Enter')
    await desk.getByText('只到过大门口', { exact: true }).waitFor({ state: 'detached' })
    await desk.getByRole('button', { name: /^记入档案/ }).first().click()
    await desk.getByText('没有等您答复的异议或反馈').waitFor()
    await page.goto(`${server.base}/p/my/visits`)
    await page.getByText('改约周四').waitFor()

    await desk.goto(`${server.base}/customers/${customer.id}`)
    await desk.locator('.representatives').getByText('已开通').waitFor()
    await accessible(desk, `panel ${at}`)
    await picture(desk, `panel_${at}`, true)
    await desk.locator('.representatives').getByRole('button', { name: /^终止登录/ }).click()
    await desk.getByLabel('终止的原因').fill('离职')
    await desk.getByLabel('终止的原因').press('Enter')
    await desk.locator('.representatives').getByText('已终止').waitFor()
    await page.goto(`${server.base}/p/my`)
    assert.match(page.url(), /sign_in/)
    assert.deepEqual(desk.problems, [])
    await context.close()
    await desk.context().close()
  })
