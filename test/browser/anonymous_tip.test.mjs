// The whole story of a tip (art. 9(5)) in real Chromium: given on a phone without a name, with a photo; code, talk, verified by two,
// rewarded by the leading group's votes, claimed by the code alone, paid once; and no administrator can learn who it was.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { run } from '../support/server.mjs'
import { jpegWith } from '../support/tips.mjs'

const name = '𠮷标记人甲', phone = '19912340099', address = '标记路七号', marks = '店主夜里绕表，标记原文'
const { bureau, server, browser } = await ownDesk(60)

async function openPublic(path) {
  const context = await browser.newContext({ viewport: narrow, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(server.base + path)
  return page
}
const fits = async (page, what) => assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 1, `${what} is wider than the phone`)
const files = (folder) => readdirSync(folder).flatMap((one) => (statSync(join(folder, one)).isDirectory() ? files(join(folder, one)) : [join(folder, one)]))
/** A text as it may stand in a file: UTF-8, UTF-16, hex of both, base64 at each of its three places, percent, JSON escapes. */
function* disguises(text) {
  const utf16be = Buffer.from(text, 'utf16le').swap16()
  for (const [kind, bytes] of [['UTF-8', Buffer.from(text)], ['UTF-16LE', Buffer.from(text, 'utf16le')], ['UTF-16BE', utf16be]]) {
    yield [kind, bytes]
    const hex = bytes.toString('hex')
    yield [`${kind} hex`, Buffer.from(hex)]
    yield [`${kind} HEX`, Buffer.from(hex.toUpperCase())]
    for (let place = 0; place < 3; ++place) {
      // What its neighbours cannot change: whole groups of three bytes.
      const whole = bytes.subarray((3 - place) % 3)
      const sure = whole.subarray(0, whole.length - (whole.length % 3))
      yield [`${kind} base64 ${place}`, Buffer.from(sure.toString('base64'))]
      yield [`${kind} base64url ${place}`, Buffer.from(sure.toString('base64url'))]
    }
  }
  yield ['percent', Buffer.from(encodeURIComponent(text))]
  yield ['JSON', Buffer.from(Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''))]
}
function holdsNothing(folder, what) {
  const looked = files(folder)
  assert.ok(looked.some((file) => file.endsWith('shouwen.db')), `${what} has its database`)
  for (const file of looked) {
    const content = readFileSync(file)
    for (const planted of [name, phone, address]) for (const [kind, bytes] of disguises(planted)) if (bytes.length >= 8) assert.equal(content.includes(bytes), false, `${planted} as ${kind} in ${what}: ${file}`)
  }
}

