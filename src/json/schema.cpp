// Names of component schemas: the type's own last name.
#include "json/schema.h"

#include <boost/core/demangle.hpp>

namespace shouwen::json::detail {

std::string short_type_name(const char* mangled) {
  std::string name = boost::core::demangle(mangled);
  if (const std::size_t arguments = name.find('<'); arguments != std::string::npos) {
    // Page<CaseRow> is named CaseRowPage.
    const std::string inner = name.substr(arguments + 1, name.size() - arguments - 2);
    const std::string outer = name.substr(0, arguments);
    const auto last = [](const std::string& full) { return full.substr(full.rfind(':') + 1); };
    return last(inner) + last(outer);
  }
  return name.substr(name.rfind(':') + 1);
}

}  // namespace shouwen::json::detail
