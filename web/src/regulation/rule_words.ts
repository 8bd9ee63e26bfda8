// The rulebook's own words as people read them: tables, fields and values of a change.
import { useI18n } from 'vue-i18n'
import { useSession } from '../shell/session'

const area = (word: string) => `area.${word}`
const duty = (word: string) => `ruleDuty.${word}`
const counting = (word: string) => `ruleCounting.${word}`
const secrecy = (word: string) => `ruleSecrecy.${word}`
/** Fields whose values are words of the rulebook: where their texts are. */
const keys: Record<string, (word: string) => string> = {
  area,
  areas: area,
  channels: (word) => `channel.${word}`,
  customer_classes: (word) => `customerClass.${word}`,
  voltages: (word) => `voltage.${word}`,
  count_from: counting,
  ends_at: counting,
  free_last_day: counting,
  duty,
  pauses: duty,
  confidence: (word) => `ruleSureness.${word}`,
  class: (word) => `ruleClass.${word}`,
  scope: (word) => `ruleScope.${word}`,
  secrecy,
  secrecy_up_to: secrecy,
  follow_up: (word) => `ruleFollowUp.${word}`,
  verbs: (word) => `verb.${word}`,
}
const lists = ['kinds', 'areas', 'channels', 'customer_classes', 'voltages', 'pauses', 'verbs', 'categories']

export function useRuleWords() {
  const { t, te } = useI18n()
  const session = useSession()
  const limitWords = (text: string) => {
    const [, amount, unit] = text.match(/^(\d+)(min|wh|wd|month|mo|h|d)$/) ?? []
    // Earlier rulebooks wrote months as "mo".
    return unit ? t(`limitUnit.${unit === 'mo' ? 'month' : unit}`, { n: amount }) : text
  }
  const kindName = (word: string) => session.rulebook?.kinds.find((row) => row.kind === word)?.name ?? word
  const roleName = (word: string) => session.rulebook?.roles.find((row) => row.role === word)?.name ?? (word === '*' ? t('rulebook.everybody') : word)
  const tableName = (table: string) => table && t(`ruleTable.${table.replaceAll('.', '_')}`, table)
  const fieldName = (field: string) => t(`ruleField.${field}`, field)
  /** How sure a source is; what is no mark of ours is said as it stands. */
  const sureness = (mark: string) => t(`ruleSureness.${mark}`, mark)
  const key = (file: string) => file.replace('.', '_')
  const fileName = (file: string) => t(`ruleFile.${key(file)}`, file)
  const fileAbout = (file: string) => (te(`ruleFileAbout.${key(file)}`) ? t(`ruleFileAbout.${key(file)}`) : '')
  function one(field: string, word: string): string {
    if (field === 'kind' || field === 'kinds') return kindName(word)
    if (field === 'category' || field === 'categories') return session.categoryName(word)
    if (field === 'role') return roleName(word)
    // Of a limit: reasons. Of a reason: clocks.
    const reason = field === 'pauses' && session.rulebook?.pause_reasons.find((row) => row.code === word)
    if (reason) return reason.name
    if (field === 'worked') return t(word === '1' || word === 'true' ? 'rulebook.worked' : 'rulebook.free')
    if (word === 'true' || word === 'false') return t(word === 'true' ? 'app.yes' : 'app.no')
    const said = keys[field]?.(word)
    return said && te(said) ? t(said) : limitWords(word)
  }
  const valueWords = (field: string, value: string) => (lists.includes(field) && value ? value.split(', ').map((word) => one(field, word)).join(t('rulebook.comma')) : value && one(field, value))
  return { limitWords, kindName, tableName, fieldName, valueWords, fileName, fileAbout, sureness }
}
