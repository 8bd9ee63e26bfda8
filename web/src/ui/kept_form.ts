// What somebody has typed into a form stays until it is sent or thrown away: through Escape, a wrong click, the browser's
// way back and a reload. Kept in this tab only; with a sign-in of another officer it is another form.
import { reactive, ref, watch } from 'vue'
import { useSession } from '../shell/session'

const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)

/** `name` says which form of which thing; `fresh` makes it as it begins. `restored`: typed earlier and here again. */
export function useKeptForm<T extends object>(name: string, fresh: () => T) {
  const key = `kept_form_${useSession().view!.officer.id}_${name}`
  const form = reactive(fresh()) as T
  const restored = ref(false)
  const stored = sessionStorage.getItem(key)
  if (stored) {
    Object.assign(form, JSON.parse(stored))
    restored.value = true
  }
  const differs = () => {
    const begun = fresh() as Record<string, unknown>
    return Object.entries(form).some(([field, value]) => !(isEmpty(value) && isEmpty(begun[field])) && JSON.stringify(value) !== JSON.stringify(begun[field]))
  }
  // At once: a page that is left takes its watchers along.
  watch(form, () => (differs() ? sessionStorage.setItem(key, JSON.stringify(form)) : sessionStorage.removeItem(key)), { deep: true, flush: 'sync' })
  const forget = () => sessionStorage.removeItem(key)
  function discard() {
    for (const field of Object.keys(form)) delete (form as Record<string, unknown>)[field]
    Object.assign(form, fresh())
    forget()
    restored.value = false
  }
  return { form, restored, forget, discard }
}
