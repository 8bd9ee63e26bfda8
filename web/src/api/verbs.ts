// Any verb on any case: the address is put together here because the verbs of a list are chosen by the server's preview.
import { ApiProblem, csrfToken, offline, problemOf, signInNeeded, type Problem, type Schemas } from './client'

/** What the case became, or an ApiProblem thrown. `intention`: the same one acts once. `version`: what was seen. */
export async function performVerb(id: number, resource: string, form: unknown, version: number, intention: string): Promise<Schemas['CaseChanged']> {
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang, 'X-CSRF-Token': csrfToken(), 'Idempotency-Key': intention, 'If-Match': `"${version}"` }
  const response = await fetch(`/api/v1/cases/${id}/${resource}`, { method: 'POST', headers, body: JSON.stringify(form) }).catch(() => null)
  offline.value = response === null
  if (!response) throw new ApiProblem(0, 'network', '', '', {})
  if (response.ok) return (await response.json()) as Schemas['CaseChanged']
  if (response.status === 401) signInNeeded.value = true
  throw problemOf(response.status, (await response.json().catch(() => undefined)) as Problem | undefined)
}
