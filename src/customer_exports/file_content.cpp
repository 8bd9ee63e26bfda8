// Reading the parts, each from its own room.
#include "customer_exports/file_content.h"

#include "account_records/account_record_store.h"
#include "accounts/account_store.h"
#include "base/check.h"
#include "customer_papers/customer_paper_describe.h"
#include "customer_papers/customer_paper_store.h"
#include "customers/customer_file_store.h"
#include "customers/customer_masking.h"
#include "usage/usage_store.h"

namespace shouwen {

namespace {

constexpr std::int32_t months_told = 36;
constexpr std::int64_t records_told = 1000;

std::vector<ExportedPromise> promises_of(db::Session& session, CustomerId customer) {
  std::vector<ExportedPromise> promises;
  for (const AccountStoryEntry& entry : account_story(session, customer)) {
    if (const auto* made = std::get_if<Promised>(&entry.event.body)) promises.push_back({made->promise.text, made->promise.promised_at, made->promise.due_at, {}, false, false});
    if (const auto* broken = std::get_if<PromiseBroken>(&entry.event.body)) promises.at(static_cast<std::size_t>(broken->number - 1)).broken = true;
    if (const auto* kept = std::get_if<PromiseKept>(&entry.event.body)) {
      promises.at(static_cast<std::size_t>(kept->number - 1)).kept_at = entry.event.at;
      promises.at(static_cast<std::size_t>(kept->number - 1)).kept_late = kept->late;
    }
  }
  return {promises.rbegin(), promises.rend()};
}

}  // namespace

CustomerFileContent read_content(db::Session& session, CustomerId customer) {
  const auto file = load_file(session, customer);
  SHOUWEN_CHECK(file.has_value());
  CustomerFileContent content;
  content.file = masked(*file);
  for (const MonthlyUse& use : load_usage(session, customer, months_told)) content.use.push_back(view_of(use));
  content.bills = load_records<BillRecord>(session, customer, 0, months_told);
  content.arrears = load_records<ArrearsRecord>(session, customer, 0, records_told);
  content.outages = load_records<OutageRecord>(session, customer, 0, records_told);
  content.promises = promises_of(session, customer);
  for (const CustomerPaper& paper : papers_of(session, customer))
    if (!paper.removed_at) content.papers.push_back({json::name_of(paper.paper_kind), paper.file_name, paper.why, paper.at});
  return content;
}

}  // namespace shouwen
