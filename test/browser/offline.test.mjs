// A manager's visit without a network in real Chromium: the desk opens and reloads, the day and the customers taken along are read,
// a visit with photos outlives reload and crash, is sent once by itself, says what was sent and what was refused. Art. 11(1), 11(3).
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { chromium } from 'playwright-core'
import { accessible, metSomebody, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { password, root, signIn, startServer } from '../support/server.mjs'

const own = await ownDesk(300)
const { bureau, browser } = own
let { server } = own
let manager, name
before(async () => {
  for (name of ['CD01', 'DK02', 'CDY02', 'XQY01', 'XQ01', 'CDY01']) {
    manager = await signIn(server.base, name)
    if ((await day()).work.length) break
  }
})
const day = async () => (await manager.call('GET', '/account_managers/me/day')).body
const contactsOf = async (id) => (await manager.call('GET', `/managed_customers/${id}/contacts`)).body.items
const written = async (id, words) => (await contactsOf(id)).filter((row) => row.words === words)
async function until(what, meant, tries = 80) {
  for (let n = 0; n < tries && !(await what()); n++) await new Promise((wake) => setTimeout(wake, 500))
  assert.ok(await what(), meant)
}
/** The worker has taken the page over and keeps its files. */
const workerReady = (page) => until(() => page.evaluate(() => navigator.serviceWorker.controller?.state === 'activated').catch(() => false), 'the desk has its worker')
async function open(options) {
  const page = await openDesk(browser, server.base, name, options)
  await page.goto(`${server.base}/my_customers`)
  await page.getByRole('heading', { name: '我的客户' }).waitFor()
  await workerReady(page)
  await page.reload()
  await page.getByRole('heading', { name: '今天要联系' }).waitFor()
  return page
}
/** The customer the keys mean: the most urgent one stands first. */
async function first(page) {
  const link = page.locator('li[aria-current=true] a').first()
  await link.waitFor()
  return { id: Number((await link.getAttribute('href')).split('/').pop()), customer: await link.innerText() }
}
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const dialogOf = (page) => page.getByRole('dialog')
const save = (page) => dialogOf(page).getByRole('button', { name: '保存' }).click()
async function write(page, words, substance = '客户确认情况无变化') {
  await metSomebody(page, '赵工')
  await dialogOf(page).getByLabel('谈了什么').fill(words)
  await dialogOf(page).getByText(substance).click()
  if (substance === '客户确认情况无变化') await dialogOf(page).locator('[data-field=no_change_confirmed_by]').fill('赵工')
}
/** One calm place: the note of the frame, no alerts beside it. */
async function calm(page) {
  assert.equal(await page.locator('main [role=status]:visible', { hasText: '网络中断' }).count(), 1)
  assert.deepEqual(await page.locator('[role=alert]:visible').allInnerTexts(), [])
  assert.equal(await page.locator('.el-notification, .el-message').count(), 0)
}
/** What the browser keeps of answers about people, by the store's own words. */
const keptKeys = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('shouwen_desk')
        opening.onsuccess = () => {
          const asked = opening.result.transaction('kept').objectStore('kept').getAllKeys()
          asked.onsuccess = () => {
            opening.result.close()
            resolve(asked.result)
          }
        }
      }),
  )
const cachedPaths = (page) => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (key) => (await (await caches.open(key)).keys()).map((request) => new URL(request.url).pathname)))).flat())

