// What an event makes of a notice and of a recipient.
#include <algorithm>

#include "policy_notices/policy_notice.h"

namespace shouwen {

namespace {

void write(PolicyNotice& notice, const PolicyNoticeEvent& event) {
  if (event.content) notice.content = *event.content;
  if (event.audience) notice.audience = *event.audience;
  if (event.corrects_id) notice.corrects_id = *event.corrects_id;
  if (event.attachment) notice.attachment = event.attachment;
  if (event.attachment_removed) notice.attachment.reset();
  const OfficerId writer = event.officer_id.value_or(OfficerId{});
  if (std::find(notice.written_by_ids.begin(), notice.written_by_ids.end(), writer) == notice.written_by_ids.end()) notice.written_by_ids.push_back(writer);
}

void send(PolicyNotice& notice, const PolicyNoticeEvent& event) {
  notice.stage = PolicyNoticeStage::sent;
  notice.sent_by_id = event.officer_id.value_or(OfficerId{});
  notice.sent_at = event.at;
  notice.remind_on = event.remind_on;
  notice.recipients = static_cast<std::int64_t>(event.recipients.size());
}

void end(PolicyNotice& notice, PolicyNoticeStage stage, const PolicyNoticeEvent& event) {
  notice.stage = stage;
  notice.ended_by_id = event.officer_id.value_or(OfficerId{});
  notice.ended_at = event.at;
  notice.ended_because = event.because.value_or("");
  notice.superseded_by_id = event.superseded_by_id.value_or(PolicyNoticeId{});
}

/// Readings, links and reminders are no new version: whoever looks at the notice need not look again.
bool is_about_recipients(const PolicyNoticeEvent& event) { return !event.numbers.empty(); }

void count(PolicyNotice& notice, const PolicyNoticeEvent& event) {
  const auto many = static_cast<std::int64_t>(event.numbers.size());
  if (event.kind == "policy_notice_opened") notice.opened += many;
  if (event.kind == "policy_notice_confirmed") notice.confirmed += many;
  if (event.kind == "policy_notice_links_issued") notice.links_issued += many;
}

}  // namespace

PolicyNotice apply(PolicyNotice notice, const PolicyNoticeEvent& event) {
  if (is_about_recipients(event)) {
    count(notice, event);
    return notice;
  }
  ++notice.version;
  if (event.kind == "policy_notice_drafted") {
    notice.drafted_by_id = event.officer_id.value_or(OfficerId{});
    notice.drafted_at = event.at;
  }
  if (event.kind == "policy_notice_drafted" || event.kind == "policy_notice_changed" || event.kind == "policy_notice_attached") write(notice, event);
  if (event.kind == "policy_notice_submitted") {
    notice.stage = PolicyNoticeStage::submitted;
    notice.submitted_at = event.at;
    notice.returned_because.clear();
  }
  if (event.kind == "policy_notice_returned") {
    notice.stage = PolicyNoticeStage::draft;
    notice.returned_because = event.because.value_or("");
  }
  if (event.kind == "policy_notice_approved") {
    notice.stage = PolicyNoticeStage::approved;
    notice.approved_by_id = event.officer_id.value_or(OfficerId{});
    notice.approved_at = event.at;
  }
  if (event.kind == "policy_notice_sent") send(notice, event);
  if (event.kind == "policy_notice_withdrawn") end(notice, PolicyNoticeStage::withdrawn, event);
  if (event.kind == "policy_notice_superseded") end(notice, PolicyNoticeStage::superseded, event);
  return notice;
}

PolicyRecipient apply(PolicyRecipient recipient, const PolicyNoticeEvent& event) {
  if (event.kind == "policy_notice_links_issued") ++recipient.links;
  if (event.kind == "policy_notice_reminded") recipient.reminded_at = event.at;
  if (event.kind == "policy_notice_opened") {
    recipient.opened_at = event.at;
    recipient.opened_way = event.way.value_or(ReadingWay{});
  }
  if (event.kind == "policy_notice_confirmed") {
    recipient.confirmed_at = event.at;
    recipient.confirmed_way = event.way.value_or(ReadingWay{});
    recipient.read_by = event.read_by.value_or("");
    recipient.read_on = event.read_on;
    recipient.words = event.words.value_or("");
    recipient.recorded_by_id = event.officer_id.value_or(OfficerId{});
  }
  return recipient;
}

}  // namespace shouwen
