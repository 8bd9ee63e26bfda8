// A bureau of its own for the tests of one file, with a running server and, for the desk, a browser. When the tests are done
// everything they wrote must prove itself: `shouwen verify` finds nothing wrong.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { openBrowser } from './desk.mjs'
import { makeBureau, run, startServer } from './server.mjs'

/** `own.server` is the one that is stopped at the end: a test that starts another puts it there. `own.whenProven` looks at what
 *  `verify` counted. */
export async function ownServer(cases, clock) {
  const own = { bureau: makeBureau(cases, clock) }
  after(async () => {
    await own.browser?.close()
    await own.server?.stop()
    const verified = run(own.bureau.data, 'verify', '--json')
    own.bureau.remove()
    assert.equal(verified.status, 0, verified.stdout + verified.stderr)
    own.whenProven?.(JSON.parse(verified.stdout))
  })
  own.server = await startServer(own.bureau.data, clock)
  return own
}

export async function ownDesk(cases, clock, ...flags) {
  const own = await ownServer(cases, clock)
  own.browser = await openBrowser(...flags)
  return own
}
