// Who may receive customers: those who may have all of them first, the others shown with the reason.
import type { Schemas } from '../api/client'
import type { Findable } from '../ui/finding'

export interface HandedCustomer {
  customer_id: number
  customer_name: string
  tier: Schemas['ManagedCustomerView']['tier']['confirmed']
}

export function receiverOptions(receivers: Schemas['ReceiverView'][], customers: HandedCustomer[], managerId: number, words: { customers: (n: number) => string; full: string; pinyin: (officerId: number) => string }): Findable[] {
  const tiers = new Set(customers.map((one) => one.tier))
  const rows = receivers
    .filter((row) => row.officer_id !== managerId)
    .map((row) => ({ row, no: row.unsuitable.find((one) => tiers.has(one.tier)) }))
    .sort((a, b) => Number(!!a.no) - Number(!!b.no) || a.row.customers - b.row.customers)
  return rows.map(({ row, no }) => ({
    value: row.officer_id,
    label: `${row.officer_name} · ${row.unit_name}`,
    keys: `${words.pinyin(row.officer_id)} ${row.unit_name} ${row.post_name}`,
    hint: no ? no.text : [row.post_name, words.customers(row.customers), row.is_full ? words.full : ''].filter(Boolean).join(' · '),
    disabled: !!no,
  }))
}
