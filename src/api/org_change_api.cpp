// Units and officers over time: changing, ending, taking up again, first passwords, and what was when.
#include <functional>

#include "api/answers.h"
#include "api/first_password.h"
#include "api/names.h"
#include "api/routes.h"
#include "org/accounts.h"
#include "org/org_describe.h"
#include "org/org_history_store.h"
#include "org/organisation_store.h"
#include "org/unit_ending.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"

namespace shouwen::api {

struct UnitChangeInput {
  Line<0, 40> parent_code;
  Line<1, 60> name;
  Line<0, 30> phone;
  std::optional<Area> area;
};
BOOST_DESCRIBE_STRUCT(UnitChangeInput, (), (parent_code, name, phone, area))
struct OfficerCorrection {
  Line<1, 40> name;
  Line<0, 30> phone;
};
BOOST_DESCRIBE_STRUCT(OfficerCorrection, (), (name, phone))

struct PostTermView {
  std::string unit_name, name;
  std::vector<std::string> role_names;
  PostRank rank{};
  Instant from;
  std::optional<Instant> to;
};
BOOST_DESCRIBE_STRUCT(PostTermView, (), (unit_name, name, role_names, rank, from, to))
struct DeputyTermView {
  std::string officer_name, deputy_name;
  Instant from;
  std::optional<Instant> to;
};
BOOST_DESCRIBE_STRUCT(DeputyTermView, (), (officer_name, deputy_name, from, to))
struct AbsenceTermView {
  std::int64_t id = 0;
  Instant from, to;
  std::string reason;
  bool taken_back = false, running = false, planned = false;
};
BOOST_DESCRIBE_STRUCT(AbsenceTermView, (), (id, from, to, reason, taken_back, running, planned))
struct OfficerHistoryView {
  std::vector<PostTermView> posts;
  std::vector<DeputyTermView> deputies;
  std::vector<AbsenceTermView> absences;
};
BOOST_DESCRIBE_STRUCT(OfficerHistoryView, (), (posts, deputies, absences))
struct UnitTermView {
  std::string name, phone, parent_name;
  Instant from;
  std::optional<Instant> to;
};
BOOST_DESCRIBE_STRUCT(UnitTermView, (), (name, phone, parent_name, from, to))
struct EndedUnitView {
  UnitId id;
  std::string code, name;
  Instant ended_at;
};
BOOST_DESCRIBE_STRUCT(EndedUnitView, (), (id, code, name, ended_at))

namespace {

http::Operation org_change_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  http::Operation made{method, pattern, id, "organisation", summary, clause::art_4};
  if (made.method != "GET") made.success_status = 204;
  return made;
}

/// A change of the organisation: permission, change, fresh snapshot after the commit.
void add_change(Api& api, http::Operation made, std::function<Verdict(const Call&, db::Session&)> change) {
  api.write(std::move(made), [&api, change = std::move(change)](const Call& call, db::Session& session) {
    return with_permission(call, "edit_org", [&] {
      const Verdict done = change(call, session);
      if (!done) return refused(call, done.refusal());
      api.after_commit([&api] { api.house().reload(); });
      return no_content();
    });
  });
}

void add_units(Api& api, const UnitCases& unit_cases) {
  auto change = org_change_operation("PUT", "/api/v1/units/{unit_id}", "change_unit", "Another name, phone, area or place in the tree, from now on");
  change.request_body = json::schema_of<UnitChangeInput>();
  api.write(change, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "edit_org", [&] {
      return with_body<UnitChangeInput>(call, [&](const UnitChangeInput& input) {
        const UnitChange wanted{input.parent_code.value, input.name.value, input.phone.value, input.area};
        const Verdict done = change_unit(session, UnitId{call.id("unit_id")}, wanted, call.actor.officer_id, call.now);
        if (!done) return refused(call, done.refusal());
        api.after_commit([&api] { api.house().reload(); });
        return no_content();
      });
    });
  });

  add_change(api, org_change_operation("DELETE", "/api/v1/units/{unit_id}", "end_unit", "A unit ends; nothing and nobody may be left in it"),
             [unit_cases](const Call& call, db::Session& session) -> Verdict {
               const UnitId unit{call.id("unit_id")};
               const Organisation organisation = load_organisation(session, call.now);
               if (const Verdict allowed = may_end_unit(*call.rulebook, organisation, unit, unit_cases(session, unit)); !allowed) return allowed;
               return end_unit(session, unit, call.actor.officer_id, call.now);
             });
  add_change(api, org_change_operation("POST", "/api/v1/units/{unit_id}/reopenings", "reopen_unit", "An ended unit is taken up again"),
             [](const Call& call, db::Session& session) { return reopen_unit(session, UnitId{call.id("unit_id")}, call.actor.officer_id, call.now); });

  auto terms = org_change_operation("GET", "/api/v1/units/{unit_id}/history", "read_unit_history", "Names, phones and places in the tree, newest first");
  terms.response_body = json::schema_of<Page<UnitTermView>>();
  api.read(terms, [](const Call& call, db::Session& session) {
    Page<UnitTermView> page;
    for (const UnitTerm& term : terms_of(session, UnitId{call.id("unit_id")}))
      page.items.push_back({term.name, term.phone, unit_name(call, term.parent_id), term.from, term.to});
    if (page.items.empty()) return refused(call, Refusal{"unit.unknown", clause::art_4, "", {}});
    return answer(page);
  });
  auto ended = org_change_operation("GET", "/api/v1/units/ended", "list_ended_units", "Units that have ended");
  ended.response_body = json::schema_of<Page<EndedUnitView>>();
  api.read(ended, [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_org", [&] {
      Page<EndedUnitView> page;
      for (const EndedUnit& unit : ended_units(session)) page.items.push_back({unit.id, unit.code, unit.name, unit.ended_at});
      return answer(page);
    });
  });
}

