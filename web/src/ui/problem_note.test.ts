// A refusal names fields as the form does, and marks them until they are changed.
import { flushPromises, mount } from '@vue/test-utils'
import { ElInput } from 'element-plus'
import { expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { ApiProblem } from '../api/client'
import { i18n } from '../i18n'
import { markOf } from './field_marks'
import ProblemNote from './ProblemNote.vue'

const Form = defineComponent({
  props: { problem: { type: [ApiProblem, null] as unknown as () => ApiProblem | null, default: null } },
  setup: (props) => () =>
    h('form', [
      h(ProblemNote, { problem: props.problem }),
      h('label', [h('span', { class: 'must' }, '标题'), h('kbd', 'x'), h(ElInput, { modelValue: '', 'data-field': 'title_zh', maxlength: 60, showWordLimit: true })]),
      h('label', { 'data-field': 'promise_text' }, [h('span', ['承诺内容', h('span', { class: 'optional' }, '可不填')]), h('textarea')]),
    ]),
})
const empty = '此项不能为空。请填写。'
const shown = async (fields: Record<string, string>, code = 'body.empty') => {
  i18n.global.locale.value = 'zh'
  const form = mount(Form, { props: { problem: null }, global: { plugins: [i18n] }, attachTo: document.body })
  await form.setProps({ problem: new ApiProblem(422, code, empty, '', fields) })
  await flushPromises()
  return form
}

test('several fields, each by its label', async () => {
  const form = await shown({ '/title_zh': empty, '/promise/text': empty, '/nowhere/0/at_all': empty })
  expect(form.findAll('li').map((row) => row.text())).toEqual([`标题：${empty}`, `承诺内容：${empty}`, empty])
  expect(form.findAll('[aria-invalid="true"]').map((field) => field.element.tagName)).toEqual(['INPUT', 'TEXTAREA'])
  expect(document.activeElement?.tagName).toBe('INPUT')
  form.unmount()
})

test('one field: its name before the sentence; a refusal that says it all stays as it is', async () => {
  const one = await shown({ '/title_zh': empty })
  expect(one.find('[role=alert]').text()).toBe(`标题：${empty}`)
  one.unmount()
  const other = await shown({ '/title_zh': empty }, 'announcement.too_long')
  expect(other.find('[role=alert]').text()).toBe(empty)
  other.unmount()
})

test('the cursor goes to the first wrong field of the form, whatever order they are named in', async () => {
  const form = await shown({ '/promise/text': empty, '/title_zh': empty })
  expect(document.activeElement?.tagName).toBe('INPUT')
  form.unmount()
  const second = await shown({ '/promise/text': empty })
  expect(document.activeElement?.tagName).toBe('TEXTAREA')
  second.unmount()
})

test('what is left of a refusal while one corrects it does not take the cursor away', async () => {
  const form = await shown({ '/title_zh': empty, '/promise/text': empty })
  expect(document.activeElement?.tagName).toBe('INPUT')
  await form.setProps({ problem: new ApiProblem(422, 'body.empty', empty, '', { '/promise/text': empty }) })
  await flushPromises()
  expect(document.activeElement?.tagName).toBe('INPUT')
  await form.setProps({ problem: null })
  await flushPromises()
  await form.setProps({ problem: new ApiProblem(422, 'body.empty', empty, '', { '/promise/text': empty }) })
  await flushPromises()
  expect(document.activeElement?.tagName).toBe('TEXTAREA')
  form.unmount()
})

test('a mark goes when the field is changed, and when the refusal goes', async () => {
  const form = await shown({ '/title_zh': empty, '/promise/text': empty })
  await form.find('input').trigger('input')
  expect(form.findAll('[aria-invalid="true"]')).toHaveLength(1)
  await form.setProps({ problem: null })
  await flushPromises()
  expect(form.findAll('[aria-invalid="true"]')).toHaveLength(0)
  form.unmount()
})

test.each([['form.title_zh', 'title_zh'], ['form.design.size', 'design_size'], ['dueOn', 'due_on'], ['list.texts.value', 'texts'], ['form[name]', undefined], ['texts[i]', undefined]])('v-model="%s" is marked %s', (expression, mark) => expect(markOf(expression)).toBe(mark))

test('the compiler marks what is bound', async () => {
  // Any page: its fields carry their names.
  const source = await import('../accounts/PromiseDialog.vue')
  expect(String((source.default as { render?: unknown }).render)).toContain('"data-field": "due_on"')
})
