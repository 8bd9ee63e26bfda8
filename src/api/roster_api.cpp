// The roster over HTTP: a stretch of days, who is on duty now, planning and taking back.
#include "api/answers.h"
#include "api/download.h"
#include "api/query.h"
#include "api/routes.h"
#include "org/org_history_store.h"
#include "org/roster_store.h"
#include "regulation/clauses.h"

namespace shouwen::api {

struct ShiftView {
  std::int64_t id = 0;
  UnitId unit_id;
  OfficerId officer_id;
  std::string unit_name, officer_name, duty;
  Instant from, to;
  bool over = false, may_end = false;
};
BOOST_DESCRIBE_STRUCT(ShiftView, (), (id, unit_id, officer_id, unit_name, officer_name, duty, from, to, over, may_end))
struct RosterAbsenceView {
  OfficerId officer_id;
  std::string officer_name, unit_name, reason;
  std::optional<std::string> deputy_name;
  Instant from, to;
};
BOOST_DESCRIBE_STRUCT(RosterAbsenceView, (), (officer_id, officer_name, unit_name, reason, deputy_name, from, to))
struct RosterView {
  std::vector<ShiftView> shifts;
  std::vector<RosterAbsenceView> absences;
};
BOOST_DESCRIBE_STRUCT(RosterView, (), (shifts, absences))
struct OnDutyView {
  UnitId unit_id;
  std::string unit_name, unit_phone;
  OfficerId officer_id;
  std::string officer_name, officer_phone, duty;
  std::optional<std::string> instead_of_name;
  Instant until;
};
BOOST_DESCRIBE_STRUCT(OnDutyView, (), (unit_id, unit_name, unit_phone, officer_id, officer_name, officer_phone, duty, instead_of_name, until))
struct ShiftInput {
  UnitId unit_id;
  OfficerId officer_id;
  Instant from, to;
  Line<0, 40> duty;
};
BOOST_DESCRIBE_STRUCT(ShiftInput, (), (unit_id, officer_id, from, to, duty))
struct ShiftPlanned {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(ShiftPlanned, (), (id))

namespace {

constexpr std::int32_t longest_days = 400;

http::Operation roster_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "roster", summary, clause::art_4};
}

/// What is asked for: whole days, and a unit with those below it.
struct Stretch {
  Instant from, to;
  UnitId unit_id;
};

Result<Stretch> stretch_of(const Call& call) {
  std::optional<Date> from, to;
  UnitId unit;
  if (const auto refusal = read_date(call, "from", from)) return *refusal;
  if (const auto refusal = read_date(call, "to", to)) return *refusal;
  if (const auto refusal = read_id(call, "unit_id", unit)) return *refusal;
  const Date first = from.value_or(local_date(call.now)), last = to.value_or(first);
  if (last < first || last.days - first.days > longest_days) return bad_query("to");
  return Stretch{at_local(first, 0), at_local(last.plus_days(1), 0), unit};
}

std::vector<http::QueryParameter> stretch_parameters() {
  return {{"from", "first day; absent = today", R"({"type":"string","format":"date"})"}, {"to", "last day", R"({"type":"string","format":"date"})"},
          {"unit_id", "unit and below", R"({"type":"integer"})"}};
}

RosterView roster_view(const Call& call, db::Session& session, const Stretch& stretch) {
  const Organisation& organisation = *call.organisation;
  const auto fits = [&](UnitId unit) { return !stretch.unit_id || organisation.is_within(unit, stretch.unit_id); };
  RosterView view;
  for (const DutyShift& shift : shifts_between(session, stretch.from, stretch.to)) {
    const Unit* unit = organisation.unit(shift.unit_id);
    const Officer* officer = organisation.officer(shift.officer_id);
    if (unit == nullptr || officer == nullptr || !fits(unit->id)) continue;
    const bool over = shift.to <= call.now;
    view.shifts.push_back({shift.id, unit->id, officer->id, unit->name, officer->name, shift.duty, shift.from, shift.to, over,
                           !over && may_plan_roster(*call.rulebook, organisation, call.actor, unit->id).allowed});
  }
  for (const AbsenceTerm& term : absences_between(session, stretch.from, stretch.to)) {
    const Officer* officer = organisation.officer(term.officer_id);
    if (officer == nullptr || !officer->active || !fits(officer->unit_id)) continue;
    const Unit* unit = organisation.unit(officer->unit_id);
    const Officer* deputy = organisation.officer(officer->deputy_id);
    view.absences.push_back({officer->id, officer->name, unit == nullptr ? "" : unit->name, term.reason, {}, term.from, term.to});
    if (deputy != nullptr) view.absences.back().deputy_name = deputy->name;
  }
  return view;
}

void add_reads(Api& api) {
  auto read = roster_operation("GET", "/api/v1/roster", "read_roster", "Shifts and absences of a stretch of days");
  read.response_body = json::schema_of<RosterView>();
  read.query = stretch_parameters();
  api.read(read, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_org", [&] {
      const auto stretch = stretch_of(call);
      return stretch ? answer(roster_view(call, session, *stretch)) : refused(call, stretch.refusal());
    });
  });

  auto now = roster_operation("GET", "/api/v1/roster/on_duty", "list_on_duty", "Who is on duty in which unit now: absent officers' deputies stand in");
  now.response_body = json::schema_of<Page<OnDutyView>>();
  api.read(now, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_org", [&] {
      const std::vector<DutyShift> shifts = shifts_at(session, call.now);
      Page<OnDutyView> page;
      for (const Unit& unit : call.organisation->units())
        for (const OnDuty& row : on_duty(shifts, *call.organisation, unit.id, call.now)) {
          const Officer& officer = *call.organisation->officer(row.officer_id);
          const auto shift = std::find_if(shifts.begin(), shifts.end(), [&row](const DutyShift& known) { return known.id == row.shift_id; });
          page.items.push_back({unit.id, unit.name, unit.phone, officer.id, officer.name, officer.phone, shift->duty, {}, row.until});
          if (const Officer* absent = call.organisation->officer(row.instead_of)) page.items.back().instead_of_name = absent->name;
        }
      return answer(page);
    });
  });

  auto exported = roster_operation("GET", "/api/v1/roster/export", "export_roster", "The roster as CSV or XLSX; the same table can be imported");
  exported.response_content_type = "text/csv";
  exported.query = stretch_parameters();
  exported.query.push_back(download_format());
  api.slow(exported, [](const Call& call, db::Session& session) {
    return with_permission(call, "export", [&] {
      const auto stretch = stretch_of(call);
      if (!stretch) return refused(call, stretch.refusal());
      const bool zh = call.language == http::Language::zh;
      TableRows rows;
      for (const ShiftView& shift : roster_view(call, session, *stretch).shifts)
        rows.push_back({call.organisation->unit(shift.unit_id)->code, call.organisation->officer(shift.officer_id)->code, to_iso(shift.from).substr(0, 19),
                        to_iso(shift.to).substr(0, 19), shift.duty, shift.unit_name, shift.officer_name});
      return download(call, "roster", call.said("值班", "Roster"),
                      zh ? std::vector<std::string>{"部门代码", "工号", "开始", "结束", "班次", "部门", "姓名"}
                         : std::vector<std::string>{"Unit code", "Staff number", "From", "To", "Duty", "Unit", "Name"},
                      std::move(rows));
    });
  });
}