for (const [size, viewport] of [['1440', wide], ['390', narrow]])
  test(`art_11_3: a visit from morning to evening without a network at ${size} px`, async () => {
    const words = `看了配电房 ${size} 𠮷`
    const page = await open({ viewport })
    const { id, customer } = await first(page)
    await page.keyboard.press('t')
    await page.getByText('户都已带上').waitFor()
    await accessible(page, `the morning, ${size}`)
    for (const path of await cachedPaths(page)) assert.match(path, /^\/(assets\/[^/]+|icon\.svg|desk\.webmanifest|index\.html)$/, 'nothing of the server’s answers is cached')

    await page.context().setOffline(true)
    await page.reload()
    await page.getByText('保存在本机的内容').waitFor()
    await calm(page)
    await accessible(page, `the day without a network, ${size}`)
    await picture(page, `offline-day-${size}`, true)

    await page.getByRole('link', { name: customer }).first().click()
    await page.getByRole('heading', { name: customer }).waitFor()
    await page.getByText('保存在本机的内容').waitFor()
    await calm(page)
    await accessible(page, `a customer without a network, ${size}`)
    await picture(page, `offline-customer-${size}`, true)
    await page.reload()
    await page.getByRole('heading', { name: customer }).waitFor()

    await page.goto(`${server.base}/cases?list=all`)
    await page.getByRole('heading', { name: '这里需要网络' }).waitFor()
    await calm(page)
    await accessible(page, `another page without a network, ${size}`)
    await picture(page, `offline-other-${size}`)
    assert.equal(new URL(page.url()).pathname, '/cases', 'the address stays')
    await page.getByRole('link', { name: '到“我的客户”' }).click()
    await page.getByText('保存在本机的内容').waitFor()

    // What can be known here is known at once, all of it, with names.
    await page.keyboard.press('c')
    await dialogOf(page).getByText('客户确认情况无变化').click()
    await save(page)
    await dialogOf(page).locator('.problem', { hasText: '没有写明同谁联系' }).waitFor()
    assert.match(await dialogOf(page).locator('.problem').innerText(), /没有写明同谁联系[\s\S]*由谁确认.*不能为空/)
    await accessible(page, `a contact with mistakes, ${size}`)
    await picture(page, `offline-mistakes-${size}`)
    assert.equal(await page.getByText('待发送').count(), 0, 'it is not put aside as it is')
    await dialogOf(page).getByText('客户确认情况无变化').click()
    await write(page, words)
    await dialogOf(page).locator('input[type=file]').last().setInputFiles([{ name: '铭牌.png', mimeType: 'image/png', buffer: png }, { name: '清单.docx', mimeType: 'image/png', buffer: Buffer.from('PK') }])
    await dialogOf(page).getByText('“清单.docx”不是图片').waitFor()
    await dialogOf(page).getByRole('img', { name: '照片1' }).waitFor()
    await page.reload()
    await page.getByText('没写完的联系').waitFor()
    await page.getByRole('button', { name: /^继续写/ }).click()
    await dialogOf(page).getByText('已恢复').waitFor()
    assert.equal(await dialogOf(page).getByLabel('谈了什么').inputValue(), words)
    await dialogOf(page).getByRole('img', { name: '照片1' }).waitFor()
    await save(page)
    await dialogOf(page).waitFor({ state: 'hidden' })
    await page.getByText('等待网络').waitFor()
    await calm(page)
    await page.reload()
    await page.getByText('等待网络').waitFor()
    await accessible(page, `what waits, ${size}`)
    await picture(page, `offline-waiting-${size}`, true)
    assert.equal((await written(id, words)).length, 0)

    await page.context().setOffline(false)
    const sent = page.getByRole('status', { name: '已送达服务器的联系' })
    await sent.waitFor({ timeout: 30000 })
    await page.locator('main [role=status]', { hasText: '网络中断' }).waitFor({ state: 'hidden' })
    await accessible(page, `what was sent, ${size}`)
    await picture(page, `offline-sent-${size}`)
    const [row, ...more] = await written(id, words)
    assert.deepEqual([row.photos.length, more.length], [1, 0], 'once, with its photo')
    await sent.getByRole('link').click()
    await page.waitForURL(new RegExp(`/customers/${id}\\?contact=${row.number}`))
    await page.locator('li[aria-current=true]', { hasText: words }).waitFor()
    await page.getByRole('button', { name: '知道了' }).click()
    await sent.waitFor({ state: 'hidden' })
    assert.deepEqual(page.problems, [])
    await page.context().close()
  })

