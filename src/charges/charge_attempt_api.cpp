// Refused attempts for supervision: listed, a repetition shown, read by whoever was told. Art. 9(2).
#include <algorithm>

#include "api/query.h"
#include "charges/charge_api.h"
#include "charges/charge_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

struct ChargeAttemptView {
  ChargeAttemptId id, first_id;
  bool repeated = false;             ///< the same officer tried the same item before
  std::int64_t repeats = 0;          ///< how often it was repeated so far
  bool unread = false;
  Instant at;
  std::string officer_name, unit_name;  ///< "" = from the command line
  ReceiptOrigin origin{};
  std::string payer_name, payer_class_name;
  Date charged_on;
  std::string item, unit;
  std::int64_t quantity_thousandths = 0;
  std::optional<std::int64_t> amount_fen;
  std::string code, clause, why, source, source_number;
};
BOOST_DESCRIBE_STRUCT(ChargeAttemptView, (), (id, first_id, repeated, repeats, unread, at, officer_name, unit_name, origin, payer_name, payer_class_name, charged_on, item, unit,
                                              quantity_thousandths, amount_fen, code, clause, why, source, source_number))
struct ChargeAttemptsView {
  std::vector<ChargeAttemptView> items;
  std::int64_t unread = 0;           ///< first attempts the reader was told of and has not looked at
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ChargeAttemptsView, (), (items, unread, next))
struct AttemptReadingInput {
  ChargeAttemptId up_to_id;          ///< this one and all older ones
};
BOOST_DESCRIBE_STRUCT(AttemptReadingInput, (), (up_to_id))

namespace {

using api::Call;

constexpr std::int64_t page_size = 50, longest_page = 200;

ChargeAttemptView attempt_view(const Call& call, const ListedAttempt& row) {
  const ChargeAttempt& attempt = row.attempt;
  ChargeAttemptView view{attempt.id, attempt.first_id, attempt.first_id != attempt.id, row.repeats, row.unread, attempt.at, officer_name(call, attempt.officer_id),
                         unit_name(call, attempt.unit_id), attempt.origin, payer_name(attempt.payer), class_words(call, attempt.payer.payer_class), attempt.charged_on,
                         attempt.wish.item.value, attempt.wish.unit.value, attempt.wish.quantity_thousandths, attempt.wish.amount_fen, attempt.code, attempt.clause,
                         http::refusal_text(attempt.refusal(), call.language), attempt.source, attempt.source_number};
  return view;
}

http::Response attempts_answer(const Call& call, db::Session& session) {
  AttemptFilter filter;
  if (auto bad = api::read_date(call, "from", filter.from)) return refused(call, *bad);
  if (auto bad = api::read_date(call, "to", filter.to)) return refused(call, *bad);
  if (auto bad = api::read_id(call, "officer_id", filter.officer_id)) return refused(call, *bad);
  if (auto bad = api::read_enum(call, "origin", filter.origin)) return refused(call, *bad);
  filter.repeated_only = call.request.query_value("repeated").value_or("") == "true";
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
  const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
  auto listed = list_attempts(session, filter, call.actor.officer_id, ChargeAttemptId{after->value_or(0)}, rows + 1);
  const bool more = static_cast<std::int64_t>(listed.size()) > rows;
  if (more) listed.pop_back();
  ChargeAttemptsView view{{}, count_unread_attempts(session, call.actor.officer_id), {}};
  for (const ListedAttempt& row : listed) view.items.push_back(attempt_view(call, row));
  if (more) view.next = std::to_string(listed.back().attempt.id.value);
  return api::answer(view);
}

}  // namespace

void add_charge_attempts_api(api::Api& api) {
  auto list = charge_operation("GET", "/charge_attempts", "list_charge_attempts", "Charges that were tried and refused, newest first", clause::art_9_2);
  list.response_body = json::schema_of<ChargeAttemptsView>();
  list.query = {{"from", "on this day or later", R"({"type":"string","format":"date"})"}, {"to", "the last such day", R"({"type":"string","format":"date"})"},
                {"officer_id", "who tried", R"({"type":"integer"})"}, {"origin", "counter or imported"}, {"repeated", "only repetitions", R"({"type":"boolean"})"},
                {"after", "next page", R"({"type":"integer"})"}, {"limit", "rows", R"({"type":"integer"})"}};
  api.read(list, [](const Call& call, db::Session& session) { return with_permission(call, "read_charge_attempts", [&] { return attempts_answer(call, session); }); });

  auto reading = charge_operation("POST", "/charge_attempt_readings", "read_charge_attempts", "I have seen them", clause::art_9_2);
  reading.request_body = json::schema_of<AttemptReadingInput>();
  reading.success_status = 204;
  api.write(reading, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_charge_attempts", [&] {
      return api::with_body<AttemptReadingInput>(call, [&](const AttemptReadingInput& input) {
        mark_attempts_read(session, call.actor.officer_id, input.up_to_id, call.now);
        return api::no_content();
      });
    });
  });
}

}  // namespace shouwen
