// Art. 11(6)(2): policy is made known. A notice has two pairs of eyes before it goes, is never changed after, and is read by name.
#include "policy_notices/policy_notice_steps.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// Typed or chosen by hand; more are a group.
constexpr std::size_t single_customers_most = 500;

Refusal no(const char* code, std::string field = "", std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_11_6_2, std::move(field), std::move(values)};
}

std::optional<Refusal> not_at(const PolicyNotice& notice, PolicyNoticeStage stage, std::int64_t seen_version) {
  if (seen_version != 0 && seen_version != notice.version) return no("policy_notice.changed_meanwhile", "/version");
  if (notice.stage != stage) return no("policy_notice.wrong_stage");
  return std::nullopt;
}

bool is_over(const PolicyNoticeText& content, Instant now) { return content.valid_to && *content.valid_to < local_date(now); }

std::optional<Refusal> wrong_audience(const PolicyAudience& audience, const PolicyNoticeSituation& situation) {
  if (!audience.names_a_group() && audience.customer_ids.empty()) return no("policy_notice.nobody_chosen", "/audience");
  if (audience.customer_ids.size() > single_customers_most)
    return no("policy_notice.too_many_single", "/audience/customer_ids", {{"limit", std::to_string(single_customers_most)}});
  if (!situation.portfolio) return std::nullopt;
  // Who may write to his own customers only says so himself, so that nobody is surprised whom it reached.
  if (audience.names_a_group() && audience.account_manager_id != situation.officer_id) return no("policy_notice.not_your_customers", "/audience/account_manager_id");
  const auto is_his = [&](CustomerId id) { return std::find(situation.portfolio->begin(), situation.portfolio->end(), id) != situation.portfolio->end(); };
  if (!std::all_of(audience.customer_ids.begin(), audience.customer_ids.end(), is_his)) return no("policy_notice.not_your_customers", "/audience/customer_ids");
  return std::nullopt;
}

std::optional<Refusal> wrong_input(const PolicyNoticeInput& input, const PolicyNoticeSituation& situation) {
  const PolicyNoticeText& content = input.content;
  if (content.valid_from && content.valid_to && *content.valid_to < *content.valid_from) return no("policy_notice.validity_backwards", "/content/valid_to");
  if (is_over(content, situation.now)) return no("policy_notice.over_already", "/content/valid_to");
  return wrong_audience(input.audience, situation);
}

PolicyNoticeEvent event_of(const char* kind, const PolicyNoticeSituation& situation) {
  PolicyNoticeEvent event{kind};
  event.officer_id = situation.officer_id;
  event.at = situation.now;
  return event;
}

PolicyNoticeEvent written(const char* kind, const PolicyNoticeInput& input, const PolicyNoticeSituation& situation) {
  PolicyNoticeEvent event = event_of(kind, situation);
  event.content = input.content;
  event.audience = input.audience;
  event.attachment_removed = input.remove_attachment.value_or(false);
  return event;
}

bool wrote_at(const PolicyNotice& notice, OfficerId officer) {
  return std::find(notice.written_by_ids.begin(), notice.written_by_ids.end(), officer) != notice.written_by_ids.end();
}

bool can_be_corrected(const std::optional<PolicyNotice>& corrected) { return corrected && corrected->stage == PolicyNoticeStage::sent; }

}  // namespace

PolicyNoticeDecision draft_policy_notice(const PolicyNoticeInput& input, const std::optional<PolicyNotice>& corrected, const PolicyNoticeSituation& situation) {
  if (auto wrong = wrong_input(input, situation)) return *wrong;
  const bool corrects = input.corrects_id && *input.corrects_id;
  if (corrects && !can_be_corrected(corrected)) return no("policy_notice.nothing_to_correct", "/corrects_id");
  PolicyNoticeEvent event = written("policy_notice_drafted", input, situation);
  if (corrects) event.corrects_id = input.corrects_id;
  return event;
}

PolicyNoticeDecision change_policy_notice(const PolicyNotice& notice, const PolicyNoticeInput& input, const PolicyNoticeSituation& situation) {
  if (auto wrong = not_at(notice, PolicyNoticeStage::draft, input.version)) return *wrong;
  if (auto wrong = wrong_input(input, situation)) return *wrong;
  return written("policy_notice_changed", input, situation);
}

PolicyNoticeDecision attach_to_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const PolicyAttachment& attachment, const PolicyNoticeSituation& situation) {
  if (auto wrong = not_at(notice, PolicyNoticeStage::draft, seen_version)) return *wrong;
  PolicyNoticeEvent event = event_of("policy_notice_attached", situation);
  event.attachment = attachment;
  return event;
}

PolicyNoticeDecision submit_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const PolicyNoticeSituation& situation) {
  if (auto wrong = not_at(notice, PolicyNoticeStage::draft, seen_version)) return *wrong;
  if (is_over(notice.content, situation.now)) return no("policy_notice.over_already");
  return event_of("policy_notice_submitted", situation);
}

PolicyNoticeDecision approve_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const PolicyNoticeSituation& situation) {
  if (auto wrong = not_at(notice, PolicyNoticeStage::submitted, seen_version)) return *wrong;
  if (wrote_at(notice, situation.officer_id)) return no("policy_notice.own_notice");
  return event_of("policy_notice_approved", situation);
}

