// What a key may do.
#include "open311/open311_key.h"

#include "regulation/clauses.h"

namespace shouwen {

Verdict issue_key(const Open311KeyIssued& issued, const std::vector<Open311Key>& known) {
  for (const Open311Key& key : known)
    if (!key.revoked_at && key.issued.name == issued.name) return Refusal{"georeport_key.name_taken", "", "/name", {}};
  // Nobody stands at a counter or on the phone when a program calls.
  switch (issued.channel) {
    case Channel::web:
    case Channel::app:
    case Channel::transfer_12345:
    case Channel::transfer_12398:
    case Channel::media: return Done{};
    case Channel::hall:
    case Channel::phone:
    case Channel::letter:
    case Channel::visit: break;
  }
  return Refusal{"georeport_key.bad_channel", "", "/channel", {}};
}

Verdict revoke_key(const Open311Key& key) {
  if (key.revoked_at) return Refusal{"georeport_key.revoked_already", "", "", {}};
  return Done{};
}

Verdict check_use(const Open311Use& use, const Open311Rules& rules) {
  if (use.calls_of_minute >= rules.key_calls_a_minute) return Refusal{"georeport.key_too_often", clause::art_8, "", {{"limit", std::to_string(rules.key_calls_a_minute)}}};
  if (use.requests_of_day >= rules.key_requests_a_day) return Refusal{"georeport.key_day_spent", clause::art_8, "", {{"limit", std::to_string(rules.key_requests_a_day)}}};
  return Done{};
}

}  // namespace shouwen
