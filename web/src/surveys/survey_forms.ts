// The questionnaire as it is typed, and as the server takes it.
import type { Schemas } from '../api/client'

export type Survey = Schemas['SurveyView']
export type Question = Schemas['SurveyQuestion']
export type QuestionKind = Question['kind']
export type SurveyInput = Schemas['SurveyInput']
export type Answer = Schemas['Answer']
export const questionKinds: QuestionKind[] = ['scale', 'one_choice', 'several_choices', 'recommendation', 'text']
export const isChoice = (kind: QuestionKind) => kind === 'one_choice' || kind === 'several_choices'

/** "少停电 | Fewer outages", one a line. */
export const optionsText = (options: Question['options']) => options.map((row) => (row.en ? `${row.zh} | ${row.en}` : row.zh)).join('\n')
export const optionsOf = (text: string) =>
  text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [zh, ...en] = line.split(/[|｜]/)
    return { zh: zh!.trim(), en: en.join('|').trim() }
  })

export const emptyQuestion = (): Question => ({ kind: 'scale', zh: '', en: '', required: false, options: [] })
export const emptyInput = (): SurveyInput => ({
  version: 0,
  questionnaire: { title_zh: '', title_en: '', introduction_zh: '', introduction_en: '', call_script: '', audience: 'chosen', anonymous: false, questions: [emptyQuestion()] },
  design: { usage_category: '', stratification: 'none', allocation: 'proportional', size: 200 },
})
/** What is sent: options only where the kind has them, absent filters absent. */
export function inputOf(form: SurveyInput, texts: string[]): SurveyInput {
  const { design, questionnaire } = form
  const anybody = questionnaire.audience === 'anybody'
  return {
    version: form.version,
    questionnaire: { ...questionnaire, anonymous: questionnaire.anonymous || anybody, questions: questionnaire.questions.map((row, i) => ({ ...row, options: isChoice(row.kind) ? optionsOf(texts[i] ?? '') : [] })) },
    design: { usage_category: design.usage_category, stratification: anybody ? 'none' : design.stratification, allocation: design.allocation, size: design.size ?? 0,
      ...(design.tier ? { tier: design.tier } : {}), ...(design.area ? { area: design.area } : {}), ...(design.station_unit_id ? { station_unit_id: design.station_unit_id } : {}) },
  }
}

/** The values a key may choose in a question: places of options, or steps. */
export function stepsOf(question: Question): number[] {
  if (question.kind === 'scale') return [1, 2, 3, 4, 5]
  if (question.kind === 'recommendation') return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  return question.options.map((_, i) => i + 1)
}
export const emptyAnswers = (questions: Question[]): Answer[] => questions.map((_, i) => ({ question: i + 1, options: [], text: '' }))
/** The answer with a step chosen; of several choices, turned over. */
export function choose(question: Question, answer: Answer, step: number): Answer {
  if (!stepsOf(question).includes(step)) return answer
  if (question.kind === 'one_choice') return { ...answer, options: [step] }
  if (question.kind === 'several_choices') return { ...answer, options: answer.options.includes(step) ? answer.options.filter((one) => one !== step) : [...answer.options, step].sort((a, b) => a - b) }
  return { ...answer, value: step }
}
export const isChosen = (answer: Answer, step: number) => answer.value === step || answer.options.includes(step)
/** The step a key means: digits, x for ten. */
export const stepOfKey = (key: string) => (/^\d$/.test(key) ? Number(key) : key.toLowerCase() === 'x' ? 10 : null)
