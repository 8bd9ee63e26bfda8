// Filters of the case lists kept under a name, checked by the same reading as the lists themselves.
#include "cases/case_filter_api.h"
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/saved_filter.h"
#include "http/uri.h"
#include "regulation/clauses.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(SharedWith, nobody, unit, bureau)

struct SavedFilterInput {
  Line<1, 40> name;
  Line<1, 2000> query;
  SharedWith shared_with{};
};
BOOST_DESCRIBE_STRUCT(SavedFilterInput, (), (name, query, shared_with))
struct SavedFilterView {
  SavedFilterId id;
  std::string name, query;
  SharedWith shared_with{};
  std::optional<std::string> unit_name;
  std::string owner_name;
  bool own = false;
};
BOOST_DESCRIBE_STRUCT(SavedFilterView, (), (id, name, query, shared_with, unit_name, owner_name, own))
struct SavedFilterKept {
  SavedFilterId id;
};
BOOST_DESCRIBE_STRUCT(SavedFilterKept, (), (id))

namespace {

using api::Api;
using api::Call;

SavedFilterView view_of(const Call& call, const SavedFilter& filter) {
  SavedFilterView view{filter.id, filter.name, filter.query, filter.shared_with, {}, "", filter.officer_id == call.actor.officer_id};
  if (const Unit* unit = call.organisation->unit(filter.unit_id)) view.unit_name = unit->name;
  if (const Officer* owner = call.organisation->officer(filter.officer_id)) view.owner_name = owner->name;
  return view;
}

/// Whether GET /cases would take it.
std::optional<Refusal> refuse_query(const Call& call, const std::string& query) {
  http::Request listing;
  listing.query = http::parse_query(query);
  const auto known = filter_parameters();
  for (const auto& [name, value] : listing.query)
    if (std::none_of(known.begin(), known.end(), [&name = name](const http::QueryParameter& parameter) { return parameter.name == name; }))
      return Refusal{"query.bad_value", "", "/query", {{"name", name}}};
  const Call list_call{listing, call.language, call.actor, call.session_id, call.csrf_token, call.must_change_password, call.now, call.organisation, call.rulebook};
  const auto filter = filter_of(list_call);
  if (filter) return std::nullopt;
  Refusal refusal = filter.refusal();
  refusal.field = "/query";
  return refusal;
}

http::Response keep(const Call& call, db::Session& session, SavedFilterId id) {
  return api::with_body<SavedFilterInput>(call, [&](const SavedFilterInput& input) {
    if (const auto refusal = refuse_query(call, input.query.value)) return refused(call, *refusal);
    if (const Verdict sharing = may_share(*call.rulebook, *call.organisation, call.actor, input.shared_with); !sharing) return refused(call, sharing.refusal());
    SavedFilter filter{id, call.actor.officer_id, input.name.value, input.query.value, input.shared_with, {}};
    if (input.shared_with == SharedWith::unit) filter.unit_id = call.organisation->officer(call.actor.officer_id)->unit_id;
    const auto kept = keep_filter(session, filter, call.now);
    if (!kept) return refused(call, kept.refusal());
    return id ? api::no_content() : api::answer(SavedFilterKept{*kept}, 201);
  });
}

/// Goes on with a filter of the caller's own.
template <class Next>
http::Response with_own(const Call& call, db::Session& session, Next&& next) {
  const auto filter = load_filter(session, SavedFilterId{call.id("filter_id")});
  if (!filter || filter->officer_id != call.actor.officer_id) return refused(call, Refusal{"saved_filter.unknown", "", "", {}});
  return next(*filter);
}

}  // namespace

void add_saved_filters_api(Api& api) {
  auto list = case_operation("GET", "/api/v1/saved_filters", "list_saved_filters", "My filters of the case lists, and those shared with me", clause::art_10_7);
  list.response_body = json::schema_of<api::Page<SavedFilterView>>();
  api.read(std::move(list), [](const Call& call, db::Session& session) {
    api::Page<SavedFilterView> page;
    for (const SavedFilter& filter : filters_of(session, *call.organisation, call.actor.officer_id)) page.items.push_back(view_of(call, filter));
    return api::answer(page);
  });

  auto add = case_operation("POST", "/api/v1/saved_filters", "save_filter", "Keep a filter under a name", clause::art_10_7);
  add.request_body = json::schema_of<SavedFilterInput>();
  add.response_body = json::schema_of<SavedFilterKept>();
  add.success_status = 201;
  add.idempotent_key = true;
  api.write(std::move(add), [](const Call& call, db::Session& session) { return keep(call, session, {}); });

  auto change = case_operation("PUT", "/api/v1/saved_filters/{filter_id}", "change_saved_filter", "Another name, filter or sharing", clause::art_10_7);
  change.request_body = json::schema_of<SavedFilterInput>();
  change.success_status = 204;
  api.write(std::move(change), [](const Call& call, db::Session& session) {
    return with_own(call, session, [&](const SavedFilter& filter) { return keep(call, session, filter.id); });
  });

  auto drop = case_operation("DELETE", "/api/v1/saved_filters/{filter_id}", "drop_saved_filter", "Keep a filter no longer", clause::art_10_7);
  drop.success_status = 204;
  api.write(std::move(drop), [](const Call& call, db::Session& session) {
    return with_own(call, session, [&](const SavedFilter& filter) {
      drop_filter(session, filter.id);
      return api::no_content();
    });
  });
}

}  // namespace shouwen
