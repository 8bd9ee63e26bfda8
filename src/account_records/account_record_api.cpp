// A customer's bills, arrears and outages, and their corrections. Who read what is on record.
#include "account_records/account_record_api.h"

#include "account_records/account_record_describe.h"
#include "account_records/account_record_store.h"
#include "account_records/record_figures.h"
#include "accounts/customer_care.h"
#include "api/answers.h"
#include "customers/customer_store.h"
#include "http/field_words.h"
#include "org/accounts.h"
#include "regulation/account_record_rules.h"
#include "regulation/clauses.h"
#include "usage/monthly_use.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(BillYear, (), (year, bills, energy_wh, amount_fen, unpaid_fen, overdue_fen))
BOOST_DESCRIBE_STRUCT(OutageYear, (), (year, planned, planned_minutes, unplanned, unplanned_minutes))

struct ArrearsView {
  ArrearsRecord record;
  std::optional<std::int64_t> age_days;
};
BOOST_DESCRIBE_STRUCT(ArrearsView, (), (record, age_days))
struct OutageView {
  OutageRecord record;
  std::optional<std::int64_t> minutes;
};
BOOST_DESCRIBE_STRUCT(OutageView, (), (record, minutes))
struct RecordCorrectionView {
  Instant at;
  std::string officer_name, kind, reason;
  json::RawJson before, after;      ///< null = none
};
BOOST_DESCRIBE_STRUCT(RecordCorrectionView, (), (at, officer_name, kind, reason, before, after))
struct AccountRecordsView {
  std::vector<BillRecord> bills;    ///< newest first, as the three lists below
  std::vector<BillYear> bill_years;
  std::vector<ArrearsView> arrears;
  bool arrears_of_interest = false; ///< the latest reach what the bureau set
  std::optional<std::int64_t> bills_overdue_fen;  ///< bills overdue on the day of the latest arrears, where they are more than those say
  std::vector<OutageView> outages;
  std::vector<OutageYear> outage_years;
  std::vector<RecordCorrectionView> corrections;
  bool may_correct = false;
};
BOOST_DESCRIBE_STRUCT(AccountRecordsView, (), (bills, bill_years, arrears, arrears_of_interest, bills_overdue_fen, outages, outage_years, corrections, may_correct))

