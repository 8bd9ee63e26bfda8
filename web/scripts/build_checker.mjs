// dist/check.html: the offline check of proofs as one file that needs nothing else. A part of `vite build`.
import { readFileSync, writeFileSync } from 'node:fs'
import { build } from 'vite'

export async function buildChecker() {
  const [made] = [await build({ configFile: false, logLevel: 'warn', publicDir: false, build: { write: false, target: 'es2020', lib: { entry: 'src/proofs/check.ts', formats: ['iife'], name: 'check', fileName: 'check' } } })].flat()
  const code = made.output[0].code.replaceAll('</script', '<\\/script')
  writeFileSync('dist/check.html', readFileSync('src/proofs/check.html', 'utf8').replace('/*SCRIPT*/', () => code))
}
