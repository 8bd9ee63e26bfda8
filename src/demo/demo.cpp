// Ninety days in one go: events in the order of time, the clock striking in between.
#include "demo/demo.h"

#include <fmt/format.h>

#include <atomic>
#include <queue>

#include "demo/account_records.h"
#include "demo/analysis_reports.h"
#include "demo/bill_adjustments.h"
#include "demo/bureau.h"
#include "demo/charges.h"
#include "demo/conduct.h"
#include "demo/key_accounts.h"
#include "demo/load_curves.h"
#include "demo/needs.h"
#include "demo/open_data.h"
#include "demo/price_lists.h"
#include "demo/participation.h"
#include "demo/policy_notices.h"
#include "demo/services.h"
#include "demo/representatives.h"
#include "demo/story.h"
#include "demo/surveys.h"
#include "demo/tip_offs.h"
#include "jobs/ticker.h"
#include "org/organisation_store.h"

namespace shouwen {

namespace {

constexpr int steps_limit = 60;   ///< of one case: a story that long is stuck
constexpr std::int32_t needs_days = 4;  ///< so long before the end needs are found: waiting shows
constexpr int group_size = 200;   ///< steps in one transaction

struct Next {
  Instant at;
  std::int64_t order = 0;
  CaseId id;   ///< 0 = a customer comes
  int steps = 0;
  std::optional<std::size_t> waits = {};  ///< place among what nobody goes on with
  bool operator>(const Next& other) const { return std::tie(at, order) > std::tie(other.at, other.order); }
};

using Agenda = std::priority_queue<Next, std::vector<Next>, std::greater<>>;

/// More people come in the morning and in summer evenings; some at night, by phone.
Instant arrival(Dice& dice, Instant begin, std::int64_t days) {
  const Date day = local_date(begin).plus_days(static_cast<std::int32_t>(dice.below(days)));
  const std::int64_t chance = dice.below(100);
  const std::int64_t hour = chance < 55 ? dice.between(8, 11) : chance < 85 ? dice.between(14, 17) : chance < 95 ? dice.between(18, 22) : dice.between(0, 7);
  return at_local(day, static_cast<std::int32_t>(hour * 3600 + dice.below(3600)));
}

Verdict record_absences(House& house, Instant now) {
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    for (const char* code : {"XQQ02", "BZ02"}) {
      const Officer* officer = house.organisation()->officer_by_code(code);
      if (officer == nullptr || !done) continue;
      done = record_absence(session, officer->id, {now.plus_seconds(-2 * seconds_per_day), now.plus_seconds(5 * seconds_per_day)}, "年休假", OfficerId{}, now);
    }
  });
  house.reload();
  return done;
}

}  // namespace

Verdict build_demo(const DemoOptions& options, const std::function<void(const std::string&)>& progress) {
  const auto material = Material::read(options.rulebook + "/demo");
  if (!material) return material.refusal();
  const Instant begin = options.end.plus_seconds(-options.days * seconds_per_day);
  std::atomic<std::int64_t> clock = begin.plus_seconds(-seconds_per_day).seconds;
  std::filesystem::create_directories(options.data);
  auto opened = House::open(options.data, [&clock] { return Instant{clock.load()}; }, 2, options.database);
  if (!opened) return opened.refusal();
  House& house = **opened;
  Dice dice(options.seed);
  if (const Verdict done = set_up_bureau(house, *material, options); !done) return done;
  if (const Verdict done = plan_price_change(house, options); !done) return done;
  if (const Verdict done = add_customers(house, *material, dice, options.customers); !done) return done;
  if (const Verdict done = make_demo_supervision_key(house); !done) return done;
  progress(fmt::format("机构与客户已建立 / {} people, {} customers", material->people.size(), options.customers));

  // Dice of its own: the cases' story stays what it was.
  KeyAccounts key_accounts(house, options.seed + 1, begin, options.end);
  house.writer().run([&](db::Session& session) { key_accounts.set_up(session); });
  progress(fmt::format("重点客户 / {} key customers", key_accounts.customers()));

  Story story(house, *material, dice);
  Agenda agenda;
  std::int64_t order = 0;
  for (std::int64_t i = 0; i < options.cases; ++i)
    if (const Instant at = arrival(dice, begin, options.days); at < options.end) agenda.push({at, ++order, {}, 0});
  const auto waiting = Story::waiting_minutes();
  for (std::size_t place = 0; place < waiting.size(); ++place) agenda.push({options.end.plus_seconds(-60 * waiting[place]), ++order, {}, 0, place});
  std::int64_t begun = 0;
  const Instant needs_at = options.end.plus_seconds(-needs_days * seconds_per_day);
  bool needs_told = false;
  while (!agenda.empty() && agenda.top().at < options.end) {
    if (!needs_told && agenda.top().at >= needs_at) {
      needs_told = true;
      clock = agenda.top().at.seconds;
      if (const Verdict done = add_needs(house); !done) return done;
    }
    house.writer().run([&](db::Session& session) {
      // The clock strikes between groups, so a group spans little time.
      const Instant until = agenda.top().at.plus_seconds(900);
      key_accounts.go_on(session, agenda.top().at);
      for (int i = 0; i < group_size && !agenda.empty() && agenda.top().at < std::min(until, options.end); ++i) {
        Next next = agenda.top();
        agenda.pop();
        clock = next.at.seconds;
        std::optional<Instant> again;
        if (next.waits) {
          story.leave_waiting(session, *next.waits, next.at);
        } else if (!next.id) {
          const auto id = story.begin(session, next.at);
          if (!id) continue;
          next.id = *id;
          again = next.at.plus_seconds(60 * dice.between(5, 90));
          if (++begun % 500 == 0) progress(fmt::format("{} / {} 工单 cases, {}", begun, options.cases, to_iso(next.at).substr(0, 10)));
        } else {
          again = story.go_on(session, next.id, next.at);
        }
        if (again && next.steps < steps_limit) agenda.push({std::max(*again, next.at.plus_seconds(60)), ++order, next.id, next.steps + 1});
      }
    });
    strike_due_cases(house);
    strike_due_promises(house);
  }
  clock = options.end.seconds;
  house.writer().run([&](db::Session& session) { key_accounts.go_on(session, options.end); });
  strike_due_cases(house);
  strike_due_promises(house);
  if (!needs_told)
    if (const Verdict done = add_needs(house); !done) return done;
  if (const Verdict done = add_services(house); !done) return done;
  add_peer_use(house);
  if (const Verdict done = add_analysis_reports(house); !done) return done;
  add_account_records(house);
  add_interval_use(house);
  if (const Verdict done = add_surveys(house, options.seed + 2, options.end); !done) return done;
  if (const Verdict done = add_representatives(house); !done) return done;
  if (const Verdict done = add_price_lists(house, options); !done) return done;
  if (const Verdict done = add_policy_notices(house); !done) return done;
  if (const Verdict done = add_charges(house); !done) return done;
  if (const Verdict done = add_bill_adjustments(house); !done) return done;
  if (const Verdict done = add_tip_offs(house); !done) return done;
  if (const Verdict done = add_conduct(house); !done) return done;
  if (const Verdict done = add_participation(house); !done) return done;
  if (const Verdict done = record_absences(house, options.end); !done) return done;
  if (const Verdict done = publish_announcements(house, *material, options.end); !done) return done;
  add_open_data(house);
  progress(fmt::format("完成 / {} cases, {} steps", begun, story.steps()));
  for (const auto& [code, count] : story.refusals()) progress(fmt::format("  规则拒绝 / refused {} × {}", count, code));
  return Done{};
}

}  // namespace shouwen
