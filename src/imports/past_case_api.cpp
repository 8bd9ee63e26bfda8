// Looking up past cases over HTTP: for those who may read cases; the texts are the earlier system's.
#include "imports/past_case_api.h"

#include <limits>

#include "api/answers.h"
#include "api/download.h"
#include "imports/past_case_store.h"
#include "regulation/clauses.h"

namespace shouwen {

struct PastCaseView {
  std::int64_t id = 0;
  std::string source, number, category, title, place, result;
  Instant opened_at;
  std::optional<Instant> target_at, closed_at;
  bool on_time = false;
  std::optional<bool> published_on_time;
};
BOOST_DESCRIBE_STRUCT(PastCaseView, (), (id, source, number, category, title, place, result, opened_at, target_at, closed_at, on_time, published_on_time))
struct PastCaseFiguresView {
  std::int64_t cases = 0, on_time = 0, published = 0, equal = 0;
};
BOOST_DESCRIBE_STRUCT(PastCaseFiguresView, (), (cases, on_time, published, equal))

namespace {

using api::Call;

constexpr std::int64_t page_size = 50, export_batch = 500;
constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();

http::Operation past_case_operation(const char* pattern, const char* id, const char* summary) {
  return {"GET", pattern, id, "past cases", summary, clause::art_10_7};
}

PastCaseView view_of(const PastCase& row) {
  return {row.id, row.source, row.number, row.category, row.title, row.place, row.result, row.opened_at, row.target_at, row.closed_at, row.on_time,
          row.published_on_time};
}

http::Response page_answer(const Call& call, db::Session& session) {
  const auto before = api::query_number(call, "before");
  if (!before) return refused(call, before.refusal());
  auto found = search_past_cases(session, call.request.query_value("q").value_or(""), before->value_or(newest), page_size + 1);
  const bool more = static_cast<std::int64_t>(found.size()) > page_size;
  if (more) found.pop_back();
  api::Page<PastCaseView> page;
  for (const PastCase& row : found) page.items.push_back(view_of(row));
  if (more) page.next = std::to_string(found.back().id);
  return api::answer(page);
}

http::Response export_answer(House& house, const Call& call) {
  const bool zh = call.language == http::Language::zh;
  const std::vector<std::string> heading = zh ? std::vector<std::string>{"来源", "编号", "受理时间", "时限", "办结时间", "分类", "内容", "地点", "结果", "按时", "原系统标记"}
                                              : std::vector<std::string>{"Source", "Number", "Opened", "Due", "Closed", "Category", "Text", "Place", "Result", "On time", "Published flag"};
  const auto time = [](const std::optional<Instant>& at) { return at ? to_iso(*at).substr(0, 19) : std::string(); };
  const auto flag = [zh](bool on_time) -> std::string { return on_time ? (zh ? "按时" : "on time") : (zh ? "超时" : "late"); };
  const auto before = std::make_shared<std::int64_t>(newest);
  const auto next_rows = [&house, time, flag, before, typed = std::string(call.request.query_value("q").value_or(""))] {
    const auto session = house.readers().borrow();
    api::TableRows rows;
    for (const PastCase& row : search_past_cases(*session, typed, *before, export_batch)) {
      rows.push_back({row.source, row.number, time(row.opened_at), time(row.target_at), time(row.closed_at), row.category, row.title, row.place, row.result,
                      flag(row.on_time), row.published_on_time ? flag(*row.published_on_time) : ""});
      *before = row.id;
    }
    return rows;
  };
  return api::download(call, {"past_cases", call.said("历史工单", "Past cases"), heading, next_rows});
}

}  // namespace

void add_past_cases_api(api::Api& api) {
  auto list = past_case_operation("/api/v1/past_cases", "list_past_cases", "Cases of an earlier system, newest first");
  list.response_body = json::schema_of<api::Page<PastCaseView>>();
  list.query = {{"q", "words, or a number"}, {"before", "next page", R"({"type":"integer"})"}};
  api.read(list, [](const Call& call, db::Session& session) { return with_permission(call, "read_case", [&] { return page_answer(call, session); }); });

  auto figures = past_case_operation("/api/v1/past_cases/figures", "past_case_figures", "How many were on time, and how many flags agree with ours");
  figures.response_body = json::schema_of<PastCaseFiguresView>();
  api.read(figures, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_case", [&] {
      const PastCaseFigures found = past_case_figures(session);
      return api::answer(PastCaseFiguresView{found.cases, found.on_time, found.published, found.equal});
    });
  });

  auto exported = past_case_operation("/api/v1/past_cases/export", "export_past_cases", "Past cases as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query = {{"q", "words, or a number"}, api::download_format()};
  api.slow(exported, [&api](const Call& call, db::Session&) { return with_permission(call, "export", [&] { return export_answer(api.house(), call); }); });
}

}  // namespace shouwen
