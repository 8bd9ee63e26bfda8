// What the public does: reports in every way, on a phone without script and at a desk with it, once by keyboard alone; follows,
// adds, urges, rates, withdraws; in both languages, in large type, at twice the size; and the hall screen. axe on every page.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { accessible as deskAccessible, axeFindsNothing } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { password, signIn } from '../support/server.mjs'

const pictures = process.env.PICTURES
const phoneSize = { width: 390, height: 844 }, deskSize = { width: 1440, height: 900 }
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const photo = { name: '电线.png', mimeType: 'image/png', buffer: png }
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const { server, browser } = await ownDesk(200, { officeHours: true })
before(async () => {
  if (pictures) mkdirSync(pictures, { recursive: true })
})

let visitors = 0
/** Every visitor comes from an address of his own, as behind a proxy: the limits are for one customer. */
async function open(path, { viewport = phoneSize, script = true, locale = 'zh-CN', ...more } = {}) {
  const context = await browser.newContext({ viewport, locale, javaScriptEnabled: script, extraHTTPHeaders: { 'X-Forwarded-For': `198.51.100.${++visitors}` }, ...more })
  const page = await context.newPage()
  page.problems = []
  page.on('pageerror', (error) => page.problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !/status of 4|Cross-Origin-Opener-Policy|ERR_INTERNET_DISCONNECTED/.test(message.text()) && page.problems.push(message.text()))
  await page.goto(server.base + path)
  return page
}
const picture = async (page, name) => pictures && page.screenshot({ path: join(pictures, `${name}-${page.viewportSize().width}.png`), fullPage: true })
/** axe needs script; without it the same address is looked at by another browser with the same cookies. */
async function accessible(page, name) {
  await axeFindsNothing(page, name, wcag)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1), true, `${name} scrolls sideways`)
}
const go = (page) => page.locator('main form button:not(.plain)').last().click()
const choose = async (page, name, value) => {
  await page.check(`input[name=${name}][value="${value}"]`)
  await go(page)
}
const heading = (page) => page.locator('h1').first().innerText()

/** From the first question to the last page; `look` is called on every page. */
async function report(page, { kind = 'fault_report', danger = 'no', category = 'fault_report.power_quality', place = '府南街道', address = '测试路1号', text = '每天晚上电压低，灯很暗。', photos = [], name = '㛃先生', phone = '19900000778' } = {}, look = async () => {}) {
  await page.goto(`${server.base}/p/report`)
  await look('report-kind')
  await choose(page, 'kind', kind)
  if (kind === 'fault_report') {
    await look('report-danger')
    await choose(page, 'danger', danger)
  }
  if (danger === 'yes') {
    await look('report-emergency')
    assert.match(await page.locator('a[href="tel:95598"]').first().innerText(), /95598/)
    await page.locator('a[href="/p/report/category"]').click()
  }
  await look('report-category')
  await choose(page, 'category', category)
  await look('report-place')
  await page.selectOption('#place', place)
  await page.fill('#address', address)
  await go(page)
  await look('report-text')
  await page.fill('#text', text)
  await go(page)
  await look('report-contact')
  if (name) {
    await page.fill('#name', name)
    await page.fill('#phone', phone)
  } else {
    await page.check('input[name=anonymous][value=yes]')
  }
  await go(page)
  await look('report-check')
  if (photos.length) {
    await page.locator('a[href="/p/report/photos"]').click()
    await look('report-photos')
    for (const file of photos) {
      await page.setInputFiles('#photo-file', file)
      if (!page.scripted) await page.locator('button[value=add]').click()
      await page.waitForSelector('.photos img')
    }
    await look('report-photos-kept')
    await go(page)
    await look('report-check-photos')
  }
  await page.locator('form[action="/p/report/send"] button').click()
  await page.waitForURL(/\/p\/report\/received$/)
  await look('received')
  const [number, receipt] = await page.locator('.receipt .number').allInnerTexts()
  assert.match(number, /^\d{14}$/)
  return { number, receipt, phone }
}

