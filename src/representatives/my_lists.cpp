// What belongs to his customer and nothing else.
#include "representatives/my_lists.h"

#include <algorithm>

#include "cases/case_lists.h"
#include "customers/customer_file_store.h"
#include "needs/need_store.h"
#include "portal/public_case.h"

namespace shouwen {

namespace {
constexpr std::size_t cases_shown = 100;
}

std::vector<MyContact> contacts_of(db::Session& session, CustomerId customer) {
  std::vector<MyContact> found;
  for (const AccountStoryEntry& entry : account_story(session, customer))
    if (const auto* body = std::get_if<ContactRecorded>(&entry.event.body)) found.push_back({{entry.number, body->at}, *body, entry.event.actor_id});
  std::stable_sort(found.begin(), found.end(), [](const MyContact& a, const MyContact& b) { return a.contact.at > b.contact.at; });
  return found;
}

std::size_t visits_waiting(const api::Call& call, db::Session& session, const Me& me) {
  const auto accesses = accesses_of(session, me.file.id);
  const auto contacts = contacts_of(session, me.file.id);
  return static_cast<std::size_t>(std::count_if(contacts.begin(), contacts.end(), [&](const MyContact& row) {
    return waits_for_word(row.contact, accesses, *call.rulebook->representatives, call.now);
  }));
}

bool is_his_case(const api::Call& call, db::Session& session, const ServiceCase& c, const Me& me) {
  if (!c.contact.customer_id || c.contact.anonymous || c.secrecy == Secrecy::sealed) return false;
  const auto mine = merged_customers(session, me.file.id);
  if (std::find(mine.begin(), mine.end(), c.contact.customer_id) == mine.end()) return false;
  const CaseCategory* category = call.rulebook->category(c.category);
  return !(category != nullptr && category->internal) && !is_internal_request(session, c.id);
}

std::vector<ServiceCase> his_cases(const api::Call& call, db::Session& session, const Me& me) {
  std::vector<CaseId> ids = cases_of_customer(session, me.file.id);
  std::sort(ids.begin(), ids.end(), std::greater<>());
  std::vector<ServiceCase> found;
  for (const CaseId id : ids) {
    if (found.size() == cases_shown) break;
    auto loaded = load_case(session, id);
    if (loaded && is_his_case(call, session, *loaded, me)) found.push_back(*std::move(loaded));
  }
  return found;
}

std::size_t cases_to_rate(api::Api& api, const api::Call& call, db::Session& session, const Me& me) {
  const auto cases = his_cases(call, session, me);
  return static_cast<std::size_t>(std::count_if(cases.begin(), cases.end(), [&](const ServiceCase& row) { return can_be_rated(api, call, row); }));
}

}  // namespace shouwen
