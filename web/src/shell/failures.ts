// Programming errors of the desk: shown with an id the user can tell, written into the server's log under the same id.
import { shallowRef } from 'vue'
import type { App } from 'vue'
import { ApiProblem, client, newIntention } from '../api/client'

export const failure = shallowRef<{ reportId: string; message: string } | null>(null)

/** A refusal nobody caught is told like any other failure; being offline or signed out is told elsewhere. */
export function fail(caught: unknown) {
  if (caught instanceof ApiProblem && (caught.status === 0 || caught.status === 401)) return
  const error = caught instanceof Error ? caught : new Error(String(caught))
  // One broken loop must not fill the log.
  if (failure.value?.message === error.message) return
  failure.value = { reportId: newIntention().slice(0, 8).toUpperCase(), message: error.message }
  const body = { report_id: failure.value.reportId, message: `${error.name}: ${error.message}`.slice(0, 500) || 'Error', stack: (error.stack ?? '').slice(0, 4000), page: location.pathname }
  client.POST('/api/v1/desk_failures', { body }).catch(() => {})
}

export function watchFailures(app: App) {
  app.config.errorHandler = fail
  window.addEventListener('unhandledrejection', (event) => fail(event.reason))
  // A page that cannot be loaded: the server was upgraded while the desk stood open.
  window.addEventListener('vite:preloadError', (event) => fail((event as Event & { payload: unknown }).payload))
}
