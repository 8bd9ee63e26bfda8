// States and promises.
#include "portal/public_status.h"

#include <algorithm>

namespace shouwen {

namespace {

bool concerns_the_customer(DutyKind kind) {
  switch (kind) {
    case DutyKind::contact:
    case DutyKind::progress:
    case DutyKind::reply:
    case DutyKind::arrival:
    case DutyKind::follow_up: return true;
    case DutyKind::acceptance:
    case DutyKind::ruling:
    case DutyKind::supervision_reply:
    case DutyKind::step: break;
  }
  return false;
}

bool is_owed(const Duty& duty) {
  return duty.state == DutyState::open || (duty.state == DutyState::breached && !duty.fulfilled_at);
}

}  // namespace

PublicState public_state(const ServiceCase& c) {
  if (c.outcome == Outcome::withdrawn) return PublicState::withdrawn;
  if (c.outcome == Outcome::out_of_scope && c.stage != Stage::open) return PublicState::out_of_scope;
  switch (c.stage) {
    case Stage::closed: return PublicState::closed;
    case Stage::resolved: return PublicState::answered;
    case Stage::open: break;
  }
  if (c.suspension) return PublicState::waiting;
  if (c.office_question) return PublicState::asking_office;
  if (c.offer) return PublicState::offered;
  return PublicState::working;
}

std::vector<PublicPromise> promises_of(const ServiceCase& c, Instant now) {
  std::vector<PublicPromise> promises;
  if (!c.lives()) return promises;
  for (const Duty& duty : c.duties)
    if (concerns_the_customer(duty.kind) && is_owed(duty))
      promises.push_back({duty.kind, duty.due_at, now > duty.due_at && !duty.paused_at, duty.paused_at.has_value()});
  std::stable_sort(promises.begin(), promises.end(), [](const PublicPromise& a, const PublicPromise& b) { return a.due_at < b.due_at; });
  return promises;
}

}  // namespace shouwen
