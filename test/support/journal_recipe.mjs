// The journal of an archive computed again: written a second time, from the words of the archive's README alone.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { blake2b } from '../../web/node_modules/@noble/hashes/blake2.js'

const number = (value) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(value))
  return bytes
}
const text = (value) => {
  const bytes = Buffer.from(value)
  return Buffer.concat([number(bytes.length), bytes])
}
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** By the definition of RFC 6962, halving at the largest power of two. */
function rootOf(leaves) {
  if (leaves.length < 2) return leaves[0]
  let left = 1
  while (left * 2 < leaves.length) left *= 2
  return sha256(Buffer.from([1]), rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)))
}

/** {entries, last_hash, root}; throws at the first entry that does not follow on. */
export function computeJournal(file) {
  let previous = Buffer.alloc(0)
  const leaves = []
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    const entry = JSON.parse(line)
    const content = Buffer.concat([
      text(previous),
      number(entry.number),
      text(entry.stream),
      ...['stream_number', 'at', 'actor_id', 'on_behalf_of_id'].map((name) => number(entry[name])),
      text(entry.kind),
      text(entry.clause),
      number(entry.rulebook_version),
      text(entry.payload),
    ])
    previous = Buffer.from(blake2b(content, { dkLen: 32 }))
    leaves.push(sha256(Buffer.from([0]), previous))
    if (entry.number !== leaves.length || entry.hash !== previous.toString('hex')) throw new Error(`entry ${leaves.length} does not follow on those before`)
  }
  return { entries: leaves.length, last_hash: previous.toString('hex'), root: leaves.length ? rootOf(leaves).toString('hex') : '' }
}
