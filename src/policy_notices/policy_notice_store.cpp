// Every change and every reading of a notice is an event; the rows beside it are what the events give.
#include "policy_notices/policy_notice_store.h"

#include <limits>
#include <map>

#include "customers/customer_file_store.h"
#include "json/stored.h"
#include "org/secret.h"
#include "policy_notices/policy_notice_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::string_view stream_prefix = "policy_notice/";
constexpr const char* recipient_columns = "SELECT r.state FROM policy_notice_recipient r";

std::string stream_of(PolicyNoticeId id) { return std::string(stream_prefix) + std::to_string(id.value); }

std::optional<std::int64_t> day_of(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>(date->days) : std::nullopt; }
std::optional<Date> sent_on(const PolicyNotice& notice) { return notice.sent_at ? std::optional(local_date(*notice.sent_at)) : std::nullopt; }
std::int64_t waiting_of(const PolicyNotice& notice) { return notice.stage == PolicyNoticeStage::sent ? notice.recipients - notice.confirmed : 0; }
/// While he waits and the notice is in force.
std::optional<Date> remind_on(const PolicyNotice& notice, const PolicyRecipient& recipient) {
  return notice.stage == PolicyNoticeStage::sent && !recipient.confirmed_at ? notice.remind_on : std::nullopt;
}

void write_notice(db::Session& session, const PolicyNotice& notice) {
  session.run("INSERT INTO policy_notice (id, version, stage, title, drafted_by_id, sent_on, waiting, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT (id) DO UPDATE SET"
              " version=excluded.version, stage=excluded.stage, title=excluded.title, sent_on=excluded.sent_on, waiting=excluded.waiting, state=excluded.state",
              notice.id, notice.version, static_cast<std::int64_t>(notice.stage), notice.content.title.value, notice.drafted_by_id, day_of(sent_on(notice)), waiting_of(notice),
              json::to_text(notice));
}

void write_recipient(db::Session& session, const PolicyNotice& notice, const PolicyRecipient& recipient) {
  session.run("INSERT OR REPLACE INTO policy_notice_recipient (notice_id, number, customer_id, account_manager_id, opened_at, confirmed_at, reminded_at, remind_on, state)"
              " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
              notice.id, recipient.number, recipient.customer_id, recipient.account_manager_id, recipient.opened_at, recipient.confirmed_at, recipient.reminded_at,
              day_of(remind_on(notice, recipient)), json::to_text(recipient));
}

std::vector<PolicyRecipient> recipients_of(const PolicyNoticeEvent& sending) {
  std::vector<PolicyRecipient> rows;
  for (const FrozenRecipient& one : sending.recipients) {
    PolicyRecipient row;
    row.number = static_cast<std::int64_t>(rows.size()) + 1;
    row.customer_id = one.customer_id;
    row.account_manager_id = one.account_manager_id;
    rows.push_back(std::move(row));
  }
  return rows;
}

void write_recipients_after(db::Session& session, const PolicyNotice& after, const PolicyNoticeEvent& event) {
  for (const PolicyRecipient& fresh : recipients_of(event)) write_recipient(session, after, fresh);
  for (const std::int64_t number : event.numbers)
    if (const auto known = load_policy_recipient(session, after.id, number)) write_recipient(session, after, apply(*known, event));
  if (after.stage == PolicyNoticeStage::withdrawn || after.stage == PolicyNoticeStage::superseded)
    session.run("UPDATE policy_notice_recipient SET remind_on = NULL WHERE notice_id = ?1 AND remind_on IS NOT NULL", after.id);
}

std::int64_t append(db::Session& session, PolicyNoticeId id, const PolicyNoticeEvent& event, const PolicyNoticeWriter& writer) {
  db::NewEntry entry;
  entry.stream = stream_of(id);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_11_6_2;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = json::to_text(event);
  return db::append(session, {entry});
}

