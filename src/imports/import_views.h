// What the screen sees of imports, and mappings between JSON and the importers. Heavy: only for import_*api.cpp.
#pragma once

#include "api/answers.h"
#include "imports/import_jobs.h"

namespace shouwen {

struct ValueMapping {
  std::string from, to;
};
BOOST_DESCRIBE_STRUCT(ValueMapping, (), (from, to))
struct FieldMapping {
  Line<1, 40> field;
  std::optional<Line<0, 200>> column, constant;
  std::optional<std::vector<ValueMapping>> values;
};
BOOST_DESCRIBE_STRUCT(FieldMapping, (), (field, column, constant, values))
struct MappingView {
  Line<3, 3> date_order;   ///< ymd, dmy, mdy
  Line<6, 6> utc_offset;   ///< +08:00
  std::vector<FieldMapping> fields;
};
BOOST_DESCRIBE_STRUCT(MappingView, (), (date_order, utc_offset, fields))

MappingView view_of(const Mapping& mapping);
/// Refusal import.bad_mapping.
Result<Mapping> mapping_of(const MappingView& view);
/// Of what save_mapping keeps.
MappingView mapping_view_of(const std::string& json);

}  // namespace shouwen
