// The public half of the supervision key: whoever registers a tip seals to it. Its secret half is with the officers of supervision
// (src/tip_offs). Art. 9(5).
#pragma once

#include <optional>
#include <string>

#include "db/session.h"

namespace shouwen {

/// Raw bytes; nothing until supervision has made its key.
std::optional<std::string> supervision_public_key(db::Session& session);
void keep_supervision_public_key(db::Session& session, const std::string& public_key);

}  // namespace shouwen
