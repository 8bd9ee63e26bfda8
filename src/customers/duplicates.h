// Whether two files may be of one customer. Art. 11(6)(3).
#pragma once

#include <vector>

#include "customers/customer_file.h"

namespace shouwen {

enum class Likeness { licence_number, phone, name, address };

/// What the two have in common, strongest first; empty = nothing that matters. Names and addresses are compared without
/// width, blanks, brackets and the forms of a company.
std::vector<Likeness> likeness_of(const CustomerFile& a, const CustomerFile& b);
/// One licence number, or two things in common.
bool is_likely_duplicate(const std::vector<Likeness>& likeness);

/// One file stands for the other from now on; nothing is lost, and it can be undone. Refusals: customer_file.merged,
/// customer_file.merge_with_itself.
Verdict merge_files(const CustomerFile& file, const CustomerFile& into);

}  // namespace shouwen
