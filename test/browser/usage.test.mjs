// Knowing the customer in real Chromium: three years of use seen and read, an unusual month settled, a month corrected, a table with
// bad lines brought in; on a phone too. Art. 11(6)(2), 11(6)(3).
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { run, signIn, startServer } from '../support/server.mjs'

const china = new Date(Date.now() + 8 * 3600000)
/** yyyymm, so many months ago. */
const month = (ago) => {
  const index = china.getUTCFullYear() * 12 + china.getUTCMonth() - ago
  return Math.floor(index / 12) * 100 + (index % 12) + 1
}
const written = (value) => `${Math.floor(value / 100)}-${String(value % 100).padStart(2, '0')}`
/** A made-up foundry: hot summers, a still February, a little growth; periods, reactive energy and demand metered. */
function foundry(account, kwhAMonth, lastTimes) {
  const lines = Array.from({ length: 36 }, (_, i) => {
    const when = month(36 - i)
    const season = 1 + 0.22 * Math.cos((((when % 100) - 7) * Math.PI) / 6) - (when % 100 === 2 ? 0.25 : 0)
    const kwh = kwhAMonth * season * (1 + 0.004 * i) * (1 + 0.03 * Math.sin(i * 2.4)) * (i === 35 ? lastTimes : 1)
    return [account, when, kwh, kwh * 0.08, kwh * 0.34, kwh * 0.33, kwh * 0.25, kwh * 0.36, kwh / 330].map((value) => (value > 999999 || Number.isInteger(value) || typeof value === 'string' ? value : value.toFixed(1))).join(',')
  })
  return `${lines.join('\n')}\n`
}
const heading = '户号,月份,电量,尖峰电量,峰电量,平电量,谷电量,无功电量,最大需量\n'

const own = await ownDesk(50)
const { bureau, browser } = own
let { server } = own
let steady, fallen
before(async () => {
  const [admin, clerk] = await Promise.all(['admin', 'YYT02'].map((name) => signIn(server.base, name)))
  ;[steady, fallen] = (await clerk.call('GET', '/customers?limit=3')).body.items
  const body = new FormData()
  body.append('file', new Blob([heading + foundry(steady.account_number, 180000, 1) + foundry(fallen.account_number, 64000, 0.35)]), 'use.csv')
  const answer = await fetch(`${server.base}/api/v1/usage/imports`, { method: 'POST', headers: { Cookie: admin.cookie, 'X-CSRF-Token': admin.session.csrf_token }, body })
  const brought = await answer.json()
  assert.equal(brought.added, 72, JSON.stringify(brought))
  await server.stop()
  const accounts = join(dirname(bureau.data), 'accounts.csv')
  writeFileSync(accounts, `户号\n${steady.account_number}\n${fallen.account_number}\n`)
  const looked = run(bureau.data, '--json', 'usage', 'unusual', '--month', String(month(1)), '--accounts', accounts)
  assert.equal(JSON.parse(looked.stdout).added, 1, looked.stdout + looked.stderr)
  server = own.server = await startServer(bureau.data)
})
async function openCustomer(name, id, options) {
  const page = await openDesk(browser, server.base, name, options)
  await page.goto(`${server.base}/customers/${id}`)
  await page.locator('.usage .chart svg').waitFor()
  return page
}
const noSideways = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

for (const [size, viewport] of [['wide', wide], ['narrow', narrow]]) {
  test(`art_11_6_2: three years beside the year before, what they say, and the forecast with its errors (${size})`, async () => {
    const page = await openCustomer('DK02', steady.id, { viewport })
    await page.keyboard.press('t')
    await page.getByRole('rowheader', { name: `${written(month(0))} 预测` }).waitFor()
    assert.equal(await page.locator('.usage tbody tr').filter({ has: page.locator('th') }).count(), 48)
    await page.getByText('功率因数').first().waitFor()
    await page.getByText('0.94').waitFor()
    await page.getByText(/今后 12 个月约 [\d,]+ 千瓦时/).waitFor()
    await page.getByText(/平均差 [\d,]+ 千瓦时/).first().waitFor()
    await accessible(page, `customer use ${size}`)
    assert.ok(await noSideways(page), 'nothing scrolls sideways')
    await page.locator('.usage').scrollIntoViewIfNeeded()
    await picture(page, `usage-${size}`, true)
    assert.deepEqual(page.problems, [])
  })
  test(`art_11_6_3: unusual months of the bureau (${size})`, async () => {
    const page = await openDesk(browser, server.base, 'DK02', { viewport })
    await page.goto(`${server.base}/unusual_use`)
    await page.getByText('骤降').waitFor()
    await page.getByText(/按前 \d+ 个月应约/).waitFor()
    await accessible(page, `unusual use ${size}`)
    assert.ok(await noSideways(page), 'nothing scrolls sideways')
    await page.keyboard.press('y')
    await page.getByLabel('核实结果（留存）').waitFor()
    await accessible(page, `settling ${size}`)
    await picture(page, `unusual-use-${size}`)
    await page.keyboard.press('Escape')
    await page.getByLabel('核实结果（留存）').waitFor({ state: 'detached' })
    await page.keyboard.press('o')
    await page.waitForURL(`**/customers/${fallen.id}`)
    assert.deepEqual(page.problems, [])
  })
}

