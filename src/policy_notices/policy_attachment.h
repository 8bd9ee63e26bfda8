// The file of a notice as an answer: for the desk, the public page and the representative's.
#pragma once

#include <functional>

#include "api/api.h"
#include "policy_notices/policy_notice.h"

namespace shouwen {

/// `missing` answers where the file is no longer there.
http::Response attachment_answer(House& house, const PolicyAttachment& attachment, const std::function<http::Response()>& missing);

}  // namespace shouwen
