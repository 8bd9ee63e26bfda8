// Components out of script/packages*.txt (Debian) and the three package-lock.json, with versions, hashes and licences as installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const out = process.argv[2]
const version = readFileSync('CMakeLists.txt', 'utf8').match(/^project\(shouwen VERSION ([\d.]+)/m)[1]
const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean)

/** What the binary is linked with or built from ships; the rest of the lists builds and tests. */
const shipped = /^(lib(boost|ssl|sodium|pugixml|tomlplusplus|spdlog|fmt|cli11|icu|xlsxwriter|zip|qrencode|ical|mimalloc|kainjow|turbojpeg|png|curl|jose)|zlib1g)/
const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8').match(/^VERSION_ID="?([^"\n]+)/m)?.[1] : ''

/** The licences a Debian copyright file names; free-form ones are not guessed at. */
function debianLicences(name) {
  const file = `/usr/share/doc/${name}/copyright`
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  return [...new Set([...text.matchAll(/^License:[ \t]*(\S.*)$/gm)].map((found) => found[1].trim().replace(/\s+/g, ' ')))].slice(0, 12)
}

function debian(file, scope) {
  return lines(file).flatMap((name) => {
    const found = spawnSync('dpkg-query', ['-W', '-f=${Version}\t${Architecture}\t${source:Package}', name], { encoding: 'utf8' })
    if (found.status !== 0 || !found.stdout) return []
    const [installed, architecture, source] = found.stdout.split('\t')
    if (!installed) return []
    const purl = `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(installed)}?arch=${architecture}${osRelease ? `&distro=debian-${osRelease}` : ''}`
    const licences = debianLicences(name)
    return [{
      type: shipped.test(name) ? 'library' : 'application', 'bom-ref': purl, name, version: installed, purl,
      scope: shipped.test(name) ? 'required' : scope,
      ...(licences.length ? { licenses: licences.map((one) => ({ license: { name: one } })) } : {}),
      properties: [{ name: 'debian:source', value: source }],
    }]
  })
}

/** SPDX ids stand alone; what has AND, OR or brackets is an expression. */
const licenceOf = (text) => (/\s|\(/.test(text) ? { expression: text } : { license: { id: text } })

function npm(folder, scopeOf) {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  return Object.entries(lock.packages).filter(([path]) => path).map(([path, one]) => {
    const name = one.name ?? path.slice(path.lastIndexOf('node_modules/') + 13)
    const [group, plain] = name.startsWith('@') ? name.split('/') : ['', name]
    const purl = `pkg:npm/${group ? `${encodeURIComponent(group)}/` : ''}${plain}@${one.version}`
    const installed = join(folder, path, 'package.json')
    const manifest = existsSync(installed) ? JSON.parse(readFileSync(installed, 'utf8')) : {}
    const licence = one.license ?? (typeof manifest.license === 'string' ? manifest.license : manifest.license?.type)
    const [algorithm, hash] = (one.integrity ?? '').split(' ')[0].split(/-(.*)/)
    const names = { sha512: 'SHA-512', sha1: 'SHA-1', sha256: 'SHA-256' }
    return {
      type: 'library', 'bom-ref': `${purl}#${folder}/${path}`, ...(group ? { group } : {}), name: plain, version: one.version, purl, scope: scopeOf(one, name),
      ...(names[algorithm] ? { hashes: [{ alg: names[algorithm], content: Buffer.from(hash, 'base64').toString('hex') }] } : {}),
      ...(licence ? { licenses: [licenceOf(licence)] } : {}),
      ...(one.resolved ? { externalReferences: [{ type: 'distribution', url: one.resolved }] } : {}),
      properties: [{ name: 'npm:folder', value: folder }],
    }
  })
}

const components = [
  ...debian('script/packages.txt', 'excluded'),
  ...debian('script/packages-test.txt', 'excluded'),
  ...npm('third_party', (_, name) => (['better-sqlite3', 'fxa-common-password-list'].includes(name) ? 'required' : 'excluded')),
  ...npm('web', (one) => (one.dev || one.devOptional || one.optional ? 'excluded' : 'required')),
  ...npm('test', () => 'excluded'),
]
// SQLite comes inside better-sqlite3 and is what is really compiled.
const header = 'third_party/node_modules/better-sqlite3/deps/sqlite3/sqlite3.h'
if (existsSync(header)) {
  const sqlite = readFileSync(header, 'utf8').match(/#define SQLITE_VERSION\s+"([\d.]+)"/)[1]
  components.push({ type: 'library', 'bom-ref': `pkg:generic/sqlite@${sqlite}`, name: 'sqlite', version: sqlite, purl: `pkg:generic/sqlite@${sqlite}`, scope: 'required', licenses: [{ license: { id: 'blessing' } }], cpe: `cpe:2.3:a:sqlite:sqlite:${sqlite}:*:*:*:*:*:*:*`, properties: [{ name: 'found in', value: 'better-sqlite3' }] })
}
components.sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1))

const digest = createHash('sha256').update(JSON.stringify(components)).digest('hex')
const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
  // The same contents have the same number.
  serialNumber: `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
  metadata: { component: { type: 'application', 'bom-ref': 'shouwen', name: 'shouwen', version }, tools: { components: [{ type: 'application', name: 'script/sbom' }] } },
  components,
  dependencies: [{ ref: 'shouwen', dependsOn: components.filter((one) => one.scope === 'required').map((one) => one['bom-ref']) }],
}
mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'shouwen.cdx.json'), `${JSON.stringify(bom, null, 1)}\n`)

const said = (one) => (one.licenses ?? []).map((row) => row.expression ?? row.license.id ?? row.license.name).join('; ') || 'see its copyright file'
const table = (title, rows) => `## ${title}\n\n| component | version | licence |\n|---|---|---|\n${rows.map((one) => `| ${one.group ? `${one.group}/` : ''}${one.name} | ${one.version} | ${said(one).replaceAll('|', '/')} |`).join('\n')}\n`
const required = components.filter((one) => one.scope === 'required')
writeFileSync(join(out, 'licences.md'), `# Licences of what others wrote\nMade by script/sbom. Debian components: the licence texts are in /usr/share/doc/PACKAGE/copyright. The list of common passwords is of SecLists (D. Miessler, J. Haddix), CC BY-SA 3.0 by the package's own note, MIT in SecLists itself.\n\n${table('In the program', required)}\n${table('Builds and tests only', components.filter((one) => one.scope !== 'required'))}`)
process.stdout.write(`${components.length} components, ${required.length} of them shipped: ${out}\n`)
const nameless = required.filter((one) => !one.licenses)
if (nameless.length) process.stdout.write(`without a licence on record: ${nameless.map((one) => one.name).join(', ')}\n`)
