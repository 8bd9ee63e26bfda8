// The columns of a table as its reader arranged them; remembered on the server, so another computer shows them too.
import { computed, ref, type Ref } from 'vue'
import { ApiProblem, client, done, type Schemas } from '../api/client'

export interface Column {
  name: string
  label: string
  /** px; of the growing column the least. */
  width: number
  /** Takes what is left over. */
  grows?: boolean
}
/** The chosen ones in their order with their widths; what a newer desk no longer knows is left out. */
export function arranged(all: readonly Column[], byDefault: readonly string[], chosen: readonly Schemas['TableColumn'][]): Column[] {
  const wanted = chosen.length ? chosen : byDefault.map((name): Schemas['TableColumn'] => ({ name }))
  return wanted.flatMap(({ name, width }) => {
    const known = all.find((column) => column.name === name)
    return known ? [{ ...known, width: width ?? known.width }] : []
  })
}
export const gridTemplate = (columns: readonly Column[]) => columns.map((column) => (column.grows ? `minmax(${column.width}px, 1fr)` : `${column.width}px`)).join(' ')
export const narrowest = 40
export const widest = 1000
export const fitting = (width: number) => Math.round(Math.min(Math.max(width, narrowest), widest))

export function useTableColumns(table: 'cases' | 'customers', all: Ref<Column[]>, byDefault: readonly string[]) {
  const preference = ref<Schemas['TablePreference']>({ columns: [], default_filters: [] })
  const columns = computed(() => arranged(all.value, byDefault, preference.value.columns))
  const path = { table }
  let timer = 0

  async function load() {
    try {
      preference.value = await done(client.GET('/api/v1/preferences/{table}', { params: { path } }))
    } catch (caught) {
      // Without its own arrangement a table is still a table.
      if (!(caught instanceof ApiProblem)) throw caught
    }
  }
  /** Many small steps of a dragged edge are one change. */
  function keep(changed: Partial<Schemas['TablePreference']>) {
    preference.value = { ...preference.value, ...changed }
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void done(client.PUT('/api/v1/preferences/{table}', { params: { path }, body: preference.value })).catch(() => undefined), 400)
  }
  const arrange = (chosen: readonly Column[]) => keep({ columns: chosen.map(({ name, width }) => ({ name, width })) })
  const resize = (name: string, width: number) => arrange(columns.value.map((column) => (column.name === name ? { ...column, width: fitting(width) } : column)))
  const reset = () => keep({ columns: [] })
  return { preference, columns, load, keep, arrange, resize, reset }
}
