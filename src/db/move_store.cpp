// Tables in the order they were made, so that what is referred to is there first; triggers rest meanwhile, keys do not.
#include "db/move_store.h"

#include "base/embedded.h"
#include "db/journal.h"
#include "db/migrate.h"
#include "db/table_list.h"

namespace shouwen::db {

namespace {

void copy_row(const Query& row, const TableShape& table, Query& insert) {
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
    if (row.is_null(i)) {
      insert.bind_null(i + 1);
      continue;
    }
    switch (table.columns[static_cast<std::size_t>(i)].kind) {
      case ColumnKind::integer: insert.bind(i + 1, row.integer(i)); break;
      case ColumnKind::text: insert.bind(i + 1, row.text(i)); break;
      case ColumnKind::blob: insert.bind_blob(i + 1, row.blob(i)); break;
    }
  }
  while (insert.step()) {
  }
  insert.again();
}

std::int64_t copy_table(Session& from, Session& to, const TableShape& table) {
  std::int64_t rows = 0;
  auto insert = to.query(insert_into(table));
  read_rows(from, table, [&](const Query& row) {
    copy_row(row, table, insert);
    ++rows;
  });
  return rows;
}

Result<MovedStore> copy_all(Session& from, Session& to, const std::function<void(const MovedTable&)>& told) {
  const std::vector<TableShape> tables = tables_of(from);
  if (const std::string full = first_not_empty(to, tables); !full.empty()) return Refusal{"move_store.target_not_empty", "", "", {{"table", full}}};
  const std::vector<RestingTrigger> resting = rest_triggers(to, tables);
  MovedStore moved;
  for (const TableShape& table : tables) {
    moved.tables.push_back({table.name, copy_table(from, to, table)});
    told(moved.tables.back());
  }
  wake_triggers(to, tables, resting);
  const ChainReport there = verify_chain(from), here = verify_chain(to);
  moved.entries = here.entries;
  moved.last_hash_hex = here.last_hash_hex;
  if (!here.intact || here.entries != there.entries || here.last_hash_hex != there.last_hash_hex) return Refusal{"move_store.differs", "", "", {}};
  return moved;
}

}  // namespace

Result<MovedStore> move_store(const Address& from, const Address& to, Instant now, const std::function<void(const MovedTable&)>& told) {
  // A file is opened for writing so that nobody else writes to it; of a server one picture is read.
  Session source(from, from.is_postgres() ? OpenMode::read_only : OpenMode::read_write_create), target(to, OpenMode::read_write_create);
  if (schema_of(source) != static_cast<std::int64_t>(embedded_migrations().size())) return Refusal{"move_store.source_old", "", "", {}};
  if (const Verdict migrated = migrate(target, now); !migrated) return migrated.refusal();
  source.run(from.is_postgres() ? "BEGIN" : "BEGIN IMMEDIATE");
  target.run("BEGIN IMMEDIATE");
  Result<MovedStore> moved = Refusal{"move_store.differs", "", "", {}};
  try {
    moved = copy_all(source, target, told);
  } catch (...) {
    target.run("ROLLBACK");
    source.run("ROLLBACK");
    throw;
  }
  target.run(moved ? "COMMIT" : "ROLLBACK");
  source.run("ROLLBACK");
  return moved;
}

}  // namespace shouwen::db
