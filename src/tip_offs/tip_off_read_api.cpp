// GET /tip_offs, /tip_offs/{case_id} and its receipt: for supervision, never for the accused or their line.
#include <algorithm>

#include "cases/attachment_store.h"
#include "cases/case_routes.h"
#include "regulation/clauses.h"
#include "tip_offs/supervision_store.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_desk.h"
#include "tip_offs/tip_off_views.h"
#include "tip_offs/tip_receipt.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, largest_page = 200;

/// What a word of the story says besides its kind.
std::string words_in(const TipOffEvent& event) {
  if (event.pre_check) return event.pre_check->reason.value;
  if (event.report) return event.report->text.value;
  if (event.finding) return event.finding->reason.value;
  if (event.opening) return event.opening->reason.value;
  if (event.same_facts) return event.same_facts->reason.value;
  if (event.kind == "reward_voted" || event.kind == "reward_approved") return event.reward->votes.empty() ? std::string() : event.reward->votes.back().reason.value;
  if (event.reward) return event.reward->decision_reason.value.empty() ? event.reward->reason.value : event.reward->decision_reason.value;
  return {};
}

std::string name_of_actor(OfficerId id, const Names& names) { return id == the_reporter ? std::string() : names.officer(id); }

std::string talk_text(const TipMessage& message, http::Language language) {
  return language == http::Language::zh || message.text_en.empty() ? message.text.value : message.text_en;
}

void add_story(TipOffView& view, const std::vector<TipOffEvent>& events, const Names& names) {
  for (const TipOffEvent& event : events) {
    if (event.message) view.talk.push_back({event.at, event.message->by_reporter, event.message->by_rule, event.message->reporter, name_of_actor(event.actor_id, names), talk_text(*event.message, names.language)});
    else view.story.push_back({event.at, event.kind, name_of_actor(event.actor_id, names), words_in(event)});
  }
  std::reverse(view.story.begin(), view.story.end());
}

/// What the table gives now, seen together with the other tips about the same facts.
RewardSuggestionView suggestion_of(const Call& call, db::Session& session, const RewardDue& due, std::int64_t with_evidence_fen) {
  const bool zh = call.language == http::Language::zh;
  return {due.amount_fen, zh ? due.by_rule.row->name_zh : due.by_rule.row->name_en, due.by_rule.row->source, due.by_rule.row->example, !due.is_first, with_evidence_fen,
          due.is_first ? std::string() : number_if_seen(call, session, due.first.first), number_if_seen(call, session, due.first.waits_for)};
}

void add_reward(TipOffView& view, const TipOff& tip, const TipSituation& situation, const RewardSetting& setting, const Call& call, db::Session& session) {
  const bool zh = call.language == http::Language::zh;
  for (const TipExclusion& row : situation.rules.exclusions) view.exclusions.push_back({row.code, zh ? row.name_zh : row.name_en, row.needs_known_since});
  for (const TipReporter& row : tip.reporters) view.reporters.push_back({row.number, row.share_bp});
  if (tip.reward) view.reward = reward_view(call, session, tip, situation.rules);
  if (!tip.finding) return;
  const RewardDue due = reward_due(tip, false, setting, situation);
  if (due.by_rule.row != nullptr) view.suggestion = suggestion_of(call, session, due, reward_due(tip, true, setting, situation).amount_fen);
}

/// Those this reader may see, in the order they were registered.
void add_same_facts(TipOffView& view, const TipOff& tip, const RewardSetting& setting, const Call& call, db::Session& session, const Names& names) {
  const FirstReporter first = first_reporter(setting.own, setting.same_facts);
  for (const OtherTip& other : setting.same_facts) {
    const auto found = tip_for(call, session, other.case_id, "read_tip_offs");
    if (!found) continue;
    SameFactsView row{other.case_id, found->number, other.registered_at, other.verdict, first.first == other.case_id, false, {}, {}};
    for (const SameFacts& link : tip.same_facts)
      if (link.case_id == other.case_id) row.direct = true, row.reason = link.reason.value, row.officer_name = names.officer(link.officer_id);
    view.same_facts.push_back(std::move(row));
  }
  std::sort(view.same_facts.begin(), view.same_facts.end(), [](const SameFactsView& a, const SameFactsView& b) { return a.case_id < b.case_id; });
}

void add_openings(TipOffView& view, const TipOff& tip, const Call& call, db::Session& session, const Names& names) {
  const OfficerId me = call.actor.officer_id;
  const auto own = find_supervision_officer(session, me);
  for (const IdentityOpening& row : tip.openings) {
    IdentityOpeningView opening{row.number, row.stage, names.officer(row.asker_id), row.agreer_id ? names.officer(row.agreer_id) : "", row.reason.value, row.asked_at, row.ended_at, false, false, false};
    const bool waits = row.stage == OpeningStage::waiting && own && own->admitted;
    opening.may_decline = waits;
    opening.may_agree = waits && row.asker_id != me;
    if (row.stage == OpeningStage::opened && row.asker_id == me) {
      const auto request = request_of_opening(session, tip.case_id, row.number);
      opening.may_read = request && !request->for_asker.empty();
    }
    view.openings.push_back(std::move(opening));
  }
}

