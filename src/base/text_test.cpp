// What people type, cleaned, folded, counted and searched.
#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouwen {
namespace {

TEST(Text, utf8_is_checked_strictly) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("停电了 ok 😀"));
  for (const char* bad : {"\x80", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "a\xFF"}) EXPECT_FALSE(is_valid_utf8(bad));
}

TEST(Text, characters_are_code_points) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("张伟 zw"), 5U);
  EXPECT_EQ(first_characters("张伟强", 2), "张伟");
  EXPECT_EQ(first_characters("张", 5), "张");
  EXPECT_EQ(first_characters("张伟", 0), "");
}

TEST(Text, cleaning_is_a_table) {
  struct Row { const char* typed; bool multiline; const char* kept; };
  const Row rows[] = {
      {"  停电  ", false, "停电"},
      {"\xE3\x80\x80停电\xE3\x80\x80", false, "停电"},                   // ideographic spaces around it
      {"一\r\n二\r三\n四", true, "一\n二\n三\n四"},
      {"一\r\n二", false, "一 二"},
      {"a\x01\x1F" "b\x7F", false, "ab"},                                // control characters
      {"a\xE2\x80\xAE" "b\xE2\x80\x8B" "c\xEF\xBB\xBF", false, "abc"},   // override, zero-width space, BOM
      {"👨\xE2\x80\x8D👩", false, "👨\xE2\x80\x8D👩"},                     // the joiner inside an emoji stays
      {"e\xCC\x81", false, "\xC3\xA9"},                                  // NFC
      {"\n\n \t", true, ""},
      {"a\tb", false, "a\tb"},
  };
  for (const Row& row : rows) EXPECT_EQ(clean_text(row.typed, row.multiline), row.kept) << row.typed;
}

RC_GTEST_PROP(Text, cleaning_twice_changes_nothing_more, (const std::string& typed, bool multiline)) {
  const std::string once = clean_text(typed, multiline);
  RC_ASSERT(is_valid_utf8(once));
  RC_ASSERT(clean_text(once, multiline) == once);
  if (!multiline) RC_ASSERT(once.find('\n') == std::string::npos);
}

TEST(Text, Art_10_6_phones_are_stored_as_digits) {
  EXPECT_EQ(normalise_phone("１３８-1234 5678"), "13812345678");
  EXPECT_EQ(normalise_phone("(0771) 123-4567"), "07711234567");
  EXPECT_EQ(normalise_phone("+86 138 1234 5678"), "+8613812345678");
  EXPECT_EQ(normalise_phone("电话：无"), "");
  EXPECT_EQ(to_half_width("ＡＢＣ１２－＠"), "ABC12-@");
}

TEST(Text, search_terms_are_bigrams_and_words) {
  EXPECT_EQ(search_terms("停电了"), "停电 电了 了");
  EXPECT_EQ(search_terms("Ab12 户号"), "ab12 户号 号");
  EXPECT_EQ(search_terms("，。 "), "");
  EXPECT_EQ(search_query("停电"), "\"停电\"");
  EXPECT_EQ(search_query("电"), "\"电\"*");
  EXPECT_EQ(search_query("停电 abc"), "\"停电\" AND \"abc\"*");
  EXPECT_EQ(search_query("\"; DROP"), "\"drop\"*");
  EXPECT_EQ(search_query("？！"), "");
}

RC_GTEST_PROP(Text, a_query_never_leaves_its_quotes, (const std::string& typed)) {
  const std::string query = search_query(typed);
  std::size_t quotes = 0;
  for (const char c : query) quotes += c == '"';
  RC_ASSERT(quotes % 2 == 0);
}

TEST(Text, pinyin_knows_surnames) {
  EXPECT_EQ(pinyin("张伟"), "zhangwei");
  EXPECT_EQ(pinyin_initials("张伟"), "zw");
  EXPECT_EQ(pinyin("单雄信"), "shanxiongxin");
  EXPECT_EQ(pinyin_initials("曾国"), "zg");
}

TEST(Masking, Art_10_6_shows_enough_to_recognise_and_too_little_to_use) {
  EXPECT_EQ(mask_name("张伟"), "张*");
  EXPECT_EQ(mask_name("欧阳修"), "欧**");
  EXPECT_EQ(mask_name("张"), "张*");
  EXPECT_EQ(mask_name(""), "");
  EXPECT_EQ(mask_name("五洲食品有限公司"), "五洲食品有限公司") << "a company is no person";
  EXPECT_EQ(mask_name("王小店"), "王**");
  EXPECT_EQ(mask_name("阿依古丽·买买提"), "阿*******");
  EXPECT_EQ(mask_phone("13812345678"), "138****5678");
  EXPECT_EQ(mask_phone("07711234567"), "0771*****67");
  EXPECT_EQ(mask_phone("12345"), "12*45");
  EXPECT_EQ(mask_phone("110"), "***");
  EXPECT_EQ(mask_address("人民路12号3栋402"), "人民路***");
  EXPECT_EQ(mask_address("某小区3栋"), "某小区***");
  EXPECT_EQ(mask_address(""), "");
}

}  // namespace
}  // namespace shouwen
