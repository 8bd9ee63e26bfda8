// Reading receipts: the register, one receipt, a day's account, the register to take away. Art. 9(2).
#include <algorithm>

#include "api/download.h"
#include "api/query.h"
#include "charges/charge_api.h"
#include "charges/charge_desk.h"
#include "charges/day_account.h"
#include "customers/customer_file_store.h"
#include "regulation/clauses.h"

namespace shouwen {

struct CancellationView {
  std::string asked_by_name, reason;
  Instant asked_at;
  std::string decided_by_name, words;
  std::optional<Instant> decided_at;
  bool agreed = false;
};
BOOST_DESCRIBE_STRUCT(CancellationView, (), (asked_by_name, reason, asked_at, decided_by_name, words, decided_at, agreed))
struct ReceiptView {
  ReceiptRowView receipt;
  std::string remarks, case_number, code, source;
  CaseId case_id;
  ReceiptId cancels_id, cancelled_by_id;
  std::string cancelled_by_number;
  std::vector<CancellationView> cancellations;  ///< oldest first
  std::vector<std::string> actions;             ///< verbs that state and grants allow this reader
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (), (receipt, remarks, case_number, code, source, case_id, cancels_id, cancelled_by_id, cancelled_by_number, cancellations, actions))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, longest_page = 200, export_batch = 500;

std::vector<http::QueryParameter> filter_query() {
  return {{"from", "issued on this day or later", R"({"type":"string","format":"date"})"},
          {"to", "the last such day", R"({"type":"string","format":"date"})"},
          {"officer_id", "who took it", R"({"type":"integer"})"},
          {"customer_id", "of one customer", R"({"type":"integer"})"},
          {"state", "issued, cancellation_asked, cancelled, counter_entry"},
          {"origin", "counter or imported"},
          {"item", "code of an item on it"}};
}

Result<ReceiptFilter> filter_of(const Call& call) {
  ReceiptFilter filter;
  if (auto bad = api::read_date(call, "from", filter.from)) return *bad;
  if (auto bad = api::read_date(call, "to", filter.to)) return *bad;
  if (auto bad = api::read_id(call, "officer_id", filter.officer_id)) return *bad;
  if (auto bad = api::read_id(call, "customer_id", filter.customer_id)) return *bad;
  if (auto bad = api::read_enum(call, "state", filter.state)) return *bad;
  if (auto bad = api::read_enum(call, "origin", filter.origin)) return *bad;
  filter.item = call.request.query_value("item").value_or("");
  return filter;
}

template <class Next>
http::Response with_filter(const Call& call, Next&& next) {
  return with_permission(call, "read_receipts", [&] {
    const auto filter = filter_of(call);
    return filter ? next(*filter) : refused(call, filter.refusal());
  });
}

http::Response page_answer(const Call& call, db::Session& session, const ReceiptFilter& filter) {
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
  const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
  auto receipts = list_receipts(session, filter, ReceiptId{after->value_or(0)}, rows + 1);
  const bool more = static_cast<std::int64_t>(receipts.size()) > rows;
  if (more) receipts.pop_back();
  api::Page<ReceiptRowView> page;
  for (const Receipt& receipt : receipts) page.items.push_back(receipt_row_view(call, receipt));
  if (more) page.next = std::to_string(receipts.back().id.value);
  return api::answer(page);
}

std::vector<std::string> actions_on(const Call& call, const Receipt& receipt) {
  std::vector<std::string> actions;
  const auto add = [&](const char* verb) {
    if (!refuse_unless_may(call, verb, receipt.unit_id, receipt.officer_id)) actions.emplace_back(verb);
  };
  if (receipt.state == ReceiptState::issued) add("ask_cancellation");
  if (receipt.state == ReceiptState::cancellation_asked && receipt.questions.back().asked_by_id != call.actor.officer_id) add("decide_cancellation");
  return actions;
}

ReceiptView receipt_view(Api& api, const Call& call, db::Session& session, const Receipt& receipt) {
  ReceiptView view{receipt_row_view(call, receipt), receipt.remarks.value, receipt.case_number, receipt_code(api.house(), session, receipt.id), receipt.source, receipt.case_id,
                   receipt.cancels_id, receipt.cancelled_by_id, "", {}, actions_on(call, receipt)};
  if (const auto entry = load_receipt(session, receipt.cancelled_by_id)) view.cancelled_by_number = number_text(*entry);
  for (const CancellationQuestion& question : receipt.questions)
    view.cancellations.push_back({officer_name(call, question.asked_by_id), question.reason.value, question.asked_at, officer_name(call, question.decided_by_id), question.words.value,
                                  question.decided_at, question.agreed});
  return view;
}

struct ExportQuestion {
  Call call;  ///< without its request: that one is gone when rows are read
  ReceiptFilter filter;
  ReceiptId after;
};

std::string state_words(const Call& call, ReceiptState state) {
  switch (state) {
    case ReceiptState::issued: return call.said("有效", "valid");
    case ReceiptState::cancellation_asked: return call.said("申请冲销", "cancellation asked");
    case ReceiptState::cancelled: return call.said("已冲销", "cancelled");
    case ReceiptState::counter_entry: return call.said("冲销", "counter-entry");
  }
  return {};
}

/// One row for a line, so that sums of items can be made of it.
void add_export_rows(api::TableRows& rows, const Call& call, const Receipt& receipt) {
  const ReceiptRowView view = receipt_row_view(call, receipt);
  for (const ChargeLineView& line : view.lines)
    rows.push_back({view.number, to_iso(view.issued_at).substr(0, 19), view.unit_name, view.officer_name, view.payer_name, view.payer_class_name, line.code, line.name,
                    std::to_string(line.number), quantity_text(line.quantity_thousandths), line.unit, line.unit_price, yuan_text(line.amount_fen), view.payment_way_name,
                    state_words(call, view.state), view.cancels_number});
}

http::Response export_answer(House& house, const Call& call, const ReceiptFilter& filter) {
  const std::vector<std::string> heading =
      call.language == http::Language::zh
          ? std::vector<std::string>{"收据号", "时间", "部门", "收费员", "交费人", "类别", "项目代码", "项目", "价目表号", "数量", "单位", "单价", "金额", "方式", "状态", "冲销的收据"}
          : std::vector<std::string>{"Receipt", "Time", "Unit", "Clerk", "Payer", "Class", "Item code", "Item", "Price list", "Quantity", "Unit of measure", "Unit price", "Yuan", "Paid by", "State", "Cancels"};
  const auto question = std::make_shared<ExportQuestion>(ExportQuestion{without_request(call), filter, {}});
  const auto next_rows = [&house, question] {
    const auto session = house.readers().borrow();
    api::TableRows rows;
    for (const Receipt& receipt : list_receipts(*session, question->filter, question->after, export_batch)) {
      add_export_rows(rows, question->call, receipt);
      question->after = receipt.id;
    }
    return rows;
  };
  return api::download(call, {"receipts", call.said("收费台账", "Charges"), heading, next_rows});
}

void add_lists(Api& api) {
  auto list = charge_operation("GET", "/receipts", "list_receipts", "The register of receipts, newest first", clause::art_9_2);
  list.response_body = json::schema_of<api::Page<ReceiptRowView>>();
  list.query = filter_query();
  list.query.push_back({"after", "next page", R"({"type":"integer"})"});
  list.query.push_back({"limit", "rows", R"({"type":"integer"})"});
  api.read(list, [](const Call& call, db::Session& session) { return with_filter(call, [&](const ReceiptFilter& filter) { return page_answer(call, session, filter); }); });

  auto exported = charge_operation("GET", "/receipts/export", "export_receipts", "The register as CSV or XLSX, a row for each line", clause::art_9_2);
  exported.response_content_type = "text/csv";
  exported.query = filter_query();
  exported.query.push_back(api::download_format());
  api.slow(exported, [&api](const Call& call, db::Session&) {
    return with_filter(call, [&](const ReceiptFilter& filter) { return with_permission(call, "export", [&] { return export_answer(api.house(), call, filter); }); });
  });
}

}  // namespace

void add_receipt_reads_api(Api& api) {
  add_lists(api);
  auto day = charge_operation("GET", "/receipt_days/{date}", "read_receipt_day", "What the counters took on a day, by item, by clerk and by way of payment", clause::art_9_2);
  day.response_body = json::schema_of<DayAccount>();
  api.read(day, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_receipts", [&] {
      const auto on = parse_date(call.request.parameter("date"));
      return on ? api::answer(day_account(call, session, *on)) : refused(call, api::bad_query("date"));
    });
  });
  auto read = charge_operation("GET", "/receipts/{receipt_id}", "read_receipt", "One receipt with its lines, its cancellation and what may be done", clause::art_9_2);
  read.response_body = json::schema_of<ReceiptView>();
  api.read(read, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "read_receipts", [&] {
      const auto receipt = load_receipt(session, ReceiptId{call.id("receipt_id")});
      return receipt ? api::answer(receipt_view(api, call, session, *receipt)) : refused(call, Refusal{"receipt.unknown", "", "", {}});
    });
  });
}

}  // namespace shouwen
