// What a client asks or posts by GeoReport v2, read out of query and form. Pure; every text is a stranger's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "open311/geo_value.h"
#include "portal/report_draft.h"
#include "regulation/open_data_rules.h"

namespace shouwen {

using GeoFields = std::vector<std::pair<std::string, std::string>>;

/// "services.json" is services in JSON. Nothing if it ends otherwise.
struct GeoName {
  std::string name;
  GeoFormat format{};
};
std::optional<GeoName> parse_name(std::string_view text);

/// Which requests are wanted. Times as shown: cut to the step.
struct GeoFilter {
  std::vector<std::string> service_request_ids;  ///< overrides everything else
  std::vector<std::string> service_codes;        ///< empty = all
  Instant from, to;                              ///< both included
  bool open = true, closed = true;
  std::int64_t page = 1, page_size = 0;
};
/// Refusals: georeport.bad_date {name}, georeport.range_too_long {days}, georeport.bad_status, georeport.bad_page, georeport.too_many_ids {limit}.
Result<GeoFilter> read_filter(const GeoFields& query, const Open311Rules& rules, Instant now);

/// Refusal georeport.jurisdiction_unknown: one is named, and it is not this bureau.
Verdict check_jurisdiction(const GeoFields& fields, const Open311Rules& rules);

/// May requests be posted in this category? Never in sealed kinds, nor in what only the inside asks for.
bool is_service(const Rulebook& rulebook, std::string_view code);
/// May everybody see its requests?
bool is_listed(const Rulebook& rulebook, std::string_view code);
/// Whoever reports in this kind of case must say whether there is danger.
bool asks_danger(const Rulebook& rulebook, const CaseCategory& category);

/// Attributes of a service, beside what the standard knows itself.
inline constexpr const char* danger_attribute = "danger";
inline constexpr const char* place_attribute = "place";

/// A posted request as the report of the public pages: the same questions, limits and refusals.
struct GeoPost {
  ReportDraft draft;
  std::string service_code;
};
/// Refusals, all at once: georeport.bad_form, georeport.service_missing, georeport.service_unknown, georeport.danger_missing,
/// georeport.position_incomplete, and those of the report's questions.
struct GeoPosted {
  GeoPost post;
  std::vector<Refusal> refusals;
};
GeoPosted read_post(const GeoFields& form, const Rulebook& rulebook);

/// As people write their names: 李四 without a blank, "Ann Lee" with one.
std::string whole_name(const std::string& first_name, const std::string& last_name);

}  // namespace shouwen
