// Why a tier is proposed, in words.
import { useI18n } from 'vue-i18n'
import type { Schemas } from '../api/client'

const thousands = new Intl.NumberFormat('en-US')

export function useTierWords() {
  const { t } = useI18n()
  /** Use is kept in Wh and said in kWh. */
  const figure = (reason: Schemas['TierReason'], value: number) => thousands.format(reason.kind === 'yearly_use' ? Math.round(value / 1000) : value)
  const reasonWords = (reason: Schemas['TierReason']) =>
    [t(`keyPanel.tierReason.${reason.kind}`, { value: figure(reason, reason.value), threshold: figure(reason, reason.threshold) }), reason.words].filter(Boolean).join('：')
  const tierWords = (tier: Schemas['TierProposalView']['proposed']) => t(`keyCustomers.tier.${tier}`)
  return { reasonWords, tierWords }
}
