// At build time every field of a form is marked with its name: what v-model="form.title_zh" or v-model="dueOn" is about. A
// refusal that points at "/title_zh" finds the field by it (form_fields.ts). A mark written by hand stands.
import type { SFCTemplateCompileOptions } from 'vue/compiler-sfc'

type NodeTransform = NonNullable<NonNullable<SFCTemplateCompileOptions['compilerOptions']>['nodeTransforms']>[number]
type Attribute = { type: 6; name: 'data-field'; nameLoc: unknown; value: { type: 2; content: string; loc: unknown }; loc: unknown }
const holders = new Set(['el-dialog', 'el-drawer', 'el-tabs', 'el-popover'])

/** "form.design.size" → "design_size", "dueOn" → "due_on"; what is computed has no name here. */
export function markOf(expression: string): string | undefined {
  if (!/^[\w$]+(\.[\w$]+)*$/.test(expression)) return undefined
  const parts = expression.split('.').filter((part) => part !== 'value')
  return (parts.length > 1 ? parts.slice(1) : parts).join('_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** For the compiler of templates. */
export const fieldMarks: NodeTransform = (node) => {
  if (node.type !== 1 || holders.has(node.tag)) return
  const model = node.props.find((prop) => prop.type === 7 && prop.name === 'model' && !prop.arg)
  const marked = node.props.some((prop) => (prop.type === 6 ? prop.name : prop.arg && 'content' in prop.arg && prop.arg.content) === 'data-field')
  const mark = model?.type === 7 && model.exp && !marked ? markOf('content' in model.exp ? model.exp.content : model.exp.loc.source) : undefined
  if (!model || !mark) return
  const attribute: Attribute = { type: 6, name: 'data-field', nameLoc: model.loc, value: { type: 2, content: mark, loc: model.loc }, loc: model.loc }
  node.props.push(attribute as unknown as (typeof node.props)[number])
}
