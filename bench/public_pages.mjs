// How fast the public pages are beside a static file of the same server: node bench/public_pages.mjs [seconds, default 2].
// Makes a demonstration bureau of its own, needs wrk and build/release/src/shouwen. Ends with 1 if a page is below half the static rate.
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { makeBureau, signIn, startServer } from '../test/support/server.mjs'

const seconds = Number(process.argv[2] ?? 2)
const wanted = 0.5
const bureau = makeBureau(1000)
const server = await startServer(bureau.data)
const rate = (path) => {
  const { stdout } = spawnSync('wrk', ['-t1', '-c64', `-d${seconds}s`, server.base + path], { encoding: 'utf8' })
  if (/Non-2xx/.test(stdout)) throw new Error(`${path}: ${stdout}`)
  return Number(stdout.match(/Requests\/sec:\s+([\d.]+)/)[1])
}
const bytes = async (path) => (await (await fetch(server.base + path)).arrayBuffer()).byteLength
const line = (name, size, found, ratio) => console.log(`${name.padEnd(24)} ${String(size).padStart(8)} bytes ${Math.round(found).toString().padStart(8)} /s  ${ratio}`)

console.log(`load ${loadavg()[0].toFixed(1)}, 64 connections, three pairs of ${seconds} s: file, page; the middle one counts`)
// The ceiling of a page is a file sent by the same server in the same moment: the longest that is not longer than the page.
const files = []
for (const path of ['/icon.svg', '/p/style.css']) files.push({ path, size: await bytes(path) })
const middle = (values) => values.sort((a, b) => a - b)[1]
let slow = 0
for (const path of ['/p', '/p/prices', '/p/service', '/p/exposures', '/p/proposals', '/p/plans', '/p/data', '/p/journal', '/p/bill']) {
  const size = await bytes(path), ceiling = files.findLast((file) => file.size <= size) ?? files[0]
  const pairs = [1, 2, 3].map(() => ({ file: rate(ceiling.path), page: rate(path) }))
  const ratio = middle(pairs.map((pair) => pair.page / pair.file))
  if (ratio < wanted) ++slow
  line(path, size, middle(pairs.map((pair) => pair.page)), `${ratio.toFixed(2)} of ${ceiling.path} at ${Math.round(middle(pairs.map((pair) => pair.file)))} /s (wanted ${wanted})`)
}
// The same while somebody writes all the time: after every commit each page is written anew.
const clerk = await signIn(server.base, 'YYT02')
let writing = true, written = 0
const writer = (async () => {
  while (writing) written += (await clerk.call('POST', '/saved_filters', { name: `速度 ${Date.now() % 50}`, list: 'desk', query: 'kind=complaint', audience: 'own' })).status < 500 ? 1 : 0
})()
await new Promise((resolve) => setTimeout(resolve, 200))
line('/p/prices, while written', await bytes('/p/prices'), rate('/p/prices'), `${written} calls of a writer meanwhile`)
writing = false
await writer
await server.stop()
bureau.remove()
process.exit(slow ? 1 : 0)
