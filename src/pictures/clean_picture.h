// A photo without what the camera wrote into it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace shouwen {

struct CleanPicture {
  std::string content, content_type;
};
/// Pixels only, the right way up. Refusals: picture.not_cleanable (neither JPEG nor PNG), picture.damaged, picture.too_large.
Result<CleanPicture> clean_picture(std::string_view content);

}  // namespace shouwen
