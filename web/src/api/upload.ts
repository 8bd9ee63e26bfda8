// Sending one file: the typed client knows JSON only.
import { ApiProblem, apiLanguage, csrfToken, offline, problemOf, type Problem } from './client'

/** The answer's JSON, or an ApiProblem thrown. `fields` go along with the file. */
export async function upload<T>(path: string, file: File, fields: Record<string, string> = {}): Promise<T> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', file)
  const response = await fetch(path, { method: 'POST', body, headers: { 'X-CSRF-Token': csrfToken(), 'Accept-Language': apiLanguage() } }).catch(() => null)
  if (!response) {
    offline.value = true
    throw new ApiProblem(0, 'network', '', '', {})
  }
  if (!response.ok) throw problemOf(response.status, (await response.json()) as Problem)
  return (await response.json()) as T
}
