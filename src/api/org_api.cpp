// Units, officers, posts, deputies and absences over HTTP.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "api/answers.h"
#include "api/download.h"
#include "api/first_password.h"
#include "api/routes.h"
#include "org/accounts.h"
#include "org/org_describe.h"
#include "org/organisation_store.h"
#include "regulation/describe.h"

namespace shouwen::api {

struct UnitView {
  UnitId id, parent_id;
  std::string code, name;
  UnitKind kind{};
  std::string phone;
  std::optional<Area> area;
  OfficerId head_id;
  std::optional<std::string> head_name;
  bool is_bureau_office = false;
  std::string pinyin;  ///< initials and full reading, for finding it by Latin keys
};
BOOST_DESCRIBE_STRUCT(UnitView, (), (id, parent_id, code, name, kind, phone, area, head_id, head_name, is_bureau_office, pinyin))

struct OfficerView {
  OfficerId id;
  std::string code, name;
  UnitId unit_id;
  std::string unit_name, post_name, phone;
  PostRank rank{};
  std::vector<std::string> roles, role_names;
  std::optional<OfficerId> deputy_id;
  std::optional<std::string> deputy_name;
  bool absent = false, active = false;
  std::string pinyin;  ///< as a unit's
};
BOOST_DESCRIBE_STRUCT(OfficerView, (), (id, code, name, unit_id, unit_name, post_name, phone, rank, roles, role_names, deputy_id, deputy_name,
                                        absent, active, pinyin))

struct UnitInput {
  Line<0, 40> parent_code;
  Line<1, 40> code;
  Line<1, 60> name;
  Line<0, 30> phone;
  UnitKind kind{};
  std::optional<Area> area;
};
BOOST_DESCRIBE_STRUCT(UnitInput, (), (parent_code, code, name, phone, kind, area))

struct OfficerInput {
  Line<1, 40> code;
  Line<1, 40> name;
  Line<0, 30> phone;
  Line<1, 40> unit_code;
  Line<0, 40> post_name;
  std::vector<std::string> roles;
  PostRank rank{};
};
BOOST_DESCRIBE_STRUCT(OfficerInput, (), (code, name, phone, unit_code, post_name, roles, rank))

struct PostInput {
  Line<1, 40> unit_code;
  Line<0, 40> post_name;
  std::vector<std::string> roles;
  PostRank rank{};
  std::optional<Instant> from;  ///< a planned appointment
};
BOOST_DESCRIBE_STRUCT(PostInput, (), (unit_code, post_name, roles, rank, from))

struct DeputyInput {
  OfficerId deputy_id;
};
BOOST_DESCRIBE_STRUCT(DeputyInput, (), (deputy_id))

struct AbsenceInput {
  Instant from, to;
  Line<1, 200> reason;
};
BOOST_DESCRIBE_STRUCT(AbsenceInput, (), (from, to, reason))

struct CreatedId {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(CreatedId, (), (id))

namespace {

http::Operation org_operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause = "art.4") {
  return {method, pattern, id, "organisation", summary, clause};
}

std::string keys_of(const std::string& name) { return pinyin_initials(name) + ' ' + pinyin(name); }

OfficerView view_of(const Call& call, const Officer& officer) {
  OfficerView view{officer.id, officer.code, officer.name, officer.unit_id, "", officer.post_name, officer.phone, officer.rank, officer.roles, {}, {}, {}, false,
                   officer.active, keys_of(officer.name)};
  if (const Unit* unit = call.organisation->unit(officer.unit_id)) view.unit_name = unit->name;
  for (const std::string& role : officer.roles)
    for (const RoleName& known : call.rulebook->roles)
      if (known.role == role) view.role_names.push_back(call.said(known.name_zh, known.name_en));
  if (const Officer* deputy = call.organisation->officer(officer.deputy_id)) {
    view.deputy_id = deputy->id;
    view.deputy_name = deputy->name;
  }
  view.absent = call.organisation->is_absent(officer.id, call.now);
  return view;
}

std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool matches(const Officer& officer, const std::string& typed) {
  const std::string wanted = lower_case(typed);
  const auto has = [&wanted](const std::string& text) { return lower_case(text).find(wanted) != std::string::npos; };
  return has(officer.name) || has(officer.code) || pinyin_initials(officer.name).starts_with(wanted) || pinyin(officer.name).starts_with(wanted);
}

/// Who has no role may do nothing at all: a slip of whoever filled in the form.
std::optional<Refusal> refuse_roles(const Call& call, const std::vector<std::string>& roles) {
  if (roles.empty()) return Refusal{"add_officer.no_role", "art.4", "/roles", {}};
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const bool known = std::any_of(call.rulebook->roles.begin(), call.rulebook->roles.end(), [&](const RoleName& role) { return role.role == roles[i]; });
    if (!known) return Refusal{"add_officer.unknown_role", "art.4", "/roles/" + std::to_string(i), {{"role", roles[i]}}};
  }
  return std::nullopt;
}

std::vector<UnitView> unit_views(const Call& call) {
  std::vector<UnitView> views;
  for (const Unit& unit : call.organisation->units()) {
    views.push_back({unit.id, unit.parent_id, unit.code, unit.name, unit.kind, unit.phone, unit.area, unit.head_id, {}, unit.is_bureau_office, keys_of(unit.name)});
    if (const Officer* head = call.organisation->officer(unit.head_id)) views.back().head_name = head->name;
  }
  return views;
}

std::vector<http::QueryParameter> officer_filter() { return {{"q", "name, code or pinyin"}, {"unit_id", "unit and below", R"({"type":"integer"})"}}; }

Result<std::vector<OfficerView>> officer_views(const Call& call) {
  const auto unit = query_number(call, "unit_id");
  if (!unit) return unit.refusal();
  const std::string wanted = clean_text(call.request.query_value("q").value_or(""), false);
  std::vector<OfficerView> views;
  for (const Officer& officer : call.organisation->officers()) {
    if (*unit && !call.organisation->is_within(officer.unit_id, UnitId{**unit})) continue;
    if (matches(officer, wanted)) views.push_back(view_of(call, officer));
  }
  return views;
}

http::Response export_units(const Call& call) {
  const bool zh = call.language == http::Language::zh;
  TableRows rows;
  for (const UnitView& unit : unit_views(call)) {
    const Unit* parent = call.organisation->unit(unit.parent_id);
    rows.push_back({unit.code, parent == nullptr ? "" : parent->code, unit.name, json::name_of(unit.kind), unit.phone,
                    unit.area ? json::name_of(*unit.area) : "", unit.head_name.value_or("")});
  }
  return download(call, "units", call.said("部门", "Units"),
                  zh ? std::vector<std::string>{"代码", "上级代码", "名称", "类别", "电话", "地区", "负责人"}
                     : std::vector<std::string>{"Code", "Parent", "Name", "Kind", "Phone", "Area", "Head"},
                  std::move(rows));
}

http::Response export_officers(const Call& call) {
  const auto found = officer_views(call);
  if (!found) return refused(call, found.refusal());
  const bool zh = call.language == http::Language::zh;
  TableRows rows;
  for (const OfficerView& officer : *found)
    rows.push_back({officer.code, officer.name, officer.unit_name, officer.post_name, fmt::format("{}", fmt::join(officer.role_names, zh ? "、" : ", ")),
                    officer.phone, officer.deputy_name.value_or(""),
                    !officer.active ? call.said("已离岗", "ended") : officer.absent ? call.said("不在岗", "absent") : call.said("在岗", "present")});
  return download(call, "officers", call.said("人员", "Officers"),
                  zh ? std::vector<std::string>{"工号", "姓名", "部门", "岗位", "角色", "电话", "AB角", "状态"}
                     : std::vector<std::string>{"Code", "Name", "Unit", "Post", "Roles", "Phone", "Deputy", "State"},
                  std::move(rows));
}

void add_exports(Api& api) {
  auto units = org_operation("GET", "/api/v1/units/export", "export_units", "Units as CSV or XLSX");
  units.response_content_type = "text/csv";
  units.query = {download_format()};
  api.slow(units, [](const Call& call, db::Session&) { return with_permission(call, "export", [&] { return export_units(call); }); });

  auto officers = org_operation("GET", "/api/v1/officers/export", "export_officers", "Officers as CSV or XLSX");
  officers.response_content_type = "text/csv";
  officers.query = officer_filter();
  officers.query.push_back(download_format());
  api.slow(officers, [](const Call& call, db::Session&) { return with_permission(call, "export", [&] { return export_officers(call); }); });
}

void add_reads(Api& api) {
  auto units = org_operation("GET", "/api/v1/units", "list_units", "All units");
  units.response_body = json::schema_of<Page<UnitView>>();
  api.read(units, [](const Call& call, db::Session&) { return answer(Page<UnitView>{unit_views(call), {}}); });

  auto officers = org_operation("GET", "/api/v1/officers", "list_officers", "Officers, by name, code or pinyin, or of a unit and below");
  officers.response_body = json::schema_of<Page<OfficerView>>();
  officers.query = officer_filter();
  api.read(officers, [](const Call& call, db::Session&) {
    const auto found = officer_views(call);
    return found ? answer(Page<OfficerView>{*found, {}}) : refused(call, found.refusal());
  });
}

/// A change of the organisation: permission, change, fresh snapshot after the commit.
template <class Input, class Change>
void add_change(Api& api, http::Operation made, Change change) {
  made.request_body = json::schema_of<Input>();
  if (made.success_status == 200) made.success_status = 204;
  api.write(std::move(made), [&api, change](const Call& call, db::Session& session) {
    return with_permission(call, "edit_org", [&] {
      return with_body<Input>(call, [&](const Input& input) {
        http::Response response = change(call, session, input);
        if (response.status < 400) api.after_commit([&api] { api.house().reload(); });
        return response;
      });
    });
  });
}

http::Response done_or_refused(const Call& call, const Verdict& verdict) { return verdict ? no_content() : refused(call, verdict.refusal()); }

void add_changes(Api& api) {
  auto unit = org_operation("POST", "/api/v1/units", "add_unit", "A new unit");
  unit.success_status = 201;
  unit.response_body = json::schema_of<CreatedId>();
  add_change<UnitInput>(api, unit, [](const Call& call, db::Session& session, const UnitInput& input) {
    const auto id = add_unit(session, {input.parent_code.value, input.code.value, input.name.value, input.phone.value, input.kind, input.area},
                             call.actor.officer_id, call.now);
    return id ? answer(CreatedId{id->value}, 201) : refused(call, id.refusal());
  });

  auto post = org_operation("PUT", "/api/v1/officers/{officer_id}/post", "appoint", "Another post for an officer");
  add_change<PostInput>(api, post, [](const Call& call, db::Session& session, const PostInput& input) {
    if (const auto refusal = refuse_roles(call, input.roles)) return refused(call, *refusal);
    const NewOfficer appointed{"", "", "", input.unit_code.value, input.post_name.value, input.roles, input.rank, input.from};
    return done_or_refused(call, appoint(session, OfficerId{call.id("officer_id")}, appointed, call.actor.officer_id, call.now));
  });

  auto again = org_operation("POST", "/api/v1/officers/{officer_id}/reinstatements", "reinstate_officer", "Somebody who left comes back, in a post");
  add_change<PostInput>(api, again, [](const Call& call, db::Session& session, const PostInput& input) {
    if (const auto refusal = refuse_roles(call, input.roles)) return refused(call, *refusal);
    const NewOfficer post{"", "", "", input.unit_code.value, input.post_name.value, input.roles, input.rank, input.from};
    return done_or_refused(call, reinstate_officer(session, OfficerId{call.id("officer_id")}, post, call.actor.officer_id, call.now));
  });

  auto deputy = org_operation("PUT", "/api/v1/officers/{officer_id}/deputy", "set_deputy", "The deputy (AB role) of an officer");
  add_change<DeputyInput>(api, deputy, [](const Call& call, db::Session& session, const DeputyInput& input) {
    return done_or_refused(call, set_deputy(session, OfficerId{call.id("officer_id")}, input.deputy_id, call.actor.officer_id, call.now));
  });
}

/// Everybody reports his own absence; somebody else's needs edit_org.
bool may_record_absence(const Call& call, OfficerId officer) {
  if (officer == call.actor.officer_id) return true;
  const Officer* absent = call.organisation->officer(officer);
  const bool heads = absent != nullptr && call.organisation->head_of(absent->unit_id) == call.actor.officer_id;
  return heads || may(*call.rulebook, *call.organisation, call.actor, "edit_org").allowed;
}

void add_absences(Api& api) {
  auto record = org_operation("POST", "/api/v1/officers/{officer_id}/absences", "record_absence", "An absence: the deputy stands in");
  record.request_body = json::schema_of<AbsenceInput>();
  record.success_status = 204;
  api.write(record, [&api](const Call& call, db::Session& session) {
    return with_body<AbsenceInput>(call, [&](const AbsenceInput& input) {
      const OfficerId officer{call.id("officer_id")};
      if (!may_record_absence(call, officer)) return refused(call, Refusal{"permission.denied", "", "", {{"verb", "record_absence"}}});
      const Verdict done = record_absence(session, officer, {input.from, input.to}, input.reason.value, call.actor.officer_id, call.now);
      if (done) api.after_commit([&api] { api.house().reload(); });
      return done_or_refused(call, done);
    });
  });
  auto cancel = org_operation("DELETE", "/api/v1/officers/{officer_id}/absences/{absence_id}", "cancel_absence", "A planned absence is taken back, a running one ends now");
  cancel.success_status = 204;
  api.write(cancel, [&api](const Call& call, db::Session& session) {
    const OfficerId officer{call.id("officer_id")};
    if (!may_record_absence(call, officer)) return refused(call, Refusal{"permission.denied", "", "", {{"verb", "cancel_absence"}}});
    const Verdict done = cancel_absence(session, officer, call.id("absence_id"), call.actor.officer_id, call.now);
    if (done) api.after_commit([&api] { api.house().reload(); });
    return done_or_refused(call, done);
  });
  auto end = org_operation("DELETE", "/api/v1/officers/{officer_id}/absences/current", "end_absence", "Back again");
  end.success_status = 204;
  api.write(end, [&api](const Call& call, db::Session& session) {
    const OfficerId officer{call.id("officer_id")};
    if (!may_record_absence(call, officer)) return refused(call, Refusal{"permission.denied", "", "", {{"verb", "end_absence"}}});
    const Verdict done = end_absence(session, officer, call.actor.officer_id, call.now);
    if (done) api.after_commit([&api] { api.house().reload(); });
    return done_or_refused(call, done);
  });
}

void add_officers(Api& api) {
  auto add = org_operation("POST", "/api/v1/officers", "add_officer", "A new officer with a first password, drawn here and shown once, to be changed at sign-in");
  add.request_body = json::schema_of<OfficerInput>();
  add.response_body = json::schema_of<FirstPasswordView>();
  add.success_status = 201;
  api.slow(add, [&api](const Call& call, db::Session&) {
    return with_permission(call, "edit_org", [&] {
      return with_body<OfficerInput>(call, [&](const OfficerInput& input) {
        if (const auto refusal = refuse_roles(call, input.roles)) return refused(call, *refusal);
        const std::string password = new_first_password(), hash = hash_password(password);
        std::optional<Result<OfficerId>> added;
        api.house().writer().run([&](db::Session& writing) {
          added = add_officer(writing, {input.code.value, input.name.value, input.phone.value, input.unit_code.value, input.post_name.value,
                                        input.roles, input.rank, {}},
                              call.actor.officer_id, call.now);
          if (*added) set_password(writing, **added, hash, true, call.now);
        });
        if (!*added) return refused(call, added->refusal());
        api.house().reload();
        return answer(first_password_view(api.house(), **added, password, call.now), 201);
      });
    });
  });

  auto end = org_operation("DELETE", "/api/v1/officers/{officer_id}", "end_officer", "An officer leaves; his rows stay, ended");
  end.success_status = 204;
  api.write(end, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "edit_org", [&] {
      const Verdict done = end_officer(session, OfficerId{call.id("officer_id")}, call.actor.officer_id, call.now);
      if (done) api.after_commit([&api] { api.house().reload(); });
      return done_or_refused(call, done);
    });
  });
}

}  // namespace

void add_org_api(Api& api) {
  add_reads(api);
  add_exports(api);
  add_changes(api);
  add_absences(api);
  add_officers(api);
}

}  // namespace shouwen::api
