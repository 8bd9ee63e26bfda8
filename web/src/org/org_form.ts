// What is filled in to change the organisation, and how each dialog is sent.
import { reactive } from 'vue'
import { client, done, type Schemas } from '../api/client'
import { asChina } from '../ui/dates'

export type Dialog = 'officer' | 'unit' | 'editUnit' | 'post' | 'reinstate' | 'deputy' | 'absence' | 'correct' | 'password'

export type FirstPassword = Schemas['FirstPasswordView']
export const isFirstPassword = (answer: unknown): answer is FirstPassword => typeof answer === 'object' && answer !== null && 'first_password' in answer

export function useOrgForm(unit: Schemas['UnitView'] | null, officer: Schemas['OfficerView'] | null, units: Schemas['UnitView'][], dialog: Dialog) {
  const own = units.find((row) => row.id === officer?.unit_id)
  const editing = dialog === 'editUnit'
  const form = reactive({
    code: '',
    name: editing ? (unit?.name ?? '') : (officer?.name ?? ''),
    phone: editing ? (unit?.phone ?? '') : (officer?.phone ?? ''),
    parent_id: (editing ? unit?.parent_id : (unit?.id ?? units[0]?.id)) || undefined,
    kind: 'team' as Schemas['UnitView']['kind'],
    area: (editing ? (unit?.area ?? '') : '') as Schemas['UnitView']['area'] | '',
    unit_id: own?.id ?? unit?.id,
    post_name: officer?.post_name ?? '',
    roles: [...(officer?.roles ?? [])],
    rank: (officer?.rank ?? 'staff') as Schemas['OfficerView']['rank'],
    deputy_id: officer?.deputy_id,
    from: '',
    to: '',
    reason: '',
  })

  async function send() {
    const officerPath = { params: { path: { officer_id: String(officer?.id ?? 0) } } }
    const codeOf = (id: number | undefined) => units.find((row) => row.id === id)?.code ?? ''
    const [parent_code, unit_code] = [codeOf(form.parent_id), codeOf(form.unit_id)]
    const { code, name, phone, kind, post_name, roles, rank, reason } = form
    const area = form.area ? { area: form.area } : {}
    const post = { unit_code, post_name, roles, rank, ...(form.from ? { from: asChina(form.from) } : {}) }
    switch (dialog) {
      case 'officer':
        return done(client.POST('/api/v1/officers', { body: { code, name, phone, unit_code, post_name, roles, rank } }))
      case 'unit':
        return done(client.POST('/api/v1/units', { body: { parent_code, code, name, phone, kind, ...area } }))
      case 'editUnit':
        return done(client.PUT('/api/v1/units/{unit_id}', { params: { path: { unit_id: String(unit?.id ?? 0) } }, body: { parent_code, name, phone, ...area } }))
      case 'post':
        return done(client.PUT('/api/v1/officers/{officer_id}/post', { ...officerPath, body: post }))
      case 'reinstate':
        return done(client.POST('/api/v1/officers/{officer_id}/reinstatements', { ...officerPath, body: post }))
      case 'deputy':
        return done(client.PUT('/api/v1/officers/{officer_id}/deputy', { ...officerPath, body: { deputy_id: form.deputy_id ?? 0 } }))
      case 'absence':
        return done(client.POST('/api/v1/officers/{officer_id}/absences', { ...officerPath, body: { from: asChina(form.from), to: asChina(form.to), reason } }))
      case 'correct':
        return done(client.PUT('/api/v1/officers/{officer_id}', { ...officerPath, body: { name, phone } }))
      case 'password':
        return done(client.POST('/api/v1/officers/{officer_id}/password_resets', officerPath))
    }
  }
  return { form, send }
}
