// Case pages as they were last built: a desk that looks again, and every live event, asks for the same page many times.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "api/api.h"

namespace shouwen {

/// A page depends on the case's version, the reader, the language, the organisation and rulebook of the moment, and a little
/// on the time (what is due soon, what is possible now). It is given again only while all of these are the same and no
/// more than two seconds have passed.
class PageCache {
 public:
  struct Key {
    CaseId case_id;
    OfficerId officer_id;
    http::Language language{};
    auto operator<=>(const Key&) const = default;
  };
  struct Page {
    std::int64_t version = 0;
    Instant built_at;
    std::shared_ptr<const Organisation> organisation;
    std::shared_ptr<const Rulebook> rulebook;
    bool clear = false;  ///< personal data in it: reading it is logged
    std::string body;
  };

  /// Null if there is none that still holds.
  std::shared_ptr<const Page> find(const Key& key, std::int64_t version, const api::Call& call) const;
  void keep(const Key& key, Page page);

 private:
  mutable std::mutex mutex_;
  std::map<Key, std::shared_ptr<const Page>> pages_;
};

}  // namespace shouwen
