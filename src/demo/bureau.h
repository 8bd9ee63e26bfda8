// Setting the demonstration bureau up: rulebook, units, people, accounts, customers.
#pragma once

#include "api/house.h"
#include "demo/demo.h"
#include "demo/material.h"

namespace shouwen {

Verdict set_up_bureau(House& house, const Material& material, const DemoOptions& options);
/// Customers of all places and usage categories.
/// What the hall screen and the public home page say, from `now` on.
Verdict publish_announcements(House& house, const Material& material, Instant now);
Verdict add_customers(House& house, const Material& material, Dice& dice, std::int64_t count);

}  // namespace shouwen
