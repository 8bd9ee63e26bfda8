// Runs the black-box tests, two files at a time: a page waits as long as it works. A file that does not end is stopped after ten
// minutes. --postgres: on a PostgreSQL server of its own. With SHOUWEN_TEST_UNTIL (seconds since 1970) no file is begun after
// that; those left out are named, and which ones come first changes with the day.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const here = new URL('.', import.meta.url).pathname
const parts = process.argv.slice(2)
const wanted = parts.filter((part) => part !== '--postgres')
const files = ['contract', 'browser', 'screens', 'faults'].flatMap((folder) => readdirSync(join(here, folder)).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, folder, name)))
const chosen = wanted.length ? files.filter((file) => wanted.some((part) => file.slice(here.length).includes(part))) : files

const cluster = parts.includes('--postgres') ? (await import('./support/cluster.mjs')).startCluster() : undefined
const env = cluster ? { ...process.env, SHOUWEN_TEST_DATABASE: cluster.uri } : process.env
const test = (some) => spawnSync('node', ['--test', '--test-concurrency=2', '--test-timeout=600000', '--test-reporter=spec', ...some], { stdio: 'inherit', env }).status ?? 1

const until = Number(process.env.SHOUWEN_TEST_UNTIL ?? Infinity)
const today = (Math.floor(Date.now() / 86_400_000) * 17) % Math.max(chosen.length, 1)
let left = Number.isFinite(until) ? [...chosen.slice(today), ...chosen.slice(0, today)] : chosen
let failed = 0
while (left.length && Date.now() / 1000 < until) {
  const some = Number.isFinite(until) ? left.slice(0, 6) : left
  failed = test(some) || failed
  left = left.slice(some.length)
}
if (left.length) console.log(`\nNOT RUN for want of time:\n${left.map((file) => `  ${file.slice(here.length)}`).join('\n')}`)
cluster?.stop()
process.exit(failed)
