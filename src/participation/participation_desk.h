// What every call of this room needs: rules, situations, names, whom to tell. Heavy: only for this room's .cpp files.
#pragma once

#include "api/answers.h"
#include "api/names.h"
#include "participation/participation_describe.h"
#include "participation/participation_store.h"

namespace shouwen {

http::Operation participation_operation(const char* method, const std::string& path, const char* id, const char* summary, const char* clause);

/// A command of this room: JSON in, 201 out, repeatable by key.
template <class Input, class Output>
http::Operation participation_command(const std::string& path, const char* id, const char* summary, const char* clause) {
  http::Operation operation = participation_operation("POST", path, id, summary, clause);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<Output>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

/// Goes on with the bureau's numbers, if it has set any and the caller may; else says why not.
template <class Next>
http::Response with_participation(const api::Call& call, std::string_view verb, Next&& next) {
  return api::with_permission(call, verb, [&] {
    const ParticipationRules* rules = participation_rules(*call.rulebook);
    return rules == nullptr ? api::refused(call, Refusal{"participation.not_set", "", "", {}}) : next(*rules);
  });
}
bool caller_may(const api::Call& call, std::string_view verb);

/// Of an officer, or of whoever writes on the web (officer 0).
PlanSituation plan_situation(db::Session& session, PlanId id, OfficerId officer, const ParticipationRules& rules, Instant now);

/// A notice in the bell of each, never to whoever did it.
struct ParticipationNotice {
  std::vector<OfficerId> to;
  std::string path, zh, en;
};
void tell(db::Session& session, std::int64_t journal_number, const ParticipationNotice& notice, OfficerId done_by, Instant now);
/// Officers whose roles grant the verb.
std::vector<OfficerId> officers_who_may(const Rulebook& rulebook, const Organisation& organisation, std::string_view verb);
/// Whom an event of a plan is told to, in words; nobody for most.
ParticipationNotice notice_of(const Plan& after, const PlanEvent& event, const Rulebook& rulebook, const Organisation& organisation, const std::vector<OfficerId>& members);

std::string words_of(PlanStage stage, http::Language language);
std::string words_of(CommentVerdict verdict, http::Language language);
std::string words_of(GoalFigure figure, http::Language language);
std::string words_of(CommentWay way, http::Language language);

/// A code for the writer of a comment, and what is kept of it.
std::string new_comment_code();
/// Nothing if it cannot be one. `key`: derived of the data folder's key.
std::optional<std::string> comment_code_hash(std::string_view typed, const std::string& key);
inline constexpr std::string_view comment_code_purpose = "plan_comment_codes";

struct ReceivedComment {
  PlanComment comment;
  std::string code;                    ///< to show once
};
/// In the caller's transaction: the comment, its code, and the author told.
Result<ReceivedComment> take_comment(House& house, db::Session& session, const api::Call& call, const Plan& plan, const PlanCommentInput& input, OfficerId officer);

}  // namespace shouwen
