// Where each step of a case's way is drawn: units are lanes, steps go to the right.
export interface PathStep {
  number: number
  from_name: string
  from_unit_name: string
  to_name: string
  to_unit_name: string
}
export type StepStyle = 'start' | 'asked' | 'back' | 'taken'
export interface DrawnStep {
  number: number
  style: StepStyle
  /** From the last point in the lane it leaves; the registration comes from nowhere, so from itself. */
  fromX: number
  fromY: number
  x: number
  toY: number
  name: string
}
export interface Drawing {
  lanes: { name: string; y: number }[]
  steps: DrawnStep[]
  width: number
  height: number
}

export const laneHeight = 56
export const stepWidth = 96
export const laneLabel = 132
/** So that the words of the last step have room. */
export const rightEdge = 24

const styleOf = (kind: string): StepStyle => {
  if (kind === 'registered') return 'start'
  if (kind === 'returned' || kind === 'offer_lapsed') return 'back'
  return kind === 'transfer_offered' || kind === 'office_asked' ? 'asked' : 'taken'
}

/** `kinds` gives the kind of an event by its number. */
export function draw(path: PathStep[], kinds: ReadonlyMap<number, string>): Drawing {
  const units = [...new Set(path.flatMap((step) => [step.from_unit_name, step.to_unit_name]))]
  const y = (unit: string) => units.indexOf(unit) * laneHeight + laneHeight / 2
  const lastIn = new Map<string, number>()
  const steps = path.map((step, index) => {
    const x = laneLabel + index * stepWidth + stepWidth / 2
    const fromX = lastIn.get(step.from_unit_name) ?? x
    lastIn.set(step.to_unit_name, x)
    return { number: step.number, style: styleOf(kinds.get(step.number) ?? ''), fromX, fromY: y(step.from_unit_name), x, toY: y(step.to_unit_name), name: step.to_name }
  })
  return { lanes: units.map((name) => ({ name, y: y(name) })), steps, width: laneLabel + path.length * stepWidth + rightEdge, height: units.length * laneHeight }
}
