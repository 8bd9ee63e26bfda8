// Every limit of the shipped rulebook by arithmetic: its id, a start, the due time worked out by hand from the holiday decrees.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "regulation/load.h"

namespace shouwen {
namespace {

const Rulebook& rulebook() {
  static const Rulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook")).rulebook;
  return loaded;
}

/// Of a row `before`, start is the event and due the last moment to be told of it.
struct Row { const char* cite; const char* id; const char* start; const char* due; };
const Row table[] = {
    // Cases of every kind.
    {"art.10(7)", "R-OUT-06-U", "2025-10-01T02:00", "2025-10-01T03:00"},
    {"art.10(7)", "R-OUT-06-R", "2025-10-01T02:00", "2025-10-01T04:00"},
    {"art.10(7)", "R-OUT-06-M", "2025-10-01T02:00", "2025-10-01T06:00"},
    {"art.10(7)", "R-OUT-07-U", "2025-10-01T02:00", "2025-10-01T02:45"},
    {"art.10(7)", "R-OUT-07-R", "2025-10-01T02:00", "2025-10-01T03:30"},
    {"art.10(7)", "R-OUT-07-M", "2025-10-01T02:00", "2025-10-01T04:00"},
    {"art.10(7)", "R-OUT-08-U", "2025-10-01T02:00", "2025-10-01T05:45"},
    {"art.10(7)", "R-OUT-08-R", "2025-10-01T02:00", "2025-10-01T07:30"},
    {"art.10(7)", "R-OUT-04", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.10(7)", "R-OUT-04-1996", "2024-05-01T02:00", "2024-05-06T17:30"},
    {"art.10(7)", "R-CMP-01", "2025-09-30T10:00", "2025-10-21T17:30"},
    {"art.10(7)", "R-CMP-02-C", "2018-09-28T16:00", "2018-09-29T17:30"},
    {"art.10(7)", "R-CMP-02-R", "2018-09-28T16:00", "2018-10-12T17:30"},
    {"art.10(7)", "R-CMP-03-C", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.10(7)", "R-CMP-03-R", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CMP-09", "2025-09-30T10:00", "2025-10-16T17:30"},
    {"art.10(7)", "R-CMP-05", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CMP-06", "2025-09-24T10:00", "2025-10-09T17:30"},
    {"art.10(7)", "R-CMP-07", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-WO-09-T", "2025-09-30T10:00", "2025-10-21T17:30"},
    {"art.10(7)", "R-WO-09-S", "2025-09-30T10:00", "2025-10-21T17:30"},
    {"art.10(7)", "R-WO-09-F", "2025-09-30T10:00", "2025-10-21T17:30"},
    {"art.10(7)", "R-WO-10", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-WO-10-2WD", "2015-09-30T10:00", "2015-10-09T17:30"},
    {"art.10(7)", "R-QRY-01", "2025-09-30T10:00", "2025-10-09T17:30"},
    {"art.10(7)", "R-COM-01", "2025-09-30T10:00", "2025-10-21T17:30"},
    {"art.10(7)", "R-WO-11-R", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.10(7)", "R-WO-11-D", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.10(7)", "R-WO-11-A", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-WO-11-H1", "2025-09-30T10:00", "2025-11-06T17:30"},
    {"art.10(7)", "R-WO-11-H2", "2025-09-30T10:00", "2025-11-20T17:30"},
    {"art.10(7)", "R-WO-11-G", "2025-09-30T10:00", "2025-10-21T17:30"},
    {"art.10(7)", "R-CON-02-LV", "2025-09-30T10:00", "2025-10-17T17:30"},
    {"art.10(7)", "R-WO-02", "2025-10-01T02:00", "2025-10-01T02:30"},
    {"art.10(7)", "R-HND-01", "2025-09-30T10:00", "2025-09-30T16:00"},
    {"art.10(8)", "R-WO-08", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.10(8)", "R-WO-09-P", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(8)", "R-WO-11-P", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.10(8)", "R-WO-17", "2025-09-30T10:00", "2025-10-09T17:30"},
    {"art.10(1)", "R-WO-05", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.10(1)", "R-WO-12", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.10(4)", "R-RUL-01", "2025-10-01T02:00", "2025-10-01T02:30"},
    {"art.10(4)", "R-RUL-02", "2025-09-30T10:00", "2025-09-30T16:00"},
    {"art.6", "R-SUP-01", "2025-09-30T10:00", "2025-10-10T17:30"},
    // Arrears. Of rows before: the last moment to be told.
    {"art.10(7)", "R-ARR-06", "2018-10-01T02:00", "2018-10-02T02:00"},
    {"art.10(7)", "R-ARR-09-SH", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-ARR-09-HN", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.3", "R-ARR-04", "2025-11-16T08:00", "2025-10-16T23:59:59"},
    {"art.3", "R-ARR-05", "2018-05-13T08:00", "2018-05-05T23:59:59"},
    {"art.3", "R-ARR-07", "2025-11-16T08:00", "2025-11-15T08:00"},
    // Earlier norms, 12398, petitions.
    {"art.10(7)", "R-CMP-04-C", "2010-09-28T10:00", "2010-10-04T00:00"},
    {"art.10(7)", "R-CMP-04-T", "2010-09-28T10:00", "2010-10-08T17:30"},
    {"art.10(7)", "R-CMP-07-2011", "2018-09-28T16:00", "2018-10-12T17:30"},
    {"art.9(5)", "R-REP-05-A", "2025-10-20T10:00", "2025-10-23T17:30"},
    {"art.9(5)", "R-REP-05-B", "2025-10-20T10:00", "2025-10-27T17:30"},
    {"art.9(5)", "R-REP-05-C", "2025-10-20T10:00", "2025-11-17T17:30"},
    {"art.9(5)", "R-REP-05-D", "2025-10-20T10:00", "2025-10-27T17:30"},
    {"art.8", "R-CMP-10", "2025-09-26T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-11", "2025-08-02T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-11-X", "2025-09-01T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-15", "2025-09-20T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-16", "2025-08-02T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-16-X", "2025-09-01T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-17-ASK1", "2025-09-01T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-17-OP1", "2025-09-01T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-17-ASK2", "2025-09-01T10:00", "2025-10-09T17:30"},
    {"art.8", "R-CMP-17-OP2", "2025-09-01T10:00", "2025-10-09T17:30"},
    // Connection.
    {"art.10(7)", "R-CON-01-RES", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.10(7)", "R-CON-01-LV", "2025-09-30T10:00", "2025-10-17T17:30"},
    {"art.10(7)", "R-CON-01-HV1", "2025-09-30T10:00", "2025-11-04T17:30"},
    {"art.10(7)", "R-CON-01-HV2", "2025-09-30T10:00", "2025-12-09T17:30"},
    {"art.10(7)", "R-CON-02-2011-RES", "2018-09-28T16:00", "2018-10-08T17:30"},
    {"art.10(7)", "R-CON-02-2011-LV", "2018-09-28T16:00", "2018-10-12T17:30"},
    {"art.10(7)", "R-CON-02-2011-HV1", "2018-09-28T16:00", "2018-10-24T17:30"},
    {"art.10(7)", "R-CON-02-2011-HV2", "2018-09-28T16:00", "2018-11-14T17:30"},
    {"art.10(7)", "R-CON-03-LV", "2025-09-30T10:00", "2025-10-17T17:30"},
    {"art.10(7)", "R-CON-03-HV", "2025-09-30T10:00", "2025-11-04T17:30"},
    {"art.10(7)", "R-CON-04", "2025-09-30T10:00", "2025-10-21T17:30"},
    {"art.10(7)", "R-CON-04-OLD", "2025-09-30T10:00", "2025-11-04T17:30"},
    {"art.10(7)", "R-CON-05-LV", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.10(7)", "R-CON-05-HV", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CON-05-KPI", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CON-06-LV", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CON-06-HV", "2025-09-30T10:00", "2025-10-16T17:30"},
    {"art.10(7)", "R-CON-06-KPI", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CON-07-RES", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.10(7)", "R-CON-07-LV", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CON-07-HV", "2025-09-30T10:00", "2025-10-16T17:30"},
    {"art.10(7)", "R-CON-07-KPI", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CON-07-2011-RES", "2018-09-28T16:00", "2018-10-08T17:30"},
    {"art.10(7)", "R-CON-07-2011-NON", "2018-09-28T16:00", "2018-10-10T17:30"},
    {"art.10(7)", "R-CON-09-HV1", "2025-09-30T10:00", "2025-11-06T17:30"},
    {"art.10(7)", "R-CON-09-HV2", "2025-09-30T10:00", "2025-11-20T17:30"},
    {"art.10(7)", "R-CON-08-RES", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-CON-08-LV", "2025-09-30T10:00", "2025-10-15T17:30"},
    {"art.10(7)", "R-CON-08-HV1", "2025-09-30T10:00", "2025-11-06T17:30"},
    {"art.10(7)", "R-CON-08-HV2", "2025-09-30T10:00", "2025-11-20T17:30"},
    {"art.10(7)", "R-CON-11-LV", "2024-11-30T10:00", "2025-02-28T17:30"},
    {"art.10(7)", "R-CON-11-HV", "2024-10-01T10:00", "2025-10-09T17:30"},
    // Outages. Of rows before: the last moment to be told.
    {"art.10(7)", "R-OUT-09-IN", "2025-10-01T02:00", "2025-10-01T03:00"},
    {"art.10(7)", "R-OUT-09-OUT", "2025-10-01T02:00", "2025-10-01T03:30"},
    {"art.10(7)", "R-OUT-11-ARR", "2025-10-01T02:00", "2025-10-01T02:30"},
    {"art.10(7)", "R-OUT-14-SH", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.3", "R-OUT-01", "2025-11-16T08:00", "2025-11-08T23:59:59"},
    {"art.3", "R-OUT-01-2011", "2018-05-13T08:00", "2018-05-05T23:59:59"},
    {"art.3", "R-OUT-01-2022", "2025-11-16T08:00", "2025-11-08T23:59:59"},
    {"art.3", "R-OUT-02", "2025-11-16T08:00", "2025-11-15T08:00"},
    {"art.3", "R-OUT-02-PUB", "2025-11-16T08:00", "2025-11-15T08:00"},
    {"art.3", "R-OUT-02-2022", "2025-11-16T08:00", "2025-11-15T08:00"},
    {"art.3", "R-OUT-11-ORDER", "2025-10-01T02:00", "2025-10-01T02:05"},
    {"art.3", "R-OUT-11-DISPATCH", "2025-10-01T02:00", "2025-10-01T02:05"},
    {"art.3", "R-OUT-11-SWITCH", "2025-10-01T02:00", "2025-10-01T03:00"},
    {"art.3", "R-OUT-11-OVERHEAD", "2025-10-01T02:00", "2025-10-01T10:00"},
    {"art.3", "R-OUT-11-CABLE", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.3", "R-OUT-14-HN", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.3", "R-OUT-STOP-3D", "2025-11-16T08:00", "2025-11-12T23:59:59"},
    {"art.3", "R-OUT-STOP-7D", "2025-09-26T10:00", "2025-10-09T17:30"},
    {"art.3", "R-OUT-STOP-30MIN", "2025-11-16T08:00", "2025-11-16T07:30"},
    // Counter, hotline, work orders, the southern grid.
    {"art.10(7)", "R-WO-02-3MIN", "2025-10-01T02:00", "2025-10-01T02:03"},
    {"art.10(7)", "R-WO-07", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.10(7)", "R-WO-08-RET", "2025-09-30T10:00", "2025-10-13T17:30"},
    {"art.10(7)", "R-WO-08-RET-2011", "2018-09-28T16:00", "2018-10-11T17:30"},
    {"art.10(7)", "R-WO-09-RET", "2025-09-30T10:00", "2025-10-20T17:30"},
    {"art.10(7)", "R-WO-10-RET", "2025-09-30T10:00", "2025-10-13T17:30"},
    {"art.10(7)", "R-WO-11-T", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-WO-11-N", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-WO-22-GENERAL", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.10(7)", "R-WO-22-GENERAL-PLAN", "2025-09-30T10:00", "2025-10-11T17:30"},
    {"art.10(7)", "R-WO-22-MAJOR", "2025-10-01T02:00", "2025-10-01T14:00"},
    {"art.10(7)", "R-WO-22-MAJOR-PROGRESS", "2025-09-30T10:00", "2025-10-10T17:30"},
    {"art.10(7)", "R-WO-22-MAJOR-REPLY", "2025-09-30T10:00", "2025-10-14T17:30"},
    {"art.10(7)", "R-WO-22-URGENT", "2025-10-01T02:00", "2025-10-01T04:00"},
    {"art.10(7)", "R-WO-22-URGENT-REPLY", "2025-10-01T02:00", "2025-10-02T02:00"},
    {"art.10(7)", "R-CSG-09-U", "2025-10-01T02:00", "2025-10-01T02:45"},
    {"art.10(7)", "R-CSG-09-R", "2025-10-01T02:00", "2025-10-01T03:30"},
    {"art.10(7)", "R-CSG-09-M", "2025-10-01T02:00", "2025-10-01T04:00"},
    {"art.10(7)", "R-CSG-09-REC", "2025-10-01T02:00", "2025-10-01T04:00"},
    {"art.3", "R-WO-04", "2025-10-01T02:00", "2025-10-01T02:05"},
    {"art.10(2)", "R-SVC-04", "2025-10-01T02:00", "2025-10-01T02:05"},
    {"art.10(2)", "R-SVC-05", "2025-10-01T02:00", "2025-10-01T02:20"},
    {"art.10(6)", "R-WO-01", "2025-10-01T02:00", "2025-10-01T02:02"},
    {"art.10(6)", "R-WO-06", "2025-10-01T02:00", "2025-10-01T02:20"},
    {"art.7", "R-WO-18", "2025-09-30T10:00", "2025-10-10T17:30"},
};

template <class T>
std::optional<T> first(const std::vector<T>& list) { return list.empty() ? std::nullopt : std::optional(list.front()); }

/// A case the row is for, as narrow as the row itself.
DutyScope fitting(const LimitRule& rule) {
  DutyScope scope{rule.duty, first(rule.scope.kinds).value_or(CaseKind::service_request), first(rule.scope.categories).value_or(""), first(rule.scope.areas).value_or(Area::urban)};
  scope.channel = first(rule.scope.channels);
  scope.customer_class = first(rule.scope.customer_classes);
  scope.voltage = first(rule.scope.voltages);
  scope.start = rule.start;
  scope.stop = rule.stop;
  return scope;
}

bool binds(const LimitRule& rule, Date on) {
  const auto found = limits_for(rulebook(), fitting(rule), on);
  return std::find(found.begin(), found.end(), &rule) != found.end();
}

/// The rows of one clause: the arithmetic, and that a row binds exactly from its first to its last day, if it binds anybody.
void check(const std::string& cite) {
  for (const Row& row : table) {
    if (row.cite != cite) continue;
    SCOPED_TRACE(row.id);
    const LimitRule* rule = rulebook().limit(row.id);
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(std::count(rule->clauses.begin(), rule->clauses.end(), cite), 1);
    const Instant start = *parse_instant(row.start);
    const WorkCalendar& calendar = calendar_for(rulebook().calendars, *rule, "");
    const Instant due = rule->before ? latest_start_over_by(calendar, rule->limit, start, rule->counting) : due_at(calendar, start, rule->limit, rule->counting).at;
    EXPECT_EQ(to_iso(due), to_iso(*parse_instant(row.due)));
    EXPECT_LE(rule->effective_from, local_date(start)) << "the example is of a day the row was in force";
    const bool for_somebody = rule->adopted && !rule->before && rule->region.empty();
    EXPECT_EQ(binds(*rule, rule->effective_from), for_somebody);
    EXPECT_FALSE(binds(*rule, rule->effective_from.plus_days(-1)));
    if (!rule->effective_to) continue;
    EXPECT_GE(*rule->effective_to, local_date(start));
    EXPECT_EQ(binds(*rule, *rule->effective_to), for_somebody);
    EXPECT_FALSE(binds(*rule, rule->effective_to->plus_days(1)));
  }
}

TEST(Limits, Art_1_every_limit_has_an_example) {
  std::set<std::string> shown;
  const std::set<std::string> tested = {"art.3", "art.6", "art.7", "art.8", "art.9(5)", "art.10(1)", "art.10(2)", "art.10(4)", "art.10(6)", "art.10(7)", "art.10(8)"};
  for (const Row& row : table) {
    EXPECT_TRUE(shown.insert(row.id).second) << row.id;
    EXPECT_TRUE(tested.contains(row.cite)) << row.id << " needs a test of its clause below";
  }
  for (const LimitRule& rule : rulebook().limits) EXPECT_TRUE(shown.contains(rule.id)) << rule.id << " needs a row in the table";
  EXPECT_EQ(shown.size(), rulebook().limits.size());
}

TEST(Limits, Art_3_outages_disconnections_and_repairs_are_announced_and_ended_in_time) { check("art.3"); }
TEST(Limits, Art_6_supervision_is_answered_in_time) { check("art.6"); }
TEST(Limits, Art_7_a_unit_appeals_in_time) { check("art.7"); }
TEST(Limits, Art_8_authorities_decide_in_time) { check("art.8"); }
TEST(Limits, Art_9_5_tips_are_verified_in_time) { check("art.9(5)"); }
TEST(Limits, Art_10_1_the_customer_is_asked_in_time) { check("art.10(1)"); }
TEST(Limits, Art_10_2_the_counter_serves_in_time) { check("art.10(2)"); }
TEST(Limits, Art_10_4_the_office_rules_in_time) { check("art.10(4)"); }
TEST(Limits, Art_10_6_the_hotline_passes_on_in_time) { check("art.10(6)"); }
TEST(Limits, Art_10_7_customers_are_answered_in_time) { check("art.10(7)"); }
TEST(Limits, Art_10_8_progress_is_told_in_time) { check("art.10(8)"); }

}  // namespace
}  // namespace shouwen
