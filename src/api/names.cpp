// Looking up the organisation of the call.
#include "api/names.h"

namespace shouwen::api {

std::string officer_name(const Call& call, OfficerId id) {
  const Officer* officer = call.organisation->officer(id);
  return officer == nullptr ? std::string() : officer->name;
}

std::string unit_name(const Call& call, UnitId id) {
  const Unit* unit = call.organisation->unit(id);
  return unit == nullptr ? std::string() : unit->name;
}

}  // namespace shouwen::api
