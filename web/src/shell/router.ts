// Addresses of the desk. Pages are loaded when first needed; without a network an address leads to what can be had without one.
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw } from 'vue-router'
import { offline } from '../api/client'
import { hasNewVersion } from '../offline/worker'
import { isReachable } from './connection'
import { fail, isMissingFile } from './failures'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./FirstPage.vue'), meta: { offline: true } },
    { path: '/approvals', component: () => import('./ApprovalsPage.vue') },
    { path: '/register', component: () => import('../cases/RegisterPage.vue') },
    { path: '/cases', component: () => import('../cases/CaseListPage.vue') },
    { path: '/follow_up_calls', component: () => import('../cases/FollowUpCallPage.vue') },
    { path: '/cases/:id(\\d+)', component: () => import('../cases/CasePage.vue') },
    { path: '/cases/:id(\\d+)/slip', component: () => import('../cases/SlipPage.vue') },
    { path: '/cases/:id(\\d+)/file', component: () => import('../cases/CaseFilePage.vue') },
    { path: '/customers/:id(\\d+)/print', component: () => import('../customer_exports/CustomerPrintPage.vue') },
    { path: '/customers/:id(\\d+)', component: () => import('../customers/CustomerFilePage.vue') },
    { path: '/customers', component: () => import('../customers/CustomersPage.vue') },
    { path: '/needs', component: () => import('../needs/NeedsPage.vue') },
    { path: '/needs/:id(\\d+)', component: () => import('../needs/NeedPage.vue') },
    { path: '/analysis_reports', component: () => import('../analysis_reports/AnalysisReportsPage.vue') },
    { path: '/analysis_reports/:id(\\d+)', component: () => import('../analysis_reports/ReportPage.vue') },
    { path: '/analysis_reports/:id(\\d+)/print', component: () => import('../analysis_reports/ReportPrintPage.vue') },
    { path: '/key_accounts', component: () => import('../analysis_reports/KeyAccountsPage.vue') },
    { path: '/charges', component: () => import('../charges/ChargesPage.vue') },
    { path: '/charges/new', component: () => import('../charges/CounterPage.vue') },
    { path: '/charges/:id(\\d+)', component: () => import('../charges/ReceiptPage.vue'), props: true },
    { path: '/bill_adjustments', component: () => import('../bill_adjustments/AdjustmentsPage.vue') },
    { path: '/surveys', component: () => import('../surveys/SurveysPage.vue') },
    { path: '/surveys/:id(\\d+|new)', component: () => import('../surveys/SurveyPage.vue') },
    { path: '/surveys/:id(\\d+)/phone', component: () => import('../surveys/SurveyCallPage.vue') },
    { path: '/price_lists', component: () => import('../price_lists/PriceListsPage.vue') },
    { path: '/price_lists/:id(\\d+)', component: () => import('../price_lists/PriceListPage.vue') },
    { path: '/price_postings', component: () => import('../price_lists/PricePostingsPage.vue') },
    { path: '/unusual_use', component: () => import('../usage/UnusualUsePage.vue') },
    { path: '/account_managers', component: () => import('../accounts/AccountManagersPage.vue') },
    { path: '/account_managers/:id(\\d+|unmanaged)', component: () => import('../accounts/PortfolioPage.vue') },
    { path: '/services', component: () => import('../services/ServicesPage.vue') },
    { path: '/services/:id(\\d+)', component: () => import('../services/ServicePage.vue') },
    { path: '/service_agreements/:id(\\d+|new)', component: () => import('../services/AgreementPage.vue') },
    { path: '/policy_notices', component: () => import('../policy_notices/PolicyNoticesPage.vue') },
    { path: '/policy_notices/:id(\\d+|new)', component: () => import('../policy_notices/PolicyNoticePage.vue') },
    { path: '/plans', component: () => import('../participation/PlansPage.vue') },
    { path: '/plans/:id(\\d+|new)', component: () => import('../participation/PlanPage.vue') },
    { path: '/leading_group', component: () => import('../participation/GroupPage.vue') },
    { path: '/public_matters', component: () => import('../participation/PublicMattersPage.vue') },
    { path: '/social_supervisors', component: () => import('../participation/SupervisorsPage.vue') },
    { path: '/improvements', component: () => import('../improvements/ImprovementsPage.vue') },
    { path: '/tip_offs', component: () => import('../tip_offs/TipOffsPage.vue') },
    { path: '/tip_offs/:id(\\d+)', component: () => import('../tip_offs/TipOffPage.vue') },
    { path: '/take_tip', component: () => import('../tip_offs/TakeTipPage.vue') },
    { path: '/tip_rewards', component: () => import('../tip_offs/TipRewardsPage.vue') },
    { path: '/supervision_key', component: () => import('../tip_offs/SupervisionKeyPage.vue') },
    { path: '/conduct', component: () => import('../conduct/ConductPage.vue') },
    { path: '/conduct/:id(\\d+)', component: () => import('../conduct/ConductCasePage.vue') },
    { path: '/reward_slips', component: () => import('../tip_offs/RewardSlipsPage.vue') },
    { path: '/my_customers', component: () => import('../accounts/MyCustomersPage.vue'), meta: { offline: true } },
    { path: '/board', component: () => import('../dashboard/BoardPage.vue') },
    { path: '/reports', component: () => import('../dashboard/ReportsPage.vue') },
    { path: '/what_if', component: () => import('../what_if/WhatIfPage.vue') },
    { path: '/coverage', component: () => import('../regulation/CoveragePage.vue') },
    { path: '/rulebook', component: () => import('../regulation/RulebookPage.vue') },
    { path: '/calendar', component: () => import('../regulation/CalendarPage.vue') },
    { path: '/roster', component: () => import('../org/RosterPage.vue') },
    { path: '/directory', component: () => import('../org/DirectoryPage.vue') },
    { path: '/imports', component: () => import('../imports/ImportsPage.vue') },
    { path: '/tokens', component: () => import('../org/TokensPage.vue') },
    { path: '/people', component: () => import('../org/PeoplePage.vue') },
    { path: '/past_cases', component: () => import('../imports/PastCasesPage.vue') },
    { path: '/access_log', component: () => import('../org/AccessLogPage.vue') },
    { path: '/open_data', component: () => import('../open_data/OpenDataPage.vue') },
    { path: '/webhooks', component: () => import('../outgoing/WebhooksPage.vue') },
    { path: '/messages', component: () => import('../messages/MessagesPage.vue') },
    { path: '/announcements', component: () => import('../announcements/AnnouncementsPage.vue') },
    { path: '/account', component: () => import('../org/AccountPage.vue') },
    { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue') },
    // The same addresses without a network: reached by name only, so that the address stays what was asked for.
    { path: '/customers/:id(\\d+)', name: 'kept_customer', component: () => import('../accounts/KeptCustomerPage.vue'), meta: { offline: true } },
    { path: '/:rest(.*)*', name: 'needs_network', component: () => import('../offline/NeedsNetwork.vue'), meta: { offline: true } },
  ],
})

