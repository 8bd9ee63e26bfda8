// What would have been, in real Chromium: the page teaches, a draft and a roster are tried to their result, a bad roster is told
// by its line, at both sizes and in English.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk()
let draft
before(async () => {
  draft = await quickerAndElsewhere(await signIn(server.base, 'SCYX01'))
})

/** A draft under which answers are due within an hour and inquiries about new supply go to the key accounts. */
async function quickerAndElsewhere(marketing) {
  const { version } = (await marketing.call('POST', '/rulebook/drafts', { title: '答复更快' })).body
  const files = (await marketing.call('GET', `/rulebook/versions/${version}/files`)).body.items
  const textOf = (name) => files.find((file) => file.name === name).text
  const limits = textOf('limits.toml').split('[[limit]]').map((row) => (/^duty = "reply"/m.test(row) ? row.replace(/^limit = ".*"/m, 'limit = "1h"') : row)).join('[[limit]]')
  for (const [name, text] of [['limits.toml', limits], ['routing.toml', textOf('routing.toml').replace('unit = "KHFW-BZ"', 'unit = "DKH"')]])
    assert.deepEqual((await marketing.call('PUT', `/rulebook/versions/${version}/files/${name}`, { text })).body.mistakes, [])
  return version
}
const year = new Date().getFullYear()
const roster = (from, to) => ({ name: '值班.csv', mimeType: 'text/csv', buffer: Buffer.from(`部门代码,工号,开始,结束,班次\nKHFW-YYT,YYT02,${from},${to},值班\n`) })
const always = roster(`${year - 1}-01-01 00:00`, `${year + 1}-12-31 23:59`)
async function open(name, options) {
  const page = await openDesk(browser, server.base, name, options)
  await page.goto(`${server.base}/what_if`)
  await page.waitForSelector('form .el-select')
  return page
}
const start = (page) => page.locator('form button[type=submit]').click()

for (const [name, viewport, officer] of [['1440', wide, 'SCYX01'], ['390', narrow, 'JCSJ01']])
  test(`art_5 art_11_6_1: the page teaches; a draft and a roster are tried to their result: ${name}`, async () => {
    const page = await open(officer, { viewport })
    await page.waitForSelector('.how li')
    assert.equal(await page.locator('.how a').count(), 2, 'the ways to a draft and to the roster')
    assert.match(await page.locator('form .el-select').innerText(), /答复更快/, 'drafts come first')
    await picture(page, `what-if-empty-${name}`, true)
    await accessible(page, `what-if empty ${name}`)
    await page.setInputFiles('input[type=file]', always)
    await page.waitForSelector('text=不用值班表')
    await start(page)
    await page.waitForSelector('.sides')
    const [was, would] = (await page.locator('.sides .big').allInnerTexts()).map((text) => Number(text.match(/\d+/)[0]))
    assert.ok(would > was, 'answers due within an hour are late more often')
    const section = (title) => page.locator('section.card', { hasText: title })
    assert.match(await section('需要有人时有没有人值班').locator('tbody').innerText(), /城区营业厅/)
    assert.match(await section('谁的工作量变了').locator('tbody').innerText(), /大客户中心/, 'inquiries about new supply went there')
    const kinds = section('按时限').first()
    const shown = await kinds.locator('tbody tr').count()
    await kinds.locator('button', { hasText: '没有变化' }).click()
    assert.ok((await kinds.locator('tbody tr').count()) > shown)
    await page.locator('button', { hasText: '加载更多' }).click()
    await page.waitForFunction(() => document.querySelectorAll('.changes tbody tr').length > 50)
    await picture(page, `what-if-result-${name}`, true)
    await accessible(page, `what-if result ${name}`)
    await page.reload()
    await page.waitForSelector('.sides', { timeout: 10000 })
    assert.match(await page.locator('p.lead[role=status]').innerText(), new RegExp(`版本 ${draft}.*值班\\.csv`), 'kept for who comes back')
    await page.locator('.changes tbody a').first().click()
    await page.waitForSelector('.timeline')
    assert.deepEqual(page.problems, [])
  })

test('art_4: a roster with a mistake is refused on the page with its line', async () => {
  const page = await open('JBGS01')
  await page.setInputFiles('input[type=file]', roster(`${year}-02-30 08:00`, `${year}-03-01 08:00`))
  await start(page)
  await page.waitForSelector('.problem')
  assert.match(await page.locator('.problem').innerText(), /值班\.csv 第2行.*“开始”.*02-30/)
  await accessible(page, 'what-if refused')
  await page.locator('button', { hasText: '不用值班表' }).click()
  await start(page)
  await page.waitForSelector('.sides')
  assert.equal(await page.locator('h2', { hasText: '有没有人值班' }).count(), 0, 'without a roster nobody asks')
  assert.deepEqual(page.problems, [])
})

test('English is complete before and after a run', async () => {
  const page = await openDesk(browser, server.base, 'JZ01')
  await page.locator('.who').click()
  await page.locator('.el-dropdown-menu__item:visible', { hasText: 'English' }).click()
  await page.goto(`${server.base}/what_if`)
  const left = async () => {
    const words = await page.evaluate(() => [...document.querySelectorAll('main h1, main h2, main th, main button, main label:not(.version), main p, main li, main .roster, main .changes td:nth-child(2), main .changes td:nth-child(3)')].map((node) => node.textContent).join('\n'))
    // Titles of versions and names of files are the bureau's own words.
    return words.split('\n').filter((line) => /[一-鿿]/.test(line.replace(/“[^”]*”/g, '').replace('值班.csv', '')))
  }
  await page.waitForSelector('.how li')
  assert.deepEqual(await left(), [])
  await picture(page, 'what-if-english-empty', true)
  await page.setInputFiles('input[type=file]', always)
  await start(page)
  await page.waitForSelector('.sides')
  await page.waitForSelector('.changes tbody tr')
  assert.deepEqual(await left(), [])
  await picture(page, 'what-if-english', true)
  assert.deepEqual(page.problems, [])
})
