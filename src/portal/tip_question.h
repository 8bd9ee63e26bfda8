// A question to whoever sends many tips from one address: a person answers it in a moment, a shared address is not shut out, and no
// foreign captcha sees our customers. Works without script.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "http/message.h"
#include "org/house_key.h"

namespace shouwen {

struct TipQuestion {
  std::string text;     ///< "三十七减九等于多少？"
  std::string sealed;   ///< its answer, for the form; opens for an hour
};
TipQuestion new_tip_question(const HouseKey& key, Instant now, http::Language language);

/// What is used up when the question is answered: each counts once. Nothing if the answer is wrong, old or not ours. Full-width digits
/// are read too.
std::optional<std::string> answered_tip_question(const HouseKey& key, const std::string& sealed, const std::string& answer, Instant now);

}  // namespace shouwen
