// The columns a list of cases may show.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Column } from '../ui/table_columns'

export const columnsByDefault = ['due', 'text', 'kind', 'contact', 'holder', 'first', 'registered']

export function useCaseColumns() {
  const { t } = useI18n()
  return computed<Column[]>(() => [
    { name: 'due', label: t('list.due'), width: 132 },
    { name: 'text', label: t('list.text'), width: 300, grows: true },
    { name: 'number', label: t('list.number'), width: 132 },
    { name: 'kind', label: t('list.kind'), width: 124 },
    { name: 'stage', label: t('list.stage'), width: 80 },
    { name: 'waiting', label: t('list.waiting'), width: 132 },
    { name: 'contact', label: t('list.contact'), width: 116 },
    { name: 'holder', label: t('list.holder'), width: 124 },
    { name: 'unit', label: t('list.unit'), width: 124 },
    { name: 'first', label: t('list.first'), width: 84 },
    { name: 'area', label: t('register.area'), width: 72 },
    { name: 'channel', label: t('register.channel'), width: 96 },
    { name: 'registered', label: t('list.registered'), width: 104 },
    { name: 'closed', label: t('list.closed'), width: 104 },
    { name: 'reminders', label: t('verb.remind'), width: 64 },
    { name: 'returns', label: t('verb.return_case'), width: 64 },
  ])
}
