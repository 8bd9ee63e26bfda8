// Everything that happened with a customer in one order, newest first. Art. 11(6)(3). Pure.
import type { Schemas } from '../api/client'

export const timelineKinds = ['case', 'contact', 'promise', 'evaluation', 'hand_over', 'need', 'service', 'report', 'notice', 'outage', 'use', 'paper', 'file'] as const
export type TimelineKind = (typeof timelineKinds)[number]

export interface TimelineEntry {
  /** An instant, or a day where no time of day is known. */
  at: string
  kind: TimelineKind
  /** Of `timeline.what`. */
  what: string
  words: string
  by: string
  to?: string
}

/** What the reader may see of each; what he may not is empty. */
export interface TimelineSources {
  cases: Schemas['CaseRowView'][]
  contacts: Schemas['AccountContactView'][]
  promises: Schemas['PromiseView'][]
  evaluations: Schemas['EvaluationView'][]
  hand_overs: Schemas['AccountHandOverView'][]
  needs: Schemas['NeedView'][]
  services: Schemas['ServiceRowView'][]
  reports: Schemas['AnalysisReportRowView'][]
  notices: Schemas['CustomerNoticeView'][]
  outages: Schemas['OutageView'][]
  unusual: Schemas['UnusualUseView'][]
  papers: Schemas['CustomerPaperView'][]
  changes: Schemas['FileStepView'][]
}

const ofCase = (row: Schemas['CaseRowView']): TimelineEntry[] => {
  const entry = { kind: 'case' as const, words: `${row.kind_name} · ${row.category_name} ${row.number}`, to: `/cases/${row.id}` }
  return [{ ...entry, at: row.registered_at, what: 'case_registered', by: row.first_contact_name }, ...(row.closed_at ? [{ ...entry, at: row.closed_at, what: 'case_closed', by: row.responsible_officer_name }] : [])]
}
const ofPromise = ({ promise, promised_by_name, kept_words, kept_at, kept_late }: Schemas['PromiseView']): TimelineEntry[] => [
  { at: promise.promised_at, kind: 'promise', what: 'promised', words: promise.text, by: promised_by_name },
  ...(kept_at ? [{ at: kept_at, kind: 'promise' as const, what: kept_late ? 'promise_kept_late' : 'promise_kept', words: kept_words || promise.text, by: '' }] : []),
  // It was due and nothing had come: that stays, though it was kept later.
  ...(promise.broken ? [{ at: promise.due_at, kind: 'promise' as const, what: 'promise_broken', words: promise.text, by: '' }] : []),
]
const ofHandOver = (row: Schemas['AccountHandOverView']): TimelineEntry => {
  const what = row.signed_at ? 'handed_over' : row.ended_at ? 'hand_over_ended' : 'hand_over_offered'
  return { at: row.signed_at ?? row.ended_at ?? row.hand_over.at, kind: 'hand_over', what, words: `${row.from_name} → ${row.to_name}`, by: '' }
}
const ofService = (row: Schemas['ServiceRowView']): TimelineEntry => {
  const what = row.delivered_on ? 'service_delivered' : row.agreed_on ? 'service_agreed' : 'service_offered'
  return { at: row.delivered_on ?? row.agreed_on ?? row.offered_on, kind: 'service', what, words: row.item_name, by: row.unit_name || row.account_manager_name, to: `/services/${row.id}` }
}
const ofNotice = (row: Schemas['CustomerNoticeView']): TimelineEntry[] => {
  const entry = { kind: 'notice' as const, words: row.title, to: `/policy_notices/${row.id}` }
  return [...(row.sent_at ? [{ ...entry, at: row.sent_at, what: 'notice_sent', by: '' }] : []), ...(row.confirmed_at ? [{ ...entry, at: row.confirmed_at, what: 'notice_confirmed', by: row.read_by }] : [])]
}
const month = (value: number) => `${Math.floor(value / 100)}-${String(value % 100).padStart(2, '0')}`

export function timelineOf(all: TimelineSources): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...all.cases.flatMap(ofCase),
    ...all.contacts.map((row) => ({ at: row.at, kind: 'contact' as const, what: `contact_${row.channel === 'visit' ? 'visit' : 'other'}`, words: [row.representative, row.words].filter(Boolean).join('：'), by: row.officer_name })),
    ...all.promises.flatMap(ofPromise),
    ...all.evaluations.map((row) => ({ at: row.evaluation.at, kind: 'evaluation' as const, what: row.of_service ? 'service_marked' : 'customer_marked', words: `${row.evaluation.score}/5 ${row.evaluation.words}`.trim(), by: row.officer_name })),
    ...all.hand_overs.map(ofHandOver),
    ...all.needs.flatMap((row) => row.story.map((step) => ({ at: step.at, kind: 'need' as const, what: 'need', words: `${row.need.title} · ${step.name}`, by: step.officer_name, to: `/needs/${row.need.id}` }))),
    ...all.services.map(ofService),
    ...all.reports.map((row) => ({ at: row.reviewed_at ?? row.submitted_at ?? row.drafted_at, kind: 'report' as const, what: `report_${row.stage}`, words: `${month(row.from_month)} – ${month(row.to_month)}`, by: row.author_name, to: `/analysis_reports/${row.id}` })),
    ...all.notices.flatMap(ofNotice),
    ...all.outages.map(({ record }) => ({ at: record.from_at, kind: 'outage' as const, what: `outage_${record.outage_kind}`, words: [record.cause, record.outage_number].filter(Boolean).join(' '), by: '' })),
    ...all.unusual.flatMap((row) => (row.found_at ? [{ at: row.found_at, kind: 'use' as const, what: 'use_unusual', words: month(row.month), by: '' }] : [])),
    ...all.papers.map((row) => ({ at: row.at, kind: 'paper' as const, what: 'paper_added', words: row.file_name, by: row.officer_name })),
    ...all.changes.map((row) => ({ at: row.at, kind: 'file' as const, what: row.kind, words: row.reason, by: row.officer_name })),
  ]
  // The server says every instant in China's time: the texts sort as the moments do, a day before its hours.
  return entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
