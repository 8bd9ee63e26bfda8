// A photo or paper of a customer's file: what it is, who put it there and why, and who took it away.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace shouwen {

using CustomerPaperId = Id<struct CustomerPaperTag>;

/// 证照 合同协议 一次接线图 现场照片 其他.
enum class PaperKind { licence, agreement, single_line_diagram, site_photo, other };

struct CustomerPaper {
  CustomerPaperId id;
  std::int64_t version = 0;            ///< events so far
  CustomerId customer_id;
  PaperKind paper_kind{};
  std::string file_name, content_type, hash;
  std::int64_t bytes = 0;
  OfficerId officer_id;
  Instant at;
  std::string why;
  std::optional<Instant> removed_at;
  OfficerId removed_by_id;
  std::string removed_reason;
};

/// What happened: a past participle and what it set.
struct CustomerPaperEvent {
  std::string kind;                    ///< customer_paper_added, customer_paper_removed
  OfficerId officer_id;
  Instant at;
  std::optional<CustomerPaper> added;
  std::optional<std::string> reason;   ///< of a removal
};

CustomerPaper apply(CustomerPaper paper, const CustomerPaperEvent& event);

/// Pictures and PDF; nothing a browser or a desk would run. Refusal customer_paper.type_not_allowed.
Verdict check_paper_type(const std::optional<std::string>& content_type, const std::string& file_name);
/// Refusal customer_paper.removed_already.
Result<CustomerPaperEvent> remove_paper(const CustomerPaper& paper, const std::string& reason, OfficerId officer, Instant now);

}  // namespace shouwen
