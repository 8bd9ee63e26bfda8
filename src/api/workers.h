// A few threads with a bounded queue: what does not fit is turned away at once, so that waiting never piles up.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace shouwen::api {

class Workers {
 public:
  Workers(std::size_t threads, std::size_t limit_waiting);
  /// Finishes what was accepted.
  ~Workers();
  Workers(const Workers&) = delete;

  /// False if the queue is full.
  bool submit(std::function<void()> work);
  std::size_t waiting() const;

 private:
  void run();

  const std::size_t limit_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace shouwen::api
