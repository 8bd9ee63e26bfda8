// Values of a report as people read them; months chosen as yyyymm.
import type { Schemas } from '../api/client'

export type Report = Schemas['AnalysisReport']
export type Finding = Schemas['Finding']
export type ReportView = Schemas['AnalysisReportView']
export type ReportFormat = Schemas['ReportExport']['format']
export type Figures = Schemas['ReportFigures']

const thousands = new Intl.NumberFormat('en-US')
export const grouped = (value: number) => thousands.format(value)
export const periodText = (report: { from_month: number; to_month: number }) => `${monthOf(report.from_month)} – ${monthOf(report.to_month)}`
const monthOf = (month: number) => `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
/** "2026-03" → 202603. */
export const monthNumber = (text: string) => Number(text.replace('-', ''))
export const saidOf = (finding: Finding, locale: string) => finding.words || (locale === 'zh' ? finding.text_zh : finding.text_en)
export const shownFindings = (report: Report) => report.findings.filter((one) => !one.left_out)
export const stageTone: Record<Report['stage'], string> = { draft: 'quiet', submitted: 'soon', accepted: 'ok', returned: 'overdue' }
/** As the server numbers an export. */
export const exportNumber = (id: number, number: number) => `BG${String(id).padStart(6, '0')}-${number}`
