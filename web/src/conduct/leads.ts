// What became of tips, complaints, refused charges and exceptions: asked once for all that a page shows.
import { ref } from 'vue'
import { client, done, type Schemas } from '../api/client'
import { useSession } from '../shell/session'

export type LeadKind = 'tip_off' | 'complaint' | 'charge_attempt' | 'affiliate_charge'
export type Lead = Schemas['ConductLeadView']

/** Where a case of the lead is opened. */
export const openingPath = (kind: LeadKind, id: number) => ({ path: '/conduct', query: { open: 'yes', lead: kind, lead_id: String(id) } })

/** `of(id)`: nothing for who neither opens cases nor sees one of it. */
export function useLeads(kind: LeadKind) {
  const session = useSession()
  const leads = ref(new Map<number, Lead>())
  const mayOpen = ref(false)
  async function ask(ids: number[]) {
    if (!ids.length || !session.may('open_conduct_case')) return
    const found = await done(client.GET('/api/v1/conduct_leads', { params: { query: { kind, ids: ids.join(',') } } }))
    mayOpen.value = found.may_open
    for (const row of found.items) leads.value.set(row.lead_id, row)
  }
  return { mayOpen, ask, of: (id: number) => leads.value.get(id) }
}
