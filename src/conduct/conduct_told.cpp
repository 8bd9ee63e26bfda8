// The next one who has something to do hears of it; the accused hears what he must answer to and what was decided.
#include "conduct/conduct_told.h"

#include <algorithm>

namespace shouwen {

namespace {

std::string case_path(const ConductCase& c) { return "/conduct/" + std::to_string(c.id.value); }
constexpr const char* own_path = "/conduct?part=mine";

class Teller {
 public:
  Teller(const ConductCase& before, const ConductCase& after, const ConductEvent& event, const ConductHouse& house) : before_(before), after_(after), event_(event), house_(house) {}

  std::vector<ConductTold> tell() {
    if (event_.stage && event_.kind != "conduct_investigators_appointed") tell_stage();
    if (event_.kind == "conduct_investigators_appointed") tell(after_.investigator_ids, "请您参与调查", "You are asked to investigate");
    if (event_.kind == "conduct_step_warned" || event_.kind == "conduct_step_overdue") tell_late(event_.kind == "conduct_step_overdue");
    if (event_.kind == "conduct_case_taken_over") tell({house_.organisation.head_of(before_.unit_id)}, "已由监察审计部提级办理", "Supervision has taken it over", "");
    if (event_.kind == "conduct_objected" && !event_.stage) tell(objection_deciders(), "当事人逾期提出申诉，请处理", "A late objection waits to be decided");
    if (event_.exposure) tell_exposure();
    if (event_.rectification) tell_task();
    return std::move(told_);
  }

 private:
  void tell(std::vector<OfficerId> officers, const char* zh, const char* en, const std::string& path) {
    // A unit's judge who is of the line hears of his unit's case as its judge.
    std::erase_if(officers, [this](OfficerId id) { return !id || id == event_.actor_id || is_kept_from(house_.organisation, after_, id); });
    std::sort(officers.begin(), officers.end());
    officers.erase(std::unique(officers.begin(), officers.end()), officers.end());
    if (officers.empty()) return;
    told_.push_back({std::move(officers), path, number_text(after_) + "：" + zh, number_text(after_) + ": " + en});
  }
  void tell(std::vector<OfficerId> officers, const char* zh, const char* en) { tell(std::move(officers), zh, en, case_path(after_)); }
  /// The accused reads his own page and no number that leads anywhere else.
  void tell_accused(const char* zh, const char* en) {
    if (after_.accused.officer_id != event_.actor_id) told_.push_back({{after_.accused.officer_id}, own_path, number_text(after_) + "：" + zh, number_text(after_) + ": " + en});
  }

  std::vector<OfficerId> handlers() const { return conduct_handlers(after_, house_); }
  std::vector<OfficerId> with_role(const std::string& role) const {
    std::vector<OfficerId> found;
    for (const Officer& officer : house_.organisation.officers())
      if (officer.active && house_.organisation.has_role(officer.id, role)) found.push_back(officer.id);
    return found;
  }
  /// Who may decide it: handlers and leaders, without who investigated.
  std::vector<OfficerId> deciders() const {
    std::vector<OfficerId> found = handlers();
    if (after_.level == ConductLevel::bureau)
      for (const OfficerId id : with_role(house_.group_role)) found.push_back(id);
    std::erase_if(found, [this](OfficerId id) { return is_investigator(after_, id); });
    return found;
  }
  std::vector<OfficerId> objection_deciders() const {
    ConductCase bureau = after_;
    bureau.level = ConductLevel::bureau;
    bureau.unit_id = house_.supervision_unit_id;
    std::vector<OfficerId> found = conduct_handlers(bureau, house_);
    for (const OfficerId id : with_role(house_.group_role)) found.push_back(id);
    std::erase_if(found, [this](OfficerId id) { return is_investigator(after_, id) || (after_.decision && after_.decision->decided_by_id == id); });
    return found;
  }

  void tell_stage() {
    switch (after_.stage) {
      case ConductStage::opened: break;
      case ConductStage::accepted: return tell(handlers(), "已受理，请指定两名调查人员", "Taken up; name two investigators");
      case ConductStage::investigating: return;
      case ConductStage::to_hear: return tell(after_.investigator_ids, "认定已由两人确认，请听取当事人申辩", "The finding stands; hear the person");
      case ConductStage::hearing: return tell_accused("有一件涉及您的事项请您说明，可以申辩，也可以放弃", "A matter concerning you: you may answer, or decline to");
      case ConductStage::to_decide: return tell(deciders(), "等待作出决定", "Waits for a decision");
      case ConductStage::decided: return tell_accused("对您的处理决定已作出，您可以在期限内申诉", "A decision on you was made; you may object within the limit");
      case ConductStage::objected: return tell(objection_deciders(), "当事人提出申诉，请由作出决定以外的人处理", "The person objects; somebody else decides that");
      case ConductStage::carrying_out:
        if (event_.objection) tell_accused("您的申诉已有结果", "Your objection was decided");
        return tell(handlers(), "决定已确定，请办理曝光与整改", "The decision stands; expose it and have it put right");
      case ConductStage::declined: return tell({after_.opened_by_id}, "不予受理，理由见案件", "Not taken up; the reason is with the case");
      case ConductStage::not_proved:
        tell_accused("经调查未查实，对您不作处理", "Nothing was proved; you are cleared");
        return tell(handlers(), "未查实，已结案", "Not proved; ended");
      case ConductStage::lifted:
        tell_accused("您的申诉成立，原处理决定已撤销", "Your objection holds; the decision is lifted");
        return tell(handlers(), "处理决定经申诉撤销", "The decision was lifted on objection");
      case ConductStage::closed: return tell_accused("已办结", "Closed");
    }
    tell(handlers(), "新的线索，请受理", "A new lead; take it up or decline it");
  }

