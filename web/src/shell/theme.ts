// Light, dark, or as the computer says.
import { ref, watchEffect } from 'vue'

export type Theme = 'auto' | 'light' | 'dark'
export const themes: Theme[] = ['auto', 'light', 'dark']
export const theme = ref((localStorage.getItem('theme') ?? 'auto') as Theme)

const computerIsDark = window.matchMedia('(prefers-color-scheme: dark)')
const dark = ref(computerIsDark.matches)
computerIsDark.addEventListener('change', (event) => (dark.value = event.matches))
watchEffect(() => {
  const isDark = theme.value === 'dark' || (theme.value === 'auto' && dark.value)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  localStorage.setItem('theme', theme.value)
})
