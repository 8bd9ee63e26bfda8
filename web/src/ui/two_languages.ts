// Words that people keep in one line for both languages: "示范数值 / example".

/** The one of the two that is read here; what is in one language only stays as it is. */
export function spoken(words: string, language: string): string {
  const at = words.indexOf(' / ')
  if (at < 0) return words
  return language === 'zh' ? words.slice(0, at) : words.slice(at + 3)
}
