// Signing in by the bureau's identity provider, against a real one: what lets in, what does not, and what stays possible without it.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeBureau, password, run, signIn, startServer } from '../support/server.mjs'
import { clientId, freePort, startProvider } from '../support/provider.mjs'
import { oneTimeCode } from '../support/one_time_code.mjs'

let bureau, server, provider, folder, log = ''
const environment = (more = {}) => ({
  SHOUWEN_LOG_LEVEL: 'info', SHOUWEN_OIDC_ISSUER: provider.issuer, SHOUWEN_OIDC_CLIENT_ID: clientId, SHOUWEN_OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'), SHOUWEN_OIDC_PLAIN_LOOPBACK: 'yes', SHOUWEN_OIDC_TRUSTED_FACTORS: 'mfa', ...more,
})
async function serve(more = {}, port) {
  const started = await startServer(bureau.data, { environment: environment({ SHOUWEN_OIDC_DESK_URL: `http://127.0.0.1:${port}`, ...more }) }, { port })
  for (const stream of ['stdout', 'stderr']) started.child[stream].on('data', (chunk) => (log += chunk))
  return started
}
let port
before(async () => {
  bureau = makeBureau(5)
  folder = mkdtempSync(join(tmpdir(), 'shouwen-identity-'))
  port = await freePort()
  provider = await startProvider(`http://127.0.0.1:${port}`)
  writeFileSync(join(folder, 'secret'), `${provider.secret}\n`, { mode: 0o600 })
  server = await serve({}, port)
})
after(async () => {
  await server.stop()
  await provider.stop()
  const verified = run(bureau.data, 'verify', '--json')
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
  assert.equal(verified.status, 0, verified.stdout)
})

