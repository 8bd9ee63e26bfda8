// Snapshots and names for the calls.
#include "price_lists/price_list_desk.h"

#include "regulation/clauses.h"

namespace shouwen {

http::Operation price_list_operation(const char* method, std::string pattern, const char* id, const char* summary) {
  return {method, "/api/v1" + std::move(pattern), id, "price_lists", summary, clause::art_9_1};
}

std::shared_ptr<const Rulebook> rulebook_on(House& house, db::Session& session, Date first_day, Instant now) {
  return house.rulebook_version(rulebook_version_at(session, std::max(now, at_local(first_day, 0))));
}

ComparedPriceList compared_with_last(db::Session& session, const PriceList& list) {
  ComparedPriceList compared{price_list_held_before(session, list.in_force_from, list.number), {}};
  if (!compared.number) return compared;
  const auto before = load_issued_price_list(session, *compared.number);
  compared.changes = price_list_difference(before->body, list.body, list.in_force_from);
  return compared;
}

void add_price_lists_api(api::Api& api) {
  add_price_list_reads_api(api);
  add_price_list_writes_api(api);
  add_published_price_lists_api(api);
  add_price_postings_api(api);
}

}  // namespace shouwen
