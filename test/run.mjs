// Runs the black-box tests, two files at a time: a page waits as long as it works. A file that does not end is stopped after ten
// minutes. --postgres: on a PostgreSQL server of its own. With SHOUWEN_TEST_UNTIL (seconds since 1970) no file is begun after
// that; those left out are named, and which ones come first changes with the day. A file that failed beside another is then run
// once more by itself: it fails if it fails again, and is named as unsteady, to be mended, if not.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

const here = new URL('.', import.meta.url).pathname
const parts = process.argv.slice(2)
const wanted = parts.filter((part) => part !== '--postgres')
const files = ['contract', 'browser', 'screens', 'faults'].flatMap((folder) => readdirSync(join(here, folder)).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, folder, name)))
const chosen = wanted.length ? files.filter((file) => wanted.some((part) => file.slice(here.length).includes(part))) : files

const cluster = parts.includes('--postgres') ? (await import('./support/cluster.mjs')).startCluster() : undefined
if (cluster) process.env.SHOUWEN_TEST_DATABASE = cluster.uri

/** Which of the files failed. */
async function failing(files, concurrency) {
  const failed = new Set()
  const events = run({ files, concurrency, timeout: 600_000 }).on('test:fail', ({ file, todo }) => todo || failed.add(file))
  const said = events.compose(new spec())
  said.pipe(process.stdout, { end: false })
  await finished(said)
  return [...failed]
}

const shortName = (file) => `  ${file.slice(here.length)}`
const until = Number(process.env.SHOUWEN_TEST_UNTIL ?? Infinity)
const today = (Math.floor(Date.now() / 86_400_000) * 17) % Math.max(chosen.length, 1)
let left = Number.isFinite(until) ? [...chosen.slice(today), ...chosen.slice(0, today)] : chosen
const failed = []
while (left.length && Date.now() / 1000 < until) {
  const some = Number.isFinite(until) ? left.slice(0, 6) : left
  failed.push(...(await failing(some, 2)))
  left = left.slice(some.length)
}
// More than a few are no accident.
const broken = failed.length > 5 ? failed : failed.length ? await failing(failed, 1) : []
const unsteady = failed.filter((file) => !broken.includes(file))
if (unsteady.length) console.log(`\nUNSTEADY, failed once and then not:\n${unsteady.map(shortName).join('\n')}`)
if (left.length) console.log(`\nNOT RUN for want of time:\n${left.map(shortName).join('\n')}`)
cluster?.stop()
process.exit(broken.length ? 1 : 0)
