// Who opens a dialog by a key wants to type at once: the focus goes to the first field that is still empty,
// else to what sends; where what is there is changed, to the first field. A finger chooses for itself.
import { nextTick, type Ref } from 'vue'
import { byFinger } from './by_finger'

/** When a key was last pressed: a phone may have a keyboard beside it. */
let keyedAt = -Infinity
window.addEventListener('keydown', (event) => (keyedAt = event.timeStamp), true)
const justKeyed = () => performance.now() - keyedAt < 1000
const isEmpty = (field: HTMLInputElement) => (field.closest('.el-select') ? field.closest('.el-select')!.querySelector('.el-select__placeholder:not(.is-transparent)') === null : field.value === '')

/** For `@open-auto-focus` and `@opened` of an el-dialog around the form. */
export function useDialogFocus(form: Ref<HTMLElement | null>, to: 'empty' | 'first' = 'empty') {
  return async function toField() {
    // The dialog takes the focus itself first.
    await nextTick()
    await nextTick()
    const box = form.value
    // A keyboard or a calendar on the glass would cover the form before it is read.
    if (!box || (byFinger() && !justKeyed()) || box.contains(document.activeElement)) return
    // A calendar opens where it gets the focus, over the form.
    const fields = [...box.querySelectorAll<HTMLInputElement>('label input:not([disabled]), label textarea:not([disabled])')].filter((field) => !field.closest('.el-date-editor'))
    ;(fields.find((field) => to === 'first' || isEmpty(field)) ?? box.querySelector<HTMLElement>('button[type=submit]'))?.focus()
  }
}
