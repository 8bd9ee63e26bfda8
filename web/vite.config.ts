import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import Components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vite'
import { buildChecker } from './scripts/build_checker.mjs'
import { buildWorker } from './scripts/build_worker.mjs'
import { fieldMarks } from './src/ui/field_marks.ts'

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { nodeTransforms: [fieldMarks] } } }), Components({ resolvers: [ElementPlusResolver()], dts: 'src/components.d.ts', dirs: [] }), { name: 'offline-check', apply: 'build', closeBundle: buildChecker }, { name: 'offline-worker', apply: 'build', closeBundle: () => buildWorker() }],
  define: { __VUE_I18N_FULL_INSTALL__: true, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: { target: 'es2022', manifest: true, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/p': 'http://127.0.0.1:8080' } },
})
