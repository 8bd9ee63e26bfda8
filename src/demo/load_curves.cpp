// Repeatable: no dice, so that the story of cases stays what it is.
#include "demo/load_curves.h"

#include <cmath>

#include "accounts/account_store.h"
#include "base/check.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "usage/interval_store.h"
#include "usage/load_curve.h"

namespace shouwen {

namespace {

constexpr std::size_t peer_firms = 150;
constexpr std::int32_t peer_months = 24, load_weeks = 8;
constexpr std::int64_t customers_read = 4000;
constexpr std::int32_t minutes = 15;
constexpr std::size_t a_day = 96;
constexpr const char* business = "一般工商业";

/// Between -1 and 1.
double chance(std::int64_t a, std::int64_t b) { return std::sin(static_cast<double>(a * 127 + b * 311) * 0.618); }

UsageImport begin(db::Session& session, const char* name, const char* form, Instant now) {
  UsageImport import;
  import.file_hash = name;
  import.file_name = std::string(name) + ".csv";
  import.form = form;
  import.started_at = now;
  import.id = begin_usage_import(session, import);
  return import;
}

UsageLine peer_line(const Customer& customer, std::int64_t capacity_kva, Month last) {
  UsageLine line{customer.id.value, customer.account_number, {}};
  const double hours = 120 + 90 * (1 + chance(customer.id.value, 7)), valley = 0.2 + 0.1 * chance(customer.id.value, 3);
  for (std::int32_t i = 1 - peer_months; i <= 0; ++i) {
    const double season = 1 + 0.2 * std::cos((last.plus(i).number() - 7) * 3.14159265 / 6);
    MonthlyUse use{last.plus(i), std::llround(static_cast<double>(capacity_kva) * hours * season * (1 + 0.05 * chance(customer.id.value, i)) * 1000)};
    use.valley_wh = std::llround(static_cast<double>(use.total_wh) * valley);
    use.peak_wh = use.total_wh * 36 / 100;
    use.flat_wh = use.total_wh - *use.valley_wh - *use.peak_wh;
    use.max_demand_w = capacity_kva * (600 + static_cast<std::int64_t>(200 * chance(customer.id.value, 11)));
    line.months.push_back(use);
  }
  return line;
}

/// How busy a quarter of an hour is, 1 = the works at full power.
double busy(Date day, bool working, std::size_t quarter, std::int64_t customer) {
  const double hour = static_cast<double>(quarter) / 4;
  const double night = 0.22 + 0.02 * static_cast<double>(customer % 3);
  if (!working) return night * (1 + 0.05 * chance(day.days, static_cast<std::int64_t>(quarter)));
  const bool shift = hour >= 8 && hour < 20, lunch = hour >= 12 && hour < 13;
  const double ramp = hour >= 7 && hour < 8 ? hour - 7 : hour >= 20 && hour < 21 ? 21 - hour : 0;
  const double at_work = lunch ? 0.65 : shift ? 0.9 : night + (0.9 - night) * ramp;
  return at_work * (1 + 0.07 * chance(day.days * 3 + customer, static_cast<std::int64_t>(quarter)));
}

class LoadTeller {
 public:
  LoadTeller(House& house, db::Session& session)
      : session_(session), rulebook_(house.rulebook_now()), organisation_(house.organisation()), now_(house.now()), officer_(organisation_->officer_by_code("SCYX02")),
        import_(begin(session, "demo_load", "interval_wide", now_)) {
    SHOUWEN_CHECK(officer_ != nullptr);
  }

  void tell(CustomerId customer, std::int64_t capacity_kva) {
    name_tariff(customer, capacity_kva);
    const Date today = local_date(now_);
    const MonthlySeries months = load_usage(session_, customer, months_per_year);
    std::vector<IntervalLine> lines;
    // From the first of a month, so that one month is whole.
    const Date earliest = today.plus_days(-load_weeks * 7);
    for (Date day = Date::of(earliest.year(), earliest.month(), 1); day < today; day = day.plus_days(1)) lines.push_back(line_of(customer, day, watts_of(customer, day, capacity_kva, months)));
    spoil(lines, customer);
    std::vector<OwnedDay> owned;
    for (const IntervalLine& line : lines) owned.push_back({customer, &line});
    SHOUWEN_CHECK(add_days(session_, import_, owned).empty());
  }
  void end() { end_usage_import(session_, import_, now_); }

 private:
  /// So that the hours of his tariff are known.
  void name_tariff(CustomerId customer, std::int64_t capacity_kva) {
    FileChange known;
    known.reason.value = "供用电合同";
    known.contracted_capacity_kva = capacity_kva;
    known.tariff_class = Line<0, 40>{"大工业（按容量）"};
    SHOUWEN_CHECK(static_cast<bool>(change_customer(session_, customer, known, {officer_->id, now_, rulebook_->version, rulebook_->customer_file})));
  }

