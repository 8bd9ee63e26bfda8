// Tips as the public gives them and as the house works on them.
import assert from 'node:assert/strict'
import { crc32, deflateSync } from 'node:zlib'
import { signIn } from './server.mjs'

/** A browser of the public: keeps cookies, follows nothing. */
export function visitor(base, address) {
  const jar = new Map()
  const go = async (path, options = {}) => {
    const response = await fetch(base + path, {
      redirect: 'manual', ...options,
      headers: { ...(address ? { 'X-Forwarded-For': address } : {}), Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...options.headers },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s)
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return { status: response.status, to: response.headers.get('location'), headers: response.headers, text: await response.text() }
  }
  const form = (fields) => ({ method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
  return { get: (path) => go(path), post: (path, fields = {}) => go(path, form(fields)), upload: (path, body) => go(path, { method: 'POST', body }) }
}
export const tipForm = (fields = {}, photos = []) => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ category: 'tip_off.theft', text: '后街烧烤店绕表用电。', place: '~none', anonymous: 'yes', once: crypto.randomUUID(), ...fields })) body.append(name, value)
  for (const [name, content] of photos) body.append('photo', new Blob([content], { type: 'image/jpeg' }), name)
  return body
}
/** What a page says is wrong. */
export const errorsOf = (text) => text.match(/class="errors"[^]*?<\/div>/)?.[0]
const entities = { '&#x2F;': '/', '&#x3D;': '=', '&#61;': '=', '&#x2B;': '+', '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' }
const plain = (text) => text.replaceAll(/&[#a-zA-Z0-9]+;/g, (entity) => entities[entity] ?? entity)
export const key = (text) => plain(text.match(/name="key" value="([^"]+)"/)[1])

/** A bureau's supervision, and everything the tests do with a tip. */
export async function tipDesk(base) {
  const [one, two, first, second] = await Promise.all(['JCSJ01', 'JCSJ02', 'JZ01', 'JZ02'].map((name) => signIn(base, name)))
  let address = 10
  const versioned = ['acceptances', 'pre_checks', 'investigators', 'investigation_reports', 'findings', 'reward_proposals', 'same_facts', 'same_facts_withdrawals']
  const desk = {
    one, two, group: [first, second],
    /** A tip as a visitor gives it; everybody comes from an address of his own. */
    async give(fields, photos) {
      const who = visitor(base, `203.0.113.${++address}`)
      const sent = await who.upload('/p/tip/new', tipForm(fields, photos))
      assert.equal(sent.to, '/p/tip/received', errorsOf(sent.text))
      const page = (await who.get('/p/tip/received')).text
      const codes = [...page.matchAll(/tip-code"[^>]*>([^<]+)</g)].map((found) => found[1])
      const [, number] = page.match(/class="big number">(\d+)</)
      const found = (await one.call('GET', '/tip_offs?limit=200')).body.items.find((row) => row.number === number)
      return { who, code: codes[0], codes, number, id: found?.case_id, page }
    },
    read: async (id, reader = one) => (await reader.call('GET', `/tip_offs/${id}`)).body,
    async step(who, id, path, body, expected = 201) {
      const answer = await who.call('POST', `/tip_offs/${id}/${path}`, versioned.includes(path) ? { version: 0, ...body } : body)
      assert.equal(answer.status, expected, `${path}: ${JSON.stringify(answer.body)}`)
      return answer.body
    },
    async verify(id, finding = {}) {
      await desk.step(two, id, 'acceptances', {})
      await desk.step(two, id, 'pre_checks', { taken_up: true, reason: '线索具体' })
      await desk.step(two, id, 'investigators', { officer_ids: [one.session.officer.id, two.session.officer.id] })
      await desk.step(one, id, 'investigation_reports', { text: '现场查看' })
      await desk.step(two, id, 'investigation_reports', { text: '用电量分析' })
      return desk.step(one, id, 'findings', { verdict: 'verified', reason: '查实', recovered_fen: 2000000, ...finding })
    },
    propose: (id, more = {}, expected = 201) => desk.step(two, id, 'reward_proposals', { reason: '按表', ...more }, expected),
    vote: (who, id, approved = true, reason = '') => who.call('POST', `/tip_rewards/${id}/votes`, { version: 0, approved, reason }),
    async approve(id) {
      for (const member of desk.group) assert.equal((await desk.vote(member, id)).status, 201)
    },
    /** A reporter's page, opened by his code from another place. */
    async open(code) {
      const who = visitor(base, `198.18.0.${++address}`)
      assert.equal((await who.post('/p/tip', { code })).to, '/p/tip/own')
      return { who, page: async () => (await who.get('/p/tip/own')).text }
    },
    /** Claims by code; the pay-out number. */
    async claim(code) {
      const reporter = await desk.open(code)
      assert.equal((await reporter.who.post('/p/tip/claim', { key: key(await reporter.page()) })).to, '/p/tip/own#reward')
      return (await reporter.page()).match(/class="big number">([0-9A-Z-]{17})</)[1]
    },
  }
  return desk
}

/** A JPEG of one block, with whatever segment in it. */
export const plainJpeg = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==', 'base64')
export function jpegWith(marks) {
  const body = Buffer.concat([Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0', 'latin1'), Buffer.from(marks)])
  return Buffer.concat([plainJpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]), body, plainJpeg.subarray(2)])
}
const chunk = (name, body) => {
  const typed = Buffer.concat([Buffer.from(name), body])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(body.length)
  ends.writeUInt32BE(crc32(typed) >>> 0, 4)
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)])
}
/** A white PNG of so many points, or one that only says so. */
export function pngOf(width, height, marks = '', { empty = false } = {}) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = empty ? Buffer.from('x') : deflateSync(Buffer.alloc((width + 1) * height))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), ...(marks ? [chunk('tEXt', Buffer.from(`Author\0${marks}`, 'latin1')), chunk('eXIf', Buffer.from(marks))] : []), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}
/** A real lossless WebP of one point, with EXIF and XMP beside it. */
export function webpWith(marks) {
  const riff = (name, body) => {
    const head = Buffer.alloc(8)
    head.write(name)
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  const picture = Buffer.from('2f0000000007d0fffef7bfff81', 'hex')
  const chunks = Buffer.concat([riff('VP8X', Buffer.from('0c000000000000000000', 'hex')), riff('VP8L', picture), riff('EXIF', Buffer.from(marks)), riff('XMP ', Buffer.from(marks))])
  const head = Buffer.alloc(12)
  head.write('RIFF')
  head.writeUInt32LE(chunks.length + 4, 4)
  head.write('WEBP', 8)
  return Buffer.concat([head, chunks])
}
