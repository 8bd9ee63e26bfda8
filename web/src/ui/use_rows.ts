// A list behind a table: its pages, what is loading, what went wrong. Only the latest question counts.
import { ref, shallowRef } from 'vue'
import { ApiProblem } from '../api/client'
import { RowPages, type FetchPage, type Identified } from './row_pages'

export function useRows<T extends Identified>(fetchPage: FetchPage<T>) {
  const rows = shallowRef(new RowPages<T>(fetchPage))
  /** Counts the changes of rows, which are plain values. */
  const tick = ref(0)
  const loading = ref(false)
  const problem = ref<ApiProblem | null>(null)
  let asked = 0

  async function guarded(work: () => Promise<void>) {
    try {
      await work()
    } catch (caught) {
      if (!(caught instanceof ApiProblem)) throw caught
      problem.value = caught
    }
  }
  /** Rows [from, to] are looked at. */
  async function need(from: number, to: number) {
    const mine = rows.value
    await guarded(async () => {
      if ((await mine.ensure(from, to)) && mine === rows.value) ++tick.value
    })
  }
  /** To the last of `total` rows. */
  async function toEnd(total: number) {
    const mine = rows.value
    await guarded(() => mine.toEnd(total))
    if (mine === rows.value) ++tick.value
  }
  /** From the beginning; what was shown stays until the new first page is here. */
  async function reload() {
    const mine = ++asked
    const fresh = new RowPages<T>(fetchPage)
    loading.value = true
    problem.value = null
    await guarded(async () => {
      await fresh.ensure(0, 0)
      if (mine !== asked) return
      rows.value = fresh
      ++tick.value
    })
    if (mine === asked) loading.value = false
  }
  /** Rows kept from an earlier look. */
  function restore(kept: RowPages<T>) {
    rows.value = kept
    ++tick.value
  }
  function replace(newer: readonly T[]) {
    rows.value.replace(newer)
    ++tick.value
  }
  return { rows, tick, loading, problem, need, toEnd, reload, restore, replace }
}