OfficerHistoryView history_view(const Call& call, db::Session& session, OfficerId officer) {
  OfficerHistoryView view;
  for (const PostTerm& term : posts_of(session, officer)) {
    view.posts.push_back({unit_name(call, term.unit_id), term.name, {}, term.rank, term.from, term.to});
    for (const std::string& role : term.roles)
      for (const RoleName& known : call.rulebook->roles)
        if (known.role == role) view.posts.back().role_names.push_back(call.said(known.name_zh, known.name_en));
  }
  for (const DeputyTerm& term : deputies_of(session, officer))
    view.deputies.push_back({officer_name(call, term.officer_id), officer_name(call, term.deputy_id), term.from, term.to});
  for (const AbsenceTerm& term : absences_of(session, officer))
    view.absences.push_back({term.id, term.from, term.to, term.reason, term.taken_back, !term.taken_back && term.from <= call.now && call.now < term.to,
                             !term.taken_back && call.now < term.from});
  return view;
}

void add_officers(Api& api) {
  auto correct = org_change_operation("PUT", "/api/v1/officers/{officer_id}", "correct_officer", "A name or phone that was written wrongly");
  correct.request_body = json::schema_of<OfficerCorrection>();
  api.write(correct, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "edit_org", [&] {
      return with_body<OfficerCorrection>(call, [&](const OfficerCorrection& input) {
        const Verdict done = correct_officer(session, OfficerId{call.id("officer_id")}, input.name.value, input.phone.value, call.actor.officer_id, call.now);
        if (!done) return refused(call, done.refusal());
        api.after_commit([&api] { api.house().reload(); });
        return no_content();
      });
    });
  });

  auto history = org_change_operation("GET", "/api/v1/officers/{officer_id}/history", "read_officer_history", "Posts, deputies both ways and absences, newest first");
  history.response_body = json::schema_of<OfficerHistoryView>();
  api.read(history, [](const Call& call, db::Session& session) {
    const OfficerId officer{call.id("officer_id")};
    if (call.organisation->officer(officer) == nullptr) return refused(call, Refusal{"officer.unknown", clause::art_4, "", {}});
    return answer(history_view(call, session, officer));
  });

  auto password = org_change_operation("POST", "/api/v1/officers/{officer_id}/password_resets", "reset_password",
                                       "A new first password, drawn here and shown once, to be changed at sign-in; ends the officer's sessions");
  password.response_body = json::schema_of<FirstPasswordView>();
  password.success_status = 201;
  api.slow(password, [&api](const Call& call, db::Session&) {
    return with_permission(call, "manage_accounts", [&] {
      const Officer* officer = call.organisation->officer(OfficerId{call.id("officer_id")});
      if (officer == nullptr || !officer->active) return refused(call, Refusal{"officer.unknown", clause::art_4, "", {}});
      const std::string first = new_first_password(), hash = hash_password(first);
      api.house().writer().run([&](db::Session& writing) {
        set_password(writing, officer->id, hash, true, call.now);
        close_sessions_of(writing, officer->id);
        record_password_reset(writing, officer->id, call.actor.officer_id, call.now);
      });
      return answer(first_password_view(api.house(), officer->id, first, call.now), 201);
    });
  });
}

}  // namespace

void add_org_change_api(Api& api, const UnitCases& unit_cases) {
  add_units(api, unit_cases);
  add_officers(api);
}

}  // namespace shouwen::api
