// Daily roots and proofs for everybody: they tell nothing but hashes (art. 8).
#pragma once

#include "api/api.h"

namespace shouwen {

void add_proofs_api(api::Api& api);

}  // namespace shouwen