struct BillCorrectionInput {
  std::int64_t month = 0;
  std::optional<BillRecord> after;
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(BillCorrectionInput, (), (month, after, reason))
struct ArrearsCorrectionInput {
  Date as_of_on;
  std::optional<ArrearsRecord> after;
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(ArrearsCorrectionInput, (), (as_of_on, after, reason))
struct OutageCorrectionInput {
  Instant from_at;
  std::optional<OutageRecord> after;
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(OutageCorrectionInput, (), (from_at, after, reason))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t arrears_shown = 24, outages_shown = 500;

http::Operation account_record_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/customers/{customer_id}") + rest, id, "account_records", summary, clause::art_11_6_3};
}

Refusal in_words(Refusal refusal, http::Language language) {
  return http::with_field_words(std::move(refusal),
                                {{"month", "月份", "month"},
                                 {"energy_wh", "电量", "energy"},
                                 {"amount_fen", "金额", "amount"},
                                 {"energy_charge_fen", "电度电费", "energy charge"},
                                 {"capacity_charge_fen", "基本电费", "capacity charge"},
                                 {"power_factor_adjustment_fen", "力调电费", "power factor adjustment"},
                                 {"surcharge_fen", "代征", "surcharges"},
                                 {"late_fee_fen", "违约金", "late fee"},
                                 {"other_fen", "其他", "other"},
                                 {"due_on", "缴费期限", "due day"},
                                 {"paid_fen", "已缴金额", "paid amount"},
                                 {"paid_on", "缴费日期", "day paid"},
                                 {"as_of_on", "截止日期", "as-of day"},
                                 {"since_on", "最早欠费日", "oldest unpaid day"},
                                 {"bills", "欠费笔数", "unpaid bills"},
                                 {"from_at", "停电开始", "beginning"},
                                 {"to_at", "停电结束", "end"}},
                                language);
}

http::Response said_no(const Call& call, const Refusal& refusal) { return refused(call, in_words(refusal, call.language)); }

/// Goes on with the customer of the path if the caller may.
template <class Next>
http::Response with_customer(const Call& call, db::Session& session, const char* verb, Next&& next) {
  const CustomerId customer{call.id("customer_id")};
  const Verdict allowed = may_on_customer_records(call, session, verb, customer);
  return allowed ? next(customer) : refused(call, allowed.refusal());
}

json::RawJson raw(const std::string& text) { return {text.empty() ? "null" : text}; }

AccountRecordsView view_of(const Call& call, db::Session& session, CustomerId customer) {
  AccountRecordsView view;
  view.may_correct = static_cast<bool>(may_on_customer_records(call, session, "correct_account_records", customer));
  if (!call.rulebook->account_records) return view;
  const AccountRecordRules& rules = *call.rulebook->account_records;
  const Date today = local_date(call.now);
  const Month from = month_of(today).plus(static_cast<std::int32_t>(1 - rules.bill_months));
  view.bills = load_records<BillRecord>(session, customer, from.value, rules.bill_months);
  view.bill_years = bill_years(view.bills, today);
  for (ArrearsRecord& one : load_records<ArrearsRecord>(session, customer, 0, arrears_shown)) {
    const auto age = age_days(one);
    view.arrears.push_back({std::move(one), age});
  }
  if (!view.arrears.empty()) view.bills_overdue_fen = contradicts_arrears(view.bills, view.arrears.front().record);
  view.arrears_of_interest = !view.arrears.empty() && rules.arrears_of_interest_fen && view.arrears.front().record.amount_fen >= *rules.arrears_of_interest_fen;
  const Date first_day = Date::of(today.year() - static_cast<int>(rules.outage_years) + 1, 1, 1);
  const auto outages = load_records<OutageRecord>(session, customer, at_local(first_day, 0).seconds, outages_shown);
  view.outage_years = outage_years(outages, call.now);
  for (const OutageRecord& one : outages) view.outages.push_back({one, minutes_of(one)});
  for (const RecordCorrected& one : record_corrections(session, customer)) {
    const Officer* officer = call.organisation->officer(one.officer_id);
    view.corrections.push_back({one.at, officer == nullptr ? std::string() : officer->name, one.kind, one.reason, raw(one.before), raw(one.after)});
  }
  return view;
}

void add_read(Api& api) {
  auto read = account_record_operation("GET", "/account_records", "read_account_records", "Bills, arrears and outages met as imported, with sums by year; the reading is logged");
  read.response_body = json::schema_of<AccountRecordsView>();
  api.slow(read, [&api](const Call& call, db::Session& session) {
    return with_customer(call, session, "read_account_records", [&](CustomerId customer) {
      api.house().writer().run([&](db::Session& writing) {
        log_access(writing, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(customer.value), "bills,arrears,outages", "duty", call.request.remote_address});
      });
      return api::answer(view_of(call, session, customer));
    });
  });
}

/// `key`: of the input, as the table has it.
template <class Input, class Key>
void add_correction(Api& api, http::Operation operation, Key key) {
  operation.request_body = json::schema_of<Input>();
  operation.success_status = 204;
  api.write(operation, [key](const Call& call, db::Session& session) {
    return with_customer(call, session, "correct_account_records", [&](CustomerId customer) {
      return api::with_body<Input>(call, [&](const Input& input) {
        using Record = typename std::decay_t<decltype(input.after)>::value_type;
        const RecordCorrection<Record> correction{customer, key(input), input.after, input.reason.value, call.actor.officer_id};
        Verdict done = correct_record(session, correction, call.now);
        if (done) return api::no_content();
        Refusal refusal = done.refusal();
        // What the rule says of a field stands below `after` here.
        if (refusal.code != "account_record.other_key" && refusal.code != "account_record.unknown" && !refusal.field.empty()) refusal.field = "/after" + refusal.field;
        return said_no(call, refusal);
      });
    });
  });
}

}  // namespace

Verdict may_on_customer_records(const Call& call, db::Session& session, const char* verb, CustomerId customer) {
  const auto known = load_customer(session, customer);
  if (!known) return Refusal{"customer.unknown", "", "", {}};
  const CaseFacts facts = care_facts(session, *call.organisation, call.now, customer, known->station_unit_id);
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, facts);
  return permission.allowed ? Verdict(Done{}) : Verdict(permission.refusal);
}

void add_account_records_api(Api& api) {
  add_read(api);
  add_correction<BillCorrectionInput>(api, account_record_operation("POST", "/bill_corrections", "correct_bill_record", "Another bill for a month, or none; before, after and reason stay on record"),
                                      [](const BillCorrectionInput& input) { return input.month; });
  add_correction<ArrearsCorrectionInput>(api, account_record_operation("POST", "/arrears_corrections", "correct_arrears_record", "Other arrears as of a day, or none"),
                                         [](const ArrearsCorrectionInput& input) { return static_cast<std::int64_t>(input.as_of_on.days); });
  add_correction<OutageCorrectionInput>(api, account_record_operation("POST", "/outage_corrections", "correct_outage_record", "Another outage from an instant on, or none"),
                                        [](const OutageCorrectionInput& input) { return input.from_at.seconds; });
}

}  // namespace shouwen
