// The bureau's own regulation, split into clauses and kept beside ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "db/session.h"

namespace shouwen {

struct OwnClause {
  std::string cite;     ///< "art.10(7)", as in the rulebook
  std::string content;
  bool operator==(const OwnClause&) const = default;
};

/// 第十条 or 第10条 begins an article. Within one, the first style of item numbers met (一、 （一） 1. （1）) counts its items,
/// the next style the items of those: art.11(5)(2). Lines before the first article are left out.
std::vector<OwnClause> split_regulation(std::string_view text);

/// Replaces what was imported before.
void keep_regulation(db::Session& session, const std::vector<OwnClause>& clauses, const std::string& source, Instant now);

}  // namespace shouwen
