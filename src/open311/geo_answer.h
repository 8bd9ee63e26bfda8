// Answers of GeoReport v2: discovery, services, definitions, requests without anything that is a customer's, errors. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/service_case.h"
#include "http/message.h"
#include "open311/geo_value.h"
#include "portal/position.h"

namespace shouwen {

struct GeoDiscovery {
  std::string root_url, key_url, contact;
};
GeoValue discovery_of(const GeoDiscovery& discovery);
GeoValue services_of(const Rulebook& rulebook, http::Language language);
/// Of a service (is_service).
GeoValue definition_of(const Rulebook& rulebook, const CaseCategory& category, http::Language language);

/// What is read of a case for the list. Its point is rounded before it leaves.
struct ListedRequest {
  std::string number, category, unit_name;
  Stage stage{};
  Outcome outcome{};
  Area area{};
  Instant registered_at, updated_at;
  std::optional<Instant> expected_at;
  std::optional<Position> position;
};
GeoValue requests_of(const std::vector<ListedRequest>& requests, const Rulebook& rulebook, http::Language language);
/// The point an address ends with, as whole_address() writes it.
std::optional<Position> position_in(std::string_view address);

GeoValue created_of(const std::string& number, const std::string& notice);
GeoValue token_of(const std::string& number, const std::string& token);

/// 404 unknown, 403 key, 429 too much, 400 everything else: the standard knows no other.
int geo_status(const Refusal& refusal);
GeoValue errors_of(const std::vector<Refusal>& refusals, http::Language language);

}  // namespace shouwen
