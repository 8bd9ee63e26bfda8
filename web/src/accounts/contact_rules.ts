// What can be known of a contact without asking the server: the same rules, found at once and all together. The server asks
// again; test/data/contact_mistakes.json holds both to the same answers. Art. 11(3).
import { ApiProblem, houseNow } from '../api/client'
import { asChina } from '../ui/dates'
import type { ContactDraft } from './contact_draft'

export interface ContactMistake {
  /** "" : the contact as a whole. */
  pointer: string
  /** As the server's, with "_" for ".": names the text under `contactMistake`. */
  code: string
  clause?: string
  limit?: number
  length?: number
  name?: string
}
export const photosAtMost = 10
export const photoMegabytesAtMost = 20
const limits = { representative: 60, representative_role: 60, words: 2000, promise_text: 300, evaluation_words: 1000, confirmed_by: 60 } as const
/** Characters as the server counts them: 𠮷 is one. */
const lengthOf = (text: string) => [...text.normalize('NFC').trim()].length

function textMistakes(draft: ContactDraft): ContactMistake[] {
  const asked: { pointer: string; field: keyof typeof limits; must: boolean; when: boolean }[] = [
    { pointer: '/representative', field: 'representative', must: false, when: !draft.representative_id },
    { pointer: '/representative_role', field: 'representative_role', must: false, when: !draft.representative_id },
    { pointer: '/words', field: 'words', must: false, when: true },
    { pointer: '/promise/text', field: 'promise_text', must: true, when: draft.promised },
    { pointer: '/evaluation/words', field: 'evaluation_words', must: false, when: draft.evaluated },
    { pointer: '/no_change_confirmed_by', field: 'confirmed_by', must: true, when: draft.unchanged },
  ]
  return asked.filter((one) => one.when).flatMap(({ pointer, field, must }) => {
    const [length, limit] = [lengthOf(draft[field]), limits[field]]
    if (must && length === 0) return [{ pointer, code: 'body_empty' }]
    return length > limit ? [{ pointer, code: 'body_too_long', limit, length }] : []
  })
}
/** Whether one of the registered was a representative on that day the server says. */
function personMistakes(draft: ContactDraft): ContactMistake[] {
  if (draft.representative_id) return []
  const clause = 'art.11(4)'
  if (!lengthOf(draft.representative)) return [{ pointer: '/representative', code: 'record_contact_representative_missing', clause }]
  return lengthOf(draft.representative_role) ? [] : [{ pointer: '/representative_role', code: 'record_contact_representative_role_missing', clause, name: draft.representative }]
}
function timeMistakes(draft: ContactDraft, now: number): ContactMistake[] {
  const clause = 'art.11(3)'
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)
  const found: ContactMistake[] = []
  if (Date.parse(asChina(draft.at)) > now) found.push({ pointer: '/at', code: 'record_contact_in_the_future', clause })
  if (!draft.promised) return found
  // Whether today is still in time depends on the bureau's calendar: the server says.
  if (!draft.promise_due_on) found.push({ pointer: '/promise/due_on', code: 'promise_due_missing', clause })
  else if (draft.promise_due_on < today) found.push({ pointer: '/promise/due_on', code: 'promise_due_in_the_past', clause })
  return found
}
const hasSubstance = (draft: ContactDraft) => draft.file_changed || draft.service_delivered || draft.promised || draft.evaluated || draft.unchanged

export function contactMistakes(draft: ContactDraft, now = houseNow()): ContactMistake[] {
  const found = [...personMistakes(draft), ...textMistakes(draft), ...timeMistakes(draft, now)]
  if (draft.service_delivered && !draft.service_id) found.push({ pointer: '/service_id', code: 'body_empty' })
  if (!hasSubstance(draft)) found.push({ pointer: '', code: 'record_contact_without_substance', clause: 'art.11(3)' })
  return found
}

/** The mistakes as the server would have said them; null: none. */
export function contactProblem(mistakes: ContactMistake[], say: (mistake: ContactMistake) => string): ApiProblem | null {
  const first = mistakes.at(0)
  if (!first) return null
  // Alone, what is wrong with the whole is the sentence itself.
  const fields = Object.fromEntries(mistakes.filter((one) => one.pointer || mistakes.length > 1).map((one) => [one.pointer || '/substance', say(one)]))
  return new ApiProblem(422, first.code.replace(/^(body|promise|record_contact)_/, '$1.'), say(first), mistakes.find((one) => one.clause)?.clause ?? '', fields)
}
