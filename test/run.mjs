// Runs the black-box tests, two files at a time: a page waits as long as it works. A file that does not end is stopped after ten
// minutes. --postgres: on a PostgreSQL server of its own.
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
const result = spawnSync('node', ['--test', '--test-concurrency=2', '--test-timeout=600000', '--test-reporter=spec', ...chosen], { stdio: 'inherit', env })
cluster?.stop()
process.exit(result.status ?? 1)
