// The first page: who his manager is, what waits for him, what the bureau owes; and his mark for the manager. Arts. 11(3), 11(4).
#include <algorithm>

#include "accounts/evaluate.h"
#include "http/multipart.h"
#include "regulation/clauses.h"
#include "representatives/answer_visit.h"
#include "representatives/my_desk.h"
#include "representatives/my_lists.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::size_t words_limit = 1000;

void set_manager(data& values, const Call& call, const MyManager& manager, Language language) {
  const Officer* officer = call.organisation->officer(manager.answerable.officer_id);
  if (officer == nullptr) return;
  const Unit* unit = call.organisation->unit(officer->unit_id);
  values.set("manager", officer->name);
  values.set("manager_phone", officer->phone);
  values.set("dialable", is_dialable(officer->phone));
  values.set("manager_unit", unit == nullptr ? std::string() : unit->name);
  const Officer* absent = call.organisation->officer(manager.answerable.instead_of_id);
  if (absent != nullptr) values.set("stands_in", my_text("stands_in", language, {{"name", absent->name}}));
}

void set_owed(data& values, const Call& call, const MyManager& manager, Language language) {
  data rows{data::type::list};
  for (const AccountPromise& promise : manager.customer.promises) {
    data row;
    row.set("text", promise.text);
    row.set("by", my_text("by_time", language, {{"time", public_due(promise.due_at, call.now, language)}}));
    row.set("late", promise.broken);
    rows << row;
  }
  values.set("owed", rows);
  values.set("has_owed", !manager.customer.promises.empty());
}

void set_rating(data& values, const MyManager& manager, Language language) {
  values.set("stars", star_choices(language));
  values.set("can_evaluate", static_cast<bool>(manager.customer.manager_id) && manager.customer.present_tier() != AccountTier::ordinary);
}

http::Response home(Api& api, const Call& call, db::Session& session, const Me& me, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  const MyManager manager(call, session, me.file.id);
  data values = my_values(call, &me, MyPart::home);
  set_manager(values, call, manager, language);
  set_owed(values, call, manager, language);
  set_rating(values, manager, language);
  const std::size_t visits = visits_waiting(call, session, me), ratings = cases_to_rate(api, call, session, me), unread = notices_to_read(session, me), marks = services_to_rate(session, me);
  if (unread > 0) values.set("unread", my_text("notices_wait", language, {{"n", std::to_string(unread)}}));
  if (marks > 0) values.set("marks", my_text("marks_wait", language, {{"n", std::to_string(marks)}}));
  if (visits > 0) values.set("visits", my_text("visits_wait", language, {{"n", std::to_string(visits)}}));
  if (ratings > 0) values.set("ratings", my_text("ratings_wait", language, {{"n", std::to_string(ratings)}}));
  values.set("nothing_waits", visits + ratings + unread + marks == 0);
  if (me.access.last_locked_at) values.set("alarm", my_text("alarm", language, {{"time", public_time(*me.access.last_locked_at, call.now, language)}}));
  return my_page(api, call, {"home", MyPart::home, refusals, {}, "/p/my"}, values);
}

http::Response evaluate(Api& api, const Call& call, db::Session& session, const Me& me, const Form& form) {
  const auto words = my_field(form, "words", words_limit, true);
  if (!words) return home(api, call, session, me, {words.refusal()});
  const std::string stars = value_of(form, "stars");
  const EvaluateInput input{stars.size() == 1 ? stars[0] - '0' : 0, *words, me.entry().name.value};
  const MyManager manager(call, session, me.file.id);
  const auto& before = manager.customer.service_evaluation;
  // One mark a day: whoever sends it twice has not been served twice.
  if (before && before->by_name == input.by_name && local_date(before->at) == local_date(call.now))
    return home(api, call, session, me, {Refusal{"representative.evaluated_today", clause::art_11_3, "", {}}});
  const AccountDecision decision = evaluate_service(manager.customer, input, manager.situation());
  if (!decision) {
    Refusal refusal = decision.refusal();
    if (refusal.field == "/score") refusal.field = "/stars";
    return home(api, call, session, me, {refusal});
  }
  save_account_events(session, manager.customer, *decision, call.rulebook->version);
  return go_on("/p/my?done=evaluated");
}

}  // namespace

void add_my_home(Api& api) {
  api.read(my_operation("GET", "/p/my", "my_home", "What waits for the representative and what the bureau owes", clause::art_11_4), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return home(api, call, session, me, {}); });
  });
  api.write(my_operation("POST", "/p/my/evaluations", "my_evaluation", "The representative's mark for the account manager", clause::art_11_3), [&api](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form& form) { return evaluate(api, call, session, me, form); });
  });
}

}  // namespace shouwen
