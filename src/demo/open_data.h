// Open data of the demonstration bureau: the months that are over, and keys of two invented programs.
#pragma once

#include "api/house.h"

namespace shouwen {

void add_open_data(House& house);

}  // namespace shouwen
