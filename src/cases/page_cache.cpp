// Keeping and giving out built pages.
#include "cases/page_cache.h"

namespace shouwen {

namespace {
constexpr std::int64_t holds_seconds = 2;
constexpr std::size_t pages_limit = 2000;
}  // namespace

std::shared_ptr<const PageCache::Page> PageCache::find(const Key& key, std::int64_t version, const api::Call& call) const {
  const std::lock_guard lock(mutex_);
  const auto found = pages_.find(key);
  if (found == pages_.end()) return nullptr;
  const Page& page = *found->second;
  const bool holds = page.version == version && page.organisation == call.organisation && page.rulebook == call.rulebook &&
                     call.now.seconds - page.built_at.seconds <= holds_seconds;
  return holds ? found->second : nullptr;
}

void PageCache::keep(const Key& key, Page page) {
  const std::lock_guard lock(mutex_);
  // All at once: what is asked for again comes back with the next question.
  if (pages_.size() >= pages_limit) pages_.clear();
  pages_[key] = std::make_shared<const Page>(std::move(page));
}

}  // namespace shouwen
