// Bills, arrears and outages met, as far as the rulebook shows them to the representative; the reading is logged. Arts. 6, 11(4), 11(6)(3).
#include <fmt/format.h>

#include <algorithm>

#include "account_records/account_record_store.h"
#include "account_records/record_figures.h"
#include "bill_adjustments/customer_late_fee.h"
#include "org/accounts.h"
#include "regulation/account_record_rules.h"
#include "regulation/clauses.h"
#include "representatives/my_desk.h"
#include "usage/monthly_use.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t bills_shown = 12, outages_shown = 200, fen_a_yuan = 100, months_in_yyyymm = 100, minutes_an_hour = 60;

std::string yuan(std::int64_t fen) { return fmt::format("{}.{:02}", grouped(fen / fen_a_yuan), fen % fen_a_yuan); }
std::string duration(std::int64_t minutes, Language language) {
  return my_text("hours_minutes", language, {{"hours", std::to_string(minutes / minutes_an_hour)}, {"minutes", std::to_string(minutes % minutes_an_hour)}});
}

std::string paid_text(const BillRecord& bill, Language language) {
  if (bill.paid_fen >= bill.amount_fen) return my_text("bill_paid", language);
  const std::string by = bill.due_on ? my_text("bill_by", language, {{"day", public_date(*bill.due_on, language)}}) : std::string();
  if (bill.paid_fen > 0) return my_text("bill_partly", language, {{"yuan", yuan(bill.amount_fen - bill.paid_fen)}}) + by;
  return my_text("bill_unpaid", language) + by;
}

void set_bills(data& values, db::Session& session, CustomerId customer, Language language) {
  data rows{data::type::list};
  const auto bills = load_records<BillRecord>(session, customer, 0, bills_shown);
  for (const BillRecord& bill : bills) {
    data row;
    row.set("month", fmt::format("{}-{:02}", bill.month / months_in_yyyymm, bill.month % months_in_yyyymm));
    row.set("yuan", yuan(bill.amount_fen));
    row.set("paid", paid_text(bill, language));
    rows << row;
  }
  values.set("bills", rows);
  values.set("has_bills", !bills.empty());
  values.set("show_bills", true);
}

void set_arrears(data& values, db::Session& session, CustomerId customer, Language language) {
  values.set("show_arrears", true);
  const auto latest = load_records<ArrearsRecord>(session, customer, 0, 1);
  if (latest.empty()) return values.set("arrears", my_text("arrears_unknown", language));
  const ArrearsRecord& arrears = latest.front();
  const std::string day = public_date(arrears.as_of_on, language);
  if (arrears.amount_fen == 0) return values.set("arrears", my_text("arrears_none", language, {{"day", day}}));
  values.set("owes", true);
  values.set("arrears", my_text("arrears_owed", language, {{"day", day}, {"yuan", yuan(arrears.amount_fen)}}));
  if (const auto age = age_days(arrears)) values.set("arrears_age", my_text("arrears_age", language, {{"n", std::to_string(*age)}, {"day", public_date(*arrears.since_on, language)}}));
}

