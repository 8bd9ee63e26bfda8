// A bureau of very many customers with their use, and its key customers' month, in one go:
// node bench/customer_base.mjs NEW_FOLDER [CUSTOMERS, 1000000] [KEY_CUSTOMERS, 10000]. Needs script/setup test and a release build.
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { binary, root, signIn, startServer } from '../test/support/server.mjs'

const [folder, customers = '1000000', keyCustomers = '10000'] = process.argv.slice(2)
const data = join(folder, 'data')
const account = (i) => `G${String(i).padStart(9, '0')}`
const every = Math.floor(Number(customers) / Number(keyCustomers))

async function write(name, heading, rows) {
  const out = createWriteStream(join(folder, name))
  out.write(`${heading}\n`)
  let block = ''
  for (const row of rows) {
    block += `${row}\n`
    if (block.length < 1 << 16) continue
    if (!out.write(block)) await once(out, 'drain')
    block = ''
  }
  out.end(block)
  await once(out, 'close')
}
const months = Array.from({ length: 36 }, (_, m) => {
  const last = new Date()
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - 36 + m, 1)).toISOString().slice(0, 7).replace('-', '')
})
const trades = ['食品', '水泥', '纺织', '电子', '医院', '学校', '酒店', '商场']
const isKey = (i) => i % every === 0
function* customerRows() {
  for (let i = 0; i < Number(customers); ++i)
    yield `${account(i)},某用户${i},137${String(i).padStart(8, '0')},桃源路${i}号,urban,${isKey(i) ? '大工业' : '居民生活'},M${i},${isKey(i) ? '制造' : ''},${isKey(i) ? trades[(i / every) % trades.length] : ''},${isKey(i) ? 'kv_10,1250' : ','},${isKey(i) ? '大工业' : '居民'},none`
}
/** A year's shape and some noise, the same in every run; key customers use two thousand times a household's, and each fiftieth of them doubles in the last month. */
function* useRows() {
  for (let i = 0; i < Number(customers); ++i) {
    let row = account(i)
    for (let m = 0; m < 36; ++m) row += `,${Math.round((isKey(i) ? (m === 35 && i % (50 * every) === 0 ? 400000 : 200000) : 100) * (1.3 + Math.cos((m / 6) * Math.PI) / 4 + ((i * 7919 + m * 104729) % 100) / 1000))}`
    yield row
  }
}
const megabytes = (kilobytes) => Math.round(Number(kilobytes) / 1024)
let together = 0
function measured(what, ...parts) {
  const began = Date.now()
  const { status, stdout, stderr } = spawnSync('/usr/bin/time', ['-f', '%U %S %M', binary, '--data', data, '--rulebook', join(root, 'rulebook'), ...parts], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const seconds = (Date.now() - began) / 1000
  const [user, system, peak] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  console.log(`${what}: ${seconds.toFixed(1)} s (${(user + system).toFixed(1)} s of processor), ${megabytes(peak)} MB at most, load ${loadavg()[0].toFixed(1)}: ${stdout.trim().split('\n').at(-1)}`)
  if (status !== 0) throw new Error(`${what} ended with ${status}: ${stdout}${stderr}`)
  return seconds
}
const residentMegabytes = (pid) => megabytes(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s*(\d+)/)[1])
const at = (times, share) => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]

mkdirSync(folder, { recursive: true })
console.log(`machine: ${cpus().length} cores, ${cpus()[0].model}`)
await write('customers.csv', 'account_number,name,phone,address,area,usage_category,meter_number,business,trade,voltage,contracted_capacity_kva,tariff_class,critical_grade', customerRows())
await write('use.csv', `户号,${months.join(',')}`, useRows())
writeFileSync(join(folder, 'key.csv'), `户号\n${Array.from({ length: Number(keyCustomers) }, (_, k) => account(k * every)).join('\n')}\n`)
measured('a small bureau', 'demo', '--cases', '20', '--customers', '400')
together += measured(`${customers} customers`, 'import', 'customers', join(folder, 'customers.csv'))
together += measured(`${Number(customers) * 36} months of use`, 'usage', 'import', join(folder, 'use.csv'))
console.log(`  both: ${together.toFixed(1)} s (wanted 180 s for 1,000,000)`)
measured(`unusual months of ${keyCustomers}`, 'usage', 'unusual', '--accounts', join(folder, 'key.csv'), '--month', months.at(-1))

// What one opening of a customer's page asks for, one after the other and all at once as the page does.
const server = await startServer(data)
const { call } = await signIn(server.base, 'SCYX01')
const parts = ['file', 'file_changes', 'usage', 'load', 'peers', 'duplicates']
const times = Object.fromEntries([...parts, 'all six at once'].map((part) => [part, []]))
const timed = async (part, ...paths) => {
  const began = performance.now()
  for (const answer of await Promise.all(paths.map((path) => call('GET', path)))) if (answer.status !== 200) throw new Error(`${part}: ${answer.status} ${JSON.stringify(answer.body)}`)
  times[part].push(performance.now() - began)
}
for (let n = 0; n < 1000; ++n) {
  const found = await call('GET', `/customers?q=${account(((n * 7919) % Number(keyCustomers)) * every)}`)
  const id = found.body.items[0].id
  if (n % 2) for (const part of parts) await timed(part, `/customers/${id}/${part}`)
  else await timed('all six at once', ...parts.map((part) => `/customers/${id}/${part}`))
}
for (const [part, took] of Object.entries(times)) console.log(`  ${part} of a key customer: half within ${at(took, 0.5).toFixed(1)} ms, p99 ${at(took, 0.99).toFixed(1)} ms (wanted 50 ms)`)
console.log(`  the server's memory: ${residentMegabytes(server.child.pid)} MB at most (wanted 1024)`)
await server.stop()
