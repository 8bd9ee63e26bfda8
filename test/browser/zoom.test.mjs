// The main staff pages at 200 % zoom (a 1440 px screen shows 720 CSS px): nothing wider than the screen, no words cut off in what
// is pressed or read as a heading, every control on the screen or in a part of its own that scrolls, axe clean.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, openDesk, picture } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(150, { officeHours: true })
let row
before(async () => {
  const clerk = await signIn(server.base, 'YYT02')
  const made = await clerk.call('POST', '/cases', registration({ text: '两倍放大时也要看得全的一件：窗口排队两个小时，叫号机坏了没有人管，要求答复何时修好。' }))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  row = made.body
})

/** What cannot be read or reached: words that run out of their button, and controls beyond the screen's edge. */
const cutOff = (page) =>
  page.evaluate(() => {
    const scrolls = (node) => {
      for (let box = node.parentElement; box; box = box.parentElement) if (/auto|scroll/.test(getComputedStyle(box).overflowX) && box !== document.scrollingElement) return true
      return false
    }
    const seen = [...document.querySelectorAll('h1, h2, button, a, label, summary, .tag, input:not([type=file]), textarea')].filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !node.closest('.visually-hidden, .skip') && node.getClientRects().length)
    return seen.flatMap((node) => {
      const { left, right } = node.getBoundingClientRect()
      const words = `${node.tagName} ${node.innerText || node.getAttribute('aria-label') || ''}`.slice(0, 40)
      if ((right > innerWidth + 1 || left < -1) && !scrolls(node)) return [`beyond the edge: ${words}`]
      const ends = getComputedStyle(node).textOverflow === 'ellipsis'
      return node.matches('h1, h2, button:not(.bell), .tag') && !ends && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline' ? [`words run out: ${words}`] : []
    })
  })

const pages = [
  ['YYT02', ['/cases?list=desk', '/cases?list=first_contact', '/cases?list=all&kind=complaint&area=urban&due=later', '/register', '/customers', '/account', () => `/cases/${row.id}`, () => `/cases/${row.id}/slip`, () => `/cases/${row.id}/file`]],
  ['YYT01', ['/cases?list=unit', '/cases?list=offered', '/people', '/roster', '/board']],
  ['HF02', ['/cases?list=follow_up', '/follow_up_calls']],
  ['JCSJ01', ['/board', '/reports', '/reports?part=pauses', '/tip_offs', '/conduct', '/access_log', '/approvals']],
  ['JZ01', ['/board', '/plans', '/leading_group', '/tip_rewards', '/key_accounts']],
  ['admin', ['/people', '/roster', '/directory', '/rulebook', '/rulebook?view=versions', '/calendar', '/imports', '/tokens', '/account', '/coverage']],
]
for (const [name, paths] of pages)
  test(`at 200 % nothing is cut off: ${name}`, async () => {
    const page = await openDesk(browser, server.base, name, { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })
    for (const each of paths) {
      const path = typeof each === 'string' ? each : each()
      await page.goto(server.base + path)
      await page.waitForSelector('main .page *')
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(300)
      await picture(page, `zoom-${path.replace(/\W+/g, '-')}`, true)
      assert.deepEqual(await cutOff(page), [], path)
      await accessible(page, `${path} at 200 %`)
    }
    assert.deepEqual(page.problems, [])
  })

test('at 200 % the dialogs of a case can be filled in and sent', async () => {
  const page = await openDesk(browser, server.base, 'YYT02', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })
  await page.goto(`${server.base}/cases/${row.id}`)
  for (const [key, verb] of [['t', '转办'], ['w', '暂停'], ['1', '更正登记'], ['5', '备注']]) {
    await page.waitForSelector('.timeline')
    await page.keyboard.press(key)
    const dialog = page.locator('.el-dialog', { hasText: verb })
    await dialog.locator('form :focus').waitFor()
    assert.deepEqual(await cutOff(page), [], verb)
    await accessible(page, `${verb} at 200 %`)
    const send = dialog.locator('button[type=submit]')
    await send.scrollIntoViewIfNeeded()
    const box = await send.boundingBox()
    assert.ok(box.y >= 0 && box.y + box.height <= 450, `${verb}: what sends is on the screen`)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }
  assert.deepEqual(page.problems, [])
})
