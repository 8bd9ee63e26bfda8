// A real server on a free port with a small demonstration bureau of its own: in a file, or with SHOUWEN_TEST_DATABASE (the URI of
// a PostgreSQL server, as test/support/cluster.mjs starts one) in a database of its own.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export const root = new URL('../../', import.meta.url).pathname
export const binary = join(root, 'build/release/src/shouwen')
export const password = 'shouwen-demo'

const faketime = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'
const hour = 3600

/** Seconds from now to ten o'clock in China on a Tuesday to Thursday: when nobody's rest is disturbed. */
function secondsToOfficeHours() {
  const china = new Date(Date.now() + 8 * hour * 1000)
  let shift = 10 * hour - (china.getUTCHours() * hour + china.getUTCMinutes() * 60)
  for (let day = china.getUTCDay(); day < 2 || day > 4; day = (day + 1) % 7) shift += 24 * hour
  return shift
}
/** The machine's clock as the program sees it, moved to office hours or stopped at `stoppedAt` (UTC); timers run as always. */
const faked = (time) => ({ ...process.env, TZ: 'UTC', LD_PRELOAD: faketime, FAKETIME: time, FAKETIME_DONT_FAKE_MONOTONIC: '1' })
const ahead = (seconds) => faked(`${seconds < 0 ? '' : '+'}${seconds}s`)
/** `daysLater` counts from those office hours. */
const clockOf = ({ officeHours, daysLater = 0, stoppedAt }) => (stoppedAt ? faked(stoppedAt) : officeHours ? ahead(secondsToOfficeHours() + daysLater * 24 * hour) : process.env)

const onServer = process.env.SHOUWEN_TEST_DATABASE
export const isPostgres = Boolean(onServer)
const known = new Set()

export function sql(text, database = 'postgres', server = onServer) {
  const told = spawnSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', server.replace(/\/[^/?]*\?/, `/${database}?`), '-c', text], { encoding: 'utf8' })
  if (told.status !== 0) throw new Error(told.stderr)
  return told.stdout.trim()
}
/** The database that belongs to a data folder; made when it is first asked for. */
export function databaseOf(data) {
  const name = `bureau_${createHash('sha256').update(resolve(data)).digest('hex').slice(0, 24)}`
  if (!known.has(name) && !sql(`SELECT 1 FROM pg_database WHERE datname = '${name}'`)) sql(`CREATE DATABASE ${name}`)
  known.add(name)
  return name
}
export const uriOf = (data) => onServer.replace(/\/[^/?]*\?/, `/${databaseOf(data)}?`)
/** Where the data lies, for every command. */
export const place = (data) => ['--data', data, ...(isPostgres ? ['--database', uriOf(data)] : [])]
const forget = (data) => isPostgres && sql(`DROP DATABASE IF EXISTS ${databaseOf(data)} WITH (FORCE)`)

/** A command under the machine's clock or another. */
export const runUnder = (clock) => (data, ...parts) => spawnSync(binary, [...place(data), '--rulebook', join(root, 'rulebook'), ...parts], { encoding: 'utf8', maxBuffer: 1 << 28, env: clockOf(clock) })
export const run = runUnder({})

export function makeBureau(cases = 300, clock = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-'))
  const made = spawnSync(binary, [...place(join(folder, 'data')), '--rulebook', join(root, 'rulebook'), 'demo', '--cases', String(cases), '--customers', '400'], { encoding: 'utf8', env: clockOf(clock) })
  if (made.status !== 0) throw new Error(made.stdout + made.stderr)
  const remove = () => {
    rmSync(folder, { recursive: true, force: true })
    forget(join(folder, 'data'))
  }
  return { data: join(folder, 'data'), remove }
}

// A server nobody stopped ends with the tests that started it, and keeps them from ending no longer.
const running = new Set()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))
const hold = (child, held) => [child, child.stdout, child.stderr].forEach((part) => (held ? part.ref() : part.unref()))

/** Starts the server and waits until it says where it listens: on a free port with the desk as it was built, unless told. */
export function startServer(data, clock = {}, { port = 0, web = join(root, 'web/dist'), database = isPostgres && uriOf(data) } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, ['--data', data, ...(database ? ['--database', database] : []), '--rulebook', join(root, 'rulebook'), '--web', web, 'serve', '--port', String(port), ...(clock.options ?? [])], { env: { SHOUWEN_LOG_LEVEL: 'warn', ...clockOf(clock), ...clock.environment } })
    running.add(child)
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const found = said.match(/(https?:\/\/127\.0\.0\.1:\d+)\//)
      if (!found) return
      hold(child, false)
      resolve({ base: found[1], child, stop: (signal = 'SIGTERM') => stop(child, signal) })
    })
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('exit', (code) => {
      running.delete(child)
      reject(new Error(`server ended with ${code}: ${said}`))
    })
  })
}

function stop(child, signal) {
  return new Promise((resolve) => {
    if (!running.delete(child)) return resolve()
    hold(child, true)
    child.on('exit', resolve)
    child.kill(signal)
  })
}

/** A signed-in client: `call('POST', '/cases', body, headers)` answers {status, headers, body}. Whoever comes too often waits as told. */
export async function signIn(base, name) {
  const attempt = () => fetch(`${base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password }) })
  let answer = await attempt()
  for (; answer.status === 429; answer = await attempt()) await setTimeout(1000 * Number(answer.headers.get('retry-after')))
  if (answer.status !== 201) throw new Error(`sign-in of ${name}: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers.get('set-cookie').split(';')[0]
  const session = await answer.json()
  const call = async (method, path, body, headers = {}) => {
    const response = await fetch(`${base}/api/v1${path}`, {
      redirect: 'manual',
      method,
      headers: { Cookie: cookie, 'X-CSRF-Token': session.csrf_token, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    })
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text }
  }
  return { call, cookie, session }
}

/** A number the server tells its watcher: `metric(base, 'shouwen_connections')`, or with labels as they stand; NaN if it tells none. */
export async function metric(base, name) {
  const line = (await (await fetch(`${base}/metrics`)).text()).split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.slice(name.length))
}

export const registration = (more = {}) => ({
  kind: 'complaint',
  category: 'complaint.service_conduct',
  channel: 'phone',
  area: 'urban',
  contact: { name: '测试客户', phone: '19900000001', address: '测试路1号' },
  text: '窗口人员态度冷淡，问题没有答复。',
  first_step: 'keep',
  ...more,
})
