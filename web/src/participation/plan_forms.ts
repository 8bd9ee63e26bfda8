// A plan's form, its verbs with their keys, the colours of its stages, figures with two places.
import type { Schemas } from '../api/client'

export type Plan = Schemas['PlanView']
export type PlanRow = Schemas['PlanRow']
export type PlanInput = Schemas['PlanInput']
export type PlanGoal = Schemas['PlanGoal']
export type PlanComment = Schemas['PlanCommentView']
export type Stage = PlanRow['stage']

export const stageTone: Record<Stage, string> = { draft: '', submitted: 'soon', reviewed: 'soon', consulting: 'ok', voting: 'soon', approved: 'ok', withdrawn: 'quiet' }
export const figures: PlanGoal['figure'][] = ['on_time_rate', 'answered_in_time', 'satisfaction_rate', 'returns', 'own']
export const directions: PlanGoal['direction'][] = ['at_least', 'at_most']

/** What is done by a dialog; changing and answering have their places on the page. */
export const verbs = ['submit', 'review', 'return', 'put_to_public', 'put_to_vote', 'vote', 'conclude', 'report', 'comment', 'withdraw'] as const
export type Verb = (typeof verbs)[number]
export const verbKeys: Record<Verb, string> = { submit: 's', review: 'a', return: 'r', put_to_public: 'p', put_to_vote: 'v', vote: 'v', conclude: 'e', report: 'm', comment: 'c', withdraw: 'w' }
export const needsReason = (verb: Verb) => verb === 'return' || verb === 'withdraw' || verb === 'vote'

/** 9850 → "98.5"; nothing → "". */
export const fromHundredths = (value: number | undefined) => (value === undefined ? '' : String(value / 100))
/** "98.5" or "９８．５" → 9850; what is no number with at most two places → undefined. */
export function toHundredths(typed: string): number | undefined {
  const plain = typed.trim().replace(/[０-９．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
  const found = plain.match(/^(\d{1,10})(?:\.(\d{1,2}))?$/)
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : undefined
}
export const emptyGoal = (by: string): PlanGoal => ({ title: '', figure: 'answered_in_time', unit: '', direction: 'at_least', target_hundredths: 9500, by })
/** A year from the first day of next month. */
export function emptyPlan(today: string): PlanInput {
  const [year, month] = today.split('-').map(Number)
  const first = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10), last = new Date(Date.UTC(year + 1, month, 0)).toISOString().slice(0, 10)
  return { version: 0, content: { title: '', text: '', goals: [emptyGoal(last)], valid_from: first, valid_to: last } }
}
/** Counted figures have their unit. */
export const sendable = (input: PlanInput): PlanInput => ({ ...input, content: { ...input.content, goals: input.content.goals.map((goal) => ({ ...goal, unit: goal.figure === 'own' ? goal.unit : '' })) } })
/** So many days later, both counted. */
export const lastDayOf = (today: string, days: number) => new Date(Date.parse(`${today}T00:00:00Z`) + (days - 1) * 86400_000).toISOString().slice(0, 10)
