// The main pages look as docs/screens shows them. The clock stands still and the bureau is made from one seed, so a page that
// differs was changed: look at build/screens, and if the new look is meant, run script/screens and commit the pictures.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { narrow, openDesk, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { root, signIn } from '../support/server.mjs'
import { screens } from './pages.mjs'

const clock = { stoppedAt: '2026-11-24 02:30:00' }
const now = new Date('2026-11-24T02:30:00Z')
const reference = join(root, 'docs/screens')
const found = join(root, 'build/screens')
/** Smoothing of letters may differ by a release of the browser; a moved line or another colour is far beyond this. */
const tolerated = 0.002
const { server, browser } = await ownDesk(1500, clock, '--font-render-hinting=none', '--disable-lcd-text')
before(async () => {
  mkdirSync(found, { recursive: true })
})

const desks = new Map()
/** One window for a role, size and scheme; signing in costs a second. */
async function windowOf({ role, size, scheme }) {
  const key = `${role}${size.width}${scheme}`
  if (!desks.has(key)) {
    const options = { viewport: size, reducedMotion: 'reduce', colorScheme: scheme, bypassCSP: true }
    desks.set(key, role ? await openDesk(browser, server.base, role, options) : await (await browser.newContext({ ...options, locale: 'zh-CN' })).newPage())
    await desks.get(key).clock.setFixedTime(now)
  }
  return desks.get(key)
}
// Put into the page from outside, which its own policy forbids to everybody else. The fonts are those script/setup installs: a
// computer may have others that the pages would rather take.
const still = '*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; font-family: "DejaVu Sans", "Noto Sans CJK SC" !important; }'

/** Share of points that differ; 1 if there is nothing to compare with. */
function difference(name, shot) {
  const file = join(reference, `${name}.png`)
  if (!existsSync(file)) return 1
  const one = PNG.sync.read(readFileSync(file))
  const other = PNG.sync.read(shot)
  if (one.width !== other.width || one.height !== other.height) return 1
  const drawn = new PNG({ width: one.width, height: one.height })
  const points = pixelmatch(one.data, other.data, drawn.data, one.width, one.height, { threshold: 0.15 })
  if (points / (one.width * one.height) > tolerated) writeFileSync(join(found, `${name}.difference.png`), PNG.sync.write(drawn))
  return points / (one.width * one.height)
}

for (const { name, role = '', path, size = wide, scheme = 'light', ready, prepare } of screens)
  test(`screen ${name}`, async () => {
    const page = await windowOf({ role, size: size === 'narrow' ? narrow : size, scheme })
    const officer = role ? await signIn(server.base, role) : null
    await page.goto(server.base + (typeof path === 'function' ? await path(officer) : path))
    await page.waitForSelector(ready)
    await page.addStyleTag({ content: still })
    if (prepare) await prepare(page)
    await page.waitForLoadState('networkidle').catch(() => {})
    await page.mouse.move(0, 0)
    await page.evaluate(() => document.fonts.ready)
    const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    if (process.env.UPDATE_SCREENS) return writeFileSync(join(reference, `${name}.png`), shot)
    const share = difference(name, shot)
    if (share > tolerated) writeFileSync(join(found, `${name}.png`), shot)
    assert.ok(share <= tolerated, `${name} differs in ${(share * 100).toFixed(2)} % of its points: compare build/screens with docs/screens`)
  })
