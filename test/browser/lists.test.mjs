// A day with lists: by keyboard alone, at a desk and on a phone; filters kept, many cases at once, calls, input methods, and
// rows that never jump. In real Chromium, with axe.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { accessible, narrow, openDesk, picture, wide } from '../support/desk.mjs'
import { ownDesk } from '../support/own.mjs'
import { registration, signIn } from '../support/server.mjs'

const { server, browser } = await ownDesk(400, { officeHours: true })
let clerk
before(async () => {
  clerk = await signIn(server.base, 'YYT02')
  for (let i = 0; i < 30; ++i) await register({ text: `第${i}件：窗口人员态度冷淡，问题没有答复。` })
})

async function register(more, who = clerk) {
  const answer = await who.call('POST', '/cases', registration(more))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}
/** Answered by the clerk, so that the customer is to be called. */
async function answered(text) {
  const made = await register({ text })
  const reply = await clerk.call('POST', `/cases/${made.id}/replies`, { channel: 'phone', text: '已向您说明并致歉。' }, { 'If-Match': `"${made.version}"` })
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  return made
}
async function desk(name, viewport) {
  const page = await openDesk(browser, server.base, name, { viewport })
  await page.waitForSelector('[role=grid], .empty')
  return page
}
const rowCount = (page) => page.locator('[role=grid]').getAttribute('aria-rowcount').then(Number)
const activeIndex = (page) => page.evaluate(() => Number(document.querySelector('tr.active')?.dataset.index))
const settled = (page) => page.waitForFunction(() => document.querySelector('tbody tr .title'))

test('by keyboard alone: move, page, tick a range, open, and come back to the same row', async () => {
  const page = await desk('YYT02')
  await settled(page)
  for (const key of ['j', 'j', 'k', 'ArrowDown']) await page.keyboard.press(key)
  assert.equal(await activeIndex(page), 2)
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-rowindex')), '4', 'the focus is on the row')
  await page.keyboard.press(' ')
  for (const key of ['J', 'Shift+ArrowDown']) await page.keyboard.press(key)
  assert.equal(await page.locator('tr[aria-selected=true]').count(), 3)
  await page.waitForSelector('[role=toolbar] >> text=已选 3 件')
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('[role=toolbar]').count(), 0)
  await page.keyboard.press('PageDown')
  await page.waitForFunction(() => Number(document.querySelector('tr.active')?.dataset.index) > 10)
  await page.keyboard.press('End')
  await page.waitForFunction((last) => Number(document.querySelector('tr.active')?.dataset.index) === last, (await rowCount(page)) - 2)
  await page.keyboard.press('Home')
  await page.waitForSelector('tr.active[data-index="0"]')
  await page.keyboard.press('End')
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await page.waitForSelector('tr.active[aria-selected=true]')
  const place = await activeIndex(page)
  const top = await page.evaluate(() => document.querySelector('.scroller').scrollTop)
  assert.ok(top > 0)
  const text = await page.locator('tr.active .title').innerText()
  await page.keyboard.press('Enter')
  await page.waitForSelector('.timeline')
  assert.match(await page.locator('main').innerText(), new RegExp(text))
  await page.goBack()
  await settled(page)
  await page.waitForFunction((wanted) => Number(document.querySelector('tr.active')?.dataset.index) === wanted, place)
  assert.equal(await page.evaluate(() => document.querySelector('.scroller').scrollTop), top, 'the place is kept')
  assert.equal(await page.locator('tr[aria-selected=true]').count(), 1, 'ticks are kept')
  assert.deepEqual(page.problems, [])
})

