// What was refused is said beside its field, until the field is changed.
import { shallowRef, watch, type Ref } from 'vue'
import type { ApiProblem } from '../api/client'
import type { Draft } from './register_draft'

/** Field of the API's input: field of the form, and what it is called. */
const fields: Record<string, [field: keyof Draft, label: string]> = {
  '/contact/name': ['name', 'name'],
  '/contact/phone': ['phone', 'phone'],
  '/contact/address': ['address', 'address'],
  '/channel': ['channel', 'channel'],
  '/area': ['area', 'area'],
  '/category': ['category', 'category'],
  '/kind': ['kind', 'kind'],
  '/about_officer_id': ['about_officer_id', 'about'],
  '/text': ['text', 'text'],
  '/first_step': ['first_step', 'firstStep'],
  '/answer/text': ['answer_text', 'answerText'],
  '/transfer/to_unit_id': ['to_unit_id', 'toUnit'],
  '/to_unit_id': ['to_unit_id', 'toUnit'],
  '/transfer/reason': ['transfer_reason', 'reason'],
  '/transfer/note': ['note', 'note'],
  '/question/question': ['question', 'question'],
  '/out_of_scope/text': ['explanation', 'explanation'],
  '/out_of_scope/directory_code': ['directory_code', 'directory'],
}
/** Words of the room's texts by pointer, for a list of what is wrong. */
export const labelOf = (pointer: string) => fields[pointer]?.[1]

export function useRegisterErrors(problem: Ref<ApiProblem | null>, draft: Draft) {
  const sent = shallowRef<Draft>({ ...draft })
  watch(problem, () => (sent.value = { ...draft }))
  return (field: keyof Draft) => {
    if (!problem.value || sent.value[field] !== draft[field]) return undefined
    return Object.entries(problem.value.fields).find(([pointer]) => fields[pointer]?.[0] === field)?.[1]
  }
}
