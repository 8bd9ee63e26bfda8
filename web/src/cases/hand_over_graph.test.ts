import { expect, test } from 'vitest'
import { draw, laneHeight, laneLabel, rightEdge, stepWidth } from './hand_over_graph'

const step = (number: number, from: string, to: string, name = '') => ({ number, from_name: '', from_unit_name: from, to_name: name, to_unit_name: to })
const path = [step(1, '营业厅', '营业厅', '李明'), step(2, '营业厅', '供电所'), step(3, '供电所', '营业厅', '李明'), step(5, '营业厅', '局办公室'), step(6, '营业厅', '供电所', '韩工')]
const kinds = new Map([[1, 'registered'], [2, 'transfer_offered'], [3, 'returned'], [5, 'office_asked'], [6, 'ruled']])

test('each unit has one lane, in the order the case came to it', () => {
  expect(draw(path, kinds).lanes.map((lane) => lane.name)).toEqual(['营业厅', '供电所', '局办公室'])
})

test('steps go to the right, from lane to lane, each in the style of what happened', () => {
  const { steps, width, height } = draw(path, kinds)
  expect(steps.map((row) => row.style)).toEqual(['start', 'asked', 'back', 'asked', 'taken'])
  expect(steps.map((row) => row.x)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5].map((n) => laneLabel + n * stepWidth))
  expect(steps.map((row) => row.fromX)).toEqual([0, 0, 1, 2, 2].map((n) => laneLabel + (n + 0.5) * stepWidth))
  expect([steps[1].fromY, steps[1].toY]).toEqual([laneHeight / 2, laneHeight * 1.5])
  expect([width, height]).toEqual([laneLabel + 5 * stepWidth + rightEdge, 3 * laneHeight])
})

test('nothing handed over, nothing drawn', () => expect(draw([], new Map()).steps).toEqual([]))
