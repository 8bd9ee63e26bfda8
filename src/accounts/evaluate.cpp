// Marks and words.
#include "accounts/evaluate.h"

#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// The scale itself, not a limit of anybody's: 1 to 5.
constexpr std::int64_t lowest_score = 1, highest_score = 5;

std::optional<Refusal> refuse_score(const ManagedCustomer& customer, const EvaluateInput& input) {
  if (customer.present_tier() == AccountTier::ordinary) return Refusal{"evaluate.no_tier", clause::art_11_3, "", {}};
  if (input.score < lowest_score || input.score > highest_score) return Refusal{"evaluate.score_out_of_range", clause::art_11_3, "/score", {}};
  return std::nullopt;
}

}  // namespace

Result<Evaluation> evaluation_of_customer(const ManagedCustomer& customer, const EvaluateInput& input, const AccountSituation& situation) {
  if (auto refusal = refuse_score(customer, input)) return *std::move(refusal);
  return Evaluation{input.score, input.words, {}, situation.actor_id, situation.now};
}

AccountDecision evaluate_customer(const ManagedCustomer& customer, const EvaluateInput& input, const AccountSituation& situation) {
  auto evaluation = evaluation_of_customer(customer, input, situation);
  if (!evaluation) return evaluation.refusal();
  return std::vector{account_event(situation, clause::art_11_3, CustomerEvaluated{*std::move(evaluation)})};
}

AccountDecision evaluate_service(const ManagedCustomer& customer, const EvaluateInput& input, const AccountSituation& situation) {
  if (auto refusal = refuse_score(customer, input)) return *std::move(refusal);
  if (!customer.manager_id) return Refusal{"evaluate.nobody_served", clause::art_11_3, "", {}};
  if (customer.manager_id == situation.actor_id) return Refusal{"evaluate.own_service", clause::art_11_3, "", {}};
  if (input.by_name.empty()) return Refusal{"evaluate.by_whom_missing", clause::art_11_3, "/by_name", {}};
  return std::vector{
      account_event(situation, clause::art_11_3, ServiceEvaluated{{input.score, input.words, input.by_name, customer.manager_id, situation.now}})};
}

}  // namespace shouwen
