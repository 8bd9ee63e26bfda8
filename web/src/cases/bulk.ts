// One verb on many cases: previewed by the server, then each case its own command; what cannot be done is said for each.
import { ApiProblem, client, done, newIntention, type Schemas } from '../api/client'
import { performVerb } from '../api/verbs'

export type Preview = Schemas['BulkPreviewView']
type PreviewRow = Schemas['BulkPreviewRowView']
export interface Outcome {
  row: PreviewRow
  /** The case's new version if it was done. */
  version?: number
  problem?: ApiProblem
}
type Perform = typeof performVerb

export const preview = (verb: string, ids: number[], form: Record<string, unknown>): Promise<Preview> =>
  done(client.POST('/api/v1/cases/bulk_previews', { body: { verb, case_ids: ids, form } }))

async function each(rows: readonly PreviewRow[], work: (row: PreviewRow) => Promise<number>, each: (outcome: Outcome) => void) {
  const outcomes: Outcome[] = []
  for (const row of rows) {
    let outcome: Outcome
    try {
      outcome = { row, version: await work(row) }
    } catch (caught) {
      if (!(caught instanceof ApiProblem)) throw caught
      outcome = { row, problem: caught }
    }
    outcomes.push(outcome)
    each(outcome)
    // Without a network or a session the rest would fail alike; it can be run again.
    if (outcome.problem && (outcome.problem.status === 0 || outcome.problem.status === 401)) break
  }
  return outcomes
}

export interface RefusedAlike {
  refusal: NonNullable<PreviewRow['refusal']>
  rows: PreviewRow[]
}
/** What is refused for the same reason in the same words, most first. */
export function refusedAlike(rows: readonly PreviewRow[]): RefusedAlike[] {
  const groups = new Map<string, RefusedAlike>()
  for (const row of rows) {
    if (!row.refusal) continue
    const same = `${row.refusal.code} ${row.refusal.text}`
    const group = groups.get(same) ?? { refusal: row.refusal, rows: [] }
    group.rows.push(row)
    groups.set(same, group)
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length)
}

/** Runs what the preview allowed, one after the other, against the versions it saw. */
export class BulkRun {
  private readonly intentions = new Map<number, string>()

  constructor(
    readonly seen: Preview,
    private readonly form: Record<string, unknown>,
    private readonly perform: Perform = performVerb,
  ) {}

  /** Called again it repeats what failed; what was done is not done twice. */
  run(rows: readonly PreviewRow[], progress: (outcome: Outcome) => void): Promise<Outcome[]> {
    return each(rows, async (row) => (await this.perform(row.case_id, this.seen.resource, this.form, row.version, this.intentionOf(row.case_id))).version, progress)
  }
  private intentionOf(id: number): string {
    const intention = this.intentions.get(id) ?? newIntention()
    this.intentions.set(id, intention)
    return intention
  }
}

/** What can be taken back of what was done. */
export const undoable = (outcomes: readonly Outcome[]) => outcomes.filter((outcome) => outcome.version !== undefined && outcome.row.undo?.resource)

export function undo(outcomes: readonly Outcome[], reason: string, progress: (outcome: Outcome) => void, perform: Perform = performVerb): Promise<Outcome[]> {
  const versions = new Map(outcomes.map((outcome) => [outcome.row.case_id, outcome.version ?? 0]))
  return each(
    undoable(outcomes).map((outcome) => outcome.row),
    async (row) => {
      const { resource, form } = row.undo!
      const filled = form?.other_id ? { other_id: form.other_id, reason } : { officer_id: form?.officer_id, note: reason }
      return (await perform(row.case_id, resource!, filled, versions.get(row.case_id)!, newIntention())).version
    },
    progress,
  )
}