test('art_11_6_3: an unusual month is settled by keys and stays told with the customer', async () => {
  const page = await openDesk(browser, server.base, 'DK02', { viewport: wide })
  await page.keyboard.press('g')
  await page.keyboard.press('y')
  await page.getByText('骤降').waitFor()
  await page.keyboard.press('y')
  await page.getByLabel('核实结果（留存）').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.settle .problem').waitFor()
  await page.keyboard.type('停产检修，下月恢复')
  await page.keyboard.press('Enter')
  await page.getByText('没有待核实的用电异动。').waitFor()
  await accessible(page, 'nothing unusual')
  await page.goto(`${server.base}/customers/${fallen.id}`)
  await page.getByText(/核实：停产检修，下月恢复/).waitFor()
  await page.locator('.usage .chart svg').waitFor()
  const late = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--late').trim())
  assert.equal(await page.locator(`.usage .chart svg path[fill="${late}"]`).count(), 2, 'the unusual month is marked, and the legend says what the mark is')
  await picture(page, 'usage-settled', true)
  assert.deepEqual(page.problems, [])
})

test('art_11_6_3: a month is corrected with a reason; who may not is not asked to', async () => {
  const page = await openCustomer('SCYX01', fallen.id, { viewport: wide })
  await page.keyboard.press('u')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('总电量（千瓦时）').fill('七万')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('请填数字，如 12345.6。').waitFor()
  await dialog.getByLabel('总电量（千瓦时）').fill('-5')
  await dialog.getByLabel('更正原因（留存）').fill('换表底数录错')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('不能小于零。').waitFor()
  await dialog.getByLabel('总电量（千瓦时）').fill('20')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.locator('.problem').waitFor()
  await accessible(page, 'correcting a month')
  await picture(page, 'usage-correct')
  for (const [label, value] of [['总电量', '71234.5'], ['尖峰电量', ''], ['高峰电量', ''], ['平段电量', ''], ['谷段电量', '']]) await dialog.getByLabel(`${label}（千瓦时）`).fill(value)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('t')
  await page.getByRole('row').filter({ hasText: written(month(1)) }).getByText('71,235').waitFor()
  const manager = await openCustomer('DK02', fallen.id, { viewport: wide })
  assert.equal(await manager.getByRole('button', { name: /更正/ }).count(), 0)
  assert.deepEqual(page.problems, [])
})

test('art_11_6_3: who has no use yet is told how it comes in', async () => {
  const clerk = await signIn(server.base, 'YYT02')
  const other = (await clerk.call('GET', '/customers?limit=3')).body.items[2]
  const page = await openDesk(browser, server.base, 'DK02', { viewport: narrow })
  await page.goto(`${server.base}/customers/${other.id}`)
  await page.getByText('还没有这个客户的用电量。').waitFor()
  await accessible(page, 'no use yet')
})

/** What is imported: buttons at the desk, a list on a phone. */
async function choose(page, kind, size) {
  if (size === 'wide') return page.locator('.begin .el-radio-button', { hasText: kind }).click()
  await page.locator('.begin .el-select').click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: kind }).click()
}
async function column(page, field, heading) {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: heading }).click()
  // The list that closes must not be taken for the next one.
  await page.waitForFunction(() => ![...document.querySelectorAll('.el-select-dropdown__item')].some((one) => one.offsetParent))
}
for (const [size, viewport] of [['wide', wide], ['narrow', narrow]])
  test(`art_11_6_3: a foreign table in MWh is mapped, tried, brought in; its bad lines are given back (${size})`, async () => {
    const page = await openDesk(browser, server.base, 'admin', { viewport })
    await page.goto(`${server.base}/imports`)
    await choose(page, '月用电量', size)
    await page.getByText('写法和空白表').click()
    await page.getByText('一户一月一行').waitFor()
    await accessible(page, `imports ${size}`)
    await picture(page, `usage-forms-${size}`, true)
    const shift = size === 'wide' ? 48 : 60
    const text = `编码,数据月份,用量,户名\n${steady.account_number},${month(shift)},91.0005,甲\n0999000000,${month(shift)},2,乙\n${fallen.account_number},${month(shift)},-5,𠮷㛃厂\n`
    await page.getByLabel('选择文件', { exact: true }).setInputFiles({ name: `电量${size}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByText('月用电量，3 行，识别为 UTF-8').waitFor()
    await page.locator('.run .problem').or(page.locator('.run .wrong').first()).first().waitFor()
    await column(page, '户号', '编码')
    await column(page, '电量', '用量')
    await page.locator('.times .el-select').click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '兆瓦时' }).click()
    await page.getByRole('button', { name: '试看前面的行' }).click()
    await page.getByText('试了前 3 行（共 3 行）：将新增 1').waitFor()
    await page.getByRole('cell', { name: '91000.5', exact: true }).waitFor()
    await page.getByText('没有户号为0999000000的客户').waitFor()
    await page.getByText('用量为负数（-5）').waitFor()
    await accessible(page, `bad lines ${size}`)
    assert.ok(await noSideways(page), 'nothing scrolls sideways')
    await page.locator('.run').scrollIntoViewIfNeeded()
    await picture(page, `usage-import-${size}`, true)
    await page.getByLabel('方案名称').fill(`月表 ${size}`)
    await page.getByRole('button', { name: '保存对应方案' }).click()
    await page.locator('.tag.ok', { hasText: '已保存' }).waitFor()
    await page.getByRole('button', { name: '开始导入 3 行' }).click()
    await page.locator('.run strong', { hasText: '已完成' }).waitFor()
    assert.match(await page.locator('.run').innerText(), /3\/3 行：新增 1 个月，已有 0 个月，未导入 2 行/)
    const refused = await page.request.get(server.base + (await page.locator('.run a', { hasText: 'CSV' }).getAttribute('href')))
    assert.match(await refused.text(), /-5,𠮷㛃厂,4,/)
    await accessible(page, `use brought in ${size}`)
    assert.deepEqual(page.problems, [])
  })
