// Between a file and the row a customer is found by.
#include "customers/customer_file.h"

#include <algorithm>

#include "base/text.h"

namespace shouwen {

Result<std::string> checked_phone(std::string_view typed, std::string field) {
  const std::string phone = normalise_phone(typed);
  if (clean_text(typed, false).empty()) return phone;
  const std::string_view digits = std::string_view(phone).substr(phone.starts_with('+') ? 1 : 0);
  const bool only_digits = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!only_digits || digits.size() < 5 || digits.size() > 15) return Refusal{"customer.phone_malformed", "", std::move(field), {{"phone", std::string(typed)}}};
  return phone;
}

bool is_organisation(const CustomerFile& file) { return !file.licence_number.value.empty() || !file.business.value.empty(); }

Customer customer_of(const CustomerFile& file) {
  return {file.id, file.account_number.value, file.name.value, file.phone.value, file.address.value, file.area, file.station_unit_id,
          file.usage_category.value, file.meter_number.value, is_organisation(file), file.merged_into_id};
}

CustomerFile file_of(const Customer& customer) {
  CustomerFile file;
  file.id = customer.id;
  file.account_number.value = customer.account_number;
  file.name.value = customer.name;
  file.phone.value = customer.phone;
  file.address.value = customer.address;
  file.area = customer.area;
  file.station_unit_id = customer.station_unit_id;
  file.usage_category.value = customer.usage_category;
  file.meter_number.value = customer.meter_number;
  return file;
}

const CustomerRepresentative* representative_on(const CustomerFile& file, Date day) {
  for (const CustomerRepresentative& one : file.representatives)
    if (one.in_charge_of_electricity && (!one.valid_from || *one.valid_from <= day) && (!one.valid_to || day <= *one.valid_to)) return &one;
  return nullptr;
}

}  // namespace shouwen
