// Every pair of colours that carries words is readable by WCAG 2.2 AA (4.5 : 1), light and dark; edges of fields 3 : 1.
import { expect, test } from 'vitest'
import css from './tokens.css?raw'

const block = (selector: string) => {
  const start = css.indexOf(`${selector} {`)
  return new Map([...css.slice(start, css.indexOf('\n}', start)).matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]))
}
const light = block(':root, .sheet')
const dark = new Map([...light, ...block(':root[data-theme="dark"]')])

/** Relative luminance by WCAG 2.2. */
function luminance(colour: string) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(one: string, other: string) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
const words: [string, string][] = [
  ['--ink', '--paper'], ['--ink', '--ground'], ['--ink-soft', '--paper'], ['--ink-soft', '--ground'], ['--ink', '--brand-soft'], ['--ink-soft', '--brand-soft'],
  ['--brand', '--paper'], ['--brand', '--ground'], ['--brand', '--brand-soft'], ['--brand-ink', '--brand'],
  ['--ok', '--ok-soft'], ['--soon', '--soon-soft'], ['--late', '--late-soft'], ['--ok', '--paper'], ['--soon', '--paper'], ['--late', '--paper'],
  ['--nav-ink', '--nav'], ['--nav-ink', '--nav-active'],
]
for (const [scheme, colours] of [['light', light], ['dark', dark]] as const) {
  test.each(words)(`${scheme}: %s on %s`, (front, back) => expect(contrast(colours.get(front)!, colours.get(back)!)).toBeGreaterThanOrEqual(4.5))
  test.each([['--edge-strong', '--paper'], ['--edge-strong', '--ground']])(`${scheme}: %s on %s`, (front, back) => expect(contrast(colours.get(front)!, colours.get(back)!)).toBeGreaterThanOrEqual(3))
}
