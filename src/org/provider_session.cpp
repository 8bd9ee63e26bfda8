// The way a session was opened is a column of its row.
#include "org/provider_session.h"

#include "org/secret.h"

namespace shouwen {

void mark_provider_session(db::Session& session, std::string_view id) {
  auto query = session.query("UPDATE session SET way = 'provider' WHERE id_hash = ?1");
  query.bind_blob(1, secret_hash(id));
  query.step();
}

bool is_provider_session(db::Session& session, std::string_view id) {
  auto query = session.query("SELECT 1 FROM session WHERE id_hash = ?1 AND way = 'provider'");
  query.bind_blob(1, secret_hash(id));
  return query.step();
}

}  // namespace shouwen
