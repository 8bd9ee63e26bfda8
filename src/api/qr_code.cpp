// QR modules to one SVG path.
#include "api/qr_code.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

namespace shouwen {

std::string qr_svg(std::string_view text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (code == nullptr) return "";
  constexpr int quiet_zone = 4;
  const int side = code->width + 2 * quiet_zone;
  std::string path;
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width; ++x)
      if (code->data[y * code->width + x] & 1) path += fmt::format("M{} {}h1v1h-1z", x + quiet_zone, y + quiet_zone);
  return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges">)"
                     R"(<rect width="{0}" height="{0}" fill="#fff"/><path d="{1}" fill="#000"/></svg>)",
                     side, path);
}

}  // namespace shouwen
