// An exposure as it is read: the same on the public page, its preview and the house's own board. Nothing in it but what was decided.
#pragma once

#include <string>
#include <vector>

#include "conduct/conduct_case.h"
#include "http/message.h"
#include "org/organisation.h"

namespace shouwen {

struct ShownExposureText {
  std::string title, measure;
  std::vector<std::string> facts;
  Instant at;                             ///< published; of a draft, written
  std::string because;                    ///< what the text before it had wrong; "" of the first
};
struct ShownExposure {
  std::string number;                     ///< "曝光〔2026〕3号"; "" = not published yet
  std::string unit, person, violation;    ///< 张某，营销员
  Date decided_on;
  ShownExposureText now;
  std::vector<ShownExposureText> earlier; ///< corrected ones, the newest first: they stay readable
  std::optional<Instant> published_at;
  std::optional<Date> last_day;
  std::optional<Instant> taken_down_at;   ///< then nothing else of it is shown
  TakeDownRule taken_down_by{};
};
/// With the draft as the newest text, if it is asked for and there is one. CHECKs that there is something to show.
enum class ShownText { published, with_draft };
ShownExposure shown_exposure(const ConductCase& conduct_case, const Organisation& organisation, const ConductRules& rules, http::Language language, ShownText what);

std::string words_of(HandlingLevel level, http::Language language);
std::string words_of(ConductStage stage, http::Language language);
std::string words_of(LeadKind kind, http::Language language);
std::string words_of(ConductFilePart part, http::Language language);
std::string words_of(HearingAnswer answer, http::Language language);
/// "行政处分：记过", "扣发奖金、绩效 200.00 元".
std::string measure_words(const ConductDecision& decision, const ConductRules& rules, http::Language language);
std::string violation_name(const ConductRules& rules, const std::string& code, http::Language language);
std::string exposure_level_name(const ConductRules& rules, ExposureLevel level, http::Language language);
/// What an event of the story is called.
std::string conduct_event_words(const std::string& kind, http::Language language);

}  // namespace shouwen
