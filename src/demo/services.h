// Services of the demonstration bureau: yearly agreements half kept, services in every state; and two proposals to improve the system.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Of key customers, at the end of the story; the same bureau gets the same services.
Verdict add_services(House& house);

}  // namespace shouwen
