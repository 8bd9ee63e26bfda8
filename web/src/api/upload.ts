// Sending files: the typed client knows JSON only.
import { ApiProblem, apiLanguage, csrfToken, offline, problemOf, signInNeeded, type Problem } from './client'

/** The answer's JSON, or an ApiProblem thrown. */
export async function sendForm<T>(path: string, body: FormData, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(path, { method: 'POST', body, headers: { 'X-CSRF-Token': csrfToken(), 'Accept-Language': apiLanguage(), ...headers } }).catch(() => null)
  if (!response) {
    offline.value = true
    throw new ApiProblem(0, 'network', '', '', {})
  }
  offline.value = false
  if (response.status === 401) signInNeeded.value = true
  if (!response.ok) throw problemOf(response.status, (await response.json().catch(() => undefined)) as Problem | undefined)
  return (await response.json()) as T
}
/** One file; `fields` go along with it. */
export function upload<T>(path: string, file: File, fields: Record<string, string> = {}): Promise<T> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', file)
  return sendForm<T>(path, body)
}
