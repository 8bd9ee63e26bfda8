// A day of the bureau's own is added to the calendar's text as the rulebook reads it.
import { expect, test } from 'vitest'
import { daysBetween, withOwnDays } from './own_days'

const calendar = '# [[calendar.exception]] as an example\n[calendar]\nname = "本局"\nmonday = ["08:30-12:00"]\n\n[[own_calendar]]\ncode = "hotline"\n'
const typhoon = { date: '2026-09-24', worked: false, name: '台风停工', source: '市防汛办通知' }

test('days of a span, over the end of a month', () => {
  expect(daysBetween('2026-09-29', '2026-10-01')).toEqual(['2026-09-29', '2026-09-30', '2026-10-01'])
  expect(daysBetween('2026-09-29', '2026-09-29')).toEqual(['2026-09-29'])
})

test('a day stands at the end, what was there stays', () => {
  expect(withOwnDays(calendar, [typhoon])).toBe(`${calendar}\n[[calendar.exception]]\ndate = 2026-09-24\nworked = false\nname = "台风停工"\nsource = "市防汛办通知"\n`)
})

test('the same day entered again takes the place of the earlier row', () => {
  const other = { ...typhoon, date: '2026-09-25' }
  const twice = withOwnDays(withOwnDays(calendar, [typhoon, other]), [{ ...typhoon, worked: true }])
  expect(twice.match(/date = 2026-09-24/g)).toHaveLength(1)
  expect(twice).toContain('date = 2026-09-24\nworked = true')
  expect(twice).toContain('date = 2026-09-25\nworked = false')
})

test('quotes, breaks and rare characters cannot leave their string', () => {
  const row = withOwnDays('', [{ ...typhoon, name: '𠮷"\n[x]\\' }])
  expect(row).toContain('name = "𠮷\\" [x]\\\\"\n')
})
