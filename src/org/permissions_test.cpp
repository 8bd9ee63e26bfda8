// Denied unless granted; recusal before secrecy before grants. Read against the shipped permissions.
#include "org/permissions.h"

#include "org/small_bureau_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

const char* const all_verbs[] = {"register_case", "reply", "transfer", "accept", "rule_on", "assign", "follow_up", "close_case", "supervise",
                                 "lift_duty", "read_case", "unmask", "open_identity", "edit_org", "review_rulebook", "read_access_log"};

CaseFacts facts(CaseKind kind = CaseKind::inquiry, Secrecy secrecy = Secrecy::personal) {
  CaseFacts made;
  made.kind = kind;
  made.secrecy = secrecy;
  made.first_contact_id = clerk;
  made.first_contact_unit_id = hall;
  made.responsible_officer_id = station_officer;
  made.handling_unit_id = station;
  made.earlier_holders = {clerk, station_officer};
  return made;
}

Actor officer(OfficerId id) {
  Actor actor;
  actor.officer_id = id;
  return actor;
}

std::string asked(OfficerId who, const char* verb, const CaseFacts& about) {
  const Permission permission = may(rulebook(), organisation(), officer(who), verb, about);
  return permission.allowed ? "" : permission.refusal.code;
}

TEST(Permissions, Art_6_nothing_is_allowed_that_no_row_grants) {
  Rulebook empty = rulebook();
  empty.grants.clear();
  const Organisation org = organisation();
  for (const Officer& one : org.officers())
    for (const char* verb : all_verbs) {
      EXPECT_FALSE(may(empty, org, officer(one.id), verb, facts()).allowed) << one.name << ' ' << verb;
      EXPECT_FALSE(may(empty, org, officer(one.id), verb).allowed) << one.name << ' ' << verb;
      EXPECT_FALSE(may(rulebook(), org, officer(one.id), "invented_verb", facts()).allowed);
    }
}

TEST(Permissions, who_is_no_officer_in_service_may_nothing) {
  Actor customer, clock;
  customer.kind = Actor::Kind::customer;
  clock.kind = Actor::Kind::clock;
  for (const Actor& actor : {customer, clock, officer(former_clerk), officer(OfficerId{999}), officer({})})
    for (const char* verb : all_verbs) {
      EXPECT_FALSE(may(rulebook(), organisation(), actor, verb, facts()).allowed) << verb;
      EXPECT_FALSE(may(rulebook(), organisation(), actor, verb).allowed) << verb;
    }
}

TEST(Permissions, Art_10_1_everybody_works_on_what_is_his) {
  struct Row { OfficerId who; const char* verb; const char* refused; };
  const Row rows[] = {
      {station_officer, "reply", ""},              {clerk, "reply", ""},  // the rule decides between holder and first contact
      {station_deputy, "take_over", ""},           {agent, "reply", "permission.denied"},
      {producer, "read_case", "permission.denied"}, {agent, "read_case", ""},          {clerk, "read_case", ""},
      {crew, "read_case", "permission.denied"},    {station_head, "assign", ""},      {hall_head, "assign", ""},
      {marketing_head, "assign", "permission.denied"}, {office_clerk, "rule_on", ""}, {clerk, "rule_on", "permission.denied"},
      {follow_up_clerk, "follow_up", ""},          {station_officer, "follow_up", "permission.denied"},
      {auditor, "supervise", ""},                  {station_officer, "lift_duty", "permission.denied"}, {station_head, "lift_duty", ""},
      {administrator, "read_case", "permission.denied"}, {administrator, "reply", "permission.denied"},
  };
  for (const Row& row : rows) EXPECT_EQ(asked(row.who, row.verb, facts()), row.refused) << row.who.value << ' ' << row.verb;
}

TEST(Permissions, Art_10_7_the_receiver_of_an_offer_may_take_it) {
  CaseFacts offered = facts();
  EXPECT_EQ(asked(producer, "accept", offered), "permission.denied");
  offered.offered_to_unit_id = production;
  EXPECT_EQ(asked(producer, "accept", offered), "");
  EXPECT_EQ(asked(producer, "return_case", offered), "");
  EXPECT_EQ(asked(agent, "accept", offered), "permission.denied");
}

