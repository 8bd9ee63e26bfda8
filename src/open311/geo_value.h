// An answer of GeoReport v2 as one value, printed as XML or as the JSON that the standard maps it to. Pure.
#pragma once

#include <string>
#include <vector>

namespace shouwen {

enum class GeoFormat { json, xml };

/// A named value. A list's members are named in XML (<services><service>…) and not in JSON ([{…}]).
struct GeoValue {
  enum class Shape { nothing, text, flag, number, object, list };
  std::string name;
  Shape shape = Shape::nothing;
  std::string text;                ///< of a text; of a number its digits
  bool is_set = false;             ///< of a flag
  std::vector<GeoValue> members;

  static GeoValue none(std::string name) { return {std::move(name), Shape::nothing, {}, false, {}}; }
  /// An empty text is nothing.
  static GeoValue of_text(std::string name, std::string text) { return {std::move(name), text.empty() ? Shape::nothing : Shape::text, std::move(text), false, {}}; }
  static GeoValue of_flag(std::string name, bool set) { return {std::move(name), Shape::flag, {}, set, {}}; }
  static GeoValue of_number(std::string name, std::string digits) { return {std::move(name), Shape::number, std::move(digits), false, {}}; }
  static GeoValue of_object(std::string name, std::vector<GeoValue> members) { return {std::move(name), Shape::object, {}, false, std::move(members)}; }
  static GeoValue of_list(std::string name, std::vector<GeoValue> members) { return {std::move(name), Shape::list, {}, false, std::move(members)}; }
};

/// The JSON has no name of its own at the top. What XML cannot hold (control characters) is left out of it.
std::string geo_text(const GeoValue& value, GeoFormat format);
const char* content_type_of(GeoFormat format);

}  // namespace shouwen
