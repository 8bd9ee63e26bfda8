// Input is read strictly, with every mistake at once; what the house wrote itself is read leniently and printed back the same.
#include <gtest/gtest.h>

#include <boost/describe.hpp>

#include "base/id.h"
#include "json/field_types.h"
#include "json/json.h"

namespace shouwen {
namespace {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)
struct Inner { Line<1, 5> name; std::optional<std::int64_t> count; };
BOOST_DESCRIBE_STRUCT(Inner, (), (name, count))
struct Outer { Colour colour{}; OfficerId officer_id; Inner inner; std::vector<Inner> items; std::optional<Text<2, 10>> words; Instant at; bool yes = false; };
BOOST_DESCRIBE_STRUCT(Outer, (), (colour, officer_id, inner, items, words, at, yes))

constexpr const char* good =
    R"({"colour":"green","officer_id":7,"inner":{"name":" 李 "},"items":[{"name":"a","count":2}],"words":"ab","at":"2025-10-14T17:30","yes":true})";

std::vector<std::string> mistakes_of(const char* text) {
  const auto document = json::parse_document(text);
  if (!document) return {document.refusal().code};
  Outer read;
  std::vector<std::string> found;
  for (const Refusal& refusal : json::parse(*document, read, json::ParseMode::strict)) found.push_back(refusal.field + ' ' + refusal.code);
  return found;
}

TEST(Parse, good_input_is_cleaned_and_read) {
  Outer read;
  EXPECT_TRUE(json::parse(*json::parse_document(good), read, json::ParseMode::strict).empty());
  EXPECT_EQ(read.colour, Colour::green);
  EXPECT_EQ(read.officer_id, OfficerId{7});
  EXPECT_EQ(read.inner.name.value, "李");
  ASSERT_EQ(read.items.size(), 1U);
  EXPECT_EQ(read.items[0].count, 2);
  EXPECT_EQ(to_iso(read.at), "2025-10-14T17:30:00+08:00");
}

TEST(Parse, what_is_not_optional_must_be_there_lists_too) {
  EXPECT_EQ(mistakes_of("{}"), (std::vector<std::string>{"/colour body.missing", "/officer_id body.missing", "/inner body.missing", "/items body.missing",
                                                         "/at body.missing", "/yes body.missing"}));
  EXPECT_EQ(mistakes_of("[]"), std::vector<std::string>{" body.wrong_type"});
}

TEST(Parse, every_mistake_is_named_at_once_with_its_pointer) {
  const auto found = mistakes_of(
      R"({"colour":"blue","officer_id":"x","inner":{"name":"abcdef","cuont":1},"items":[{"name":""},5],"words":"a","at":"morgen","no/pe":1})");
  const std::vector<std::string> expected = {
      "/colour body.not_one_of", "/officer_id body.wrong_type", "/inner/name body.too_long", "/inner/cuont body.unknown_field",
      "/items/0/name body.empty", "/items/1 body.wrong_type", "/words body.too_short", "/at body.bad_time", "/yes body.missing",
      "/no~1pe body.unknown_field"};
  EXPECT_EQ(found, expected);
}

TEST(Parse, numbers_keep_to_their_range) {
  EXPECT_EQ(mistakes_of(R"({"colour":"red","officer_id":1e30,"inner":{"name":"a"},"items":[],"at":"2025-10-14","yes":true})"),
            std::vector<std::string>{"/officer_id body.out_of_range"});
  EXPECT_EQ(mistakes_of(R"({"colour":"red","officer_id":1.5,"inner":{"name":"a"},"items":[],"at":"2025-10-14","yes":true})"),
            std::vector<std::string>{"/officer_id body.out_of_range"});
}

TEST(Parse, documents_that_are_no_json_are_refused) {
  const std::string deep = std::string(40, '[') + std::string(40, ']');
  for (const char* text : {"", "{", "{}x", "{\"a\":}", "[1,]", "nul", "\"\xFF\"", "{'a':1}", deep.c_str()})
    EXPECT_EQ(mistakes_of(text), std::vector<std::string>{"body.malformed"}) << text;
}

TEST(Parse, the_nearest_known_name_is_suggested) {
  Outer read;
  const auto found = json::parse(*json::parse_document(R"({"color":"red","officer_id":1,"inner":{"name":"a"},"items":[],"at":"2025-10-14","yes":true})"), read, json::ParseMode::strict);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].values, (std::vector<std::pair<std::string, std::string>>{{"nearest", "colour"}}));
}

TEST(Parse, what_is_printed_reads_back_the_same) {
  Outer first, second;
  ASSERT_TRUE(json::parse(*json::parse_document(good), first, json::ParseMode::strict).empty());
  first.inner.name.value = "引\"号\\\n\x01";
  const std::string text = json::to_text(first);
  EXPECT_TRUE(json::parse(*json::parse_document(text), second, json::ParseMode::lenient).empty());
  EXPECT_EQ(json::to_text(second), text);
  EXPECT_EQ(second.inner.name.value, first.inner.name.value);
}

TEST(Parse, lenient_reading_takes_older_and_newer_forms) {
  Outer read;
  EXPECT_TRUE(json::parse(*json::parse_document(R"({"colour":"red","of_tomorrow":[1]})"), read, json::ParseMode::lenient).empty());
}

TEST(Schema, says_the_same_limits_as_the_parser) {
  const json::Schema schema = json::schema_of<Outer>();
  ASSERT_EQ(schema.named.size(), 2U);
  for (const char* part : {R"("minLength":2)", R"("maxLength":10)", R"("enum":["red","green"])", R"("required":["colour","officer_id","inner","items","at","yes"])"})
    EXPECT_NE(schema.named[0].second.find(part), std::string::npos) << part << " in " << schema.named[0].second;
}

}  // namespace
}  // namespace shouwen