test('only the rows one sees are in the page; the others come as one scrolls', async () => {
  const page = await desk('SCYX01')
  await page.goto(`${server.base}/cases?list=all`)
  await settled(page)
  const all = (await rowCount(page)) - 1
  assert.ok(all > 300, `${all} cases`)
  const ids = new Set()
  for (let i = 0; i < 400; ++i) {
    for (const href of await page.locator('tbody .title').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) ids.add(href)
    assert.ok((await page.locator('tbody tr').count()) < 60)
    if (ids.size === all) break
    await page.evaluate(() => document.querySelector('.scroller').scrollBy(0, 700))
    await page.waitForTimeout(30)
  }
  assert.equal(ids.size, all, 'every case is reached, each once')
  assert.equal(await page.locator('tbody tr').last().getAttribute('aria-rowindex'), String(all + 1))
  assert.deepEqual(page.problems, [])
})

test('art_10_7: the desk in parts; numbers in the navigation, on the tabs and of the rows agree, also when something changes', async () => {
  const made = await register({ text: '转出去等待接收的一件。' })
  const page = await desk('YYT02')
  const waiting = (await clerk.call('GET', '/cases/counts')).body.waiting
  const units = (await clerk.call('GET', '/units')).body.items
  await clerk.call('POST', `/cases/${made.id}/transfers`, { to_unit_id: units.find((unit) => unit.code === 'KHFW-JL').id, reason: 'other_department' }, { 'If-Match': `"${made.version}"` })
  await page.waitForFunction((count) => [...document.querySelectorAll('.tabs a')].some((tab) => Number(/等待他方\s*(\d+)/.exec(tab.textContent)?.[1]) === count), waiting + 1)
  for (const part of ['待我接收', '我承办的', '等待他方', '今日到期', '已超时']) {
    const tab = page.locator('.tabs a', { hasText: part })
    await tab.click()
    await page.waitForFunction((name) => document.querySelector('.tabs a[aria-current]')?.textContent.includes(name), part)
    const count = Number((await tab.locator('.count').innerText()).trim())
    if (count) await page.waitForSelector(`[role=grid][aria-rowcount="${count + 1}"]`)
    else await page.waitForSelector('.empty')
  }
  for (const list of ['我的首问', '我的待办', '本部门']) {
    const link = page.locator('nav a', { hasText: list })
    const count = Number((await link.locator('.count').innerText()).trim())
    await link.click()
    await page.waitForSelector(`[role=grid][aria-rowcount="${count + 1}"]`)
  }
  assert.deepEqual(page.problems, [])
})

test('filters: set, taken off, kept under a name, opening the list, shared; columns go with the officer', async () => {
  const page = await desk('SCYX01')
  await page.goto(`${server.base}/cases?list=all`)
  await settled(page)
  await page.locator('button', { hasText: '更多筛选' }).click()
  const drawer = page.locator('.el-drawer')
  await drawer.locator('label', { hasText: '地区' }).locator('.el-select').click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: '农村' }).click()
  await page.waitForURL(/area=rural/)
  await drawer.locator('label', { hasText: '受理日期起' }).locator('input').fill('2026-01-05')
  await page.keyboard.press('Enter')
  await page.waitForURL(/from=2026-01-05/)
  await picture(page, 'filters-1440')
  await accessible(page, 'the filters')
  await drawer.locator('button', { hasText: '查看结果' }).click()
  await page.waitForSelector('.chip >> text=2026-01-05 起受理')
  await page.locator('button', { hasText: '常用筛选' }).click()
  const dialog = page.locator('.el-dialog')
  await dialog.locator('label', { hasText: '名称' }).locator('input').fill('农村新单')
  await dialog.locator('.el-select').click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: '全局' }).click()
  await dialog.locator('button', { hasText: '保存' }).click()
  await dialog.locator('li', { hasText: '农村新单' }).locator('.el-checkbox').click()
  await picture(page, 'saved-filters')
  await accessible(page, 'saved filters')
  await page.waitForTimeout(600)
  await page.keyboard.press('Escape')

  const elsewhere = await desk('SCYX01')
  await elsewhere.locator('nav a', { hasText: '全部工单' }).click()
  await elsewhere.waitForURL(/area=rural/)
  await elsewhere.waitForSelector('button:has-text("常用筛选：农村新单")')
  await elsewhere.locator('.chip', { hasText: '农村' }).click()
  await elsewhere.waitForURL((url) => !url.search.includes('area='))
  await elsewhere.locator('button', { hasText: '列' }).first().click()
  await elsewhere.locator('.el-dialog li', { hasText: '地区' }).locator('.el-checkbox').click()
  await elsewhere.locator('.el-dialog li', { hasText: '首问' }).locator('.el-checkbox').click()
  await elsewhere.getByRole('button', { name: '类别：上移' }).click()
  await picture(elsewhere, 'columns')
  await accessible(elsewhere, 'the columns')
  await elsewhere.waitForTimeout(700)

  const third = await desk('SCYX01')
  await third.goto(`${server.base}/cases?list=all&kind=complaint`)
  await settled(third)
  const heads = await third.locator('thead th').allInnerTexts()
  assert.deepEqual(heads.map((head) => head.trim()), ['', '下一时限', '类别', '诉求', '客户', '承办', '受理', '地区'])
  const other = await desk('YYT02')
  await other.locator('button', { hasText: '常用筛选' }).click()
  await other.locator('.el-dialog .name', { hasText: '农村新单' }).click()
  await other.waitForURL(/area=rural/)
  for (const each of [page, elsewhere, third, other]) assert.deepEqual(each.problems, [])
})

