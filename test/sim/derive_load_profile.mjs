// Derives rulebook/demo/load_profile.csv from real service requests: node test/sim/derive_load_profile.mjs [folder of requests_311]
// What the real set does not tell (a handful of days says nothing of weekdays or storms) stands there as an assumption.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = new URL('../..', import.meta.url).pathname
const folder = process.argv[2] ?? join(here, '../shared/data/requests_311')
const target = join(here, 'rulebook/demo/load_profile.csv')

/** Rows of a CSV with quoted cells, as objects. */
function rowsOf(text) {
  const rows = []
  let row = [], cell = '', quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted && c === '"' && text[i + 1] === '"') { cell += '"'; i++ }
    else if (c === '"') quoted = !quoted
    else if (c === ',' && !quoted) { row.push(cell); cell = '' }
    else if (c === '\n' && !quoted) { row.push(cell.replace(/\r$/, '')); rows.push(row); row = []; cell = '' }
    else cell += c
  }
  const [names, ...rest] = rows
  return rest.filter((cells) => cells.length === names.length).map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])))
}
const usTime = (text) => {
  const [, month, day, year, hour, minute, second, half] = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+):(\d+) ([AP])M$/.exec(text) ?? []
  return year ? Date.UTC(+year, month - 1, +day, (+hour % 12) + (half === 'P' ? 12 : 0), +minute, +second) : NaN
}
const isoTime = (text) => Date.parse(text.trim().replace(' ', 'T') + 'Z')
const requests = [
  ...rowsOf(readFileSync(join(folder, 'boston311-100.csv'), 'utf8')).map((row) => ({ opened: isoTime(row.open_dt), closed: isoTime(row.closed_dt) })),
  ...rowsOf(readFileSync(join(folder, 'NYC311-5.csv'), 'utf8')).map((row) => ({ opened: usTime(row['Created Date']), closed: usTime(row['Closed Date']) })),
].filter((request) => !Number.isNaN(request.opened))

/** Shares of a thousand that add up to a thousand: the largest remainders get what rounding left. */
function perMille(counts) {
  const all = counts.reduce((sum, n) => sum + n, 0)
  const exact = counts.map((n) => (1000 * n) / all), shares = exact.map(Math.floor)
  const order = exact.map((value, i) => [value - shares[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (let i = 0, left = 1000 - shares.reduce((sum, n) => sum + n, 0); i < left; i++) shares[order[i][1]]++
  return shares
}

const hours = Array(24).fill(0)
for (const request of requests) hours[new Date(request.opened).getUTCHours()]++
const durations = requests.map((request) => (request.closed - request.opened) / 1000).filter((seconds) => seconds >= 0).sort((a, b) => a - b)
const quantile = (percent) => Math.round(durations[Math.min(durations.length - 1, Math.floor((durations.length * percent) / 100))])

const lines = ['measure,key,value,of,source']
perMille(hours).forEach((share, hour) => lines.push(`hour_per_mille,${hour},${share},${requests.length},requests_311`))
for (const percent of [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]) lines.push(`open_to_closed_seconds,${percent},${quantile(Math.min(percent, 99.99))},${durations.length},requests_311`)
for (let weekday = 1; weekday <= 7; weekday++) lines.push(`weekday_per_mille,${weekday},${weekday <= 5 ? 1100 : 750},0,assumed`)
lines.push('storm_factor,typhoon,6,0,assumed')
writeFileSync(target, lines.join('\n') + '\n')
console.log(`${requests.length} requests, ${durations.length} closed → ${target}`)
