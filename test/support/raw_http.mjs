// Requests as no well-behaved client would send them, byte by byte.
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** Sends bytes and returns everything that comes back until the connection ends or `wait` ms of silence; `closed` says which. */
export function sendRaw(base, bytes, { wait = 700, tls } = {}) {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const socket = tls ? connectTls({ host: hostname, port, rejectUnauthorized: false, ...tls }) : connect(port, hostname)
    let text = ''
    let closed = false
    let timer = setTimeout(finish, wait + 2000)
    function finish() {
      clearTimeout(timer)
      socket.destroy()
      resolve({ text, closed, statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((found) => Number(found[1])) })
    }
    socket.on(tls ? 'secureConnect' : 'connect', () => socket.write(bytes))
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      clearTimeout(timer)
      timer = setTimeout(finish, wait)
    })
    socket.on('end', () => ((closed = true), finish()))
    socket.on('error', (error) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? ((closed = true), finish()) : reject(error)))
  })
}
