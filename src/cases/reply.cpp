// Answers to the customer: what ends the reply duty, and what begins after it.
#include "cases/reply.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

bool owes_follow_up(const ServiceCase& service_case) { return service_case.open_duty(DutyKind::follow_up) != nullptr; }

bool needs_proof(Channel channel) {
  switch (channel) {
    case Channel::hall:
    case Channel::phone:
    case Channel::visit: return false;
    case Channel::web:
    case Channel::app:
    case Channel::letter:
    case Channel::transfer_12345:
    case Channel::transfer_12398:
    case Channel::media: return true;
  }
  return true;
}

std::optional<Refusal> refuse_reply(const ServiceCase& service_case, const ReplyInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return refusal;
  if (auto refusal = refuse_unless_holder(service_case, situation)) return refusal;
  const bool has_proof = input.proof && !input.proof->value.empty();
  if (needs_proof(input.channel) && !has_proof) return Refusal{"reply.proof_missing", clause::art_10_8, "/proof", {}};
  return std::nullopt;
}

/// An answer ends the waiting for the customer.
void end_suspension(DecisionWriter& writer, const char* cause) {
  if (!writer.state().suspension) return;
  writer.add(clause::art_10_7, Resumed{cause});
}

Replied body_of(const ReplyInput& input, bool on_the_spot) {
  return Replied{input.channel, input.text.value, input.proof ? input.proof->value : "", on_the_spot};
}

}  // namespace

Decision answer_on_the_spot(const ServiceCase& service_case, const ReplyInput& input, const Situation& situation) {
  if (auto refusal = refuse_reply(service_case, input, situation)) return *refusal;
  if (!situation.rulebook.kind(service_case.kind).answerable_on_the_spot)
    return Refusal{"answer_on_the_spot.needs_work", clause::art_10_3, "/first_step",
                   {{"kind", situation.rulebook.kind(service_case.kind).name_zh}}};
  if (service_case.offers_made > 0 || service_case.office_question || service_case.responsible_officer_id != service_case.first_contact_id)
    return Refusal{"answer_on_the_spot.already_moved", clause::art_10_3, "", {}};
  DecisionWriter writer(service_case, situation);
  end_suspension(writer, "answered_on_the_spot");
  writer.add(clause::art_10_3, body_of(input, true));
  if (!owes_follow_up(writer.state())) writer.add(clause::art_10_1, Closed{Outcome::answered, ""});
  return std::move(writer).take();
}

Decision reply(const ServiceCase& service_case, const ReplyInput& input, const Situation& situation) {
  if (auto refusal = refuse_reply(service_case, input, situation)) return *refusal;
  if (service_case.open_duty(DutyKind::arrival) != nullptr)
    return Refusal{"reply.arrival_missing", clause::art_10_7, "", {}};
  DecisionWriter writer(service_case, situation);
  end_suspension(writer, "replied");
  writer.add(clause::art_10_7, body_of(input, false));
  return std::move(writer).take();
}

Decision explain_out_of_scope(const ServiceCase& service_case, const OutOfScopeInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  const std::string code = input.directory_code ? input.directory_code->value : "";
  const auto& directory = situation.rulebook.directory;
  const bool known = code.empty() || std::any_of(directory.begin(), directory.end(),
                                                 [&code](const DirectoryEntry& entry) { return entry.code == code; });
  if (!known) return Refusal{"explain_out_of_scope.unknown_body", clause::art_10_5, "/directory_code", {{"code", code}}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_5, ExplainedOutOfScope{input.text.value, code});
  writer.add(clause::art_10_5, Closed{Outcome::out_of_scope, ""});
  return std::move(writer).take();
}

}  // namespace shouwen
