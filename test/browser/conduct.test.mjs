// Violations in real Chromium: a case by keyboard from opening to the hearing, the accused's own page, an exposure approved by two with
// its preview, the register, the heat, the public's pages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(60)
const sizes = [['1440', wide], ['390', narrow]]
/** Chooses in a list that finds by typing. */
async function choose(page, label, text) {
  await page.locator('form.card label', { hasText: label }).first().locator('input').first().click()
  await page.keyboard.type(text)
  await page.locator('.el-select-dropdown__item:visible', { hasText: text }).first().click()
}
/** A new case is taken up, by keyboard, and two are to investigate it. */
async function takeUp(page) {
  await page.waitForSelector('h1 .tag:has-text("待受理")')
  await page.keyboard.press('a')
  await page.waitForSelector('form.card')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('h1 .tag:has-text("待指定调查人员")')
  await page.keyboard.press('i')
  await choose(page, '调查人员一', '钟晓岚')
  await choose(page, '调查人员二', '贺兰芝')
  await page.locator('form.card button[type=submit]').click()
  await page.waitForSelector('h1 .tag:text-is("调查")')
}
const caseOf = async (stage) => {
  const head = await signIn(server.base, 'JCSJ01')
  return (await head.call('GET', '/conduct_cases?limit=200')).body.items.find((row) => row.stage === stage).id
}

for (const [name, viewport] of sizes)
  test(`art_9_4: opened, taken up, investigated and asked by keyboard; the accused answers: ${name}`, async () => {
    const page = await openDesk(browser, server.base, 'JCSJ02', { viewport })
    await page.keyboard.press('g')
    await page.keyboard.press('5')
    await page.waitForSelector('a[href^="/conduct/"]')
    await accessible(page, `cases ${name}`)
    await picture(page, `conduct-cases-${name}`, true)
    await page.keyboard.press('c')
    await page.waitForSelector('form.card')
    await choose(page, '当事人', viewport === wide ? '邓丽华' : '冯超')
    await page.locator('form.card label', { hasText: '违规情形' }).locator('.el-select').click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '吃拿卡要' }).first().click()
    await page.locator('form.card textarea').fill(`客户反映收受礼品 ${name}。`)
    await accessible(page, `opening ${name}`)
    await page.keyboard.press('Control+Enter')
    await takeUp(page)
    await page.keyboard.press('f')
    await page.locator('form.card textarea').nth(0).fill('收受礼盒一份。')
    await page.locator('form.card textarea').nth(1).fill('礼盒实物、本人承认')
    await accessible(page, `finding ${name}`)
    await picture(page, `conduct-finding-${name}`, true)
    await page.locator('form.card button[type=submit]').click()
    await page.waitForSelector('.list .tag:has-text("查实")')
    const address = page.url()
    const other = await openDesk(browser, server.base, 'SCYX02', { viewport })
    await other.goto(address)
    await other.waitForSelector('h1 .tag')
    await other.keyboard.press('c')
    await other.waitForSelector('form.card')
    await other.keyboard.press('Control+Enter')
    await other.waitForSelector('h1 .tag:has-text("待听取申辩")')
    await page.reload()
    await page.waitForSelector('h1 .tag:has-text("待听取申辩")')
    await page.keyboard.press('b')
    await page.locator('form.card textarea').fill('请找13800138000说明礼盒一事。')
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('.problem:has-text("13800138000")')
    await accessible(page, `refused hearing ${name}`)
    await page.locator('form.card textarea').fill('请说明礼盒一事。')
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('h1 .tag:has-text("等待当事人申辩")')
    await accessible(page, `case ${name}`)
    await picture(page, `conduct-case-${name}`, true)

    const accused = await openDesk(browser, server.base, viewport === wide ? 'YJ02' : 'JL02', { viewport })
    await accused.goto(`${server.base}/conduct?part=mine`)
    await accused.waitForSelector('.matter')
    assert.match(await accused.locator('.matter').first().innerText(), /请说明礼盒一事/)
    assert.doesNotMatch(await accused.locator('main').innerText(), /钟晓岚|礼盒实物/)
    await accused.keyboard.press('a')
    await accused.locator('form textarea').fill('已经退还 𠮷。')
    await accessible(accused, `answering ${name}`)
    await picture(accused, `conduct-accused-${name}`, true)
    await accused.locator('form button[type=submit]').click()
    await accused.waitForSelector('.answer:has-text("已经退还")')
    await accused.goto(address)
    await accused.waitForSelector('.problem')
    assert.deepEqual([...page.problems, ...other.problems, ...accused.problems], [])
  })

