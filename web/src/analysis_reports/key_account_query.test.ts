// The address of the table of key customers.
import { describe, expect, it } from 'vitest'
import { asked, filterOf, queryOf } from './key_account_query'

describe('art. 11(3): the table of key customers in the address', () => {
  it('takes only what it knows', () => {
    expect(queryOf({ tier: 'large_account', strange: '1', text: '', only: ['a', 'b'] })).toEqual({ tier: 'large_account' })
  })
  it('sends numbers as numbers, and order with the table only', () => {
    const query = queryOf({ unit_id: '3', order: 'change', ascending: 'true', area: 'rural' })
    expect(asked(query)).toEqual({ unit_id: 3, area: 'rural', order: 'change', ascending: true })
    expect(filterOf(query)).toEqual({ unit_id: 3, area: 'rural' })
  })
})
