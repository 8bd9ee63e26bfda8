// A report as a Word document: made in the browser of the frozen figures, charts as pictures, the watermark behind every page.
import { AlignmentType, Document, Footer, Header, HeadingLevel, HorizontalPositionAlign, HorizontalPositionRelativeFrom, ImageRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun, TextWrappingType, VerticalPositionAlign, VerticalPositionRelativeFrom, WidthType } from 'docx'
import { chartPicture, watermarkPicture } from './chart_picture'
import { periodText, saidOf, shownFindings, type ReportView } from './report_words'
import type { useReportWords } from './use_report_words'

interface Surroundings {
  t: (key: string, values?: Record<string, unknown>) => string
  locale: string
  watermark: string
}
type Words = ReturnType<typeof useReportWords>

const chartSize = { width: 600, height: 250 }
/** A4 at 96 dpi, less its margins. */
const pageSize = { width: 620, height: 900 }
const fonts = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Microsoft YaHei' }

const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_2, keepNext: true })
const line = (text: string) => new Paragraph({ children: [new TextRun(text)], spacing: { after: 80 } })
const numbered = (texts: string[]) => texts.map((text, at) => line(`${at + 1}. ${text}`))
const cells = (texts: string[]) => new TableRow({ cantSplit: true, children: texts.map((text) => new TableCell({ children: [new Paragraph(text)], margins: { top: 40, bottom: 40, left: 80, right: 80 } })) })
const table = (rows: string[][]) => new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: rows.map(cells) })
const picture = (data: Uint8Array) => new Paragraph({ children: [new ImageRun({ type: 'png', data, transformation: chartSize })] })

async function headerOf(watermark: string) {
  const behind = new ImageRun({
    type: 'png',
    data: await watermarkPicture(watermark, pageSize.width, pageSize.height),
    transformation: pageSize,
    floating: {
      behindDocument: true,
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, align: HorizontalPositionAlign.CENTER },
      verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, align: VerticalPositionAlign.CENTER },
      wrap: { type: TextWrappingType.NONE },
    },
  })
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [behind, new TextRun({ text: watermark, size: 16, color: '7F7F7F' })] })] })
}

/** The file; nothing in it that the report does not hold. */
export async function reportDocument(view: ReportView, words: Words, { t, locale, watermark }: Surroundings): Promise<Blob> {
  const { report } = view
  const { figures } = report
  const unusual = words.unusualRows(figures)
  const children = [
    new Paragraph({ children: [new TextRun({ text: figures.bureau_name, bold: true, color: '0B5A7A' })] }),
    new Paragraph({ text: t('analysis.report'), heading: HeadingLevel.HEADING_1 }),
    new Paragraph({ children: [new TextRun({ text: figures.customer.name, bold: true, size: 28 })] }),
    line(`${t('analysis.period')} ${periodText(report)} · ${t('analysis.draftedAt')} ${report.drafted_at.slice(0, 10)} · ${t('analysis.author')} ${view.author_name} ${view.author_unit_name}`),
    heading(t('analysis.findings')),
    ...numbered(shownFindings(report).map((one) => saidOf(one, locale))),
    ...(report.proposals.length ? [heading(t('analysis.proposals')), ...numbered(report.proposals)] : []),
    heading(t('analysis.facts')),
    table(words.facts(figures)),
    heading(t('analysis.use')),
    ...(figures.use.months_known ? [table(words.useRows(figures)), line(t('analysis.monthChart')), picture(await chartPicture(words.monthsChart(figures), chartSize.width, chartSize.height))] : []),
    heading(t('analysis.unusual')),
    ...(unusual.length
      ? [table([[t('records.month'), t('analysis.what'), t('analysis.expected'), t('analysis.found'), t('analysis.cause')], ...unusual.map((row) => [row.month, row.kind, row.expected, row.found, row.cause])])]
      : [line(t('analysis.noUnusual'))]),
    heading(t('analysis.forecast')),
    line(words.forecastSaid(figures)),
    ...(figures.forecast ? [picture(await chartPicture(words.forecastChart(figures), chartSize.width, chartSize.height))] : []),
    heading(t('analysis.needs')),
    line(words.needsSaid(figures)),
    ...words.needRows(figures).map((one) => line([one.title, one.stage, one.size, one.expected].filter(Boolean).join(' · '))),
    heading(t('analysis.cases')),
    line(words.casesSaid(figures)),
    heading(t('analysis.contacts')),
    line(words.contactsSaid(figures)),
    heading(t('analysis.file')),
    line(words.missingSaid(figures)),
    new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { before: 300 }, children: [new TextRun(t('analysis.signature', { author: view.author_name, reviewer: report.stage === 'accepted' ? view.reviewed_by_name : t('analysis.notReviewed') }))] }),
  ]
  const footer = new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: watermark, size: 16, color: '7F7F7F' })] })] })
  return Packer.toBlob(
    new Document({
      title: `${t('analysis.report')} ${figures.customer.name}`,
      description: watermark,
      styles: { default: { document: { run: { font: fonts, size: 21 } } } },
      sections: [{ properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 } } }, headers: { default: await headerOf(watermark) }, footers: { default: footer }, children }],
    }),
  )
}
