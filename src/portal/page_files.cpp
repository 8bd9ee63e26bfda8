// Files that browsers may keep: their addresses carry a version, so they are never asked for twice.
#include "portal/page_files.h"

#include <sodium.h>

#include "base/check.h"
#include "base/embedded.h"
#include "json/print.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;

struct KeptFile {
  const char* path;  ///< "/p/style.css"
  const char* name;
  const char* type;
  const char* operation_id;
};
constexpr KeptFile kept_files[] = {
    {"/p/style.css", "style.css", "text/css; charset=utf-8", "public_style"},
    {"/p/script.js", "script.js", "text/javascript; charset=utf-8", "public_script"},
    {"/p/wall.css", "wall.css", "text/css; charset=utf-8", "public_wall_style"},
    {"/p/prices_print.css", "prices_print.css", "text/css; charset=utf-8", "public_prices_print_style"},
    {"/p/prices_a3.css", "prices_a3.css", "text/css; charset=utf-8", "public_prices_a3_style"},
    {"/p/prices_a4.css", "prices_a4.css", "text/css; charset=utf-8", "public_prices_a4_style"},
    {"/p/wall.js", "wall.js", "text/javascript; charset=utf-8", "public_wall_script"},
    {"/p/icon.svg", "icon.svg", "image/svg+xml", "public_icon"},
    {"/p/icon-192.png", "icon-192.png", "image/png", "public_icon_192"},
    {"/p/icon-512.png", "icon-512.png", "image/png", "public_icon_512"},
};

http::Operation file_operation(const char* path, const char* id, const char* type) {
  http::Operation made{"GET", path, id, "public pages", "A file of the public pages", ""};
  made.is_public = true;
  made.response_content_type = type;
  return made;
}

http::Response file_answer(const char* type, std::string body, const char* caching) {
  http::Response response;
  response.content_type = type;
  response.body = std::move(body);
  response.headers.emplace_back("Cache-Control", caching);
  return response;
}

std::string replaced(std::string text, std::string_view mark, std::string_view value) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) text.replace(at, mark.size(), value);
  return text;
}

std::string manifest(const std::string& bureau, http::Language language) {
  std::string text = R"({"id":"/p/","start_url":"/p/","scope":"/p/","display":"standalone","background_color":"#ffffff","theme_color":"#0b5a7a","lang":)";
  json::print_string(text, language == http::Language::zh ? "zh-CN" : "en");
  text += ",\"name\":";
  json::print_string(text, bureau);
  text += ",\"short_name\":";
  json::print_string(text, say("short_name", language));
  text += R"(,"icons":[{"src":"/p/icon-192.png","sizes":"192x192","type":"image/png","purpose":"any maskable"},)"
          R"({"src":"/p/icon-512.png","sizes":"512x512","type":"image/png","purpose":"any maskable"},)"
          R"({"src":"/p/icon.svg","sizes":"any","type":"image/svg+xml"}]})";
  return text;
}

}  // namespace

std::string_view page_file(std::string_view name) {
  for (const EmbeddedFile& known : embedded_pages())
    if (known.name == name) return known.content;
  SHOUWEN_CHECK(false);
}

const std::string& asset_version() {
  static const std::string version = [] {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 8);
    for (const EmbeddedFile& file : embedded_pages())
      crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(file.content.data()), file.content.size());
    std::array<unsigned char, 8> hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
  }();
  return version;
}

void add_page_files(Api& api) {
  for (const KeptFile& file : kept_files)
    api.read(file_operation(file.path, file.operation_id, file.type), [&file](const Call& call, db::Session&) {
      const bool versioned = call.request.query_value("v").has_value();
      return file_answer(file.type, std::string(page_file(file.name)), versioned ? "public, max-age=31536000, immutable" : "no-cache");
    });
  api.read(file_operation("/p/manifest.webmanifest", "public_manifest", "application/manifest+json"), [&api](const Call& call, db::Session&) {
    return file_answer("application/manifest+json", manifest(api.house().bureau_name(), wish_of(call.request).language), "no-cache");
  });
  // Served from /p/, so that it never sees the desk's pages.
  api.read(file_operation("/p/sw.js", "public_service_worker", "text/javascript"), [](const Call&, db::Session&) {
    return file_answer("text/javascript; charset=utf-8", replaced(std::string(page_file("sw.js")), "{version}", asset_version()), "no-cache");
  });
}

}  // namespace shouwen
