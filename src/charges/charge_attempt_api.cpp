// Refused attempts for supervision: listed, a repetition shown. Art. 9(2).
#include <algorithm>

#include "api/download.h"
#include "api/query.h"
#include "charges/charge_api.h"
#include "charges/charge_desk.h"
#include "regulation/clauses.h"
#include "regulation/price_book.h"

namespace shouwen {

struct ChargeAttemptView {
  ChargeAttemptId id, first_id;
  bool repeated = false;             ///< the same officer tried the same item before
  std::int64_t repeats = 0;          ///< how often it was repeated so far
  Instant at;
  std::string officer_name, unit_name;  ///< "" = from the command line
  ReceiptOrigin origin{};
  std::string payer_name, payer_class_name;
  Date charged_on;
  std::string item, unit;
  std::string item_name;             ///< of a fee the rulebook knows; "" = invented
  std::int64_t quantity_thousandths = 0;
  std::optional<std::int64_t> amount_fen;
  std::string code, clause, why, source, source_number;
};
BOOST_DESCRIBE_STRUCT(ChargeAttemptView, (), (id, first_id, repeated, repeats, at, officer_name, unit_name, origin, payer_name, payer_class_name, charged_on, item, unit, item_name,
                                              quantity_thousandths, amount_fen, code, clause, why, source, source_number))
struct ChargeAttemptsView {
  std::vector<ChargeAttemptView> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ChargeAttemptsView, (), (items, next))

namespace {

using api::Call;

constexpr std::int64_t page_size = 50, longest_page = 200;

std::string fee_name(const Call& call, const std::string& code) {
  for (const FeeItem& fee : price_book_of(*call.rulebook).fees)
    if (fee.code == code) return call.said(fee.name_zh, fee.name_en);
  return {};
}

/// Why not, with the item by its name where the rulebook knows it.
std::string why_not(const Call& call, const ChargeAttempt& attempt) {
  Refusal refusal = attempt.refusal();
  const std::string name = fee_name(call, attempt.wish.item.value);
  for (auto& [key, value] : refusal.values)
    if (key == "item" && value == attempt.wish.item.value && !name.empty()) value = name;
  return http::refusal_text(refusal, call.language);
}

ChargeAttemptView attempt_view(const Call& call, const ListedAttempt& row) {
  const ChargeAttempt& attempt = row.attempt;
  ChargeAttemptView view{attempt.id, attempt.first_id, attempt.first_id != attempt.id, row.repeats, attempt.at, officer_name(call, attempt.officer_id),
                         unit_name(call, attempt.unit_id), attempt.origin, payer_name(attempt.payer), class_words(call, attempt.payer.payer_class), attempt.charged_on,
                         attempt.wish.item.value, attempt.wish.unit.value, fee_name(call, attempt.wish.item.value), attempt.wish.quantity_thousandths, attempt.wish.amount_fen, attempt.code, attempt.clause,
                         why_not(call, attempt), attempt.source, attempt.source_number};
  return view;
}

std::vector<http::QueryParameter> filter_query() {
  return {{"from", "on this day or later", R"({"type":"string","format":"date"})"}, {"to", "the last such day", R"({"type":"string","format":"date"})"},
          {"officer_id", "who tried", R"({"type":"integer"})"}, {"origin", "counter or imported"}, {"repeated", "only repetitions", R"({"type":"boolean"})"}};
}

Result<AttemptFilter> filter_of(const Call& call) {
  AttemptFilter filter;
  if (auto bad = api::read_date(call, "from", filter.from)) return *bad;
  if (auto bad = api::read_date(call, "to", filter.to)) return *bad;
  if (auto bad = api::read_id(call, "officer_id", filter.officer_id)) return *bad;
  if (auto bad = api::read_enum(call, "origin", filter.origin)) return *bad;
  filter.repeated_only = call.request.query_value("repeated").value_or("") == "true";
  return filter;
}

http::Response attempts_answer(const Call& call, db::Session& session, const AttemptFilter& filter) {
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
  const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
  auto listed = list_attempts(session, filter, ChargeAttemptId{after->value_or(0)}, rows + 1);
  const bool more = static_cast<std::int64_t>(listed.size()) > rows;
  if (more) listed.pop_back();
  ChargeAttemptsView view;
  for (const ListedAttempt& row : listed) view.items.push_back(attempt_view(call, row));
  if (more) view.next = std::to_string(listed.back().attempt.id.value);
  return api::answer(view);
}

struct ExportQuestion {
  Call call;
  AttemptFilter filter;
  ChargeAttemptId after;
};

http::Response export_answer(House& house, const Call& call, const AttemptFilter& filter) {
  const std::vector<std::string> heading =
      call.language == http::Language::zh ? std::vector<std::string>{"时间", "人员", "部门", "来源", "交费人", "类别", "收费日期", "项目", "数量", "单位", "为什么拒绝", "条款", "重复"}
                                          : std::vector<std::string>{"Time", "Officer", "Unit", "From", "Payer", "Class", "Charged on", "Item", "Quantity", "Unit of measure", "Why refused", "Clause", "Repeated"};
  const auto question = std::make_shared<ExportQuestion>(ExportQuestion{without_request(call), filter, {}});
  const auto next_rows = [&house, question] {
    const auto session = house.readers().borrow();
    api::TableRows rows;
    for (const ListedAttempt& row : list_attempts(*session, question->filter, question->after, longest_page)) {
      const ChargeAttemptView view = attempt_view(question->call, row);
      rows.push_back({to_iso(view.at).substr(0, 19), view.officer_name, view.unit_name, view.source.empty() ? std::string() : view.source + " " + view.source_number,
                      view.payer_name, view.payer_class_name, to_iso(view.charged_on), view.item, quantity_text(view.quantity_thousandths),
                      view.unit, view.why, view.clause, view.repeated ? question->call.said("是", "yes") : std::string()});
      question->after = view.id;
    }
    return rows;
  };
  return api::download(call, {"refused_charges", call.said("被拒收费", "Refused charges"), heading, next_rows});
}

}  // namespace

void add_charge_attempts_api(api::Api& api) {
  auto list = charge_operation("GET", "/charge_attempts", "list_charge_attempts", "Charges that were tried and refused, newest first", clause::art_9_2);
  list.response_body = json::schema_of<ChargeAttemptsView>();
  list.query = filter_query();
  list.query.push_back({"after", "next page", R"({"type":"integer"})"});
  list.query.push_back({"limit", "rows", R"({"type":"integer"})"});
  api.read(list, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_charge_attempts", [&] {
      const auto filter = filter_of(call);
      return filter ? attempts_answer(call, session, *filter) : refused(call, filter.refusal());
    });
  });

  auto exported = charge_operation("GET", "/charge_attempts/export", "export_charge_attempts", "Refused charges as CSV or XLSX", clause::art_9_2);
  exported.response_content_type = "text/csv";
  exported.query = filter_query();
  exported.query.push_back(api::download_format());
  api.slow(exported, [&api](const Call& call, db::Session&) {
    return with_permission(call, "read_charge_attempts", [&] {
      const auto filter = filter_of(call);
      return filter ? with_permission(call, "export", [&] { return export_answer(api.house(), call, *filter); }) : refused(call, filter.refusal());
    });
  });
}

}  // namespace shouwen
