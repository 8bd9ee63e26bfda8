// Two complete languages; Chinese unless chosen otherwise.
import { createI18n } from 'vue-i18n'
import { setApiLanguage } from '../api/client'
import { messages } from './texts'

export type Language = 'zh' | 'en'
const remembered = (localStorage.getItem('language') ?? 'zh') as Language

export const i18n = createI18n({ legacy: false, locale: remembered, fallbackLocale: 'zh', messages })

export function chooseLanguage(language: Language) {
  i18n.global.locale.value = language
  localStorage.setItem('language', language)
  setApiLanguage(language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
chooseLanguage(remembered)
