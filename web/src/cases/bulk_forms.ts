// The verbs a list offers for many cases at once, and what each asks for.
export const bulkVerbs = ['assign', 'accept', 'remind', 'supervise', 'note', 'link'] as const
export type BulkVerb = (typeof bulkVerbs)[number]

export interface BulkAnswers {
  officer_id?: number
  text: string
  other_id?: number
}
export const emptyAnswers = (): BulkAnswers => ({ text: '' })

/** The verb's own form out of what was filled in. */
export function formOf(verb: string, answers: BulkAnswers): Record<string, unknown> {
  const text = answers.text.trim()
  const forms: Record<string, Record<string, unknown>> = {
    assign: { officer_id: answers.officer_id ?? 0, ...(text ? { note: text } : {}) },
    accept: {},
    remind: { text },
    supervise: { order: text },
    note: { text },
    link: { other_id: answers.other_id ?? 0, reason: text },
  }
  return forms[verb] ?? {}
}
/** Which field a text goes to; nothing if the verb has none. */
export const textField: Record<string, string> = { assign: 'note', remind: 'text', supervise: 'order', note: 'text', link: 'reason' }
