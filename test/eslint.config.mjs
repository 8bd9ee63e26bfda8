// Names the machine can hold the tests to: run by the lint step of web/, whose eslint it is.
const ofPages = ['document', 'window', 'getComputedStyle', 'caches', 'localStorage', 'sessionStorage', 'indexedDB', 'location', 'addEventListener', 'navigator', 'innerWidth', 'innerHeight', 'KeyboardEvent', 'CompositionEvent', 'InputEvent']
const known = [...Object.getOwnPropertyNames(globalThis), ...ofPages]

export default [
  {
    languageOptions: { globals: Object.fromEntries(known.map((name) => [name, 'readonly'])) },
    rules: { 'no-const-assign': 'error', 'no-undef': 'error', 'no-redeclare': 'error', 'no-unused-vars': 'error', 'no-unreachable': 'error', 'no-dupe-keys': 'error', 'no-self-assign': 'error', eqeqeq: 'error' },
  },
]
