// The simulator finds what is broken on purpose: each program here has one place of the product changed (see CMakeLists.txt).
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

namespace {

struct Found {
  int status = 0;
  std::string said;
  long long steps = 0;  ///< of the shrunk story
};

Found run(const std::string& mutant, const std::string& options) {
  Found found;
  FILE* pipe = popen((std::string(MUTANTS) + "/mutant_" + mutant + " " + options + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer{};
  while (fgets(buffer.data(), buffer.size(), pipe) != nullptr) found.said += buffer.data();
  found.status = pclose(pipe);
  if (const std::size_t at = found.said.find("shrunk to "); at != std::string::npos) found.steps = std::stoll(found.said.substr(at + 10));
  return found;
}

void is_found(const std::string& mutant, const std::string& options, const std::string& promise, long long most_steps) {
  const Found found = run(mutant, options);
  EXPECT_NE(found.status, 0) << mutant << " was not found:\n" << found.said;
  EXPECT_NE(found.said.find("BROKEN: " + promise), std::string::npos) << found.said;
  EXPECT_GT(found.steps, 0) << found.said;
  EXPECT_LE(found.steps, most_steps) << found.said;
  // The short story, told once more, breaks the same promise.
  EXPECT_NE(found.said.rfind("BROKEN: " + promise), found.said.find("BROKEN: " + promise)) << found.said;
}

TEST(Mutant, Art_10_7_a_clock_reset_at_a_hand_over_is_found) {
  is_found("clock_reset_at_hand_over", "--calm --days 10 --seeds 5", "art.10(7) the customer's clock is never reset", 3);
}

TEST(Mutant, Art_10_7_a_lost_notice_is_found) { is_found("lost_notice", "--calm --days 15 --seeds 10", "art.10(7) no notice is lost", 4); }

TEST(Mutant, a_retry_that_does_it_again_is_found) { is_found("done_twice_on_retry", "--days 10 --seeds 5", "nothing is done twice", 3); }

/// What the power took shows as an entry that is gone or as a file that cannot be read.
TEST(Mutant, an_answer_before_the_disk_has_it_is_found) { is_found("acknowledged_before_durable", "--days 20 --seeds 20", "", 8); }

}  // namespace
