// Which help belongs to which page, and the clauses it stands on.
export interface Help {
  page: string
  clauses: string[]
}
const table: [RegExp, Help][] = [
  [/^\/register/, { page: 'register', clauses: ['art.10(1)', 'art.10(3)', 'art.10(4)', 'art.10(5)'] }],
  [/^\/cases\/\d+/, { page: 'case', clauses: ['art.10(1)', 'art.10(7)', 'art.10(8)'] }],
  [/^\/follow_up_calls/, { page: 'lists', clauses: ['art.10(1)'] }],
  [/^\/cases/, { page: 'lists', clauses: ['art.10(7)'] }],
  [/^\/board/, { page: 'board', clauses: ['art.6', 'art.10(7)'] }],
  [/^\/reports/, { page: 'reports', clauses: ['art.7', 'art.10(8)'] }],
  [/^\/what_if/, { page: 'what_if', clauses: ['art.5', 'art.11(6)(1)'] }],
  [/^\/my_customers/, { page: 'my_customers', clauses: ['art.11(3)'] }],
  [/^\/account_managers/, { page: 'account_managers', clauses: ['art.11(5)(1)', 'art.11(5)(2)'] }],
  [/^\/analysis_reports/, { page: 'analysis_reports', clauses: ['art.11(6)(3)'] }],
  [/^\/key_accounts/, { page: 'key_accounts', clauses: ['art.11(3)', 'art.11(6)(2)'] }],
  [/^\/needs/, { page: 'needs', clauses: ['art.11(1)', 'art.11(2)'] }],
  [/^\/service(s|_agreements)/, { page: 'services', clauses: ['art.11(6)(4)'] }],
  [/^\/policy_notices/, { page: 'policy_notices', clauses: ['art.11(6)(2)'] }],
  [/^\/conduct/, { page: 'conduct', clauses: ['art.9(4)', 'art.7'] }],
  [/^\/(plans|leading_group|public_matters|social_supervisors)/, { page: 'plans', clauses: ['art.5', 'art.6', 'art.8'] }],
  [/^\/(tip_offs|tip_rewards|take_tip|supervision_key|reward_slips)/, { page: 'tip_offs', clauses: ['art.9(5)', 'art.10(6)', 'art.7'] }],
  [/^\/improvements/, { page: 'improvements', clauses: ['art.11(6)(1)'] }],
  [/^\/charges/, { page: 'charges', clauses: ['art.9(2)', 'art.9(3)'] }],
  [/^\/bill_adjustments/, { page: 'bill_adjustments', clauses: ['art.9(2)'] }],
  [/^\/surveys/, { page: 'surveys', clauses: ['art.11(6)(2)'] }],
  [/^\/price_(lists|postings)/, { page: 'price_lists', clauses: ['art.9(1)', 'art.9(2)'] }],
  [/^\/unusual_use/, { page: 'unusual_use', clauses: ['art.11(6)(2)', 'art.11(6)(3)'] }],
  [/^\/customers\/\d+/, { page: 'customer_file', clauses: ['art.11(6)(3)', 'art.11(4)'] }],
  [/^\/customers/, { page: 'customers', clauses: ['art.10(6)'] }],
  [/^\/past_cases/, { page: 'past_cases', clauses: ['art.10(7)'] }],
  [/^\/coverage/, { page: 'coverage', clauses: ['art.6'] }],
  [/^\/rulebook/, { page: 'rulebook', clauses: ['art.5', 'art.6'] }],
  [/^\/people/, { page: 'people', clauses: ['art.4'] }],
  [/^\/open_data/, { page: 'open_data', clauses: ['art.8'] }],
  [/^\/messages/, { page: 'messages', clauses: ['art.10(8)', 'art.10(2)'] }],
  [/^\/webhooks/, { page: 'webhooks', clauses: ['art.8'] }],
  [/^\/announcements/, { page: 'announcements', clauses: ['art.8'] }],
  [/^\/access_log/, { page: 'access_log', clauses: ['art.6', 'art.9(5)'] }],
]
export const helpFor = (path: string): Help => table.find(([pattern]) => pattern.test(path))?.[1] ?? { page: 'general', clauses: [] }
