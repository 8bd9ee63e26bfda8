// Atom feeds (RFC 4287) as values, and their text by the XML library. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace shouwen {

struct AtomEntry {
  std::string id;                  ///< never changes
  std::string title, text;         ///< plain
  std::string language;            ///< "zh-CN", "en"
  Instant published_at, updated_at;
  std::string url;                 ///< of the page it is about; absolute
};
struct AtomFeed {
  std::string id, title, subtitle, author, language;
  std::string self_url, page_url;  ///< absolute
  std::optional<std::string> other_url, other_language;  ///< the same feed in the other language
  Instant empty_at;                ///< "updated" of a feed without entries
  std::vector<AtomEntry> entries;  ///< newest first
  /// When anything in it changed last.
  Instant updated_at() const;
};

std::string atom_text(const AtomFeed& feed);

/// A name that never changes (RFC 4151): "tag:power.example,2026:announcement/12".
std::string tag_uri(const std::string& identity, const std::string& what);

}  // namespace shouwen
