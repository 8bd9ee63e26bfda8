// Who is signed in, what he may do, and the reference data every page needs; without a network, whoever was signed in here.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { ApiProblem, client, done, offline, setCsrf, signedIn, signInNeeded, type Schemas } from '../api/client'
import { beginKeeping, forgetKept, keep, keptUntil, resumeKeeping } from '../offline/kept'

type View = Schemas['SessionView']
interface KeptSession {
  view: View
  rulebook: Schemas['RulebookView']
  units: Schemas['UnitView'][]
}
const answerWithin = 8000
/** Signed out without a network: the server's session is still to be ended. */
const pending = 'sign_out_pending'

export const useSession = defineStore('session', () => {
  const view = ref<View | null>(null)
  const rulebook = ref<Schemas['RulebookView'] | null>(null)
  const units = ref<Schemas['UnitView'][]>([])
  const officers = ref<Schemas['OfficerView'][]>([])
  const checked = ref(false)
  /** The server itself said so, not what was kept of it. */
  const confirmed = ref(false)

  /** What must be done before anything else: a first password changed, a second factor switched on. */
  const firstSteps = computed(() => (view.value?.must_change_password ? 'change' : view.value?.must_set_second_factor ? 'second' : null))

  async function loadReference() {
    const [book, allUnits, allOfficers] = await Promise.all([
      done(client.GET('/api/v1/rulebook')),
      done(client.GET('/api/v1/units')),
      done(client.GET('/api/v1/officers')),
    ])
    rulebook.value = book
    units.value = allUnits.items
    officers.value = allOfficers.items
    if (view.value) await keep('session', { view: { ...view.value, csrf_token: '' }, rulebook: book, units: allUnits.items } satisfies KeptSession)
  }
  async function take(session: View, anew = false) {
    setCsrf(session.csrf_token)
    await beginKeeping(session.officer.id, anew)
    view.value = session
    confirmed.value = true
    signedIn()
    if (!firstSteps.value) await loadReference()
  }
  /** The desk as it was, for whoever was signed in here. */
  async function takeKept() {
    const row = await resumeKeeping<KeptSession>()
    if (!row || localStorage.getItem(pending)) return
    rulebook.value ??= row.body.rulebook
    if (!units.value.length) units.value = row.body.units
    view.value ??= row.body.view
    // A server that answers, but not with a session, is asked again as one that does not.
    offline.value = true
  }
  /** Without a network, too, a session lasts its hours. */
  async function lapse(now = Date.now()) {
    if (!view.value || !keptUntil() || now < keptUntil()) return
    await forgetKept()
    if (confirmed.value) signInNeeded.value = true
    else view.value = null
  }
  const ask = async () => done(client.GET('/api/v1/session', { signal: AbortSignal.timeout(answerWithin) }))
  async function endPending() {
    if (!localStorage.getItem(pending)) return
    try {
      setCsrf((await ask()).csrf_token)
      await done(client.DELETE('/api/v1/session'))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (problem.status !== 401) return
    }
    localStorage.removeItem(pending)
  }
  async function check() {
    try {
      await endPending()
      if (!localStorage.getItem(pending)) await take(await ask())
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (problem.status === 401) await forgetKept()
      else await takeKept()
    }
    checked.value = true
  }
  /** The network is back: what was kept, or a token that is no longer good, is asked for again. */
  async function confirm() {
    try {
      await endPending()
      if (view.value) await take(await ask())
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      if (problem.status === 401 && view.value) signInNeeded.value = true
    }
  }
  async function signIn(name: string, password: string, code: string) {
    await take(await done(client.POST('/api/v1/session', { body: { name, password, ...(code ? { totp_code: code } : {}) } })), true)
    localStorage.removeItem(pending)
  }
  async function signOut() {
    await forgetKept()
    try {
      await done(client.DELETE('/api/v1/session'))
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || (problem.status !== 0 && problem.status !== 401)) throw problem
      if (problem.status === 0) localStorage.setItem(pending, '1')
    }
    view.value = null
    confirmed.value = false
  }
  const may = (verb: string) => view.value?.verbs.includes(verb) ?? false
  const categoryName = (code: string) => rulebook.value?.categories.find((row) => row.code === code)?.name ?? code
  const clause = (cite: string) => rulebook.value?.clauses.find((row) => row.cite === cite)
  const activeOfficers = computed(() => officers.value.filter((row) => row.active))
  return { view, rulebook, units, officers, activeOfficers, checked, confirmed, firstSteps, check, confirm, lapse, take, signIn, signOut, loadReference, may, categoryName, clause }
})
