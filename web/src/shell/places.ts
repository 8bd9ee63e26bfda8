// The pages one goes to besides the lists of cases, as the menu shows them: whom we serve, what is charged, who looks after it, the bureau itself.
import { administrationPages } from '../administration/pages'

export interface Place {
  path: string
  /** Pressed after g. */
  key?: string
  name: string
  /** Shown to whoever may do this; without it to everybody. */
  verb?: string
  /** Other addresses that belong to it. */
  also?: string[]
}

export const placeGroups: { name: 'customers' | 'charges' | 'supervision' | 'bureau'; places: Place[] }[] = [
  {
    name: 'customers',
    places: [
      { path: '/my_customers', key: 'j', name: 'keyCustomers.title', verb: 'read_needs' },
      { path: '/customers', key: 'k', name: 'nav.customers', verb: 'read_customers' },
      { path: '/key_accounts', key: 'v', name: 'keyAccounts.title', verb: 'read_key_accounts' },
      { path: '/account_managers', key: 't', name: 'accountManagers.title', verb: 'read_load_balance' },
      { path: '/needs', key: 'x', name: 'needs.title', verb: 'read_needs' },
      { path: '/services', key: 'e', name: 'services.title', verb: 'read_services' },
      { path: '/policy_notices', key: '4', name: 'policyNotices.title', verb: 'read_policy_notices' },
      { path: '/unusual_use', key: 'y', name: 'unusual.title', verb: 'settle_unusual_use' },
      { path: '/analysis_reports', key: 'q', name: 'analysis.title', verb: 'read_key_accounts' },
      { path: '/surveys', key: 'i', name: 'surveys.title', verb: 'read_surveys' },
    ],
  },
  {
    name: 'charges',
    places: [
      { path: '/price_lists', key: '1', name: 'priceLists.title', verb: 'read_price_lists' },
      { path: '/charges', key: '2', name: 'charges.title', verb: 'read_receipts' },
      { path: '/bill_adjustments', key: '8', name: 'adjustments.title', verb: 'list_bill_adjustments' },
      { path: '/reward_slips', name: 'rewardSlips.title', verb: 'pay_tip_reward' },
    ],
  },
  {
    name: 'supervision',
    places: [
      { path: '/board', key: 's', name: 'board.title', verb: 'read_supervision_board' },
      { path: '/reports', key: 'r', name: 'reports.title', verb: 'read_reports' },
      { path: '/what_if', key: 'w', name: 'whatIf.title', verb: 'what_if' },
      { path: '/tip_offs', key: '3', name: 'tips.title', verb: 'read_tip_offs' },
      { path: '/take_tip', name: 'takeTip.title', verb: 'register_case' },
      { path: '/tip_rewards', name: 'tipRewards.title', verb: 'vote_tip_reward' },
      { path: '/conduct', key: '5', name: 'conduct.title', verb: 'read_conduct' },
      { path: '/plans', key: '6', name: 'plans.title', verb: 'read_participation', also: ['/leading_group', '/public_matters', '/social_supervisors'] },
      { path: '/improvements', name: 'improvements.title', verb: 'read_improvements' },
    ],
  },
  {
    name: 'bureau',
    places: [
      { path: '/coverage', name: 'nav.coverage', verb: 'read_coverage' },
      { path: '/announcements', name: 'nav.announcements', verb: 'edit_announcements' },
      { path: '/open_data', key: '7', name: 'openData.title', verb: 'read_open311_keys' },
      { path: '/messages', name: 'messages.title', verb: 'read_messages' },
      { path: '/webhooks', key: '0', name: 'webhooks.title', verb: 'read_webhooks' },
      { path: '/past_cases', name: 'nav.past_cases', verb: 'read_case' },
      { path: '/people', name: 'administration.title', also: administrationPages.map((page) => page.path) },
    ],
  },
]