test('art_4 art_10_7: the unit’s queue: who carries what, whom to give a case to and why, in one key, and back', async () => {
  const page = await desk('YYT01')
  await page.goto(`${server.base}/cases?list=unit`)
  await settled(page)
  await page.waitForSelector('.suggestion strong, .suggestion > .soft')
  // What waits for another unit to accept is nobody's to give out, and it says so.
  for (let i = 0; i < 9 && !(await page.locator('.suggestion strong').count()); ++i) {
    assert.match(await page.locator('.suggestion').innerText(), /无人可建议.*第\d+条/s)
    await page.keyboard.press('j')
    await page.waitForTimeout(600)
  }
  assert.match(await page.locator('.reasons').innerText(), /负荷最轻.*第10条第7项/s)
  await picture(page, 'unit-1440')
  await accessible(page, 'the unit')
  const number = (await page.locator('tr.active .second .number').innerText()).trim()
  const who = await page.locator('.suggestion strong').innerText()
  await page.keyboard.press('s')
  await page.waitForSelector(`.given >> text=${number} 已指派给${who}`)
  await page.waitForFunction(([name]) => document.querySelector('tr.active [data-column=holder]')?.textContent.includes(name), [who])
  await page.keyboard.press('z')
  await page.waitForFunction(() => document.querySelector('tr.active [data-column=holder]')?.textContent.includes('王芳'))
  await page.locator('.people button', { hasText: '王芳' }).click()
  await page.waitForURL(/officer_id=/)
  await page.waitForFunction(() => {
    const holders = [...document.querySelectorAll('tbody [data-column=holder]')]
    return holders.length && holders.every((one) => one.textContent.includes('王芳'))
  })
  assert.deepEqual(page.problems, [])
})

