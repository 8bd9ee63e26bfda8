// What the browser must load before the desk can be used: index.html with its scripts, preloads and styles, gzip, against the promise.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const limit = 350 * 1024
const dist = new URL('../dist/', import.meta.url).pathname
const html = readFileSync(join(dist, 'index.html'))
const needed = [...html.toString().matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path]) => path)
const sizes = [['index.html', gzipSync(html).length], ...needed.map((path) => [path, gzipSync(readFileSync(join(dist, path))).length])]
const sum = sizes.reduce((all, [, bytes]) => all + bytes, 0)
console.log(`first load of the desk: ${Math.round(sum / 1024)} kB gzip of ${limit / 1024} kB`)
if (sum > limit) {
  for (const [path, bytes] of sizes) console.error(`${Math.round(bytes / 1024)} kB  ${path}`)
  process.exit(1)
}
