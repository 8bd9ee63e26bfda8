// After the answer: nothing is closed that the customer was not asked about where the rules demand it.
#include "cases/follow_up.h"

#include <fmt/format.h>

#include <algorithm>

#include "regulation/clauses.h"
#include "regulation/quiet_hours.h"

namespace shouwen {

namespace {

std::string clock_of(std::int32_t second) { return fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60); }

bool tries_are_spent(const std::vector<FollowUpAttempt>& attempts, const CloseRules& rules) {
  return static_cast<std::int64_t>(attempts.size()) >= rules.follow_up_attempts;
}

std::optional<Refusal> refuse_closing(const ServiceCase& service_case, bool has_note, const Situation& situation) {
  const auto& attempts = service_case.follow_ups;
  const bool reached = !attempts.empty() && attempts.back().result != Satisfaction::unreachable;
  if (!reached) {
    const bool required = situation.rulebook.kind(service_case.kind).follow_up == FollowUpNeed::required;
    if (required && !tries_are_spent(attempts, situation.rulebook.closing))
      return Refusal{"close_case.follow_up_missing", clause::art_10_1, "", {}};
    return std::nullopt;
  }
  if (attempts.back().result == Satisfaction::satisfied) return std::nullopt;
  // A customer still not satisfied: once the work was taken up again it may end, with reasons on record.
  if (service_case.reopenings == 0) return Refusal{"close_case.customer_not_satisfied", clause::art_10_4, "", {}};
  if (!has_note) return Refusal{"close_case.grounds_missing", clause::art_10_4, "/note", {}};
  return std::nullopt;
}

}  // namespace

Decision follow_up(const ServiceCase& service_case, const FollowUpInput& input, const Situation& situation) {
  if (service_case.stage == Stage::open) return Refusal{"follow_up.not_answered_yet", clause::art_10_1, "", {}};
  if (!service_case.lives()) return Refusal{"case.already_closed", clause::art_10_1, "", {}};
  if (service_case.has_held(situation.actor.officer_id)) return Refusal{"follow_up.own_work", clause::art_10_1, "", {}};
  if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  const CloseRules& rules = situation.rulebook.closing;
  if (in_quiet_hours(rules, situation.now)) return Refusal{"follow_up.quiet_hours", clause::art_10_2, "", {{"from", clock_of(rules.quiet_from_second)}, {"to", clock_of(rules.quiet_to_second)}}};
  const auto& attempts = service_case.follow_ups;
  if (!attempts.empty() && attempts.back().result != Satisfaction::unreachable)
    return Refusal{"follow_up.done_already", clause::art_10_1, "", {}};
  if (!attempts.empty() && situation.now.seconds - attempts.back().at.seconds < rules.attempt_gap_seconds)
    return Refusal{"follow_up.too_soon", clause::art_10_2, "",
                   {{"minutes", std::to_string(rules.attempt_gap_seconds / 60)}}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_1, FollowedUp{input.result, input.words.value});
  return std::move(writer).take();
}

Decision close_case(const ServiceCase& service_case, const CloseInput& input, const Situation& situation) {
  if (service_case.stage == Stage::open) return Refusal{"close_case.no_answer", clause::art_10_1, "", {}};
  if (!service_case.lives()) return Refusal{"case.already_closed", clause::art_10_1, "", {}};
  if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  const bool has_note = input.note && !input.note->value.empty();
  if (auto refusal = refuse_closing(service_case, has_note, situation)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_1, Closed{service_case.outcome, has_note ? input.note->value : ""});
  return std::move(writer).take();
}

Decision reopen(const ServiceCase& service_case, const ReopenInput& input, const Situation& situation) {
  if (service_case.stage == Stage::open) return Refusal{"reopen.still_open", clause::art_10_1, "", {}};
  if (service_case.outcome == Outcome::withdrawn) return Refusal{"reopen.withdrawn", clause::art_10_1, "", {}};
  if (situation.actor.kind == Actor::Kind::officer)
    if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  if (service_case.closed_at) {
    const Due latest = due_at(situation.calendars.bureau, *service_case.closed_at, situation.rulebook.closing.reopen_within);
    if (situation.now > latest.at) return Refusal{"reopen.too_late", clause::art_10_1, "", {{"until", to_iso(latest.at)}}};
  }
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_1, Reopened{input.reason.value});
  return std::move(writer).take();
}

Decision withdraw(const ServiceCase& service_case, const WithdrawInput& input, const Situation& situation) {
  if (!service_case.lives()) return Refusal{"case.already_closed", clause::art_10_1, "", {}};
  const bool by_customer = situation.actor.kind == Actor::Kind::customer;
  // Staff note a withdrawal the customer told them; only those answerable for the case may.
  const bool is_first = situation.actor.officer_id == service_case.first_contact_id;
  if (!by_customer && !is_first)
    if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  if (!by_customer) {
    if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
    // After the answer a noted withdrawal would be a way around the follow-up.
    if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  }
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_1, Withdrawn{input.reason.value, by_customer});
  return std::move(writer).take();
}

Decision rate(const ServiceCase& service_case, const RatingInput& input, const Situation& situation) {
  if (service_case.stage == Stage::open || service_case.replies.empty()) return Refusal{"rate.not_answered_yet", clause::art_8, "", {}};
  if (service_case.rating != 0) return Refusal{"rate.rated_already", clause::art_8, "", {}};
  if (input.stars < 1 || input.stars > 5) return Refusal{"rate.out_of_range", clause::art_8, "/stars", {}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_8, Rated{input.stars, input.words ? input.words->value : ""});
  return std::move(writer).take();
}

}  // namespace shouwen
