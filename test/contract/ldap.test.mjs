// Signing in by the bureau's directory, against a real slapd: who is in it and here gets in with the password of there, nobody else;
// by name or by search, encrypted with a certificate that is checked, and with emergency passwords while it is down.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { oneTimeCode } from '../support/one_time_code.mjs'
import { makeBureau, password, run, startServer } from '../support/server.mjs'
import { hasSlapd, startDirectory } from '../support/slapd.mjs'

const skip = hasSlapd ? false : 'slapd is not installed'
let bureau, directory, server
const serve = async (more) => {
  await server?.stop()
  server = await startServer(bureau.data, { environment: { SHOUWEN_LDAP_CA_FILE: directory.authority, SHOUWEN_BREAK_GLASS: 'admin', SHOUWEN_LDAP_TIME_OUT_SECONDS: '2', ...more } })
}
const byName = { SHOUWEN_LDAP_BIND_AS: 'uid={name},ou=people,dc=bureau,dc=cn' }
before(async () => {
  if (skip) return
  bureau = makeBureau(10)
  directory = await startDirectory({ YYT02: '目录里的密码 2', RX02: '另一个 密码', stranger: '不在本局的人' })
  await serve({ ...byName, SHOUWEN_LDAP_URL: directory.encrypted })
})
after(async () => {
  await server?.stop()
  await directory?.remove()
  bureau?.remove()
})
const post = (path, body, headers = {}, method = 'POST') => fetch(`${server.base}/api/v1${path}`, { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) })
async function signIn(name, secret, code) {
  const answer = await post('/session', { name, password: secret, ...(code ? { totp_code: code } : {}) })
  const body = await answer.json()
  return { status: answer.status, code: body.code, session: body, cookie: answer.headers.get('set-cookie')?.split(';')[0] }
}
const headersOf = (one) => ({ Cookie: one.cookie, 'X-CSRF-Token': one.session.csrf_token })

test('the password of the directory opens, the house’s own does not; nobody is made by it', { skip }, async () => {
  const clerk = await signIn('YYT02', '目录里的密码 2')
  assert.deepEqual([clerk.status, clerk.session.officer.name, clerk.session.must_change_password, clerk.session.by_ldap], [201, '王芳', false, true])
  assert.equal((await fetch(`${server.base}/api/v1/cases?list=desk`, { headers: { Cookie: clerk.cookie } })).status, 200)
  for (const [name, secret] of [['YYT02', password], ['YYT02', ''], ['YYT02', '另一个 密码'], ['stranger', '不在本局的人'], ['nobody', 'x'], ['YYT02,ou=people', '目录里的密码 2'], ['*', '目录里的密码 2'], ['YYT0㛃', 'x']])
    assert.deepEqual([(await signIn(name, secret)).status], [401], `${name} ${secret}`)
  assert.equal((await signIn('admin', password)).status, 201, 'the emergency name has the house’s own')
})

test('its password cannot be changed here; what asks for one’s password asks the directory', { skip }, async () => {
  const agent = await signIn('RX02', '另一个 密码')
  const changed = await post('/session/password', { old_password: '另一个 密码', new_password: '屋檐下的十二只麻雀' }, headersOf(agent), 'PUT')
  assert.equal((await changed.json()).code, 'password.kept_elsewhere')
  const { secret } = await (await post('/session/totp', {}, headersOf(agent))).json()
  assert.equal((await post('/session/totp', { secret, code: oneTimeCode(secret, -1), password }, headersOf(agent), 'PUT')).status, 422)
  assert.equal((await post('/session/totp', { secret, code: oneTimeCode(secret, -1), password: '另一个 密码' }, headersOf(agent), 'PUT')).status, 204)
  assert.equal((await signIn('RX02', '另一个 密码')).code, 'sign_in.code_needed')
  assert.equal((await signIn('RX02', '另一个 密码', oneTimeCode(secret))).status, 201)
})

test('wrong ones are counted as ever', { skip }, async () => {
  let last
  for (let tries = 0; tries < 7; ++tries) last = await signIn('JL01', `wrong ${tries}`)
  assert.equal(last.status, 401)
  assert.equal(last.code, 'sign_in.locked')
})

test('found by search, over STARTTLS', { skip }, async () => {
  await serve({ SHOUWEN_LDAP_URL: directory.plain, SHOUWEN_LDAP_START_TLS: 'yes', SHOUWEN_LDAP_SEARCH_BASE: 'dc=bureau,dc=cn', SHOUWEN_LDAP_SEARCH_FILTER: '(&(objectClass=inetOrgPerson)(uid={name}))', SHOUWEN_LDAP_SEARCH_DN: 'cn=searcher,dc=bureau,dc=cn', SHOUWEN_LDAP_SEARCH_PASSWORD_FILE: directory.searcher })
  assert.equal((await signIn('YYT02', '目录里的密码 2')).status, 201)
  for (const name of ['*', 'YYT0*', 'YYT02)(uid=*']) assert.equal((await signIn(name, '目录里的密码 2')).status, 401, name)
})

test('a certificate nobody vouches for, and a directory that is down: said so, the emergency name works', { skip }, async () => {
  await serve({ ...byName, SHOUWEN_LDAP_URL: directory.encrypted, SHOUWEN_LDAP_CA_FILE: '' })
  assert.deepEqual([(await signIn('YYT02', '目录里的密码 2')).status, (await signIn('YYT02', '目录里的密码 2')).code], [503, 'sign_in.ldap_unreachable'])
  await serve({ ...byName, SHOUWEN_LDAP_URL: directory.encrypted })
  await directory.halt()
  assert.equal((await signIn('YYT02', '目录里的密码 2')).code, 'sign_in.ldap_unreachable')
  assert.equal((await signIn('admin', password)).status, 201)
  await directory.start()
  assert.equal((await signIn('YYT02', '目录里的密码 2')).status, 201, 'what could not be asked was no wrong try')
})

test('settings that would send passwords in clear, or ask the same for everybody, keep the server from starting', { skip }, () => {
  for (const [more, said] of [[['--ldap-url', 'ldap://ldap.example.cn', '--ldap-bind-as', 'uid={name}'], /ldap\.url/], [['--ldap-url', 'ldaps://ldap.example.cn', '--ldap-bind-as', 'uid=x'], /ldap\.bind_as/], [['--ldap-url', 'ldaps://x', '--ldap-search-base', 'dc=x', '--ldap-search-password-file', '/nowhere'], /\/nowhere/]]) {
    const told = run(bureau.data, 'serve', '--port', '0', ...more)
    assert.equal(told.status, 2)
    assert.match(told.stdout + told.stderr, said)
  }
})
