// A survey as whoever is asked sees it: one page, sent once.
#pragma once

#include "api/api.h"

namespace shouwen {

/// GET and POST /p/s/{token}, and the preview for the desk.
void add_survey_pages(api::Api& api);

}  // namespace shouwen
