// Finding in a list by words, pinyin or initials: what is exactly so called comes first, then what begins with the words.
export interface Findable {
  value: string | number
  label: string
  /** Other words it is found by: initials, reading, examples. */
  keys?: string
  /** Said beside the label, for who does not know the label. */
  hint?: string
  /** Under which heading it stands in the list. */
  group?: string
  /** Shown but not to be chosen; `hint` says why. */
  disabled?: boolean
}

/** In the order their groups first appear; without any group one nameless one. */
export function grouping<T extends Findable>(options: readonly T[]): { group: string; options: T[] }[] {
  const groups = new Map<string, T[]>()
  for (const option of options) groups.set(option.group ?? '', [...(groups.get(option.group ?? '') ?? []), option])
  return [...groups].map(([group, rows]) => ({ group, options: rows }))
}

export function finding<T extends Findable>(options: readonly T[], typed: string): readonly T[] {
  const wanted = typed.trim().toLowerCase()
  if (!wanted) return options
  const rank = ({ label, keys = '' }: T) => {
    const words = [label.toLowerCase(), ...keys.toLowerCase().split(' ')]
    return words.includes(wanted) ? 0 : words.some((word) => word.startsWith(wanted)) ? 1 : words.some((word) => word.includes(wanted)) ? 2 : 3
  }
  return options
    .map((option) => ({ option, at: rank(option) }))
    .filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at)
    .map(({ option }) => option)
}