test('art_11_3: what the server refuses stays with field and reason, is mended and sent, or thrown away after a question', async () => {
  const page = await open({ viewport: narrow })
  const { id } = await first(page)
  await page.context().setOffline(true)
  for (const [words, substance] of [['先记一条', '客户确认情况无变化'], ['说改了档案，其实没有', '已更新客户档案'], ['这条不要了', '已更新客户档案']]) {
    await page.keyboard.press('c')
    await write(page, words, substance)
    await save(page)
    await dialogOf(page).waitFor({ state: 'hidden' })
  }
  await page.context().setOffline(false)
  await page.getByText('没有被接受').first().waitFor({ timeout: 30000 })
  await page.getByText('上次联络以后客户档案没有变化').first().waitFor()
  await accessible(page, 'refused contacts')
  await picture(page, 'offline-refused', true)
  const row = (words) => page.locator('.entries > li', { hasText: words })
  await row('这条不要了').getByRole('button', { name: /^删除/ }).click()
  await row('这条不要了').getByRole('alert').waitFor()
  await row('这条不要了').getByRole('button', { name: '取消' }).click()
  await row('这条不要了').getByRole('button', { name: /^删除/ }).click()
  await row('这条不要了').getByRole('button', { name: '确定删除' }).click()
  await row('这条不要了').waitFor({ state: 'detached' })
  await row('说改了档案').getByRole('button', { name: /^修改/ }).click()
  await dialogOf(page).getByText('上次联络以后客户档案没有变化').waitFor()
  await dialogOf(page).getByText('已更新客户档案').click()
  await dialogOf(page).getByText('客户确认情况无变化').click()
  await dialogOf(page).locator('[data-field=no_change_confirmed_by]').fill('赵工')
  await save(page)
  await dialogOf(page).waitFor({ state: 'hidden' })
  await until(async () => (await written(id, '说改了档案，其实没有')).length === 1, 'mended and sent')
  assert.equal((await written(id, '这条不要了')).length, 0)
  await page.context().close()
})

test('the session ends meanwhile: asked to sign in, nothing lost, then sent', async () => {
  const page = await open({ viewport: wide })
  const { id } = await first(page)
  const words = '会话过期时的联系'
  await page.context().setOffline(true)
  await page.keyboard.press('c')
  await write(page, words)
  await dialogOf(page).locator('input[type=file]').last().setInputFiles({ name: '箱.png', mimeType: 'image/png', buffer: png })
  await dialogOf(page).getByRole('img', { name: '照片1' }).waitFor()
  await save(page)
  await dialogOf(page).waitFor({ state: 'hidden' })
  await page.reload()
  await page.getByText('等待网络').waitFor()
  await page.context().clearCookies()
  await page.context().setOffline(false)
  await dialogOf(page).getByText('登录已过期').waitFor({ timeout: 30000 })
  assert.equal((await written(id, words)).length, 0)
  await dialogOf(page).locator('input[name=password]').fill(password)
  await dialogOf(page).locator('button[type=submit]').click()
  await until(async () => (await written(id, words)).length === 1, 'sent after signing in')
  await page.getByRole('status', { name: '已送达服务器的联系' }).waitFor()
  await page.context().close()
})

