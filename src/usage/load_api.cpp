// A customer's use by intervals with what it says, corrections of it, and the customer beside others of his trade.
#include "api/query.h"
#include "api/read_log.h"
#include "customers/customer_file_store.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "usage/indicators.h"
#include "usage/load_view.h"
#include "usage/peer_view.h"
#include "usage/usage_api.h"

namespace shouwen {

struct ReadingInput {
  std::int64_t minute = 0;
  std::optional<std::int64_t> wh;
  bool estimated = false;
};
BOOST_DESCRIBE_STRUCT(ReadingInput, (), (minute, wh, estimated))
struct IntervalCorrectionInput {
  Date day;
  std::int64_t minutes = 0;
  std::vector<ReadingInput> readings;
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(IntervalCorrectionInput, (), (day, minutes, readings, reason))

namespace {

using api::Api;
using api::Call;

constexpr std::int32_t days_shown = 28;
constexpr std::size_t readings_limit = 96;

http::Operation load_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/customers/{customer_id}") + rest, id, "usage", summary, clause::art_11_6_2};
}

http::Response load_answer(const Call& call, db::Session& session, const Customer& customer) {
  std::optional<Date> from, to;
  for (const auto& bad : {api::read_date(call, "from", from), api::read_date(call, "to", to)})
    if (bad) return refused(call, *bad);
  const auto range = interval_range(session, customer.id);
  const Date last = to.value_or(range ? range->to : local_date(call.now));
  const Date first = from.value_or(last.plus_days(1 - days_shown));
  if (last < first || last.days - first.days >= load_days_most) return refused(call, Refusal{"interval.range_too_long", clause::art_11_6_2, "/from", {{"days", std::to_string(load_days_most)}}});
  return api::answer(load_view(call, session, customer, {first, last}, range));
}

http::Response peers_answer(const Call& call, db::Session& session, const Customer& customer) {
  if (!call.rulebook->usage) return refused(call, Refusal{"usage.rules_missing", "", "", {}});
  const auto file = load_file(session, customer.id);
  const PeerFigures own = figures_of(describe_use(load_usage(session, customer.id, months_per_year)), file ? file->contracted_capacity_kva : 0);
  return api::answer(peers_view(session, customer.id, own, *call.rulebook->usage));
}

/// Numbers out of range of a day are refused by the rule, not cut.
std::int32_t narrowed(std::int64_t value) { return value < 0 || value > minutes_per_day ? -1 : static_cast<std::int32_t>(value); }

http::Response correct(const Call& call, db::Session& session, const Customer& customer, const IntervalCorrectionInput& input) {
  DayCorrection correction{customer.id, input.day, narrowed(input.minutes), {}, input.reason.value, call.actor.officer_id};
  if (input.readings.empty() || input.readings.size() > readings_limit)
    return refused(call, Refusal{"interval.wrong_count", "", "/readings", {{"day", to_iso(input.day)}, {"expected", "1–" + std::to_string(readings_limit)}, {"found", std::to_string(input.readings.size())}}});
  for (const ReadingInput& one : input.readings) correction.readings.push_back({narrowed(one.minute), {one.wh, one.wh && one.estimated}});
  const Verdict done = correct_interval_use(session, correction, call.now);
  return done ? api::no_content() : refused(call, done.refusal());
}

template <class Next>
http::Response with_customer(const Call& call, db::Session& session, const char* verb, Next&& next) {
  return with_permission(call, verb, [&] {
    const auto customer = load_customer(session, CustomerId{call.id("customer_id")});
    if (!customer) return refused(call, Refusal{"customer.unknown", "", "", {}});
    return next(*customer);
  });
}

}  // namespace

void add_load_api(Api& api, const std::shared_ptr<ReadLog>& log) {
  const auto note = [&api, log](const Call& call, const Customer& customer, const char* fields) {
    log->note(api.house(), call, {"customer/" + std::to_string(customer.id.value), fields, "duty"});
  };
  auto load = load_operation("GET", "/load", "read_customer_load", "Use by 15, 30 or 60 minutes: days, typical days, highest demand, shares, base load, unusual days");
  load.response_body = json::schema_of<LoadView>();
  load.query = {{"from", "first day; four weeks up to the last day on file if missing"}, {"to", "last day"}};
  api.read(load, [note](const Call& call, db::Session& session) {
    return with_customer(call, session, "read_usage", [&](const Customer& customer) {
      note(call, customer, "interval_use");
      return load_answer(call, session, customer);
    });
  });

  auto peers = load_operation("GET", "/peers", "read_customer_peers", "The customer's load factor, use per kVA and valley share among others of his trade");
  peers.response_body = json::schema_of<PeersView>();
  api.read(peers, [note](const Call& call, db::Session& session) {
    return with_customer(call, session, "read_usage", [&](const Customer& customer) {
      note(call, customer, "monthly_use");
      return peers_answer(call, session, customer);
    });
  });

  auto corrected = load_operation("POST", "/interval_use/corrections", "correct_interval_use", "Other values for some intervals of a day, with a reason; before and after stay on record");
  corrected.request_body = json::schema_of<IntervalCorrectionInput>();
  corrected.success_status = 204;
  corrected.clause = clause::art_11_6_3;
  api.write(corrected, [](const Call& call, db::Session& session) {
    return with_customer(call, session, "correct_usage", [&](const Customer& customer) {
      return api::with_body<IntervalCorrectionInput>(call, [&](const IntervalCorrectionInput& input) { return correct(call, session, customer, input); });
    });
  });
}

}  // namespace shouwen
