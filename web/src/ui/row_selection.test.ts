import { expect, test } from 'vitest'
import { RowSelection } from './row_selection'

const idAt = (index: number) => (index < 10 ? index + 100 : undefined)
const chosen = (selection: RowSelection) => [...selection.ids].sort((a, b) => a - b)

test('a range goes from the last tick in either direction', () => {
  const selection = new RowSelection()
  selection.toggle(105, 5)
  selection.extend(7, idAt)
  expect(chosen(selection)).toEqual([105, 106, 107])
  selection.extend(3, idAt)
  expect(chosen(selection)).toEqual([103, 104, 105, 106, 107])
  selection.toggle(106, 6)
  expect(chosen(selection)).toEqual([103, 104, 105, 107])
})

test('a range without a beginning is its one row; rows that are not here are left out', () => {
  const selection = new RowSelection()
  selection.extend(9, idAt)
  selection.extend(12, idAt)
  expect(chosen(selection)).toEqual([109])
  selection.clear()
  expect(chosen(selection)).toEqual([])
})
