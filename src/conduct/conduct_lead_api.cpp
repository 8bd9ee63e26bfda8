// GET /conduct_leads: what became of a tip, a complaint, a refused charge, an exception, and who it is about; so that a case is opened
// where the lead is looked at, and each leads to the other. Art. 9(4), 9(5).
#include "api/names.h"
#include "api/query.h"
#include "cases/case_routes.h"
#include "cases/cases.h"
#include "charges/affiliate_charge_store.h"
#include "charges/charge_attempt_store.h"
#include "conduct/conduct_views.h"
#include "tip_offs/tip_off_api.h"

namespace shouwen {

struct CaseOfLeadView {
  ConductCaseId id;
  std::string number, stage_name, accused_name;
  ConductStage stage{};
};
BOOST_DESCRIBE_STRUCT(CaseOfLeadView, (), (id, number, stage_name, accused_name, stage))
struct ConductLeadView {
  std::int64_t lead_id = 0;
  std::string reference;                        ///< as it is called
  bool holds = false;                           ///< a case may be opened of it: a tip that was verified, a charge that is an exception …
  std::vector<ConductPersonView> accused;       ///< whom it is about, as far as it says
  std::vector<CaseOfLeadView> cases;            ///< that this reader may see, the newest first
};
BOOST_DESCRIBE_STRUCT(ConductLeadView, (), (lead_id, reference, holds, accused, cases))
struct ConductLeadsView {
  bool may_open = false;
  std::vector<ConductLeadView> items;           ///< in the order asked for; unknown ones and those this reader may not read are left out
};
BOOST_DESCRIBE_STRUCT(ConductLeadsView, (), (may_open, items))

namespace {

using api::Api;
using api::Call;

std::vector<OfficerId> accused_of(db::Session& session, LeadKind kind, std::int64_t id) {
  if (kind == LeadKind::charge_attempt) {
    const auto attempt = load_attempt(session, ChargeAttemptId{id});
    return attempt && attempt->officer_id ? std::vector<OfficerId>{attempt->officer_id} : std::vector<OfficerId>{};
  }
  if (kind != LeadKind::tip_off && kind != LeadKind::complaint) return {};
  const auto service_case = load_case(session, CaseId{id});
  std::vector<OfficerId> found;
  if (!service_case) return found;
  if (service_case->about_officer_id) found.push_back(service_case->about_officer_id);
  if (service_case->further_accused) found.insert(found.end(), service_case->further_accused->officer_ids.begin(), service_case->further_accused->officer_ids.end());
  return found;
}

ConductLeadView lead_view(const Call& call, db::Session& session, LeadKind kind, std::int64_t id) {
  const LeadFound found = find_lead(session, kind, id);
  ConductLeadView view{id, found.reference, found.holds, {}, {}};
  for (const OfficerId officer : accused_of(session, kind, id)) view.accused.push_back({officer, api::officer_name(call, officer)});
  for (const ConductCase& c : conduct_cases_of_lead(session, kind, id))
    if (may_in_conduct(call, c, "read_conduct")) view.cases.push_back({c.id, number_text(c), words_of(c.stage, call.language), api::officer_name(call, c.accused.officer_id), c.stage});
  return view;
}

http::Response leads(const Call& call, db::Session& session) {
  std::optional<LeadKind> kind;
  if (auto bad = api::read_enum(call, "kind", kind)) return refused(call, *bad);
  if (!kind) return refused(call, api::bad_query("kind"));
  std::vector<Id<struct LeadTag>> ids;
  if (auto bad = api::read_ids(call, "ids", ids)) return refused(call, *bad);
  if (const auto number = call.request.query_value("number"))
    if (const auto found = find_case_by_number(session, *number)) ids.push_back({found->value});
  ConductLeadsView view;
  if (conduct_rules(*call.rulebook) == nullptr) return api::answer(view);
  view.may_open = may_open_conduct(call);
  for (const auto id : ids)
    if (may_know_lead(call, session, *kind, id.value) && find_lead(session, *kind, id.value).is_there) view.items.push_back(lead_view(call, session, *kind, id.value));
  return api::answer(view);
}

}  // namespace

bool may_know_lead(const Call& call, db::Session& session, LeadKind kind, std::int64_t lead_id) {
  const auto granted = [&call](const char* verb) { return may(*call.rulebook, *call.organisation, call.actor, verb).allowed; };
  switch (kind) {
    case LeadKind::tip_off: return static_cast<bool>(tip_for(call, session, CaseId{lead_id}, "read_tip_offs"));
    case LeadKind::complaint: return lead_id > 0 && static_cast<bool>(readable_case(call, session, CaseId{lead_id}));
    case LeadKind::charge_attempt: return granted("read_charge_attempts");
    case LeadKind::affiliate_charge: return granted("read_affiliate_charges");
    case LeadKind::inspection:
    case LeadKind::audit:
    case LeadKind::own_accord: break;
  }
  return true;
}

bool may_open_conduct(const Call& call) {
  const auto granted = [&call](const char* verb) { return may(*call.rulebook, *call.organisation, call.actor, verb).allowed; };
  return granted("open_conduct_case") && (granted("take_over_conduct") || judged_unit(*call.organisation, call.actor.officer_id));
}

void add_conduct_leads_api(Api& api) {
  auto list = conduct_operation("GET", "/conduct_leads", "list_conduct_leads", "What became of leads this reader knows of, and whom they are about");
  list.response_body = json::schema_of<ConductLeadsView>();
  list.query = {{"kind", "tip_off, complaint, charge_attempt or affiliate_charge"}, {"ids", "of the leads, with commas, up to 200"}, {"number", "of a tip or complaint, instead"}};
  api.read(list, [](const Call& call, db::Session& session) { return with_permission(call, "read_conduct", [&] { return leads(call, session); }); });
}

}  // namespace shouwen
