// TLS with a certificate of our own making: versions, ciphers, headers, cookies, and a renewed certificate read while it runs.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import tls from 'node:tls'
import { binary, makeBureau, password, root, run, startServer } from '../support/server.mjs'
import { sendRaw } from '../support/raw_http.mjs'

let bureau, server, folder, log = ''
const pem = (name) => join(folder, name)
function make(name, subject) {
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30', '-keyout', pem(`${name}.key`), '-out', pem(`${name}.crt`), '-subj', `/CN=${subject}`, '-addext', 'subjectAltName=IP:127.0.0.1'], { encoding: 'utf8' })
  assert.equal(made.status, 0, made.stderr)
}
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-tls-'))
  make('first', 'first.example')
  make('second', 'second.example')
  copyFileSync(pem('first.crt'), pem('chain.pem'))
  copyFileSync(pem('first.key'), pem('key.pem'))
  bureau = makeBureau(10)
  server = await startServer(bureau.data, { options: ['--tls-certificate', pem('chain.pem'), '--tls-key', pem('key.pem')], environment: { SHOUWEN_LOG_LEVEL: 'info' } })
  for (const stream of ['stdout', 'stderr']) server.child[stream].on('data', (chunk) => (log += chunk))
})
after(async () => {
  await server.stop()
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (path, { method = 'GET', body, headers = {}, ...more } = {}) =>
  new Promise((resolve, reject) => {
    const request = https.request(server.base + path, { method, headers, rejectUnauthorized: false, agent: false, ...more }, (answer) => {
      const certificate = answer.socket.getPeerCertificate?.()
      let text = ''
      answer.on('data', (chunk) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text, subject: certificate?.subject?.CN, protocol: answer.socket.getProtocol() }))
    })
    request.on('error', reject)
    request.end(body)
  })
