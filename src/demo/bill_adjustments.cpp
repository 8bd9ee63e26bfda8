// Months are those whose prices of the shipped rulebook are published, so that the demonstration shows sums.
#include "demo/bill_adjustments.h"

#include "bill_adjustments/bill_adjustment_store.h"
#include "customers/customer_store.h"

namespace shouwen {

namespace {

constexpr std::int64_t shown_customers = 3, between_seconds = 86'400;

AdjustmentBasis slow_meter(Date today) {
  AdjustmentBasis basis;
  const std::int32_t month = today.month() > 2 ? today.month() - 2 : 1;
  basis.tariff = {"residential"};
  basis.from_on = Date::of(today.year(), month, 1);
  basis.fixed_on = today.plus_days(-1);
  basis.months = {{std::int64_t{today.year()} * 100 + month, 312'000, {}, {}, {}}, {std::int64_t{today.year()} * 100 + month + 1, 288'000, {}, {}, {}}};
  if (today.month() <= 2) basis.months.resize(1);
  basis.error_ppm = -50'000;
  return basis;
}

AdjustmentBasis wrong_multiplier(Date today) {
  AdjustmentBasis basis = slow_meter(today);
  basis.cause = AdjustmentCause::wrong_multiplier;
  basis.error_ppm.reset();
  basis.right = 30;
  basis.wrong = 40;
  return basis;
}

}  // namespace

Verdict add_bill_adjustments(House& house) {
  const auto organisation = house.organisation();
  const auto rulebook = house.rulebook_now();
  const Officer *one = organisation->officer_by_code("SCYX01"), *other = organisation->officer_by_code("SCYX02");
  if (one == nullptr || other == nullptr || !rulebook->bill_corrections) return Done{};
  const Instant now = house.now();
  const auto by = [&](const Officer& officer, std::int64_t days_ago) { return AdjustmentSituation{officer.id, now.plus_seconds(-days_ago * between_seconds), *rulebook}; };
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    const auto customers = search_customers(session, "", {}, shown_customers);
    if (customers.size() < shown_customers) return;
    const Date today = local_date(now);
    const auto propose = [&](const Customer& customer, const AdjustmentBasis& basis, const char* reason, std::int64_t days_ago) {
      auto event = propose_bill_adjustment(customer.id, {basis, {reason}}, by(*one, days_ago));
      if (!event) done = event.refusal();
      return event ? std::optional(add_bill_adjustment(session, *event).after) : std::nullopt;
    };
    if (const auto made = propose(customers[0], slow_meter(today.plus_days(-4)), "检定证书：误差−5%（示例）", 4))
      save_bill_adjustment(session, *made, *decide_bill_adjustment(*made, {0, true, {"与检定证书核对一致。"}}, by(*other, 3)));
    if (const auto made = propose(customers[1], wrong_multiplier(today.plus_days(-3)), "现场核对互感器变比为30，档案为40（示例）", 3))
      save_bill_adjustment(session, *made, *decide_bill_adjustment(*made, {0, false, {"请附现场照片后另提。"}}, by(*other, 2)));
    propose(customers[2], slow_meter(today.plus_days(-1)), "客户申请校验，误差−5%（示例）", 1);
  });
  return done;
}

}  // namespace shouwen
