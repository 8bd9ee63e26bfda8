// A refusal as an answer: RFC 9457 in the reader's language. And what a request says of itself.
#include "http/problem.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace shouwen::http {
namespace {

TEST(Problem, Art_10_7_a_refusal_says_what_why_and_where) {
  const Response response = problem(422, Refusal{"transfer.unknown_reason", "art.10(3)", "/reason", {{"reason", "a\"b\n"}}}, Language::en);
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.content_type, "application/problem+json; charset=utf-8");
  const auto body = boost::json::parse(response.body);
  EXPECT_EQ(body.at("type").as_string(), "urn:shouwen:refusal:transfer.unknown_reason");
  EXPECT_EQ(body.at("status").as_int64(), 422);
  EXPECT_EQ(body.at("code").as_string(), "transfer.unknown_reason");
  EXPECT_EQ(body.at("clause").as_string(), "art.10(3)");
  EXPECT_NE(body.at("detail").as_string().find("a\"b\n"), std::string::npos);
  EXPECT_EQ(body.at("errors").at(0).at("pointer").as_string(), "/reason");
}

TEST(Problem, all_mistakes_of_an_input_are_listed) {
  const Response response = problem(400, std::vector<Refusal>{{"body.missing", "", "/kind", {}}, {"body.too_long", "", "/text", {{"limit", "4000"}, {"length", "4001"}}}}, Language::zh);
  const auto body = boost::json::parse(response.body);
  EXPECT_EQ(body.at("errors").as_array().size(), 2U);
  EXPECT_FALSE(body.as_object().contains("clause"));
  EXPECT_NE(body.at("errors").at(1).at("detail").as_string().find("4001"), std::string::npos);
}

TEST(Problem, a_value_is_not_read_as_a_placeholder) {
  EXPECT_NE(refusal_text({"transfer.unknown_reason", "", "", {{"reason", "{reason}"}}}, Language::en).find("{reason}"), std::string::npos);
}

TEST(Message, language_follows_the_reader) {
  const auto language = [](const char* accepted) {
    Request request;
    request.headers = {{"accept-language", accepted}};
    return request.language();
  };
  EXPECT_EQ(language(""), Language::zh);
  EXPECT_EQ(language("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
  EXPECT_EQ(language("en-GB,en;q=0.9"), Language::en);
  EXPECT_EQ(language("en,zh;q=0.5"), Language::en);
  EXPECT_EQ(language("fr"), Language::zh);
}

TEST(Message, cookies_and_queries_are_found_by_name) {
  Request request;
  request.headers = {{"cookie", "a=1; shouwen_session=x=y; shouwen_sessionz=2"}};
  request.query = {{"limit", "5"}, {"limit", "6"}};
  EXPECT_EQ(request.cookie("shouwen_session"), "x=y");
  EXPECT_EQ(request.cookie("b"), "");
  EXPECT_EQ(request.query_value("limit"), "5");
  EXPECT_EQ(request.query_value("after"), std::nullopt);
  EXPECT_EQ(request.header("x-none"), "");
}

}  // namespace
}  // namespace shouwen::http
