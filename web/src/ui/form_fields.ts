// A refusal names a field by a JSON pointer; the form knows what people call it, and where it stands.

/** The names "/promise/0/text" may be marked with, the fullest first, and which of several rows it means. */
function marksOf(pointer: string) {
  const parts = pointer.split('/').filter(Boolean)
  const words = parts.filter((part) => !/^\d+$/.test(part))
  return { marks: words.map((_, from) => words.slice(from).join('_')), row: Number(parts.find((part) => /^\d+$/.test(part)) ?? 0) }
}

/** The field of a pointer in the form around `near`, or else in what holds that. */
export function fieldOf(near: HTMLElement | null, pointer: string): HTMLElement | null {
  const { marks, row } = marksOf(pointer)
  for (let around = near?.parentElement ?? null; around; around = around.parentElement)
    for (const mark of marks) {
      const found = around.querySelectorAll<HTMLElement>(`[data-field="${CSS.escape(mark)}"]`)
      if (found.length) return found[Math.min(row, found.length - 1)]
    }
  return null
}

const beside = '.el-input, .el-select, .el-textarea, .el-date-editor, .el-radio-group, .el-checkbox__input, input, textarea, select, button, em, kbd, .optional, .small, .wrong'
/** What stands on a field: its label, else what is said of it to those who do not see. */
export function labelOf(field: HTMLElement): string {
  const label = field.closest('label')?.cloneNode(true) as HTMLElement | undefined
  for (const part of label?.querySelectorAll(beside) ?? []) part.remove()
  const text = label?.textContent || field.getAttribute('aria-label') || field.querySelector('[aria-label]')?.getAttribute('aria-label') || field.closest('fieldset')?.querySelector('legend')?.textContent || ''
  return text.replace(/\s+/g, ' ').trim().replace(/\s*[:：*]$/, '')
}

/** What is typed into, of a field that may be a whole box. */
const inputOf = (field: HTMLElement) => (field.matches('input, textarea') ? field : (field.querySelector<HTMLElement>('input, textarea') ?? field))

/** Marks fields as wrong until they are changed; answers how to take the marks back. */
export function markWrong(fields: HTMLElement[]): () => void {
  const inputs = fields.map(inputOf)
  const clear = (input: HTMLElement) => input.removeAttribute('aria-invalid')
  for (const input of inputs) {
    input.setAttribute('aria-invalid', 'true')
    for (const change of ['input', 'change']) input.addEventListener(change, () => clear(input), { once: true })
  }
  return () => inputs.forEach(clear)
}

/** The cursor stands where it is to be put right: in the first of the fields as the page has them. Not where a calendar would open over the form. */
export function toFirstWrong(fields: HTMLElement[]) {
  const [first] = fields.map(inputOf).sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
  if (first && !first.closest('.el-date-editor')) first.focus()
}
