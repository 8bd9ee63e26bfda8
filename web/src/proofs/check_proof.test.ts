import { blake2b } from '@noble/hashes/blake2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { checkProof, entryHash, proofFormat, type ProofEntry } from './check_proof'

const entries = (size: number) => Array.from({ length: size }, (_, i) => blake2b(utf8ToBytes(`entry ${i}`), { dkLen: 32 }))
/** By the definition, slowly: the root and the path of one leaf. */
function tree(leaves: Uint8Array[], index: number): { root: Uint8Array; path: Uint8Array[] } {
  if (leaves.length === 1) return { root: sha256(concatBytes(Uint8Array.of(0), leaves[0])), path: [] }
  let left = 1
  while (left * 2 < leaves.length) left *= 2
  const a = tree(leaves.slice(0, left), Math.min(index, left - 1)), b = tree(leaves.slice(left), Math.max(0, index - left))
  return { root: sha256(concatBytes(Uint8Array.of(1), a.root, b.root)), path: index < left ? [...a.path, b.root] : [...b.path, a.root] }
}
function proof(size: number, index: number) {
  const leaves = entries(size)
  const { root, path } = tree(leaves, index)
  return { format: proofFormat, entry_number: index + 1, entry_hash: bytesToHex(leaves[index]), day: '2026-11-27', size, root: bytesToHex(root), path: path.map(bytesToHex) }
}
const verdict = (document: object, root = '') => checkProof(JSON.stringify(document), root).verdict

describe('art. 8: a proof of the journal, checked without the server', () => {
  test('every place of trees of many sizes', () => {
    for (const size of [1, 2, 3, 4, 5, 7, 8, 9, 31, 33]) for (let index = 0; index < size; ++index) expect(verdict(proof(size, index)), `${index} of ${size}`).toBe('proved')
  })
  test('against the published root, blanks and capitals allowed', () => {
    const one = proof(20, 6)
    expect(verdict(one, one.root.toUpperCase().replace(/(.{8})/g, '$1 '))).toBe('proved')
    expect(verdict(one, '0'.repeat(64))).toBe('other_root')
  })
  test('whatever is changed is seen', () => {
    const one = proof(20, 6)
    expect(verdict({ ...one, entry_number: 8 })).toBe('wrong')
    expect(verdict({ ...one, entry_number: 0 })).toBe('wrong')
    expect(verdict({ ...one, entry_hash: one.root })).toBe('wrong')
    expect(verdict({ ...one, path: one.path.slice(1) })).toBe('wrong')
    expect(verdict({ ...one, path: [...one.path].reverse() })).toBe('wrong')
    expect(verdict({ ...one, format: 'shouwen journal proof 2' })).toBe('unknown_format')
    for (const broken of [{}, null, { ...one, root: 'x' }, { ...one, path: 'x' }, { ...one, size: 1e300 }]) expect(verdict(broken as object)).toBe('unreadable')
    expect(checkProof('not json', '').verdict).toBe('unreadable')
  })
  test('an entry told in full must have its hash', () => {
    // The hash the server's chain gives this entry (src/db/journal.cpp).
    const entry: ProofEntry = { previous_hash: '', stream: 'price_list/1', stream_number: 1, at: 1790000000, actor_id: 5, on_behalf_of_id: 0, kind: 'price_list_issued', clause: 'art.9(1)', rulebook_version: 1, payload: '{"名":"𠮷"}' }
    const hash = entryHash(entry, 1)
    expect(hash).toBe('ddc3d4b7c7d3cd68d5ddad92b234c392f49229fbd702bff4077f5fe2a84b9c09')
    const one = { ...proof(1, 0), entry_hash: hash, root: bytesToHex(sha256(concatBytes(Uint8Array.of(0), hexToBytes(hash)))), entry }
    expect(verdict(one)).toBe('proved')
    expect(verdict({ ...one, entry: { ...entry, payload: '{"名":"吉"}' } })).toBe('other_entry')
  })
})
