import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  // Tests read the rulebook, which lies beside this folder.
  server: { fs: { allow: ['..'] } },
  test: { environment: 'happy-dom', css: true, include: ['src/**/*.test.ts'], server: { deps: { inline: ['element-plus'] } } },
})
