// Papers as JSON. Heavy: only for .cpp files.
#pragma once

#include "customer_papers/customer_paper.h"
#include "json/json.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(PaperKind, licence, agreement, single_line_diagram, site_photo, other)
BOOST_DESCRIBE_STRUCT(CustomerPaper, (), (id, version, customer_id, paper_kind, file_name, content_type, hash, bytes, officer_id, at, why, removed_at, removed_by_id, removed_reason))
BOOST_DESCRIBE_STRUCT(CustomerPaperEvent, (), (kind, officer_id, at, added, reason))

}  // namespace shouwen