/// What the rules would let this reader do now, asked with empty forms: a refusal about a field is not one of the thing itself.
std::vector<std::string> what_may(const Call& call, db::Session& session, const TipOff& tip, const TipSituation& situation, const RewardSetting& setting) {
  std::vector<std::string> may_do;
  const ServiceCase& c = situation.service_case;
  const auto granted = [&](const char* verb) { return may(*call.rulebook, *call.organisation, call.actor, verb, facts_of(c)).allowed; };
  const auto add = [&](const char* what, const TipDecision& decision) {
    if (!decision.refused() || !decision.refusal().field.empty()) may_do.emplace_back(what);
  };
  if (granted("verify_tip")) {
    add("accept", accept_tip(tip, {}, situation));
    add("pre_check", pre_check(tip, {}, situation));
    add("appoint", appoint_investigators(tip, {}, situation));
    add("report", report_investigation(tip, {}, situation));
    add("find", find_tip(tip, {}, situation));
    if (c.stage == Stage::open) may_do.emplace_back("name_accused");
    // Asked with a number of no tip: only what forbids any link shows.
    const TipDecision linking = link_same_facts(tip, {}, OtherTip{}, situation);
    if (!linking.refused() || linking.refusal().code != "tip.reward_proposed_already") may_do.emplace_back("same_facts");
  }
  if (granted("talk_with_reporter")) add("talk", say_to_reporter(tip, {}, situation));
  if (granted("open_identity")) {
    const auto own = find_supervision_officer(session, call.actor.officer_id);
    if (own && own->admitted) add("open_identity", ask_opening(tip, {}, situation));
  }
  if (granted("propose_tip_reward")) {
    // What stands in the way of a reward that is due is told when somebody tries.
    const TipDecision proposing = propose_reward(tip, {}, setting, situation);
    const bool told_when_tried = proposing.refused() && (proposing.refusal().code == "tip_reward.earlier_not_found" || proposing.refusal().code.starts_with("tip_reward.group_"));
    if (told_when_tried) may_do.emplace_back("propose_reward");
    else add("propose_reward", proposing);
    if (!c.contact.anonymous) add("claim_in_person", claim_reward(tip, 1, true, situation));
  }
  return may_do;
}

TipOffView view_of(const Call& call, db::Session& session, const ServiceCase& c) {
  const Names names{*call.organisation, *call.rulebook, call.language};
  const TipOff tip = load_tip_off(session, c.id);
  TipOffView view;
  static_cast<TipOffRowView&>(view) = tip_row(c, tip, names, call.now);
  view.version = tip.version;
  view.text = c.text;
  if (c.about_officer_id) view.accused_officers.push_back({c.about_officer_id, names.officer(c.about_officer_id)});
  if (c.further_accused) {
    for (const OfficerId id : c.further_accused->officer_ids) view.accused_officers.push_back({id, names.officer(id)});
    for (const UnitId id : c.further_accused->unit_ids) view.accused_units.push_back({id, names.unit(id)});
  }
  for (const OfficerId id : tip.investigator_ids) view.investigators.push_back({id, names.officer(id)});
  view.pre_check = tip.pre_check;
  view.finding = tip.finding;
  add_story(view, tip_off_events(session, c.id), names);
  for (const AttachmentRow& row : attachments_of(session, c.id)) view.attachment_ids.push_back(row.id);
  add_openings(view, tip, call, session, names);
  if (const TipOffRules* rules = tip_off_rules(*call.rulebook)) {
    const TipSituation situation{call.actor.officer_id, call.now, c, *call.organisation, *rules};
    const RewardSetting setting{tip_among(session, c.id, *rules), tips_of_same_facts(session, tip, *rules), voting_group(*call.rulebook, *call.organisation, facts_of(c))};
    add_reward(view, tip, situation, setting, call, session);
    add_same_facts(view, tip, setting, call, session, names);
    view.may = what_may(call, session, tip, situation, setting);
  }
  return view;
}

bool is_wanted(const TipOff& tip, const ServiceCase& c, const std::string& only) {
  if (only == "open") return c.stage == Stage::open && tip.stage != TipStage::found && tip.stage != TipStage::not_taken_up;
  if (only == "rewards") return tip.reward.has_value();
  return true;
}

/// A page of those this reader may see: others are passed over, and nothing tells how many.
api::Page<TipOffRowView> page_of(const Call& call, db::Session& session, CaseId before, std::int64_t limit, const std::string& only) {
  const Names names{*call.organisation, *call.rulebook, call.language};
  api::Page<TipOffRowView> page;
  while (true) {
    const std::vector<TipRow> rows = list_tip_offs(session, before, largest_page);
    for (const TipRow& row : rows) {
      before = row.case_id;
      const auto found = tip_for(call, session, row.case_id, "read_tip_offs");
      if (!found || !is_wanted(row.tip, *found, only)) continue;
      page.items.push_back(tip_row(*found, row.tip, names, call.now));
      if (static_cast<std::int64_t>(page.items.size()) < limit) continue;
      page.next = std::to_string(row.case_id.value);
      return page;
    }
    if (static_cast<std::int64_t>(rows.size()) < largest_page) return page;
  }
}

