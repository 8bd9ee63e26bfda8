// The journal's roots as a stranger meets them: the page on a phone, the proof and the checking page saved, the check without a server.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { accessible, narrow, openBrowser, picture, wide } from '../support/desk.mjs'
import { makeBureau, startServer } from '../support/server.mjs'

let bureau, server, browser
const folder = mkdtempSync(join(tmpdir(), 'shouwen-journal-'))
before(async () => {
  bureau = makeBureau(20)
  server = await startServer(bureau.data)
  browser = await openBrowser()
  for (let tries = 0; tries < 60 && !(await (await fetch(`${server.base}/api/v1/journal_roots`)).json()).items.length; ++tries) await new Promise((resolve) => setTimeout(resolve, 250))
})
after(async () => {
  await browser.close()
  await server.stop()
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
})

for (const [name, viewport] of [['1440', wide], ['390', narrow]])
  test(`art_8: a proof is fetched, saved and checked offline: ${name}`, async () => {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', acceptDownloads: true })
    const page = await context.newPage()
    await page.goto(`${server.base}/p/journal`)
    const root = (await page.locator('.roots code').first().innerText()).trim()
    await page.getByLabel('记录编号').fill('１２')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '下载证明文件' }).waitFor()
    await picture(page, `journal-${name}`, true)
    await accessible(page, `journal ${name}`)
    const save = async (link, as) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
      await download.saveAs(join(folder, as))
      return join(folder, as)
    }
    const proof = await save('下载证明文件', 'proof.json'), checker = await save('下载核对网页', 'check.html')
    await context.setOffline(true)
    await page.goto(`file://${checker}`)
    await page.locator('#file').setInputFiles(proof)
    await page.locator('#verdict.proved').waitFor()
    await page.locator('#root').fill(root)
    await page.locator('#verdict.proved').waitFor()
    await picture(page, `journal-check-${name}`, true)
    await accessible(page, `checking page ${name}`)
    await page.locator('#root').fill('0'.repeat(64))
    await page.locator('#verdict.failed').waitFor()
    await context.close()
  })