TEST(Permissions, Art_9_4_the_accused_and_their_line_stay_out) {
  CaseFacts complaint = facts(CaseKind::complaint);
  complaint.about_officer_id = station_head;
  for (const char* verb : {"read_case", "accept", "assign", "note", "unmask"}) {
    EXPECT_EQ(asked(station_head, verb, complaint), "permission.recused") << verb;
    EXPECT_EQ(asked(station_officer, verb, complaint), "permission.recused") << verb;
    EXPECT_EQ(asked(crew, verb, complaint), "permission.recused") << verb;
  }
  EXPECT_EQ(asked(auditor, "read_case", complaint), "");
  // A suggestion about somebody accuses nobody: only he himself stays out.
  CaseFacts suggestion = facts(CaseKind::suggestion);
  suggestion.about_officer_id = station_head;
  EXPECT_EQ(asked(station_head, "read_case", suggestion), "permission.recused");
  EXPECT_EQ(asked(station_officer, "read_case", suggestion), "");
}

TEST(Permissions, Art_10_1_the_first_contact_in_the_line_still_reads_what_he_answers_for) {
  CaseFacts complaint = facts(CaseKind::complaint);
  complaint.about_officer_id = hall_head;
  EXPECT_EQ(asked(clerk, "read_case", complaint), "");
  EXPECT_EQ(asked(other_clerk, "read_case", complaint), "permission.recused");
  complaint.about_officer_id = clerk;
  EXPECT_EQ(asked(clerk, "read_case", complaint), "permission.recused");
}

TEST(Permissions, Art_9_5_sealed_tips_open_to_audit_only) {
  CaseFacts tip = facts(CaseKind::tip_off, Secrecy::sealed);
  tip.first_contact_id = agent;
  tip.first_contact_unit_id = hotline;
  tip.responsible_officer_id = auditor;
  tip.handling_unit_id = audit;
  tip.earlier_holders = {agent, auditor};
  struct Row { OfficerId who; const char* verb; const char* refused; };
  const Row rows[] = {
      {auditor, "open_identity", ""},       {audit_head, "read_case", ""},          {agent, "read_case", ""},
      {agent, "open_identity", "permission.denied"}, {hotline_head, "read_case", "permission.sealed"},
      {clerk, "read_case", "permission.sealed"},     {director, "read_case", "permission.sealed"},
      {marketing_head, "read_case", "permission.sealed"}, {office_clerk, "read_case", ""}, {office_clerk, "rule_on", ""},
      {office_clerk, "unmask", "permission.sealed"}, {office_clerk, "open_identity", "permission.denied"},
      {administrator, "read_case", "permission.denied"},
  };
  for (const Row& row : rows) EXPECT_EQ(asked(row.who, row.verb, tip), row.refused) << row.who.value << ' ' << row.verb;
}

TEST(Permissions, a_token_narrows_and_never_widens) {
  Actor token = officer(station_officer);
  token.token_scopes = {"read"};
  EXPECT_TRUE(may(rulebook(), organisation(), token, "read_case", facts()).allowed);
  EXPECT_EQ(may(rulebook(), organisation(), token, "reply", facts()).refusal.code, "permission.token_scope");
  token.token_scopes = {"rule_on"};
  EXPECT_EQ(may(rulebook(), organisation(), token, "rule_on", facts()).refusal.code, "permission.denied");
  EXPECT_EQ(may(rulebook(), organisation(), token, "edit_org").refusal.code, "permission.token_scope");
}

TEST(Permissions, why_is_answered_by_all_grants_that_reach) {
  const Permission permission = may(rulebook(), organisation(), officer(clerk), "read_case", facts());
  ASSERT_GE(permission.reasons.size(), 2U);
  EXPECT_EQ(permission.reasons.front().because, "first_contact");
}

TEST(Permissions, Art_7_a_unit_sees_its_own_work_and_lists_show_what_single_cases_would) {
  const ReadScope of_clerk = read_scope(rulebook(), organisation(), officer(clerk));
  EXPECT_TRUE(of_clerk.bureau);
  EXPECT_EQ(of_clerk.secrecy_up_to, Secrecy::personal);
  const ReadScope of_station = read_scope(rulebook(), organisation(), officer(station_head));
  EXPECT_FALSE(of_station.bureau);
  EXPECT_EQ(of_station.units, (std::vector<UnitId>{station, station_team}));
  EXPECT_EQ(read_scope(rulebook(), organisation(), officer(auditor)).secrecy_up_to, Secrecy::sealed);
  EXPECT_EQ(read_scope(rulebook(), organisation(), officer(office_clerk)).secrecy_up_to, Secrecy::personal);
  EXPECT_TRUE(read_scope(rulebook(), organisation(), officer(former_clerk)).units.empty());
}

}  // namespace
}  // namespace shouwen