for (const [where, viewport] of [['phone', phoneSize], ['desk', deskSize]])
  test(`a fault with danger and a photo, from the first question to the receipt, on a ${where}: art_10_1 art_10_2 art_10_6`, async () => {
    const page = await open('/p', { viewport })
    page.scripted = true
    await accessible(page, 'home')
    await picture(page, 'home')
    const { number, receipt } = await report(page, { danger: 'yes', photos: [photo] }, async (name) => {
      await accessible(page, name)
      await picture(page, name)
    })
    await page.reload()
    assert.match(await page.locator('main').innerText(), new RegExp(receipt), 'the receipt can be looked at again')
    assert.ok(await page.locator('.qr svg').count())
    await page.locator(`a[href="/p/follow?receipt=${receipt}"]`).click()
    await page.waitForURL(/\/p\/case$/)
    const text = await page.locator('main').innerText()
    assert.match(text, new RegExp(number))
    assert.match(text, /到达现场[\s\S]*最迟/)
    assert.match(text, /首问责任人[\s\S]*95598[\s\S]*12398/)
    await accessible(page, 'case')
    await picture(page, 'case')
    const clerk = await signIn(server.base, 'RX02')
    const found = (await clerk.call('GET', `/cases?q=${number}`)).body.items[0]
    const detail = (await clerk.call('GET', `/cases/${found.id}`)).body.service_case
    assert.match(detail.text, /^【客户说明：现场有危险】/)
    assert.deepEqual([detail.channel, detail.area, detail.attachments.length, detail.attachments[0].by_customer], ['web', 'urban', 1, true])
    assert.deepEqual(page.problems, [])
  })

