// A QR code as SVG: for slips and for setting up a second factor.
#pragma once

#include <string>
#include <string_view>

namespace shouwen {

/// Black modules on white with a quiet zone of four; "" if the text does not fit a code.
std::string qr_svg(std::string_view text);

}  // namespace shouwen
