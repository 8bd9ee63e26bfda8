// Whether an access holds at a moment: only for the person the file names, while it names him. Art. 11(4).
#pragma once

#include "representatives/representative_access.h"

namespace shouwen {

/// good: he may in. Everything else says why not.
enum class Standing { good, invited, ended, not_in_file, another_person, not_yet_valid, no_longer_valid, without_phone, file_merged };

/// The entry of the file, else nullptr.
const CustomerRepresentative* representative_entry(const CustomerFile& file, std::int64_t representative_id);
/// Of the entry alone: whether he may be invited and what he was given holds. `name`: the person meant.
Standing standing_of(const CustomerRepresentative* entry, const std::string& name, const CustomerFile& file, Date day);
/// With the state of the access before it.
Standing standing_of(const RepresentativeAccess& access, const CustomerFile& file, Date day);

}  // namespace shouwen
