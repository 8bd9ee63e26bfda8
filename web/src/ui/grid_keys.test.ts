import { beforeEach, expect, test } from 'vitest'
import { gridStep, stepTo } from './grid_keys'

beforeEach(() => {
  document.body.innerHTML = '<div id="grid" role="grid"><a id="inside">x</a><input id="tick" type="checkbox"></div><input id="field"><button id="button">b</button><span id="tab" role="tab">t</span><div role="dialog"><span id="said">s</span></div>'
})
function press(key: string, on = 'body', more: KeyboardEventInit = {}) {
  const element = on === 'body' ? document.body : document.getElementById(on)!
  let step
  const listen = (event: Event) => (step = gridStep(event as KeyboardEvent, document.getElementById('grid')))
  window.addEventListener('keydown', listen, { once: true })
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
  return step
}

test('keys move, open, tick and clear', () => {
  expect(press('j')).toEqual({ move: 1, extend: false })
  expect(press('ArrowUp')).toEqual({ move: -1, extend: false })
  expect(press('ArrowDown', 'body', { shiftKey: true })).toEqual({ move: 1, extend: true })
  expect(press('K')).toEqual({ move: -1, extend: true })
  expect(press('PageDown')).toEqual({ move: 1, page: true, extend: false })
  expect([press('Enter'), press(' '), press('x'), press('Escape'), press('q')]).toEqual(['open', 'toggle', 'toggle', 'clear', null])
})

test('nothing happens while somebody types, in a dialog, or with a shortcut of the browser', () => {
  expect([press('j', 'field'), press('j', 'said'), press('j', 'body', { ctrlKey: true }), press('j', 'body', { isComposing: true })]).toEqual([null, null, null, null])
})

test('a button keeps its own keys; in the table they are the table’s', () => {
  expect([press('Enter', 'button'), press(' ', 'button'), press('ArrowDown', 'tab')]).toEqual([null, null, null])
  expect(press('End', 'button')).toEqual({ move: 'last', extend: false })
  expect(press('j', 'button')).toEqual({ move: 1, extend: false })
  expect([press('Enter', 'inside'), press(' ', 'tick')]).toEqual(['open', 'toggle'])
})

test('steps stay in the list', () => {
  expect(stepTo({ move: -1, extend: false }, 0, 9, 5)).toBe(0)
  expect(stepTo({ move: 1, extend: false }, 8, 9, 5)).toBe(8)
  expect(stepTo({ move: 1, page: true, extend: false }, 2, 9, 5)).toBe(6)
  expect(stepTo({ move: 'last', extend: false }, 2, 9, 5)).toBe(8)
  expect(stepTo({ move: 'last', extend: false }, 2, 0, 5)).toBe(0)
})