test('art_10_7: many at once: previewed, run, partly refused with reasons, taken back', async () => {
  const page = await desk('YYT01')
  const foreign = await register({ text: '办理中被他人抢先改动的一件。' })
  await page.goto(`${server.base}/cases?list=unit&stage=open`)
  await settled(page)
  await page.keyboard.press('End')
  await page.keyboard.press(' ')
  for (let i = 0; i < 2; ++i) await page.keyboard.press('K')
  await page.waitForSelector('[role=toolbar] >> text=已选 3 件')
  await picture(page, 'bulk-bar')
  await page.locator('[role=toolbar] button', { hasText: '指派' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.locator('.el-dialog')
  await dialog.locator('.el-select').click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: '林秀英' }).first().click()
  await page.keyboard.press('Control+Enter')
  await dialog.locator('text=可执行 3 件').waitFor()
  await accessible(page, 'the preview')
  await clerk.call('POST', `/cases/${foreign.id}/notes`, { text: '抢先的备注。' })
  await page.keyboard.press('Control+Enter')
  await dialog.locator('.tag', { hasText: '完成' }).first().waitFor()
  await dialog.locator('button', { hasText: /撤销 \d 件/ }).waitFor()
  await picture(page, 'bulk-done')
  const done = await dialog.locator('.tag', { hasText: '完成' }).count(), failed = await dialog.locator('.tag', { hasText: '未成功' }).count()
  assert.equal(done + failed, 3)
  assert.equal(failed, 1, 'the one that changed meanwhile says so')
  // Looked at again in its new version, it can be done too.
  await dialog.locator('button', { hasText: '重试 1 件' }).click()
  await dialog.locator('button', { hasText: '撤销 3 件' }).click()
  await page.waitForFunction(() => document.querySelectorAll('.el-dialog .tag.ok').length === 3 && !document.querySelector('.el-dialog .is-loading'))
  await dialog.locator('button', { hasText: '关闭' }).click()
  await settled(page)
  const head = await signIn(server.base, 'YYT01')
  const moved = (await head.call('GET', '/cases?list=unit&limit=200')).body.items.filter((row) => row.responsible_officer_name === '林秀英')
  assert.deepEqual(moved, [], 'all are back with who held them')

  // What cannot be done is said for each before anything happens.
  const marketing = await desk('SCYX01')
  await marketing.goto(`${server.base}/cases?list=all&stage=closed`)
  await settled(marketing)
  await marketing.keyboard.press(' ')
  await marketing.locator('[role=toolbar] button', { hasText: '催办' }).click()
  await marketing.locator('.el-dialog textarea').fill('请尽快。')
  await marketing.keyboard.press('Control+Enter')
  await marketing.locator('.el-dialog >> text=不可执行 1 件').waitFor()
  assert.match(await marketing.locator('.el-dialog .why').innerText(), /已经办结.*第10条第1项/s)
  assert.ok(await marketing.locator('.el-dialog button[type=submit]').isDisabled())
  for (const each of [page, marketing]) assert.deepEqual(each.problems, [])
})

test('rows never jump: what changes changes in place, what leaves is marked, what is new waits', async () => {
  const leaving = await register({ text: '马上要转走的一件。' })
  const page = await desk('YYT02')
  await page.locator('.tabs a', { hasText: '我承办的' }).click()
  await settled(page)
  await page.keyboard.press('End')
  await page.waitForSelector('.title:has-text("马上要转走的一件")')
  const before = await page.locator('tbody .title').allInnerTexts()
  const reply = await clerk.call('POST', `/cases/${leaving.id}/replies`, { channel: 'phone', text: '已答复。' }, { 'If-Match': `"${leaving.version}"` })
  assert.equal(reply.status, 201)
  await register({ text: '新来的一件。' })
  await page.waitForSelector('button:has-text("有更新")')
  await page.waitForSelector('tr:has-text("马上要转走的一件") .gone')
  assert.deepEqual(await page.locator('tbody .title').allInnerTexts(), before)
  await page.locator('button', { hasText: '有更新' }).click()
  await page.waitForFunction(() => document.querySelectorAll('.gone').length === 0)
  await page.keyboard.press('End')
  await page.waitForSelector('.title:has-text("新来的一件")')
  assert.equal(await page.locator('.title', { hasText: '马上要转走的一件' }).count(), 0)
  assert.deepEqual(page.problems, [])
})

