// Importing bills of very many customers: node bench/account_records.mjs NEW_FOLDER CUSTOMERS [MONTHS]; prints seconds and memory.
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { binary, root } from '../test/support/server.mjs'

const [folder, customers, months = '12'] = process.argv.slice(2)
const data = join(folder, 'data')
const account = (i) => `G${String(i).padStart(9, '0')}`

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
function* customerRows() {
  for (let i = 0; i < Number(customers); ++i) yield `${account(i)},某用户${i},urban,桃源路${i}号`
}
function* billRows() {
  for (let i = 0; i < Number(customers); ++i)
    for (let m = 1; m <= Number(months); ++m) {
      const kwh = 120 + ((i * 7919 + m * 104729) % 400)
      const yuan = (kwh * 0.55 + 12).toFixed(2)
      yield `${account(i)},2025${String(m).padStart(2, '0')},${kwh},${yuan},${(kwh * 0.55).toFixed(2)},,,12.00,2025-${String(m).padStart(2, '0')}-25,${m % 11 ? yuan : ''},${m % 11 ? `2025-${String(m).padStart(2, '0')}-20` : ''},`
    }
}
function measured(what, ...parts) {
  const begun = Date.now()
  const { status, stdout, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', binary, '--data', data, '--rulebook', join(root, 'rulebook'), ...parts], { encoding: 'utf8', maxBuffer: 1 << 28 })
  console.log(`${what}: ${((Date.now() - begun) / 1000).toFixed(1)} s, ${Math.round(Number(stderr.trim().split('\n').at(-1)) / 1024)} MB, load ${loadavg()[0].toFixed(1)}, status ${status}: ${stdout.trim().split('\n').at(-1)}`)
}

mkdirSync(folder, { recursive: true })
await write('customers.csv', 'account_number,name,area,address', customerRows())
await write('bills.csv', '户号,月份,电量,应收电费,电度电费,基本电费,力调电费,代征,缴费期限,已缴,缴费日期,备注', billRows())
measured('a small bureau', 'demo', '--cases', '20', '--customers', '400')
measured(`${customers} customers`, 'import', 'customers', join(folder, 'customers.csv'))
measured(`${Number(customers) * Number(months)} bills`, 'import', 'bills', join(folder, 'bills.csv'))
measured('brought again', 'import', 'bills', join(folder, 'bills.csv'))
