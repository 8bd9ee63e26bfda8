// Scopes of tokens as people read them: verbs by what they do.
import { useI18n } from 'vue-i18n'

export function useTokenWords() {
  const { t, te } = useI18n()
  const scopeName = (scope: string) => (te(`tokenScope.${scope}`) ? t(`tokenScope.${scope}`) : te(`verb.${scope}`) ? t(`verb.${scope}`) : scope)
  const scopesText = (scopes: string) => scopes.split(' ').filter(Boolean).map(scopeName).join(t('rulebook.comma'))
  return { scopeName, scopesText }
}