/// LIKE without its own wildcards.
std::string like_of(const std::string& words) {
  std::string pattern = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

std::vector<ReceivedNotice> received(db::Query& query) {
  std::vector<ReceivedNotice> found;
  while (query.step()) found.push_back({json::stored<PolicyNotice>(query.text(0)), json::stored<PolicyRecipient>(query.text(1))});
  return found;
}

}  // namespace

std::optional<PolicyNotice> load_policy_notice(db::Session& session, PolicyNoticeId id) {
  auto query = session.query("SELECT state FROM policy_notice WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return json::stored<PolicyNotice>(query.text(0));
}

PolicyNotice add_policy_notice(db::Session& session, const PolicyNoticeEvent& event, const PolicyNoticeWriter& writer) {
  PolicyNotice before;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM policy_notice");
    query.step();
    before.id = PolicyNoticeId{query.integer(0)};
  }
  return save_policy_notice(session, before, event, writer).notice;
}

SavedPolicyNotice save_policy_notice(db::Session& session, const PolicyNotice& before, const PolicyNoticeEvent& event, const PolicyNoticeWriter& writer) {
  const PolicyNotice after = apply(before, event);
  const std::int64_t number = append(session, after.id, event, writer);
  write_notice(session, after);
  write_recipients_after(session, after, event);
  return {after, number};
}

std::vector<PolicyNotice> list_policy_notices(db::Session& session, const PolicyNoticeFilter& filter, PolicyNoticeId after, std::int64_t limit) {
  auto query = session.query("SELECT state FROM policy_notice WHERE (?1 = 0 OR id < ?1) AND (?2 < 0 OR stage = ?2) AND (?3 = '' OR title LIKE ?3 ESCAPE '\\')"
                             " AND (sent_on >= ?4 OR ?4 IS NULL) AND (sent_on <= ?5 OR ?5 IS NULL) AND (?6 = 0 OR waiting > 0) ORDER BY id DESC LIMIT ?7");
  query.bind(1, after.value).bind(2, filter.stage ? static_cast<std::int64_t>(*filter.stage) : std::int64_t{-1});
  query.bind(3, filter.words.empty() ? std::string() : like_of(filter.words));
  db::Session::bind_value(query, 4, day_of(filter.from));
  db::Session::bind_value(query, 5, day_of(filter.to));
  query.bind(6, std::int64_t{filter.waiting}).bind(7, limit);
  std::vector<PolicyNotice> found;
  while (query.step()) found.push_back(json::stored<PolicyNotice>(query.text(0)));
  return found;
}

std::vector<PolicyNoticeStep> policy_notice_story(db::Session& session, PolicyNoticeId id) {
  std::vector<PolicyNoticeStep> steps;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id)))
    if (entry.kind != "policy_notice_opened" && entry.kind != "policy_notice_confirmed") steps.push_back({entry.stream_number, entry.kind, json::stored<PolicyNoticeEvent>(entry.payload)});
  return {steps.rbegin(), steps.rend()};
}

std::optional<PolicyRecipient> load_policy_recipient(db::Session& session, PolicyNoticeId id, std::int64_t number) {
  auto query = session.query(std::string(recipient_columns) + " WHERE r.notice_id = ?1 AND r.number = ?2");
  query.bind(1, id.value).bind(2, number);
  if (!query.step()) return std::nullopt;
  return json::stored<PolicyRecipient>(query.text(0));
}

std::optional<PolicyRecipient> find_policy_recipient(db::Session& session, PolicyNoticeId id, CustomerId customer) {
  auto query = session.query(std::string(recipient_columns) + " WHERE r.notice_id = ?1 AND r.customer_id IN " + merged_customers_sql("?2") + " ORDER BY r.number LIMIT 1");
  query.bind(1, id.value).bind(2, customer.value);
  if (!query.step()) return std::nullopt;
  return json::stored<PolicyRecipient>(query.text(0));
}

