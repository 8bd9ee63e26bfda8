// Whatever the organisation and whoever is accused, now or later: no accused and nobody of an accused's line reads, counts, is told
// of, hears live of, holds or votes on a tip. Art. 9(5), 10(7).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "cases/case_lists.h"
#include "cases/notice_store.h"
#include "db/temporary_database_test.h"
#include "org/kept_from.h"
#include "org/small_bureau_test.h"
#include "tip_offs/accused.h"
#include "tip_offs/tip_off_desk.h"

namespace shouwen {
namespace {

const Instant moment = at_local(Date::of(2026, 3, 10), 10 * 3600);

template <class T>
T any_of(const std::vector<T>& choices) {
  return choices[*rc::gen::inRange<std::size_t>(0, choices.size())];
}

std::vector<std::string> roles_of(const Rulebook& rulebook) {
  std::set<std::string> roles;
  for (const Grant& grant : rulebook.grants)
    if (grant.role != "*") roles.insert(grant.role);
  return {roles.begin(), roles.end()};
}

Organisation any_organisation(const Rulebook& rulebook) {
  std::vector<Unit> units;
  const auto unit_count = *rc::gen::inRange<std::int64_t>(3, 9), officer_count = *rc::gen::inRange<std::int64_t>(3, 15);
  for (std::int64_t id = 1; id <= unit_count; ++id) {
    Unit unit;
    unit.id = UnitId{id};
    if (id > 1) unit.parent_id = UnitId{*rc::gen::inRange<std::int64_t>(1, id)};
    unit.code = id == 2 ? rulebook.closing.supervision_unit_code : "U" + std::to_string(id);
    unit.name = unit.code;
    unit.kind = id == 1 ? UnitKind::bureau : UnitKind::department;
    unit.is_bureau_office = id == 3;
    if (*rc::gen::inRange(0, 4) > 0) unit.head_id = OfficerId{*rc::gen::inRange<std::int64_t>(1, officer_count + 1)};
    units.push_back(std::move(unit));
  }
  const std::vector<std::string> roles = roles_of(rulebook);
  std::vector<Officer> officers;
  for (std::int64_t id = 1; id <= officer_count; ++id) {
    Officer officer;
    officer.id = OfficerId{id};
    officer.code = "N" + std::to_string(id);
    officer.name = officer.code;
    officer.unit_id = UnitId{*rc::gen::inRange<std::int64_t>(1, unit_count + 1)};
    officer.roles = {any_of(roles), any_of(roles)};
    officer.active = *rc::gen::inRange(0, 8) > 0;
    if (*rc::gen::inRange(0, 3) == 0) officer.deputy_id = OfficerId{*rc::gen::inRange<std::int64_t>(1, officer_count + 1)};
    officers.push_back(std::move(officer));
  }
  return Organisation(std::move(units), std::move(officers));
}

/// Written anew from the regulation's words, not by the code under test.
bool is_below(const Organisation& staff, UnitId unit, UnitId above) {
  for (int steps = 0; steps < 20 && unit; ++steps) {
    if (unit == above) return true;
    unit = staff.unit(unit)->parent_id;
  }
  return false;
}
bool must_not_see(const Organisation& staff, const ServiceCase& tip, const Officer& officer) {
  std::vector<OfficerId> accused;
  std::vector<UnitId> units;
  if (tip.about_officer_id) accused.push_back(tip.about_officer_id);
  if (tip.further_accused) {
    accused.insert(accused.end(), tip.further_accused->officer_ids.begin(), tip.further_accused->officer_ids.end());
    units = tip.further_accused->unit_ids;
  }
  for (const OfficerId id : accused) {
    if (id == officer.id) return true;
    if (is_below(staff, officer.unit_id, staff.officer(id)->unit_id)) return true;
    for (const Unit& unit : staff.units())
      if (unit.head_id == id && is_below(staff, officer.unit_id, unit.id)) return true;
  }
  for (const UnitId id : units)
    if (staff.unit(id)->head_id == officer.id || is_below(staff, officer.unit_id, id)) return true;
  return false;
}

Accused any_accused(const Organisation& staff, int most) {
  Accused accused;
  for (int i = *rc::gen::inRange(0, most); i > 0; --i) accused.officer_ids.push_back(any_of(staff.officers()).id);
  for (int i = *rc::gen::inRange(0, most); i > 0; --i) accused.unit_ids.push_back(any_of(staff.units()).id);
  return accused;
}

class KeptFromAccused : public testing::Test {
 protected:
  static db::Session& session() {
    static db::TemporaryDatabase database;
    static db::Session opened(database.file(), db::OpenMode::read_write_create);
    return opened;
  }
};

/// Each organisation has the database for itself, also after a failed assertion.
class Undone {
 public:
  explicit Undone(db::Session& session) : session_(session) { session_.execute_script("BEGIN"); }
  ~Undone() { session_.execute_script("ROLLBACK"); }
  Undone(const Undone&) = delete;

