// Files compiled into the binary: migrations and the text catalogue.
#pragma once

#include <span>
#include <string_view>

namespace shouwen {

struct EmbeddedFile {
  std::string_view name;
  std::string_view content;
};

/// migrations/*.sql in the order of their numbers.
std::span<const EmbeddedFile> embedded_migrations();
/// migrations/*.postgres: in the place of the .sql of the same name.
std::span<const EmbeddedFile> embedded_migration_twins();
/// src/portal: texts, templates, style and scripts of the public pages.
std::span<const EmbeddedFile> embedded_pages();
/// rulebook/mappings/*.toml.
std::span<const EmbeddedFile> embedded_mappings();
/// src/open_data/dictionary.toml.
std::span<const EmbeddedFile> embedded_dictionary();
/// rulebook/refusals.toml.
std::span<const EmbeddedFile> embedded_texts();

}  // namespace shouwen
