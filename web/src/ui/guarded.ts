// A page's calls: one problem shown at a time, programming errors thrown on.
import { ref } from 'vue'
import { ApiProblem } from '../api/client'

export function useGuarded() {
  const problem = ref<ApiProblem | null>(null)
  async function guarded(work: () => Promise<void>) {
    problem.value = null
    try {
      await work()
      return true
    } catch (caught) {
      if (!(caught instanceof ApiProblem)) throw caught
      problem.value = caught
      return false
    }
  }
  return { problem, guarded }
}
