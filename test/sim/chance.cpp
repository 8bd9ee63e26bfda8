// Random bytes that are the same in every run.
#include "chance.h"

#include <sodium.h>

#include <cstring>
#include <mutex>

#include "base/check.h"

namespace shouwen::sim {

namespace {

std::mutex mutex;
Chance bytes{0};

const char* name() { return "fixed"; }
std::uint32_t random_word() {
  const std::lock_guard lock(mutex);
  return static_cast<std::uint32_t>(bytes.next() >> 32);
}
void fill(void* const buffer, const std::size_t size) {
  const std::lock_guard lock(mutex);
  auto* out = static_cast<unsigned char*>(buffer);
  for (std::size_t i = 0; i < size; i += 8) {
    const std::uint64_t word = bytes.next();
    std::memcpy(out + i, &word, std::min<std::size_t>(8, size - i));
  }
}

randombytes_implementation implementation{&name, &random_word, nullptr, nullptr, &fill, nullptr};

}  // namespace

void fix_random_bytes(std::uint64_t seed) {
  {
    const std::lock_guard lock(mutex);
    bytes = Chance(seed);
  }
  randombytes_set_implementation(&implementation);
  SHOUWEN_CHECK(sodium_init() >= 0);
}

}  // namespace shouwen::sim