 private:
  db::Session& session_;
};

void check_kept(db::Session& session, const std::shared_ptr<const Rulebook>& rulebook, const std::shared_ptr<const Organisation>& staff, const ServiceCase& tip, const std::vector<Performed>& all) {
  const CaseFacts facts = facts_of(tip);
  std::set<std::string> verbs{"read_case"};
  for (const Grant& grant : rulebook->grants) verbs.insert(grant.verbs.begin(), grant.verbs.end());
  const std::vector<OfficerId> group = voting_group(*rulebook, *staff, facts);
  for (const Officer& officer : staff->officers()) {
    if (!must_not_see(*staff, tip, officer)) continue;
    RC_ASSERT(is_kept_from(facts, *staff, officer.id));
    const Actor actor{Actor::Kind::officer, officer.id, {}};
    for (const std::string& verb : verbs) RC_ASSERT(!may(*rulebook, *staff, actor, verb, facts).allowed);
    const Reader reader = reader_of(*rulebook, *staff, actor);
    CaseFilter everything;
    for (const CaseList list : {CaseList::all, CaseList::desk, CaseList::first_contact, CaseList::offered, CaseList::unit}) {
      everything.list = list;
      for (const CaseRow& row : list_cases(session, everything, reader, *staff, {}, 100, moment)) RC_ASSERT(row.id != tip.id);
    }
    everything.list = CaseList::first_contact;
    RC_ASSERT(count_cases(session, reader, moment).first_contact == static_cast<std::int64_t>(list_cases(session, everything, reader, *staff, {}, 100, moment).size()));
    for (const NoticeRow& row : list_notices(session, officer.id, true, 0, 100)) RC_ASSERT(row.case_id != tip.id);
    for (const Performed& performed : all) RC_ASSERT(!live_event(performed, rulebook, staff).may_hear(officer.id.value));
    RC_ASSERT(std::find(group.begin(), group.end(), officer.id) == group.end());
    RC_ASSERT(tip.responsible_officer_id != officer.id);
  }
}

RC_GTEST_FIXTURE_PROP(KeptFromAccused, Art_9_5_no_accused_and_nobody_of_their_line_ever_sees_a_tip, ()) {
  const auto rulebook = std::make_shared<const Rulebook>(small_bureau::rulebook());
  const auto staff = std::make_shared<const Organisation>(any_organisation(*rulebook));
  const Undone undone(session());
  const auto seal = [](const Contact&) { return std::string("sealed"); };
  const CaseDesk desk{session(), staff, [&](std::int64_t) { return rulebook; }, rulebook, Actor{Actor::Kind::customer, {}, {}}, moment, seal, std::string(32, 'k')};
  RegisterInput input;
  input.kind = CaseKind::tip_off;
  input.category = {"tip_off.conduct"};
  input.contact.anonymous = true;
  input.text = {"标记"};
  input.further_accused = any_accused(*staff, 3);
  if (*rc::gen::inRange(0, 3) > 0) input.about_officer_id = any_of(staff->officers()).id;
  const bool by_staff = *rc::gen::inRange(0, 2) == 0;
  const auto registered = by_staff ? perform_registration_with(desk, input, any_of(staff->officers()).id) : register_public_tip(desk, input);
  if (registered) {
    std::vector<Performed> all{*registered};
    check_kept(session(), rulebook, staff, registered->after, all);
    const Accused later = any_accused(*staff, 3);
    CaseDesk clock = desk;
    clock.actor = Actor{Actor::Kind::clock, {}, {}};
    const auto named = perform(clock, registered->after.id, 0, "verify_tip", [&later](const ServiceCase& c, const Situation& s) { return name_accused(c, {later.officer_ids, later.unit_ids, {"补充"}}, s); });
    if (named) all.push_back(*named);
    // What happened before was published before: its filters look at what is known now.
    if (named) check_kept(session(), rulebook, staff, named->after, {*named});
    RC_CLASSIFY(static_cast<bool>(named), "named later");
  }
  RC_CLASSIFY(static_cast<bool>(registered), "registered");
}

}  // namespace
}  // namespace shouwen
