// Text messages in real Chromium: switched on, tried, seen to arrive, sent again, and what a case shows of it; at both sizes.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { startGateway } from '../support/gateway.mjs'
import { ownDesk } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const gateway = await startGateway()
const { server, browser } = await ownDesk(20, { officeHours: true, environment: gateway.environment })
let clerk
before(async () => void (clerk = await signIn(server.base, 'YYT02')))
const report = (id, state) => fetch(`${server.base}/api/v1/message_reports/${gateway.token}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id, state }) })

for (const [name, viewport] of [['1440', wide], ['390', narrow]])
  test(`art_10_8: switched on, tried, refused by the gateway, sent again, and the case tells what came: ${name}`, async () => {
    const page = await openDesk(browser, server.base, 'admin', { viewport })
    await page.goto(`${server.base}/messages`)
    await page.getByText('短信用语').click()
    await page.locator('.words dd', { hasText: '{number}' }).first().waitFor()
    await accessible(page, `messages ${name}`)
    await picture(page, `messages-off-${name}`, true)
    await page.locator('[data-field=link]').fill('nonsense')
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('.problem', { hasText: 'https://' }).waitFor()
    await page.locator('[data-field=link]').fill('https://kf.example.cn/p/follow')
    if (!(await page.getByRole('checkbox', { name: '发短信告知客户' }).isChecked())) await page.locator('.setting .el-checkbox').click()
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('[role=status]', { hasText: '已保存' }).waitFor()
    await page.locator('.tag.ok', { hasText: '正在发送' }).waitFor()

    const taken = gateway.answer
    gateway.answer = () => ({ status: 200, body: { code: 7, message: '签名未报备' } })
    await page.locator('[data-field=phone]').fill('19912345678')
    await page.keyboard.press('Enter')
    const row = page.locator('tbody tr', { hasText: '测试' }).first()
    await row.locator('.tag.overdue', { hasText: '未送达' }).waitFor()
    assert.match(await row.innerText(), /199\*{4}5678[\s\S]*平台回答：[\s\S]*签名未报备/)
    gateway.answer = taken
    await accessible(page, `failed messages ${name}`)
    await picture(page, `messages-failed-${name}`, true)
    await row.getByRole('button', { name: '重发' }).click()
    await row.locator('.tag', { hasText: '已发出' }).waitFor()

    const made = (await clerk.call('POST', '/cases', registration({ text: `短信告知的一件 ${name}`, contact: { name: '赵先生', phone: '13912345678', address: '学府路9号' } }))).body
    const desk = await openDesk(browser, server.base, 'YYT02', { viewport })
    await desk.goto(`${server.base}/cases/${made.id}`)
    await desk.locator('summary', { hasText: '已受理' }).locator('text=等待发送').waitFor()
    for (let tries = 0; tries < 100 && !gateway.got.some((one) => one.text.includes(made.number)); ++tries) await desk.waitForTimeout(500)
    const at = gateway.got.findIndex((one) => one.text.includes(made.number))
    assert.ok(at >= 0, 'the gateway has it')
    for (let tries = 0; tries < 50 && (await (await report(`gw-${at + 1}`, 'DELIVRD')).json()).taken === 0; ++tries) await desk.waitForTimeout(200)
    await desk.reload()
    const summary = desk.locator('summary', { hasText: '已受理' })
    await summary.locator('text=已送达').waitFor()
    await summary.click()
    assert.match(await desk.locator('details', { hasText: '已受理' }).last().innerText(), new RegExp(`编号${made.number}[\\s\\S]*139\\*{4}5678`))
    await accessible(desk, `a case with messages ${name}`)
    await picture(desk, `messages-case-${name}`, true)
    for (const each of [page, desk]) assert.deepEqual(each.problems, [])
  })
