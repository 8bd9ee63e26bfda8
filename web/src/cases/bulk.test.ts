import { expect, test, vi } from 'vitest'
import { ApiProblem, type Schemas } from '../api/client'
import { BulkRun, refusedAlike, undo, undoable, type Preview } from './bulk'

const row = (case_id: number, more: Partial<Schemas['BulkPreviewRowView']> = {}): Schemas['BulkPreviewRowView'] => ({ case_id, version: 3, allowed: true, undo: { verb: 'assign', resource: 'assignments', form: { officer_id: 5 } }, ...more })
const seen = (items: Schemas['BulkPreviewRowView'][]): Preview => ({ verb: 'assign', resource: 'assignments', clause: 'art.10(7)', allowed: items.length, refused: 0, items })
const changed = (id: number, version: number) => ({ id, version, number: '', stage: 'open' as const, responsible_officer_id: 9 })

test('what is refused alike is said once with its cases, most first; other words are another reason', () => {
  const not = (case_id: number, text: string) => row(case_id, { allowed: false, refusal: { code: 'assign.no', clause: 'art.10(7)', text } })
  const groups = refusedAlike([not(1, '已结'), row(2), not(3, '不是本部门'), not(4, '不是本部门')])
  expect(groups.map((group) => [group.refusal.text, group.rows.map((refused) => refused.case_id)])).toEqual([['不是本部门', [3, 4]], ['已结', [1]]])
})

test('each case is its own command against the version seen; one that fails stops no other', async () => {
  const perform = vi.fn(async (id: number) => {
    if (id === 2) throw new ApiProblem(409, 'case.changed_meanwhile', 'changed', '', {})
    return changed(id, 4)
  })
  const outcomes = await new BulkRun(seen([]), { officer_id: 9 }, perform).run([row(1), row(2), row(3)], () => undefined)
  expect(outcomes.map((outcome) => outcome.version ?? outcome.problem?.code)).toEqual([4, 'case.changed_meanwhile', 4])
  expect(perform).toHaveBeenCalledWith(1, 'assignments', { officer_id: 9 }, 3, expect.any(String))
  expect(undoable(outcomes).map((outcome) => outcome.row.case_id)).toEqual([1, 3])
})

test('a lost network ends the run; run again, the same intention is sent', async () => {
  let broken = true
  const keys: string[] = []
  const perform = vi.fn(async (id: number, _resource: string, _form: unknown, _version: number, intention: string) => {
    keys.push(intention)
    if (broken) throw new ApiProblem(0, 'network', '', '', {})
    return changed(id, 4)
  })
  const run = new BulkRun(seen([]), {}, perform)
  expect(await run.run([row(1), row(2)], () => undefined)).toHaveLength(1)
  broken = false
  expect(await run.run([row(1), row(2)], () => undefined)).toHaveLength(2)
  expect(keys[0]).toBe(keys[1])
  expect(keys[2]).not.toBe(keys[1])
})

test('only what the server says can be taken back is, against the new version', async () => {
  const perform = vi.fn(async (id: number) => changed(id, 5))
  const done = [
    { row: row(1), version: 4 },
    { row: row(2, { undo: { refusal: { code: 'undo.noted', clause: '', text: '' } } }), version: 4 },
    { row: row(3, { undo: { verb: 'unlink', resource: 'unlinks', form: { other_id: 8 } } }), version: 6 },
    { row: row(4), problem: new ApiProblem(409, 'x', '', '', {}) },
  ]
  await undo(done, 'back', () => undefined, perform)
  expect(perform.mock.calls.map((call) => call.slice(0, 4))).toEqual([
    [1, 'assignments', { officer_id: 5, note: 'back' }, 4],
    [3, 'unlinks', { other_id: 8, reason: 'back' }, 6],
  ])
})
