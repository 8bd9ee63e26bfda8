// Finding in a list by words, pinyin or initials; what begins with the words comes first.
export interface Findable {
  value: string | number
  label: string
  /** Other words it is found by: initials, reading, examples. */
  keys?: string
}

export function finding<T extends Findable>(options: readonly T[], typed: string): readonly T[] {
  const wanted = typed.trim().toLowerCase()
  if (!wanted) return options
  const rank = ({ label, keys = '' }: T) => {
    const words = [label.toLowerCase(), ...keys.toLowerCase().split(' ')]
    return words.some((word) => word.startsWith(wanted)) ? 0 : words.some((word) => word.includes(wanted)) ? 1 : 2
  }
  return options
    .map((option) => ({ option, at: rank(option) }))
    .filter(({ at }) => at < 2)
    .sort((a, b) => a.at - b.at)
    .map(({ option }) => option)
}
