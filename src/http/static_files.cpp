// Static files out of memory: no path can lead outside, because only names loaded at start are known.
#include "http/static_files.h"

#include <fstream>
#include <functional>
#include <sstream>
#include <unordered_map>

namespace shouwen::http {

namespace {

struct File {
  std::string content, gzip, etag, type;
  bool hashed_name = false;
};

std::string type_of(const std::string& extension) {
  static const std::unordered_map<std::string, std::string> types{
      {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},             {".png", "image/png"},                       {".ico", "image/x-icon"},
      {".json", "application/json"},         {".webmanifest", "application/manifest+json"}, {".woff2", "font/woff2"}, {".txt", "text/plain; charset=utf-8"}};
  const auto found = types.find(extension);
  return found == types.end() ? "application/octet-stream" : found->second;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

struct StaticFiles::Body {
  std::unordered_map<std::string, File> files;
};

StaticFiles::StaticFiles(const std::filesystem::path& folder) : body_(std::make_unique<Body>()) {
  if (!std::filesystem::is_directory(folder)) return;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() == ".gz" || entry.path().extension() == ".br") continue;
    File file;
    file.content = read(entry.path());
    const std::filesystem::path compressed = entry.path().string() + ".gz";
    if (std::filesystem::exists(compressed)) file.gzip = read(compressed);
    file.type = type_of(entry.path().extension());
    file.etag = '"' + std::to_string(std::hash<std::string>{}(file.content)) + '"';
    const std::string name = '/' + std::filesystem::relative(entry.path(), folder).generic_string();
    file.hashed_name = name.starts_with("/assets/");
    body_->files.emplace(name, std::move(file));
  }
}

StaticFiles::~StaticFiles() = default;

std::optional<Response> StaticFiles::serve(const Request& request) const {
  auto found = body_->files.find(request.path);
  if (found == body_->files.end() && request.path.find('.') == std::string::npos) found = body_->files.find("/index.html");
  if (found == body_->files.end()) return std::nullopt;
  const File& file = found->second;
  Response response;
  response.content_type = file.type;
  response.headers = {{"ETag", file.etag},
                      {"Cache-Control", file.hashed_name ? "public, max-age=31536000, immutable" : "no-cache"},
                      {"Vary", "Accept-Encoding"}};
  if (request.header("if-none-match") == file.etag) {
    response.status = 304;
    return response;
  }
  const bool compressed = !file.gzip.empty() && request.header("accept-encoding").find("gzip") != std::string_view::npos;
  if (compressed) response.headers.emplace_back("Content-Encoding", "gzip");
  response.body = compressed ? file.gzip : file.content;
  return response;
}

}  // namespace shouwen::http
