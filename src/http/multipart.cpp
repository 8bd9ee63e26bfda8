// multipart/form-data and urlencoded forms, with limits before anything is copied.
#include "http/multipart.h"

#include <algorithm>

#include "http/uri.h"

namespace shouwen::http {

namespace {

/// The value of name="…" in a Content-Disposition line.
std::string quoted_value(std::string_view line, std::string_view name) {
  const std::string key = "; " + std::string(name) + "=\"";
  const std::size_t from = line.find(key);
  if (from == std::string_view::npos) return {};
  const std::size_t begin = from + key.size(), end = line.find('"', begin);
  return end == std::string_view::npos ? std::string() : std::string(line.substr(begin, end - begin));
}

std::string without_folders(std::string name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  return name == "." || name == ".." ? std::string() : name;
}

void read_headers(std::string_view head, Part& part) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    std::string_view value = line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "content-disposition") {
      part.name = quoted_value(value, "name");
      part.file_name = without_folders(quoted_value(value, "filename"));
    } else if (name == "content-type") {
      part.content_type = value;
    }
  }
}

}  // namespace

Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body, std::size_t part_limit_bytes,
                                          std::size_t part_count_limit) {
  const Refusal malformed{"upload.malformed", "", "", {}};
  const std::size_t at = content_type.find("boundary=");
  if (!content_type.starts_with("multipart/form-data") || at == std::string_view::npos) return malformed;
  std::string_view boundary = content_type.substr(at + 9);
  boundary = boundary.substr(0, boundary.find(';'));
  if (boundary.starts_with('"') && boundary.size() > 2) boundary = boundary.substr(1, boundary.size() - 2);
  if (boundary.empty() || boundary.size() > 70) return malformed;
  const std::string first = "--" + std::string(boundary), next = "\r\n" + first;
  if (!body.starts_with(first)) return malformed;
  body.remove_prefix(first.size());
  std::vector<Part> parts;
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return malformed;
    body.remove_prefix(2);
    const std::size_t head_end = body.find("\r\n\r\n");
    const std::size_t end = body.find(next, head_end == std::string_view::npos ? 0 : head_end + 2);
    if (head_end == std::string_view::npos || end == std::string_view::npos) return malformed;
    if (parts.size() == part_count_limit) return Refusal{"upload.too_many_parts", "", "", {{"limit", std::to_string(part_count_limit)}}};
    const std::size_t content_at = std::min(head_end + 4, end);
    if (end - content_at > part_limit_bytes)
      return Refusal{"upload.part_too_large", "", "", {{"limit", std::to_string(part_limit_bytes >> 20)}}};
    Part& part = parts.emplace_back();
    read_headers(body.substr(0, head_end), part);
    part.content = body.substr(content_at, end - content_at);
    body.remove_prefix(end + next.size());
  }
  return parts;
}

Result<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view body) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('&'), body.size());
    const std::string_view part = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    const std::size_t equals = part.find('=');
    const auto name = percent_decoded(part.substr(0, equals), true);
    const auto value = percent_decoded(equals == std::string_view::npos ? "" : part.substr(equals + 1), true);
    if (!name || !value) return Refusal{"form.malformed", "", "", {}};
    fields.emplace_back(*name, *value);
  }
  return fields;
}

}  // namespace shouwen::http
