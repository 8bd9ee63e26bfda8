// Mappings there and back.
#include "imports/import_views.h"

#include <fmt/format.h>

namespace shouwen {

MappingView view_of(const Mapping& mapping) {
  const std::int64_t minutes = mapping.utc_offset_seconds / 60, size = minutes < 0 ? -minutes : minutes;
  MappingView view{{mapping.date_order}, {fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60)}, {}};
  for (const auto& [name, source] : mapping.fields) {
    FieldMapping field{{name}, {}, {}, {}};
    if (!source.column.empty()) field.column = Line<0, 200>{source.column};
    if (!source.constant.empty()) field.constant = Line<0, 200>{source.constant};
    if (!source.values.empty()) field.values.emplace();
    for (const auto& [from, to] : source.values) field.values->push_back({from, to});
    view.fields.push_back(std::move(field));
  }
  return view;
}

Result<Mapping> mapping_of(const MappingView& view) {
  const auto bad = [](const char* reason) { return Refusal{"import.bad_mapping", "", "", {{"reason", reason}}}; };
  Mapping mapping;
  mapping.date_order = view.date_order.value;
  if (mapping.date_order != "ymd" && mapping.date_order != "dmy" && mapping.date_order != "mdy") return bad("ymd, dmy, mdy");
  const auto seconds = parse_utc_offset(view.utc_offset.value);
  if (!seconds) return bad("+08:00");
  mapping.utc_offset_seconds = *seconds;
  for (const FieldMapping& field : view.fields) {
    Mapping::Source source{field.column ? field.column->value : "", field.constant ? field.constant->value : "", {}};
    if (source.column.empty() && source.constant.empty()) continue;
    if (field.values)
      for (const ValueMapping& value : *field.values) source.values[value.from] = value.to;
    mapping.fields[field.field.value] = std::move(source);
  }
  return mapping;
}

MappingView mapping_view_of(const std::string& text) {
  MappingView view;
  if (const auto document = json::parse_document(text)) (void)json::parse(*document, view, json::ParseMode::lenient);
  return view;
}

}  // namespace shouwen