/** Where an address leads without a network. */
export function withoutNetwork(to: Pick<RouteLocationNormalized, 'path' | 'query' | 'hash' | 'matched'>): RouteLocationRaw {
  const { query, hash } = to
  const customer = to.path.match(/^\/customers\/(\d+)$/)?.[1]
  if (customer) return { name: 'kept_customer', params: { id: customer }, query, hash }
  return { name: 'needs_network', params: { rest: to.path.split('/').slice(1) }, query, hash }
}
const worksWithout = (to: Pick<RouteLocationNormalized, 'meta'>) => to.meta.offline === true

router.beforeEach((to, from) => {
  // A page that is left for another is the moment to go on with a new version: nothing is open that could be lost.
  if (hasNewVersion.value && !offline.value && from.matched.length && to.path !== from.path) {
    window.location.assign(to.fullPath)
    return false
  }
  return offline.value && !worksWithout(to) ? withoutNetwork(to) : true
})

const loadedAnew = 'loaded_anew_for'
/** A page's file did not come: there is no network, or the server has another version now. Loaded anew once, not for ever. */
router.onError(async (error: unknown, to) => {
  if (!isMissingFile(error)) return fail(error)
  if (!(await isReachable())) {
    offline.value = true
    await router.replace(withoutNetwork(to))
  } else if (sessionStorage.getItem(loadedAnew) === to.fullPath) {
    fail(error)
  } else {
    sessionStorage.setItem(loadedAnew, to.fullPath)
    window.location.assign(to.fullPath)
  }
})
router.afterEach((to) => {
  if (sessionStorage.getItem(loadedAnew) !== to.fullPath) sessionStorage.removeItem(loadedAnew)
})
/** Found out only after the address was opened: the desk was started without a network. */
export const toWhatIsHere = () => {
  const at = router.currentRoute.value
  return worksWithout(at) || !at.matched.length ? Promise.resolve() : router.replace(withoutNetwork(at))
}
