import { openBrowser } from './support/desk.mjs'
const base = 'http://127.0.0.1:18714'
const browser = await openBrowser()
for (const [name, path, viewport] of [['prices_390', '/p/prices', { width: 390, height: 844 }], ['prices_1440', '/p/prices?lang=en', { width: 1440, height: 900 }], ['print_a3', '/p/prices/2/print?paper=a3&lang=zh', { width: 1200, height: 900 }], ['wall', '/p/wall?show=' + (process.argv[2] ?? '4') + '&lang=zh', { width: 1920, height: 1080 }]]) {
  const page = await browser.newPage({ viewport })
  await page.goto(base + path)
  await page.screenshot({ path: `/tmp/pricelists_pics/${name}.png`, fullPage: name !== 'wall' })
  if (name === 'print_a3') { await page.pdf({ path: '/tmp/pricelists_pics/a3.pdf', preferCSSPageSize: true }); await page.goto(base + '/p/prices/2/print?paper=a4&lang=zh'); await page.pdf({ path: '/tmp/pricelists_pics/a4.pdf', preferCSSPageSize: true }) }
  await page.close()
}
await browser.close()
