// What the forms hold at the beginning, and the money people type.
import { expect, test } from 'vitest'
import { messages, type Messages } from '../i18n/texts'
import { actionKeys, actions, decidedFacts, emptyForm, fenOf, fieldsOf, waitingTask, type Conduct } from './conduct_forms'

const conduct = {
  id: 1, version: 3, violation: 'asking_favours', investigators: [], choices: [{ code: 'asking_favours', least_exposure: 'society' }], rectifications: [{ number: 1, retested_at: 'x', reported_at: 'x' }, { number: 2, reported_at: 'x' }],
  finding: { facts: [{ number: 1, text: '收受', evidence: '实物', proved: true, decided: true }, { number: 2, text: '传闻', evidence: '无', proved: false, decided: false }], third_persons: [{ name: '赵大明', phone: '', id_number: '', account_number: '', address: '' }], linked_case_ids: [] },
} as unknown as Conduct

test('only decided facts are offered for exposure, and begin with what was found', () => {
  expect(decidedFacts(conduct).map((fact) => fact.number)).toEqual([1])
  expect(emptyForm(conduct, 'draft_exposure').exposed).toEqual({ 1: '收受' })
  expect(emptyForm(conduct, 'draft_exposure').level).toBe('society')
})
test('a decision begins with all proved facts, a finding with what was written before', () => {
  expect(emptyForm(conduct, 'decide').fact_numbers).toEqual([1])
  expect(emptyForm(conduct, 'find').facts).toHaveLength(2)
  expect(emptyForm(conduct, 'find').persons[0].name).toBe('赵大明')
})
test('the task that waits is the one to test', () => expect(waitingTask(conduct)?.number).toBe(2))
test.each([['1500', 150000], ['１，５００．５', 150050], ['1500.555', undefined], ['abc', undefined], ['', undefined]])('yuan %s', (text, fen) => expect(fenOf(text)).toBe(fen))
test('every action has a key of its own, a form and a name', () => {
  expect(new Set(Object.values(actionKeys)).size).toBe(actions.length)
  for (const action of actions) {
    expect(fieldsOf[action]).toBeDefined()
    expect((messages.zh.conduct as Messages)[`do_${action}`]).toBeTruthy()
  }
})
