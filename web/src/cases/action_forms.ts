// What each verb asks for, and its key. The server decides what is allowed; this only draws the form.
export type FieldType = 'text' | 'area_text' | 'channel' | 'unit' | 'officer' | 'transfer_reason' | 'return_reason' | 'pause_reason' | 'lift_reason' | 'time' | 'granted' | 'satisfaction' | 'duty' | 'kind' | 'category' | 'area' | 'customer_class' | 'voltage' | 'step' | 'directory' | 'case_id'
export interface Field {
  name: string
  type: FieldType
  optional?: boolean
}
export interface ActionForm {
  key: string
  fields: Field[]
  /** The most likely next thing to do comes first and stands out. */
  main?: boolean
}
const text = (name: string, optional = false): Field => ({ name, type: 'text', optional })
const long = (name: string, optional = false): Field => ({ name, type: 'area_text', optional })

export const actionForms: Record<string, ActionForm> = {
  accept: { key: 'a', fields: [], main: true },
  return_case: { key: 'b', fields: [{ name: 'reason', type: 'return_reason' }, long('note')] },
  reply: { key: 'r', fields: [{ name: 'channel', type: 'channel' }, long('text'), text('proof', true)], main: true },
  record_contact: { key: 'c', fields: [{ name: 'channel', type: 'channel' }, long('text')] },
  record_arrival: { key: 'v', fields: [text('place', true), text('note', true)], main: true },
  report_progress: { key: 'p', fields: [{ name: 'channel', type: 'channel' }, long('text'), text('proof', true)] },
  record_step: { key: '7', fields: [{ name: 'step', type: 'step' }, text('note', true)] },
  transfer: { key: 't', fields: [{ name: 'to_unit_id', type: 'unit' }, { name: 'to_officer_id', type: 'officer', optional: true }, { name: 'reason', type: 'transfer_reason' }, long('note', true)] },
  ask_office: { key: 'o', fields: [long('question')] },
  rule_on: { key: 'j', fields: [{ name: 'unit_id', type: 'unit' }, { name: 'officer_id', type: 'officer', optional: true }, long('grounds')], main: true },
  assign: { key: 's', fields: [{ name: 'officer_id', type: 'officer' }, text('note', true)] },
  take_over: { key: 'y', fields: [] },
  follow_up: { key: 'f', fields: [{ name: 'result', type: 'satisfaction' }, long('words', false)], main: true },
  close_case: { key: 'x', fields: [text('note', true)], main: true },
  suspend: { key: 'w', fields: [{ name: 'reason', type: 'pause_reason' }, long('asked_for'), { name: 'asked_by', type: 'channel', optional: true }, { name: 'asked_at', type: 'time', optional: true }] },
  resume: { key: 'z', fields: [text('cause')] },
  request_extension: { key: 'e', fields: [{ name: 'until', type: 'time' }, long('reason')] },
  decide_extension: { key: 'd', fields: [{ name: 'granted', type: 'granted' }, long('reason')], main: true },
  answer_supervision: { key: 'q', fields: [long('text')], main: true },
  reopen: { key: 'h', fields: [long('reason')] },
  explain_out_of_scope: { key: 'i', fields: [long('text'), { name: 'directory_code', type: 'directory', optional: true }] },
  remind: { key: 'u', fields: [long('text')] },
  supervise: { key: 'm', fields: [long('order')] },
  correct_registration: { key: '1', fields: [{ name: 'category', type: 'category', optional: true }, { name: 'kind', type: 'kind', optional: true }, { name: 'area', type: 'area', optional: true }, { name: 'customer_class', type: 'customer_class', optional: true }, { name: 'voltage', type: 'voltage', optional: true }, long('text', true), text('contact_name', true), text('contact_phone', true), text('contact_address', true), long('reason')] },
  link: { key: 'l', fields: [{ name: 'other_id', type: 'case_id' }, text('reason')] },
  unlink: { key: '2', fields: [{ name: 'other_id', type: 'case_id' }, text('reason')] },
  lift_duty: { key: '3', fields: [{ name: 'kind', type: 'duty' }, { name: 'reason', type: 'lift_reason' }, long('grounds')] },
  withdraw: { key: '4', fields: [long('reason')] },
  note: { key: '5', fields: [long('text')] },
}
/** Verbs that do not need the version one looked at. */
export const versionless = new Set(['remind', 'supervise', 'note'])
