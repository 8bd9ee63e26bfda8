// What was refused is said beside its field, until the field is changed.
import { computed, shallowRef, watch, type Ref } from 'vue'
import { ApiProblem } from '../api/client'
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
  const stands = (pointer: string) => !fields[pointer] || sent.value[fields[pointer][0]] === draft[fields[pointer][0]]
  /** What is left to be put right; nothing once every field has been changed. */
  const left = computed(() => {
    const all = Object.entries(problem.value?.fields ?? {})
    const open = all.filter(([pointer]) => stands(pointer))
    if (!problem.value || open.length === all.length) return problem.value
    return open.length ? new ApiProblem(problem.value.status, problem.value.code, open[0][1], problem.value.clause, Object.fromEntries(open)) : null
  })
  const error = (field: keyof Draft) => Object.entries(left.value?.fields ?? {}).find(([pointer]) => fields[pointer]?.[0] === field)?.[1]
  return { left, error }
}