for (const viewport of [phoneSize, deskSize])
  test(`without script at ${viewport.width} px nothing typed is lost, mistakes are said at their field, sent once: art_8 art_10_1`, async () => {
    const page = await open('/p/report', { script: false, viewport })
    await go(page)
    assert.match(await page.locator('.errors').innerText(), /最接近/)
    await choose(page, 'kind', 'fault_report')
    await choose(page, 'danger', 'no')
    await choose(page, 'category', 'fault_report.low_voltage')
    await go(page)
    assert.match(await page.locator('#place-error').innerText(), /列表/)
    assert.match(await page.locator('#address-error').innerText(), /找到地方/)
    await page.selectOption('#place', '~rural')
    await page.locator('summary').click()
    await page.fill('#position', '二十四度')
    await go(page)
    assert.match(await page.locator('#position-error').innerText(), /坐标/)
    await picture(page, 'report-place-errors')
    await page.fill('#position', 'geo:24.8801，102.8329')
    await go(page)
    await page.fill('#text', '整个村子都没有电。')
    await go(page)
    await page.fill('#phone', '12')
    await go(page)
    assert.match(await page.locator('#name-error').innerText(), /称呼/)
    assert.equal(await page.inputValue('#phone'), '12', 'nothing typed is lost')
    await page.fill('#name', '王女士')
    await go(page)
    assert.match(await page.locator('#phone-error').innerText(), /不像电话号码/)
    await picture(page, 'report-contact-errors')
    await page.fill('#phone', '１９９ ０００００７７９')
    await go(page)
    assert.match(await page.locator('.summary').innerText(), /农村[\s\S]*24\.88010,102\.83290[\s\S]*整个村子[\s\S]*19900000779/, 'a number as it is dialled')
    assert.deepEqual([await page.locator('form[action="/p/report/restart"] button').count(), await page.locator('form[action="/p/report/restart"] button').isHidden()], [1, true], 'all is deleted only by who says so twice')
    await page.locator('a[href="/p/report/photos"]').click()
    await page.setInputFiles('#photo-file', { name: '说明.png', mimeType: 'image/png', buffer: Buffer.from('<script>') })
    await page.locator('button[value=add]').click()
    assert.match(await page.locator('#photo-error').innerText(), /说明\.png/)
    await page.setInputFiles('#photo-file', [photo])
    await page.locator('button[value=add]').click()
    assert.equal(await page.locator('.photos img').count(), 1)
    await page.locator('.photos button').click()
    assert.equal(await page.locator('.photos img').count(), 0)
    await go(page)
    await page.locator('a[href="/p/report/text?change=yes"]').click()
    await page.fill('#text', '整个村子都没有电，已经两个小时。')
    await go(page)
    assert.match(page.url(), /\/check$/, 'a change leads back')
    // The browser is closed and opened again: the report is still there.
    const again = await page.context().newPage()
    await again.goto(`${server.base}/p/report`)
    assert.match(await again.locator('main').innerText(), /还没有提交[\s\S]*两个小时/)
    await again.locator('summary', { hasText: '清除，重新填' }).click()
    await again.locator('details button', { hasText: '确定清除' }).waitFor()
    await picture(again, 'report-resume')
    await again.locator('a.button').click()
    assert.match(again.url(), /\/check$/)
    await page.locator('form[action="/p/report/send"] button').click()
    const number = (await page.locator('.receipt .number').first().innerText()).trim()
    await again.locator('form[action="/p/report/send"] button').click()
    assert.equal((await again.locator('.receipt .number').first().innerText()).trim(), number, 'the second sending is the first one')
    await page.goto(`${server.base}/p/follow?number=${number}`)
    await page.fill('#phone', '19900000000')
    await go(page)
    assert.equal(await page.locator('.errors').count(), 1, 'another phone opens nothing')
    await picture(page, 'follow-wrong')
    await page.fill('#phone', '199-0000-0779')
    await go(page)
    await page.locator('summary', { hasText: '催办' }).click()
    await page.locator('form[action*=urge] button').click()
    assert.match(await page.locator('.card').first().innerText(), /已催办/)
    await page.locator('summary', { hasText: '补充' }).click()
    await page.setInputFiles('#add-photo', [photo])
    await page.locator('form[action*=add] button').click()
    assert.match(await page.locator('.story').innerText(), /您传了照片[\s\S]*您催办/)
    await page.locator('summary', { hasText: '撤回' }).click()
    await page.fill('#withdraw-text', '已经来电了。')
    await page.locator('form[action*=withdraw] button').click()
    assert.match(await page.locator('.state').innerText(), /您已撤回/)
    await page.locator('form[action*=leave] button').click()
    await page.goto(`${server.base}/p/case`)
    assert.equal(await page.locator('#number').count(), 1, 'nobody else reads it on this phone')
  })

test('an anonymous tip by keyboard alone: art_9_5', async () => {
  const page = await open('/p')
  const key = (name) => page.keyboard.press(name)
  const tabTo = async (wanted) => {
    for (let i = 0; i < 60; ++i) {
      await key('Tab')
      if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return
    }
    assert.fail(`the keyboard does not reach ${wanted}`)
  }
  const next = async () => {
    await tabTo('main form button:not(.plain)')
    await Promise.all([page.waitForNavigation(), key('Enter')])
  }
  const pick = async (name, value) => {
    await tabTo(`input[name=${name}]`)
    for (let i = 0; i < 60 && !(await page.isChecked(`input[name=${name}][value="${value}"]`)); ++i) await key('ArrowDown')
    await next()
  }
  await key('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip')
  await tabTo('a[href="/p/report"]')
  await Promise.all([page.waitForNavigation(), key('Enter')])
  await pick('kind', 'tip_off')
  await page.waitForURL(/tip\/new$/)
  await tabTo('input[name=category]')
  for (let i = 0; i < 20 && !(await page.isChecked('input[name=category][value="tip_off.theft"]')); ++i) await key('ArrowDown')
  await tabTo('#text')
  await page.keyboard.type('有人在配电房私接电线。')
  await tabTo('#place')
  await key('ArrowDown')
  assert.match(await page.locator('main').innerText(), /只有监察审计/)
  await accessible(page, 'a tip')
  await picture(page, 'report-contact-tip')
  await tabTo('button[type=submit]')
  await Promise.all([page.waitForNavigation(), key('Enter')])
  await page.waitForURL(/tip\/received$/)
  await accessible(page, 'the code')
  const code = (await page.locator('#code').innerText()).trim()
  await page.context().clearCookies()
  await page.goto(`${server.base}/p/tip`)
  await tabTo('#code')
  await page.keyboard.type(code.toLowerCase())
  await Promise.all([page.waitForNavigation(), key('Enter')])
  assert.match(await page.locator('.state').innerText(), /等待受理/)
  await accessible(page, 'the own tip')
  assert.deepEqual(page.problems, [])
})

