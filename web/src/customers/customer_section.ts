// A section of a customer's page with its own question to the server: who may not see it sees nothing of it, and an answer for
// a customer one has left is dropped.
import { ref, shallowRef, watch, type Ref } from 'vue'
import { ApiProblem } from '../api/client'
import { useGuarded } from '../ui/guarded'

export function useCustomerSection<View>(id: () => string, ask: (id: string) => Promise<View>) {
  const { problem, guarded } = useGuarded()
  const view: Ref<View | null> = shallowRef(null)
  const denied = ref(false)

  const load = () =>
    guarded(async () => {
      const asked = id()
      try {
        const found = await ask(asked)
        if (asked === id()) view.value = found
      } catch (caught) {
        if (!(caught instanceof ApiProblem) || caught.status !== 403) throw caught
        denied.value = true
      }
    })
  watch(
    id,
    () => {
      view.value = null
      denied.value = false
      void load()
    },
    { immediate: true },
  )
  return { view, denied, problem, load }
}
