// A text message gateway as bureaux rent them: takes one POST a message, answers with its number, and reports to where it is told.
import { createServer } from 'node:http'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

/** `got`: what came, {headers, to, text, reference}. `answers(n)`: {status, body} of the n-th from now on. `environment`: the server's. */
export async function startGateway() {
  const got = []
  const gateway = { got, answer: () => ({ status: 200, body: { code: 0, data: { id: `gw-${got.length}` } } }) }
  const receiver = createServer((request, response) => {
    const parts = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      got.push({ headers: request.headers, ...JSON.parse(Buffer.concat(parts).toString()) })
      const { status, body, never } = gateway.answer(got.at(-1))
      if (!never) response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-sms-'))
  gateway.token = 'abcdefghijklmnopqrstuvwx0123'
  writeFileSync(join(folder, 'headers'), 'Authorization: Bearer 秘密-4711\n')
  writeFileSync(join(folder, 'token'), `${gateway.token}\n`)
  after(() => {
    receiver.closeAllConnections()
    receiver.close()
    rmSync(folder, { recursive: true })
  })
  gateway.environment = {
    SHOUWEN_SMS_URL: `http://127.0.0.1:${receiver.address().port}/send`, SHOUWEN_SMS_NETWORKS: '127.0.0.0/8', SHOUWEN_SMS_BODY: '{"to":"{phone}","text":"{text}","reference":"{id}"}',
    SHOUWEN_SMS_NUMBER_AT: '/data/id', SHOUWEN_SMS_TAKEN_WHEN: '/code=0', SHOUWEN_SMS_HEADERS_FILE: join(folder, 'headers'), SHOUWEN_SMS_REPORT_TOKEN_FILE: join(folder, 'token'),
    SHOUWEN_SMS_RETRY_AFTER: '1s,1s', SHOUWEN_SMS_TIME_OUT_SECONDS: '2',
  }
  return gateway
}
