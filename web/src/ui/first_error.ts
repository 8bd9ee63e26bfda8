// After a refusal the cursor stands where it is to be put right.
import { nextTick } from 'vue'

/** The first field of the form that has a sentence (`em`) beneath it gets the focus. */
export async function toFirstError(form: HTMLElement | null) {
  await nextTick()
  form?.querySelector('label em, fieldset em')?.parentElement?.querySelector<HTMLElement>('input, textarea')?.focus()
}