for (const viewport of [wide, narrow])
  test(`art_10_1: follow-up calls, one screen each, one key each, at ${viewport.width} px`, async () => {
    const cases = []
    for (const text of ['满意的一件', '不满意的一件', '没打通的一件']) cases.push(await answered(`${text}（${viewport.width}）。`))
    const page = await desk('HF02', viewport)
    await page.goto(`${server.base}/cases?list=follow_up`)
    await page.locator('a', { hasText: '开始回访' }).click()
    const wanted = { 满意的一件: '1', 不满意的一件: '2', 没打通的一件: '3' }
    for (let i = 0; i < 60 && Object.keys(wanted).length; ++i) {
      await page.waitForFunction(() => document.querySelector('.columns h2, .none') && !document.querySelector('.is-loading'))
      const text = await page.locator('main').innerText()
      const found = Object.keys(wanted).find((name) => text.includes(`\n${name}（${viewport.width}）`))
      const number = await page.locator('h2.number').first().innerText()
      if (!found) {
        await page.keyboard.press('ArrowRight')
      } else {
        assert.match(text, /已向您说明并致歉/)
        assert.match(text, /您好，这里是示范供电局/)
        assert.match(text, /19900000001/, 'the number to call is in clear: the duty needs it')
        if (i === 0 || found === '不满意的一件') await picture(page, `call-${viewport.width}`)
        await accessible(page, `a call at ${viewport.width}`)
        if (found === '不满意的一件') {
          await page.keyboard.press('2')
          await page.waitForSelector('text=重新办理需要写下客户的话')
          await page.locator('textarea').fill('还是没人来。')
          await page.locator('textarea').blur()
        }
        await page.keyboard.press(wanted[found])
        await page.waitForSelector(`[role=status] >> text=${number.slice(0, 14)}`)
        delete wanted[found]
      }
      await page.waitForFunction((old) => document.querySelector('.none') || (document.querySelector('h2.number')?.innerText ?? old) !== old, number, { timeout: 5000 })
    }
    assert.deepEqual(Object.keys(wanted), [])
    // At the end of the round those without a result are said, and another round begins with one key.
    for (let i = 0; i < 60 && !(await page.locator('.none').count()); ++i) {
      const number = await page.locator('h2.number').first().innerText()
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction((old) => document.querySelector('.none') || (document.querySelector('h2.number')?.innerText ?? old) !== old, number, { timeout: 5000 })
    }
    assert.match(await page.locator('.none').innerText(), /这一轮已打完，还有 \d+ 件没有结果/)
    await accessible(page, `a round is over at ${viewport.width}`)
    await page.keyboard.press('r')
    await page.waitForSelector('h2.number')
    const states = []
    for (const made of cases) states.push((await clerk.call('GET', `/cases/${made.id}`)).body.service_case)
    assert.deepEqual(states.map((row) => row.stage), ['closed', 'open', 'resolved'])
    assert.equal(states[1].reopenings, 1)
    assert.deepEqual(page.problems, [])
  })

test('an input method composes in peace: half a pinyin neither searches nor moves anything', async () => {
  const page = await desk('YYT02')
  await settled(page)
  const keys = await page.context().newCDPSession(page)
  const asked = []
  page.on('request', (request) => /\/api\/v1\/(customers|cases)\?/.test(request.url()) && asked.push(decodeURIComponent(request.url())))
  const compose = async (parts) => {
    for (const part of parts) await keys.send('Input.imeSetComposition', { text: part, selectionStart: part.length, selectionEnd: part.length })
  }
  await page.locator('header input').focus()
  await compose(['t', 'ti', 'tin', 'ting', 'tingd', 'tingdian'])
  await page.waitForTimeout(400)
  assert.deepEqual(asked.filter((url) => url.includes('q=')), [])
  assert.equal(await activeIndex(page), 0)
  assert.match(page.url(), /\/cases/, 'n does not register, j does not move')
  await keys.send('Input.insertText', { text: '停电' })
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=%E5%81%9C%E7%94%B5/)

  await page.goto(`${server.base}/customers`)
  await page.waitForSelector('tbody tr')
  asked.length = 0
  await page.locator('main input').first().focus()
  await compose(['z', 'zh', 'zhang'])
  await page.waitForTimeout(500)
  assert.deepEqual(asked.filter((url) => /q=z/.test(url)), [], 'nothing is searched while composing')
  await keys.send('Input.insertText', { text: '张' })
  await page.waitForURL(/q=/)
  await page.waitForFunction(() => document.querySelector('tbody [data-column=name]')?.textContent.startsWith('张'))
  assert.ok(asked.some((url) => url.includes('q=张')), asked.join('\n'))
  assert.deepEqual(page.problems, [])
})

