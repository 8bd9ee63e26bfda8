// One spelling for reports, customer files and tables.
#include "api/watermark.h"

#include <fmt/format.h>

namespace shouwen::api {

std::string watermark(const Call& call, const std::string& bureau_name, OfficerId officer, Instant at, const std::string& number) {
  const Officer* person = call.organisation->officer(officer);
  const std::string who = person == nullptr ? std::string() : person->name + " " + person->code, when = to_iso(at).substr(0, 16);
  return fmt::format("{} · {} · {} {} · {}", bureau_name, who, when.substr(0, 10), when.substr(11), number);
}

}  // namespace shouwen::api
