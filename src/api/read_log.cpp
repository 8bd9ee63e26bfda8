// What was noted lately is remembered; the entry is written by the house's writer.
#include "api/read_log.h"

#include "org/accounts.h"

namespace shouwen {

void ReadLog::note(House& house, const api::Call& call, const ReadNote& note) {
  constexpr std::int64_t quiet_seconds = 600;
  constexpr std::size_t remembered_most = 50000;
  {
    const std::lock_guard lock(mutex_);
    if (seen_.size() > remembered_most) seen_.clear();
    Instant& last = seen_[{call.actor.officer_id.value, note.subject + ' ' + note.fields}];
    if (last.seconds != 0 && call.now.seconds - last.seconds < quiet_seconds) return;
    last = call.now;
  }
  const AccessEntry entry{0, call.now, call.actor.officer_id, note.subject, note.fields, note.reason, call.request.remote_address};
  db::WriteJob job;
  job.work = [entry](db::Session& session) {
    log_access(session, entry);
    return db::WorkOutcome::keep;
  };
  job.done = [](const std::optional<db::Fault>&) {};
  house.writer().submit(std::move(job));
}

}  // namespace shouwen
