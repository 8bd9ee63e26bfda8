// Where each clause is met on the desk: addresses of pages, with the permission that opens them ("" = everybody's).
export interface ClausePage {
  path: string
  name: string
  verb: string
}

const page = (path: string, name: string, verb = ''): ClausePage => ({ path, name, verb })
const desk = page('/cases?list=desk', 'nav.desk')
const register = page('/register', 'register.title')
const board = page('/board', 'board.title', 'read_supervision_board')
const reports = page('/reports', 'reports.title', 'read_reports')
const rulebook = page('/rulebook', 'administration.rulebook')
const people = page('/people', 'administration.people')
const directory = page('/directory', 'administration.directory')
const accessLog = page('/access_log', 'administration.access_log', 'read_access_log')
const announcements = page('/announcements', 'nav.announcements', 'edit_announcements')
const priceLists = page('/price_lists', 'priceLists.title', 'read_price_lists')
const charges = page('/charges', 'charges.title', 'read_receipts')
const tips = page('/tip_offs', 'tips.title', 'read_tip_offs')
const conduct = page('/conduct', 'conduct.title', 'read_conduct')
const plans = page('/plans', 'plans.title', 'read_participation')
const openData = page('/open_data', 'openData.title', 'read_open311_keys')
const rewards = page('/tip_rewards', 'tipRewards.title', 'vote_tip_reward')
const followUp = page('/cases?list=follow_up', 'nav.follow_up', 'follow_up')
const myCustomers = page('/my_customers', 'keyCustomers.title', 'read_needs')
const keyAccounts = page('/key_accounts', 'keyAccounts.title', 'read_key_accounts')
const managers = page('/account_managers', 'accountManagers.title', 'read_load_balance')
const needs = page('/needs', 'needs.title', 'read_needs')
const services = page('/services', 'services.title', 'read_services')
const notices = page('/policy_notices', 'policyNotices.title', 'read_policy_notices')
const customers = page('/customers', 'nav.customers', 'read_customers')
const analysis = page('/analysis_reports', 'analysis.title', 'read_key_accounts')

const pages: Record<string, ClausePage[]> = {
  'art.3': [register],
  'art.4': [people, desk],
  'art.5': [rulebook, plans, reports, rewards],
  'art.6': [plans, people, accessLog],
  'art.7': [board, reports, conduct, accessLog],
  'art.8': [announcements, plans, openData],
  'art.9(1)': [priceLists],
  'art.9(2)': [charges, priceLists],
  'art.9(4)': [conduct, tips],
  'art.9(5)': [tips, rewards],
  'art.10(1)': [register, desk],
  'art.10(2)': [register, rulebook],
  'art.10(3)': [register],
  'art.10(4)': [desk],
  'art.10(5)': [register, directory],
  'art.10(6)': [directory],
  'art.10(7)': [desk, board],
  'art.10(8)': [desk, followUp, reports],
  'art.11': [myCustomers, keyAccounts],
  'art.11(1)': [needs],
  'art.11(2)': [managers, myCustomers],
  'art.11(3)': [myCustomers],
  'art.11(4)': [customers, myCustomers],
  'art.11(5)(1)': [managers, keyAccounts],
  'art.11(5)(2)': [managers],
  'art.11(6)(1)': [myCustomers],
  'art.11(6)(2)': [notices, analysis],
  'art.11(6)(3)': [customers, analysis],
  'art.11(6)(4)': [services],
}

export const clausePages = (cite: string): ClausePage[] => pages[cite] ?? []
