// The file is asked every time: what it no longer says, no longer holds.
#include "representatives/standing.h"

#include <algorithm>

#include "base/text.h"

namespace shouwen {

const CustomerRepresentative* representative_entry(const CustomerFile& file, std::int64_t representative_id) {
  const auto found = std::find_if(file.representatives.begin(), file.representatives.end(), [representative_id](const CustomerRepresentative& row) { return row.id == representative_id; });
  return found == file.representatives.end() ? nullptr : &*found;
}

Standing standing_of(const CustomerRepresentative* entry, const std::string& name, const CustomerFile& file, Date day) {
  if (file.merged_into_id) return Standing::file_merged;
  if (entry == nullptr) return Standing::not_in_file;
  if (entry->name.value != name) return Standing::another_person;
  if (entry->valid_from && day < *entry->valid_from) return Standing::not_yet_valid;
  if (entry->valid_to && *entry->valid_to < day) return Standing::no_longer_valid;
  if (normalise_phone(entry->phone.value).empty()) return Standing::without_phone;
  return Standing::good;
}

Standing standing_of(const RepresentativeAccess& access, const CustomerFile& file, Date day) {
  if (access.state == AccessState::ended) return Standing::ended;
  const Standing standing = standing_of(representative_entry(file, access.representative_id), access.name, file, day);
  return standing == Standing::good && access.state == AccessState::invited ? Standing::invited : standing;
}

}  // namespace shouwen
