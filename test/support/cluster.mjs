// A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket only, gone with the process that started it.
import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

const asOwner = (file) => isRoot && spawnSync('chown', ['-R', 'postgres', file])

/** {uri, stop, restart}. `durable`: with fsync, for what asks whether anything is lost. `archived`: its WAL is kept, so that backUp()
 *  and restoreAt(time) give another server, as it was then. */
export function startCluster({ durable = false, archived = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-cluster-'))
  if (isRoot) spawnSync('chown', ['postgres', folder])
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  tell('initdb', '-D', data, '-U', 'shouwen', '--no-locale', '--encoding=UTF8', '--auth=trust', '-N')
  const options = `-k ${folder} -c listen_addresses= -c unix_socket_permissions=0777 -c max_connections=200 -c shared_buffers=64MB${durable ? '' : ' -c fsync=off'}`
  const wal = join(folder, 'wal'), base = join(folder, 'base')
  const archiving = archived ? ` -c archive_mode=on -c archive_command='test ! -f ${wal}/%f && cp %p ${wal}/%f'` : ''
  if (archived) spawnSync('install', ['-d', '-m', '700', ...(isRoot ? ['-o', 'postgres'] : []), wal])
  const start = () => tell('pg_ctl', '-D', data, '-o', options + archiving, '-l', join(folder, 'log'), '-w', 'start')
  const halt = (mode) => tell('pg_ctl', '-D', data, '-m', mode, '-w', 'stop')
  start()
  return {
    uri: `postgres:///postgres?host=${folder}&user=shouwen`,
    start,
    /** 'fast' asks the backends to go, 'immediate' is a crash. */
    halt,
    backUp: () => tell('pg_basebackup', '-h', folder, '-U', 'shouwen', '-D', base, '-c', 'fast'),
    restoreAt(time) {
      const other = mkdtempSync(join(tmpdir(), 'shouwen-restored-'))
      const restored = join(other, 'data')
      chmodSync(other, 0o755)
      spawnSync('cp', ['-a', base, restored])
      appendFileSync(join(restored, 'postgresql.auto.conf'), `restore_command = 'cp ${wal}/%f %p'\nrecovery_target_time = '${time}'\nrecovery_target_action = 'promote'\n`)
      writeFileSync(join(restored, 'recovery.signal'), '')
      asOwner(other)
      tell('pg_ctl', '-D', restored, '-o', `${options.replace(`-k ${folder}`, `-k ${other}`)} -c hot_standby=off`, '-l', join(other, 'log'), '-w', 'start')
      const uri = `postgres:///postgres?host=${other}&user=shouwen`
      // Started is not yet arrived: until then it takes nobody, or only readers.
      const arrived = () => spawnSync('psql', ['-X', '-A', '-t', '-d', uri, '-c', 'SELECT pg_is_in_recovery()'], { encoding: 'utf8' }).stdout.trim() === 'f'
      for (let i = 0; i < 300 && !arrived(); ++i) spawnSync('sleep', ['0.2'])
      return {
        uri,
        stop() {
          tell('pg_ctl', '-D', restored, '-m', 'immediate', '-w', 'stop')
          rmSync(other, { recursive: true, force: true })
        },
      }
    },
    stop() {
      if (spawnSync('test', ['-e', join(data, 'postmaster.pid')]).status === 0) halt('immediate')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
