// Asked of the server itself; every user may.
#include "db/examine_server.h"

namespace shouwen::db {

ServerReport examine_server(Session& session) {
  Query q = session.query(
      "SELECT current_setting('server_version_num')::bigint,"
      " getdatabaseencoding() = 'UTF8', pg_is_in_recovery(),"
      " current_setting('fsync') = 'on', current_setting('full_page_writes') = 'on',"
      " current_setting('archive_mode') <> 'off',"
      " COALESCE(last_failed_time > COALESCE(last_archived_time, '-infinity'), FALSE),"
      " current_setting('max_connections')::bigint - current_setting('superuser_reserved_connections')::bigint -"
      " (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') FROM pg_stat_archiver");
  q.step();
  return {.version = q.integer(0), .is_utf8 = q.integer(1) != 0, .is_standby = q.integer(2) != 0, .fsync = q.integer(3) != 0, .full_page_writes = q.integer(4) != 0,
          .archives = q.integer(5) != 0, .archiving_fails = q.integer(6) != 0, .free_connections = q.integer(7)};
}

}  // namespace shouwen::db
