// The paper this counter's printer takes, and the receipt codes of what was registered here: each is known to this page only
// until it is left or loaded again.
export type SlipSize = 'a5' | 'receipt'
const key = 'slip_size'

export const chosenSize = (): SlipSize => (localStorage.getItem(key) === 'receipt' ? 'receipt' : 'a5')
export const chooseSize = (size: SlipSize) => localStorage.setItem(key, size)

const receipts = new Map<number, string>()
export const keepReceipt = (caseId: number, receipt: string) => void receipts.set(caseId, receipt)
export const receiptOf = (caseId: number) => receipts.get(caseId)
