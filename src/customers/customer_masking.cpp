// Which fields of a file are somebody's personal data.
#include "customers/customer_masking.h"

#include "base/text.h"

namespace shouwen {

CustomerFile masked(const CustomerFile& file) {
  CustomerFile shown = file;
  if (!is_organisation(file)) {
    shown.name.value = mask_name(file.name.value);
    shown.address.value = mask_address(file.address.value);
    for (ServiceLocation& location : shown.locations) location.address.value = mask_address(location.address.value);
  }
  shown.phone.value = mask_phone(file.phone.value);
  shown.legal_representative.value = mask_name(file.legal_representative.value);
  shown.legal_representative_phone.value = mask_phone(file.legal_representative_phone.value);
  for (CustomerRepresentative& one : shown.representatives) {
    one.name.value = mask_name(one.name.value);
    one.phone.value = mask_phone(one.phone.value);
  }
  return shown;
}

FieldDifference masked(const FieldDifference& difference, bool is_organisation) {
  const std::string_view path = difference.path;
  const bool whole_entry = path.starts_with("/representatives/") || path.starts_with("/locations/");
  const bool of_a_person = whole_entry || path.starts_with("/phone") || path.starts_with("/legal_representative");
  const bool of_the_customer = path == "/name" || path == "/address";
  if (!of_a_person && (is_organisation || !of_the_customer)) return difference;
  const auto covered = [](const std::string& json) { return json == "null" || json == "\"\"" ? json : std::string("\"***\""); };
  return {difference.path, covered(difference.before), covered(difference.after)};
}

}  // namespace shouwen
