// What a draft changes is told by row and field, whatever the order of the text.
#include "regulation/rulebook_diff.h"

#include <gtest/gtest.h>

namespace shouwen {
namespace {

const std::string limits = "# limits\n[[limit]]\nid = \"R-1\"\nlimit = \"5wd\"\nareas = [\"urban\", \"rural\"]\nclauses = [\"art.10(7)\"]\neffective_from = 2020-01-01\n"
                           "[[limit]]\nid = \"R-2\"\nlimit = \"7wd\"\nclauses = [\"art.10(8)\"]\n";

std::vector<RowChange> rows(const std::string& name, const std::string& before, const std::string& after) {
  return compare_rulebooks({{name, before}}, {{name, after}}).rows;
}
std::string replaced(std::string text, const std::string& what, const std::string& by) { return text.replace(text.find(what), what.size(), by); }

TEST(RulebookDiff, Art_5_a_changed_field_is_named_with_its_clause_and_line) {
  const auto found = rows("limits.toml", limits, replaced(limits, "7wd", "6wd"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].table, "limit");
  EXPECT_EQ(found[0].key, "R-2");
  EXPECT_EQ(found[0].kind, RowChangeKind::changed);
  EXPECT_EQ(found[0].clauses, std::vector<std::string>{"art.10(8)"});
  EXPECT_EQ(found[0].line, 8);
  EXPECT_EQ(found[0].fields, (std::vector<FieldChange>{{"limit", "7wd", "6wd"}}));
}

TEST(RulebookDiff, Art_5_a_changed_row_says_what_it_is_about) {
  const auto found = rows("limits.toml", limits, replaced(limits, "5wd", "4wd"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].about, (std::vector<FieldValue>{{"areas", "urban, rural"}}));
  const auto moved = rows("limits.toml", limits, replaced(limits, "\"urban\", ", ""));
  ASSERT_EQ(moved.size(), 1U);
  EXPECT_TRUE(moved[0].about.empty()) << "what changes is told as a change";
}

TEST(RulebookDiff, Art_5_added_and_removed_rows_show_all_their_fields) {
  const std::string second = limits.substr(limits.find("[[limit]]\nid = \"R-2\""));
  const auto added = rows("limits.toml", limits, limits + "[[limit]]\nid = \"R-3\"\nlimit = \"1wd\"\n");
  ASSERT_EQ(added.size(), 1U);
  EXPECT_EQ(added[0].kind, RowChangeKind::added);
  EXPECT_EQ(added[0].fields, (std::vector<FieldChange>{{"id", "", "R-3"}, {"limit", "", "1wd"}}));
  const auto removed = rows("limits.toml", limits, second);
  ASSERT_EQ(removed.size(), 1U);
  EXPECT_EQ(removed[0].kind, RowChangeKind::removed);
  EXPECT_EQ(removed[0].key, "R-1");
  EXPECT_EQ(removed[0].fields.back(), (FieldChange{"effective_from", "2020-01-01", ""}));
  EXPECT_EQ(removed[0].fields[2], (FieldChange{"areas", "urban, rural", ""}));
}

TEST(RulebookDiff, comments_spaces_and_order_are_no_change) {
  const std::size_t second = limits.find("[[limit]]\nid = \"R-2\"");
  const std::string turned = limits.substr(second) + "\n# a comment\n" + limits.substr(0, second);
  EXPECT_TRUE(rows("limits.toml", limits, turned).empty());
}

TEST(RulebookDiff, groups_rows_within_groups_and_rows_without_a_name) {
  const std::string before = "[hand_over]\nreturn_budget = 2\n[[hand_over.return_reason]]\ncode = \"a\"\nclause = \"art.10(7)\"\n[[grant]]\nrole = \"clerk\"\nverbs = [\"x\"]\nscope = \"own\"\n";
  const auto budget = rows("handling.toml", before, replaced(before, "= 2", "= 3"));
  ASSERT_EQ(budget.size(), 1U);
  EXPECT_EQ(budget[0].table, "hand_over");
  EXPECT_EQ(budget[0].key, "");
  const auto verbs = rows("handling.toml", before, replaced(before, "[\"x\"]", "[\"x\", \"y\"]"));
  ASSERT_EQ(verbs.size(), 1U);
  EXPECT_EQ(verbs[0].key, "clerk / own");
  EXPECT_EQ(verbs[0].fields, (std::vector<FieldChange>{{"verbs", "x", "x, y"}}));
}

TEST(RulebookDiff, days_of_the_holiday_table) {
  const std::string before = "date,worked,name,source\n2026-10-01,0,国庆节,x\n", after = before + "2026-10-10,1,国庆节,y\n";
  const auto found = rows("holidays.csv", before, after);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].key, "2026-10-10");
  EXPECT_EQ(found[0].line, 3);
}

TEST(RulebookDiff, what_cannot_be_read_is_named) {
  const RulebookChanges changes = compare_rulebooks({{"a.toml", "x = 1"}, {"b.csv", "date\n2026-01-01,0,x,y\n"}}, {{"a.toml", "x = "}, {"b.csv", "nonsense\n1\n"}});
  EXPECT_TRUE(changes.rows.empty());
  EXPECT_EQ(changes.unreadable, (std::vector<std::string>{"a.toml", "b.csv"}));
}

}  // namespace
}  // namespace shouwen
