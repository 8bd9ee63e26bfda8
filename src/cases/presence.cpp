// A short list a case, swept whenever it is touched.
#include "cases/presence.h"

#include <algorithm>

namespace shouwen {

namespace {

bool has_left(const Present& row, Instant now) { return now.seconds - row.at.seconds > PresenceBoard::fades_after_seconds; }

void sweep(std::vector<Present>& present, Instant now) {
  std::erase_if(present, [now](const Present& row) { return has_left(row, now); });
}

}  // namespace

bool PresenceBoard::note(CaseId id, OfficerId officer, const std::string& doing, Instant now) {
  const std::lock_guard lock(mutex_);
  // Cases nobody touches again would stay for ever.
  if (present_.size() > 10000)
    std::erase_if(present_, [now](const auto& row) {
      return std::all_of(row.second.begin(), row.second.end(), [now](const Present& present) { return has_left(present, now); });
    });
  std::vector<Present>& present = present_[id];
  sweep(present, now);
  const auto known = std::find_if(present.begin(), present.end(), [officer](const Present& row) { return row.officer_id == officer; });
  if (known == present.end()) {
    present.push_back({officer, doing, now});
    return true;
  }
  const bool news = known->doing != doing;
  *known = {officer, doing, now};
  return news;
}

bool PresenceBoard::leave(CaseId id, OfficerId officer) {
  const std::lock_guard lock(mutex_);
  const auto found = present_.find(id);
  if (found == present_.end()) return false;
  const bool was_there = std::erase_if(found->second, [officer](const Present& row) { return row.officer_id == officer; }) > 0;
  if (found->second.empty()) present_.erase(found);
  return was_there;
}

std::vector<Present> PresenceBoard::others(CaseId id, OfficerId officer, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = present_.find(id);
  if (found == present_.end()) return {};
  sweep(found->second, now);
  std::vector<Present> others;
  for (const Present& row : found->second)
    if (row.officer_id != officer) others.push_back(row);
  std::sort(others.begin(), others.end(), [](const Present& a, const Present& b) { return a.officer_id < b.officer_id; });
  return others;
}

}  // namespace shouwen
