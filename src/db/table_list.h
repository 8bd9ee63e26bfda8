// A bureau's tables as a store has them: for whatever takes all of it from one place to another.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/session.h"

namespace shouwen::db {

enum class ColumnKind { integer, text, blob };
struct TableColumn {
  std::string name;
  ColumnKind kind = ColumnKind::text;
};
struct TableShape {
  std::string name;
  bool holds_words = false;  ///< a word index: rowid and terms
  std::vector<TableColumn> columns;
};

/// All of the house's tables but the list of migrations, in the order they were made: what is referred to comes first.
std::vector<TableShape> tables_of(Session& session);
/// "a", "b", …
std::string columns_of(const TableShape& table);
/// A statement with one parameter a column.
std::string insert_into(const TableShape& table);
/// Every row, in the order of its first columns; inside a transaction. Rows come in pieces from a server, one by one from a file.
void read_rows(Session& session, const TableShape& table, const std::function<void(const Query&)>& each);

/// The name of a table that is not empty, "" if there is none; what a fresh database says itself is taken out.
std::string first_not_empty(Session& session, const std::vector<TableShape>& tables);

/// Triggers guard what people do; what was lawful then need not be repeatable now, like a charge by an older price list. They
/// rest while everything is put in; keys between tables do not.
struct RestingTrigger {
  std::string name, sql;
};
std::vector<RestingTrigger> rest_triggers(Session& session, const std::vector<TableShape>& tables);
void wake_triggers(Session& session, const std::vector<TableShape>& tables, const std::vector<RestingTrigger>& resting);

/// How many migrations it has.
std::int64_t schema_of(Session& session);

}  // namespace shouwen::db
