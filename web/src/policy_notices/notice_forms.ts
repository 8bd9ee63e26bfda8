// A notice's form, its verbs with their keys, and the colours of its states.
import type { Schemas } from '../api/client'

export type PolicyNotice = Schemas['PolicyNoticeView']
export type PolicyNoticeRow = Schemas['PolicyNoticeRowView']
export type PolicyNoticeInput = Schemas['PolicyNoticeInput']
export type Recipient = Schemas['PolicyRecipientView']
export type Stage = PolicyNoticeRow['stage']

export const stages: Stage[] = ['draft', 'submitted', 'approved', 'sent', 'withdrawn', 'superseded']
export const stageTone: Record<Stage, string> = { draft: '', submitted: 'soon', approved: 'soon', sent: 'ok', withdrawn: 'quiet', superseded: 'quiet' }
export const areas = ['urban', 'rural', 'remote'] as const
export const voltages = ['below_1kv', 'kv_10', 'kv_35', 'kv_110', 'kv_220'] as const
export const tiers = ['ordinary', 'key_account', 'large_account'] as const

/** What needs only a confirmation, and what also a reason. */
export type Verb = 'submit' | 'approve' | 'return' | 'send' | 'withdraw'
export const verbs: Verb[] = ['submit', 'approve', 'return', 'send', 'withdraw']
export const needsReason = (verb: Verb) => verb === 'return' || verb === 'withdraw'
export const verbKeys: Record<Verb, string> = { submit: 's', approve: 'a', return: 'r', send: 's', withdraw: 'w' }

export const emptyInput = (managerId?: number): PolicyNoticeInput => ({
  version: 0,
  content: { title: '', text: '' },
  audience: { trade: '', usage_category: '', tariff_class: '', customer_ids: [], ...(managerId ? { account_manager_id: managerId } : {}) },
})
/** What a select or a date field leaves empty is absent for the server. */
export function sendable(form: PolicyNoticeInput): PolicyNoticeInput {
  const present = <T extends object>(value: T) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined)) as T
  const dated = { ...form.content, valid_from: form.content.valid_from || undefined, valid_to: form.content.valid_to || undefined }
  const chosen = { ...form.audience, tier: form.audience.tier || undefined, voltage: form.audience.voltage || undefined, area: form.audience.area || undefined, account_manager_id: form.audience.account_manager_id || undefined }
  return { ...present(form), content: present(dated), audience: present(chosen) }
}
/** The correction of a sent notice begins as that notice. */
export const correctionOf = (notice: PolicyNotice): PolicyNoticeInput => ({ version: 0, content: { ...notice.content }, audience: { ...notice.audience }, corrects_id: notice.notice.id })
