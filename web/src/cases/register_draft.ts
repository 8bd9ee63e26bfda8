// What a clerk has typed survives a crash, a lost network and an expired session: it is kept on this computer until sent.
import { reactive, watch } from 'vue'
import { newIntention } from '../api/client'

const key = (officer: number) => `register_draft_${officer}`
/** At a counter customers come in person, on a line they call: what was chosen last holds for the next. */
const channelKey = (officer: number) => `register_channel_${officer}`

export const emptyDraft = () => ({
  intention: newIntention(),
  channel: 'phone',
  area: 'urban',
  customer_class: '',
  voltage: '',
  kind: '',
  category: '',
  text: '',
  name: '',
  phone: '',
  address: '',
  anonymous: false,
  customer_id: 0,
  customer_label: '',
  about_officer_id: undefined as number | undefined,
  first_step: 'keep',
  answer_text: '',
  to_unit_id: undefined as number | undefined,
  transfer_reason: 'other_department',
  note: '',
  question: '',
  explanation: '',
  directory_code: '',
  link_to: 0,
  link_version: 0,
})
export type Draft = ReturnType<typeof emptyDraft>

/** `channel`: how customers come to this officer, until he chooses otherwise. */
export function useDraft(officer: number, channel: 'hall' | 'phone') {
  const fresh = () => ({ ...emptyDraft(), channel: localStorage.getItem(channelKey(officer)) ?? channel })
  const draft = reactive(fresh())
  const stored = localStorage.getItem(key(officer))
  let restored = false
  if (stored) {
    Object.assign(draft, JSON.parse(stored))
    restored = draft.text !== '' || draft.name !== ''
  }
  // Who gives a tip is written down nowhere (art. 9(5)), not here either.
  watch(draft, () => (draft.kind === 'tip_off' ? localStorage.removeItem(key(officer)) : localStorage.setItem(key(officer), JSON.stringify(draft))))
  watch(() => draft.channel, (channel) => localStorage.setItem(channelKey(officer), channel))
  function clear() {
    Object.assign(draft, fresh())
    localStorage.removeItem(key(officer))
  }
  return { draft, restored, clear }
}

/** The API's input out of the form. */
export function inputOf(draft: Draft) {
  const channel = draft.channel
  const answerChannel = channel === 'hall' || channel === 'visit' ? channel : 'phone'
  return {
    ...(draft.kind ? { kind: draft.kind } : {}),
    category: draft.category,
    channel,
    area: draft.area,
    ...(draft.customer_class ? { customer_class: draft.customer_class } : {}),
    ...(draft.voltage ? { voltage: draft.voltage } : {}),
    contact: {
      anonymous: draft.anonymous,
      ...(draft.anonymous ? {} : { name: draft.name, phone: draft.phone, address: draft.address }),
      ...(draft.customer_id && !draft.anonymous ? { customer_id: draft.customer_id } : {}),
    },
    text: draft.text,
    ...(draft.about_officer_id ? { about_officer_id: draft.about_officer_id } : {}),
    first_step: draft.first_step,
    ...(draft.first_step === 'answer' ? { answer: { channel: answerChannel, text: draft.answer_text } } : {}),
    ...(draft.first_step === 'transfer' ? { transfer: { to_unit_id: draft.to_unit_id ?? 0, reason: draft.transfer_reason, note: draft.note } } : {}),
    ...(draft.first_step === 'ask_office' ? { question: { question: draft.question } } : {}),
    ...(draft.first_step === 'out_of_scope' ? { out_of_scope: { text: draft.explanation, directory_code: draft.directory_code } } : {}),
  }
}