/** A browser: cookies by host, one answer at a time. */
function browser() {
  const jars = new Map()
  const jar = (url) => jars.get(new URL(url).host) ?? jars.set(new URL(url).host, new Map()).get(new URL(url).host)
  const get = async (url, options = {}) => {
    const cookies = jar(url)
    const answer = await fetch(url, { redirect: 'manual', ...options, headers: { 'Accept-Language': 'zh', Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...options.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/)
      if (/Max-Age=0|expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  /** Through the provider's pages until it sends the browser back; that address, not yet opened. */
  const toReturn = async (to = '/') => {
    let url = `${server.base}/api/v1/session/provider?to=${encodeURIComponent(to)}`
    for (let step = 0; step < 12; step++) {
      const answer = await get(url)
      assert.ok([302, 303].includes(answer.status), `${url}: ${answer.status} ${await answer.text()}`)
      url = new URL(answer.headers.get('location'), url).href
      if (url.startsWith(`${server.base}/api/v1/session/provider/return`)) return url
    }
    throw new Error('never came back')
  }
  const session = () => get(`${server.base}/api/v1/session`)
  return { get, toReturn, session, jar }
}
const refusedWith = async (answer, status, words) => {
  assert.equal(answer.status, status)
  assert.match(answer.headers.get('content-type'), /text\/html/)
  assert.match(await answer.text(), words)
  assert.ok(!answer.headers.getSetCookie().some((line) => /^(__Host-)?shouwen_session=./.test(line)), 'no session')
}

test('V10.2.1 V10.5.2: whoever the provider names signs in, and the session is like any other', async () => {
  provider.signsInAs('YYT02')
  const one = browser()
  const back = await one.get(await one.toReturn('/cases?list=all'))
  assert.equal(back.status, 303)
  assert.equal(back.headers.get('location'), '/cases?list=all')
  const line = back.headers.getSetCookie().find((each) => each.startsWith('shouwen_session='))
  assert.match(line, /HttpOnly; SameSite=Strict/)
  const view = await (await one.session()).json()
  assert.equal(view.officer.code, 'YYT02')
  assert.equal(view.by_provider, true)
  assert.match(log, /sign_in.*signed_in.*provider/)
  const out = await one.get(`${server.base}/api/v1/session`, { method: 'DELETE', headers: { 'X-CSRF-Token': view.csrf_token } })
  assert.equal(out.status, 204)
  assert.equal((await one.session()).status, 401)
  const end = await one.get(`${server.base}/api/v1/session/provider/end`)
  assert.equal(end.status, 302)
  assert.match(end.headers.get('location'), new RegExp(`^${provider.issuer}/session/end\\?client_id=shouwen&post_logout_redirect_uri=`))
})

test('V10.2.1: the request carries state, nonce and a S256 challenge, new ones each time', async () => {
  const asked = async () => new URL((await browser().get(`${server.base}/api/v1/session/provider`)).headers.get('location')).searchParams
  const [one, two] = [await asked(), await asked()]
  assert.equal(one.get('code_challenge_method'), 'S256')
  assert.equal(one.get('response_type'), 'code')
  for (const name of ['state', 'nonce', 'code_challenge']) {
    assert.ok(one.get(name).length >= 43, name)
    assert.notEqual(one.get(name), two.get(name))
  }
})

test('V10.2.1: another state, another browser, or no attempt at all ends on a page that says so', async () => {
  provider.signsInAs('YYT02')
  const one = browser()
  const url = await one.toReturn()
  await refusedWith(await browser().get(url), 401, /不是在本浏览器开始/)
  const wrong = new URL(url)
  wrong.searchParams.set('state', 'A'.repeat(43))
  await refusedWith(await one.get(wrong.href), 401, /不是在本浏览器开始/)
  await refusedWith(await one.get(url), 401, /不是在本浏览器开始/)
})

test('V10.2.2: an answer that names another provider is not taken', async () => {
  provider.signsInAs('YYT02')
  for (const issuer of ['https://evil.example', null]) {
    const one = browser()
    const url = new URL(await one.toReturn())
    assert.equal(url.searchParams.get('iss'), provider.issuer)
    if (issuer) url.searchParams.set('iss', issuer)
    else url.searchParams.delete('iss')
    await refusedWith(await one.get(url.href), 401, /未通过核验（iss）/)
  }
})

test('a code works once: replayed with the same cookie it is refused', async () => {
  provider.signsInAs('YYT02')
  const one = browser()
  const url = await one.toReturn()
  const ticket = one.jar(url).get('shouwen_provider')
  assert.equal((await one.get(url)).status, 303)
  const two = browser()
  two.jar(url).set('shouwen_provider', ticket)
  await refusedWith(await two.get(url), 401, /未通过核验（code）/)
})

test('V10.5.1: a token made for another attempt does not fit this one', async () => {
  provider.signsInAs('YYT02')
  const one = browser(), two = browser()
  const [first, second] = [await one.toReturn(), await two.toReturn()]
  const mixed = new URL(second)
  mixed.searchParams.set('code', new URL(first).searchParams.get('code'))
  await refusedWith(await two.get(mixed.href), 401, /未通过核验（code）/)
})

test('who is nobody here, and who has left, is told so and gets no session; nobody is made', async () => {
  const admin = await signIn(server.base, 'admin')
  const officers = async () => (await admin.call('GET', '/officers')).body.items
  const count = (await officers()).length
  provider.signsInAs('NOBODY')
  let one = browser()
  await refusedWith(await one.get(await one.toReturn()), 403, /没有在职账号/)
  assert.equal((await officers()).length, count)
  const gone = (await officers()).find((row) => row.code === 'RX02')
  assert.equal((await admin.call('DELETE', `/officers/${gone.id}`)).status, 204)
  provider.signsInAs('RX02')
  one = browser()
  const english = await one.get(await one.toReturn(), { headers: { 'Accept-Language': 'en' } })
  await refusedWith(english, 403, /belongs to nobody employed here/)
})

test('cancelled at the provider: a page that says so', async () => {
  provider.next = null
  const one = browser()
  await refusedWith(await one.get(await one.toReturn()), 401, /没有允许这次登录/)
})

test('V5.1.5: no address of anybody else is gone on to', async () => {
  provider.signsInAs('YYT02')
  for (const to of ['https://evil.example', '//evil.example', '/\\evil.example']) {
    const one = browser()
    assert.equal((await one.get(await one.toReturn(to))).headers.get('location'), '/')
  }
})

test('another key of the provider is fetched when it is first seen', async () => {
  provider.rotate()
  provider.signsInAs('YYT02')
  const one = browser()
  assert.equal((await one.get(await one.toReturn())).status, 303)
  assert.equal(provider.calls.filter((call) => call === 'GET /jwks').length, 2, 'once at first and once for the new key')
})

test('V6.8.4: our second factor is asked unless the provider says it asked for one', async () => {
  const officer = await signIn(server.base, 'HF02')
  const { secret } = (await officer.call('POST', '/session/totp', {})).body
  assert.equal((await officer.call('PUT', '/session/totp', { secret, code: oneTimeCode(secret, -1), password })).status, 204)
  provider.signsInAs('HF02', ['pwd', 'mfa'])
  let one = browser()
  assert.equal((await one.get(await one.toReturn('/cases'))).headers.get('location'), '/cases')
  assert.equal((await one.session()).status, 200)
  provider.signsInAs('HF02')
  one = browser()
  assert.equal((await one.get(await one.toReturn('/cases'))).headers.get('location'), '/?second_factor=provider')
  assert.equal((await one.session()).status, 401, 'half a sign-in is none')
  const give = (who, code) => who.get(`${server.base}/api/v1/session/provider/code`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ totp_code: code }) })
  const wrong = await give(one, '000000')
  assert.equal(wrong.status, 401)
  assert.equal((await wrong.json()).code, 'sign_in.code_wrong')
  assert.equal((await give(browser(), oneTimeCode(secret))).status, 401, 'a code without the first factor is nothing')
  const right = await give(one, oneTimeCode(secret))
  assert.equal(right.status, 201, await right.clone().text())
  assert.equal((await right.json()).to, '/cases')
  assert.equal((await (await one.session()).json()).officer.code, 'HF02')
})

test('V16.2.5: the log holds neither secret nor code nor token', () => {
  assert.ok(!log.includes(provider.secret))
  assert.doesNotMatch(log, /eyJ|code=|state=/)
})

test('provider down: a page says so at once, passwords still let in, and it is back by itself', async () => {
  await server.stop()
  await provider.stop()
  server = await serve({}, port)
  const away = await browser().get(`${server.base}/api/v1/session/provider`)
  await refusedWith(away, 503, /暂时无法连接/)
  const began = Date.now()
  await refusedWith(await browser().get(`${server.base}/api/v1/session/provider`), 503, /暂时无法连接/)
  assert.ok(Date.now() - began < 1000, 'nobody waits twice for it')
  await signIn(server.base, 'YYT02')
  await provider.start()
  let status = 503
  for (const until = Date.now() + 20000; status === 503 && Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 500))) status = (await browser().get(`${server.base}/api/v1/session/provider`)).status
  assert.equal(status, 302)
})

