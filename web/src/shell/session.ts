// Who is signed in, what he may do, and the reference data every page needs.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { ApiProblem, client, done, setCsrf, signedIn, type Schemas } from '../api/client'

export const useSession = defineStore('session', () => {
  const view = ref<Schemas['SessionView'] | null>(null)
  const rulebook = ref<Schemas['RulebookView'] | null>(null)
  const units = ref<Schemas['UnitView'][]>([])
  const officers = ref<Schemas['OfficerView'][]>([])
  const checked = ref(false)

  async function loadReference() {
    const [book, allUnits, allOfficers] = await Promise.all([
      done(client.GET('/api/v1/rulebook')),
      done(client.GET('/api/v1/units')),
      done(client.GET('/api/v1/officers')),
    ])
    rulebook.value = book
    units.value = allUnits.items
    officers.value = allOfficers.items
  }
  async function take(session: Schemas['SessionView']) {
    setCsrf(session.csrf_token)
    view.value = session
    signedIn()
    if (!session.must_change_password) await loadReference()
  }
  async function check() {
    try {
      await take(await done(client.GET('/api/v1/session')))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
    }
    checked.value = true
  }
  async function signIn(name: string, password: string, code: string) {
    await take(await done(client.POST('/api/v1/session', { body: { name, password, ...(code ? { totp_code: code } : {}) } })))
  }
  async function signOut() {
    await done(client.DELETE('/api/v1/session'))
    view.value = null
  }
  const may = (verb: string) => view.value?.verbs.includes(verb) ?? false
  const categoryName = (code: string) => rulebook.value?.categories.find((row) => row.code === code)?.name ?? code
  const clause = (cite: string) => rulebook.value?.clauses.find((row) => row.cite === cite)
  const activeOfficers = computed(() => officers.value.filter((row) => row.active))
  return { view, rulebook, units, officers, activeOfficers, checked, check, take, signIn, signOut, loadReference, may, categoryName, clause }
})
