// Who read whose personal data (arts. 6 and 7): for supervision.
#include <charconv>
#include <limits>

#include "api/answers.h"
#include "api/download.h"
#include "api/query.h"
#include "api/routes.h"
#include "base/text.h"
#include "org/accounts.h"

namespace shouwen::api {

struct AccessView {
  std::int64_t id = 0;
  Instant at;
  std::string officer_name, unit_name, subject, fields, reason, address;
  std::string subject_number;  ///< of a case, or the account number of a customer: as people call it; "" = none
};
BOOST_DESCRIBE_STRUCT(AccessView, (), (id, at, officer_name, unit_name, subject, fields, reason, address, subject_number))

namespace {

constexpr std::int64_t page_size = 100, export_batch = 500;
constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();

http::Operation access_log_operation(const char* pattern, const char* id, const char* summary) {
  http::Operation made{"GET", pattern, id, "organisation", summary, "art.6"};
  made.query = {{"subject", "case/12 or customer/7"},
                {"customer_id", "a customer and all his cases", R"({"type":"integer"})"},
                {"officer_id", "who read", R"({"type":"integer"})"},
                {"from", "first day", R"({"type":"string","format":"date"})"},
                {"to", "last day", R"({"type":"string","format":"date"})"},
                {"reason", "words in the reason"}};
  return made;
}

/// Answers of the rooms of cases and customers.
struct SubjectAnswers {
  CustomerCases cases_of_customer;
  CaseNumber number_of_case;
  AccountNumber account_number_of;
};

/// 12 of "case/12".
std::optional<std::int64_t> id_of(const std::string& subject, std::string_view kind) {
  std::int64_t id = 0;
  if (!subject.starts_with(kind) || std::from_chars(subject.data() + kind.size(), subject.data() + subject.size(), id).ec != std::errc()) return std::nullopt;
  return id;
}

/// Nothing if it tells of a case that is kept from this reader.
std::optional<AccessView> view_of(db::Session& session, const Organisation& organisation, const SubjectAnswers& subjects, OfficerId reader, const AccessEntry& entry) {
  AccessView view{entry.id, entry.at, "", "", entry.subject, entry.fields, entry.reason, entry.address, ""};
  if (const auto id = id_of(entry.subject, "case/")) {
    const auto number = subjects.number_of_case(session, organisation, reader, CaseId{*id});
    if (!number) return std::nullopt;
    view.subject_number = *number;
  }
  if (const auto id = id_of(entry.subject, "customer/")) view.subject_number = subjects.account_number_of(session, CustomerId{*id});
  if (const Officer* officer = organisation.officer(entry.officer_id)) {
    view.officer_name = officer->name;
    if (const Unit* unit = organisation.unit(officer->unit_id)) view.unit_name = unit->name;
  }
  return view;
}

/// Who saw a customer: his own record and every case of his.
std::vector<std::string> subjects_of(db::Session& session, const CustomerCases& cases_of_customer, CustomerId customer) {
  std::vector<std::string> subjects = {"customer/" + std::to_string(customer.value)};
  for (const CaseId id : cases_of_customer(session, customer)) subjects.push_back("case/" + std::to_string(id.value));
  return subjects;
}

Result<AccessFilter> filter_of(const Call& call, db::Session& session, const SubjectAnswers& subjects) {
  const auto before = query_number(call, "before");
  if (!before) return before.refusal();
  AccessFilter filter{{}, {}, before->value_or(newest), {}, {}, clean_text(call.request.query_value("reason").value_or(""), false)};
  CustomerId customer;
  std::optional<Date> from, to;
  if (const auto refusal = read_id(call, "officer_id", filter.officer_id)) return *refusal;
  if (const auto refusal = read_id(call, "customer_id", customer)) return *refusal;
  if (const auto refusal = read_date(call, "from", from)) return *refusal;
  if (const auto refusal = read_date(call, "to", to)) return *refusal;
  if (from) filter.from = at_local(*from, 0);
  if (to) filter.to = at_local(to->plus_days(1), 0);
  if (customer) filter.subjects = subjects_of(session, subjects.cases_of_customer, customer);
  if (const std::string subject(call.request.query_value("subject").value_or("")); !subject.empty()) filter.subjects = {subject};
  return filter;
}

http::Response page_answer(const Call& call, db::Session& session, const SubjectAnswers& subjects) {
  const auto filter = filter_of(call, session, subjects);
  if (!filter) return refused(call, filter.refusal());
  Page<AccessView> page;
  const auto entries = read_access_log(session, *filter, page_size);
  for (const AccessEntry& entry : entries)
    if (auto view = view_of(session, *call.organisation, subjects, call.actor.officer_id, entry)) page.items.push_back(*std::move(view));
  if (entries.size() == static_cast<std::size_t>(page_size)) page.next = std::to_string(entries.back().id);
  return answer(page);
}

http::Response export_answer(House& house, const Call& call, db::Session& session, const SubjectAnswers& subjects) {
  const auto filter = filter_of(call, session, subjects);
  if (!filter) return refused(call, filter.refusal());
  const auto rest = std::make_shared<AccessFilter>(*filter);
  const auto next_rows = [&house, rest, subjects, duty = call.said("本职所需", "needed for duty"), organisation = call.organisation, reader = call.actor.officer_id] {
    const auto session = house.readers().borrow();
    TableRows rows;
    // An empty piece is the end: one whose rows are all kept from this reader is passed over.
    for (bool more = true; more && rows.empty();) {
      const auto entries = read_access_log(*session, *rest, export_batch);
      more = !entries.empty();
      for (const AccessEntry& entry : entries) {
        rest->before_id = entry.id;
        const auto view = view_of(*session, *organisation, subjects, reader, entry);
        if (!view) continue;
        rows.push_back({to_iso(view->at).substr(0, 19), view->officer_name, view->unit_name, view->subject_number.empty() ? view->subject : view->subject_number, view->fields,
                        view->reason == "duty" ? duty : view->reason, view->address});
      }
    }
    return rows;
  };
  const std::vector<std::string> heading = call.language == http::Language::zh
                                               ? std::vector<std::string>{"时间", "人员", "部门", "对象", "内容", "原因", "地址"}
                                               : std::vector<std::string>{"Time", "Officer", "Unit", "Subject", "Fields", "Reason", "Address"};
  return download(call, {"access_log", call.said("查看记录", "Access log"), heading, next_rows});
}

}  // namespace

void add_access_log_api(Api& api, const CustomerCases& cases_of_customer, const CaseNumber& number_of_case, const AccountNumber& account_number_of) {
  const SubjectAnswers subjects{cases_of_customer, number_of_case, account_number_of};
  auto log = access_log_operation("/api/v1/access_log", "read_access_log", "Who read whose personal data, newest first");
  log.response_body = json::schema_of<Page<AccessView>>();
  log.query.push_back({"before", "id to go on before", R"({"type":"integer"})"});
  api.read(log, [subjects](const Call& call, db::Session& session) {
    return with_permission(call, "read_access_log", [&] { return page_answer(call, session, subjects); });
  });

  auto exported = access_log_operation("/api/v1/access_log/export", "export_access_log", "The access log as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query.push_back(download_format());
  api.slow(exported, [&api, subjects](const Call& call, db::Session& session) {
    return with_permission(call, "read_access_log", [&] { return export_answer(api.house(), call, session, subjects); });
  });
}

}  // namespace shouwen::api
