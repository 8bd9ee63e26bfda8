// Ranges are taken by whichever thread is free; what they counted adds up.
#include "what_if/what_if_run.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

#include "org/roster_store.h"
#include "what_if/roster_cover.h"

namespace shouwen {

namespace {

/// So many cases between looks at whether somebody cancelled; each range is read in a short transaction of its own.
constexpr std::int64_t range_cases = 2000;

struct Tally {
  const db::Address& database;
  const WhatIfQuestion& question;
  WhatIfProgress& progress;
  CaseRange all;
  std::optional<RosterCover> present, drafted;
  std::atomic<std::int64_t> next;
  std::mutex mutex;
  WhatIfFigures figures;
  std::exception_ptr fault;
};

void count_range(Tally& tally, db::Session& session, WhatIfFigures& figures, std::int64_t first) {
  const WhatIfQuestion& question = tally.question;
  const ReplayRules rules{*question.draft, *question.organisation};
  const CaseRange range{first, std::min(first + range_cases - 1, tally.all.last), 0};
  std::int64_t done = 0;
  std::shared_ptr<const Rulebook> then;
  read_histories(session, question.period, range, question.until, [&](std::vector<CaseEvent>& events) {
    const ServiceCase was = as_it_was(events), would = replay(events, rules, question.until);
    const std::int64_t version = events.front().rulebook_version;
    if (then == nullptr || then->version != version) then = question.rulebook_version(version);
    count_case(figures, was, would, *then, *question.draft, question.until);
    if (tally.present) count_cover(figures, was, *then, *tally.present, would, *question.draft, *tally.drafted, question.until);
    ++done;
  });
  tally.progress.done += done;
}

void count_ranges(Tally& tally) {
  WhatIfFigures figures;
  try {
    db::Session session(tally.database, db::OpenMode::read_only);
    for (std::int64_t first = tally.next.fetch_add(range_cases); first <= tally.all.last && !tally.progress.cancelled;
         first = tally.next.fetch_add(range_cases))
      count_range(tally, session, figures, first);
  } catch (...) {
    const std::lock_guard lock(tally.mutex);
    tally.fault = std::current_exception();
    tally.progress.cancelled = true;
    return;
  }
  const std::lock_guard lock(tally.mutex);
  add_figures(tally.figures, std::move(figures));
}

}  // namespace

WhatIfFigures run_what_if(const db::Address& database, const WhatIfQuestion& question, unsigned threads, WhatIfProgress& progress) {
  Tally tally{database, question, progress, {}, {}, {}, {0}, {}, {}, {}};
  {
    db::Session session(database, db::OpenMode::read_only);
    tally.all = cases_of_period(session, question.period);
    if (question.roster) {
      tally.present.emplace(shifts_between(session, question.period.from, question.until), *question.organisation);
      tally.drafted.emplace(*question.roster, *question.organisation);
    }
  }
  progress.cases = tally.all.cases;
  tally.next = tally.all.first;
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back([&tally] { count_ranges(tally); });
  count_ranges(tally);
  for (std::thread& thread : others) thread.join();
  if (tally.fault) std::rethrow_exception(tally.fault);
  finish_figures(tally.figures);
  return std::move(tally.figures);
}

}  // namespace shouwen
