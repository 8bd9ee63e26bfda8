// Without a clipboard the text is at least marked.
import { expect, test, vi } from 'vitest'
import { copyText } from './copy_text'

test('copied, or selected', async () => {
  document.body.innerHTML = '<code>swt_abc</code>'
  const shown = document.querySelector('code')
  const writeText = vi.fn(async () => {})
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  expect(await copyText('swt_abc', shown)).toBe(true)
  expect(writeText).toHaveBeenCalledWith('swt_abc')
  vi.stubGlobal('navigator', {})
  expect(await copyText('swt_abc', shown)).toBe(false)
  expect(String(window.getSelection())).toBe('swt_abc')
  vi.unstubAllGlobals()
})
