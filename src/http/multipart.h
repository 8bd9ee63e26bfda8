// multipart/form-data (RFC 7578): file uploads and public forms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace shouwen::http {

struct Part {
  std::string name;
  std::string file_name;  ///< "" if not a file; path components removed
  std::string content_type;
  std::string content;
};

/// Refusals: upload.malformed, upload.too_many_parts, upload.part_too_large.
Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body,
                                          std::size_t part_limit_bytes, std::size_t part_count_limit);
/// application/x-www-form-urlencoded. Refusal: form.malformed.
Result<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view body);

}  // namespace shouwen::http
