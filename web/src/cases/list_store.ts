// Saved filters and the arrangement of the case tables: asked of the server once, then shared by all lists.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { ApiProblem, client, done, newIntention, type Schemas } from '../api/client'
import { fromText, type List } from './list_filters'

type SavedFilter = Schemas['SavedFilterView']

export const useSavedFilters = defineStore('saved_filters', () => {
  const filters = ref<SavedFilter[]>([])
  const defaults = ref<number[]>([])
  let loading: Promise<void> | null = null

  async function fetchAll() {
    const [saved, preference] = await Promise.all([done(client.GET('/api/v1/saved_filters')), done(client.GET('/api/v1/preferences/{table}', { params: { path: { table: 'cases' } } }))])
    filters.value = saved.items
    defaults.value = preference.default_filters
  }
  /** Without saved filters a list is still a list. */
  const load = () =>
    (loading ??= fetchAll().catch((caught: unknown) => {
      loading = null
      if (!(caught instanceof ApiProblem)) throw caught
    }))
  async function reload() {
    loading = null
    await load()
  }
  const listOf = (filter: SavedFilter) => (fromText(filter.query).list ?? 'all') as List
  const of = (list: List) => filters.value.filter((filter) => listOf(filter) === list)
  const defaultOf = (list: List) => of(list).find((filter) => defaults.value.includes(filter.id))

  async function save(body: Schemas['SavedFilterInput'], id?: number) {
    if (id) await done(client.PUT('/api/v1/saved_filters/{filter_id}', { params: { path: { filter_id: String(id) } }, body }))
    else await done(client.POST('/api/v1/saved_filters', { body, headers: { 'Idempotency-Key': newIntention() } }))
    await reload()
  }
  async function drop(id: number) {
    await done(client.DELETE('/api/v1/saved_filters/{filter_id}', { params: { path: { filter_id: String(id) } } }))
    await reload()
  }
  /** Opens its list from now on; again: no longer. */
  function toggleDefault(filter: SavedFilter) {
    const others = defaults.value.filter((id) => !of(listOf(filter)).some((row) => row.id === id))
    defaults.value = defaults.value.includes(filter.id) ? others : [...others, filter.id]
    return defaults.value
  }
  return { filters, defaults, load, of, defaultOf, save, drop, toggleDefault }
})
