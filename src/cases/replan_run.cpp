// Pieces of a run, its rehearsal, and the run that nobody has to think of.
#include "cases/replan_run.h"

#include <algorithm>

#include "regulation/clauses.h"
#include "regulation/rulebook_store.h"

namespace shouwen {

namespace {

constexpr std::int64_t rehearsed_at_once = 500;

/// The files that say which days and hours are worked.
std::string calendar_text(db::Session& session, std::int64_t version) {
  std::string text;
  for (const RulebookFile& file : rulebook_files(session, version))
    if (file.name == "calendar.toml" || file.name == "holidays.csv") text += file.name + '\n' + file.text;
  return text;
}

/// Versions that are or were in force, in order.
std::vector<RulebookVersion> versions_in_force(db::Session& session, Instant now) {
  std::vector<RulebookVersion> versions = rulebook_versions(session);
  std::erase_if(versions, [now](const RulebookVersion& row) { return row.state != "in_force" || *row.valid_from > now; });
  std::sort(versions.begin(), versions.end(), [](const RulebookVersion& a, const RulebookVersion& b) { return std::pair(*a.valid_from, a.version) < std::pair(*b.valid_from, b.version); });
  return versions;
}

bool calendar_changed_since(db::Session& session, const std::optional<ReplanRun>& last, Instant now) {
  const std::vector<RulebookVersion> versions = versions_in_force(session, now);
  for (std::size_t i = versions.size(); i-- > 1;) {
    if (last && versions[i].version == last->version) return false;
    if (calendar_text(session, versions[i].version) != calendar_text(session, versions[i - 1].version)) return true;
  }
  return false;
}

OfficerId put_in_force_by(db::Session& session, std::int64_t version) {
  OfficerId officer;
  for (const VersionStep& step : version_steps(session, version))
    if (step.kind == "put_in_force") officer = step.officer_id;
  return officer;
}

}  // namespace

Result<std::int64_t> start_replan(db::Session& session, const ReplanOrder& order, Instant now) {
  const auto version = find_rulebook_version(session, order.version);
  if (!version) return Refusal{"rulebook.unknown_version", clause::art_5, "", {}};
  if (rulebook_version_at(session, now) != order.version) return Refusal{"replan.not_in_force", clause::art_10_7, "", {}};
  if (order.scope == ReplanScope::limits && version->author_id == order.actor_id) return Refusal{"replan.own_version", clause::art_5, "", {}};
  if (running_replan(session)) return Refusal{"replan.running_already", clause::art_10_7, "", {}};
  ReplanRun run;
  run.version = order.version;
  run.scope = order.scope;
  run.actor_id = order.actor_id;
  run.started_at = now;
  run.planned = count_live_cases(session);
  return add_replan_run(session, run);
}

Verdict cancel_replan(db::Session& session, std::int64_t run_id, OfficerId actor, Instant now) {
  const auto run = find_replan_run(session, run_id);
  if (!run) return Refusal{"replan.unknown", clause::art_10_7, "", {}};
  if (run->state != "running") return Refusal{"replan.over_already", clause::art_10_7, "", {}};
  end_replan_run(session, *run, "cancelled", actor, now);
  return Done{};
}

ReplanPiece go_on_with_replan(const CaseDesk& desk, std::int64_t limit) {
  auto run = running_replan(desk.session);
  if (!run) return {};
  if (rulebook_version_at(desk.session, desk.now) != run->version) {
    end_replan_run(desk.session, *run, "superseded", {}, desk.now);
    return {};
  }
  // The house reads its snapshots again only now and then: a version may be in force that it has not seen yet.
  if (desk.rulebook_now->version != run->version) return {};
  ReplanPiece piece;
  const std::vector<CaseId> ids = live_cases_after(desk.session, run->last_case_id, limit);
  for (const CaseId id : ids) {
    Replan done = perform_replan(desk, id, run->scope);
    for (const DeadlineMove& move : done.moves) {
      run->moved += move.moves();
      run->overdue += move.is_overdue(desk.now);
    }
    piece.performed.push_back(std::move(done.performed));
    run->last_case_id = id;
    ++run->cases;
  }
  keep_replan_progress(desk.session, *run);
  piece.more = static_cast<std::int64_t>(ids.size()) == limit;
  if (!piece.more) end_replan_run(desk.session, *run, "done", run->actor_id, desk.now);
  return piece;
}

bool replan_new_calendar(db::Session& session, Instant now) {
  if (running_replan(session)) return false;
  const std::vector<ReplanRun> runs = list_replan_runs(session, 1);
  const auto last = runs.empty() ? std::nullopt : std::optional(runs.front());
  const bool left_half = last && last->state == "superseded";
  if (!left_half && !calendar_changed_since(session, last, now)) return true;
  const std::int64_t version = rulebook_version_at(session, now);
  return static_cast<bool>(start_replan(session, {version, ReplanScope::calendars, put_in_force_by(session, version)}, now));
}

ReplanReach rehearse_replan(db::Session& session, const ReplanQuestion& question,
                            const std::function<void(const ServiceCase&, const DeadlineMove&)>& each) {
  ReplanReach reach;
  const Actor clock{Actor::Kind::clock, {}, {}};
  CaseId last;
  for (auto ids = live_cases_after(session, last, rehearsed_at_once); !ids.empty(); ids = live_cases_after(session, last, rehearsed_at_once))
    for (const CaseId id : ids) {
      last = id;
      const std::optional<ServiceCase> found = load_case(session, id);
      if (!found || !found->lives()) continue;
      ++reach.cases;
      reach.clocks += std::count_if(found->duties.begin(), found->duties.end(), [](const Duty& duty) { return duty.state == DutyState::open && !duty.paused_at; });
      const auto pinned = question.scope == ReplanScope::limits ? nullptr : question.pinned(found->rulebook_version);
      const Situation situation{clock, question.now, pinned ? *pinned : question.version, question.organisation, question.version.calendars};
      for (const DeadlineMove& move : deadline_moves(*found, replan(*found, question.scope, situation))) each(*found, move);
    }
  return reach;
}

}  // namespace shouwen
