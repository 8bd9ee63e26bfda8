// Where news goes: an address of another program, what it wants to hear, and whether it is sent anything now.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"
#include "outgoing/news.h"
#include "outgoing/reach.h"

namespace shouwen {

using EndpointId = Id<struct EndpointTag>;

enum class EndpointStanding { active, paused, ended };
/// gone: it answered 410; failing: nothing was taken for the operator's days.
enum class PauseCause { by_hand, gone, failing };

struct EndpointForm {
  Line<1, 60> name;
  Line<8, 500> url;
  std::vector<NewsKind> kinds;     ///< at least one, none twice
  bool operator==(const EndpointForm&) const = default;
};
struct EndpointPaused {
  PauseCause cause{};
  Text<0, 200> reason;
};

/// As the journal makes it.
struct EndpointState {
  EndpointForm form;
  EndpointStanding standing{};
  std::optional<PauseCause> cause; ///< of the pause
  std::string reason;
  OfficerId made_by_id;
  Instant made_at;
  bool operator==(const EndpointState&) const = default;
};
struct Endpoint {
  EndpointId id;
  EndpointState state;
  std::string secret_sealed, former_secret_sealed;
  std::optional<Instant> former_until;   ///< the former secret signs too until then
  std::optional<Instant> failing_since;  ///< the first failure since something was taken
};

/// Refusals: webhook.name_taken, webhook.no_kinds, webhook.bad_kinds, and those of Reach::check_url. `self`: the one that is changed; 0 = new.
Verdict check_form(const EndpointForm& form, EndpointId self, const std::vector<Endpoint>& known, const Reach& reach);

/// What a step makes of it; webhook.ended, webhook.paused_already, webhook.active_already.
Verdict may_change(const Endpoint& endpoint);
Verdict may_pause(const Endpoint& endpoint);
Verdict may_resume(const Endpoint& endpoint);

}  // namespace shouwen
