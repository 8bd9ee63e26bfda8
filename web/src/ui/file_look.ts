// Which kept files can be looked at in place, and how.

export interface LookedAt {
  file_name: string
  content_type: string
  url: string
}
/** "" = only to be taken away. */
export const viewer = (type: string) => (type.startsWith('image/') ? 'image' : type.startsWith('audio/') ? 'audio' : type === 'application/pdf' ? 'pdf' : '')
/** A phone or tablet: its camera is one tap away. */
export { byFinger as hasCamera } from './by_finger'
