// Opening and confirming are two facts; both are the customer's own.
#include "policy_notices/policy_reading.h"

#include "customers/customer_file_store.h"
#include "policy_notices/policy_notice_desk.h"

namespace shouwen {

namespace {

PolicyNoticeWriter writer_of(const api::Call& call) { return {reading_customer, call.now, call.rulebook->version}; }
PolicyNoticeSituation situation_of(const api::Call& call) { return {OfficerId{}, call.now, policy_notice_rules(*call.rulebook), {}}; }

/// The correction this customer got in place of it, as long as there is one.
std::optional<PolicyReader> newest_of(db::Session& session, PolicyReader reader) {
  while (reader.notice.superseded_by_id) {
    auto next = load_policy_notice(session, reader.notice.superseded_by_id);
    auto row = next ? find_policy_recipient(session, next->id, standing_for(session, reader.recipient.customer_id)) : std::nullopt;
    if (!row) break;
    reader = {*std::move(next), *std::move(row), std::move(reader.notice)};
  }
  return reader;
}

}  // namespace

std::optional<PolicyReader> reader_by_link(db::Session& session, std::string_view secret) {
  const auto link = find_policy_link(session, secret);
  auto notice = link ? load_policy_notice(session, link->notice_id) : std::nullopt;
  auto recipient = notice ? load_policy_recipient(session, notice->id, link->number) : std::nullopt;
  if (!recipient) return std::nullopt;
  return newest_of(session, {*std::move(notice), *std::move(recipient), {}});
}

std::optional<PolicyReader> reader_of(db::Session& session, PolicyNoticeId id, CustomerId customer) {
  auto recipient = find_policy_recipient(session, id, customer);
  auto notice = recipient ? load_policy_notice(session, id) : std::nullopt;
  if (!notice) return std::nullopt;
  return PolicyReader{*std::move(notice), *std::move(recipient), {}};
}

void keep_opening(House& house, const api::Call& call, const PolicyReader& reader, ReadingWay way) {
  if (!open_policy_notice(reader.notice, reader.recipient, way, situation_of(call))) return;
  house.writer().run([&](db::Session& session) {
    const auto notice = load_policy_notice(session, reader.notice.id);
    const auto recipient = load_policy_recipient(session, reader.notice.id, reader.recipient.number);
    // Two phones at once: the first opening is kept.
    if (const auto event = open_policy_notice(*notice, *recipient, way, situation_of(call))) save_policy_notice(session, *notice, *event, writer_of(call));
  });
}

std::optional<Refusal> keep_reading(const api::Call& call, db::Session& session, const PolicyReader& reader, ReadingWay way, const std::string& read_by) {
  const PolicyNoticeDecision decision = confirm_policy_notice(reader.notice, reader.recipient, {way, {read_by}, {}, {}}, situation_of(call));
  if (!decision) return decision.refusal();
  save_policy_notice(session, reader.notice, *decision, writer_of(call));
  return std::nullopt;
}

}  // namespace shouwen
