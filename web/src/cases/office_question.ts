// What the bureau office is asked about a case: by a person, or by the rules.
import type { useI18n } from 'vue-i18n'
import type { Schemas } from '../api/client'

export const officeQuestionWords = (t: ReturnType<typeof useI18n>['t'], asked: Schemas['OfficeQuestionView']) => t(asked.question ? 'case.officeAsked' : 'case.officeAskedByRule', { who: asked.asker_name, q: asked.question })
