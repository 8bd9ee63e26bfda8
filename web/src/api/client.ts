// The typed client: language, CSRF, versions and idempotency on the way out; problems on the way back.
import createClient from 'openapi-fetch'
import { ref } from 'vue'
import type { components, paths } from './schema'

export type Schemas = components['schemas']
export type Problem = Schemas['Problem']

/** What the server or the network said no to. `fields` maps JSON pointers to sentences. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly clause: string,
    readonly fields: Record<string, string>,
  ) {
    super(detail)
  }
}

const state = { csrf: '', language: 'zh' }
export const setCsrf = (token: string) => (state.csrf = token)
export const csrfToken = () => state.csrf
export const apiLanguage = () => state.language
export const setApiLanguage = (language: string) => (state.language = language)
/** True while the session has ended: the shell asks to sign in again over the page, so nothing typed is lost. */
export const signInNeeded = ref(false)
let signIns = 0
/** Signed in (again): answers to calls sent before say nothing about this session. */
export function signedIn() {
  signIns++
  signInNeeded.value = false
}
export const offline = ref(!navigator.onLine)
/** How far this device's clock is behind the house's, in milliseconds: limits are counted by the house's. */
let behind = 0
export const houseNow = () => Date.now() + behind

export const client = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' })
client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', state.language)
    if (request.method !== 'GET') request.headers.set('X-CSRF-Token', state.csrf)
    return request
  },
  onResponse({ response }) {
    const told = Date.parse(response.headers.get('Date') ?? '')
    // Told in whole seconds: a smaller difference is none.
    if (!Number.isNaN(told)) behind = Math.abs(told - Date.now()) < 2000 ? 0 : told - Date.now()
  },
})

export function problemOf(status: number, problem: Problem | undefined): ApiProblem {
  const fields: Record<string, string> = {}
  for (const error of problem?.errors ?? []) if (error.pointer) fields[error.pointer] ??= error.detail ?? ''
  return new ApiProblem(status, problem?.code ?? 'network', problem?.detail ?? '', problem?.clause ?? '', fields)
}

/** The data of a call, or an ApiProblem thrown. */
export async function done<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer
  const during = signIns
  try {
    answer = await call
    offline.value = false
  } catch {
    offline.value = true
    throw new ApiProblem(0, 'network', '', '', {})
  }
  if (answer.response.ok) return answer.data as T
  if (answer.response.status === 401 && during === signIns && !answer.response.url.endsWith('/session')) signInNeeded.value = true
  throw problemOf(answer.response.status, answer.error as Problem | undefined)
}

/** One key for one intention: repeated sending of the same form acts once. randomUUID() is missing where a bureau's network has no https. */
export const newIntention = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