  bool is_working(Date day) const { return day_kind(rulebook_->calendars.bureau, day) == DayKind::working_day; }

  /// Full power such that the month's intervals add up to the month's value where it is known; else three quarters of the capacity.
  double watts_of(CustomerId customer, Date day, std::int64_t capacity_kva, const MonthlySeries& months) {
    if (months.empty()) return static_cast<double>(capacity_kva) * 750;
    // A month still running goes on as the one before it.
    const MonthlyUse* use = &months.back();
    for (const MonthlyUse& month : months)
      if (month.month == month_of(day)) use = &month;
    double sum = 0;
    for (Date each = Date::of(use->month.year(), use->month.number(), 1); month_of(each) == use->month; each = each.plus_days(1))
      for (std::size_t i = 0; i < a_day; ++i) sum += busy(each, is_working(each), i, customer.value) * minutes / 60;
    return static_cast<double>(use->total_wh) / sum;
  }

  IntervalLine line_of(CustomerId customer, Date day, double full_w) const {
    IntervalLine line{1, "", {day, minutes, {}}};
    for (std::size_t i = 0; i < a_day; ++i) line.day.readings.push_back({std::llround(busy(day, is_working(day), i, customer.value) * full_w * minutes / 60), false});
    return line;
  }

  /// The last Wednesday but one the works stood still at noon; the day before the meter sent nothing for an hour, the hour after
  /// is estimated.
  void spoil(std::vector<IntervalLine>& lines, CustomerId customer) const {
    constexpr int wednesday = 3;
    constexpr std::size_t noon = 48, gap = 30, hour = 4;
    int seen = 0;
    for (std::size_t i = lines.size(); i-- > 1;) {
      if (lines[i].day.day.weekday() != wednesday || !is_working(lines[i].day.day) || ++seen < 2) continue;
      for (std::size_t at = noon; at < a_day; ++at) lines[i].day.readings[at].wh = *lines[i].day.readings[at].wh / 20;
      for (std::size_t at = 0; at < noon && customer.value % 2 == 0; ++at) lines[i].day.readings[at].wh = *lines[i].day.readings[at].wh / 2;
      for (std::size_t at = gap; at < gap + hour; ++at) lines[i - 1].day.readings[at] = {};
      for (std::size_t at = gap + hour; at < gap + 2 * hour; ++at) lines[i - 1].day.readings[at].estimated = true;
      return;
    }
  }

  db::Session& session_;
  std::shared_ptr<const Rulebook> rulebook_;
  std::shared_ptr<const Organisation> organisation_;
  Instant now_;
  const Officer* officer_;
  UsageImport import_;
};

}  // namespace

void add_peer_use(House& house) {
  house.writer().run([&](db::Session& session) {
    const auto rulebook = house.rulebook_now();
    const Officer* marketing = house.organisation()->officer_by_code("SCYX02");
    SHOUWEN_CHECK(marketing != nullptr);
    const FileWriter writer{marketing->id, house.now(), rulebook->version, rulebook->customer_file};
    UsageImport import = begin(session, "demo_peers", "months", house.now());
    const Month last = month_of(local_date(house.now())).plus(-1);
    std::size_t told = 0;
    for (const Customer& customer : search_customers(session, "", {}, customers_read)) {
      if (told == peer_firms || customer.usage_category != business || load_managed_customer(session, customer.id).stated) continue;
      ++told;
      const std::int64_t capacity_kva = 30 + customer.id.value % 12 * 30;
      FileChange known;
      known.reason.value = "业扩档案补录";
      known.contracted_capacity_kva = capacity_kva;
      SHOUWEN_CHECK(static_cast<bool>(change_customer(session, customer.id, known, writer)));
      const UsageLine line = peer_line(customer, capacity_kva, last);
      SHOUWEN_CHECK(add_usage(session, import, {{customer.id, &line}}).empty());
    }
    end_usage_import(session, import, house.now());
  });
}

void add_interval_use(House& house) {
  constexpr std::size_t with_months = 2;
  house.writer().run([&](db::Session& session) {
    LoadTeller teller(house, session);
    std::size_t told = 0;
    bool first = true;
    for (const ManagedCustomer& customer : managed_customers(session)) {
      if (!customer.manager_id || !customer.stated) continue;
      const bool known = !load_usage(session, customer.id, 1).empty();
      // The first has a representative who looks at his curve without months; the others have both.
      if (!first && (!known || told == with_months)) continue;
      if (!first) ++told;
      first = false;
      teller.tell(customer.id, customer.stated->contracted_capacity_kva.value_or(400));
    }
    teller.end();
  });
}

}  // namespace shouwen
