// Runs the black-box tests one file after the other: two cores are few.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const here = new URL('.', import.meta.url).pathname
const wanted = process.argv.slice(2)
const files = ['contract', 'browser', 'screens', 'faults'].flatMap((folder) => readdirSync(join(here, folder)).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, folder, name)))
const chosen = wanted.length ? files.filter((file) => wanted.some((part) => file.slice(here.length).includes(part))) : files
const result = spawnSync('node', ['--test', '--test-concurrency=1', '--test-reporter=spec', ...chosen], { stdio: 'inherit' })
process.exit(result.status ?? 1)
