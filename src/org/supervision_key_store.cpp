// One row, or none.
#include "org/supervision_key_store.h"

namespace shouwen {

std::optional<std::string> supervision_public_key(db::Session& session) {
  auto query = session.query("SELECT public_key FROM supervision_key WHERE id = 1");
  if (!query.step()) return std::nullopt;
  return std::string(query.blob(0));
}

void keep_supervision_public_key(db::Session& session, const std::string& public_key) {
  auto query = session.query("INSERT INTO supervision_key (id, public_key) VALUES (1, ?1)");
  query.bind_blob(1, public_key);
  query.step();
}

}  // namespace shouwen
