// A report asked by the page's address: what is chosen, the answer, what is loading, what went wrong.
import { computed, shallowRef, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useGuarded } from '../ui/guarded'

/** `asked`: names in the address the answer depends on. Nothing is loaded while the report is not `wanted`. */
export function useReport<T>(asked: readonly string[], ask: (query: Record<string, string>) => Promise<T>, wanted = () => true) {
  const route = useRoute()
  const router = useRouter()
  const { problem, guarded } = useGuarded()
  const here = route.path
  const report = shallowRef<T | null>(null)
  const loading = ref(false)
  const chosen = computed(() => Object.fromEntries(asked.filter((name) => route.query[name]).map((name) => [name, String(route.query[name])])))
  const choose = (name: string, value: string | undefined) => router.replace({ query: { ...route.query, [name]: value || undefined } })

  // Only the answer to the latest question is shown: a slow earlier one must not overwrite it.
  let latest = 0
  async function load() {
    const mine = ++latest
    loading.value = true
    await guarded(async () => {
      const answer = await ask(chosen.value)
      if (mine === latest) report.value = answer
    })
    if (mine === latest) loading.value = false
  }
  watch(() => (wanted() && route.path === here ? JSON.stringify(chosen.value) : ''), (question) => question && load(), { immediate: true })
  return { report, loading, problem, chosen, choose }
}
