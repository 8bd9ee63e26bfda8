// Who read whose personal data (arts. 6 and 7): for supervision.
#include <limits>

#include "api/answers.h"
#include "api/download.h"
#include "api/routes.h"
#include "org/accounts.h"

namespace shouwen::api {

struct AccessView {
  std::int64_t id = 0;
  Instant at;
  std::string officer_name, unit_name, subject, fields, reason, address;
};
BOOST_DESCRIBE_STRUCT(AccessView, (), (id, at, officer_name, unit_name, subject, fields, reason, address))

namespace {

constexpr std::int64_t page_size = 100, export_batch = 500;
constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();

http::Operation operation(const char* pattern, const char* id, const char* summary) {
  http::Operation made;
  made.method = "GET";
  made.pattern = pattern;
  made.operation_id = id;
  made.tag = "organisation";
  made.summary = summary;
  made.clause = "art.6";
  made.query = {{"subject", "case/12 or customer/7"}, {"officer_id", "who read", R"({"type":"integer"})"}};
  return made;
}

AccessView view_of(const Organisation& organisation, const AccessEntry& entry) {
  AccessView view{entry.id, entry.at, "", "", entry.subject, entry.fields, entry.reason, entry.address};
  if (const Officer* officer = organisation.officer(entry.officer_id)) {
    view.officer_name = officer->name;
    if (const Unit* unit = organisation.unit(officer->unit_id)) view.unit_name = unit->name;
  }
  return view;
}

Result<AccessFilter> filter_of(const Call& call) {
  const auto officer = query_number(call, "officer_id"), before = query_number(call, "before");
  if (!officer || !before) return officer ? before.refusal() : officer.refusal();
  return AccessFilter{std::string(call.request.query_value("subject").value_or("")), OfficerId{officer->value_or(0)}, before->value_or(newest)};
}

http::Response page_answer(const Call& call, db::Session& session) {
  const auto filter = filter_of(call);
  if (!filter) return refused(call, filter.refusal());
  Page<AccessView> page;
  for (const AccessEntry& entry : read_access_log(session, *filter, page_size)) page.items.push_back(view_of(*call.organisation, entry));
  if (page.items.size() == static_cast<std::size_t>(page_size)) page.next = std::to_string(page.items.back().id);
  return answer(page);
}

http::Response export_answer(House& house, const Call& call) {
  const auto filter = filter_of(call);
  if (!filter) return refused(call, filter.refusal());
  const auto rest = std::make_shared<AccessFilter>(*filter);
  const auto next_rows = [&house, rest, organisation = call.organisation] {
    const auto session = house.readers().borrow();
    TableRows rows;
    for (const AccessEntry& entry : read_access_log(*session, *rest, export_batch)) {
      const AccessView view = view_of(*organisation, entry);
      rows.push_back({to_iso(view.at).substr(0, 19), view.officer_name, view.unit_name, view.subject, view.fields, view.reason, view.address});
      rest->before_id = entry.id;
    }
    return rows;
  };
  const std::vector<std::string> heading = call.language == http::Language::zh
                                               ? std::vector<std::string>{"时间", "人员", "部门", "对象", "内容", "原因", "地址"}
                                               : std::vector<std::string>{"Time", "Officer", "Unit", "Subject", "Fields", "Reason", "Address"};
  return download(call, {"access_log", call.said("查看记录", "Access log"), heading, next_rows});
}

}  // namespace

void add_access_log_api(Api& api) {
  auto log = operation("/api/v1/access_log", "read_access_log", "Who read whose personal data, newest first");
  log.response_body = json::schema_of<Page<AccessView>>();
  log.query.push_back({"before", "id to go on before", R"({"type":"integer"})"});
  api.read(log, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_access_log", [&] { return page_answer(call, session); });
  });

  auto exported = operation("/api/v1/access_log/export", "export_access_log", "The access log as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query.push_back(download_format());
  api.slow(exported, [&api](const Call& call, db::Session&) {
    return with_permission(call, "read_access_log", [&] { return export_answer(api.house(), call); });
  });
}

}  // namespace shouwen::api