test('signing out clears what was kept, also without a network, and asks when something waits', async () => {
  const page = await open({ viewport: wide })
  await page.keyboard.press('t')
  await page.getByText('户都已带上').waitFor()
  assert.ok((await keptKeys(page)).some((key) => key.startsWith('customer/')))
  await page.context().setOffline(true)
  await page.keyboard.press('c')
  await write(page, '退出前没发出去')
  await save(page)
  await dialogOf(page).waitFor({ state: 'hidden' })
  await page.locator('header .who').click()
  await page.getByText('退出', { exact: true }).click()
  await dialogOf(page).getByText('还有联系没有发送').waitFor()
  await accessible(page, 'the question before signing out')
  await dialogOf(page).getByRole('button', { name: '仍要退出' }).click()
  await page.locator('input[name=name]').waitFor()
  assert.deepEqual(await keptKeys(page), [])
  await page.reload()
  await page.locator('input[name=name]').waitFor()
  assert.equal(await page.getByText('退出前没发出去').count(), 0)
  const [cookie] = (await page.context().cookies()).filter((one) => one.name.includes('session'))
  await page.context().setOffline(false)
  await until(async () => (await fetch(`${server.base}/api/v1/session`, { headers: { Cookie: `${cookie.name}=${cookie.value}` } })).status === 401, 'the server’s session is ended as soon as it can be')
  await page.fill('input[name=name]', name)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.getByRole('status', { name: '已送达服务器的联系' }).waitFor({ timeout: 30000 })
  await page.context().close()
})

test('the public pages in the same browser take nothing from the desk; without a session the door says why it is closed', async () => {
  const page = await open({ viewport: narrow })
  const before = await cachedPaths(page)
  await page.goto(`${server.base}/p/`)
  await until(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).some((one) => new URL(one.scope).pathname.startsWith('/p') && one.active?.state === 'activated')), 'the public pages have their own worker')
  const names = await page.evaluate(() => caches.keys())
  assert.ok(names.some((one) => one.startsWith('desk-')) && names.some((one) => one.startsWith('shouwen-')), names.join())
  assert.ok((await cachedPaths(page)).length > before.length)
  await page.goto(server.base)
  await page.waitForSelector('nav', { state: 'attached' })
  await page.locator('header .who').click()
  await page.getByText('退出', { exact: true }).click()
  await page.locator('input[name=name]').waitFor()
  await page.context().setOffline(true)
  await page.reload()
  await page.getByText('暂时不能登录').waitFor()
  await accessible(page, 'the door without a network')
  await picture(page, 'offline-door')
  await page.context().close()
})

/** Chromium as a process of ours with a folder of its own: it can be killed as a crash kills it. */
function startBrowser(folder) {
  return new Promise((resolve, reject) => {
    const child = spawn('/usr/bin/chromium', ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--lang=zh-CN', 'about:blank'], { detached: true })
    let heard = ''
    child.stderr.on('data', async (chunk) => {
      heard += chunk
      const address = heard.match(/ws:\/\/\S+/)?.[0]
      if (address && !child.found) {
        child.found = true
        resolve({ child, context: (await chromium.connectOverCDP(address)).contexts()[0] })
      }
    })
    child.on('exit', () => reject(new Error(heard)))
  })
}
/** The browser and all its processes: none of them writes a moment longer. */
const crash = (child) =>
  new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.on('exit', resolve)
    process.kill(-child.pid, 'SIGKILL')
  })
test('art_11_3: a crash of the browser loses neither what was typed nor what waits', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-crash-'))
  const words = '写到一半浏览器崩溃'
  let { child, context } = await startBrowser(folder)
  try {
    const sent = await context.newPage()
    await sent.goto(server.base)
    await sent.fill('input[name=name]', name)
    await sent.fill('input[name=password]', password)
    await sent.keyboard.press('Enter')
    await sent.waitForSelector('nav', { state: 'attached' })
    await sent.goto(`${server.base}/my_customers`)
    await workerReady(sent)
    await sent.keyboard.press('t')
    await sent.getByText('户都已带上').waitFor()
    const { id } = await first(sent)
    await context.setOffline(true)
    await sent.keyboard.press('c')
    await write(sent, words)
    await dialogOf(sent).locator('input[type=file]').last().setInputFiles({ name: '门.png', mimeType: 'image/png', buffer: png })
    await dialogOf(sent).getByRole('img', { name: '照片1' }).waitFor()
    await sent.waitForTimeout(300)
    await crash(child)

    ;({ child, context } = await startBrowser(folder))
    await context.setOffline(true)
    const again = await context.newPage()
    await again.goto(`${server.base}/my_customers`)
    await again.getByText('没写完的联系').waitFor()
    await again.getByRole('button', { name: /^继续写/ }).click()
    assert.equal(await dialogOf(again).getByLabel('谈了什么').inputValue(), words)
    await dialogOf(again).getByRole('img', { name: '照片1' }).waitFor()
    await save(again)
    await dialogOf(again).waitFor({ state: 'hidden' })
    await crash(child)

    ;({ child, context } = await startBrowser(folder))
    const last = await context.newPage()
    await last.goto(server.base)
    // The browser has forgotten the session with its cookies; what was typed it has not.
    await last.fill('input[name=name]', name)
    await last.fill('input[name=password]', password)
    await last.keyboard.press('Enter')
    await until(async () => (await written(id, words)).length > 0, 'sent by itself when the browser is opened again')
    await last.waitForTimeout(1000)
    const rows = await written(id, words)
    assert.deepEqual([rows.length, rows[0].photos.length], [1, 1])
  } finally {
    await crash(child)
    rmSync(folder, { recursive: true, force: true, maxRetries: 30, retryDelay: 200 })
  }
})

