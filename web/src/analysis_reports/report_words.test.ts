// Words and numbers of reports.
import { describe, expect, it } from 'vitest'
import { exportNumber, monthNumber, periodText, saidOf, shownFindings, type Finding, type Report } from './report_words'

const finding = (more: Partial<Finding> = {}): Finding => ({ number: 1, code: 'use', figure: '/use/wh', value: '1', text_zh: '用电', text_en: 'Use', words: '', left_out: false, ...more })

describe('art. 11(6)(3): a report in words', () => {
  it('says what the author wrote, else what the rule says in the language', () => {
    expect(saidOf(finding(), 'zh')).toBe('用电')
    expect(saidOf(finding(), 'en')).toBe('Use')
    expect(saidOf(finding({ words: '改写' }), 'en')).toBe('改写')
  })
  it('leaves out what the author left out', () => {
    expect(shownFindings({ findings: [finding(), finding({ number: 2, left_out: true })] } as Report)).toHaveLength(1)
  })
  it('writes periods and numbers', () => {
    expect(periodText({ from_month: 202501, to_month: 202512 })).toBe('2025-01 – 2025-12')
    expect(monthNumber('2026-03')).toBe(202603)
    expect(exportNumber(12, 3)).toBe('BG000012-3')
  })
})
