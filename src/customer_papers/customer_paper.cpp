// Art. 11(6)(3): papers come with a reason and go only with one.
#include "customer_papers/customer_paper.h"

#include "regulation/clauses.h"

namespace shouwen {

CustomerPaper apply(CustomerPaper paper, const CustomerPaperEvent& event) {
  if (event.added) paper = *event.added;
  if (event.reason) {
    paper.removed_at = event.at;
    paper.removed_by_id = event.officer_id;
    paper.removed_reason = *event.reason;
  }
  ++paper.version;
  return paper;
}

Verdict check_paper_type(const std::optional<std::string>& content_type, const std::string& file_name) {
  if (content_type && (content_type->starts_with("image/") || *content_type == "application/pdf")) return Done{};
  return Refusal{"customer_paper.type_not_allowed", clause::art_11_6_3, "/file", {{"name", file_name}}};
}

Result<CustomerPaperEvent> remove_paper(const CustomerPaper& paper, const std::string& reason, OfficerId officer, Instant now) {
  if (paper.removed_at) return Refusal{"customer_paper.removed_already", clause::art_11_6_3, "", {}};
  return CustomerPaperEvent{"customer_paper_removed", officer, now, {}, reason};
}

}  // namespace shouwen