const signIn = () => ask('/api/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'RX02', password }) })

test('V12.1.1 V12.1.2: TLS 1.2 and 1.3 only, forward secrecy and authenticated ciphers only', async () => {
  assert.match(server.base, /^https:/)
  assert.equal((await ask('/health')).protocol, 'TLSv1.3')
  const two = await ask('/health', { maxVersion: 'TLSv1.2' })
  assert.equal(two.protocol, 'TLSv1.2')
  for (const maxVersion of ['TLSv1', 'TLSv1.1']) await assert.rejects(ask('/health', { minVersion: 'TLSv1', maxVersion, ciphers: 'ALL:@SECLEVEL=0' }), undefined, maxVersion)
  for (const ciphers of ['AES128-SHA', 'AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-SHA256', 'ECDHE-ECDSA-AES256-SHA', 'NULL', 'RC4']) await assert.rejects(ask('/health', { maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` }), undefined, ciphers)
  assert.equal((await ask('/health', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-CHACHA20-POLY1305' })).status, 200)
})

test('V12.2.1 V4.1.2: who speaks plain HTTP to it gets nothing', async () => {
  const { text } = await sendRaw(server.base, 'GET /health HTTP/1.1\r\nHost: a\r\n\r\n')
  assert.doesNotMatch(text, /HTTP\/1\.1 [23]/)
})

test('V3.4.1 V3.3.1: HSTS and prefixed cookies by the own certificate too', async () => {
  const signed = await signIn()
  assert.equal(signed.status, 201)
  assert.match(signed.headers['strict-transport-security'], /max-age=31536000; includeSubDomains/)
  assert.match(signed.headers['set-cookie'][0], /^__Host-shouwen_session=.*; Secure$/)
  const cookie = signed.headers['set-cookie'][0].split(';')[0]
  assert.equal((await ask('/api/v1/session', { headers: { Cookie: cookie } })).status, 200)
  assert.equal((await ask('/p', { headers: { 'X-Forwarded-Proto': 'http' } })).headers['strict-transport-security'] !== undefined, true, 'nobody talks it out of it')
})

test('large answers, uploads and keep-alive pass through it', async () => {
  const signed = await signIn()
  const headers = { Cookie: signed.headers['set-cookie'][0].split(';')[0], 'X-CSRF-Token': JSON.parse(signed.text).csrf_token }
  assert.ok((await ask('/api/openapi.json')).text.length > 100000)
  const csv = await ask('/api/v1/cases/export?format=csv&list=desk', { headers })
  assert.equal(csv.status, 200)
  const big = await ask('/api/v1/cases', { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: 'x'.repeat(3 << 20) }).catch((error) => error)
  assert.ok(big.status === 413 || /EPIPE|ECONNRESET/.test(big.code), `${big.status} ${big.code}`)
  const two = await sendRaw(server.base, 'GET /health HTTP/1.1\r\nHost: a\r\n\r\nGET /ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', { tls: {} })
  assert.deepEqual(two.statuses, [200, 200])
  assert.ok(two.closed)
})

test('a renewed certificate is read on SIGHUP, a broken one is not', async () => {
  assert.equal((await ask('/health')).subject, 'first.example')
  const held = tls.connect({ host: '127.0.0.1', port: new URL(server.base).port, rejectUnauthorized: false })
  await new Promise((resolve) => held.once('secureConnect', resolve))
  copyFileSync(pem('second.crt'), pem('chain.pem'))
  server.child.kill('SIGHUP')
  await setTimeout(500)
  assert.equal((await ask('/health')).subject, 'first.example', 'certificate and key do not belong together')
  assert.match(log, /certificate_not_read/)
  copyFileSync(pem('second.key'), pem('key.pem'))
  server.child.kill('SIGHUP')
  await setTimeout(500)
  assert.equal((await ask('/health')).subject, 'second.example')
  assert.match(log, /certificate_read ends_at=\d+/)
  held.write('GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  const answered = await new Promise((resolve) => held.once('data', (chunk) => resolve(chunk.toString())))
  assert.match(answered, /200 OK/, 'who was connected goes on')
  held.destroy()
  const metrics = await ask('/metrics')
  assert.ok(Number(metrics.text.match(/^shouwen_certificate_end_timestamp_seconds (\d+)/m)[1]) > Date.now() / 1000)
})

test('what cannot be served is said, and nothing starts', () => {
  const start = (...options) => spawnSync(binary, ['--data', bureau.data, '--rulebook', join(root, 'rulebook'), 'serve', '--port', '0', ...options], { encoding: 'utf8', timeout: 20000 })
  const half = start('--tls-certificate', pem('chain.pem'))
  assert.equal(half.status, 2)
  assert.match(half.stderr, /settings\.tls_half/)
  assert.equal(start('--trusted-proxies', '10.0.0.0/99').status, 2)
  assert.equal(start('--log-format', 'xml').status, 2)
})

test('doctor sees a certificate near its end, an open key, an address without TLS', () => {
  writeFileSync(pem('wide.key'), 'x')
  chmodSync(pem('wide.key'), 0o644)
  const look = (...options) => {
    const said = run(bureau.data, '--web', join(root, 'web/dist'), '--json', 'doctor', ...options)
    return { status: said.status, state: Object.fromEntries(JSON.parse(said.stdout).map((row) => [row.what, row.state])) }
  }
  const own = look('--tls-certificate', pem('chain.pem'), '--tls-key', pem('key.pem'), '--address', '0.0.0.0')
  assert.equal(own.state.tls, 'well')
  assert.equal(own.state.data, 'well')
  assert.equal(own.state['house.key'], 'well')
  assert.equal(own.state.schema, 'well')
  assert.equal(own.status, 0)
  const open = look('--address', '0.0.0.0')
  assert.equal(open.state.tls, 'bad')
  assert.equal(open.status, 1)
  const broken = look('--tls-certificate', pem('chain.pem'), '--tls-key', pem('wide.key'))
  assert.equal(broken.state.tls_key, 'bad')
  assert.equal(broken.state.tls, 'bad')
  spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-keyout', pem('short.key'), '-out', pem('short.crt'), '-subj', '/CN=short'])
  assert.equal(look('--tls-certificate', pem('short.crt'), '--tls-key', pem('short.key')).state.tls, 'worth_a_look')
  assert.equal(look('--backup-folder', folder).state.backup, 'bad', 'no backup in there')
})