http::Response register_answer(const Call& call, db::Session& session) {
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  if (!after) return refused(call, after.refusal());
  if (!limit) return refused(call, limit.refusal());
  const std::string only(call.request.query_value("only").value_or(""));
  if (after->value_or(0) < 0) return refused(call, Refusal{"query.bad_value", "", "", {{"name", "after"}}});
  if (limit->value_or(1) < 1 || limit->value_or(1) > largest_page) return refused(call, Refusal{"query.bad_value", "", "", {{"name", "limit"}}});
  if (!only.empty() && only != "open" && only != "rewards") return refused(call, Refusal{"query.bad_value", "", "", {{"name", "only"}}});
  return api::answer(page_of(call, session, CaseId{after->value_or(0)}, limit->value_or(page_size), only));
}

}  // namespace

TipOffRowView tip_row(const ServiceCase& c, const TipOff& tip, const Names& names, Instant now) {
  TipOffRowView row{c.id, c.number, names.category(c.category), c.channel, c.registered_at, c.stage, tip.stage, !c.contact.sealed.empty(), names.officer(c.responsible_officer_id),
                    {}, false, tip.unanswered, false, {}, {}, 0};
  for (const Duty& duty : c.duties)
    if (duty.kind == DutyKind::step && duty.is_owed() && (!row.step_due_at || duty.due_at < *row.step_due_at)) row.step_due_at = duty.due_at;
  row.step_overdue = row.step_due_at && *row.step_due_at < now;
  row.opening_waits = std::any_of(tip.openings.begin(), tip.openings.end(), [](const IdentityOpening& opening) { return opening.stage == OpeningStage::waiting; });
  if (tip.finding) row.verdict = tip.finding->verdict;
  if (tip.reward) row.reward_stage = tip.reward->stage, row.reward_fen = tip.reward->amount_fen;
  return row;
}

http::Operation tip_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/tip_offs") + rest, id, "tip_offs", summary, clause::art_9_5};
}

Result<ServiceCase> tip_for(const Call& call, db::Session& session, CaseId id, std::string_view verb) {
  const Refusal unknown{"tip.unknown", clause::art_9_5, "", {}};
  std::optional<ServiceCase> found = id ? load_case(session, id) : std::nullopt;
  if (!found || found->kind != CaseKind::tip_off) return unknown;
  const CaseFacts facts = facts_of(*found);
  if (is_in_accused_line(*call.organisation, facts, call.actor.officer_id)) return unknown;
  if (!may(*call.rulebook, *call.organisation, call.actor, "read_tip_offs", facts).allowed) return unknown;
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, facts);
  if (!permission.allowed) return permission.refusal;
  return *std::move(found);
}

void add_tip_off_reads(Api& api) {
  auto list = tip_operation("GET", "", "list_tip_offs", "The register of tips, newest first");
  list.response_body = json::schema_of<api::Page<TipOffRowView>>();
  list.query = {{"after", "the last id of the page before", R"({"type":"integer"})"},
                {"limit", "rows of a page", R"({"type":"integer"})"},
                {"only", "open: not found yet; rewards: with a reward", R"({"type":"string","enum":["open","rewards"]})"}};
  api.read(list, [](const Call& call, db::Session& session) { return with_permission(call, "read_tip_offs", [&] { return register_answer(call, session); }); });

  auto one = tip_operation("GET", "/{case_id}", "read_tip_off", "One tip: steps, talk, openings, reward");
  one.response_body = json::schema_of<TipOffView>();
  api.read(one, [](const Call& call, db::Session& session) {
    const auto found = tip_for(call, session, CaseId{call.id("case_id")}, "read_tip_offs");
    return found ? api::answer(view_of(call, session, *found)) : refused(call, found.refusal());
  });

  auto receipt = tip_operation("GET", "/{case_id}/receipt", "read_tip_receipt", "The signed receipt, to be handed out");
  receipt.response_content_type = "text/plain";
  api.read(receipt, [&api](const Call& call, db::Session& session) {
    // Whoever took the tip hands out its receipt; it says nothing of its content.
    const auto found = readable_case(call, session, CaseId{call.id("case_id")});
    if (!found) return refused(call, found.refusal());
    const auto made = found->kind == CaseKind::tip_off ? receipt_of(session, found->id) : std::nullopt;
    if (!made) return refused(call, Refusal{"tip.unknown", clause::art_9_5, "", {}});
    http::Response response;
    response.content_type = "text/plain; charset=utf-8";
    response.body = signed_receipt(*made, SigningKey::open(api.house().folder() / signing_key_file));
    return response;
  });
}

}  // namespace shouwen
