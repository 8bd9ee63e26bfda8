// The Debian package: built by its script, looked into, installed into a folder of its own and started from there.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { root } from '../support/server.mjs'

let folder, deb, installed
const sh = (command, ...parts) => spawnSync(command, parts, { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 })
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-package-'))
  const built = sh('script/package', join(folder, 'out'))
  assert.equal(built.status, 0, built.stdout + built.stderr)
  deb = built.stdout.trim().split('\n').pop()
  installed = join(folder, 'root')
  mkdirSync(installed)
  assert.equal(sh('dpkg-deb', '-x', deb, installed).status, 0)
}, { timeout: 300000 })
after(() => rmSync(folder, { recursive: true, force: true }))
const listed = () => sh('dpkg-deb', '-c', deb).stdout.trim().split('\n').map((line) => line.split(/\s+/)).map(([mode, owner, , , , path]) => ({ mode, owner, path }))

test('V15.2.3: it holds the program, its files and papers, owned by root, and nothing of building or testing', () => {
  const rows = listed(), paths = rows.map((row) => row.path)
  for (const wanted of ['./usr/bin/shouwen', './usr/share/shouwen/rulebook/permissions.toml', './usr/share/shouwen/web/dist/index.html', './etc/shouwen/shouwen.toml', './lib/systemd/system/shouwen.service', './lib/systemd/system/shouwen-backup.timer', './usr/share/doc/shouwen/runbook.md', './usr/share/doc/shouwen/sbom.cdx.json', './usr/share/doc/shouwen/licences.md', './usr/share/doc/shouwen/copyright']) assert.ok(paths.includes(wanted), wanted)
  for (const { mode, owner, path } of rows) {
    assert.equal(owner, 'root/root', path)
    assert.doesNotMatch(mode, /^.{8}w|s|t/i, `${mode} ${path}`)
    assert.doesNotMatch(path, /\.git|node_modules|_test|\.map$|\.key$|\.db$|\.cpp$/)
  }
  const control = sh('dpkg-deb', '-f', deb).stdout
  assert.match(control, /^Depends: .*libssl3.*adduser/m)
  assert.match(control, /^Architecture: (amd64|arm64)$/m)
  assert.equal(sh('dpkg-deb', '-f', deb, 'Package').stdout.trim(), 'shouwen')
  const details = join(folder, 'control')
  sh('dpkg-deb', '-e', deb, details)
  assert.equal(readFileSync(join(details, 'conffiles'), 'utf8'), '/etc/shouwen/shouwen.toml\n')
  for (const step of ['postinst', 'prerm', 'postrm']) assert.equal(sh('sh', '-n', join(details, step)).status, 0, step)
  for (const line of readFileSync(join(details, 'md5sums'), 'utf8').trim().split('\n')) assert.ok(existsSync(join(installed, line.slice(34))), line)
})

// Whom to write to is the bureau's to say (MAINTAINER of script/package); here it is nobody.
test('lintian finds no error, where it is installed', { skip: sh('which', 'lintian').status !== 0 }, () => {
  const said = sh('lintian', '--fail-on', 'error', '--suppress-tags', 'bogus-mail-host,bogus-mail-host-in-debian-changelog', deb)
  assert.equal(said.status, 0, said.stdout)
})

test('V13.2.2 V13.3.2: the unit runs as its own user in a box, and systemd reads it', () => {
  const unit = readFileSync(join(installed, 'lib/systemd/system/shouwen.service'), 'utf8')
  for (const line of ['User=shouwen', 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'ProtectHome=yes', 'PrivateTmp=yes', 'PrivateDevices=yes', 'MemoryDenyWriteExecute=yes', 'UMask=0077', 'StateDirectoryMode=0700', 'CapabilityBoundingSet=CAP_NET_BIND_SERVICE', 'SystemCallFilter=@system-service', 'RestrictNamespaces=yes']) assert.ok(unit.includes(`\n${line}\n`), line)
  if (sh('which', 'systemd-analyze').status !== 0) return
  const verified = sh('systemd-analyze', 'verify', '--recursive-errors=no', '--root', installed, 'shouwen.service')
  assert.doesNotMatch(verified.stderr, /Unknown|Failed to parse|Invalid/i, verified.stderr)
  const score = sh('systemd-analyze', 'security', '--offline=true', '--root', installed, '--threshold=25', 'shouwen.service')
  assert.equal(score.status, 0, score.stdout.split('\n').slice(-3).join('\n') + score.stderr)
})

