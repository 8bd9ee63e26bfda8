// Changes with their sign.
import { percentOf } from '../usage/use_words'

export const signedPercent = (permille: number | undefined) => (permille === undefined ? '—' : `${permille > 0 ? '+' : ''}${percentOf(permille)}`)
