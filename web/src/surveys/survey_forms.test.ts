import { expect, test } from 'vitest'
import { choose, emptyAnswers, emptyInput, inputOf, optionsOf, optionsText, stepOfKey, type Question } from './survey_forms'

const several: Question = { kind: 'several_choices', zh: '先改进什么？', en: '', required: false, options: [{ zh: '少停电', en: '' }, { zh: '修得快', en: '' }] }

test('options are lines, English behind a bar', () => {
  expect(optionsOf('少停电 | Fewer outages\n\n修得快｜Faster')).toEqual([{ zh: '少停电', en: 'Fewer outages' }, { zh: '修得快', en: 'Faster' }])
  expect(optionsText(optionsOf('少停电 | Fewer outages'))).toBe('少停电 | Fewer outages')
})
test('art_11_6_2: a survey for anybody is anonymous and has no strata', () => {
  const form = emptyInput()
  form.questionnaire.audience = 'anybody'
  form.design.stratification = 'tier'
  const sent = inputOf(form, [''])
  expect(sent.questionnaire.anonymous).toBe(true)
  expect(sent.design.stratification).toBe('none')
})
test('art_11_6_2: keys choose; several choices are turned over, what is none is left', () => {
  let [answer] = emptyAnswers([several])
  answer = choose(several, answer!, 2)
  answer = choose(several, answer, 1)
  expect(answer.options).toEqual([1, 2])
  expect(choose(several, answer, 1).options).toEqual([2])
  expect(choose(several, answer, 3).options).toEqual([1, 2])
  expect([stepOfKey('7'), stepOfKey('x'), stepOfKey('a')]).toEqual([7, 10, null])
})