std::vector<PolicyRecipient> list_policy_recipients(db::Session& session, PolicyNoticeId id, bool open_only, const RecipientPlace& after, std::int64_t limit) {
  auto query = session.query(std::string(recipient_columns) + " WHERE r.notice_id = ?1 AND (?2 = 0 OR r.confirmed_at IS NULL)"
                             " AND (CASE WHEN r.confirmed_at IS NULL THEN 0 ELSE 1 END, r.number) > (?3, ?4) ORDER BY r.confirmed_at IS NOT NULL, r.number LIMIT ?5");
  query.bind(1, id.value).bind(2, std::int64_t{open_only}).bind(3, std::int64_t{after.confirmed}).bind(4, after.number).bind(5, limit);
  std::vector<PolicyRecipient> rows;
  while (query.step()) rows.push_back(json::stored<PolicyRecipient>(query.text(0)));
  return rows;
}

bool some_wait_of_manager(db::Session& session, PolicyNoticeId id, OfficerId manager) {
  auto query = session.query("SELECT 1 FROM policy_notice_recipient WHERE notice_id = ?1 AND confirmed_at IS NULL AND account_manager_id = ?2 LIMIT 1");
  query.bind(1, id.value).bind(2, manager.value);
  return query.step();
}

std::vector<ReceivedNotice> received_notices(db::Session& session, CustomerId customer, std::int64_t limit) {
  auto query = session.query("SELECT n.state, r.state FROM policy_notice_recipient r JOIN policy_notice n ON n.id = r.notice_id WHERE r.customer_id IN " + merged_customers_sql("?1") +
                             " ORDER BY r.notice_id DESC, r.number LIMIT ?2");
  query.bind(1, customer.value).bind(2, limit);
  return received(query);
}

std::vector<ReceivedNotice> overdue_notices(db::Session& session, std::int64_t limit) {
  auto query = session.query("SELECT n.state, r.state FROM policy_notice_recipient r JOIN policy_notice n ON n.id = r.notice_id"
                             " WHERE r.remind_on IS NOT NULL AND r.reminded_at IS NOT NULL ORDER BY r.notice_id, r.number LIMIT ?1");
  query.bind(1, limit);
  return received(query);
}

std::vector<CustomerId> customers_with_overdue_notices(db::Session& session) {
  auto query = session.query("SELECT DISTINCT customer_id FROM policy_notice_recipient WHERE remind_on IS NOT NULL AND reminded_at IS NOT NULL ORDER BY 1");
  std::vector<CustomerId> found;
  while (query.step()) found.push_back(CustomerId{query.integer(0)});
  return found;
}

std::vector<DueRecipient> recipients_to_remind_of(db::Session& session, Date today, std::int64_t limit) {
  auto query = session.query("SELECT notice_id, number, customer_id FROM policy_notice_recipient WHERE remind_on IS NOT NULL AND reminded_at IS NULL AND remind_on <= ?1"
                             " ORDER BY notice_id, number LIMIT ?2");
  query.bind(1, std::int64_t{today.days}).bind(2, limit);
  std::vector<DueRecipient> found;
  while (query.step()) found.push_back({PolicyNoticeId{query.integer(0)}, query.integer(1), CustomerId{query.integer(2)}});
  return found;
}

void add_policy_link(db::Session& session, const std::string& secret, const PolicyLink& link) {
  auto query = session.query("INSERT INTO policy_notice_token (token_hash, notice_id, number) VALUES (?1, ?2, ?3)");
  query.bind_blob(1, secret_hash(secret)).bind(2, link.notice_id.value).bind(3, link.number);
  query.step();
}

std::optional<PolicyLink> find_policy_link(db::Session& session, std::string_view secret) {
  auto query = session.query("SELECT notice_id, number FROM policy_notice_token WHERE token_hash = ?1");
  const std::string hash = secret_hash(secret);
  query.bind_blob(1, hash);
  if (!query.step()) return std::nullopt;
  return PolicyLink{PolicyNoticeId{query.integer(0)}, query.integer(1)};
}

std::vector<PolicyAttachment> policy_attachments(db::Session& session) {
  std::vector<PolicyAttachment> found;
  auto query = session.query("SELECT state FROM policy_notice ORDER BY id");
  while (query.step())
    if (auto notice = json::stored<PolicyNotice>(query.text(0)); notice.attachment) found.push_back(*std::move(notice.attachment));
  return found;
}

