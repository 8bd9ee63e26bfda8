// Pages that everybody reads alike, as they were last written: half the public asks for the same five.
#pragma once

#include "api/api.h"

namespace shouwen {

/// The call's body with a shelf of its own in front. A page is given again only while nothing was committed since it was begun,
/// organisation and rulebook are the same, and the clock shows the same second; and only to who sends no query and no cookie but the
/// choices of language and size. Answers that set a cookie or are no 200 are never kept. For pages that show nothing of the reader.
api::CallBody shelved(api::Api& api, api::CallBody body);

}  // namespace shouwen
