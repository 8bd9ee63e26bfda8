// The hub of live events: a short memory, and one queue a subscriber that never grows without bound.
#include "http/sse.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace shouwen::http {

namespace {

constexpr std::size_t pending_bytes_limit = 1 << 20;
/// Numbers by which processes may be out of step; hearing of a change twice does no harm.
constexpr std::int64_t overlap = 200;

std::string wire_form(const LiveEvent& event) {
  const std::string id = event.number == 0 ? "" : "id: " + std::to_string(event.number) + "\n";
  return id + "event: " + event.topic + "\ndata: " + event.data + "\n\n";
}

class Subscription : public EventSubscription {
 public:
  explicit Subscription(std::function<bool(const LiveEvent&)> wanted) : wanted_(std::move(wanted)) {}

  std::string take() override {
    const std::lock_guard lock(mutex_);
    return std::exchange(pending_, {});
  }

  void on_ready(std::function<void()> wake) override {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
  }

  void add(const LiveEvent& event) {
    if (!wanted_(event)) return;
    std::function<void()> wake;
    {
      const std::lock_guard lock(mutex_);
      // A reader too slow to follow is told to load its lists again instead of being fed a backlog.
      if (pending_.size() > pending_bytes_limit) pending_ = "event: reset\ndata: {}\n\n";
      pending_ += wire_form(event);
      wake = wake_;
    }
    if (wake) wake();
  }

  void reset() {
    std::function<void()> wake;
    {
      const std::lock_guard lock(mutex_);
      pending_ += "event: reset\ndata: {}\n\n";
      wake = wake_;
    }
    if (wake) wake();
  }

 private:
  std::function<bool(const LiveEvent&)> wanted_;
  std::mutex mutex_;
  std::string pending_;
  std::function<void()> wake_;
};

}  // namespace

struct EventHub::Body {
  std::size_t keep;
  mutable std::mutex mutex;
  std::deque<LiveEvent> memory;
  std::vector<std::weak_ptr<Subscription>> subscribers;
  std::function<void(const LiveEvent&)> tell;

  std::vector<std::shared_ptr<Subscription>> receivers() {
    std::vector<std::shared_ptr<Subscription>> found;
    std::erase_if(subscribers, [](const auto& weak) { return weak.expired(); });
    for (const auto& weak : subscribers)
      if (auto strong = weak.lock()) found.push_back(std::move(strong));
    return found;
  }
};

EventHub::EventHub(std::size_t keep) : body_(std::make_shared<Body>()) { body_->keep = keep; }
EventHub::~EventHub() = default;

void EventHub::publish(LiveEvent event) {
  if (body_->tell) body_->tell(event);
  hear(std::move(event));
}

void EventHub::share(std::function<void(const LiveEvent&)> tell) { body_->tell = std::move(tell); }

void EventHub::reset() {
  std::vector<std::shared_ptr<Subscription>> receivers;
  {
    const std::lock_guard lock(body_->mutex);
    receivers = body_->receivers();
    body_->memory.clear();
  }
  for (const auto& receiver : receivers) receiver->reset();
}

void EventHub::hear(LiveEvent event) {
  std::vector<std::shared_ptr<Subscription>> receivers;
  {
    const std::lock_guard lock(body_->mutex);
    receivers = body_->receivers();
    if (event.number != 0) body_->memory.push_back(event);
    if (body_->memory.size() > body_->keep) body_->memory.pop_front();
  }
  for (const auto& receiver : receivers) receiver->add(event);
}

std::shared_ptr<EventSubscription> EventHub::subscribe(std::string_view last_event_id, std::function<bool(const LiveEvent&)> wanted) {
  auto subscription = std::make_shared<Subscription>(std::move(wanted));
  const std::lock_guard lock(body_->mutex);
  body_->subscribers.push_back(subscription);
  if (last_event_id.empty()) return subscription;
  std::int64_t last = -1;
  std::from_chars(last_event_id.data(), last_event_id.data() + last_event_id.size(), last);
  const bool remembered = !body_->memory.empty() && last >= body_->memory.front().number - 1 && last >= 0;
  if (!remembered) {
    subscription->reset();
    return subscription;
  }
  for (const LiveEvent& event : body_->memory)
    if (event.number > last - (body_->tell ? overlap : 0)) subscription->add(event);
  return subscription;
}

std::size_t EventHub::subscribers() const {
  const std::lock_guard lock(body_->mutex);
  return static_cast<std::size_t>(std::count_if(body_->subscribers.begin(), body_->subscribers.end(),
                                                [](const auto& weak) { return !weak.expired(); }));
}

}  // namespace shouwen::http
