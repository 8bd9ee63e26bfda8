// Which route a path takes, and the document that describes them all.
#include "http/router.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace shouwen::http {
namespace {

Operation operation(const char* method, const char* pattern, const char* id) {
  Operation made;
  made.method = method;
  made.pattern = pattern;
  made.operation_id = id;
  made.tag = "cases";
  made.summary = "引\"号";
  made.clause = "art.10(7)";
  return made;
}

Router router() {
  Router made;
  made.add(operation("GET", "/api/v1/cases/{case_id}", "read_case"));
  made.add(operation("GET", "/api/v1/cases/export", "export_cases"));
  made.add(operation("POST", "/api/v1/cases/{case_id}/transfers", "transfer"));
  made.add(operation("PUT", "/api/v1/cases/{case_id}", "write_case"));
  return made;
}

TEST(Router, paths_find_their_route) {
  struct Row { const char* method; const char* path; int route; };
  const Row rows[] = {{"GET", "/api/v1/cases/12", 0}, {"GET", "/api/v1/cases/export", 1}, {"POST", "/api/v1/cases/12/transfers", 2},
                      {"PUT", "/api/v1/cases/12", 3},  {"HEAD", "/api/v1/cases/12", 0},    {"GET", "/api/v1/cases/", -1},
                      {"GET", "/api/v1/cases", -1},    {"GET", "/", -1},                    {"GET", "", -1},
                      {"GET", "/api/v1/cases/12/", -1}, {"GET", "/api/v1/cases/12/transfers/3", -1}};
  const Router routes = router();
  for (const Row& row : rows) {
    const auto matched = routes.match(row.method, row.path, nullptr);
    const Match* match = std::get_if<Match>(&matched);
    EXPECT_EQ(match != nullptr ? static_cast<int>(match->route) : -1, row.route) << row.method << ' ' << row.path;
  }
}

TEST(Router, parameters_are_handed_over_and_wrong_methods_named) {
  const Router routes = router();
  const auto matched = routes.match("POST", "/api/v1/cases/x y/transfers", nullptr);
  EXPECT_EQ(std::get<Match>(matched).parameters, (std::vector<std::pair<std::string, std::string>>{{"case_id", "x y"}}));
  std::string allow;
  EXPECT_EQ(std::get<MatchFailure>(routes.match("DELETE", "/api/v1/cases/12", &allow)), MatchFailure::method_not_allowed);
  EXPECT_NE(allow.find("GET"), std::string::npos);
  EXPECT_NE(allow.find("PUT"), std::string::npos);
  EXPECT_EQ(std::get<MatchFailure>(routes.match("GET", "/nothing", &allow)), MatchFailure::not_found);
}

TEST(Router, the_document_is_json_and_cites_clauses) {
  const auto document = boost::json::parse(router().openapi("首问", "1"));
  const auto& paths = document.at("paths").as_object();
  EXPECT_EQ(paths.size(), 3U);
  const auto& transfer = paths.at("/api/v1/cases/{case_id}/transfers").at("post");
  EXPECT_EQ(transfer.at("x-clause").as_string(), "art.10(7)");
  EXPECT_EQ(transfer.at("parameters").at(0).at("name").as_string(), "case_id");
  EXPECT_EQ(paths.at("/api/v1/cases/{case_id}").as_object().size(), 2U);
  EXPECT_TRUE(document.at("components").at("schemas").as_object().contains("Problem"));
}

}  // namespace
}  // namespace shouwen::http