namespace {

void verify_rows(db::Session& session, const PolicyNotice& rebuilt, const std::map<std::int64_t, PolicyRecipient>& rows, std::vector<std::string>& differences) {
  auto query = session.query("SELECT number, customer_id, account_manager_id, opened_at, confirmed_at, reminded_at, remind_on, state FROM policy_notice_recipient WHERE notice_id = ?1");
  query.bind(1, rebuilt.id.value);
  std::size_t kept = 0;
  const auto same = [&query](int column, const auto& expected) {
    return query.is_null(column) ? !expected.has_value() : expected.has_value() && query.integer(column) == *expected;
  };
  const auto seconds = [](const std::optional<Instant>& at) { return at ? std::optional(at->seconds) : std::nullopt; };
  while (query.step()) {
    ++kept;
    const auto found = rows.find(query.integer(0));
    const bool good = found != rows.end() && json::stored<PolicyRecipient>(query.text(7)) == found->second && query.integer(1) == found->second.customer_id.value &&
                      query.integer(2) == found->second.account_manager_id.value && same(3, seconds(found->second.opened_at)) && same(4, seconds(found->second.confirmed_at)) &&
                      same(5, seconds(found->second.reminded_at)) && same(6, day_of(remind_on(rebuilt, found->second)));
    if (!good) differences.push_back(stream_of(rebuilt.id) + ": recipient " + std::to_string(query.integer(0)) + " is not what its events make");
  }
  if (kept != rows.size()) differences.push_back(stream_of(rebuilt.id) + ": " + std::to_string(kept) + " recipients, " + std::to_string(rows.size()) + " by the journal");
}

void verify_one(db::Session& session, PolicyNoticeId id, std::vector<std::string>& differences) {
  PolicyNotice rebuilt;
  rebuilt.id = id;
  std::map<std::int64_t, PolicyRecipient> rows;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) {
    const auto event = json::stored<PolicyNoticeEvent>(entry.payload);
    rebuilt = apply(std::move(rebuilt), event);
    for (const PolicyRecipient& fresh : recipients_of(event)) rows.emplace(fresh.number, fresh);
    for (const std::int64_t number : event.numbers)
      if (const auto row = rows.find(number); row != rows.end()) row->second = apply(row->second, event);
      else differences.push_back(stream_of(id) + ": no recipient " + std::to_string(number));
  }
  {
    auto query = session.query("SELECT state FROM policy_notice WHERE id = ?1 AND version = ?2 AND stage = ?3 AND title = ?4 AND drafted_by_id = ?5 AND sent_on IS ?6 AND waiting = ?7");
    query.bind(1, id.value).bind(2, rebuilt.version).bind(3, static_cast<std::int64_t>(rebuilt.stage)).bind(4, rebuilt.content.title.value).bind(5, rebuilt.drafted_by_id.value);
    db::Session::bind_value(query, 6, day_of(sent_on(rebuilt)));
    query.bind(7, waiting_of(rebuilt));
    if (!query.step() || json::stored<PolicyNotice>(query.text(0)) != rebuilt) differences.push_back(stream_of(id) + ": journal " + json::to_text(rebuilt) + " differs from what is stored");
  }
  verify_rows(session, rebuilt, rows, differences);
}

}  // namespace

PolicyNoticesVerified verify_policy_notices(db::Session& session) {
  PolicyNoticesVerified verified;
  std::vector<std::int64_t> ids;
  {
    auto query = session.query("SELECT id FROM policy_notice UNION SELECT notice_id FROM policy_notice_recipient UNION SELECT stream_id FROM event WHERE stream_kind = 'policy_notice' ORDER BY 1");
    while (query.step()) ids.push_back(query.integer(0));
  }
  for (const std::int64_t id : ids) verify_one(session, PolicyNoticeId{id}, verified.differences);
  verified.notices = static_cast<std::int64_t>(ids.size());
  return verified;
}

}  // namespace shouwen
