// How the stores of this room journal what they change. Only for org/*_store.cpp.
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen {

/// {"what":"…","id":…} and so on: small, readable facts.
class OrgFacts {
 public:
  OrgFacts& add(const char* name, std::string_view text);
  OrgFacts& add(const char* name, std::int64_t number);
  std::string done() const { return text_ + '}'; }

 private:
  void key(const char* name);
  std::string text_ = "{";
};

/// Appends to the stream "org" in the caller's transaction.
void journal_org(db::Session& session, const char* kind, const OrgFacts& facts, OfficerId actor, Instant now);
std::int64_t next_org_id(db::Session& session, const char* table);
bool officer_is_active(db::Session& session, OfficerId id);

}  // namespace shouwen
