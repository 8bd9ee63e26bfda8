// Made-up months with a season, growth and a little chance; reports through the rules of their verbs.
#include "demo/analysis_reports.h"

#include <cmath>

#include "accounts/account_store.h"
#include "analysis_reports/report_figures.h"
#include "analysis_reports/report_store.h"
#include "base/check.h"
#include "customers/customer_file_store.h"
#include "usage/usage_store.h"

namespace shouwen {

namespace {

constexpr std::int32_t months_told = 36;
constexpr std::size_t first_told = 9;   ///< the first customers stay without use: others put theirs on file by hand
constexpr std::size_t untold_every = 6; ///< and some have none at all
constexpr double wh_a_mwh = 1e6, mean_hours = 260;

double chance(std::int64_t customer, std::int32_t month) { return std::sin(static_cast<double>(customer * 31 + month * 17)) * 0.04; }

/// About what a works of this size uses; one month of one customer in four falls short.
UsageLine months_of(CustomerId id, const std::string& account, std::int64_t capacity_kva, Month last) {
  UsageLine line{id.value, account, {}};
  const double growth = static_cast<double>(id.value % 7 - 2) * 0.02, hot = 7 + static_cast<double>(id.value % 3);
  for (std::int32_t i = 0; i < months_told; ++i) {
    const Month month = last.plus(i + 1 - months_told);
    const double season = 1 + 0.25 * std::cos((month.number() - hot) * 3.14159265 / 6);
    const double fallen = id.value % 4 == 0 && i == months_told - 5 ? 0.4 : 1;
    const double mwh = static_cast<double>(capacity_kva) * mean_hours / 1000 * season * std::pow(1 + growth, i / 12.0) * (1 + chance(id.value, i)) * fallen;
    MonthlyUse use{month, std::llround(mwh * wh_a_mwh)};
    use.peak_wh = use.total_wh * 38 / 100;
    use.valley_wh = use.total_wh * (20 + id.value % 5) / 100;
    use.flat_wh = use.total_wh - *use.peak_wh - *use.valley_wh;
    use.reactive_varh = use.total_wh * 40 / 100;
    use.max_demand_w = use.total_wh / 380;
    line.months.push_back(use);
  }
  return line;
}

std::int64_t capacity_of(const ManagedCustomer& customer) { return customer.stated ? customer.stated->contracted_capacity_kva.value_or(400) : 400; }

/// What was seen on a visit, and the capacity of the agreement: a firm's name is nobody's personal data.
void tell_business(db::Session& session, CustomerId id, std::int64_t capacity_kva, const FileWriter& writer) {
  FileChange visited;
  visited.reason.value = "走访核实";
  visited.business = Line<0, 200>{"生产、商贸与服务"};
  visited.contracted_capacity_kva = capacity_kva;
  if (const auto changed = change_customer(session, id, visited, writer); !changed) SHOUWEN_CHECK(changed.refusal().code == "customer_file.nothing_changed");
}

void tell_use(db::Session& session, const std::vector<ManagedCustomer>& customers, const FileWriter& writer) {
  const Instant now = writer.now;
  UsageImport import;
  import.file_hash = "demo";
  import.file_name = "demo.csv";
  import.started_at = now;
  import.id = begin_usage_import(session, import);
  const Month last = month_of(local_date(now)).plus(-1);
  for (std::size_t i = first_told; i < customers.size(); ++i) {
    if (i % untold_every == 0) continue;
    const auto file = load_file(session, customers[i].id);
    if (!file) continue;
    const UsageLine line = months_of(customers[i].id, file->account_number.value, capacity_of(customers[i]), last);
    add_usage(session, import, {{customers[i].id, &line}});
    tell_business(session, customers[i].id, capacity_of(customers[i]), writer);
  }
  end_usage_import(session, import, now);
}

/// A report of the customer, taken as far as planned.
Verdict tell_report(House& house, db::Session& session, const ManagedCustomer& customer, ReportStage stage) {
  const auto organisation = house.organisation();
  const auto rulebook = house.rulebook_now();
  const Officer* author = organisation->officer(customer.manager_id);
  const Officer* reviewer = organisation->officer_by_code("SCYX01");
  if (author == nullptr || reviewer == nullptr) return Done{};
  const Instant now = house.now();
  const ReportSituation by_author{author->id, author->unit_id, now}, by_reviewer{reviewer->id, reviewer->unit_id, now};
  const auto period = period_of({customer.id}, last_known_month(session, customer.id), local_date(now));
  if (!period) return period.refusal();
  AnalysisReport report = add_report(session, draft_report(customer.id, *period, read_figures(session, {customer.id, *period, now}, *rulebook, *organisation, house.bureau_name()), by_author),
                                     {author->id, now, rulebook->version});
  const auto take = [&](const ReportDecision& decision, OfficerId officer) -> Verdict {
    if (!decision) return decision.refusal();
    report = save_report(session, report, *decision, {officer, now, rulebook->version});
    return Done{};
  };
  if (stage == ReportStage::draft) return Done{};
  ChangeReportInput change;
  change.proposals = {{"建议把可移动的工序安排到谷段，并核对合同容量是否合适。"}};
  if (const Verdict done = take(change_report(report, change, by_author), author->id); !done) return done;
  if (const Verdict done = take(submit_report(report, {0}, by_author), author->id); !done) return done;
  if (stage == ReportStage::accepted) return take(review_report(report, {0, ReviewDecision::accepted, {}}, by_reviewer), reviewer->id);
  if (stage == ReportStage::returned) return take(review_report(report, {0, ReviewDecision::returned, {"请补充与同行业的比较。"}}, by_reviewer), reviewer->id);
  return Done{};
}

}  // namespace

Verdict add_analysis_reports(House& house) {
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    std::vector<ManagedCustomer> customers;
    for (ManagedCustomer& one : managed_customers(session))
      if (one.present_tier() != AccountTier::ordinary) customers.push_back(std::move(one));
    const auto rulebook = house.rulebook_now();
    const Officer* marketing = house.organisation()->officer_by_code("SCYX02");
    SHOUWEN_CHECK(marketing != nullptr);
    tell_use(session, customers, {marketing->id, house.now(), rulebook->version, rulebook->customer_file});
    using enum ReportStage;
    std::size_t at = first_told;
    for (const ReportStage stage : {accepted, submitted, returned, draft, submitted, accepted}) {
      while (at < customers.size() && (at % untold_every == 0 || !customers[at].manager_id)) ++at;
      if (at < customers.size() && done) done = tell_report(house, session, customers[at++], stage);
    }
  });
  return done;
}

}  // namespace shouwen
