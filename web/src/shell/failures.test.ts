import { beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem, client } from '../api/client'
import { fail, failure } from './failures'

const post = vi.spyOn(client, 'POST').mockResolvedValue({ response: new Response() } as never)
beforeEach(() => {
  failure.value = null
  post.mockClear()
})

test('a programming error gets an id, and the log the same one', () => {
  fail(new TypeError('x is not a function'))
  expect(failure.value!.reportId).toMatch(/^[0-9A-F]{8}$/)
  expect(post.mock.calls[0][1]).toMatchObject({ body: { report_id: failure.value!.reportId, message: 'TypeError: x is not a function' } })
})

test('the same error again is not told again', () => {
  fail(new Error('loop'))
  fail(new Error('loop'))
  expect(post).toHaveBeenCalledTimes(1)
})

test.each([0, 401])('status %s is told elsewhere', (status) => {
  fail(new ApiProblem(status, 'network', '', '', {}))
  expect(failure.value).toBeNull()
})

test('whatever is thrown is told', () => {
  fail('text')
  expect(failure.value!.message).toBe('text')
})
