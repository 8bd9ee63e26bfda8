// The page asks its worker for news whenever the network is back, however long the worker takes to be registered.
import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'

test('the network comes back while the worker is still being registered', async () => {
  vi.stubEnv('PROD', true)
  const update = vi.fn(() => Promise.resolve())
  const waiting: ((registration: unknown) => void)[] = []
  const register = vi.fn(() => new Promise((resolve) => waiting.push(resolve)))
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: { controller: null, addEventListener: vi.fn(), register } })
  const { registerWorker } = await import('./worker')
  registerWorker()
  window.dispatchEvent(new Event('online'))
  await flushPromises()
  expect(update).not.toHaveBeenCalled()
  waiting[0]({ update })
  await flushPromises()
  expect(update).toHaveBeenCalledTimes(1)
  window.dispatchEvent(new Event('online'))
  await flushPromises()
  expect(update).toHaveBeenCalledTimes(2)
  vi.unstubAllEnvs()
})