/// What the unpaid bills would cost beside if he paid today, or a day later.
void set_late_fee(data& values, const Call& call, db::Session& session, const CustomerFile& file, Language language) {
  const Date today = local_date(call.now);
  const auto found = customer_late_fee(session, *call.rulebook, file, today);
  if (!found || found->bills.empty()) return;
  data rows{data::type::list};
  for (const OwedBill& bill : found->bills) {
    data row;
    row.set("month", bill.month == 0 ? my_text("late_fee_all", language) : fmt::format("{}-{:02}", bill.month / months_in_yyyymm, bill.month % months_in_yyyymm));
    row.set("principal", yuan(bill.question.principal_fen));
    row.set("last_day", public_date(bill.question.last_day_on, language));
    std::string steps;
    for (const LateFeePart& part : bill.fee.parts)
      steps += (steps.empty() ? "" : " + ") + my_text("late_fee_step", language, {{"days", std::to_string(part.days)}, {"permille", std::to_string(part.permille)}, {"yuan", yuan(part.fen)}});
    row.set("steps", steps);
    row.set("fee", yuan(bill.fee.fen));
    rows << row;
  }
  values.set("late_bills", rows);
  values.set("has_late_fee", true);
  values.set("late_fee", my_text("late_fee_today", language, {{"day", public_date(today, language)}, {"principal", yuan(found->principal_fen)}, {"fee", yuan(found->fee_fen)},
                                                              {"together", yuan(found->principal_fen + found->fee_fen)}}));
  if (const auto later = customer_late_fee(session, *call.rulebook, file, today.plus_days(1)); later && later->fee_fen > found->fee_fen)
    values.set("late_fee_more", my_text("late_fee_tomorrow", language, {{"yuan", yuan(later->fee_fen - found->fee_fen)}}));
  values.set("late_fee_source", call.rulebook->charges->late_fee->rates_source);
}

void set_outages(data& values, const Call& call, db::Session& session, CustomerId customer, const AccountRecordRules& rules, Language language) {
  const Date first = Date::of(local_date(call.now).year() - static_cast<int>(rules.outage_years) + 1, 1, 1);
  const auto outages = load_records<OutageRecord>(session, customer, at_local(first, 0).seconds, outages_shown);
  data rows{data::type::list}, years{data::type::list};
  for (const OutageRecord& outage : outages) {
    const auto minutes = minutes_of(outage);
    data row;
    row.set("from", public_time(outage.from_at, call.now, language));
    row.set("kind", my_text(outage.outage_kind == OutageKind::planned ? "outage_planned" : "outage_unplanned", language));
    row.set("lasted", minutes ? duration(*minutes, language) : my_text("outage_open", language));
    row.set("cause", outage.cause.value);
    rows << row;
  }
  for (const OutageYear& year : outage_years(outages, call.now))
    years << data("text", my_text("outage_year", language,
                                  {{"year", std::to_string(year.year)},
                                   {"n", std::to_string(year.planned + year.unplanned)},
                                   {"unplanned", std::to_string(year.unplanned)},
                                   {"lasted", duration(year.planned_minutes + year.unplanned_minutes, language)}}));
  values.set("outages", rows);
  values.set("outage_years", years);
  values.set("has_outages", !outages.empty());
  values.set("show_outages", true);
}

http::Response bills_page(Api& api, const Call& call, db::Session& session, const Me& me) {
  const Language language = wish_of(call.request).language;
  data values = my_values(call, &me, MyPart::bills);
  const AccountRecordRules rules = call.rulebook->account_records ? *call.rulebook->account_records : AccountRecordRules{};
  const auto sees = [&rules](AccountRecordKind kind) { return std::find(rules.representative_sees.begin(), rules.representative_sees.end(), kind) != rules.representative_sees.end(); };
  if (sees(AccountRecordKind::arrears)) {
    set_arrears(values, session, me.file.id, language);
    set_late_fee(values, call, session, me.file, language);
  }
  if (sees(AccountRecordKind::bills)) set_bills(values, session, me.file.id, language);
  if (sees(AccountRecordKind::outages)) set_outages(values, call, session, me.file.id, rules, language);
  values.set("nothing", rules.representative_sees.empty());
  log_access(session, {0, call.now, the_public, "customer/" + std::to_string(me.file.id.value), "bills,arrears,outages", "客户代表本人查阅：" + me.access.name, call.request.remote_address});
  return my_page(api, call, {"bills", MyPart::bills}, values);
}

}  // namespace

void add_my_bills(Api& api) {
  // A write, because who read what is on record.
  api.write(my_operation("GET", "/p/my/bills", "my_bills", "Bills, arrears and outages of the representative's customer", clause::art_11_4), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return bills_page(api, call, session, me); });
  });
}

}  // namespace shouwen
