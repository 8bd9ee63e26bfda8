// The people of the demonstration at work: each case is taken further by whoever would do so, when he would.
#pragma once

#include <map>

#include "api/house.h"
#include "cases/cases.h"
#include "customers/customer.h"
#include "demo/material.h"

namespace shouwen {

/// Words of the material as a field of a form.
template <class T>
T text_input(const std::string& text) {
  T input;
  input.value = text;
  return input;
}

/// What happens next to a case, and when to look at it again.
class Story {
 public:
  Story(House& house, const Material& material, Dice& dice);

  /// A customer comes at this moment. Nothing if nobody could register him.
  std::optional<CaseId> begin(db::Session& session, Instant now);
  /// One step; returns when the next is due, or nothing if the story of this case is over.
  std::optional<Instant> go_on(db::Session& session, CaseId id, Instant now);

  /// What waits on the desks when the story ends, so that everybody finds work there whatever the day and hour; each comes so long
  /// before the end.
  static std::vector<std::int64_t> waiting_minutes();
  /// The case of that place in `waiting_minutes`; nobody goes on with it.
  void leave_waiting(db::Session& session, std::size_t place, Instant now);

  std::int64_t steps() const { return steps_; }
  const std::map<std::string, std::int64_t>& refusals() const { return refusals_; }

 private:
  CaseDesk desk(db::Session& session, Actor actor, Instant now);
  bool act(db::Session& session, const ServiceCase& c, OfficerId officer, Instant now, std::string_view verb, const BoundRule& rule);
  bool act_as_customer(db::Session& session, const ServiceCase& c, Instant now, std::string_view verb, const BoundRule& rule);
  void note_refusal(const Refusal& refusal);
  RegisterInput registration(db::Session& session, const Officer* first, Channel channel);
  RegisterInput asked(const Customer& customer, const std::string& category, Channel channel);
  void choose_first_step(RegisterInput& input, const Officer& first, UnitId station);
  const Unit* routed(const std::string& category, Area area, UnitId station) const;
  OfficerId somebody_in(UnitId unit, const ServiceCase& c);
  OfficerId present_holder(const ServiceCase& c, Instant now) const;
  Instant later(Instant now, std::int64_t minutes, bool day_and_night) const;
  std::string words(const ServiceCase& c, const char* role);

  std::optional<Instant> answer_offer(db::Session& session, const ServiceCase& c, Instant now);
  std::optional<Instant> work(db::Session& session, const ServiceCase& c, Instant now);
  std::optional<Instant> follow_up_and_close(db::Session& session, const ServiceCase& c, Instant now);
  std::optional<Instant> after_close(db::Session& session, const ServiceCase& c, Instant now);
  void pressure(db::Session& session, const ServiceCase& c, Instant now);

  House& house_;
  const Material& material_;
  Dice& dice_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  std::vector<std::string> categories_;
  std::int64_t customers_ = 0, steps_ = 0;
  std::map<std::string, std::int64_t> refusals_;
};

}  // namespace shouwen
