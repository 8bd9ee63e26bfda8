// A directory of its own (OpenLDAP's slapd) with people in it, on ldap:// with STARTTLS and ldaps://, its certificate signed by an
// authority made for it.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export const hasSlapd = existsSync('/usr/sbin/slapd')
const freePort = () => new Promise((resolve) => { const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)) }) })
const answers = (port) => new Promise((resolve) => { const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) }); socket.on('error', () => resolve(false)) })

/** `people`: {uid: password}. Gives {plain, encrypted, authority, searcher, stop, start}. */
export async function startDirectory(people) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-ldap-'))
  const at = (name) => join(folder, name)
  const openssl = (...parts) => execFileSync('openssl', parts, { stdio: 'pipe' })
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('ca.key'), '-out', at('ca.pem'), '-days', '2', '-subj', '/CN=Test authority')
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('server.key'), '-out', at('server.csr'), '-subj', '/CN=127.0.0.1')
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1\n')
  openssl('x509', '-req', '-in', at('server.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-out', at('server.pem'), '-days', '2', '-extfile', at('names'))
  mkdirSync(at('db'))
  writeFileSync(at('slapd.conf'), `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${at('pid')}
TLSCACertificateFile ${at('ca.pem')}
TLSCertificateFile ${at('server.pem')}
TLSCertificateKeyFile ${at('server.key')}
database mdb
maxsize 10485760
suffix "dc=bureau,dc=cn"
rootdn "cn=root,dc=bureau,dc=cn"
rootpw never-used-elsewhere
directory ${at('db')}
access to attrs=userPassword by anonymous auth by * none
access to * by dn="cn=searcher,dc=bureau,dc=cn" read by * none
`)
  const person = ([uid, secret]) => `dn: uid=${uid},ou=people,dc=bureau,dc=cn\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\nuserPassword: ${secret}\n`
  writeFileSync(at('people.ldif'), ['dn: dc=bureau,dc=cn\nobjectClass: dcObject\nobjectClass: organization\no: bureau\n', 'dn: ou=people,dc=bureau,dc=cn\nobjectClass: organizationalUnit\n',
    'dn: cn=searcher,dc=bureau,dc=cn\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\nuserPassword: look-only\n', ...Object.entries(people).map(person)].join('\n'))
  const added = spawnSync('/usr/sbin/slapadd', ['-f', at('slapd.conf'), '-l', at('people.ldif')], { encoding: 'utf8' })
  assert.equal(added.status, 0, added.stderr)
  writeFileSync(at('searcher'), 'look-only\n')
  const plain = await freePort(), encrypted = await freePort()
  let child
  const directory = { plain: `ldap://127.0.0.1:${plain}`, encrypted: `ldaps://127.0.0.1:${encrypted}`, authority: at('ca.pem'), searcher: at('searcher') }
  directory.start = async () => {
    child = spawn('/usr/sbin/slapd', ['-f', at('slapd.conf'), '-h', `${directory.plain}/ ${directory.encrypted}/`, '-d', '0'], { stdio: 'ignore' })
    for (let tries = 0; tries < 100 && !((await answers(plain)) && (await answers(encrypted))); ++tries) await setTimeout(100)
  }
  directory.halt = () => new Promise((resolve) => { child.on('exit', resolve); child.kill('SIGTERM') })
  directory.remove = async () => {
    await directory.halt()
    rmSync(folder, { recursive: true, force: true })
  }
  await directory.start()
  return directory
}
