// How a case stands, as its customer needs to know it: one state, and what we owe him next by when. Pure.
#pragma once

#include <vector>

#include "cases/service_case.h"

namespace shouwen {

/// offered: on its way to another unit; asking_office: whose business it is is being decided; waiting: for the customer.
enum class PublicState { working, offered, asking_office, waiting, answered, out_of_scope, withdrawn, closed };
PublicState public_state(const ServiceCase& service_case);

/// Something the customer may expect. Inner duties (accepting a hand-over, rulings, supervision) are none of his business.
struct PublicPromise {
  DutyKind kind{};
  Instant due_at;
  bool overdue = false;
  bool stands_still = false;  ///< waits for the customer: the time does not run
};
/// Earliest first.
std::vector<PublicPromise> promises_of(const ServiceCase& service_case, Instant now);

}  // namespace shouwen
