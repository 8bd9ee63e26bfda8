// What cases are called when people read them: stages, duties, channels, events. Chinese and English.
#pragma once

#include <functional>
#include <string>

#include "cases/case_event.h"
#include "http/message.h"
#include "org/organisation.h"

namespace shouwen {

std::string words_of(Stage stage, http::Language language);
std::string words_of(Outcome outcome, http::Language language);
std::string words_of(DutyKind kind, http::Language language);
std::string words_of(DutyState state, http::Language language);
std::string words_of(Channel channel, http::Language language);
std::string words_of(Area area, http::Language language);
std::string words_of(Satisfaction result, http::Language language);
std::string words_of(SourceClass source_class, http::Language language);
/// "提交转办" / "Offered to another unit".
std::string title_of(const EventBody& body, http::Language language);

/// What an event is told with: the names behind its ids.
struct Names {
  const Organisation& organisation;
  const Rulebook& rulebook;
  http::Language language;
  /// How people call another case; nothing known: its id.
  std::function<std::string(CaseId)> number_of_case = {};
  std::string officer(OfficerId id) const;  ///< the customer and the clock have names too
  std::string unit(UnitId id) const;
  std::string other_case(CaseId id) const;
  std::string category(const std::string& code) const;
  std::string reason(const std::vector<Reason>& reasons, const std::string& code) const;
  std::string pause_reason(const std::string& code) const;
  /// A step of a service line; the code if the rulebook knows it no longer.
  std::string step(const std::string& code) const;
  /// A duty; of a step the step that ends it.
  std::string duty(DutyKind kind, const std::string& stop) const;
  std::string kind(CaseKind kind) const;
};
/// One sentence of the story.
std::string sentence_of(const CaseEvent& event, const Names& names);

}  // namespace shouwen
