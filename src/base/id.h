// Strong ids: an officer's id cannot be passed where a unit's is meant. 0 means "none".
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace shouwen {

template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return value != 0; }
};

using CaseId = Id<struct CaseTag>;
using OfficerId = Id<struct OfficerTag>;
using UnitId = Id<struct UnitTag>;
using PostId = Id<struct PostTag>;
using CustomerId = Id<struct CustomerTag>;
using AttachmentId = Id<struct AttachmentTag>;

}  // namespace shouwen

template <class Tag>
struct std::hash<shouwen::Id<Tag>> {
  std::size_t operator()(shouwen::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
