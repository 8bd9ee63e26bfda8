// Which cases a report counts: those its reader may see, said so on the page, on paper and in the file.
#pragma once

#include <string>

#include "api/api.h"

namespace shouwen {

/// "全局（密封举报除外）" or "城东供电所及下属部门，以及本人经手的工单", in the caller's language.
std::string report_scope(const api::Call& call);

}  // namespace shouwen
