// dist/sw.js: the desk's service worker with the files it keeps and a version of this build. A part of `vite build`.
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What must be here before the network goes: the frame, a manager's day, a customer taken along, keys and help. */
const neededOffline = ['index.html', 'src/shell/FirstPage.vue', 'src/shell/CommandPalette.vue', 'src/shell/ShortcutOverlay.vue', 'src/shell/HelpDrawer.vue', 'src/accounts/MyCustomersPage.vue', 'src/accounts/KeptCustomerPage.vue']

/** Reads the manifest that vite wrote into `dist`, and takes it away again: nobody else needs it. */
export function buildWorker(dist = 'dist') {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  rmSync(join(dist, '.vite'), { recursive: true })
  const files = new Set(['icon.svg', 'desk.webmanifest'])
  const visited = new Set()
  function visit(name) {
    if (visited.has(name)) return
    visited.add(name)
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${name} is no part of the build`)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    for (const needed of chunk.imports ?? []) visit(needed)
  }
  neededOffline.forEach(visit)
  const source = readFileSync('src/offline/service_worker.js', 'utf8')
  const listed = [...files].sort().map((file) => `/${file}`)
  const version = createHash('sha256').update(source).update(readFileSync(join(dist, 'index.html'))).update(listed.join('\n')).digest('hex').slice(0, 16)
  writeFileSync(join(dist, 'sw.js'), source.replace('{version}', version).replace('{entry}', manifest['index.html'].file).replace("['{files}']", JSON.stringify(listed)))
}
