// What tripped people who saw the desk for the first time: words they use, what they typed and left, what became of what they
// did, an answer nobody gave, calls at night. In real Chromium.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, openDesk } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { makeBureau, registration, signIn, startServer } from '../support/server.mjs'

const clock = { officeHours: true }
const { server, browser } = await ownDesk(60, clock)
let clerk
before(async () => {
  clerk = await signIn(server.base, 'YYT02')
})
const version = (row) => ({ 'If-Match': `"${row.version}"` })
async function register(more = {}) {
  const answer = await clerk.call('POST', '/cases', registration(more))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}
const unitNamed = async (name) => (await clerk.call('GET', '/units')).body.items.find((row) => row.name === name).id
async function openCase(name, id) {
  const page = await openDesk(browser, server.base, name)
  await page.goto(`${server.base}/cases/${id}`)
  await page.locator('.actions button').first().waitFor()
  return page
}
const opened = (page) => page.locator('.el-dialog form').waitFor()

test('art_10_1: a power cut is found by the word people use; what found nobody is not typed again; who has it now stands beside its number', async () => {
  const page = await openDesk(browser, server.base, 'YYT02')
  await page.keyboard.press('n')
  await page.waitForFunction(() => document.activeElement?.id === 'customer-finder')
  await page.keyboard.type('贾如意')
  await page.locator('.el-select-dropdown__empty:visible').waitFor()
  await page.keyboard.press('Tab')
  await page.waitForFunction(() => [...document.querySelectorAll('label')].find((label) => label.innerText.startsWith('联系人'))?.querySelector('input').value === '贾如意')
  await page.locator('label', { hasText: '分类' }).locator('input').first().click()
  await page.keyboard.type('停电')
  await page.locator('.el-select-dropdown__item.is-hovering:visible', { hasText: '报修 · 低压故障' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('label', { hasText: '电话' }).locator('input').fill('19900000077')
  await page.locator('label', { hasText: '诉求内容' }).locator('textarea').fill('整条街没有电。')
  await page.locator('aside button', { hasText: '采用' }).waitFor()
  await page.keyboard.press('Alt+j')
  await page.keyboard.press('Control+Enter')
  await page.locator('.created .went', { hasText: /已转 .*接收之前由您负责/ }).waitFor()
  await page.locator('.created .went .tag', { hasText: '前' }).waitFor()
  await page.keyboard.press('Enter')
  assert.equal(await page.locator('.created .receipt').count(), 1, 'one Enter too many loses no code')
  await accessible(page, 'registered')
  await page.context().close()
})

test('art_10_7: Escape, the way back and a reload lose nothing that was typed into a form', async () => {
  const { id } = await register()
  const page = await openCase('YYT02', id)
  await page.keyboard.press('p')
  await opened(page)
  await page.locator('.el-dialog textarea').fill('正在核对，明天答复。𠮷')
  await page.keyboard.press('Escape')
  await page.locator('.el-dialog').waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('.actions button').first().waitFor()
  await page.keyboard.press('p')
  await opened(page)
  assert.equal(await page.locator('.el-dialog textarea').inputValue(), '正在核对，明天答复。𠮷')
  await page.locator('.el-dialog', { hasText: '已恢复上次未提交的内容' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.locator('.said', { hasText: '已完成：反馈进展' }).waitFor()
  await page.keyboard.press('p')
  await opened(page)
  assert.equal(await page.locator('.el-dialog textarea').inputValue(), '', 'what was sent is not offered again')
  await page.context().close()
})

test('art_10_7: who sends a case back is on his list again and is told so', async () => {
  const made = await register({ kind: 'inquiry', category: 'inquiry.metering' })
  const offered = await clerk.call('POST', `/cases/${made.id}/transfers`, { to_unit_id: await unitNamed('业扩报装班'), reason: 'other_department', note: '' }, version(made))
  assert.equal(offered.status, 201, JSON.stringify(offered.body))
  const page = await openDesk(browser, server.base, 'BZ02')
  await page.goto(`${server.base}/cases?list=offered`)
  await page.locator('tbody .title').first().waitFor()
  await page.goto(`${server.base}/cases/${made.id}`)
  await page.locator('.actions button').first().waitFor()
  await page.keyboard.press('b')
  await opened(page)
  await page.locator('.el-dialog .el-select').first().click()
  await page.locator('.el-select-dropdown__item:visible').first().click()
  await page.locator('.el-dialog textarea').fill('电表走字归计量班。')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/cases\?list=/)
  await page.locator('.said', { hasText: '已完成：退回' }).waitFor()
  assert.equal(await page.locator('.problem').count(), 0)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('art_10_7: a request for time is not refused by who chose nothing; what was asked stands in the form', async () => {
  const made = await register({ kind: 'inquiry', category: 'inquiry.metering' })
  const until = new Date(Date.now() + 12 * 24 * 3600_000).toISOString().slice(0, 19) + 'Z'
  const asked = await clerk.call('POST', `/cases/${made.id}/extension_requests`, { until, reason: '等厂家寄来检测报告' }, version(made))
  assert.equal(asked.status, 201, JSON.stringify(asked.body))
  const page = await openCase('YYT01', made.id)
  await page.keyboard.press('d')
  await opened(page)
  await page.locator('.el-dialog', { hasText: '等厂家寄来检测报告' }).waitFor()
  await page.locator('.el-dialog textarea').fill('同意')
  assert.equal(await page.locator('.el-dialog button[type=submit]').isDisabled(), true)
  await page.keyboard.press('Control+Enter')
  assert.equal(await page.locator('.el-dialog').count(), 1)
  await page.locator('.el-radio', { hasText: /^同意延期/ }).click()
  await page.keyboard.press('Control+Enter')
  await page.locator('.said', { hasText: '已完成：审批延期' }).waitFor()
  const story = (await clerk.call('GET', `/cases/${made.id}`)).body.timeline
  assert.ok(story.some((event) => event.kind === 'extension_decided' && !event.text.includes('不同意')), JSON.stringify(story.at(-1)))
  await page.context().close()
})

test('art_5: what waits for a leader’s decision stands in one list with its number in the menu', async () => {
  const page = await openDesk(browser, server.base, 'JZ01')
  await page.locator('nav a', { hasText: '待我审批' }).locator('.count').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('9')
  await page.waitForURL(/\/approvals$/)
  await page.locator('ol li').first().waitFor()
  assert.equal(await page.locator('ol li').count(), Number(await page.locator('nav a', { hasText: '待我审批' }).locator('.count').innerText()))
  await accessible(page, 'approvals')
  await page.keyboard.press('1')
  await page.waitForURL((url) => url.pathname !== '/approvals')
  await page.context().close()
})

test('art_10_2: nobody is called at night: the page says from when on', async () => {
  const night = { stoppedAt: '2026-12-01 15:30:00' }
  const other = makeBureau(20, night)
  const dark = await startServer(other.data, night)
  try {
    const by = await signIn(dark.base, 'YYT02')
    const made = await by.call('POST', '/cases', registration())
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const reply = await by.call('POST', `/cases/${made.body.id}/replies`, { channel: 'phone', text: '已向您说明并致歉。' }, version(made.body))
    assert.equal(reply.status, 201, JSON.stringify(reply.body))
    const page = await openDesk(browser, dark.base, 'HF02')
    await page.goto(`${dark.base}/follow_up_calls`)
    await page.locator('.results button').first().waitFor()
    await page.locator('.problem', { hasText: '请在08:00以后回访' }).waitFor()
    assert.equal(await page.locator('.results button', { hasText: '满意' }).first().isDisabled(), true)
    await page.context().close()
  } finally {
    await dark.stop()
    other.remove()
  }
})
