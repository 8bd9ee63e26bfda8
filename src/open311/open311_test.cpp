// GeoReport v2 as clients know it: values in both formats, filters, posted forms, what is said of a request, keys.
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "open311/geo_answer.h"
#include "open311/geo_request.h"
#include "open311/open311_key.h"
#include "regulation/load.h"

namespace shouwen {
namespace {

const Rulebook& rulebook() {
  static const Rulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook")).rulebook;
  return loaded;
}
const Open311Rules& rules() { return rulebook().open_data->open311; }
const Instant now = *parse_instant("2026-11-27T10:20:00+08:00");

std::vector<std::string> codes_of(const std::vector<Refusal>& refusals) {
  std::vector<std::string> codes;
  for (const Refusal& refusal : refusals) codes.push_back(refusal.code);
  return codes;
}

TEST(GeoValue, Art_8_one_value_two_texts) {
  const GeoValue value = GeoValue::of_list("services", {GeoValue::of_object("service", {GeoValue::of_text("service_code", "a.b"), GeoValue::of_flag("metadata", true), GeoValue::of_text("group", ""),
                                                                                       GeoValue::of_number("order", "1"), GeoValue::of_text("description", "<b>𠮷 & \"㛃\"\x01")})});
  EXPECT_EQ(geo_text(value, GeoFormat::json), "[{\"service_code\":\"a.b\",\"metadata\":true,\"group\":null,\"order\":1,\"description\":\"<b>𠮷 & \\\"㛃\\\"\\u0001\"}]");
  pugi::xml_document read;
  const std::string xml = geo_text(value, GeoFormat::xml);
  ASSERT_TRUE(read.load_string(xml.c_str())) << xml;
  EXPECT_TRUE(xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"));
  const pugi::xml_node service = read.child("services").child("service");
  EXPECT_STREQ(service.child("metadata").text().as_string(), "true");
  EXPECT_TRUE(service.child("group")) << "an empty element, as the standard's samples have it";
  EXPECT_STREQ(service.child("description").text().as_string(), "<b>𠮷 & \"㛃\"") << "what XML cannot hold is left out";
}

TEST(GeoName, Art_8_the_ending_says_the_format) {
  EXPECT_EQ(parse_name("complaint.outage.xml")->name, "complaint.outage");
  EXPECT_EQ(parse_name("20261127000015.json")->format, GeoFormat::json);
  for (const char* wrong : {"", ".json", "services", "services.html", "services.JSON"}) EXPECT_FALSE(parse_name(wrong)) << wrong;
}

TEST(GeoFilter, Art_8_ranges_span_at_most_ninety_days) {
  const auto filter = [](GeoFields query) { return read_filter(query, rules(), now); };
  const std::int64_t longest = 90 * seconds_per_day;
  EXPECT_EQ(filter({})->to, now);
  EXPECT_EQ(filter({})->from, now.plus_seconds(-longest));
  EXPECT_EQ(filter({{"end_date", "2026-06-01T00:00:00Z"}})->from, parse_instant("2026-06-01T00:00:00Z")->plus_seconds(-longest));
  EXPECT_EQ(filter({{"start_date", "2026-01-01T00:00:00Z"}})->to, parse_instant("2026-01-01T00:00:00Z")->plus_seconds(longest));
  EXPECT_EQ(filter({{"start_date", "2026-11-20T00:00:00Z"}})->to, now);
  EXPECT_EQ(filter({{"start_date", "2026-05-24T00:00:00 08:00"}, {"end_date", "2026-06-24T00:00:00+08:00"}})->from, parse_instant("2026-05-24T00:00:00+08:00")) << "a plus that was not escaped";
  EXPECT_EQ(filter({{"start_date", "2026-01-01T00:00:00Z"}, {"end_date", "2026-04-02T00:00:00Z"}}).refusal().code, "georeport.range_too_long");
  EXPECT_EQ(filter({{"start_date", "gestern"}}).refusal().code, "georeport.bad_date");
  EXPECT_EQ(filter({{"start_date", ""}, {"end_date", " "}})->to, now) << "an empty argument is none";
}

TEST(GeoFilter, Art_8_status_codes_pages_and_ids) {
  const auto filter = [](GeoFields query) { return read_filter(query, rules(), now); };
  EXPECT_TRUE(filter({{"status", "open"}})->open);
  EXPECT_FALSE(filter({{"status", "open"}})->closed);
  EXPECT_TRUE(filter({{"status", "open, closed"}})->closed);
  EXPECT_EQ(filter({{"status", "open,done"}}).refusal().code, "georeport.bad_status");
  EXPECT_EQ(filter({{"service_code", "a.b,,c.d"}})->service_codes, (std::vector<std::string>{"a.b", "c.d"}));
  EXPECT_EQ(filter({{"page", "２"}, {"page_size", "50"}})->page, 2);
  EXPECT_EQ(filter({{"page_size", "999999"}})->page_size, rules().most_listed);
  for (const char* wrong : {"0", "-1", "x", "1.5", "99999999999999999999"}) EXPECT_EQ(filter({{"page", wrong}}).refusal().code, "georeport.bad_page") << wrong;
  std::string many;
  for (int i = 0; i < 101; ++i) many += std::to_string(i) + ',';
  EXPECT_EQ(filter({{"service_request_id", many}}).refusal().code, "georeport.too_many_ids");
}

TEST(GeoService, Art_9_5_tips_and_persons_are_neither_taken_nor_listed) {
  for (const CaseCategory& category : rulebook().categories) {
    if (category.kind == CaseKind::tip_off) {
      EXPECT_FALSE(is_service(rulebook(), category.code)) << category.code;
    }
    if (category.internal) {
      EXPECT_FALSE(is_service(rulebook(), category.code)) << category.code;
    }
  }
  EXPECT_TRUE(is_service(rulebook(), "complaint.service_conduct")) << "it may be posted";
  EXPECT_FALSE(is_listed(rulebook(), "complaint.service_conduct")) << "and is never listed";
  EXPECT_TRUE(is_listed(rulebook(), "fault_report.low_voltage"));
  EXPECT_FALSE(is_service(rulebook(), "no.such"));
  Rulebook forced = rulebook();
  OpenDataRules open = *forced.open_data;
  open.open311.services.push_back("tip_off.theft");
  open.open311.listed = {"tip_off.theft", "complaint.service_conduct"};
  forced.open_data = std::make_shared<OpenDataRules>(open);
  EXPECT_FALSE(is_service(forced, "tip_off.theft")) << "whatever the table says";
  EXPECT_FALSE(is_listed(forced, "complaint.service_conduct"));
}

GeoFields fault(GeoFields more = {}) {
  GeoFields form{{"service_code", "fault_report.low_voltage"}, {"attribute[danger]", "no"}, {"address_string", "城关镇人民路3号"}, {"description", "整栋楼没电"}, {"first_name", "四"}, {"last_name", "李"}, {"phone", "１３９００００００２１"}};
  for (auto& [key, value] : more) {
    std::erase_if(form, [&key](const auto& field) { return field.first == key; });
    form.emplace_back(key, value);
  }
  return form;
}

TEST(GeoPost, Art_10_1_is_the_report_of_the_public_pages) {
  const GeoPosted posted = read_post(fault({{"lat", "24.88010"}, {"long", "102.83290"}, {"email", "li@example.com"}, {"media_url", "https://example.com/1.jpg"}}), rulebook());
  ASSERT_EQ(codes_of(posted.refusals), (std::vector<std::string>{}));
  const ReportDraft& draft = posted.post.draft;
  EXPECT_EQ(draft.kind, CaseKind::fault_report);
  EXPECT_EQ(draft.place, "城关镇") << "found in the address";
  EXPECT_EQ(draft.name, "李四");
  EXPECT_FALSE(draft.danger);
  EXPECT_NE(draft.text.find("电子邮箱：li@example.com"), std::string::npos);
  EXPECT_NE(draft.text.find("图片链接：https://example.com/1.jpg"), std::string::npos);
  const auto input = registration_of(draft, rulebook(), "");
  EXPECT_TRUE(input.mistakes.empty());
  EXPECT_EQ(input.value.area, Area::rural);
  EXPECT_EQ(position_in(input.value.contact.address->value)->latitude, 24.8801);
}

TEST(GeoPost, Art_10_6_what_is_missing_is_refused_by_its_name) {
  struct Case { GeoFields change; std::string code; };
  for (const Case& one : {Case{{{"service_code", ""}}, "georeport.service_missing"}, Case{{{"service_code", "tip_off.theft"}}, "georeport.service_unknown"}, Case{{{"service_code", "𠮷"}}, "georeport.service_unknown"},
                          Case{{{"attribute[danger]", ""}}, "georeport.danger_missing"}, Case{{{"attribute[danger]", "maybe"}}, "georeport.danger_missing"},
                          Case{{{"lat", "24.88"}}, "georeport.position_incomplete"}, Case{{{"lat", "124.88"}, {"long", "102"}}, "public.position_unreadable"}, Case{{{"lat", "1e309"}, {"long", "nan"}}, "public.position_unreadable"},
                          Case{{{"address_string", ""}}, "public.address_missing"}, Case{{{"attribute[place]", "火星"}}, "public.place_missing"}, Case{{{"phone", ""}}, "public.phone_missing"},
                          Case{{{"phone", "12"}}, "public.phone_implausible"}, Case{{{"first_name", ""}, {"last_name", ""}}, "public.name_missing"},
                          Case{{{"description", std::string(5000, 'x')}}, "public.too_long"}, Case{{{"description", "\xff\xfe"}}, "public.unreadable"}}) {
    const GeoPosted posted = read_post(fault(one.change), rulebook());
    ASSERT_FALSE(posted.refusals.empty()) << one.code;
    EXPECT_EQ(posted.refusals.front().code, one.code);
    EXPECT_TRUE(geo_status(posted.refusals.front()) == 400 || geo_status(posted.refusals.front()) == 404);
  }
  EXPECT_EQ(codes_of(read_post(fault({{"phone", ""}, {"address_string", ""}}), rulebook()).refusals), (std::vector<std::string>{"public.address_missing", "public.phone_missing"})) << "all at once";
  EXPECT_EQ(codes_of(read_post({}, rulebook()).refusals), (std::vector<std::string>{"georeport.service_missing"}));
}

TEST(GeoPost, Art_10_6_without_name_only_where_the_kind_allows_it) {
  const GeoFields suggestion{{"service_code", "suggestion.grid"}, {"description", "路灯太暗"}};
  const GeoPosted posted = read_post(suggestion, rulebook());
  EXPECT_EQ(codes_of(posted.refusals), (std::vector<std::string>{}));
  EXPECT_TRUE(posted.post.draft.anonymous);
  EXPECT_EQ(codes_of(read_post({{"service_code", "inquiry.tariff"}, {"description", "阶梯怎么算"}}, rulebook()).refusals), (std::vector<std::string>{"public.name_missing", "public.phone_missing"}));
  EXPECT_EQ(read_post({{"service_code", "suggestion.grid"}}, rulebook()).post.draft.text, "（没有文字说明）");
}

TEST(GeoPost, names_as_people_write_them) {
  EXPECT_EQ(whole_name("四", "李"), "李四");
  EXPECT_EQ(whole_name("Ann", "Lee"), "Ann Lee");
  EXPECT_EQ(whole_name("", "李四"), "李四");
  EXPECT_EQ(whole_name("", ""), "");
}

TEST(GeoAnswer, Art_8_a_request_tells_no_more_than_category_and_area) {
  ListedRequest request{"20261127000015", "fault_report.low_voltage", "城关供电所", Stage::open, Outcome::none, Area::rural, now, now, {}, Position{24.88010, 102.83290}};
  const std::string json = geo_text(requests_of({request}, rulebook(), http::Language::zh), GeoFormat::json);
  EXPECT_NE(json.find("\"lat\":24.88,\"long\":102.83"), std::string::npos) << json;
  EXPECT_NE(json.find("\"status\":\"open\""), std::string::npos);
  EXPECT_NE(json.find("\"address_id\":null,\"zipcode\":null"), std::string::npos);
  EXPECT_EQ(json.find("24.8801"), std::string::npos);
  request.position.reset();
  request.stage = Stage::resolved;
  const std::string closed = geo_text(requests_of({request}, rulebook(), http::Language::en), GeoFormat::json);
  EXPECT_NE(closed.find("\"status\":\"closed\""), std::string::npos);
  EXPECT_NE(closed.find("\"lat\":null,\"long\":null"), std::string::npos);
  EXPECT_FALSE(position_in("人民路3号"));
  EXPECT_FALSE(position_in("人民路3号(后门)"));
  EXPECT_EQ(position_in("城关镇 人民路 (24.88010,102.83290)")->longitude, 102.8329);
}

TEST(GeoAnswer, Art_8_definitions_ask_what_the_report_asks) {
  const auto asked = [](const char* code) {
    pugi::xml_document read;
    EXPECT_TRUE(read.load_string(geo_text(definition_of(rulebook(), *rulebook().category(code), http::Language::zh), GeoFormat::xml).c_str()));
    std::vector<std::string> names;
    for (const pugi::xml_node& attribute : read.child("service_definition").child("attributes").children("attribute")) {
      names.emplace_back(attribute.child("code").text().as_string());
      EXPECT_EQ(attribute.child("order").text().as_uint(), names.size());
    }
    return names;
  };
  EXPECT_EQ(asked("fault_report.low_voltage"), (std::vector<std::string>{"danger", "place", "contact_notice"}));
  EXPECT_EQ(asked("suggestion.grid"), (std::vector<std::string>{"place", "contact_notice"}));
}

TEST(GeoAnswer, Art_8_errors_carry_the_status_the_standard_gives) {
  EXPECT_EQ(geo_status({"georeport.jurisdiction_unknown", "", "", {}}), 404);
  EXPECT_EQ(geo_status({"georeport.key_unknown", "", "", {}}), 403);
  EXPECT_EQ(geo_status({"georeport.key_missing", "", "", {}}), 403);
  EXPECT_EQ(geo_status({"georeport.key_day_spent", "", "", {}}), 429);
  EXPECT_EQ(geo_status({"public.phone_missing", "", "/phone", {}}), 400);
  EXPECT_EQ(geo_text(errors_of({{"georeport.service_missing", "", "/service_code", {}}}, http::Language::en), GeoFormat::json),
            "[{\"code\":400,\"description\":\"service_code is missing. Take one from the list of services. [service_code]\"}]");
}

TEST(Open311Key, Art_8_names_channels_and_limits) {
  const auto made = [](const char* name, Channel channel) { return Open311KeyIssued{{name}, channel, "00"}; };
  Open311Key living;
  living.issued = made("12345热线", Channel::transfer_12345);
  EXPECT_TRUE(issue_key(made("城市助手", Channel::app), {living}));
  EXPECT_EQ(issue_key(made("12345热线", Channel::app), {living}).refusal().code, "georeport_key.name_taken");
  for (const Channel channel : {Channel::hall, Channel::phone, Channel::letter, Channel::visit}) EXPECT_EQ(issue_key(made("程序", channel), {}).refusal().code, "georeport_key.bad_channel");
  EXPECT_TRUE(revoke_key(living));
  living.revoked_at = now;
  EXPECT_TRUE(issue_key(made("12345热线", Channel::app), {living})) << "a revoked one leaves its name";
  EXPECT_EQ(revoke_key(living).refusal().code, "georeport_key.revoked_already");
  EXPECT_TRUE(check_use({rules().key_calls_a_minute - 1, rules().key_requests_a_day - 1}, rules()));
  EXPECT_EQ(check_use({rules().key_calls_a_minute, 0}, rules()).refusal().code, "georeport.key_too_often");
  EXPECT_EQ(check_use({0, rules().key_requests_a_day}, rules()).refusal().code, "georeport.key_day_spent");
}

}  // namespace
}  // namespace shouwen
