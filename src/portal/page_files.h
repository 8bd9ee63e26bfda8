// Templates, texts, style, scripts and pictures of the public pages, as they are inside the binary.
#pragma once

#include <string>
#include <string_view>

#include "api/api.h"

namespace shouwen {

/// CHECKs that there is such a file.
std::string_view page_file(std::string_view name);
/// Changes whenever a file that browsers keep changes: part of the addresses of such files.
const std::string& asset_version();

/// Style, scripts, pictures, manifest, service worker: nothing about anybody.
void add_page_files(api::Api& api);

}  // namespace shouwen
