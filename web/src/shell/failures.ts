// Programming errors of the desk: shown with an id the user can tell, written into the server's log under the same id.
import { shallowRef } from 'vue'
import type { App } from 'vue'
import { ApiProblem, client, newIntention, offline } from '../api/client'

export const failure = shallowRef<{ reportId: string; message: string } | null>(null)

/** A part of the desk that could not be fetched, in the words of the browsers. */
export const isMissingFile = (caught: unknown) => caught instanceof Error && /dynamically imported module|preload CSS|module script failed/i.test(caught.message)

/** A refusal nobody caught is told like any other failure; being offline or signed out is told elsewhere. */
export function fail(caught: unknown) {
  if (caught instanceof ApiProblem && (caught.status === 0 || caught.status === 401)) return
  if (offline.value && isMissingFile(caught)) return
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
}