for (const viewport of [phoneSize, deskSize])
  test(`ask, complain, praise, apply and suggest at ${viewport.width} px; answered ones are rated and taken up again: art_8 art_10_7`, async () => {
    const page = await open('/p', { viewport })
    const rows = [
      { kind: 'inquiry', category: 'inquiry.tariff', text: '阶梯电价怎么算？' },
      { kind: 'complaint', category: 'complaint.billing', text: '电费多收了。' },
      { kind: 'commendation', category: 'commendation.staff', text: '抢修师傅很好。' },
      { kind: 'service_request', category: 'service_request.new_supply', text: '新房要装电表。' },
      { kind: 'suggestion', category: 'suggestion.service', text: '营业厅早点开门。' },
    ]
    const sent = []
    for (const row of rows) {
      sent.push(await report(page, { ...row, place: '~none', address: '' }, async (name) => {
        if (row.kind !== 'service_request') return
        await picture(page, `apply-${name}`)
        if (name === 'report-text') assert.match(await page.locator('main').innerText(), /要带的资料[\s\S]*身份证明/)
      }))
      await page.locator('form[action="/p/report/restart"] button').click()
    }
    const clerk = await signIn(server.base, 'RX01')
    const auditor = await signIn(server.base, 'JCSJ01')
    const found = (await clerk.call('GET', `/cases?q=${sent[1].number}`)).body.items[0]
    const holder = await signIn(server.base, (await auditor.call('GET', '/officers')).body.items.find((row) => row.id === found.responsible_officer_id).code)
    const answered = await holder.call('POST', `/cases/${found.id}/replies`, { channel: 'phone', text: '已核对，多收的退回账户。' }, { 'If-Match': `"${found.version}"` })
    assert.equal(answered.status, 201, JSON.stringify(answered.body))
    await page.goto(`${server.base}/p/follow?receipt=${sent[1].receipt}`)
    assert.match(await page.locator('.state').innerText(), /已经答复/)
    const places = await page.evaluate(() => ['.answer', 'input[name=stars]', '.calls'].map((selector) => document.querySelector(selector).getBoundingClientRect().top))
    assert.deepEqual(places, [...places].sort((a, b) => a - b), 'the answer stands above all that may be done with it')
    assert.match(await page.locator('.answer').innerText(), /多收的退回账户/)
    await page.locator('form[action*=rate] button').click()
    assert.match(await page.locator('#stars .error').innerText(), /./, 'what is missing is said in our words, not the browser\'s')
    await accessible(page, 'rating without stars')
    await accessible(page, 'answered case')
    await picture(page, 'case-answered')
    await page.check('input[name=stars][value="4"]')
    await page.locator('form[action*=rate] button').click()
    assert.match(await page.locator('.card').first().innerText(), /谢谢/)
    assert.match(await page.locator('.story').innerText(), /您的评价\s*★★★★ 满意/)
    await page.locator('summary', { hasText: '重新办理' }).click()
    await page.fill('#reopen-text', '还没有收到退款。')
    await page.locator('form[action*=reopen] button').click()
    assert.match(await page.locator('.state').innerText(), /正在办理/)
    assert.deepEqual(page.problems, [])
  })

