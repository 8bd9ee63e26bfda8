// A file as somebody sees it who gave no reason to see more. Art. 6.
#pragma once

#include "customers/file_differences.h"

namespace shouwen {

/// People's names, phones and homes covered. A legal person's own name and address stay: they are nobody's personal data.
CustomerFile masked(const CustomerFile& file);
/// The same for one difference of such a file.
FieldDifference masked(const FieldDifference& difference, bool is_organisation);

}  // namespace shouwen
