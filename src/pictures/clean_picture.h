// A photo without what the camera wrote into it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace shouwen {

struct CleanPicture {
  std::string content, content_type;
};
/// Pixels only; a JPEG the right way up. Refusals: picture.not_cleanable (neither JPEG, PNG nor a still WebP), picture.damaged,
/// picture.too_large.
Result<CleanPicture> clean_picture(std::string_view content);
/// What a cleaned picture's file name ends with: ".png".
std::string extension_of(std::string_view content_type);

}  // namespace shouwen
