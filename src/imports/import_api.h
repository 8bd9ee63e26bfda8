// Imports on the screen.
#pragma once

#include "api/api.h"

namespace shouwen {

/// Says first that runs a server left behind were interrupted.
void add_imports_api(api::Api& api);
/// Part of it.
void add_import_mappings_api(api::Api& api);

}  // namespace shouwen
