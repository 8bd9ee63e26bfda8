// What one visit read is one row, whatever it read in how many steps.
import { expect, test } from 'vitest'
import { visitsOf, subjectOf } from './access_rows'

const row = (id: number, at: string, fields: string, reason = 'duty', more = {}) => ({ id, at: `2026-12-01T10:${at}Z`, officer_name: '夏雨薇', unit_name: '大客户中心', subject: 'customer/7', subject_number: '0001', fields, reason, address: '127.0.0.1', ...more })

test('steps of a minute are one visit with all it read', () => {
  const visits = visitsOf([row(4, '29:30', 'bills,arrears'), row(3, '29:29', 'papers', ''), row(2, '29:01', 'monthly_use,papers')])
  expect(visits).toHaveLength(1)
  expect(visits[0]).toMatchObject({ id: 4, fields: ['bills', 'arrears', 'papers', 'monthly_use'], reasons: ['duty'] })
})

test('another person, customer, address or minute is another visit', () => {
  const rows = [row(6, '29:30', 'papers'), row(5, '29:30', 'papers', 'duty', { officer_name: '潘晓东' }), row(4, '29:30', 'papers'), row(3, '29:30', 'papers', 'duty', { subject: 'customer/8' }), row(2, '29:30', 'papers'), row(1, '28:00', 'papers')]
  expect(visitsOf(rows).map((visit) => visit.id)).toEqual([6, 5, 4, 3, 2, 1])
})

test('art. 9(5): what was looked at is found where it is, not among the customers', () => {
  expect(subjectOf('case/12')).toEqual({ kind: 'case', id: '12', to: '/cases/12' })
  expect(subjectOf('conduct/3').to).toBe('/conduct/3')
  expect(subjectOf('conduct_decisions')).toEqual({ kind: 'conduct_decisions', id: '', to: '/conduct' })
  expect(subjectOf('social_supervisor/4').to).toBe('/social_supervisors')
  expect(subjectOf('something_new/1').to).toBe('')
})
