// Policy notices in the database: state, journal (stream policy_notice/ID), recipients, links. All SQL of this room. Art. 11(6)(2).
#pragma once

#include "db/journal.h"
#include "db/session.h"
#include "policy_notices/policy_notice.h"

namespace shouwen {

struct PolicyNoticeWriter {
  OfficerId officer_id;            ///< 0 = the house's clock, below 0 = the public
  Instant now;
  std::int64_t rulebook_version = 0;
};
inline constexpr OfficerId reading_customer{-1};

std::optional<PolicyNotice> load_policy_notice(db::Session& session, PolicyNoticeId id);
/// A new notice with its first event.
PolicyNotice add_policy_notice(db::Session& session, const PolicyNoticeEvent& event, const PolicyNoticeWriter& writer);
struct SavedPolicyNotice {
  PolicyNotice notice;
  std::int64_t journal_number = 0;
};
/// The event into the journal; notice and recipients after it, in the same transaction.
SavedPolicyNotice save_policy_notice(db::Session& session, const PolicyNotice& before, const PolicyNoticeEvent& event, const PolicyNoticeWriter& writer);

struct PolicyNoticeFilter {
  std::optional<PolicyNoticeStage> stage;
  std::string words;               ///< in the title
  std::optional<Date> from, to;    ///< of the day it was sent; both count
  bool waiting = false;            ///< sent, and somebody has not confirmed
};
/// Newest first, behind a notice; 0: from the beginning.
std::vector<PolicyNotice> list_policy_notices(db::Session& session, const PolicyNoticeFilter& filter, PolicyNoticeId after, std::int64_t limit);

struct PolicyNoticeStep {
  std::int64_t number = 0;         ///< in the stream
  std::string kind;
  PolicyNoticeEvent event;
};
/// What people of the bureau did, newest first: links and reminders too, readings not.
std::vector<PolicyNoticeStep> policy_notice_story(db::Session& session, PolicyNoticeId id);
std::optional<PolicyRecipient> load_policy_recipient(db::Session& session, PolicyNoticeId id, std::int64_t number);
std::optional<PolicyRecipient> find_policy_recipient(db::Session& session, PolicyNoticeId id, CustomerId customer);
/// Open ones first, then by number; behind a place in that order.
struct RecipientPlace {
  bool confirmed = false;
  std::int64_t number = 0;
};
std::vector<PolicyRecipient> list_policy_recipients(db::Session& session, PolicyNoticeId id, bool open_only, const RecipientPlace& after, std::int64_t limit);

/// Whether somebody has not confirmed whom this officer answered for when it was sent.
bool some_wait_of_manager(db::Session& session, PolicyNoticeId id, OfficerId manager);

/// What a customer got.
struct ReceivedNotice {
  PolicyNotice notice;
  PolicyRecipient recipient;
};
/// Newest first; also what went to files that were merged into his.
std::vector<ReceivedNotice> received_notices(db::Session& session, CustomerId customer, std::int64_t limit);
/// Told of and still not confirmed, oldest first.
std::vector<ReceivedNotice> overdue_notices(db::Session& session, std::int64_t limit);
/// Customers of them.
std::vector<CustomerId> customers_with_overdue_notices(db::Session& session);

struct DueRecipient {
  PolicyNoticeId notice_id;
  std::int64_t number = 0;
  CustomerId customer_id;
};
/// Not confirmed by the day and nobody told yet, in order of notices.
std::vector<DueRecipient> recipients_to_remind_of(db::Session& session, Date today, std::int64_t limit);

/// A link is known by the hash of its secret.
struct PolicyLink {
  PolicyNoticeId notice_id;
  std::int64_t number = 0;
};
void add_policy_link(db::Session& session, const std::string& secret, const PolicyLink& link);
std::optional<PolicyLink> find_policy_link(db::Session& session, std::string_view secret);

/// Attachments of all notices, to look whether their files are as they were.
std::vector<PolicyAttachment> policy_attachments(db::Session& session);
struct PolicyNoticesVerified {
  std::int64_t notices = 0;
  std::vector<std::string> differences;  ///< rows that are not what their events make
};
PolicyNoticesVerified verify_policy_notices(db::Session& session);

}  // namespace shouwen