test('a place is found by a few characters, and an input method may finish composing first', async () => {
  const page = await open('/p/report')
  await choose(page, 'kind', 'complaint')
  await choose(page, 'category', 'complaint.outage')
  const shown = () => page.locator('#place optgroup option:not([hidden])').count()
  const before = await shown()
  await page.locator('#place-search').focus()
  await page.evaluate(() => {
    const box = document.getElementById('place-search')
    box.dispatchEvent(new CompositionEvent('compositionstart'))
    box.value = "fu'nan"
    box.dispatchEvent(new InputEvent('input', { isComposing: true }))
  })
  assert.equal(await shown(), before, 'nothing is searched while it composes')
  await page.evaluate(() => {
    const box = document.getElementById('place-search')
    box.value = '府南'
    box.dispatchEvent(new CompositionEvent('compositionend'))
  })
  assert.equal(await shown(), 1)
  assert.equal(await page.inputValue('#place'), '府南街道')
  await page.keyboard.press('Enter')
  assert.match(page.url(), /\/place$/, 'Enter in the search sends nothing')
  await picture(page, 'report-place-search')
})

const addresses = ['/p', '/p/report', '/p/report/danger', '/p/report/category', '/p/report/place', '/p/report/text', '/p/report/photos', '/p/report/contact', '/p/report/check', '/p/report/emergency', '/p/report/received', '/p/follow', '/p/case', '/p/service', '/p/offline']
/** A browser with a draft on its way, so that every question can be opened. */
async function withDraft(page) {
  await page.goto(`${server.base}/p/report/kind`)
  await choose(page, 'kind', 'fault_report')
  await choose(page, 'danger', 'no')
  await choose(page, 'category', 'fault_report.metering')
  await page.selectOption('#place', '三岔镇')
  await page.fill('#address', 'No. 1')
  await go(page)
  await page.fill('#text', 'The meter is dark.')
  await go(page)
  await page.fill('#name', 'Li')
  await page.fill('#phone', '19900000881')
  await go(page)
}

test('in English no Chinese is left but names and sources; language and size are kept from page to page', async () => {
  const page = await open('/p', { locale: 'zh-CN' })
  await page.locator('header a[hreflang=en]').click()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await withDraft(page)
  await page.locator('header a', { hasText: 'Larger' }).click()
  assert.match(page.url(), /\/p\/report\/check\?size=large$/, 'the switch keeps the page')
  // Places, units and people keep their names; documents are cited by theirs; the bureau writes announcements itself.
  const names = ['示范供电局', '三岔镇', '95598服务班', '中文', '見', ...(await (await signIn(server.base, 'RX02')).call('GET', '/officers')).body.items.map((row) => row.name)]
  for (const address of addresses) {
    await page.goto(server.base + address)
    assert.equal((await page.locator('html').getAttribute('class')).split(' ').includes('large'), true, address)
    await accessible(page, `${address} in English and large`)
    if (['/p', '/p/report', '/p/service', '/p/report/check'].includes(address)) await picture(page, `en-large${address.replaceAll('/', '-')}`)
    const left = await page.evaluate(() => {
      const root = document.body.cloneNode(true)
      for (const node of root.querySelectorAll('[lang^=zh], option, select')) node.remove()
      return root.textContent + document.title + [...root.querySelectorAll('[aria-label], [alt], [placeholder]')].map((node) => ['aria-label', 'alt', 'placeholder'].map((name) => node.getAttribute(name) ?? '').join(' ')).join(' ')
    })
    const han = names.reduce((text, name) => text.replaceAll(name, ''), left).match(/.{0,12}[\p{Script=Han}].{0,12}/gu)
    assert.equal(han, null, `${address}: ${han}`)
  }
})

test('twice the size, and a small phone with large type, scroll only downwards', async () => {
  for (const [viewport, query] of [[{ width: 720, height: 450 }, ''], [{ width: 320, height: 640 }, '?size=large']]) {
    const page = await open(`/p${query}`, { viewport })
    await withDraft(page)
    for (const address of addresses) {
      await page.goto(server.base + address)
      await accessible(page, `${address} at ${viewport.width}`)
    }
    await picture(page, 'offline')
    await page.goto(`${server.base}/p`)
    await picture(page, 'home-zoomed')
  }
})

