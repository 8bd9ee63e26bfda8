// Sections of a customer's page: hidden ones stay silent, late answers of another customer are dropped.
import { mount, flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { describe, expect, it } from 'vitest'
import { ApiProblem } from '../api/client'
import { unlessHidden, useCustomerSection } from './customer_section'

const problem = (status: number) => new ApiProblem(status, 'refused', '', '', {})

describe('a section of a customer’s page', () => {
  it.each([403, 404])('answered %i, it is nothing', async (status) => {
    expect(await unlessHidden(Promise.reject(problem(status)), 'nothing')).toBe('nothing')
  })
  it('lets every other failure through', async () => {
    await expect(unlessHidden(Promise.reject(problem(500)), 'nothing')).rejects.toMatchObject({ status: 500 })
    await expect(unlessHidden(Promise.reject(new TypeError('a bug')), 'nothing')).rejects.toThrow('a bug')
  })
  it('drops what comes late for a customer one has left', async () => {
    const answers: Record<string, (name: string) => void> = {}
    const Section = defineComponent({
      props: { id: { type: String, required: true } },
      setup(props) {
        const { view, denied } = useCustomerSection(() => props.id, (id) => new Promise<string>((resolve) => (answers[id] = resolve)))
        return () => h('p', `${view.value ?? '–'} ${denied.value}`)
      },
    })
    const shown = mount(Section, { props: { id: '1' } })
    await shown.setProps({ id: '2' })
    answers['2']!('second')
    await flushPromises()
    answers['1']!('first')
    await flushPromises()
    expect(shown.text()).toBe('second false')
  })
})
