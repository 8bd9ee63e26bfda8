// A customer's file: what may be written, what changed, how complete it is, whether two are one.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "customers/change_file.h"
#include "customers/completeness.h"
#include "customers/duplicates.h"
#include "customers/file_differences.h"

namespace shouwen {
namespace {

const CustomerFileRules rules{2'000'000, {{FileItem::name, 2, "", ""}, {FileItem::phone, 1, "", ""}, {FileItem::representative, 3, "", ""}, {FileItem::transformer, 2, "", ""}}};

CustomerFile plant() {
  CustomerFile file;
  file.id = CustomerId{7};
  file.version = 3;
  file.account_number = {"0510000001"};
  file.name = {"桃源铸造有限公司"};
  file.phone = {"07001234567"};
  file.locations = {{1, {"桃源路1号"}, {"厂区"}}};
  file.usage_points = {{2, {"D001"}, 1, Voltage::kv_10, 1250, {"大工业"}}};
  file.meters = {{3, {"M001"}, 2, 1500, {}}};
  file.last_entry_id = 3;
  return file;
}

FileChange because() {
  FileChange change;
  change.reason = {"现场核实"};
  return change;
}

std::string code_of(const FileChange& change, const CustomerFile& file = plant()) {
  const auto changed = change_file(file, change, rules);
  return changed ? "" : changed.refusal().code + " " + changed.refusal().field;
}

TEST(ChangeFile, Art_11_6_3_what_is_not_true_is_refused_naming_the_field) {
  struct Row {
    const char* refusal;
    void (*wrong)(FileChange&);
  };
  const Row table[] = {
      {"customer_file.nothing_changed ", [](FileChange&) {}},
      {"customer_file.nothing_changed ", [](FileChange& c) { c.phone = {{"0700-1234567"}}; }},
      {"customer_file.changed_meanwhile /version", [](FileChange& c) { c.version = 2; }},
      {"customer_file.capacity_impossible /contracted_capacity_kva", [](FileChange& c) { c.contracted_capacity_kva = -1; }},
      {"customer_file.capacity_impossible /contracted_capacity_kva", [](FileChange& c) { c.contracted_capacity_kva = 2'000'001; }},
      {"customer_file.capacity_impossible /transformers", [](FileChange& c) { c.transformers = {{{0, {"T1"}, {}, -5, false}}}; }},
      {"customer_file.number_twice /meters", [](FileChange& c) { c.meters = {{{0, {"M001"}, 2, 1, {}}}}; }},
      {"customer_file.multiplier_impossible /meters", [](FileChange& c) { c.meters = {{{0, {"M002"}, 2, 0, {}}}}; }},
      {"customer_file.unknown_usage_point /meters", [](FileChange& c) { c.meters = {{{0, {"M002"}, 9, 1, {}}}}; }},
      {"customer_file.unknown_location /usage_points", [](FileChange& c) { c.usage_points = {{{0, {"D002"}, 9, {}, 0, {}}}}; }},
      {"customer_file.still_used /removed", [](FileChange& c) { c.removed = {{{FileSection::usage_points, 2}}}; }},
      {"customer_file.still_used /removed", [](FileChange& c) { c.removed = {{{FileSection::locations, 1}}}; }},
      {"customer_file.unknown_entry /removed/0/id", [](FileChange& c) { c.removed = {{{FileSection::notes, 1}}}; }},
      {"customer_file.unknown_entry /meters/0/id", [](FileChange& c) { c.meters = {{{99, {"M002"}, 2, 1, {}}}}; }},
      {"customer_file.dates_reversed /representatives", [](FileChange& c) { c.representatives = {{{0, {"赵工"}, {"电气主管"}, {}, true, Date::of(2026, 5, 1), Date::of(2026, 4, 30)}}}; }},
      {"customer_file.dates_reversed /agreements", [](FileChange& c) { c.agreements = {{{0, {"H1"}, Date::of(2026, 5, 1), Date::of(2025, 5, 1), {}}}}; }},
      {"customer_file.licence_malformed /licence_number", [](FileChange& c) { c.licence_number = {{"91350100M000100Y44"}}; }},
      {"customer.phone_malformed /legal_representative_phone", [](FileChange& c) { c.legal_representative_phone = {{"电话不详"}}; }},
      {"customer.name_missing /name", [](FileChange& c) { c.name = {{""}}; }},
      {"", [](FileChange& c) { c.licence_number = {{"９１350100m000100y43"}}; }},
      {"", [](FileChange& c) { c.version = 3, c.contracted_capacity_kva = 1600; }},
      {"", [](FileChange& c) { c.removed = {{{FileSection::meters, 3}}}; }},
  };
  for (const Row& row : table) {
    FileChange change = because();
    row.wrong(change);
    EXPECT_EQ(code_of(change), row.refusal == std::string() ? "" : row.refusal);
  }
}

TEST(ChangeFile, Art_11_6_3_an_entrys_id_is_never_used_again) {
  FileChange out = because();
  out.removed = {{{FileSection::meters, 3}}};
  const CustomerFile without = *change_file(plant(), out, rules);
  FileChange in = because();
  in.meters = {{{0, {"M009"}, 2, 100, {}}}};
  EXPECT_EQ(change_file(without, in, rules)->meters.front().id, 4);
}

TEST(ChangeFile, Art_11_6_3_a_merged_file_is_closed) {
  CustomerFile merged = plant();
  merged.merged_into_id = CustomerId{8};
  FileChange change = because();
  change.phone = {{"0700-7654321"}};
  EXPECT_EQ(code_of(change, merged), "customer_file.merged ");
}

RC_GTEST_PROP(FileDifferences, Art_11_6_3_before_and_what_changed_give_after, ()) {
  const auto any_file = [] {
    CustomerFile file = plant();
    file.name.value = *rc::gen::element(std::string("甲"), std::string("乙𠮷"), std::string("丙\"\\\n"));
    file.affiliated = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) file.voltage = Voltage::kv_35;
    file.contracted_capacity_kva = *rc::gen::inRange(0, 5000);
    file.representatives.clear();
    for (std::int64_t id = 1; id < 5; ++id)
      if (*rc::gen::arbitrary<bool>())
        file.representatives.push_back({id, {"代表"}, {*rc::gen::element(std::string("电工"), std::string("厂长"))}, {}, *rc::gen::arbitrary<bool>(), {}, Date::of(2026, 1, *rc::gen::inRange(1, 28))});
    return file;
  };
  const CustomerFile before = any_file();
  CustomerFile after = any_file();
  after.version = before.version + 1;
  const auto changes = differences(before, after);
  CustomerFile rebuilt = with_differences(before, changes);
  // Where a taken out entry stood is not kept: order within a list means nothing.
  const auto by_id = [](const CustomerRepresentative& a, const CustomerRepresentative& b) { return a.id < b.id; };
  std::sort(rebuilt.representatives.begin(), rebuilt.representatives.end(), by_id);
  RC_ASSERT(rebuilt == after);
  RC_ASSERT(parse_file(stored_text(after)) == after);
  RC_ASSERT(differences(after, after).empty());
}

TEST(FileDifferences, Art_11_6_3_each_field_with_before_and_after) {
  CustomerFile after = plant();
  after.phone.value = "07009999999";
  after.meters[0].multiplier = 2000;
  after.notes.push_back({4, FileNoteKind::operation, {}, {"夜班生产"}});
  const std::vector<FieldDifference> expected{{"/phone", "\"07001234567\"", "\"07009999999\""}, {"/meters/3/multiplier", "1500", "2000"},
                                              {"/notes/4", "null", R"({"id":4,"kind":"operation","text":"夜班生产"})"}, {"/last_entry_id", "3", "4"}};
  after.last_entry_id = 4;
  EXPECT_EQ(differences(plant(), after), expected);
}

TEST(Completeness, Art_11_6_3_weighs_what_is_there) {
  CustomerFile file = plant();
  const Date today = Date::of(2026, 11, 27);
  EXPECT_EQ(completeness_of(file, rules, today).percent, 37);
  EXPECT_EQ(completeness_of(file, rules, today).missing, (std::vector<FileItem>{FileItem::representative, FileItem::transformer}));
  file.representatives = {{4, {"赵工"}, {"电气主管"}, {"07001111111"}, true, {}, Date::of(2026, 11, 26)}};
  EXPECT_EQ(completeness_of(file, rules, today).percent, 37) << "his time is over (art. 11(4))";
  file.representatives[0].valid_to = today;
  EXPECT_EQ(completeness_of(file, rules, today).percent, 75);
  EXPECT_EQ(completeness_of(file, {}, today).percent, 100);
  const auto capacity_asked_for = [today](std::vector<UsagePoint> points) {
    CustomerFile asked;
    asked.usage_points = std::move(points);
    CustomerFileRules weighed;
    weighed.items = {{FileItem::contracted_capacity, 1, {}, {}}};
    return !completeness_of(asked, weighed, today).missing.empty();
  };
  EXPECT_TRUE(capacity_asked_for({})) << "Art. 11(6)(3)";
  EXPECT_FALSE(capacity_asked_for({{1, {"D1"}, 0, {}, 315, {}}})) << "a usage point says it";
  EXPECT_TRUE(capacity_asked_for({{1, {"D1"}, 0, {}, 0, {}}}));
}

TEST(Representative, Art_11_4_who_speaks_for_the_customer_on_a_day) {
  CustomerFile file = plant();
  file.representatives = {{4, {"钱厂长"}, {"厂长"}, {}, false, {}, {}}, {5, {"赵工"}, {"电气主管"}, {}, true, Date::of(2026, 1, 1), Date::of(2026, 6, 30)},
                          {6, {"孙工"}, {"电气主管"}, {}, true, Date::of(2026, 7, 1), {}}};
  EXPECT_EQ(representative_on(file, Date::of(2025, 12, 31)), nullptr);
  EXPECT_EQ(representative_on(file, Date::of(2026, 6, 30))->id, 5);
  EXPECT_EQ(representative_on(file, Date::of(2026, 7, 1))->id, 6);
}

TEST(Duplicates, Art_11_6_3_two_files_of_one_customer) {
  const CustomerFile a = plant();
  CustomerFile b = plant();
  b.id = CustomerId{8};
  b.name = {"桃源铸造（有限责任公司）"};
  b.phone = {"07008888888"};
  EXPECT_EQ(likeness_of(a, b), std::vector<Likeness>{Likeness::name});
  EXPECT_FALSE(is_likely_duplicate(likeness_of(a, b))) << "a name alone may be another's";
  b.phone = a.phone;
  EXPECT_TRUE(is_likely_duplicate(likeness_of(a, b)));
  EXPECT_EQ(merge_files(a, a).refusal().code, "customer_file.merge_with_itself");
  EXPECT_TRUE(merge_files(a, b));
  b.merged_into_id = CustomerId{9};
  EXPECT_EQ(merge_files(a, b).refusal().code, "customer_file.merged");
}

}  // namespace
}  // namespace shouwen
