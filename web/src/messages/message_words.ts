// How a message's outcome is said and coloured.
import { useI18n } from 'vue-i18n'
import type { Schemas } from '../api/client'
import { shortTime } from '../ui/time'

type Told = Pick<Schemas['MessageView'], 'state' | 'reason' | 'settled_at' | 'next_at'>
const tones = { waiting: 'quiet', sent: 'soon', delivered: 'ok', failed: 'overdue', cancelled: 'quiet' } as const
const known = new Set(['outdated', 'address_refused', 'not_found', 'not_reached', 'timed_out', 'not_trusted'])

export function useMessageWords() {
  const { t } = useI18n()
  return {
    toneOf: (row: Told) => tones[row.state],
    /** Why it failed or waits, and until when. */
    moreOf(row: Told) {
      const reason = !row.reason ? '' : known.has(row.reason) ? t(`messages.reason.${row.reason}`) : t('messages.reason.other', { text: row.reason })
      return [reason, row.next_at ? t('messages.next', { time: shortTime(row.next_at) }) : row.settled_at ? shortTime(row.settled_at) : ''].filter(Boolean).join(' · ')
    },
  }
}
