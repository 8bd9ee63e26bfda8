// Ctrl+Enter in a form sends it once, if it may be sent.
import { expect, test, vi } from 'vitest'
import { sendByKey, watchSendKey } from './send_key'

function form(more = '') {
  document.body.innerHTML = `<form><textarea></textarea><button type="button">取消</button><button type="submit" ${more}>保存</button></form>`
  const sent = vi.fn((event: Event) => event.preventDefault())
  document.querySelector('form')!.addEventListener('submit', sent)
  return sent
}
const press = (more: KeyboardEventInit, prevented = false) => {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more })
  Object.defineProperty(event, 'target', { value: document.querySelector('textarea') })
  if (prevented) event.preventDefault()
  sendByKey(event)
}

test.each([
  ['Ctrl', { ctrlKey: true }, '', false, 1],
  ['the Mac\'s', { metaKey: true }, '', false, 1],
  ['Enter alone', {}, '', false, 0],
  ['a form that cannot be sent yet', { ctrlKey: true }, 'disabled', false, 0],
  ['a form with its own way', { ctrlKey: true }, '', true, 0],
])('%s', (_, keys, more, prevented, times) => {
  const sent = form(more)
  press(keys, prevented)
  expect(sent).toHaveBeenCalledTimes(times)
})

test('from a list of choices, which keeps Enter to itself, it is sent once too', () => {
  const sent = form()
  document.querySelector('textarea')!.insertAdjacentHTML('beforebegin', '<input role="combobox">')
  const choice = document.querySelector('input')!
  const opened = vi.fn((event: Event) => event.stopPropagation())
  choice.addEventListener('keydown', opened)
  watchSendKey()
  choice.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ctrlKey: true }))
  expect([sent.mock.calls.length, opened.mock.calls.length]).toEqual([1, 0])
  choice.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  expect([sent.mock.calls.length, opened.mock.calls.length], 'Enter alone is the list\'s').toEqual([1, 1])
})
