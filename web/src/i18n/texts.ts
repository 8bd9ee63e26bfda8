// Every room keeps its words in its own texts.ts, both languages side by side, so none can be forgotten.
import accountRecords from '../account_records/texts'
import accounts from '../accounts/texts'
import administration from '../administration/texts'
import analysisReports from '../analysis_reports/texts'
import announcements from '../announcements/texts'
import billAdjustments from '../bill_adjustments/texts'
import cases from '../cases/texts'
import customerExports from '../customer_exports/texts'
import customerPapers from '../customer_papers/texts'
import charges from '../charges/texts'
import conduct from '../conduct/texts'
import customers from '../customers/texts'
import dashboard from '../dashboard/texts'
import imports from '../imports/texts'
import improvements from '../improvements/texts'
import messagesToCustomers from '../messages/texts'
import needs from '../needs/texts'
import org from '../org/texts'
import offline from '../offline/texts'
import openData from '../open_data/texts'
import outgoing from '../outgoing/texts'
import participation from '../participation/texts'
import policyNotices from '../policy_notices/texts'
import ruleFiles from '../regulation/file_texts'
import regulation from '../regulation/texts'
import shell from '../shell/texts'
import priceLists from '../price_lists/texts'
import surveys from '../surveys/texts'
import ui from '../ui/texts'
import services from '../services/texts'
import tipOffs from '../tip_offs/texts'
import usage from '../usage/texts'
import whatIf from '../what_if/texts'

/** A text is [Chinese, English]; texts nest by section. */
export interface Texts {
  [key: string]: readonly [zh: string, en: string] | Texts
}
export interface Messages {
  [key: string]: string | Messages
}

export const rooms: Texts[] = [shell, ui, accountRecords, accounts, administration, analysisReports, cases, charges, conduct, customerExports, customerPapers, customers, dashboard, imports, announcements, billAdjustments, improvements, messagesToCustomers, needs, offline, openData, org, outgoing, participation, policyNotices, priceLists, regulation, ruleFiles, services, surveys, tipOffs, usage, whatIf]

const inLanguage = (texts: Texts, language: 0 | 1): Messages =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, Array.isArray(text) ? (text[language] as string) : inLanguage(text as Texts, language)]))

export const messages = {
  zh: Object.assign({}, ...rooms.map((room) => inLanguage(room, 0))) as Messages,
  en: Object.assign({}, ...rooms.map((room) => inLanguage(room, 1))) as Messages,
}
