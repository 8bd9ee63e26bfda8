// The way a session was opened is a column of its row.
#include "org/session_way.h"

#include "org/secret.h"

namespace shouwen {

void mark_session(db::Session& session, std::string_view id, SessionWay way) {
  auto query = session.query("UPDATE session SET way = ?2 WHERE id_hash = ?1");
  const std::string_view word = way == SessionWay::provider ? "provider" : way == SessionWay::ldap ? "ldap" : "password";
  query.bind_blob(1, secret_hash(id)).bind(2, word);
  query.step();
}

bool is_provider_session(db::Session& session, std::string_view id) {
  auto query = session.query("SELECT 1 FROM session WHERE id_hash = ?1 AND way = 'provider'");
  query.bind_blob(1, secret_hash(id));
  return query.step();
}

}  // namespace shouwen
