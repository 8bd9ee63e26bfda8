// A thread that works in rounds: at once again while there is more to do, else after half a second, until destroyed.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace shouwen {

class Rounds {
 public:
  /// `turn` answers whether there may be more to do at once. What it throws is logged under `name`, and the next round tries again:
  /// the disk may be full, or the database away for a while.
  Rounds(std::string name, std::function<bool(const std::stop_token& stop)> turn);

 private:
  void run(const std::stop_token& stop);

  const std::string name_;
  const std::function<bool(const std::stop_token&)> turn_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last, so that it ends before what it uses
};

}  // namespace shouwen
