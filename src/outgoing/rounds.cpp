// Waiting ends at once when asked to stop.
#include "outgoing/rounds.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>

namespace shouwen {

namespace {

constexpr auto round_every = std::chrono::milliseconds(500);

}  // namespace

Rounds::Rounds(std::string name, std::function<bool(const std::stop_token& stop)> turn) : name_(std::move(name)), turn_(std::move(turn)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Rounds::run(const std::stop_token& stop) {
  bool more = false;
  while (!stop.stop_requested()) {
    if (!more) {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, stop, round_every, [] { return false; });
      if (stop.stop_requested()) return;
    }
    more = false;
    try {
      more = turn_(stop);
    } catch (const std::exception& caught) {
      spdlog::error("{}: {}", name_, caught.what());
    }
  }
}

}  // namespace shouwen
