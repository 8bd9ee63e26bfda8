// Both languages must have the same keys, and every key used in a template or script must exist.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const source = new URL('../src/', import.meta.url).pathname
const read = (language) => {
  const text = readFileSync(join(source, `i18n/${language}.ts`), 'utf8').replace(/^[\s\S]*?export default/, 'return').replace(/ as const\s*$/, '')
  return new Function(text)()
}
const keys = (value, prefix = '') => Object.entries(value).flatMap(([key, child]) => (typeof child === 'object' ? keys(child, `${prefix}${key}.`) : [`${prefix}${key}`]))
const zh = new Set(keys(read('zh')))
const en = new Set(keys(read('en')))
const files = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]))
const problems = [...[...zh].filter((key) => !en.has(key)).map((key) => `en lacks ${key}`), ...[...en].filter((key) => !zh.has(key)).map((key) => `zh lacks ${key}`)]
for (const file of files(source).filter((name) => /\.(vue|ts)$/.test(name) && !name.includes('/i18n/')))
  for (const [, key] of readFileSync(file, 'utf8').matchAll(/[^\w.]t\('([^'$]+)'/g)) if (!zh.has(key)) problems.push(`${file.slice(source.length)}: unknown key ${key}`)
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${zh.size} texts in two languages`)
