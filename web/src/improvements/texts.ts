// What this room says: Chinese, English.
import type { Texts } from '../i18n/texts'

export default {
  improvements: {
    title: ['改进建议', 'Improvements'],
    lead: ['客户经理制本身怎样更好：谁都可以提，市场营销部决定，一年一评。', 'How the account manager system itself gets better: managers propose, marketing decides, once a year all are reviewed.'],
    propose: ['提建议', 'Propose'],
    text: ['建议什么', 'What should be better'],
    clause: ['涉及哪一条', 'Which clause'],
    year: ['年度', 'Year'],
    sums: ['提出 {proposed}，采纳 {adopted}，不采纳 {declined}，待定 {undecided}', '{proposed} proposed, {adopted} adopted, {declined} declined, {undecided} undecided'],
    none: ['这一年还没有建议。想到什么可以更好，点“提建议”，写明涉及哪一条。', 'No proposal that year. Whatever could be better: choose “Propose” and name the clause.'],
    state_proposed: ['待定', 'Undecided'],
    state_adopted: ['已采纳', 'Adopted'],
    state_declined: ['不采纳', 'Declined'],
    decide: ['决定', 'Decide'],
    adopt: ['采纳', 'Adopt'],
    decline: ['不采纳', 'Decline'],
    decision: ['改什么，或为什么不采纳', 'What changes, or why not'],
    decided: ['{name}，{day}', '{name}, {day}'],
  },
} satisfies Texts
