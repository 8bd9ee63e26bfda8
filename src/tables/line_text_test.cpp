// Workbooks and UTF-16 as lines; archives made and read.
#include "tables/line_text.h"

#include <gtest/gtest.h>

#include "tables/zip_archive.h"

namespace shouwen::tables {
namespace {

using namespace std::string_view_literals;

/// As spreadsheets write it: times of day as fractions of a day with a style, shared strings none.
std::string workbook(const std::string& rows) {
  return zip_of({{"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>)"},
                 {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>)"},
                 {"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="20"/><xf numFmtId="14"/></cellXfs></styleSheet>)"},
                 {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
}
std::string text_cell(const std::string& text) { return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>"; }

TEST(LineText, Art_11_6_3_a_sheet_of_times_becomes_lines_under_its_row_numbers) {
  const auto text = as_line_text(workbook("<row r=\"1\">" + text_cell("户号") + "<c s=\"2\"><v>46296</v></c><c s=\"1\"><v>0</v></c><c s=\"1\"><v>1.0416666666666666E-2</v></c><c s=\"1\"><v>1</v></c></row>"
                                          "<row r=\"4\">" + text_cell("甲,\"乙\"\n丙") + "<c s=\"2\"><v>46296.5</v></c><c><v>1.2500000000000001E-2</v></c><c><v>12.5</v></c></row>"));
  ASSERT_TRUE(text);
  ASSERT_TRUE(*text);
  EXPECT_EQ(**text, "户号,2026-10-01,00:00,00:15:00,24:00\n\n\n\"甲,\"\"乙\"\" 丙\",2026-10-01 12:00:00,0.012500,12.5\n");
}

TEST(LineText, what_can_be_read_by_lines_stays_and_UTF_16_does_not) {
  EXPECT_FALSE(*as_line_text("户号,202601\n"));
  EXPECT_FALSE(*as_line_text(""));
  EXPECT_EQ(**as_line_text("\xff\xfe\x37\x62\xf7\x53,\0a\0\n\0"sv), "户号,a\n");
  EXPECT_EQ(as_line_text("PK no workbook").refusal().code, "import.not_a_workbook");
}

TEST(Zip, parts_come_back_as_they_went_in) {
  const std::string large(3'000'000, 'x');
  const std::string bytes = zip_of({{"0510000001.xlsx", "one"}, {"户.txt", large}});
  ASSERT_TRUE(bytes.starts_with("PK"));
  EXPECT_LT(bytes.size(), 100'000U);
  ZipArchive archive(bytes);
  ASSERT_TRUE(archive.is_open());
  EXPECT_EQ(*archive.read("0510000001.xlsx", 100), "one");
  EXPECT_EQ(*archive.read("户.txt", 4'000'000), large);
}

}  // namespace
}  // namespace shouwen::tables
