// The page that checks a proof offline: a file and a root in, a sentence out.
import { checkProof, type ProofDocument, type Verdict } from './check_proof'

const said: Record<Verdict, [string, string]> = {
  proved: ['证明成立：这条记录在该日的日志之中，之后没有被改动。', 'Proved: the entry is in the journal of that day and was not changed since.'],
  unreadable: ['这不是证明文件，或文件不完整。', 'This is no proof file, or it is incomplete.'],
  unknown_format: ['证明文件的版本不认识。', 'A version of proof not known here.'],
  other_root: ['不成立：文件里的根不是您填写的公布的根。请核对是不是同一天。', 'Not proved: the root in the file is not the published one. Compare the day.'],
  other_entry: ['不成立：记录的内容被改过，与它的哈希不符。', 'Not proved: the entry was changed, it does not have its hash.'],
  wrong: ['不成立：这条记录不在该根之下。', 'Not proved: the entry is not under this root.'],
}
const field = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
const file = field<HTMLInputElement>('file'), root = field<HTMLInputElement>('root'), box = field<HTMLDivElement>('verdict')
let source = ''

function rows(proof: ProofDocument): [string, string][] {
  const rows: [string, string][] = [['日期 Day', proof.day], ['记录 Entry', `${proof.entry_number} / ${proof.size}`], ['记录哈希 Hash', proof.entry_hash], ['根 Root', proof.root]]
  return proof.entry ? [...rows, ['事项 Kind', proof.entry.kind], ['时间 At', new Date(proof.entry.at * 1000).toISOString()]] : rows
}
function element(name: string, text: string, parent: HTMLElement) {
  const made = document.createElement(name)
  made.textContent = text
  parent.append(made)
  return made
}
function show() {
  if (!source) return
  const { verdict, document: proof } = checkProof(source, root.value)
  box.hidden = false
  box.className = verdict === 'proved' ? 'proved' : 'failed'
  box.replaceChildren()
  element('strong', said[verdict][0], box)
  element('p', said[verdict][1], box).className = 'en'
  if (!proof) return
  const list = element('dl', '', box)
  for (const [name, value] of rows(proof)) {
    element('dt', name, list)
    element('dd', value, list)
  }
  if (proof.entry) element('pre', proof.entry.payload, box)
}
file.addEventListener('change', async () => {
  source = (await file.files?.[0]?.text()) ?? ''
  show()
})
root.addEventListener('input', show)
