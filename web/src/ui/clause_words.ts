// A clause as it is said: "art.10(7)" is 第10条第7项, and in English art. 10(7).
import { useI18n } from 'vue-i18n'

export function useClauseWords() {
  const { t } = useI18n()
  return (cite: string) => {
    const [, article, items] = cite.match(/^art\.(\d+)((?:\(\d+\))*)$/) ?? []
    if (!article) return cite
    const [item, ...deeper] = [...items.matchAll(/\d+/g)].map(([number]) => number)
    return (item ? t('clause.item', { article, item }) : t('clause.article', { article })) + deeper.map((number) => `(${number})`).join('')
  }
}
