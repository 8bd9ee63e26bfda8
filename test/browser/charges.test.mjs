// Charges in real Chromium: taken at the counter by keyboard, printed, taken back by two people; refused attempts and affiliates for
// supervision; a receipt checked by anybody; at both sizes. Art. 9(2), 9(3).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk()
let clerk, free, customer
before(async () => {
  clerk = await signIn(server.base, 'YYT02')
  const unit = (await clerk.call('GET', '/units')).body.items.find((row) => row.code === 'GDS-CD').id
  customer = (await clerk.call('POST', '/customers', { account_number: '0990000041', name: '钱桃源', phone: '0700-1234567', address: '桃源路9号', area: 'urban', station_unit_id: unit, usage_category: '居民生活', meter_number: '' })).body.id
  free = (await clerk.call('GET', '/chargeable_items?payer_class=resident')).body.items.find((row) => row.not_chargeable === 'no' && !row.late_fee)
})

const chooseItem = async (page, typed) => {
  const field = page.locator('.line .item').last()
  await field.locator('input').click()
  await page.keyboard.type(typed)
  await page.locator('.el-select-dropdown__item:visible').first().waitFor()
  await page.keyboard.press('Enter')
}

for (const [name, viewport] of [['1440', wide], ['390', narrow]])
  test(`art_9_2: a charge at the counter, printed, taken back: ${name}`, async () => {
    const page = await openDesk(browser, server.base, 'YYT02', { viewport })
    await page.goto(`${server.base}/charges`)
    await page.waitForSelector('.day table')
    await picture(page, `charges-register-${name}`, true)
    await accessible(page, `register ${name}`)
    await page.keyboard.press('c')
    await page.waitForSelector('form.form')
    await page.locator('.who .el-select input').first().click()
    await page.keyboard.type('钱桃源')
    await page.locator('.el-select-dropdown__item:visible', { hasText: '0990000041' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.known:has-text("居民")')
    await page.locator('.line .item input').click()
    await page.locator('.el-select-dropdown__item.is-disabled:visible', { hasText: '不得收取' }).first().waitFor()
    await picture(page, `charges-items-${name}`)
    await page.keyboard.press('Escape')
    await chooseItem(page, free.initials)
    await page.locator('.line .quantity input').fill('２')
    await page.waitForFunction(() => /\d\.\d\d/.test(document.querySelector('.pay .big').textContent))
    await picture(page, `charges-counter-${name}`, true)
    await accessible(page, `counter ${name}`)
    await page.locator('.line .quantity input').press('Control+Enter')
    await page.waitForSelector('.made')
    await picture(page, `charges-made-${name}`)
    await accessible(page, `made ${name}`)
    const number = (await page.locator('.made h2').textContent()).match(/\d{4}-\d{6}/)[0]
    const [paper] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('p')])
    await paper.waitForSelector('.code')
    await picture(paper, `charges-paper-${name}`, true)
    assert.match(await paper.locator('body').innerText(), /钱桃源/)
    await paper.close()
    const [roll] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('l')])
    await roll.waitForSelector('.qr svg')
    await picture(roll, `charges-roll-${name}`, true)
    await roll.close()

    await page.locator('.made a').click()
    await page.waitForSelector('.actions')
    await page.keyboard.press('x')
    const dialog = page.locator('.el-dialog:visible')
    await dialog.locator('textarea').fill('客户要改期')
    await accessible(page, `ask ${name}`)
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'hidden' })
    await page.waitForSelector('h1 .tag:has-text("申请冲销")')
    await page.goto(`${server.base}/customers/${customer}`)
    await page.waitForSelector(`a:has-text("${number}")`)
    assert.deepEqual(page.problems, [])
    await page.context().close()

    const head = await openDesk(browser, server.base, 'YYT01', { viewport })
    const receipt = (await clerk.call('GET', `/receipts?customer_id=${customer}`)).body.items.find((row) => row.number === number)
    await head.goto(`${server.base}/charges/${receipt.id}`)
    await head.locator('.actions button', { hasText: '决定是否冲销' }).click()
    const deciding = head.locator('.el-dialog:visible')
    await deciding.locator('textarea').fill('属实')
    await deciding.locator('button', { hasText: '同意冲销' }).first().click()
    await deciding.waitFor({ state: 'hidden' })
    await head.waitForSelector('h1 .tag:has-text("已冲销")')
    await picture(head, `charges-cancelled-${name}`, true)
    await accessible(head, `cancelled ${name}`)
    assert.deepEqual(head.problems, [])
    await head.context().close()
  })

for (const [name, viewport] of [['1440', wide], ['390', narrow]])
  test(`art_9_2 art_9_3: supervision reads what was refused and decides exceptions: ${name}`, async () => {
    await clerk.call('POST', '/receipts', { name: '李㛃', payer_class: 'resident', payment_way: 'cash', lines: [{ item: `tea_${name}`, unit: '元/次', quantity_thousandths: 1000 }] })
    const page = await openDesk(browser, server.base, 'JCSJ01', { viewport })
    await page.locator('.bell').click()
    await page.locator('li.unread button', { hasText: `tea_${name}` }).click()
    await page.waitForSelector('.attempt')
    assert.match(await page.locator('.attempt').first().innerText(), /没有公布/)
    await picture(page, `charges-attempts-${name}`, true)
    await accessible(page, `attempts ${name}`)
    await page.keyboard.press('3')
    await page.waitForSelector('.affiliate')
    await picture(page, `charges-affiliates-${name}`, true)
    await accessible(page, `affiliates ${name}`)
    const decide = page.locator('.affiliate button', { hasText: '决定' })
    if (await decide.count()) {
      await decide.first().click()
      await page.locator('.affiliate textarea').fill('限期退还多收部分')
      await accessible(page, `decide ${name}`)
      await page.locator('.affiliate button', { hasText: '不认可' }).click()
      await page.waitForSelector('.affiliate .tag:has-text("不认可")')
    }
    assert.deepEqual(page.problems, [])
    await page.context().close()

    const marketing = await openDesk(browser, server.base, 'SCYX02', { viewport })
    await marketing.goto(`${server.base}/charges?part=affiliates`)
    await marketing.waitForSelector('.affiliate')
    await marketing.keyboard.press('a')
    const dialog = marketing.locator('.el-dialog:visible')
    await dialog.locator('label', { hasText: '对方' }).waitFor()
    await picture(marketing, `charges-affiliate-form-${name}`)
    await accessible(marketing, `affiliate form ${name}`)
    assert.deepEqual(marketing.problems, [])
    await marketing.context().close()
  })

test('art_9_2: anybody checks a receipt without script, at both sizes', async () => {
  const made = (await clerk.call('POST', '/receipts', { name: '赵大明', payer_class: 'resident', payment_way: 'cash', lines: [{ item: free.code, unit: free.unit, quantity_thousandths: 2000 }] })).body
  for (const [name, viewport] of [['1440', wide], ['390', narrow]]) {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${server.base}/p/service`)
    await page.locator('a', { hasText: '查收费收据' }).click()
    await page.fill('#number', made.number)
    await page.fill('#code', made.code)
    await page.locator('form[action="/p/receipt"] button').click()
    assert.match(await page.locator('.card').innerText(), /收据有效/)
    await picture(page, `charges-public-${name}`, true)
    await context.close()
    const checked = await browser.newContext({ viewport, locale: 'zh-CN' })
    const withScript = await checked.newPage()
    await withScript.goto(`${server.base}/p/receipt?number=${made.number}&code=${made.code}`)
    await accessible(withScript, `public ${name}`)
    await checked.close()
  }
})