/** The same desk as another build would be: every file has another name and the first one says which it is. */
function secondBuild() {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-build-'))
  cpSync(join(root, 'web/dist'), folder, { recursive: true })
  const assets = readdirSync(join(folder, 'assets')).filter((file) => !/\.(gz|br)$/.test(file))
  const renamed = new Map(assets.map((file) => [file, file.replace(/\.(\w+)$/, '2.$1')]))
  const files = [...assets.map((file) => join('assets', file)), 'index.html', 'sw.js']
  for (const file of files) {
    if (!/\.(js|css|html)$/.test(file) || !statSync(join(folder, file)).isFile()) continue
    let text = readFileSync(join(folder, file), 'utf8')
    for (const [from, to] of renamed) text = text.replaceAll(from, to)
    if (file === 'sw.js') text = text.replace(/const version = '\w+'/, "const version = 'second'")
    if (file === 'index.html') text = text.replace('<html', '<html data-build="second"')
    writeFileSync(join(folder, file), text)
  }
  for (const [from, to] of renamed) renameSync(join(folder, 'assets', from), join(folder, 'assets', to))
  return folder
}
test('a new build replaces the old worker: no page is stuck, neither online nor offline', async () => {
  const second = secondBuild()
  const { base } = server
  try {
    const page = await openDesk(browser, base, name, { viewport: wide })
    await page.goto(`${base}/my_customers`)
    await workerReady(page)
    const before = await page.evaluate(() => caches.keys())
    await server.stop()
    server = own.server = await startServer(bureau.data, {}, { port: Number(new URL(base).port), web: second })

    // The page that stood open hears of it and goes on with the next page, by itself.
    await until(async () => {
      // Two seconds after it was opened a page begins to listen for the network.
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      return page.getByText('系统已更新').isVisible()
    }, 'it says that there is a new version')
    await accessible(page, 'a new version')
    await page.getByRole('link', { name: '我的待办' }).click()
    await page.waitForFunction(() => document.documentElement.dataset.build === 'second')
    await page.waitForURL(/\/cases/)
    assert.equal(await page.getByText('系统已更新').count(), 0)
    await until(async () => (await page.evaluate(() => caches.keys())).includes('desk-second'), 'the new worker keeps its own files')
    assert.equal((await page.evaluate(() => caches.keys())).length, before.length + 1, 'the build before stays for pages that are open')

    await page.context().setOffline(true)
    await page.goto(`${base}/my_customers`)
    await page.getByRole('heading', { name: '我的客户' }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.dataset.build), 'second')
    await calm(page)
    // The stream of news ends with the server that was replaced, and so does what was just being fetched ahead of it.
    assert.deepEqual(page.problems.filter((one) => !/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_REFUSED|Refused to apply style from '[^']*\/assets\//.test(one)), [])
    await page.context().close()
  } finally {
    rmSync(second, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
})
