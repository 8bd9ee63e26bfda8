// Striking in small groups, so that people's commands come in between.
#include "jobs/ticker.h"

#include <spdlog/spdlog.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "accounts/account_promise.h"
#include "accounts/account_store.h"
#include "analysis_reports/key_account_run.h"
#include "cases/cases.h"
#include "cases/clock_account.h"
#include "cases/notice_store.h"
#include "cases/replan_run.h"
#include "db/neighbours.h"
#include "conduct/conduct_desk.h"
#include "imports/import_rests.h"
#include "open311/open311_key_store.h"
#include "open_data/edition_store.h"
#include "participation/participation_run.h"
#include "policy_notices/policy_reminder.h"
#include "portal/draft_store.h"
#include "proofs/journal_tree.h"
#include "price_lists/price_posting_run.h"
#include "tip_offs/supervision_desk.h"
#include "tip_offs/tip_off_desk.h"
#include "usage/unusual_run.h"

namespace shouwen {

namespace {

constexpr std::int64_t group_size = 50;
constexpr std::int64_t replanned_at_once = 500;
constexpr int replan_pieces_a_round = 4;
constexpr auto round_every = std::chrono::milliseconds(500);
constexpr int rounds_between_reloads = 60;
constexpr std::int32_t night_ends_second = 5 * 3600;

/// Runs `work` at the clock's desk in one transaction and announces what happened to the live lists. Returns how many cases
/// changed.
std::int64_t at_the_clocks_desk(House& house, const std::function<std::vector<Performed>(const CaseDesk&)>& work) {
  std::vector<Performed> performed;
  house.writer().run([&](db::Session& session) {
    performed = work({session, house.organisation(), [&house](std::int64_t version) { return house.rulebook_version(version); }, house.rulebook_now(),
                      Actor{Actor::Kind::clock, {}, {}}, house.now(), {}});
  });
  std::int64_t changed = 0;
  for (const Performed& done : performed) {
    if (done.events.empty()) continue;
    house.hub().publish(live_event(done, house.rulebook_now(), house.organisation()));
    ++changed;
  }
  return changed;
}

/// Adds to `struck` how many changed; false once nothing was due any more.
bool strike_group(House& house, std::int64_t& struck) {
  bool some = false;
  struck += at_the_clocks_desk(house, [&some](const CaseDesk& desk) {
    std::vector<Performed> performed;
    for (const CaseId id : cases_to_strike(desk.session, desk.now, group_size)) performed.push_back(perform_strike(desk, id));
    some = !performed.empty();
    return performed;
  });
  return some;
}

}  // namespace

std::int64_t strike_due_cases(House& house) {
  if (house.rulebook_now() == nullptr) return 0;
  std::int64_t struck = 0;
  while (strike_group(house, struck)) {
  }
  return struck;
}

std::int64_t pass_on_unread_warnings(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || !rulebook->closing.unread_after) return 0;
  // Working time: nobody has to read a warning at night.
  const Instant by = latest_start_over_by(rulebook->calendars.bureau, *rulebook->closing.unread_after, house.now());
  return at_the_clocks_desk(house, [by](const CaseDesk& desk) {
    std::vector<Performed> performed;
    for (const UnreadWarning& warning : unread_warnings(desk.session, by, group_size)) {
      performed.push_back(perform_unread(desk, warning.case_id, warning.officer_id));
      mark_escalated(desk.session, warning, desk.now);
    }
    return performed;
  });
}

std::int64_t strike_due_promises(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || customers_to_strike(*house.readers().borrow(), house.now(), 1).empty()) return 0;
  std::int64_t struck = 0;
  house.writer().run([&](db::Session& session) {
    const auto organisation = house.organisation();
    const std::vector<ManagerTerm> terms = manager_terms(session);
    const AccountManagerRules rules = rulebook->account_managers.value_or(AccountManagerRules{});
    const AccountSituation situation{OfficerId{}, house.now(), *organisation, rules, rulebook->calendars.bureau, terms, rulebook->closing.warn_at_percents};
    for (const CustomerId id : customers_to_strike(session, situation.now, group_size)) {
      const ManagedCustomer customer = load_managed_customer(session, id);
      save_account_events(session, customer, strike_promises(customer, situation), rulebook->version);
      ++struck;
    }
  });
  return struck;
}

bool go_on_with_replan(House& house) {
  if (house.rulebook_now() == nullptr || !running_replan(*house.readers().borrow())) return false;
  bool more = true;
  for (int piece = 0; more && piece < replan_pieces_a_round; ++piece)
    at_the_clocks_desk(house, [&more](const CaseDesk& desk) {
      ReplanPiece done = go_on_with_replan(desk, replanned_at_once);
      more = done.more;
      return std::move(done.performed);
    });
  return more;
}