test('passwords closed: only those named for emergencies sign in with one, and names make no difference', async () => {
  await server.stop()
  server = await serve({ SHOUWEN_PASSWORD_SIGN_IN: 'off', SHOUWEN_BREAK_GLASS: 'admin' }, port)
  const ways = await (await fetch(`${server.base}/api/v1/sign_in_ways`, { headers: { 'Accept-Language': 'en' } })).json()
  assert.deepEqual(ways, { password: false, provider: "Sign in with the bureau's identity" })
  const attempt = (name) => fetch(`${server.base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password }) })
  for (const name of ['YYT02', 'NOBODY']) {
    const closed = await attempt(name)
    assert.equal(closed.status, 401)
    assert.equal((await closed.json()).code, 'sign_in.password_closed')
  }
  await signIn(server.base, 'admin')
  provider.signsInAs('YYT02')
  const one = browser()
  assert.equal((await one.get(await one.toReturn())).status, 303)
})

test('a name that only the userinfo endpoint tells is asked there', async () => {
  await server.stop()
  await provider.stop()
  provider = await startProvider(`http://127.0.0.1:${port}`, { claimsInToken: false })
  writeFileSync(join(folder, 'secret'), provider.secret)
  server = await serve({}, port)
  provider.signsInAs('YYT02')
  const one = browser()
  assert.equal((await one.get(await one.toReturn())).status, 303)
  assert.equal((await (await one.session()).json()).officer.code, 'YYT02')
  assert.ok(provider.calls.includes('GET /me'))
})

test('settings that let nobody in, or an issuer without TLS, start nothing', () => {
  for (const [more, words] of [[['--password-sign-in', 'off'], /oidc\.issuer/], [['--oidc-issuer', 'http://id.example.cn', '--oidc-client-id', 'a', '--oidc-desk-url', 'https://b'], /https/], [['--oidc-issuer', 'https://id.example.cn'], /oidc\.client_id/], [['--oidc-issuer', 'https://id.example.cn', '--oidc-client-id', 'a', '--oidc-desk-url', 'https://b', '--oidc-client-secret-file', '/nowhere'], /\/nowhere/]]) {
    const said = run(bureau.data, 'serve', '--port', '0', ...more)
    assert.equal(said.status, 2, said.stdout + said.stderr)
    assert.match(said.stderr, words)
  }
})
