import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { fieldMarks } from './src/ui/field_marks.ts'

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { nodeTransforms: [fieldMarks] } } })],
  // Tests read the rulebook, which lies beside this folder.
  server: { fs: { allow: ['..'] } },
  test: { environment: 'happy-dom', css: true, include: ['src/**/*.test.ts'], server: { deps: { inline: ['element-plus'] } } },
})
