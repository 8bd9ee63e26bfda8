// Test programs of the stores, then black-box files, on one PostgreSQL server that goes when they are done.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCluster } from './cluster.mjs'

const root = new URL('../../', import.meta.url).pathname
/** Rooms, whose test programs are run, and black-box files; nothing: all of both. */
const wanted = process.argv.slice(2)
/** Rooms whose tests open a database. */
const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((room) => room.isDirectory())
  .filter((room) => readdirSync(join(root, 'src', room.name)).some((file) => /_test\.(cpp|h)$/.test(file) && readFileSync(join(root, 'src', room.name, file), 'utf8').includes('TemporaryDatabase')))
  .map((room) => room.name)

const cluster = startCluster()
const failed = []
const run = (name, program, parts, more) => {
  const done = spawnSync(program, parts, { stdio: 'inherit', env: { ...process.env, ...more }, cwd: root })
  if (done.status !== 0) failed.push(name)
}
for (const room of rooms.filter((room) => !wanted.length || wanted.includes(room))) run(room, join(root, 'build/release/src', room, `${room}_test`), ['--gtest_brief=1'], { SHOUWEN_TEST_POSTGRES: cluster.uri })
const files = wanted.length ? wanted.filter((name) => !rooms.includes(name)) : ['contract/', 'browser/']
if (files.length) run('black box', 'node', [join(root, 'test/run.mjs'), ...files], { SHOUWEN_TEST_DATABASE: cluster.uri })
cluster.stop()
console.log(failed.length ? `failed on PostgreSQL: ${failed.join(', ')}` : 'all green on PostgreSQL')
process.exit(failed.length ? 1 : 0)
