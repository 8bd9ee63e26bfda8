// Writes src/api/schema.d.ts from a running server's own description: node scripts/generate_api.mjs http://127.0.0.1:8080
import { execFileSync } from 'node:child_process'
const server = process.argv[2] ?? 'http://127.0.0.1:8080'
execFileSync('npx', ['openapi-typescript', `${server}/api/openapi.json`, '-o', new URL('../src/api/schema.d.ts', import.meta.url).pathname], { stdio: 'inherit' })
