// How the desk feels in a real browser: frames while scrolling a long list, and how soon an action is seen on screen.
// node bench/desk.mjs http://127.0.0.1:8097 [password]
import { createRequire } from 'node:module'

const { chromium } = createRequire(new URL('../test/package.json', import.meta.url))('playwright-core')
const [base, password = 'shouwen-demo'] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const sorted = (values) => [...values].sort((a, b) => a - b)
const share = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))]
const said = (values) => `median ${share(values, 0.5).toFixed(0)}, p95 ${share(values, 0.95).toFixed(0)}, worst ${Math.max(...values).toFixed(0)} ms`

async function desk(name, viewport = { width: 1440, height: 900 }) {
  const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage()
  await page.goto(base)
  await page.fill('input[name=name]', name)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('[role=grid], .empty')
  return page
}

/** Ten seconds of the wheel: how long each frame took, what kept the page busy, how far one came. */
async function scroll(page, step) {
  return page.evaluate(
    (by) =>
      new Promise((resolve) => {
        const scroller = document.querySelector('.scroller')
        const frames = [], long = []
        new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' })
        let blank = 0, last = performance.now()
        const began = last
        const frame = (now) => {
          frames.push(now - last)
          last = now
          blank += [...scroller.querySelectorAll('tbody tr')].some((row) => row.textContent === '…') ? 1 : 0
          if (now - began > 10000) return resolve({ frames, long, blank, top: scroller.scrollTop, rows: Math.round(scroller.scrollTop / 52) })
          scroller.scrollBy(0, by)
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    step,
  )
}
/** From the key or click to the frame that shows its answer. */
async function answered(page, act, shows, times = 20) {
  const took = []
  for (let i = 0; i < times; ++i) {
    await page.evaluate((code) => {
      const shown = new Function('before', `return (${code})(before)`)
      window.seen = new Promise((resolve) => {
        let began = 0
        const before = { row: document.querySelector('tr.active')?.dataset.index, text: document.querySelector('tbody')?.textContent, url: location.href }
        for (const kind of ['keydown', 'mousedown']) window.addEventListener(kind, () => (began ||= performance.now()), { capture: true, once: true })
        const look = () => (began && shown(before) ? requestAnimationFrame(() => resolve(performance.now() - began)) : requestAnimationFrame(look))
        look()
      })
    }, shows.toString())
    await act(i)
    took.push(await page.evaluate(() => window.seen))
  }
  return took
}

const page = await desk('SCYX01')
await page.goto(`${base}/cases?list=all`)
await page.waitForSelector('tbody tr .title')
for (const [how, step] of [['not at all, for comparison', 0], ['reading pace, 20 px a frame', 20], ['fast, 200 px a frame', 200], ['as fast as it goes, 2,000 px a frame', 2000]]) {
  const { frames, long, blank, rows } = await scroll(page, step)
  const late = frames.filter((took) => took > 33.4).length
  console.log(`  scrolling ${how}: ${frames.length} frames, ${late} later than 33 ms (${((100 * late) / frames.length).toFixed(1)} %), frame ${said(frames)}; long tasks ${long.length}${long.length ? `, longest ${Math.max(...long).toFixed(0)} ms` : ''}; frames with a row still missing ${blank}; row ${rows}`)
}
console.log(`  rows in the page: ${await page.locator('tbody tr').count()}`)
await page.keyboard.press('Home')
await page.waitForTimeout(300)
console.log(`  j, next row: ${said(await answered(page, () => page.keyboard.press('j'), (before) => document.querySelector('tr.active')?.dataset.index !== before.row))}`)
console.log(`  space, tick: ${said(await answered(page, () => page.keyboard.press(' '), () => document.querySelector('tr.active input')?.checked !== (window.ticked ?? false) && ((window.ticked = !window.ticked), true)))}`)
console.log(`  PageDown: ${said(await answered(page, () => page.keyboard.press('PageDown'), (before) => document.querySelector('tr.active')?.dataset.index !== before.row))}`)
await page.keyboard.press('Escape')
const lists = ['我的待办', '全部工单']
console.log(`  open another list: ${said(await answered(page, (i) => page.locator('nav a', { hasText: lists[i % 2] }).first().click(), (before) => location.href !== before.url && document.querySelector('tbody .title, .empty') !== null && document.querySelector('tbody')?.textContent !== before.text, 12))}`)
await page.keyboard.press('j')
console.log(`  open a case: ${said(await answered(page, () => page.keyboard.press('Enter'), () => document.querySelector('.timeline') !== null, 1))}`)
await page.goBack()
await browser.close()
