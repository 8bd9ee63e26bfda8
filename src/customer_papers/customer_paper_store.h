// Papers in the database and the journal. All SQL of this room; contents are kept as those of cases are (cases/attachment_store.h).
#pragma once

#include <filesystem>
#include <vector>

#include "customer_papers/customer_paper.h"
#include "db/session.h"

namespace shouwen {

/// Under a new id.
CustomerPaper add_paper(db::Session& session, CustomerPaper paper, std::int64_t rulebook_version);
CustomerPaper save_paper(db::Session& session, const CustomerPaper& before, const CustomerPaperEvent& event, std::int64_t rulebook_version);
std::optional<CustomerPaper> load_paper(db::Session& session, CustomerPaperId id);
/// Newest first, removed ones too.
std::vector<CustomerPaper> papers_of(db::Session& session, CustomerId customer);
/// One that was not removed.
std::optional<CustomerPaper> paper_with_hash(db::Session& session, CustomerId customer, const std::string& hash);

struct PapersVerified {
  std::int64_t papers = 0;
  std::vector<std::string> differences;  ///< rows that are not what their events make, contents that are missing
};
PapersVerified verify_papers(db::Session& session, const std::filesystem::path& folder);

}  // namespace shouwen
