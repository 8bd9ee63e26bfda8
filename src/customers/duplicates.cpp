// Art. 11(6)(3): one customer, one file.
#include "customers/duplicates.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// What is left of a name or an address when the ways of writing it are taken away.
std::string bare(std::string_view text) {
  std::string left = to_half_width(text);
  for (const char* way : {" ", "(", ")", "-", "·", "股份有限公司", "有限责任公司", "有限公司", "公司"})
    for (std::size_t at = left.find(way); at != std::string::npos; at = left.find(way)) left.erase(at, std::string_view(way).size());
  return left;
}

}  // namespace

std::vector<Likeness> likeness_of(const CustomerFile& a, const CustomerFile& b) {
  std::vector<Likeness> found;
  const auto same = [&found](Likeness what, const std::string& one, const std::string& other) {
    if (!one.empty() && one == other) found.push_back(what);
  };
  same(Likeness::licence_number, a.licence_number.value, b.licence_number.value);
  same(Likeness::phone, a.phone.value, b.phone.value);
  same(Likeness::name, bare(a.name.value), bare(b.name.value));
  same(Likeness::address, bare(a.address.value), bare(b.address.value));
  return found;
}

bool is_likely_duplicate(const std::vector<Likeness>& likeness) {
  return likeness.size() > 1 || (likeness.size() == 1 && likeness.front() == Likeness::licence_number);
}

Verdict merge_files(const CustomerFile& file, const CustomerFile& into) {
  if (file.id == into.id) return Refusal{"customer_file.merge_with_itself", clause::art_11_6_3, "/into_id", {}};
  if (file.merged_into_id || into.merged_into_id) return Refusal{"customer_file.merged", clause::art_11_6_3, "/into_id", {}};
  return Done{};
}

}  // namespace shouwen
