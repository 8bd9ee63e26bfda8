// Each need goes through the rules of its verbs, so that a demonstration cannot show what is not allowed.
#include "demo/needs.h"

#include <algorithm>

#include "base/check.h"
#include "cases/cases.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "needs/need_steps.h"
#include "needs/support_request.h"

namespace shouwen {

namespace {

struct PlannedNeed {
  const char* manager;
  const char* title;
  NeedKind kind;
  NeedStage stage;
  std::int64_t capacity_kva, power_kw, yearly_energy_mwh;
  std::int32_t expected_in_days;
  const char* asks_unit;  ///< "" = no internal request
  const char* words;      ///< of the request, or why it was lost
};

constexpr const char* what_they_do = "商贸、加工与服务";
constexpr const char* business_usage = "一般工商业";
constexpr std::int64_t wh_a_mwh = 1'000'000;

const std::vector<PlannedNeed>& plan() {
  using enum NeedStage;
  using enum NeedKind;
  static const std::vector<PlannedNeed> needs{
      {"DK02", "二期扩建用电意向", new_supply, latent, 0, 0, 0, 0, "", ""},
      {"DK02", "屋顶光伏与储能咨询", energy_saving, latent, 0, 300, 0, 0, "", ""},
      {"DK01", "食堂燃气改电", electrification, latent, 160, 120, 0, 0, "", ""},
      {"DK02", "新增设备增容", capacity_increase, identified, 1250, 950, 3600, 75, "", ""},
      {"DK01", "冷库扩建", capacity_increase, identified, 630, 480, 2900, 50, "SCJS", "请核算10千伏线路剩余容量。"},
      {"DK02", "停用设备减容", capacity_reduction, identified, 400, 300, 700, 30, "", ""},
      {"DK02", "专用变压器新装", new_supply, proposed, 2000, 1500, 5200, 110, "", ""},
      {"DK01", "双电源改造", reliability, proposed, 1600, 1200, 8800, 140, "", ""},
      {"DK02", "停车场充电站", electrification, in_progress, 3150, 2600, 9100, 45, "SCJS", "请确定专线接入点和停电配合时间。"},
      {"DK01", "新址整体新装", new_supply, in_progress, 5000, 3800, 12400, 60, "DDGL", "请安排带电接入的调度窗口。"},
      {"DK02", "电锅炉替代燃煤", electrification, realised, 800, 640, 1900, 20, "", ""},
      {"DK01", "新厂区报装", new_supply, lost, 1000, 750, 2000, 80, "", "项目环评未通过，业主放弃。"},
  };
  return needs;
}

/// Shops and works, by what they use power for.
std::vector<CustomerId> businesses(db::Session& session, std::size_t wanted) {
  std::vector<CustomerId> found;
  for (CustomerId after; found.size() < wanted;) {
    const auto page = search_customers(session, "", after, 100);
    if (page.empty()) break;
    for (const Customer& customer : page) {
      after = customer.id;
      if (customer.usage_category == business_usage && found.size() < wanted) found.push_back(customer.id);
    }
  }
  return found;
}

/// Takes one need through the rules as far as it is planned.
class NeedTeller {
 public:
  NeedTeller(House& house, db::Session& session)
      : house_(house), session_(session), organisation_(house.organisation()), rulebook_(house.rulebook_now()), now_(house.now()) {}

  Verdict tell(const PlannedNeed& planned, CustomerId customer) {
    const Officer* manager = organisation_->officer_by_code(planned.manager);
    if (manager == nullptr) return Done{};
    officer_ = manager->id;
    FileChange visited;
    visited.reason.value = "走访核实";
    visited.business = Line<0, 200>{what_they_do};
    if (const auto changed = change_customer(session_, customer, visited, {officer_, now_, rulebook_->version, rulebook_->customer_file}); !changed) return changed.refusal();
    OpenNeedInput input;
    input.customer_id = customer;
    input.title.value = planned.title;
    input.kind = planned.kind;
    if (planned.capacity_kva > 0) input.capacity_kva = planned.capacity_kva;
    if (planned.power_kw > 0) input.power_kw = planned.power_kw;
    if (planned.yearly_energy_mwh > 0) input.yearly_energy_wh = planned.yearly_energy_mwh * wh_a_mwh;
    const NeedDecision opened = open_need(input, situation());
    if (!opened) return opened.refusal();
    need_ = add_need(session_, *opened, writer());
    return go_on(planned);
  }

 private:
  NeedSituation situation() const { return {officer_, now_, *rulebook_, *organisation_}; }
  NeedWriter writer() const { return {officer_, now_, rulebook_->version}; }

  Verdict take(const NeedDecision& decision) {
    if (!decision) return decision.refusal();
    need_ = save_need(session_, need_, *decision, writer());
    return Done{};
  }

  Verdict go_on(const PlannedNeed& planned) {
    if (planned.stage == NeedStage::latent) return Done{};
    IdentifyNeedInput known;
    known.expected_on = local_date(now_).plus_days(planned.expected_in_days);
    if (const Verdict done = take(identify_need(need_, known, situation())); !done) return done;
    if (planned.stage != NeedStage::identified) {
      const ProposeInput proposal{0, {"由就近10千伏线路新出一回专线供电，设专用变压器，计量点设在产权分界处。\n外线由供电局投资建设，用户侧设备由用户自行采购。"}};
      if (const Verdict done = take(propose(need_, proposal, situation())); !done) return done;
    }
    if (planned.asks_unit[0] != '\0')
      if (const Verdict done = ask(planned); !done) return done;
    if (planned.stage == NeedStage::realised)
      return take(realise_need(need_, {0, planned.capacity_kva, planned.power_kw, planned.yearly_energy_mwh * wh_a_mwh, local_date(now_)}, situation()));
    if (planned.stage == NeedStage::lost) return take(lose_need(need_, {0, {"customer_gave_up"}, {planned.words}}, situation()));
    return Done{};
  }

  Verdict ask(const PlannedNeed& planned) {
    const Unit* unit = organisation_->unit_by_code(planned.asks_unit);
    if (unit == nullptr) return Done{};
    Actor actor;
    actor.officer_id = officer_;
    const CaseDesk desk{session_, organisation_, [this](std::int64_t version) { return house_.rulebook_version(version); }, rulebook_, actor, now_,
                        seal_for_supervision(session_)};
    const auto asked = perform_support_request(desk, need_, {0, unit->id, {planned.words}});
    if (!asked) return asked.refusal();
    need_ = asked->need;
    if (planned.stage != NeedStage::in_progress) return Done{};
    CaseDesk theirs = desk;
    theirs.actor.officer_id = unit->head_id;
    const auto taken = perform(theirs, asked->performed.after.id, 0, "accept", [](const ServiceCase& c, const Situation& s) { return accept(c, s); });
    return taken ? Verdict(Done{}) : Verdict(taken.refusal());
  }

  House& house_;
  db::Session& session_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  Instant now_;
  OfficerId officer_;
  Need need_;
};

}  // namespace

Verdict add_needs(House& house) {
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    const auto customers = businesses(session, plan().size());
    NeedTeller teller(house, session);
    for (std::size_t i = 0; i < plan().size() && i < customers.size() && done; ++i) done = teller.tell(plan()[i], customers[i]);
  });
  return done;
}

}  // namespace shouwen