test('art_10_6: customers by initials, phone, account; who one is and what is open beside, by keyboard', async () => {
  const customer = (await clerk.call('GET', '/customers?q=zw&limit=1')).body.items[0] ?? (await clerk.call('GET', '/customers?limit=1')).body.items[0]
  await register({ contact: { name: '测试客户', phone: '19900000001', address: '测试路1号', customer_id: customer.id }, text: '这位客户的一件。' })
  const page = await desk('YYT02')
  await page.goto(`${server.base}/customers`)
  await page.waitForSelector('tbody tr')
  await page.locator('main input').first().fill(customer.account_number)
  await page.waitForSelector(`aside:has-text("${customer.account_number}")`)
  await page.waitForSelector('aside >> text=这位客户的一件')
  await picture(page, 'customers-1440')
  await accessible(page, 'customers')
  await page.locator('aside button', { hasText: '查看全部' }).click()
  await page.locator('aside form input').fill('客户来电核对')
  await page.keyboard.press('Enter')
  await page.waitForSelector('aside a[href^="tel:"]')
  await page.locator('main input').first().fill('')
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length > 5)
  await page.locator('tbody tr').first().focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const second = (await clerk.call('GET', '/customers?limit=2')).body.items[1]
  await page.waitForSelector(`aside:has-text("${second.account_number}")`)
  assert.deepEqual(page.problems, [])
})

for (const viewport of [wide, narrow])
  test(`axe finds nothing on the lists, light and dark, at ${viewport.width} px`, async () => {
    for (const [name, paths] of [['YYT01', ['/cases?list=desk', '/cases?list=offered', '/cases?list=unit', '/cases?list=all&kind=complaint&due=later&area=urban', '/cases?list=all&q=无此内容', '/customers']], ['HF02', ['/cases?list=follow_up', '/follow_up_calls']]]) {
      const page = await desk(name, viewport)
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme })
        for (const path of paths) {
          await page.goto(server.base + path)
          await page.waitForSelector('tbody tr, .empty, .none, .columns')
          await page.waitForTimeout(400)
          await picture(page, `${path.slice(1, 24).replace(/\W+/g, '-')}-${viewport.width}-${colorScheme}`)
          await accessible(page, `${path} ${colorScheme}`)
        }
      }
      if (name === 'YYT01') {
        await page.goto(`${server.base}/cases?list=unit`)
        await page.locator('td.tick').first().click()
        await page.waitForSelector('[role=toolbar]')
        await accessible(page, 'the bar of many at once')
        await page.locator('.title').nth(1).click()
        await page.waitForSelector('.timeline')
      }
      assert.deepEqual(page.problems, [])
    }
  })

test('English is complete on the lists', async () => {
  const page = await desk('YYT01')
  await page.locator('.who').click()
  await page.locator('.el-dropdown-menu__item:visible', { hasText: 'English' }).click()
  for (const path of ['/cases?list=desk', '/cases?list=unit', '/cases?list=all', '/customers']) {
    await page.goto(server.base + path)
    await page.waitForSelector('tbody tr, .empty')
    await page.waitForTimeout(500)
    if (path.startsWith('/cases') && (await page.locator('td.tick').count())) await page.locator('td.tick').first().click()
    const words = await page.evaluate(() => [...document.querySelectorAll('main h1, main th, main button, main label, .tabs, .reasons, [role=toolbar], main .keys')].map((node) => node.textContent).join('\n'))
    const left = words.split('\n').filter((line) => /[一-鿿]/.test(line.replace(/林秀英|王芳|吉田玉|𠮷田玉|田玉/g, '')))
    assert.deepEqual(left, [], path)
  }
})