test('the dark scheme has contrast too', async () => {
  const page = await open('/p', { colorScheme: 'dark' })
  await withDraft(page)
  for (const address of ['/p', '/p/report/kind', '/p/report/emergency', '/p/report/check', '/p/follow', '/p/service']) {
    await page.goto(server.base + address)
    await accessible(page, `${address} in the dark`)
    if (address === '/p') await picture(page, 'home-dark')
  }
})

test('a first visit costs less than 100 kB, everything included', async () => {
  for (const address of ['/p', '/p/report', '/p/follow', '/p/service', '/p/wall']) {
    const context = await browser.newContext({ viewport: phoneSize, serviceWorkers: 'block' })
    const page = await context.newPage()
    let plain = 0, zipped = 0
    page.on('response', async (response) => {
      const body = await response.body().catch(() => Buffer.alloc(0))
      plain += body.length
      zipped += gzipSync(body).length
    })
    await page.goto(server.base + address, { waitUntil: 'networkidle' })
    console.log(`${address}: ${(plain / 1000).toFixed(1)} kB, ${(zipped / 1000).toFixed(1)} kB gzip`)
    assert.ok(zipped > 1000 && plain < 100_000, `${address}: ${plain}`)
    await context.close()
  }
})

test('installed, it says when there is no network and keeps nothing about people', async () => {
  const page = await open('/p/')
  const manifest = await (await page.request.get(`${server.base}/p/manifest.webmanifest`)).json()
  assert.deepEqual([manifest.start_url, manifest.scope, manifest.display], ['/p/', '/p/', 'standalone'])
  for (const icon of manifest.icons) assert.equal((await page.request.get(server.base + icon.src)).status(), 200)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await withDraft(page)
  const kept = await page.evaluate(async () => {
    const found = []
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname)
    return found.sort()
  })
  assert.deepEqual(kept, ['/p/icon.svg', '/p/offline', '/p/script.js', '/p/style.css'])
  await page.context().setOffline(true)
  await page.goto(`${server.base}/p/service`)
  assert.match(await heading(page), /没有网络/)
  await page.context().setOffline(false)
})

test('the hall screen: large, in turns, without a person in it: art_8', async () => {
  const office = await signIn(server.base, 'JBGS02')
  const at = (hours) => new Date(Date.now() + hours * 3600000 + 7 * 86400000).toISOString().slice(0, 19) + 'Z'
  const told = await office.call('POST', '/announcements', { title_zh: '计划停电', body_zh: '周五上午九点到十一点，府南街道检修线路，请提前准备。', title_en: 'Planned outage', body_en: 'Friday 9 to 11, Funan.', valid_from: at(-24 * 30), valid_to: at(24 * 30) })
  assert.equal(told.status, 201, JSON.stringify(told.body))
  for (const viewport of [{ width: 1920, height: 1080 }, deskSize]) {
    const page = await open('/p/wall', { viewport })
    const titles = new Set()
    for (let show = 0; show < 10; ++show) {
      await page.goto(`${server.base}/p/wall?show=${show}`)
      titles.add(await page.locator('h2').innerText())
      await accessible(page, `wall ${show}`)
      const smallest = await page.evaluate(() => Math.min(...[...document.querySelectorAll('#wall *')].filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())).map((node) => parseFloat(getComputedStyle(node).fontSize))) / innerWidth)
      assert.ok(smallest >= 0.025, `letters of ${smallest} of the width`)
      assert.equal(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1), true, `wall ${show} fits the screen`)
      const text = await page.locator('body').innerText()
      assert.doesNotMatch(text, /1990000\d{4}|先生|女士/)
      await picture(page, `wall-${show}`)
    }
    assert.ok(titles.has('计划停电') && titles.has('公示电价（元/千瓦时）') && titles.size >= 4, [...titles].join())
    await page.locator('button[data-pause]').focus()
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('button[data-pause]').innerText(), '继续')
    assert.deepEqual(page.problems, [])
  }
  const still = await open('/p/wall', { script: false, viewport: deskSize })
  assert.match(await still.content(), /http-equiv="refresh" content="20;url=\/p\/wall\?show=1"/)
  const home = await open('/p')
  assert.match(await home.locator('.announcements').innerText(), /计划停电/)
  await picture(home, 'home-announcement')
})

