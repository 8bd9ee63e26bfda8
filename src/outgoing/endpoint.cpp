// What an endpoint may be, and what may be done with it.
#include "outgoing/endpoint.h"

#include <algorithm>

namespace shouwen {

Verdict check_form(const EndpointForm& form, EndpointId self, const std::vector<Endpoint>& known, const Reach& reach) {
  for (const Endpoint& other : known)
    if (other.id != self && other.state.standing != EndpointStanding::ended && other.state.form.name == form.name) return Refusal{"webhook.name_taken", "", "/name", {}};
  if (form.kinds.empty()) return Refusal{"webhook.no_kinds", "", "/kinds", {}};
  for (auto kind = form.kinds.begin(); kind != form.kinds.end(); ++kind)
    if (*kind == NewsKind::trial || std::find(form.kinds.begin(), kind, *kind) != kind) return Refusal{"webhook.bad_kinds", "", "/kinds", {}};
  return reach.check_url(form.url.value);
}

Verdict may_change(const Endpoint& endpoint) {
  if (endpoint.state.standing == EndpointStanding::ended) return Refusal{"webhook.ended", "", "", {}};
  return Done{};
}

Verdict may_pause(const Endpoint& endpoint) {
  if (endpoint.state.standing == EndpointStanding::paused) return Refusal{"webhook.paused_already", "", "", {}};
  return may_change(endpoint);
}

Verdict may_resume(const Endpoint& endpoint) {
  if (endpoint.state.standing == EndpointStanding::active) return Refusal{"webhook.active_already", "", "", {}};
  return may_change(endpoint);
}

}  // namespace shouwen
