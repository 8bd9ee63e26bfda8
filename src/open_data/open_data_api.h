// The door of the open data room for the server: the catalogue, editions and their files, correcting one.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_open_data_api(api::Api& api);

}  // namespace shouwen
