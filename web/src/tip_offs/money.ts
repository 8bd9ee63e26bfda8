// Fen as yuan and back; whole numbers only.
export function yuan(fen: number): string {
  const cents = fen % 100
  return String(Math.trunc(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',') + (cents ? `.${String(cents).padStart(2, '0')}` : '')
}
/** "1,234.5" or "１２３４" -> fen; nothing if it is no amount. */
export function fenOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain)
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0') || 0) : undefined
}
