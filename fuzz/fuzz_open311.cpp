// What clients of GeoReport v2 send: names, filters, posted forms; and the answers made of them, whose XML must be readable again.
#include <cstdint>
#include <cstdlib>
#include <pugixml.hpp>

#include "http/multipart.h"
#include "http/uri.h"
#include "open311/geo_answer.h"
#include "open311/geo_request.h"

namespace {

shouwen::Rulebook small_rulebook() {
  using namespace shouwen;
  Rulebook rulebook;
  rulebook.kinds.push_back({CaseKind::fault_report, "报修", "fault", FollowUpNeed::none, false, Secrecy::personal, true, true, false, {}, 1});
  rulebook.kinds.push_back({CaseKind::suggestion, "建议", "suggestion", FollowUpNeed::none, true, Secrecy::personal, false, true, false, {}, 2});
  rulebook.categories.push_back({"f.l", CaseKind::fault_report, "低压", "low voltage", {}});
  rulebook.categories.push_back({"s.g", CaseKind::suggestion, "电网", "grid", {}});
  rulebook.districts.push_back({"城区", "Town", Area::urban, {"府南街道"}});
  OpenDataRules rules;
  rules.time_step_minutes = 60;
  rules.open311.services = rules.open311.listed = {"f.l", "s.g"};
  rules.open311.jurisdiction_id = "power.example";
  rules.open311.most_listed = 100;
  rulebook.open_data = std::make_shared<OpenDataRules>(rules);
  return rulebook;
}

void check_xml(const shouwen::GeoValue& value) {
  pugi::xml_document read;
  if (!read.load_string(shouwen::geo_text(value, shouwen::GeoFormat::xml).c_str())) std::abort();
  (void)shouwen::geo_text(value, shouwen::GeoFormat::json);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  static const Rulebook rulebook = small_rulebook();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)parse_name(bytes);
  (void)position_in(bytes);
  const GeoFields query = http::parse_query(bytes);
  (void)check_jurisdiction(query, rulebook.open_data->open311);
  if (const auto filter = read_filter(query, rulebook.open_data->open311, Instant{1800000000}); !filter) check_xml(errors_of({filter.refusal()}, http::Language::en));
  if (const auto form = http::parse_form(bytes)) {
    const GeoPosted posted = read_post(*form, rulebook);
    if (!posted.refusals.empty()) check_xml(errors_of(posted.refusals, http::Language::zh));
    else (void)registration_of(posted.post.draft, rulebook, "!");
  }
  check_xml(GeoValue::of_object("x", {GeoValue::of_text("y", std::string(bytes))}));
  return 0;
}