  void tell_late(bool overdue) {
    const char *zh = overdue ? "本步已超过期限" : "本步期限将到", *en = overdue ? "The step is overdue" : "The step is nearly due";
    switch (after_.stage) {
      case ConductStage::investigating:
      case ConductStage::to_hear: tell(after_.investigator_ids, zh, en); break;
      case ConductStage::hearing: return tell_accused("请您说明的期限将到", "The time to answer is nearly over");
      case ConductStage::decided: return tell_accused("申诉期限将到", "The time to object is nearly over");
      case ConductStage::to_decide: tell(deciders(), zh, en); break;
      case ConductStage::objected: tell(objection_deciders(), zh, en); break;
      case ConductStage::opened:
      case ConductStage::accepted:
      case ConductStage::carrying_out: return tell(handlers(), zh, en);
      case ConductStage::declined:
      case ConductStage::not_proved:
      case ConductStage::lifted:
      case ConductStage::closed: return tell(objection_deciders(), zh, en);
    }
    if (overdue) tell(handlers(), zh, en);
  }

  void tell_exposure() {
    if (event_.kind == "conduct_exposure_drafted" || event_.kind == "conduct_exposure_approved") {
      std::vector<OfficerId> both = objection_deciders();
      if (after_.decision) both.push_back(after_.decision->decided_by_id);
      std::erase_if(both, [this](OfficerId id) { return !event_.exposure->draft || event_.exposure->draft->written_by_id == id; });
      std::sort(both.begin(), both.end());
      both.erase(std::unique(both.begin(), both.end()), both.end());
      return tell(std::move(both), "曝光稿等待监察与领导小组批准", "An exposure waits for supervision and the leading group");
    }
    if (event_.kind == "conduct_exposure_returned") return tell({before_.exposure->draft->written_by_id}, "曝光稿被退回，理由见案件", "The exposure came back; the reason is with the case");
    if (event_.kind == "conduct_exposed") tell_accused("已按决定曝光", "It was exposed as decided");
    if (event_.kind == "conduct_exposure_taken_down") tell(handlers(), "曝光期满，已撤下", "The exposure's term is over; it was taken down");
  }

  void tell_task() {
    const OfficerId head = house_.organisation.head_of(event_.rectification->unit_id);
    // The unit learns the task and nothing of the case.
    const auto tell_unit = [&](const char* zh, const char* en) {
      if (head && head != event_.actor_id) told_.push_back({{head}, own_path, number_text(after_) + "：" + zh, number_text(after_) + ": " + en});
    };
    if (event_.kind == "conduct_rectification_ordered") return tell_unit("本单位有一项整改任务", "Your unit has something to put right");
    if (event_.kind == "conduct_rectification_failed") return tell_unit("整改复查未通过，请重新整改", "The re-test was not passed; put it right again");
    if (event_.kind == "conduct_rectification_reported") return tell(handlers(), "整改已完成，请由其他单位复查", "Put right; have another unit test it");
    if (event_.kind != "conduct_rectification_overdue") return;
    tell_unit("整改任务已超过期限", "Your unit's task is overdue");
    tell(handlers(), "整改任务已超过期限", "A rectification is overdue");
  }

  const ConductCase &before_, &after_;
  const ConductEvent& event_;
  const ConductHouse& house_;
  std::vector<ConductTold> told_;
};

}  // namespace

std::vector<OfficerId> conduct_handlers(const ConductCase& conduct_case, const ConductHouse& house) {
  if (conduct_case.level == ConductLevel::unit) return {house.organisation.head_of(conduct_case.unit_id)};
  std::vector<OfficerId> found;
  for (const Officer& officer : house.organisation.officers())
    if (officer.active && officer.unit_id == house.supervision_unit_id && !is_kept_from(house.organisation, conduct_case, officer.id)) found.push_back(officer.id);
  if (!found.empty()) return found;
  for (const Officer& officer : house.organisation.officers())
    if (officer.active && house.organisation.has_role(officer.id, house.group_role) && !is_kept_from(house.organisation, conduct_case, officer.id)) found.push_back(officer.id);
  return found;
}

std::vector<ConductTold> told_of_conduct(const ConductCase& before, const ConductCase& after, const ConductEvent& event, const ConductHouse& house) {
  ConductEvent heard = event;
  if (event.opened) heard.stage = ConductStage::opened;
  return Teller(before, after, heard, house).tell();
}

}  // namespace shouwen
