// Shared by the calls of the desk, the public pages and the clock.
#include "participation/participation_desk.h"

#include <sodium.h>

#include <algorithm>

#include "cases/notice_store.h"
#include "org/secret.h"
#include "org/tip_code.h"
#include "regulation/clauses.h"

namespace shouwen {

http::Operation participation_operation(const char* method, const std::string& path, const char* id, const char* summary, const char* clause) {
  return {method, "/api/v1" + path, id, "participation", summary, clause};
}

bool caller_may(const api::Call& call, std::string_view verb) { return may(*call.rulebook, *call.organisation, call.actor, verb).allowed; }

PlanSituation plan_situation(db::Session& session, PlanId id, OfficerId officer, const ParticipationRules& rules, Instant now) {
  return {officer, now, rules, members_in_office(list_group_members(session), local_date(now)), id ? count_open_comments(session, id) : 0};
}

void tell(db::Session& session, std::int64_t journal_number, const ParticipationNotice& notice, OfficerId done_by, Instant now) {
  std::vector<OfficerId> officers;
  for (const OfficerId officer : notice.to)
    if (officer && officer != done_by && std::find(officers.begin(), officers.end(), officer) == officers.end()) officers.push_back(officer);
  if (!officers.empty()) write_house_notice(session, journal_number, officers, {NoticeKind::participation, notice.path, clause::art_8, notice.zh, notice.en}, now);
}

std::vector<OfficerId> officers_who_may(const Rulebook& rulebook, const Organisation& organisation, std::string_view verb) {
  std::vector<OfficerId> found;
  for (const Officer& officer : organisation.officers())
    if (officer.active && may(rulebook, organisation, Actor{Actor::Kind::officer, officer.id, {}}, verb).allowed) found.push_back(officer.id);
  return found;
}

ParticipationNotice notice_of(const Plan& after, const PlanEvent& event, const Rulebook& rulebook, const Organisation& organisation, const std::vector<OfficerId>& members) {
  const std::string& title = after.content.title.value;
  const std::string path = "/plans/" + std::to_string(after.id.value);
  const std::vector<OfficerId> author{after.drafted_by_id};
  if (event.kind == "plan_submitted") return {officers_who_may(rulebook, organisation, "review_plan"), path, "请审核：" + title, "To be reviewed: " + title};
  if (event.kind == "plan_returned") return {author, path, "审核退回：" + title, "Returned by the reviewer: " + title};
  if (event.kind == "plan_consultation_ended") return {author, path, "征求意见已结束，请逐条答复并定稿：" + title, "Comments are closed; answer each and finish the text: " + title};
  if (event.kind == "plan_answers_missed") return {author, path, "仍有意见没有答复，已超过答复期限：" + title, "Comments have waited longer than the bureau allows: " + title};
  if (event.kind == "plan_put_to_vote") return {members, path, "请表决：" + title, "Please vote: " + title};
  if (event.kind == "plan_approved") return {author, path, "领导小组已通过：" + title, "Approved by the leading group: " + title};
  if (event.kind == "plan_rejected") return {author, path, "领导小组未通过：" + title, "Not approved by the leading group: " + title};
  return {};
}

std::string words_of(PlanStage stage, http::Language language) {
  const bool zh = language == http::Language::zh;
  switch (stage) {
    case PlanStage::draft: return zh ? "草稿" : "Draft";
    case PlanStage::submitted: return zh ? "待审核" : "To be reviewed";
    case PlanStage::reviewed: return zh ? "已审核" : "Reviewed";
    case PlanStage::consulting: return zh ? "征求意见中" : "Open for comment";
    case PlanStage::voting: return zh ? "领导小组表决中" : "The leading group votes";
    case PlanStage::approved: return zh ? "已通过" : "Approved";
    case PlanStage::withdrawn: return zh ? "已撤销" : "Withdrawn";
  }
  return {};
}

std::string words_of(CommentVerdict verdict, http::Language language) {
  const bool zh = language == http::Language::zh;
  switch (verdict) {
    case CommentVerdict::taken_over: return zh ? "采纳" : "Taken over";
    case CommentVerdict::partly: return zh ? "部分采纳" : "Taken over in part";
    case CommentVerdict::not_taken_over: return zh ? "未采纳" : "Not taken over";
  }
  return {};
}

std::string words_of(GoalFigure figure, http::Language language) {
  const bool zh = language == http::Language::zh;
  switch (figure) {
    case GoalFigure::on_time_rate: return zh ? "各项按时率" : "Everything on time";
    case GoalFigure::answered_in_time: return zh ? "按时答复率" : "Answered in time";
    case GoalFigure::satisfaction_rate: return zh ? "回访满意率" : "Content when asked";
    case GoalFigure::returns: return zh ? "退回次数" : "Returns";
    case GoalFigure::own: return zh ? "自定指标" : "A figure of its own";
  }
  return {};
}

std::string words_of(CommentWay way, http::Language language) {
  const bool zh = language == http::Language::zh;
  switch (way) {
    case CommentWay::web: return zh ? "网上" : "Web";
    case CommentWay::counter: return zh ? "柜台" : "Counter";
    case CommentWay::letter: return zh ? "来信" : "Letter";
    case CommentWay::phone: return zh ? "电话" : "Phone";
  }
  return {};
}

std::string new_comment_code() { return grouped_code(new_slip_code()); }

std::optional<std::string> comment_code_hash(std::string_view typed, const std::string& key) {
  const TypedTipCode read = read_slip_code(typed);
  if (read.mistake != TipCodeMistake::none) return std::nullopt;
  std::string hash(crypto_generichash_BYTES, '\0');
  SHOUWEN_CHECK(crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), reinterpret_cast<const unsigned char*>(read.code.data()), read.code.size(),
                                   reinterpret_cast<const unsigned char*>(key.data()), key.size()) == 0);
  return hash;
}

Result<ReceivedComment> take_comment(House& house, db::Session& session, const api::Call& call, const Plan& plan, const PlanCommentInput& input, OfficerId officer) {
  const ParticipationRules& rules = *participation_rules(*call.rulebook);
  const CommentDecision decision = receive_comment(plan, input, {officer, call.now, rules});
  if (!decision) return decision.refusal();
  const SavedRow<PlanComment> saved = save_comment(session, {}, *decision, call.rulebook->version);
  const std::string code = new_comment_code();
  add_comment_code(session, *comment_code_hash(code, house.key().derive(comment_code_purpose)), saved.state.id);
  // Once for many: the first that waits is told, the page shows the rest.
  if (count_comments(session, plan.id).open == 1)
    tell(session, saved.journal_number, {{plan.drafted_by_id}, "/plans/" + std::to_string(plan.id.value), "有新的意见：" + plan.content.title.value, "A comment came in: " + plan.content.title.value}, officer, call.now);
  return ReceivedComment{saved.state, code};
}

}  // namespace shouwen
