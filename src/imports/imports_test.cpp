// Foreign tables: times, mappings, and the on-time verdict of past cases.
#include <gtest/gtest.h>

#include "imports/importer.h"

namespace shouwen {
namespace {

TEST(ForeignTime, every_usual_spelling_and_nothing_else) {
  struct Row {
    const char* text;
    const char* order;
    std::int64_t offset;
    const char* iso;  ///< "" = refused
  };
  const Row table[] = {
      {"2022-01-21 13:47:00", "ymd", -5 * 3600, "2022-01-22T02:47:00+08:00"},
      {"2022-01-21", "ymd", 8 * 3600, "2022-01-21T00:00:00+08:00"},
      {"21/01/2022 13:47:00", "dmy", 8 * 3600, "2022-01-21T13:47:00+08:00"},
      {"10/31/2016 11:07:15 PM", "mdy", 8 * 3600, "2016-10-31T23:07:15+08:00"},
      {"10/31/2016 12:07:15 AM", "mdy", 8 * 3600, "2016-10-31T00:07:15+08:00"},
      {"２０２２－０１－２１ １３：４７", "ymd", 8 * 3600, "2022-01-21T13:47:00+08:00"},
      {"2022年1月21日 8时5分", "ymd", 8 * 3600, "2022-01-21T08:05:00+08:00"},
      {"2024-02-29", "ymd", 8 * 3600, "2024-02-29T00:00:00+08:00"},
      {"2023-02-29", "ymd", 8 * 3600, ""},
      {"2022-13-01", "ymd", 8 * 3600, ""},
      {"13/01/2022 13:00:00 PM", "dmy", 8 * 3600, ""},
      {"soon", "ymd", 8 * 3600, ""},
      {"99999999999999999999", "ymd", 0, ""},
  };
  for (const Row& row : table) {
    const auto at = parse_foreign_time(row.text, row.order, row.offset);
    EXPECT_EQ(at ? to_iso(*at) : "", row.iso) << row.text;
  }
}

TEST(PastCase, Art_10_7_on_time_is_by_target_and_close) {
  const Instant early{100}, target{200}, late{300};
  EXPECT_TRUE(was_on_time(std::nullopt, std::nullopt, late));
  EXPECT_TRUE(was_on_time(target, early, late));
  EXPECT_TRUE(was_on_time(target, target, late));
  EXPECT_FALSE(was_on_time(target, late, late));
  EXPECT_TRUE(was_on_time(target, std::nullopt, early));
  EXPECT_FALSE(was_on_time(target, std::nullopt, late));
}

TEST(Mapping, columns_constants_and_values) {
  const auto mapping = Mapping::parse("date_order = \"dmy\"\nutc_offset = \"-05:00\"\n[fields]\nnumber = \"Id\"\nsource = { constant = \"old\" }\n"
                                      "on_time = { column = \"Flag\", values = { Y = \"yes\", N = \"no\" } }\nopened_at = \"Opened\"\ntarget_at = \"Due\"\n");
  ASSERT_TRUE(mapping);
  const auto table = tables::parse_csv("Id,Flag,Opened,Due\n7,Y,21/01/2022,22/01/2022\n");
  const MappedRow row(*mapping, *table, table->rows[0]);
  EXPECT_EQ(row.text("number"), "7");
  EXPECT_EQ(row.text("source"), "old");
  EXPECT_EQ(row.text("on_time"), "yes");
  EXPECT_EQ(to_iso(**row.instant("opened_at")), "2022-01-21T13:00:00+08:00");
  EXPECT_EQ((*row.deadline("target_at"))->seconds - (*row.instant("target_at"))->seconds, seconds_per_day - 1) << "a date alone lasts to its end";
  EXPECT_TRUE(row.instant("number").refused());
  EXPECT_EQ(row.text("no_such"), "");
}

TEST(Mapping, columns_are_known_by_name_label_and_alias) {
  const auto table = tables::parse_csv("用户编号,户名,Phone,地区类别,备注\n1,王,2,urban,x\n");
  const Mapping mapping = suggest_mapping(import_kind("customers")->fields, *table);
  EXPECT_EQ(mapping.fields.at("account_number").column, "用户编号");
  EXPECT_EQ(mapping.fields.at("name").column, "户名");
  EXPECT_EQ(mapping.fields.at("phone").column, "Phone");
  EXPECT_EQ(mapping.fields.at("area").column, "地区类别");
  EXPECT_FALSE(mapping.fields.contains("station"));
  EXPECT_TRUE(check_columns(mapping, *table, import_kind("customers")->fields));
}

TEST(Mapping, what_cannot_be_is_said) {
  EXPECT_EQ(Mapping::parse("fields = 1").refusal().code, "import.bad_mapping");
  EXPECT_EQ(Mapping::parse("date_order = \"ydm\"\n[fields]\n").refusal().code, "import.bad_mapping");
  EXPECT_EQ(Mapping::parse("[fields\n").refusal().code, "import.bad_mapping");
  const ImportKind& kind = *import_kind("customers");
  const auto table = tables::parse_csv("account_number,name,aera\n1,2,3\n");
  const Verdict missing = check_columns(suggest_mapping(kind.fields, *table), *table, kind.fields);
  ASSERT_TRUE(missing.refused());
  EXPECT_EQ(missing.refusal().code, "import.missing_column");
  EXPECT_EQ(missing.refusal().values[1].second, "地区");
  EXPECT_EQ(missing.refusal().values[2].second, "aera") << "the nearest name is offered";
  const auto foreign = tables::parse_csv("户号,客户全名,地区\n1,2,城区\n");
  EXPECT_EQ(check_columns(suggest_mapping(kind.fields, *foreign), *foreign, kind.fields).refusal().code, "import.field_without_column") << "nothing in the table is like it";
  const auto none = tables::parse_csv("手机\n1\n");
  EXPECT_EQ(check_columns(suggest_mapping(kind.fields, *none), *none, kind.fields).refusal().values[0].second, "“户号”、“姓名”、“地区”") << "all at once";
  EXPECT_EQ(import_kind("cars"), nullptr);
}

}  // namespace
}  // namespace shouwen
