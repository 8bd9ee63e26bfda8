// Headings known by name, foreign ones by mapping; units.
#include "usage/use_columns.h"

#include <gtest/gtest.h>

#include <sstream>

#include "usage/interval_file.h"

namespace shouwen {
namespace {

using enum UseColumn;

TEST(UseColumns, Art_11_6_3_headings_are_known_by_name) {
  const auto columns = use_columns({"户号", "户名", "月份", "电量", "尖峰电量", "reactivekvarh", "最大需量"}, std::nullopt);
  EXPECT_EQ(*columns, (std::vector<UseColumn>{account_number, other, month, total, super_peak, reactive, max_demand}));
}

TEST(UseColumns, Art_11_6_3_with_a_mapping_only_what_it_names_is_read) {
  const UseMapping mapping{{{"account_number", "用电 客户编码"}, {"month", "数据月份"}, {"total_kwh", "Usage (MWh)"}}, "", EnergyUnit::mwh};
  const auto columns = use_columns({"户号", "用电客户编码", "数据月份", "usage(mwh)", "峰电量"}, mapping);
  ASSERT_TRUE(columns) << columns.refusal().code;
  EXPECT_EQ(*columns, (std::vector<UseColumn>{other, account_number, month, total, other}));
}

TEST(UseColumns, what_cannot_be_is_said) {
  const auto code = [](const UseMapping& mapping) {
    const auto columns = use_columns({"户号", "月份", "usage"}, mapping);
    return columns ? std::string() : columns.refusal().code;
  };
  EXPECT_EQ(code({{{"colour", "户号"}}}), "import.unknown_column");
  EXPECT_EQ(code({{{"total_kwh", "usages"}}}), "import.missing_column");
  EXPECT_EQ(code({{{"total_kwh", "电量合计"}}}), "import.field_without_column");
  EXPECT_EQ(code({{{"total_kwh", "usage"}, {"peak_kwh", "usage"}}}), "usage.column_twice");
  EXPECT_EQ(code({{{"total_kwh", "usage"}}}), "");
}

TEST(UseColumns, one_account_for_a_whole_file) {
  const UseMapping mapping{{{"account_number", "户号"}, {"total_kwh", "usage"}}, "0510000001"};
  EXPECT_EQ(*use_columns({"户号", "usage"}, mapping), (std::vector<UseColumn>{other, total}));
}

TEST(UseColumns, another_mapping_is_another_import) {
  const UseMapping kwh{{{"total_kwh", "a"}}}, mwh{{{"total_kwh", "a"}}, "", EnergyUnit::mwh}, other_column{{{"total_kwh", "b"}}};
  EXPECT_EQ(text_of(kwh), text_of(kwh));
  EXPECT_NE(text_of(kwh), text_of(mwh));
  EXPECT_NE(text_of(kwh), text_of(other_column));
}

TEST(EnergyCell, Art_11_6_3_units_to_watt_hours) {
  const struct {
    const char* cell;
    EnergyUnit unit;
    std::int64_t wh;
    const char* code;
  } table[] = {
      {"1.2345", EnergyUnit::kwh, 1235, ""},       {"1.2345678", EnergyUnit::mwh, 1'234'568, ""}, {"12.5", EnergyUnit::wh, 13, ""},
      {"0", EnergyUnit::mwh, 0, ""},               {".5", EnergyUnit::mwh, 500'000, ""},          {"-0.0", EnergyUnit::mwh, 0, ""},
      {"-1", EnergyUnit::mwh, 0, "usage.negative"}, {"1e3", EnergyUnit::kwh, 0, "usage.not_a_number"},
      {"1000000000", EnergyUnit::mwh, 1'000'000'000'000'000, ""}, {"1000000001", EnergyUnit::mwh, 0, "usage.too_large"},
      {"99999999999999999999999", EnergyUnit::wh, 0, "usage.too_large"},
  };
  for (const auto& row : table) {
    const auto wh = parse_energy_wh(row.cell, row.unit, "电量");
    EXPECT_EQ(wh ? std::string() : wh.refusal().code, row.code) << row.cell;
    if (wh) {
      EXPECT_EQ(*wh, row.wh) << row.cell;
    }
  }
}

TEST(UseForm, Art_11_6_3_told_by_the_first_line_the_kind_and_the_mapping) {
  const auto form = [](const std::string& text, const UseReading& reading = {}) -> std::string {
    tables::CsvLines lines(std::make_unique<std::istringstream>(text));
    const auto found = form_of(lines, reading);
    if (!found) return found.refusal().code;
    constexpr const char* names[] = {"months", "interval_wide", "interval_long", "nem12", "green_button"};
    return names[static_cast<int>(*found)];
  };
  const UseReading months{UseKind::months, {}}, days{UseKind::days, {}};
  EXPECT_EQ(form("户号,202601\n"), "months");
  EXPECT_EQ(form("户号,日期,00:15\n"), "interval_wide");
  EXPECT_EQ(form("户号,时间,电量\n"), "interval_long");
  EXPECT_EQ(form("100,NEM12,2004\n"), "nem12");
  EXPECT_EQ(form("\xef\xbb\xbf<?xml version=\"1.0\"?>\n"), "green_button");
  EXPECT_EQ(form("100,NEM12,2004\n", months), "usage.file_of_intervals");
  EXPECT_EQ(form("<feed>\n", months), "usage.file_of_intervals");
  EXPECT_EQ(form("户号,时间,电量\n", months), "months") << "a column called time may be the month: the mapping says";
  EXPECT_EQ(form("编码,某日,1,2\n", days), "interval_wide");
  EXPECT_EQ(form("编码,某时,值\n", {UseKind::days, UseMapping{{{"time", "某时"}}}}), "interval_long");
}

}  // namespace
}  // namespace shouwen
