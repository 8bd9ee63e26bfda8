// The desk in real Chromium: sign in, do a verb, look for what axe finds.
import axe from 'axe-core'
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { password } from './server.mjs'

export const wide = { width: 1440, height: 900 }
export const narrow = { width: 390, height: 844 }

/** Without motion: what a test sees is where it belongs. */
export const openBrowser = (...more) => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--force-prefers-reduced-motion', ...more] })

/** SHOUWEN_TEST_SLOWEST=400: every answer of the server takes up to that many milliseconds longer, one more, another less, as on a
 *  busy machine or a poor line. A page that shows the new beside the old, or a test that does not wait, is found so. */
const slowest = Number(process.env.SHOUWEN_TEST_SLOWEST ?? 0)

/** A signed-in desk in a window of its own; `page.problems` gathers what the console complains about. */
export async function openDesk(browser, base, name, { viewport = wide, ...more } = {}) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', ...more })
  const page = await context.newPage()
  if (slowest) await page.route('**/api/**', (route) => rest(Math.random() * slowest).then(() => route.continue()))
  page.problems = []
  page.on('pageerror', (error) => page.problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !/401|status of 4|Cross-Origin-Opener-Policy|ERR_INTERNET_DISCONNECTED/.test(message.text()) && page.problems.push(message.text()))
  await page.goto(base)
  await page.fill('input[name=name]', name)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('nav', { state: 'attached' })
  return page
}

/** axe finds nothing wrong in the page and its frames. Only what is wrong is gathered: all that is right takes five times as long. */
export async function axeFindsNothing(page, name, tags) {
  for (const frame of page.frames()) await frame.evaluate(axe.source)
  const violations = await page.evaluate(async (values) => (await window.axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })).violations.map((row) => `${row.id}: ${row.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(' | ')}`), tags)
  assert.deepEqual(violations, [], `axe on ${name}`)
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** axe finds nothing, and nothing is wider than the screen. */
export async function accessible(page, name) {
  // A list that is just closing is no longer the page; a dialog that is just opening has not its colours yet.
  await page.waitForFunction(() => [...document.querySelectorAll('.el-popper')].every((node) => getComputedStyle(node).display === 'none') && document.getAnimations().every((one) => one.playState !== 'running'), null, { timeout: 5000 })
  // What has been scrolled half under the header is not too small to be hit.
  await page.evaluate(() => window.scrollTo(0, 0))
  await axeFindsNothing(page, name, rules)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(over <= 1, `${name} is ${over} px wider than the screen`)
}

/** Fills the dialog of a verb: labels to values; a select takes what its text contains. */
export async function act(page, verb, fields = {}) {
  await page.locator('.actions button', { hasText: verb }).first().click()
  const dialog = page.locator('.el-dialog', { hasText: verb }).last()
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog.locator('label', { hasText: label }).first()
    if (await field.locator('.el-select').count()) {
      await field.locator('.el-select').click()
      await page.locator('.el-select-dropdown__item:visible', { hasText: value }).first().click()
    } else {
      await field.locator('input, textarea').first().fill(value)
      // A day typed counts when its field is left.
      if (await field.locator('.el-date-editor').count()) await page.keyboard.press('Tab')
    }
  }
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Whoever spoke for the customer, by name and role: "somebody else" where representatives are registered. */
export async function metSomebody(page, name, role = '电工') {
  const dialog = page.getByRole('dialog')
  await dialog.locator('.person label').first().waitFor()
  await page.waitForLoadState('networkidle')
  const pick = dialog.getByRole('combobox', { name: '客户代表' })
  if (await pick.count()) {
    await pick.click()
    await page.getByRole('option', { name: '其他人' }).click()
  }
  await dialog.locator('[data-field=representative]').fill(name)
  await dialog.locator('[data-field=representative_role]').fill(role)
}

/** Kept when PICTURES names a folder. */
export async function picture(page, name, fullPage = false) {
  if (!process.env.PICTURES) return
  mkdirSync(process.env.PICTURES, { recursive: true })
  await page.screenshot({ path: join(process.env.PICTURES, `${name}.png`), fullPage })
}
