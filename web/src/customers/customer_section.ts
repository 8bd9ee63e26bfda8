// A section of a customer's page with its own question to the server: who may not see it sees nothing of it, and an answer for
// a customer one has left is dropped.
import { ref, shallowRef, watch, type Ref } from 'vue'
import { ApiProblem } from '../api/client'
import { useGuarded } from '../ui/guarded'

/** What one may not see (403), or what is not kept of this customer (404), is `nothing`. */
export const unlessHidden = <View, Nothing>(asked: Promise<View>, nothing: Nothing): Promise<View | Nothing> =>
  asked.catch((caught: unknown) => {
    if (!(caught instanceof ApiProblem) || (caught.status !== 403 && caught.status !== 404)) throw caught
    return nothing
  })

export function useCustomerSection<View>(id: () => string, ask: (id: string) => Promise<View>) {
  const { problem, guarded } = useGuarded()
  const view: Ref<View | null> = shallowRef(null)
  const denied = ref(false)

  const load = () =>
    guarded(async () => {
      const asked = id()
      const found = await unlessHidden(ask(asked), null)
      if (asked !== id()) return
      view.value = found
      denied.value = found === null
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
  return { view, denied, problem, guarded, load }
}
