// What must hold between the rows of a rulebook: references, duplicates, law before bureau.
#pragma once

#include <map>
#include <set>

#include "regulation/toml_reader.h"

namespace shouwen {

/// A rulebook being read, with where its rows stand, so that mistakes found later still name file and line.
struct RulebookDraft {
  struct Place { std::string file; std::int64_t line = 0; };
  struct Reference { std::string what, name; Place place; };

  Rulebook rulebook;
  std::map<std::pair<std::string, std::string>, std::vector<Place>> places;
  std::vector<Reference> references;

  void place(const std::string& what, const std::string& name, const TableReader& row) {
    places[{what, name}].push_back({row.file(), row.line()});
  }
  void refers(const std::string& what, const std::string& name, const TableReader& row) {
    references.push_back({what, name, {row.file(), row.line()}});
  }
  void cites(const std::vector<std::string>& clauses, const TableReader& row) {
    for (const std::string& clause : clauses) refers("clause", clause, row);
  }
};

void check_consistency(const RulebookDraft& draft, MistakeList& mistakes);

}  // namespace shouwen