test('what things take and cost, and how we do: art_8 art_9_1 art_10_2', async () => {
  for (const viewport of [phoneSize, deskSize]) {
    const page = await open('/p/service', { viewport })
    for (const summary of await page.locator('#prices ~ details > summary').all()) await summary.click()
    const text = await page.locator('main').innerText()
    assert.match(text, /报修[\s\S]*45分钟[\s\S]*城区[\s\S]*供电服务承诺/)
    assert.match(text, /不含举报/)
    assert.match(text, /居民阶梯 第一档\s*0\.58886875 元\/千瓦时[\s\S]*粤价〔2012〕135号/)
    await page.locator('#papers ~ details > summary').first().click()
    assert.match(await page.locator('details[open]').first().innerText(), /身份证明/)
    await accessible(page, 'service')
    await picture(page, 'service')
  }
})

for (const viewport of [deskSize, phoneSize])
  test(`the office tells everybody something and takes it down again at ${viewport.width} px: art_8`, async () => {
    const page = await open('/', { viewport })
    await page.fill('input[name=name]', 'JBGS02')
    await page.fill('input[name=password]', password)
    await page.keyboard.press('Enter')
    await page.waitForSelector('nav', { state: 'attached' })
    await page.goto(`${server.base}/announcements`)
    // By the bureau's clock, whatever the computer's zone and time.
    const houseNow = Date.parse((await fetch(`${server.base}/ready`)).headers.get('date'))
    const shownFrom = await page.locator('label', { hasText: '开始' }).locator('input').inputValue()
    assert.equal(shownFrom.slice(0, 13), new Date(houseNow + 8 * 3600000).toISOString().slice(0, 13).replace('T', ' '))
    const title = `电表轮换${viewport.width}`
    await page.locator('label', { hasText: '标题' }).first().locator('input').fill(title)
    await page.locator('label', { hasText: '内容' }).first().locator('textarea').fill('周五起更换到期电表，不收费。')
    // Nothing is published before it was looked at.
    await page.locator('form button[type=submit]', { hasText: '预览' }).click()
    const looking = page.locator('.el-dialog', { hasText: '发布前核对' })
    await looking.locator('article', { hasText: title }).waitFor()
    await looking.locator('button', { hasText: '返回修改' }).click()
    await looking.waitFor({ state: 'hidden' })
    assert.equal(await page.locator('tr', { hasText: title }).count(), 0)
    await page.locator('form button[type=submit]', { hasText: '预览' }).click()
    await looking.locator('button', { hasText: '发布' }).click()
    const row = page.locator('tr', { hasText: title })
    await row.waitFor()
    assert.match(await row.innerText(), /显示中/)
    await page.mouse.move(1, 1)
    await deskAccessible(page, 'announcements')
    await picture(page, 'announcements')
    const home = await open('/p')
    assert.match(await home.locator('.announcements').innerText(), new RegExp(title))
    await row.locator('button', { hasText: '撤下' }).click()
    await page.locator('tr', { hasText: title }).locator('text=已结束').waitFor()
    await home.reload()
    assert.doesNotMatch(await home.locator('main').innerText(), new RegExp(title))
    assert.deepEqual(page.problems, [])
  })

test('the staff\'s door says whose house it is; a refused password is typed anew', async () => {
  for (const viewport of [phoneSize, deskSize]) {
    const page = await open('/', { viewport })
    await page.fill('input[name=name]', 'YYT02')
    await page.fill('input[name=password]', 'not the password')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('input[name=password]').value === '')
    assert.equal(await page.locator('.sign-in .bureau').innerText(), '示范供电局')
    assert.equal(await page.evaluate(() => document.activeElement.name), 'password')
    await picture(page, 'sign-in-refused')
  }
})