test('it is set up and served from where it was installed; the nightly program backs it up beside it', async () => {
  const data = join(folder, 'lib'), backups = join(folder, 'backups')
  mkdirSync(backups)
  const environment = { PATH: process.env.PATH, SHOUWEN_CONFIG: join(installed, 'etc/shouwen/shouwen.toml'), SHOUWEN_DATA: data, SHOUWEN_BACKUP_FOLDER: backups, SHOUWEN_PORT: '0', SHOUWEN_PROGRAM: join(installed, 'usr/bin/shouwen') }
  const program = (...parts) => spawnSync(join(installed, 'usr/bin/shouwen'), parts, { encoding: 'utf8', env: environment, cwd: folder })
  const made = program('init', '--bureau', '某某供电局', '--admin-name', '王芳', '--admin-password', '老槐树下的那把长椅子')
  assert.equal(made.status, 0, made.stdout + made.stderr)
  const child = spawn(join(installed, 'usr/bin/shouwen'), ['serve'], { env: environment, cwd: folder })
  try {
    const base = await new Promise((resolve, reject) => {
      let said = ''
      for (const stream of ['stdout', 'stderr']) child[stream].on('data', (chunk) => {
        said += chunk
        const found = said.match(/(http:\/\/127\.0\.0\.1:\d+)\//)
        if (found) resolve(found[1])
      })
      child.on('exit', (code) => reject(new Error(`${code} ${said}`)))
    })
    assert.equal(await (await fetch(`${base}/ready`)).text(), 'ready\n')
    assert.match(await (await fetch(base)).text(), /id="app"/)
    assert.equal((await fetch(`${base}/p`)).status, 200)
    for (let i = 0; i < 2; ++i) {
      const night = spawnSync(join(installed, 'usr/lib/shouwen/backup'), [], { encoding: 'utf8', env: environment })
      assert.equal(night.status, 0, night.stdout + night.stderr)
      spawnSync('sleep', ['1.1'])
    }
    const kept = readdirSync(backups)
    assert.equal(kept.length, 2)
    assert.ok(kept.every((name) => /^\d{4}-\d\d-\d\dT\d{6}$/.test(name)))
    assert.equal(statSync(join(backups, kept[0], 'house.key')).mode & 0o077, 0)
    const metrics = await (await fetch(`${base}/metrics`)).text()
    assert.ok(Number(metrics.match(/^shouwen_backup_timestamp_seconds ([\d.e+]+)/m)[1]) > Date.now() / 1000 - 600)
    const well = program('--json', 'doctor')
    assert.equal(well.status, 0, well.stdout)
    assert.deepEqual(JSON.parse(well.stdout).filter((row) => row.state === 'bad'), [])
    const restored = spawnSync(join(installed, 'usr/bin/shouwen'), ['--data', join(folder, 'restored'), 'restore', join(backups, kept[1])], { encoding: 'utf8', env: { ...environment, SHOUWEN_DATA: '' } })
    assert.equal(restored.status, 0, restored.stdout + restored.stderr)
    const verified = program('--data', join(folder, 'restored'), 'verify')
    assert.equal(verified.status, 0, verified.stdout)
  } finally {
    child.removeAllListeners('exit')
    child.kill('SIGTERM')
    await new Promise((resolve) => child.on('exit', resolve))
  }
})

test('every metric of the picture and the alerts is one the program gives', async () => {
  const said = readFileSync(join(root, 'packaging/grafana/shouwen.json'), 'utf8') + readFileSync(join(root, 'packaging/prometheus/alerts.yml'), 'utf8')
  const sources = ['src/api/api.cpp', 'src/api/metrics.cpp', 'src/cli/serve.cpp', 'src/cli/process_metrics.cpp', 'src/messages/message_courier.cpp', 'src/outgoing/courier.cpp'].map((name) => readFileSync(join(root, name), 'utf8')).join('')
  const names = new Set([...said.matchAll(/\b((?:shouwen|process)_[a-z_]+)\b/g)].map((found) => found[1].replace(/_bucket$/, '')))
  assert.ok(names.size > 15)
  for (const name of names) assert.ok(sources.includes(name), name)
})

test('V15.1.2: the list of components is CycloneDX, each with version and where it came from', () => {
  const bom = JSON.parse(readFileSync(join(installed, 'usr/share/doc/shouwen/sbom.cdx.json'), 'utf8'))
  assert.equal(bom.bomFormat, 'CycloneDX')
  assert.equal(bom.specVersion, '1.6')
  const names = bom.components.map((one) => one.name)
  for (const wanted of ['sqlite', 'libssl-dev', 'libsodium-dev', 'vue', 'element-plus']) assert.ok(names.includes(wanted), wanted)
  for (const one of bom.components) assert.ok(one.version && /^pkg:(deb|npm|generic)\//.test(one.purl), one.name)
  assert.equal(new Set(bom.components.map((one) => one['bom-ref'])).size, bom.components.length)
  const refs = new Set(bom.components.map((one) => one['bom-ref']))
  for (const ref of bom.dependencies[0].dependsOn) assert.ok(refs.has(ref))
})