void add_planning(Api& api) {
  auto plan = roster_operation("POST", "/api/v1/roster/shifts", "plan_shift", "Somebody is on duty in a unit from … to …");
  plan.request_body = json::schema_of<ShiftInput>();
  plan.response_body = json::schema_of<ShiftPlanned>();
  plan.success_status = 201;
  api.write(plan, [](const Call& call, db::Session& session) {
    return with_body<ShiftInput>(call, [&](const ShiftInput& input) {
      const Permission permission = may_plan_roster(*call.rulebook, *call.organisation, call.actor, input.unit_id);
      if (!permission.allowed) return refused(call, permission.refusal);
      const auto id = plan_shift(session, {0, input.unit_id, input.officer_id, input.from, input.to, input.duty.value}, call.actor.officer_id, call.now);
      return id ? answer(ShiftPlanned{*id}, 201) : refused(call, id.refusal());
    });
  });

  auto end = roster_operation("DELETE", "/api/v1/roster/shifts/{shift_id}", "end_shift", "A planned shift is taken back, a running one ends now");
  end.success_status = 204;
  api.write(end, [](const Call& call, db::Session& session) {
    const auto shift = find_shift(session, call.id("shift_id"));
    if (!shift) return refused(call, Refusal{"shift.unknown", clause::art_4, "", {}});
    const Permission permission = may_plan_roster(*call.rulebook, *call.organisation, call.actor, shift->unit_id);
    if (!permission.allowed) return refused(call, permission.refusal);
    const Verdict done = end_shift(session, shift->id, call.actor.officer_id, call.now);
    return done ? no_content() : refused(call, done.refusal());
  });
}

}  // namespace

void add_roster_api(Api& api) {
  add_reads(api);
  add_planning(api);
}

}  // namespace shouwen::api