PolicyNoticeDecision return_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const std::string& reason, const PolicyNoticeSituation& situation) {
  if (auto wrong = not_at(notice, PolicyNoticeStage::submitted, seen_version)) return *wrong;
  if (wrote_at(notice, situation.officer_id)) return no("policy_notice.own_notice");
  PolicyNoticeEvent event = event_of("policy_notice_returned", situation);
  event.because = reason;
  return event;
}

PolicyNoticeDecision send_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, std::vector<FrozenRecipient> recipients, const std::optional<PolicyNotice>& corrected,
                                        const PolicyNoticeSituation& situation) {
  if (auto wrong = not_at(notice, PolicyNoticeStage::approved, seen_version)) return *wrong;
  if (is_over(notice.content, situation.now)) return no("policy_notice.over_already");
  if (notice.corrects_id && !can_be_corrected(corrected)) return no("policy_notice.nothing_to_correct");
  if (recipients.empty()) return no("policy_notice.nobody_fits");
  const auto most = situation.rules.most_recipients;
  if (most && static_cast<std::int64_t>(recipients.size()) > *most) return no("policy_notice.too_many_recipients", "", {{"limit", std::to_string(*most)}});
  PolicyNoticeEvent event = event_of("policy_notice_sent", situation);
  event.recipients = std::move(recipients);
  if (situation.rules.confirm_days) event.remind_on = local_date(situation.now).plus_days(static_cast<std::int32_t>(*situation.rules.confirm_days) + 1);
  return event;
}

PolicyNoticeDecision withdraw_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const std::string& reason, const PolicyNoticeSituation& situation) {
  if (seen_version != 0 && seen_version != notice.version) return no("policy_notice.changed_meanwhile", "/version");
  if (notice.stage == PolicyNoticeStage::withdrawn || notice.stage == PolicyNoticeStage::superseded) return no("policy_notice.wrong_stage");
  PolicyNoticeEvent event = event_of("policy_notice_withdrawn", situation);
  event.because = reason;
  return event;
}

PolicyNoticeEvent supersede_policy_notice(PolicyNoticeId by, const PolicyNoticeSituation& situation) {
  PolicyNoticeEvent event = event_of("policy_notice_superseded", situation);
  event.superseded_by_id = by;
  return event;
}

PolicyNoticeDecision issue_policy_links(const PolicyNotice& notice, std::vector<std::int64_t> numbers, const PolicyNoticeSituation& situation) {
  if (notice.stage != PolicyNoticeStage::sent) return no("policy_notice.not_in_force");
  if (numbers.empty()) return no("policy_notice.nobody_waits");
  PolicyNoticeEvent event = event_of("policy_notice_links_issued", situation);
  event.numbers = std::move(numbers);
  return event;
}

std::optional<PolicyNoticeEvent> open_policy_notice(const PolicyNotice& notice, const PolicyRecipient& recipient, ReadingWay way, const PolicyNoticeSituation& situation) {
  if (notice.stage != PolicyNoticeStage::sent || recipient.opened_at) return std::nullopt;
  PolicyNoticeEvent event = event_of("policy_notice_opened", situation);
  event.numbers = {recipient.number};
  event.way = way;
  return event;
}

PolicyNoticeDecision confirm_policy_notice(const PolicyNotice& notice, const PolicyRecipient& recipient, const PolicyReceiptInput& input, const PolicyNoticeSituation& situation) {
  if (notice.stage != PolicyNoticeStage::sent) return no("policy_notice.not_in_force");
  if (recipient.confirmed_at) return no("policy_notice.confirmed_already", "", {{"name", recipient.read_by}});
  if (input.read_by.value.empty()) return no("policy_notice.read_by_missing", "/read_by");
  const bool by_officer = static_cast<bool>(situation.officer_id);
  if (by_officer && input.way != ReadingWay::phone && input.way != ReadingWay::visit) return no("policy_notice.way_not_by_officer", "/way");
  const Date today = local_date(situation.now), read_on = input.read_on.value_or(today);
  if (by_officer && read_on < local_date(*notice.sent_at)) return no("policy_notice.read_before_sent", "/read_on");
  if (by_officer && today < read_on) return no("policy_notice.read_later", "/read_on");
  PolicyNoticeEvent event = event_of("policy_notice_confirmed", situation);
  event.numbers = {recipient.number};
  event.way = input.way;
  event.read_by = input.read_by.value;
  if (by_officer) event.read_on = read_on;
  if (input.words && !input.words->value.empty()) event.words = input.words->value;
  return event;
}

PolicyNoticeEvent remind_of_policy_notice(std::vector<std::int64_t> numbers, OfficerId told, Instant now) {
  PolicyNoticeEvent event{"policy_notice_reminded"};
  event.officer_id = told;
  event.at = now;
  event.numbers = std::move(numbers);
  return event;
}

bool is_overdue(const PolicyNotice& notice, const PolicyRecipient& recipient, Date today) {
  return notice.stage == PolicyNoticeStage::sent && !recipient.confirmed_at && notice.remind_on && *notice.remind_on <= today;
}

}  // namespace shouwen
