// Tables as other programs write them, and as ours are read back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tables/document_text.h"
#include "tables/table_reader.h"
#include "tables/table_writer.h"

namespace shouwen::tables {
namespace {

using Cells = std::vector<std::string>;

TEST(Csv, reads_quotes_delimiters_and_line_ends_of_all_kinds) {
  struct Row {
    const char* text;
    Cells heading, first;
  };
  const Row table[] = {
      {"a,b\n1,2\n", {"a", "b"}, {"1", "2"}},
      {"a;b\r\n1;2\r\n", {"a", "b"}, {"1", "2"}},
      {"a\tb\r1\t2", {"a", "b"}, {"1", "2"}},
      {"\xef\xbb\xbf" "a,b\n\"x, y\",\"he said \"\"no\"\"\"\n", {"a", "b"}, {"x, y", "he said \"no\""}},
      {"a,b\n\"line\nbreak\",2", {"a", "b"}, {"line\nbreak", "2"}},
      {"\n\na,b\n\n,\n1,2", {"a", "b"}, {"1", "2"}},
      {"a,b\n1", {"a", "b"}, {"1"}},
  };
  for (const Row& row : table) {
    const auto read = parse_table(row.text);
    ASSERT_TRUE(read) << row.text;
    EXPECT_EQ(read->heading, row.heading) << row.text;
    ASSERT_FALSE(read->rows.empty()) << row.text;
    EXPECT_EQ(read->rows[0].cells, row.first) << row.text;
  }
}

TEST(Csv, names_the_line_of_a_quote_that_never_closes) {
  const auto read = parse_csv("a,b\n1,2\n\"open,3\n4,5\n");
  ASSERT_TRUE(read.refused());
  EXPECT_EQ(read.refusal().code, "import.unclosed_quote");
  EXPECT_EQ(read.refusal().values[0].second, "3");
}

TEST(Csv, lines_are_counted_through_breaks_in_cells) {
  const auto read = parse_csv("a\n\"1\n2\n3\"\nlast\n");
  ASSERT_EQ(read->rows.size(), 2U);
  EXPECT_EQ(read->rows[1].line, 5);
}

TEST(Csv, GB18030_and_UTF16_become_UTF8) {
  const auto gb = parse_table("\xd0\xd5\xc3\xfb,a\n\xcd\xf5,1\n");  // 姓名 / 王 in GB18030
  ASSERT_TRUE(gb);
  EXPECT_EQ(gb->encoding, "GB18030");
  EXPECT_EQ(gb->heading[0], "姓名");
  EXPECT_EQ(gb->rows[0].cells[0], "王");
  using namespace std::string_view_literals;
  const auto utf16 = parse_table("\xff\xfe\x8b\x73,\0a\0\n\0""1\0,\0""2\0\n\0"sv);  // 王
  ASSERT_TRUE(utf16);
  EXPECT_EQ(utf16->encoding, "UTF-16LE");
  EXPECT_EQ(utf16->heading[1], "a");
}

TEST(Csv, cells_that_look_like_formulas_are_disarmed_and_numbers_are_not) {
  std::string out;
  append_csv_row(out, {"=1+1", "@x", "-12.5", "+86", "-x", "plain"});
  EXPECT_EQ(out, "'=1+1,'@x,-12.5,+86,'-x,plain\r\n");
  std::string bars;
  append_csv_row(bars, {"a|b|c", "d;e"});
  EXPECT_EQ(bars, "\"a|b|c\",\"d;e\"\r\n") << "found by fuzzing: our own file must not be taken for one with bars";
}

RC_GTEST_PROP(Csv, what_is_written_reads_the_same, (const std::vector<std::vector<std::string>>& given)) {
  std::vector<Cells> rows;
  for (Cells cells : given) {
    for (std::string& cell : cells) std::erase_if(cell, [](char c) { return c <= 0; });
    // A leading sign gets an apostrophe, a lone empty cell is a blank line: both on purpose.
    cells.insert(cells.begin(), "x");
    for (std::string& cell : cells) cell.insert(0, 1, '.');
    rows.push_back(cells);
  }
  std::string text = ".h,.i\r\n";
  for (const Cells& cells : rows) append_csv_row(text, cells);
  const auto read = parse_csv(text);
  RC_ASSERT(static_cast<bool>(read));
  RC_ASSERT(read->rows.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) RC_ASSERT(read->rows[i].cells == rows[i]);
}

TEST(Xlsx, what_is_written_reads_the_same) {
  XlsxWriter writer("工单");
  writer.add_row({"编号", "内容"});
  writer.add_row({"20261124000013", "=1+1"});
  writer.add_row({"", "𠮷 <&> \"quotes\""});
  const auto read = parse_table(writer.finish());
  ASSERT_TRUE(read) << read.refusal().values[0].second;
  EXPECT_EQ(read->heading, (Cells{"编号", "内容"}));
  ASSERT_EQ(read->rows.size(), 2U);
  EXPECT_EQ(read->rows[0].cells, (Cells{"20261124000013", "=1+1"}));
  EXPECT_EQ(read->rows[1].cells[1], "𠮷 <&> \"quotes\"");
}

TEST(Xlsx, a_damaged_or_swollen_file_is_refused) {
  XlsxWriter writer("x");
  for (int i = 0; i < 2000; ++i) writer.add_row({std::string(200, 'a'), std::to_string(i)});
  const std::string good = writer.finish();
  TableLimits small;
  small.bytes = 10000;
  EXPECT_EQ(parse_xlsx(good, small).refusal().code, "import.too_large");
  for (std::size_t cut = 4; cut < good.size(); cut += good.size() / 40) EXPECT_TRUE(parse_xlsx(std::string_view(good).substr(0, cut)).refused()) << cut;
  EXPECT_EQ(parse_table("PK\x03\x04 nothing").refusal().code, "import.not_a_workbook");
  const std::string picture("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\xff\xd9", 22), broken("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", 10);
  for (const std::string& bytes : {picture, broken}) EXPECT_EQ(parse_table(bytes).refusal().code, "import.not_a_table");
}

TEST(Table, columns_are_found_whatever_case_and_spaces) {
  const auto read = parse_csv("Account Number,开户 名称\n1,2\n");
  EXPECT_EQ(read->column("account_number"), 0);
  EXPECT_EQ(read->column("开户名称"), 1);
  EXPECT_EQ(read->column("phone"), -1);
}

TEST(Document, plain_text_is_read_in_its_encoding_and_other_zips_are_refused) {
  EXPECT_EQ(*parse_document("第一条 目的"), "第一条 目的");
  EXPECT_EQ(*parse_document("\xb5\xda\xd2\xbb\xcc\xf5"), "第一条");
  XlsxWriter writer("x");
  writer.add_row({"a"});
  EXPECT_EQ(parse_document(writer.finish()).refusal().code, "import.not_a_document");
}

}  // namespace
}  // namespace shouwen::tables