test('art_9_5: an anonymous tip from a phone to the paid reward, and nobody can learn who it was', async () => {
  const reporter = await openPublic('/p/tip')
  await reporter.locator('a[href="/p/tip/new"]').first().click()
  await reporter.check('input[name=category][value="tip_off.theft"]')
  await reporter.fill('#text', marks)
  await reporter.selectOption('#place', '~none')
  // He thinks of giving his name, types it, and thinks again.
  await reporter.check('input[name=anonymous][value=no]')
  await reporter.fill('#name', name)
  await reporter.fill('#phone', phone)
  await reporter.check('input[name=anonymous][value=yes]')
  await reporter.setInputFiles('#photo', { name: `${phone}.jpg`, mimeType: 'image/jpeg', buffer: jpegWith(`Artist ${name} ${phone} ${address} GPSLatitude 22.5431`) })
  await accessible(reporter, 'the form on a phone')
  await picture(reporter, 'anonymous-tip-form-390', true)
  await reporter.locator('main button[type=submit]').click()
  await reporter.waitForURL(/received$/)
  await accessible(reporter, 'the code on a phone')
  await picture(reporter, 'anonymous-tip-code-390', true)
  const code = (await reporter.locator('#code').innerText()).trim()
  const number = (await reporter.locator('.big.number').first().innerText()).trim()
  assert.match(code, /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
  await reporter.context().close()

  const one = await openDesk(browser, server.base, 'JCSJ02', { viewport: wide })
  await one.goto(`${server.base}/tip_offs`)
  await one.locator(`a:has-text("${number}")`).click()
  await one.waitForSelector('h1 .tag')
  const page = one.url()
  assert.match(await one.locator('main').innerText(), new RegExp(`${marks}[^]*匿名[^]*照片 1`))
  const acts = async (desk, key, fill, becomes) => {
    await desk.keyboard.press(key)
    await desk.waitForSelector('form.card')
    await fill(desk.locator('form.card'))
    await desk.locator('form.card button[type=submit]').click()
    await desk.waitForSelector(becomes)
    await desk.waitForSelector('form.card', { state: 'detached' })
  }
  const text = (words) => (form) => form.locator('textarea').last().fill(words)
  const choose = async (desk, label, words) => {
    await desk.locator(`form.card [aria-label="${label}"]`).first().click()
    await desk.keyboard.type(words)
    await desk.locator('.el-select-dropdown__item:visible', { hasText: words }).first().click()
    await desk.waitForFunction(() => [...document.querySelectorAll('.el-popper')].every((node) => getComputedStyle(node).display === 'none'))
  }
  await acts(one, 'a', async () => {}, 'h1 .tag:has-text("初核")')
  await acts(one, 't', text('收到。一般几点以后能看到？'), '.talk li')

  // Another phone, another day: the code alone opens the talk.
  const later = await openPublic('/p/tip')
  await later.fill('#code', code.toLowerCase().replaceAll('-', ' '))
  await later.locator('form[action="/p/tip"] button').click()
  await later.waitForSelector('.talk')
  assert.match(await later.locator('.talk').innerText(), /一般几点以后能看到/)
  await later.fill('#text', '晚上十一点以后。')
  await later.locator('form[action="/p/tip/say"] button').click()
  await later.waitForURL(/done=said/)
  await fits(later, 'the own page')

  await one.reload()
  await one.waitForSelector('.talk .theirs')
  await acts(one, 'c', text('线索具体'), 'dt:has-text("初核意见")')
  await acts(one, 'i', async () => {
    await choose(one, '第一名', '严正清')
    await choose(one, '第二名', '钟晓岚')
  }, 'dt:has-text("调查人员")')
  await acts(one, 'b', text('会同用电检查到现场。'), 'li:has-text("会同用电检查到现场")')
  const two = await openDesk(browser, server.base, 'JCSJ01', { viewport: wide })
  await two.goto(page)
  await two.waitForSelector('h1 .tag')
  await acts(two, 'b', text('调取三个月用电量。'), 'h1 .tag:has-text("待认定")')
  await acts(two, 'f', async (form) => {
    await form.locator('input[inputmode=decimal]').fill('２０，０００')
    await form.locator('textarea').last().fill('查实窃电，已追缴。')
  }, 'h1 .tag:has-text("查实")')
  await acts(two, 'p', text('按标准表奖励。'), '.tag:has-text("待表决")')
  await accessible(two, 'a proposed reward')
  await picture(two, 'anonymous-tip-proposed-1440', true)
  assert.match(await two.locator('main').innerText(), /领导小组表决：0 票，须 2 人同意/)

  for (const [member, viewport] of [['JZ01', wide], ['JZ02', narrow]]) {
    const leader = await openDesk(browser, server.base, member, { viewport })
    await leader.goto(`${server.base}/tip_rewards`)
    const card = leader.locator(`li[data-number="${number}"]`)
    await card.waitFor()
    assert.doesNotMatch(await leader.locator('main').innerText(), new RegExp(marks), 'not the words of the tip')
    assert.match(await card.innerText(), /1,600 元[^]*查实窃电/)
    await accessible(leader, `votes ${member}`)
    await picture(leader, `tip-rewards-${viewport.width}`, true)
    if (viewport === narrow) {
      await card.locator('button:has-text("不同意")').click()
      await leader.waitForSelector('form.refusing textarea')
      await accessible(leader, 'a vote against')
      await leader.keyboard.press('Escape')
    }
    await card.locator('button', { hasText: /^同意/ }).click()
    await leader.waitForFunction((which) => !document.querySelector(`li[data-number="${which}"] button`), number)
    assert.deepEqual(leader.problems, [])
    await leader.context().close()
  }

  await later.goto(`${server.base}/p/tip/own`)
  assert.match(await later.locator('#reward').innerText(), /1,600 元/)
  await accessible(later, 'a reward to claim')
  await picture(later, 'anonymous-tip-claim-390', true)
  await later.locator('form[action="/p/tip/claim"] button').click()
  await later.waitForSelector('#reward .big.number')
  const slip = (await later.locator('#reward .big.number').innerText()).trim()
  const cashier = await openDesk(browser, server.base, 'YYT02', { viewport: wide })
  await cashier.goto(`${server.base}/reward_slips`)
  await cashier.locator('form.card input').fill(slip)
  await cashier.keyboard.press('Enter')
  await cashier.locator('button:has-text("确认支付")').click()
  await cashier.waitForSelector('.tag.ok')
  assert.doesNotMatch(await cashier.locator('main').innerText(), new RegExp(number))
  const again = await openDesk(browser, server.base, 'YYT03', { viewport: wide })
  await again.goto(`${server.base}/reward_slips`)
  await again.locator('form.card input').fill(slip)
  await again.keyboard.press('Enter')
  await again.waitForSelector('.tag.ok:has-text("支付")')
  assert.equal(await again.locator('button:has-text("确认支付")').count(), 0, 'paid once')
  await later.goto(`${server.base}/p/tip/own`)
  assert.match(await later.locator('#reward').innerText(), /已领取/)
  assert.deepEqual([...one.problems, ...two.problems, ...cashier.problems], [])

  const backup = join(bureau.data, '..', 'backup')
  const made = run(bureau.data, 'backup', backup)
  assert.equal(made.status, 0, made.stdout + made.stderr)
  holdsNothing(bureau.data, 'the data folder')
  holdsNothing(backup, 'the backup')
  const verified = run(bureau.data, 'verify')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})

for (const [size, viewport] of [['1440', wide], ['390', narrow]])
  test(`art_9_5: a letter is taken down for its reporter, the code printed once, name and mail address sealed: ${size}`, async () => {
    const clerk = await openDesk(browser, server.base, 'YYT02', { viewport })
    await clerk.goto(`${server.base}/take_tip`)
    await clerk.waitForSelector('form.card')
    await accessible(clerk, `taking down ${size}`)
    await picture(clerk, `take-tip-${size}`, true)
    await clerk.locator('label:has-text("信函")').first().click()
    await clerk.locator('[aria-label="举报什么"]').first().click()
    await clerk.locator('.el-select-dropdown__item:visible').first().click()
    await clerk.locator('form.card textarea').first().fill('来信反映砂场绕表用电。')
    await clerk.locator('label:has-text("实名")').first().click()
    await clerk.locator('label:has-text("姓名") input').fill(name)
    await clerk.locator('label:has-text("电话") input[inputmode=tel]').fill(phone)
    await clerk.locator('label:has-text("回信地址") input').fill(address)
    await clerk.locator('label:has-text("一共几人") input').fill('2')
    await clerk.locator('label:has-text("一共几人") input').press('Tab')
    await clerk.locator('label:has-text("份额") input').fill('70 30')
    await clerk.locator('input[type=file]').setInputFiles({ name: `${name}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
    await accessible(clerk, `filled ${size}`)
    await clerk.locator('button[type=submit]').click()
    await clerk.waitForSelector('article.slip')
    assert.equal(await clerk.locator('article.slip').count(), 2, 'one paper each')
    assert.match(await clerk.locator('article.slip').first().innerText(), /([0-9A-Z]{4}-){5}[0-9A-Z]{4}/)
    assert.doesNotMatch(await clerk.locator('main').innerText(), new RegExp(`${name}|砂场`))
    await accessible(clerk, `codes ${size}`)
    await picture(clerk, `take-tip-codes-${size}`, true)
    await clerk.keyboard.press('s')
    await clerk.waitForSelector('article.slip.receipt')
    await picture(clerk, `take-tip-80mm-${size}`, true)
    await clerk.keyboard.press('s')
    const stored = await clerk.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
    assert.doesNotMatch(stored, new RegExp(`${name}|${phone}|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`), 'nothing stays in the browser')
    await clerk.keyboard.press('h')
    await clerk.waitForSelector('form.card')
    assert.equal(await clerk.locator('article.slip').count(), 0)
    await clerk.goBack().catch(() => {})
    await clerk.goto(`${server.base}/take_tip`)
    assert.equal(await clerk.locator('article.slip').count(), 0, 'never shown again')
    assert.deepEqual(clerk.problems, [])
    await clerk.context().close()
    holdsNothing(bureau.data, 'the data folder')
  })
