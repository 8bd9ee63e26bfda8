// Files of the front end from a folder, read once: types, hashes, compressed twins.
#pragma once

#include <filesystem>
#include <memory>

#include "http/message.h"

namespace shouwen::http {

class StaticFiles {
 public:
  /// Loads the whole folder into memory (a few MB); an absent folder serves nothing.
  explicit StaticFiles(const std::filesystem::path& folder);
  ~StaticFiles();
  /// The file, or the folder's index.html for paths without a dot (pages of a single-page app); nothing otherwise.
  std::optional<Response> serve(const Request& request) const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen::http