bool make_journal_root(House& house) {
  if (journal_root_of(*house.readers().borrow(), local_date(house.now()).plus_days(-1))) return false;
  bool made = false;
  house.writer().run([&](db::Session& session) { made = make_root_of_yesterday(session, house.now()); });
  return made;
}

std::vector<CaseId> check_clock_accounts(House& house) {
  std::vector<CaseId> wrong;
  const auto session = house.readers().borrow();
  auto query = session->query("SELECT s.case_id, s.state FROM service_case c JOIN case_state s ON s.case_id = c.id WHERE c.stage < 2");
  while (query.step())
    if (!account_of(parse_state(query.text(1)), house.now()).adds_up()) wrong.push_back(CaseId{query.integer(0)});
  for (const CaseId id : wrong) spdlog::error("art. 10(7): the clocks of case {} do not add up", id.value);
  return wrong;
}

/// Once for each version that comes into force: days it changes move deadlines without anybody asking.
void ClockRounds::replan_for_new_version() {
  const auto rulebook = house_.rulebook_now();
  if (rulebook == nullptr || rulebook->version == days_counted_version_) return;
  bool settled = false;
  house_.writer().run([&](db::Session& session) { settled = replan_new_calendar(session, house_.now()); });
  if (settled) days_counted_version_ = rulebook->version;
}

void ClockRounds::check_once_a_night() {
  const Date today = local_date(house_.now());
  const bool is_night = local_second_of_day(house_.now()) < night_ends_second;
  if (!is_night || checked_on_ == today) return;
  checked_on_ = today;
  check_clock_accounts(house_);
  look_at_watched_customers(house_);
  begin_key_accounts(house_);
}

bool ClockRounds::turn(Round round) {
  // A run goes on without a pause; what clerks do meanwhile is written between its pieces.
  const bool more = go_on_with_replan(house_);
  replan_for_new_version();
  strike_due_cases(house_);
  strike_due_promises(house_);
  if (round == Round::whole) {
    house_.look_again();
    forget_expired_drafts(house_);
    pass_on_unread_warnings(house_);
    tell_overdue_postings(house_);
    forget_import_rests(house_);
    remind_of_unread_notices(house_);
    expire_requests(house_);
    expire_unclaimed_rewards(house_);
    strike_due_conduct(house_);
    strike_plans(house_);
    tell_missed_meeting(house_);
    more_key_accounts_ = true;
    make_journal_root(house_);
    freeze_finished_month(house_);
    forget_old_calls(house_);
  }
  if (more_key_accounts_) more_key_accounts_ = go_on_with_key_accounts(house_);
  check_once_a_night();
  return more;
}

struct Ticker::Body {
  explicit Body(House& h) : house(h), rounds(h) {}

  House& house;
  ClockRounds rounds;
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::thread thread;

  db::Turn turn{house.database()};
  std::atomic<bool> is_mine = false;
  std::atomic<std::int64_t> last_round_seconds = house.now().seconds;

  void run() {
    int number = 0;
    std::unique_lock lock(mutex);
    auto pause = round_every;
    while (!wake.wait_for(lock, pause, [this] { return stopping; })) {
      lock.unlock();
      pause = round_every;
      try {
        // Of several processes one runs the clock; the others keep themselves fresh.
        const bool is_whole = number++ % rounds_between_reloads == 0;
        const bool mine = turn.is_mine();
        is_mine = mine;
        if (!mine) {
          if (is_whole) house.look_again();
          last_round_seconds = house.now().seconds;
          lock.lock();
          continue;
        }
        if (rounds.turn(is_whole ? Round::whole : Round::brief)) pause = std::chrono::milliseconds(0);
        last_round_seconds = house.now().seconds;
      } catch (const std::exception& caught) {
        // The disk may be full for a while; the next round tries again.
        spdlog::error("ticker: {}", caught.what());
      }
      lock.lock();
    }
  }
};

Instant Ticker::last_round() const { return {body_->last_round_seconds.load()}; }

bool Ticker::is_mine() const { return body_->is_mine.load(); }

Ticker::Ticker(House& house) : body_(new Body(house)) {
  body_->thread = std::thread([this] { body_->run(); });
}

Ticker::~Ticker() {
  {
    const std::lock_guard lock(body_->mutex);
    body_->stopping = true;
  }
  body_->wake.notify_all();
  body_->thread.join();
}

}  // namespace shouwen
