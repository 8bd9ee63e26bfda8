// Events to lines.
#include "portal/public_story.h"

#include "base/overloaded.h"
#include "portal/page_texts.h"

namespace shouwen {

namespace {

struct Told {
  const char* title;  ///< of a text
  std::string text;
};

/// Nothing for inner matters: whoever adds an event decides here whether customers are told.
std::optional<Told> told_of(const CaseEvent& event, const Names& names) {
  using Maybe = std::optional<Told>;
  return std::visit(
      Overloaded{[](const Registered& e) -> Maybe { return Told{"story_registered", e.text}; },
                 [](const Replied& e) -> Maybe { return Told{"story_replied", e.text}; },
                 [](const ExplainedOutOfScope& e) -> Maybe { return Told{"story_out_of_scope", e.text}; },
                 [](const ProgressReported& e) -> Maybe { return Told{"story_progress", e.text}; },
                 [&](const TransferOffered& e) -> Maybe { return Told{"story_offered", say("story_to_unit", names.language, {{"unit", names.unit(e.to_unit_id)}})}; },
                 [&](const Accepted& e) -> Maybe { return Told{"story_accepted", say("story_with_unit", names.language, {{"unit", names.unit(e.unit_id)}})}; },
                 [&](const Ruled& e) -> Maybe { return Told{"story_ruled", say("story_with_unit", names.language, {{"unit", names.unit(e.unit_id)}})}; },
                 [](const OfficeAsked&) -> Maybe { return Told{"story_office_asked", ""}; },
                 [](const Contacted&) -> Maybe { return Told{"story_contacted", ""}; },
                 [](const Arrived& e) -> Maybe { return Told{"story_arrived", e.place}; },
                 [](const Suspended& e) -> Maybe { return Told{"story_suspended", e.suspension.asked_for}; },
                 [](const Resumed&) -> Maybe { return Told{"story_resumed", ""}; },
                 [](const FollowedUp&) -> Maybe { return Told{"story_followed_up", ""}; },
                 [](const Closed&) -> Maybe { return Told{"story_closed", ""}; },
                 [](const Reopened& e) -> Maybe { return Told{"story_reopened", e.reason}; },
                 [](const Supplemented& e) -> Maybe { return Told{"story_supplemented", e.text}; },
                 [&](const Rated& e) -> Maybe {
                   const std::string name = "star_" + std::to_string(e.stars), stars = say(name, names.language);
                   return Told{"story_rated", e.words.empty() ? stars : stars + '\n' + e.words};
                 },
                 [](const Withdrawn& e) -> Maybe { return Told{"story_withdrawn", e.reason}; },
                 [](const Reminded& e) -> Maybe { return e.by_customer ? Maybe(Told{"story_urged", e.text}) : std::nullopt; },
                 [](const Attached& e) -> Maybe { return e.by_customer ? Maybe(Told{"story_photo", ""}) : std::nullopt; },
                 [&](const StepRecorded& e) -> Maybe { return Told{"story_step", names.step(e.step)}; },
                 [&](const Replanned&) -> Maybe { return event.duties.empty() ? std::nullopt : Maybe(Told{"story_replanned", ""}); },
                 [](const Returned&) -> Maybe { return std::nullopt; },
                 [](const OfferLapsed&) -> Maybe { return std::nullopt; },
                 [](const Assigned&) -> Maybe { return std::nullopt; },
                 [](const TakenOver&) -> Maybe { return std::nullopt; },
                 [](const Noted&) -> Maybe { return std::nullopt; },
                 [](const Supervised&) -> Maybe { return std::nullopt; },
                 [](const SupervisionAnswered&) -> Maybe { return std::nullopt; },
                 [](const ExtensionRequested&) -> Maybe { return std::nullopt; },
                 [](const ExtensionDecided& e) -> Maybe { return e.granted ? Maybe(Told{"story_extended", ""}) : std::nullopt; },
                 [](const Linked&) -> Maybe { return std::nullopt; },
                 [](const Unlinked&) -> Maybe { return std::nullopt; },
                 [](const RegistrationCorrected&) -> Maybe { return std::nullopt; },
                 [](const DutyLifted&) -> Maybe { return std::nullopt; },
                 [](const ClockStruck&) -> Maybe { return std::nullopt; }},
      event.body);
}

}  // namespace

std::vector<StoryLine> story_of(const std::vector<CaseEvent>& events, const Names& names) {
  std::vector<StoryLine> story;
  for (const CaseEvent& event : events)
    if (auto told = told_of(event, names)) {
      StoryLine line{event.at, say(told->title, names.language), std::move(told->text)};
      // Several photos of one moment are one line.
      const bool again = !story.empty() && story.back().title == line.title && story.back().at == line.at && line.text.empty();
      if (!again) story.push_back(std::move(line));
    }
  return story;
}

}  // namespace shouwen
