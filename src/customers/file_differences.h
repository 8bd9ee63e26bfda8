// What a change did to a file, field by field: what the journal keeps and the file of any day is built from. Art. 11(6)(3).
#pragma once

#include <string>
#include <vector>

#include "customers/customer_file.h"
#include "json/field_types.h"

namespace shouwen {

/// One field. Path: "/phone", "/representatives/3/phone" (entry 3), "/representatives/3" (a whole entry, new or taken out).
struct FieldDifference {
  std::string path;
  std::string before, after;  ///< JSON; "null" = nothing there
  bool operator==(const FieldDifference&) const = default;
};

/// Version left out. In the order of the fields.
std::vector<FieldDifference> differences(const CustomerFile& before, const CustomerFile& after);
/// `before` with what changed; the next version.
CustomerFile with_differences(const CustomerFile& before, const std::vector<FieldDifference>& differences);

/// JSON without what is empty: as a file is stored.
std::string stored_text(const CustomerFile& file);
CustomerFile parse_file(std::string_view text);

}  // namespace shouwen
