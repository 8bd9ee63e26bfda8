// Verbs on policy notices as resources: POST /policy_notices, POST /policy_notices/{notice_id}/approvals …
#include "policy_notices/policy_notice_api.h"

#include "policy_notices/policy_audience.h"
#include "policy_notices/policy_notice_desk.h"

namespace shouwen {

struct SeenNoticeInput {
  std::int64_t version = 0;  ///< of the notice that was seen; 0 = whatever it is now
};
BOOST_DESCRIBE_STRUCT(SeenNoticeInput, (), (version))
struct NoticeReasonInput {
  std::int64_t version = 0;
  Text<2, 500> reason;
};
BOOST_DESCRIBE_STRUCT(NoticeReasonInput, (), (version, reason))

namespace {

using api::Api;
using api::Call;

template <class Input>
http::Operation written(const char* rest, const char* id, const char* summary) {
  auto operation = policy_notice_operation("POST", std::string("/policy_notices") + rest, id, summary);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<PolicyNoticeChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

/// The notice another one corrects, if the caller may put that one aside.
std::optional<PolicyNotice> corrected_by(const PolicyNoticeDesk& desk, PolicyNoticeId id) {
  auto found = id ? load_policy_notice(desk.session, id) : std::nullopt;
  return found && !desk.refuse_unless_may("withdraw_policy_notice", *found) ? found : std::nullopt;
}

void add_draft(Api& api) {
  api.write(written<PolicyNoticeInput>("", "draft_policy_notice", "Draft a notice, or the correction of a sent one"), [](const Call& call, db::Session& session) {
    return with_permission(call, "draft_policy_notice", [&] {
      return api::with_body<PolicyNoticeInput>(call, [&](const PolicyNoticeInput& input) {
        const PolicyNoticeDesk desk(call, session);
        const PolicyNoticeDecision decision = draft_policy_notice(input, corrected_by(desk, input.corrects_id.value_or(PolicyNoticeId{})), desk.situation());
        if (!decision) return refused(call, decision.refusal());
        return changed_answer(add_policy_notice(session, *decision, desk.writer()));
      });
    });
  });
}

/// Registers POST /policy_notices/{notice_id}/<resource> for a rule with the input of its form.
template <class Input, class Rule>
void add_verb(Api& api, const char* verb, const char* id, const char* resource, const char* summary, Rule rule) {
  api.write(written<Input>((std::string("/{notice_id}") + resource).c_str(), id, summary), [verb, rule](const Call& call, db::Session& session) {
    return with_policy_notice(call, session, [&](const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
      if (const auto denied = desk.refuse_unless_may(verb, notice)) return refused(call, *denied);
      return api::with_body<Input>(call, [&](const Input& input) {
        const PolicyNoticeDecision decision = rule(notice, input, desk.situation());
        if (!decision) return refused(call, decision.refusal());
        return changed_answer(save_policy_notice(session, notice, *decision, desk.writer()).notice);
      });
    });
  });
}

/// The recipients are looked for while others go on writing; only freezing them is a command.
http::Response send(Api& api, const Call& call, db::Session& session, const PolicyNotice& seen, std::int64_t version) {
  const std::int64_t most = policy_notice_rules(*call.rulebook).most_recipients.value_or(std::numeric_limits<std::int64_t>::max() - 1);
  std::vector<FrozenRecipient> recipients;
  if (seen.stage == PolicyNoticeStage::approved && (version == 0 || version == seen.version))
    recipients = freeze(session, find_audience(session, seen.audience, seen.corrects_id, most), *call.organisation, call.now);
  std::optional<Refusal> refusal;
  PolicyNotice after;
  api.house().writer().run([&](db::Session& writing) {
    const PolicyNoticeDesk desk(call, writing);
    const auto notice = load_policy_notice(writing, seen.id);
    const auto corrected = notice->corrects_id ? load_policy_notice(writing, notice->corrects_id) : std::nullopt;
    const PolicyNoticeDecision decision = send_policy_notice(*notice, version, std::move(recipients), corrected, desk.situation());
    if (!decision) {
      refusal = decision.refusal();
      return;
    }
    after = save_policy_notice(writing, *notice, *decision, desk.writer()).notice;
    if (corrected) save_policy_notice(writing, *corrected, supersede_policy_notice(after.id, desk.situation()), desk.writer());
  });
  return refusal ? refused(call, *refusal) : changed_answer(after);
}

void add_sending(Api& api) {
  auto sending = written<SeenNoticeInput>("/{notice_id}/sendings", "send_policy_notice", "Freeze the recipients and let it go");
  sending.idempotent_key = false;
  api.slow(sending, [&api](const Call& call, db::Session& session) {
    return with_policy_notice(call, session, [&](const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
      if (const auto denied = desk.refuse_unless_may("send_policy_notice", notice)) return refused(call, *denied);
      return api::with_body<SeenNoticeInput>(call, [&](const SeenNoticeInput& input) { return send(api, call, session, notice, input.version); });
    });
  });
}

}  // namespace

void add_policy_notice_writes_api(Api& api) {
  add_draft(api);
  add_verb<PolicyNoticeInput>(api, "draft_policy_notice", "change_policy_notice", "/changes", "Change a draft", &change_policy_notice);
  add_verb<SeenNoticeInput>(api, "draft_policy_notice", "submit_policy_notice", "/submissions", "To somebody else, to be approved",
                            [](const PolicyNotice& notice, const SeenNoticeInput& input, const PolicyNoticeSituation& situation) { return submit_policy_notice(notice, input.version, situation); });
  add_verb<SeenNoticeInput>(api, "approve_policy_notice", "approve_policy_notice", "/approvals", "It may go as it is",
                            [](const PolicyNotice& notice, const SeenNoticeInput& input, const PolicyNoticeSituation& situation) { return approve_policy_notice(notice, input.version, situation); });
  add_verb<NoticeReasonInput>(api, "approve_policy_notice", "return_policy_notice", "/returns", "Back to its author, and why",
                              [](const PolicyNotice& notice, const NoticeReasonInput& input, const PolicyNoticeSituation& situation) { return return_policy_notice(notice, input.version, input.reason.value, situation); });
  add_verb<NoticeReasonInput>(api, "withdraw_policy_notice", "withdraw_policy_notice", "/withdrawals", "It holds no longer, and why; its page says so",
                              [](const PolicyNotice& notice, const NoticeReasonInput& input, const PolicyNoticeSituation& situation) { return withdraw_policy_notice(notice, input.version, input.reason.value, situation); });
  add_sending(api);
}

void add_policy_notices_api(Api& api) {
  add_policy_notice_day_api(api);
  add_policy_notice_reads_api(api);
  add_policy_notice_writes_api(api);
  add_policy_attachments_api(api);
  add_policy_recipients_api(api);
  add_policy_links_api(api);
}

}  // namespace shouwen
