// Whether a proof of the journal holds, computed from the file alone: the tree of RFC 6962 with SHA-256, entries by the chain's
// BLAKE2b. The same as src/proofs/proof_document.cpp of the server, written a second time on purpose: a stranger need not trust that.
import { blake2b } from '@noble/hashes/blake2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

export interface ProofEntry {
  previous_hash: string
  stream: string
  stream_number: number
  at: number
  actor_id: number
  on_behalf_of_id: number
  kind: string
  clause: string
  rulebook_version: number
  payload: string
}
export interface ProofDocument {
  format: string
  entry_number: number
  entry_hash: string
  day: string
  size: number
  root: string
  path: string[]
  entry?: ProofEntry | null
}
export type Verdict = 'proved' | 'unreadable' | 'unknown_format' | 'other_root' | 'other_entry' | 'wrong'

export const proofFormat = 'shouwen journal proof 1'
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value)

function integer(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true)
  return bytes
}
const counted = (bytes: Uint8Array) => concatBytes(integer(bytes.length), bytes)
const text = (value: string) => counted(utf8ToBytes(value))

/** The chain hash of a disclosed entry. */
export function entryHash(entry: ProofEntry, number: number): string {
  const bytes = concatBytes(
    counted(hexToBytes(entry.previous_hash)), integer(number), text(entry.stream), integer(entry.stream_number), integer(entry.at), integer(entry.actor_id),
    integer(entry.on_behalf_of_id), text(entry.kind), text(entry.clause), integer(entry.rulebook_version), text(entry.payload),
  )
  return bytesToHex(blake2b(bytes, { dkLen: 32 }))
}

const leafHash = (hash: Uint8Array) => sha256(concatBytes(Uint8Array.of(0), hash))
const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(concatBytes(Uint8Array.of(1), left, right))

/** The root the path leads to; '' if it has the wrong length for that place. */
function rootByPath(leaf: Uint8Array, index: number, size: number, path: Uint8Array[]): string {
  if (index < 0 || index >= size) return ''
  const isLeft: boolean[] = []
  for (let rest = size, at = index; rest > 1; ) {
    let left = 1
    while (left * 2 < rest) left *= 2
    const inLeft = at < left
    isLeft.push(inLeft)
    if (!inLeft) at -= left
    rest = inLeft ? left : rest - left
  }
  if (path.length !== isLeft.length) return ''
  return bytesToHex(path.reduce((hash, other) => (isLeft.pop() ? nodeHash(hash, other) : nodeHash(other, hash)), leaf))
}

function read(source: string): ProofDocument | null {
  try {
    const document = JSON.parse(source) as ProofDocument
    const entry = document.entry
    const wellFormed =
      isHash(document.entry_hash) && isHash(document.root) && isCount(document.entry_number) && isCount(document.size) && Array.isArray(document.path) && document.path.every(isHash) &&
      (!entry || ((entry.previous_hash === '' || isHash(entry.previous_hash)) && [entry.stream_number, entry.at, entry.actor_id, entry.on_behalf_of_id, entry.rulebook_version].every(isCount)))
    return wellFormed ? document : null
  } catch {
    return null
  }
}

/** `publishedRoot`: as printed or read elsewhere; '' compares with nothing. */
export function checkProof(source: string, publishedRoot: string): { verdict: Verdict; document?: ProofDocument } {
  const document = read(source)
  if (!document) return { verdict: 'unreadable' }
  if (document.format !== proofFormat) return { verdict: 'unknown_format' }
  const root = document.root.toLowerCase()
  const verdict = (): Verdict => {
    if (publishedRoot && publishedRoot.replace(/\s/g, '').toLowerCase() !== root) return 'other_root'
    if (document.entry && entryHash(document.entry, document.entry_number) !== document.entry_hash.toLowerCase()) return 'other_entry'
    return rootByPath(leafHash(hexToBytes(document.entry_hash)), document.entry_number - 1, document.size, document.path.map(hexToBytes)) === root ? 'proved' : 'wrong'
  }
  return { verdict: verdict(), document }
}
