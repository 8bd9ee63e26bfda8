// Settings by option, environment and file, in this order of strength; what is wrong in the file is told with its line.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { binary, makeBureau, root, startServer } from '../support/server.mjs'

let bureau, folder
before(() => {
  bureau = makeBureau(5)
  folder = mkdtempSync(join(tmpdir(), 'shouwen-settings-'))
})
after(() => {
  bureau.remove()
  rmSync(folder, { recursive: true, force: true })
})
const file = (text) => {
  const path = join(folder, 'shouwen.toml')
  writeFileSync(path, text)
  return path
}
/** What doctor says of the address tells which setting won. */
function portOf(text, environment = {}, ...options) {
  const said = spawnSync(binary, ['--rulebook', join(root, 'rulebook'), '--json', 'doctor', ...options], { encoding: 'utf8', env: { ...process.env, SHOUWEN_CONFIG: file(text), ...environment } })
  assert.ok(said.stdout, said.stderr)
  return JSON.parse(said.stdout).find((row) => row.what === 'port').text.match(/:(\d+)/)[1]
}

test('the file is weakest, the environment stronger, what is typed strongest', () => {
  const text = `data = "${bureau.data}"\n[server]\nport = 18001\n`
  assert.equal(portOf(text), '18001')
  assert.equal(portOf(text, { SHOUWEN_PORT: '18002' }), '18002')
  assert.equal(portOf(text, { SHOUWEN_PORT: '18002' }, '--port', '18003'), '18003')
  assert.equal(portOf(`data = "${bureau.data}"\n`), '8080')
})

test('a wrong key, a wrong value and broken TOML are told with their line, in both languages', () => {
  for (const [text, line, words] of [['data = "x"\n[server]\nprot = 1\n', 3, /server\.port/], ['[server]\nport = "many"\n', 2, /server\.port/], ['[server]\nport = 1.5\n', 2, /server\.port/], ['[sessions]\nidle_minutes = 0\n', 2, /idle_minutes/], ['[server]\nport = \n', 2, /./], ['[server]\nport = 99999\n', 2, /server\.port/], ['[server]\nhosts = [1]\n', 2, /server\.hosts/], ['a = { b = { c = 1 } }\n', 1, /a\.b\.c/]]) {
    const said = spawnSync(binary, ['--config', file(text), 'doctor'], { encoding: 'utf8' })
    assert.equal(said.status, 2, `${text}: ${said.stdout} ${said.stderr}`)
    assert.match(said.stderr, new RegExp(`shouwen\\.toml:${line}: .*[一-鿿].* \\| .*[a-z]`), said.stderr)
    assert.match(said.stderr, words)
  }
  const missing = spawnSync(binary, ['--config', '/nowhere/shouwen.toml', 'doctor'], { encoding: 'utf8' })
  assert.equal(missing.status, 2)
  assert.match(missing.stderr, /nowhere/)
})

test('the file that is installed is right, and names every setting there is', () => {
  const installed = readFileSync(join(root, 'packaging/shouwen.toml'), 'utf8')
  const said = spawnSync(binary, ['--config', join(root, 'packaging/shouwen.toml'), '--json', 'doctor'], { encoding: 'utf8' })
  assert.ok(JSON.parse(said.stdout).length > 5, said.stderr)
  const help = spawnSync(binary, ['serve', '--help'], { encoding: 'utf8' }).stdout + spawnSync(binary, ['--help'], { encoding: 'utf8' }).stdout
  for (const [, variable] of help.matchAll(/\(Env:(SHOUWEN_\w+)\)/g)) if (variable !== 'SHOUWEN_CONFIG') assert.match(installed, new RegExp(`\\b${variable}\\b`), variable)
})

test('sessions, hosts and log by the file, as served', async () => {
  const server = await startServer(bureau.data, { environment: { SHOUWEN_CONFIG: file('[server]\nhosts = ["kf.example.cn"]\nlog_format = "json"\n[sessions]\nidle_minutes = 5\n') } })
  assert.equal((await fetch(`${server.base}/p`)).status, 421)
  assert.equal((await fetch(`${server.base}/ready`)).status, 200)
  await server.stop()
})
