import { expect, test } from 'vitest'
import { RowTravel } from './row_travel'

test('two screens ahead at rest, further in the direction of travel, at once when one turns', () => {
  const travel = new RowTravel()
  expect(travel.ahead(0, 17)).toEqual([0, 34])
  expect(travel.ahead(1, 17)).toEqual([0, 34])
  expect(travel.ahead(39, 17)).toEqual([0, 760])
  expect(travel.ahead(139, 17)).toEqual([0, 800])
  expect(travel.ahead(101, 17)).toEqual([760, 17])
})
test('who slows down is still followed, who stops is not', () => {
  const travel = new RowTravel()
  travel.ahead(0, 17)
  travel.ahead(40, 17)
  expect(travel.ahead(41, 17)).toEqual([0, 640])
  expect(travel.ahead(41, 17)).toEqual([0, 34])
})
test('a screen at a time flies, less does not, and who stands does not', () => {
  const travel = new RowTravel()
  const at = (start: number) => {
    travel.ahead(start, 17)
    return travel.flies(17)
  }
  expect([0, 16, 33, 200, 201, 201].map(at)).toEqual([false, false, true, true, true, false])
})
