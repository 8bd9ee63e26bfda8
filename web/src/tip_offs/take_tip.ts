// Taking down a tip for its reporter: the form, the call, shares as people write them. Nothing of it is kept in the browser.
import { sendForm } from '../api/upload'
import type { Schemas } from '../api/client'

export const takeChannels = ['phone', 'letter', 'hall'] as const
export const areas = ['urban', 'rural', 'remote'] as const

export const emptyTip = () => ({
  channel: 'phone' as (typeof takeChannels)[number],
  category: '',
  area: 'urban' as (typeof areas)[number],
  text: '',
  officer: undefined as number | undefined,
  unit: undefined as number | undefined,
  named: false,
  name: '',
  phone: '',
  address: '',
  reporters: 1,
  shares: '',
})
export type TakenForm = ReturnType<typeof emptyTip>

/** "50 30 20" or "５０，３０，２０" -> numbers; nothing if something else stands there. */
export function sharesOf(text: string): number[] | undefined {
  const plain = text.normalize('NFKC').replace(/[%、,/]/g, ' ').trim()
  if (!plain) return []
  return /^\d{1,3}(\s+\d{1,3})*$/.test(plain) ? plain.split(/\s+/).map(Number) : undefined
}

/** The part "tip" of the body; the description of the API knows forms with files by their parts only. */
interface TakeTipInput {
  channel: string
  category: string
  area: string
  text: string
  accused_officer_ids?: number[]
  accused_unit_ids?: number[]
  contact?: { anonymous: boolean; name: string; phone: string; address: string }
  reporters?: number
  shares_percent?: number[]
}
export function inputOf(form: TakenForm): TakeTipInput {
  const shares = form.reporters > 1 ? (sharesOf(form.shares) ?? []) : []
  return {
    channel: form.channel,
    category: form.category,
    area: form.area,
    text: form.text,
    ...(form.officer ? { accused_officer_ids: [form.officer] } : {}),
    ...(form.unit ? { accused_unit_ids: [form.unit] } : {}),
    ...(form.named ? { contact: { anonymous: false, name: form.name, phone: form.phone, address: form.address } } : {}),
    ...(form.reporters > 1 ? { reporters: form.reporters } : {}),
    ...(shares.length ? { shares_percent: shares } : {}),
  }
}

export function takeTip(form: TakenForm, letters: File[], intention: string) {
  const body = new FormData()
  body.append('tip', JSON.stringify(inputOf(form)))
  for (const letter of letters) body.append('letter', letter)
  return sendForm<Schemas['TipTaken']>('/api/v1/tip_offs', body, { 'Idempotency-Key': intention })
}
