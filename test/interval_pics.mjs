import { accessible, narrow, openBrowser, openDesk, wide } from './support/desk.mjs'
const base = 'http://127.0.0.1:18713'
const browser = await openBrowser()
for (const [size, viewport] of [['wide', wide], ['narrow', narrow]]) {
  const page = await openDesk(browser, base, 'DK01', { viewport })
  await page.goto(`${base}/customers/70`)
  await page.locator('.load .chart svg').waitFor()
  await page.locator('.peers .one').first().waitFor()
  const shot = async (name) => { await page.waitForTimeout(400); await page.locator('.load').screenshot({ path: `/tmp/interval_pics/${name}-${size}.png` }) }
  await shot('typical')
  await page.locator('.peers').screenshot({ path: `/tmp/interval_pics/peers-${size}.png` })
  for (const name of ['day', 'week', 'heat']) { await page.keyboard.press('l'); await shot(name) }
  await page.keyboard.press('h'); await shot('heat-table')
  try { await accessible(page, 'customer load') } catch (e) { console.log(size, e.message) }
  console.log(size, page.problems)
  await page.goto(`${base}/key_accounts`)
  try {
    await page.locator('.areas .chart svg').waitFor({ timeout: 5000 })
    await page.keyboard.press('l'); await page.waitForTimeout(500)
    await page.locator('.areas').screenshot({ path: `/tmp/interval_pics/areas-${size}.png` })
    try { await accessible(page, 'areas') } catch (e) { console.log(size, e.message) }
    console.log(page.problems)
  } catch (e) { console.log(e.message.slice(0, 200)); await page.screenshot({ path: `/tmp/interval_pics/areas-${size}.png` }) }
  await page.context().close()
}
await browser.close()
