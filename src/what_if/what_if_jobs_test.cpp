// Runs asked from the screen: one an officer, two in all, cancelled while they run, kept for an hour. The clock is the test's.
#include "what_if/what_if_jobs.h"

#include <gtest/gtest.h>

#include <future>

#include "cases/case_fixture_test.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

class WhatIfRuns : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
    ASSERT_EQ(story.contacts(clerk), "");
    now = story.now.seconds;
    auto opened = House::open(database.folder(), [this] { return Instant{now}; }, 1, database.uri());
    ASSERT_TRUE(opened);
    house = *std::move(opened);
    house->writer().run([this](db::Session& session) { save_case(session, story.state, story.events, std::nullopt); });
    jobs = std::make_unique<WhatIfJobs>(*house);
  }
  void TearDown() override {
    let_go();
    jobs.reset();
  }

  /// A run comes as far as the rulebook of its first case and waits there until let_go().
  WhatIfQuestion question() {
    const auto rulebook = std::make_shared<const Rulebook>(story.rulebook);
    const auto waiting = [open = open, rulebook](std::int64_t) {
      open.wait();
      return rulebook;
    };
    return {{story.now.plus_seconds(-seconds_per_day), story.now.plus_seconds(seconds_per_day)}, Instant{now}, rulebook, std::make_shared<const Organisation>(story.organisation), waiting, {}, {}};
  }
  void let_go() {
    if (!std::exchange(gone, true)) gate.set_value();
  }
  std::string start(OfficerId officer) {
    const auto job = jobs->start(officer, question(), "");
    return job ? "" : job.refusal().code;
  }
  WhatIfState ended(OfficerId officer) {
    while (jobs->run_of(officer)->state == WhatIfState::running) std::this_thread::yield();
    return jobs->run_of(officer)->state;
  }

  Story story;
  std::atomic<std::int64_t> now{0};
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  bool gone = false;
  db::TemporaryDatabase database;
  std::unique_ptr<House> house;
  std::unique_ptr<WhatIfJobs> jobs;
};

TEST_F(WhatIfRuns, Art_11_6_1_an_officer_has_one_run_and_the_bureau_two) {
  EXPECT_EQ(start(clerk), "");
  EXPECT_EQ(start(clerk), "what_if.yours_is_running");
  EXPECT_EQ(start(auditor), "");
  EXPECT_EQ(start(director), "what_if.too_many_running");
  let_go();
  EXPECT_EQ(ended(clerk), WhatIfState::done);
  EXPECT_EQ(ended(auditor), WhatIfState::done);
  EXPECT_EQ(start(director), "") << "ended runs are in nobody's way";
  const std::int64_t before = jobs->run_of(clerk)->id;
  EXPECT_EQ(start(clerk), "");
  EXPECT_EQ(jobs->find(clerk, before), nullptr) << "a new run takes the place of the one before";
  EXPECT_EQ(ended(clerk), WhatIfState::done);
  EXPECT_EQ(jobs->run_of(clerk)->figures.cases, 1);
}

TEST_F(WhatIfRuns, Art_11_6_1_a_run_is_cancelled_while_it_runs_by_its_owner_only) {
  ASSERT_EQ(start(clerk), "");
  const std::int64_t id = jobs->run_of(clerk)->id;
  EXPECT_EQ(jobs->find(auditor, id), nullptr);
  EXPECT_FALSE(jobs->cancel(auditor, id));
  EXPECT_FALSE(jobs->cancel(clerk, id + 1));
  EXPECT_TRUE(jobs->cancel(clerk, id));
  let_go();
  EXPECT_EQ(ended(clerk), WhatIfState::cancelled);
  EXPECT_FALSE(jobs->cancel(clerk, id)) << "it does not run any more";
  EXPECT_EQ(start(clerk), "") << "and the next one may start";
}

TEST_F(WhatIfRuns, an_ended_run_is_kept_for_an_hour_and_a_running_one_until_it_ends) {
  ASSERT_EQ(start(clerk), "");
  now += 7200;
  const auto old = jobs->run_of(clerk);
  ASSERT_NE(old, nullptr) << "it still runs";
  ASSERT_EQ(start(auditor), "");
  const std::int64_t id = jobs->run_of(auditor)->id;
  let_go();
  EXPECT_EQ(ended(auditor), WhatIfState::done);
  while (old->state == WhatIfState::running) std::this_thread::yield();
  now += 3599;
  EXPECT_NE(jobs->find(auditor, id), nullptr);
  now += 1;
  EXPECT_EQ(jobs->find(auditor, id), nullptr);
  EXPECT_EQ(jobs->run_of(clerk), nullptr);
}

TEST_F(WhatIfRuns, a_house_that_closes_cancels_what_runs) {
  ASSERT_EQ(start(clerk), "");
  const auto job = jobs->run_of(clerk);
  std::thread closing([this] { jobs.reset(); });
  while (!job->progress.cancelled) std::this_thread::yield();
  let_go();
  closing.join();
  EXPECT_EQ(job->state, WhatIfState::cancelled);
}

}  // namespace
}  // namespace shouwen
