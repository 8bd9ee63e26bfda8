// What waits for one's own decision, gathered from the rooms that ask for one (arts. 5, 9(1), 9(4), 9(5), 11(6)(2), 11(6)(3)).
import { computed, ref } from 'vue'
import { client, done } from '../api/client'
import { useSession } from './session'

export interface Approval {
  /** Text key of the room it belongs to. */
  room: string
  what: string
  by: string
  since?: string | undefined
  to: string
}
interface Source {
  verb: string
  room: string
  /** Only what somebody else wrote: nobody approves his own. */
  load: (myName: string) => Promise<Omit<Approval, 'room'>[]>
}
const priceListsIn = (state: 'submitted' | 'reviewed') => async (myName: string) =>
  (await done(client.GET('/api/v1/price_lists'))).items
    .filter((row) => row.state === state && row.drafted_by_name !== myName && row.reviewed_by_name !== myName)
    .map((row) => ({ what: row.in_force_from, by: row.drafted_by_name, since: row.submitted_at, to: `/price_lists/${row.id}` }))
const sources: Source[] = [
  {
    verb: 'review_rulebook',
    room: 'rulebook.title',
    load: async () => (await done(client.GET('/api/v1/rulebook/versions'))).items.filter((row) => row.state === 'submitted' && !row.mine).map((row) => ({ what: row.title, by: row.author_name, since: row.known_at, to: `/rulebook?version=${row.version}` })),
  },
  {
    verb: 'approve_policy_notice',
    room: 'policyNotices.title',
    load: async (myName) => (await done(client.GET('/api/v1/policy_notices', { params: { query: { stage: 'submitted', limit: 50 } } }))).items.filter((row) => row.drafted_by_name !== myName).map((row) => ({ what: row.title, by: row.drafted_by_name, since: row.drafted_at, to: `/policy_notices/${row.id}` })),
  },
  {
    verb: 'read_participation',
    room: 'plans.title',
    load: async () => (await done(client.GET('/api/v1/plans'))).items.filter((row) => row.waits_for_me).map((row) => ({ what: row.title, by: row.drafted_by_name, to: `/plans/${row.id}` })),
  },
  {
    verb: 'vote_tip_reward',
    room: 'tipRewards.title',
    load: async () => (await done(client.GET('/api/v1/tip_rewards'))).items.filter((row) => row.may_vote).map((row) => ({ what: row.number, by: row.reward.proposer_name, since: row.reward.proposed_at, to: '/tip_rewards' })),
  },
  {
    verb: 'read_conduct_register',
    room: 'conduct.title',
    load: async () => (await done(client.GET('/api/v1/conduct_cases'))).items.filter((row) => row.may.some((step) => step.startsWith('approve_as'))).map((row) => ({ what: row.number, by: row.lead_name, since: row.opened_at, to: `/conduct/${row.id}` })),
  },
  {
    verb: 'list_bill_adjustments',
    room: 'adjustments.title',
    load: async () => (await done(client.GET('/api/v1/bill_adjustments', { params: { query: { waiting: true } } }))).items.filter((row) => row.may_decide).map((row) => ({ what: `No. ${row.id} ${row.cause_name}`, by: row.proposed_by_name, since: row.proposed_at, to: '/bill_adjustments' })),
  },
  { verb: 'review_price_list', room: 'priceLists.title', load: priceListsIn('submitted') },
  { verb: 'approve_price_list', room: 'priceLists.title', load: priceListsIn('reviewed') },
  {
    verb: 'review_analysis_report',
    room: 'analysis.title',
    load: async (myName) => (await done(client.GET('/api/v1/analysis_reports', { params: { query: { list: 'review', stage: 'submitted', limit: 50 } } }))).items.filter((row) => row.author_name !== myName).map((row) => ({ what: row.customer_name, by: row.author_name, since: row.submitted_at, to: `/analysis_reports/${row.id}` })),
  },
]

const approvals = ref<Approval[] | null>(null)

/** Shared by the menu's number and the page. */
export function useApprovals() {
  const session = useSession()
  const mine = computed(() => sources.filter((source) => session.may(source.verb)))
  async function load() {
    const myName = session.view?.officer.name ?? ''
    // A room that does not answer leaves the others readable; its own page says what is wrong.
    const found = await Promise.all(mine.value.map(async ({ room, load: ask }) => (await ask(myName).catch(() => [])).map((row) => ({ room, ...row }))))
    approvals.value = found.flat().sort((a, b) => (a.since ?? '').localeCompare(b.since ?? ''))
  }
  return { approvals, mayApprove: computed(() => mine.value.length > 0), load }
}
