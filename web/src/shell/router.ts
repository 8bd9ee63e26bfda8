// Addresses of the desk. Pages are loaded when first needed.
import { createRouter, createWebHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./FirstPage.vue') },
    { path: '/register', component: () => import('../cases/RegisterPage.vue') },
    { path: '/cases', component: () => import('../cases/CaseListPage.vue') },
    { path: '/follow_up_calls', component: () => import('../cases/FollowUpCallPage.vue') },
    { path: '/cases/:id(\\d+)', component: () => import('../cases/CasePage.vue') },
    { path: '/cases/:id(\\d+)/slip', component: () => import('../cases/SlipPage.vue') },
    { path: '/cases/:id(\\d+)/file', component: () => import('../cases/CaseFilePage.vue') },
    { path: '/customers/:id(\\d+)', component: () => import('../customers/CustomerFilePage.vue') },
    { path: '/customers', component: () => import('../customers/CustomersPage.vue') },
    { path: '/my_customers', component: () => import('../accounts/MyCustomersPage.vue') },
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
    { path: '/announcements', component: () => import('../announcements/AnnouncementsPage.vue') },
    { path: '/account', component: () => import('../org/AccountPage.vue') },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
