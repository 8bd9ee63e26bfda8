// A list stays true while one looks at it: known rows change in place, counts follow, and what is new waits for a click.
import { onMounted, reactive, ref, type Ref } from 'vue'
import { ApiProblem, client, done, type Schemas } from '../api/client'
import { useLive } from '../shell/live'
import type { RowPages } from '../ui/row_pages'

type Row = Schemas['CaseRowView']
/** As many as one question may name. */
const mostIds = 200

export function useFreshRows(query: Ref<Record<string, string>>, rows: Ref<RowPages<Row>>, replace: (newer: Row[]) => void) {
  /** There are rows that are not shown yet. */
  const stale = ref(false)
  /** Shown rows that have left the list. */
  const gone = reactive(new Set<number>())
  const total = ref<Schemas['ListTotal'] | null>(null)
  const counts = ref<Schemas['CaseCounts'] | null>(null)
  let countedToEnd: Record<string, string> | null = null

  // What fails here is tried again with the next change; the list itself says what is wrong.
  async function quietly(work: () => Promise<void>) {
    try {
      await work()
    } catch (caught) {
      if (!(caught instanceof ApiProblem)) throw caught
    }
  }
  const count = () =>
    quietly(async () => {
      const asked = query.value
      const [all, found] = await Promise.all([done(client.GET('/api/v1/cases/counts')), done(client.GET('/api/v1/cases/total', { params: { query: asked } }))])
      counts.value = all
      // What was once counted to the end is known better.
      if (asked === query.value && !(found.more && countedToEnd === asked)) total.value = found
    })
  /** To the last row, however many there are: only for who wants to go there. */
  const countAll = () =>
    quietly(async () => {
      const asked = query.value
      const found = await done(client.GET('/api/v1/cases/total', { params: { query: { ...asked, up_to: 5_000_000 } } }))
      if (asked !== query.value) return
      total.value = found
      countedToEnd = asked
    })
  /** Which of these cases the list holds now. */
  async function look(ids: number[]) {
    const asked = query.value
    const page = await done(client.GET('/api/v1/cases', { params: { query: { ...asked, ids: ids.join(','), limit: mostIds } } }))
    if (asked !== query.value) return
    const here = new Set(page.items.map((row) => row.id))
    for (const id of ids) {
      if (here.has(id)) gone.delete(id)
      else if (rows.value.indexOf(id) >= 0) gone.add(id)
    }
    replace(page.items)
    if (page.items.some((row) => rows.value.indexOf(row.id) < 0)) stale.value = true
  }
  /** Everything that is shown, and whether something new stands at the beginning. */
  const check = () =>
    quietly(async () => {
      const asked = query.value
      const shown = [...rows.value.all()].map((row) => row.id)
      for (let i = 0; i < shown.length && i < 5 * mostIds; i += mostIds) await look(shown.slice(i, i + mostIds))
      const first = await done(client.GET('/api/v1/cases', { params: { query: { ...asked, limit: rows.value.size } } }))
      if (asked === query.value && first.items.some((row) => rows.value.indexOf(row.id) < 0)) stale.value = true
    })
  function forget() {
    stale.value = false
    gone.clear()
  }
  useLive((changed) => {
    void count()
    if (!changed || changed.size > mostIds) void check()
    else void quietly(() => look([...changed]))
  })
  onMounted(count)
  return { stale, gone, total, counts, count, countAll, check, forget }
}
