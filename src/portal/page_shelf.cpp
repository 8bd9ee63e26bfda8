// One shelf a route; its pages are few: languages, sizes, addresses of this house.
#include "portal/page_shelf.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "portal/page_choices.h"
#include "portal/page_writer.h"

namespace shouwen {

namespace {

/// More addresses than a house has: somebody invents them, and the shelf begins anew.
constexpr std::size_t pages_most = 256;

struct KeptPage {
  std::int64_t commits = 0;
  Instant at;
  std::shared_ptr<const Organisation> organisation;
  std::shared_ptr<const Rulebook> rulebook;
  std::shared_ptr<const http::Response> response;
};

/// Everything a page of this kind may depend on besides what the house knows; nothing if it may depend on more.
std::optional<std::string> key_of(const http::Request& request) {
  if (!request.query.empty() || !has_only_choices(request)) return std::nullopt;
  const Wish wish = wish_of(request);
  std::string key = request.path + (wish.language == http::Language::en ? "\nen\n" : "\nzh\n") + (wish.large ? "large\n" : "\n") + (request.language() == http::Language::en ? "en\n" : "zh\n");
  return key.append(request.header("host")).append("\n").append(request.header("x-forwarded-proto"));
}

class Shelf {
 public:
  http::Response get(api::Api& api, const api::Call& call, db::Session& session, const api::CallBody& write) {
    const auto key = key_of(call.request);
    if (!key) return write(call, session);
    const std::int64_t commits = api.house().writer().counters().groups;
    if (const auto kept = find(*key, commits, call)) return *kept;
    http::Response response = write(call, session);
    const bool sets_cookie = std::any_of(response.headers.begin(), response.headers.end(), [](const auto& header) { return header.first == "Set-Cookie"; });
    if (response.status == 200 && !sets_cookie) keep(*key, {commits, call.now, call.organisation, call.rulebook, std::make_shared<const http::Response>(response)});
    return response;
  }

 private:
  std::shared_ptr<const http::Response> find(const std::string& key, std::int64_t commits, const api::Call& call) const {
    const std::lock_guard lock(mutex_);
    const auto found = pages_.find(key);
    if (found == pages_.end()) return nullptr;
    const KeptPage& page = found->second;
    const bool holds = page.commits == commits && page.at == call.now && page.organisation == call.organisation && page.rulebook == call.rulebook;
    return holds ? page.response : nullptr;
  }
  void keep(const std::string& key, KeptPage page) {
    const std::lock_guard lock(mutex_);
    if (pages_.size() >= pages_most && !pages_.contains(key)) pages_.clear();
    pages_.insert_or_assign(key, std::move(page));
  }

  mutable std::mutex mutex_;
  std::map<std::string, KeptPage> pages_;
};

}  // namespace

api::CallBody shelved(api::Api& api, api::CallBody body) {
  return [&api, body = std::move(body), shelf = std::make_shared<Shelf>()](const api::Call& call, db::Session& session) { return shelf->get(api, call, session, body); };
}

}  // namespace shouwen
