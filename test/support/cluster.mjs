// A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket only, gone with the process that started it.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const programs = '/usr/lib/postgresql/15/bin'
const isRoot = process.getuid() === 0

/** PostgreSQL refuses root: then Debian's own user runs it. */
function tell(program, ...parts) {
  const command = isRoot ? ['runuser', '-u', 'postgres', '--', join(programs, program), ...parts] : [join(programs, program), ...parts]
  const told = spawnSync(command[0], command.slice(1), { encoding: 'utf8', cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] })
  if (told.status !== 0) throw new Error(`${program}: ${told.stderr}`)
}

/** {uri, stop, restart}. `durable`: with fsync, for what asks whether anything is lost. */
export function startCluster({ durable = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-cluster-'))
  if (isRoot) spawnSync('chown', ['postgres', folder])
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  tell('initdb', '-D', data, '-U', 'shouwen', '--no-locale', '--encoding=UTF8', '--auth=trust', '-N')
  const options = `-k ${folder} -c listen_addresses= -c unix_socket_permissions=0777 -c max_connections=200 -c shared_buffers=64MB${durable ? '' : ' -c fsync=off'}`
  const start = () => tell('pg_ctl', '-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start')
  const halt = (mode) => tell('pg_ctl', '-D', data, '-m', mode, '-w', 'stop')
  start()
  return {
    uri: `postgres:///postgres?host=${folder}&user=shouwen`,
    start,
    /** 'fast' asks the backends to go, 'immediate' is a crash. */
    halt,
    stop() {
      halt('immediate')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