/** A red point, as PNG. */
const photo = { name: '礼盒𠮷.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64') }
for (const [name, viewport] of sizes)
  test(`art_9_4: a refused charge becomes a case where it stands, and its file is looked at in place: ${name}`, async () => {
    const page = await openDesk(browser, server.base, 'JCSJ01', { viewport })
    await page.goto(`${server.base}/charges?part=attempts`)
    await page.getByRole('button', { name: '立案查处' }).first().click()
    await page.locator('form.card .lead .number').first().waitFor()
    await page.locator('form.card label', { hasText: '违规情形' }).locator('.el-select').click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '自立项目' }).first().click()
    await page.locator('form.card textarea').fill(`窗口收取未公布的费用 ${name}。`)
    await accessible(page, `a case of a refused charge ${name}`)
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('h1 .tag:has-text("待受理")')
    const number = (await page.locator('h1').innerText()).match(/查〔\d+〕\d+号/)[0]
    await takeUp(page)
    const investigator = await openDesk(browser, server.base, 'JCSJ02', { viewport })
    await investigator.goto(page.url())
    await investigator.waitForSelector('h1 .tag')
    await investigator.keyboard.press('m')
    await investigator.waitForSelector('form.card')
    await investigator.keyboard.press('Control+Enter')
    await investigator.locator('form.card [role=alert]').waitFor()
    await investigator.locator('form.card input[type=file]').last().setInputFiles(photo)
    await investigator.locator('form.card label', { hasText: '说明' }).locator('input').fill('收下的礼盒')
    await investigator.keyboard.press('Control+Enter')
    await investigator.getByRole('button', { name: /礼盒𠮷\.png/ }).click()
    await investigator.waitForFunction(() => document.querySelector('.el-dialog img.large')?.naturalWidth === 1)
    await accessible(investigator, `a file of a case ${name}`)
    assert.deepEqual(investigator.problems, [])
    await investigator.context().close()
    await page.goto(`${server.base}/charges?part=attempts`)
    await page.locator('a', { hasText: number }).first().waitFor()
    // Who looked at the file is on record, and the record leads to the case.
    await page.goto(`${server.base}/access_log`)
    const read = page.locator('tbody tr', { hasText: '查处材料' }).first()
    await read.waitFor()
    assert.match(await read.locator('a').first().getAttribute('href'), /^\/conduct\/\d+$/)
    assert.deepEqual(page.problems, [])
    await page.context().close()
  })

test('art_9_4: an exposure is seen as the public will read it, approved by two bodies and hangs', async () => {
  const id = await caseOf('carrying_out').then(async () => {
    const head = await signIn(server.base, 'JCSJ01')
    for (const row of (await head.call('GET', '/conduct_cases?stage=carrying_out&limit=200')).body.items) if ((await head.call('GET', `/conduct_cases/${row.id}`)).body.exposure?.has_draft) return row.id
  })
  for (const [code, key] of [['JCSJ01', 'y'], ['JZ01', 'u']]) {
    const page = await openDesk(browser, server.base, code, { viewport: code === 'JZ01' ? narrow : wide })
    await page.goto(`${server.base}/conduct/${id}`)
    await page.waitForSelector('h1 .tag')
    await page.keyboard.press(key)
    const preview = page.frameLocator('iframe.preview')
    await preview.locator('h1').waitFor()
    assert.match(await preview.locator('main').innerText(), /预览[^]*某/)
    await accessible(page, `approving ${code}`)
    await picture(page, `conduct-approve-${code}`, true)
    await page.locator('form.card button[type=submit]').click()
    await page.waitForSelector(code === 'JZ01' ? 'h2 .tag:has-text("公开中")' : '.card:has-text("监察批准")')
    assert.deepEqual(page.problems, [])
  }
})

for (const [name, viewport] of sizes)
  test(`art_9_4: the register, the heat whose figures open their cases, exposures, the public's pages: ${name}`, async () => {
    const page = await openDesk(browser, server.base, 'JZ01', { viewport })
    await page.goto(`${server.base}/conduct`)
    await page.waitForSelector('.el-radio-button')
    await page.keyboard.press('3')
    await page.waitForSelector('table td')
    await accessible(page, `register ${name}`)
    await picture(page, `conduct-register-${name}`, true)
    await page.keyboard.press('x')
    await page.waitForSelector('.el-dialog')
    await page.locator('.el-dialog button[type=submit]').click()
    await page.waitForSelector('.el-dialog .problem')
    await page.keyboard.press('Escape')
    await page.waitForSelector('.el-dialog', { state: 'hidden' })
    await page.keyboard.press('4')
    await page.waitForSelector('.heat a')
    await accessible(page, `heat ${name}`)
    await picture(page, `conduct-heat-${name}`, true)
    const figure = Number(await page.locator('.heat .shade4 a, .heat .shade3 a, .heat .shade2 a, .heat .shade1 a').first().innerText())
    await page.locator('.heat .shade4 a, .heat .shade3 a, .heat .shade2 a, .heat .shade1 a').first().click()
    await page.waitForFunction((n) => document.querySelectorAll('main a.number[href^="/conduct/"]').length === n, figure)
    await page.keyboard.press('5')
    await page.waitForSelector('.exposure')
    await accessible(page, `exposures ${name}`)
    assert.deepEqual(page.problems, [])

    const reader = await (await browser.newContext({ viewport, locale: 'zh-CN', javaScriptEnabled: viewport === wide })).newPage()
    for (const [what, path] of [['list', '/p/exposures'], ['corrected', '/p/exposures/2'], ['down', '/p/exposures/3']]) {
      await reader.goto(server.base + path)
      if (viewport === wide) await accessible(reader, `public ${what} ${name}`)
      await picture(reader, `exposure-${what}-${name}`, true)
    }
    assert.match(await reader.locator('main').innerText(), /经申诉撤销/)
  })
