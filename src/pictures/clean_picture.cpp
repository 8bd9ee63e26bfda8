// By libjpeg-turbo and libpng, a WebP by its chunks: markers and chunks of the original never reach the copy.
#include "pictures/clean_picture.h"

#include <png.h>
#include <turbojpeg.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace shouwen {

namespace {

/// More pixels than a phone's photo has are a bomb.
constexpr std::int64_t most_pixels = 64'000'000;
/// Those above that are worked on one after the other: two at once would take half a gigabyte each.
constexpr std::int64_t large_pixels = 16'000'000;

std::unique_lock<std::mutex> turn_for(std::int64_t pixels) {
  static std::mutex one_at_a_time;
  return pixels > large_pixels ? std::unique_lock(one_at_a_time) : std::unique_lock<std::mutex>();
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned big(std::string_view text, std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(text[at])) << 8U | static_cast<unsigned char>(text[at + 1]); }

/// Exif's orientation, 1 … 8; 1 if there is none or it cannot be read.
unsigned orientation_in(std::string_view exif) {
  using namespace std::string_view_literals;
  if (exif.size() < 14 || (!exif.starts_with("II*\0"sv) && !exif.starts_with("MM\0*"sv))) return 1;
  const bool little = exif[0] == 'I';
  const auto number = [&](std::size_t at) {
    const unsigned value = big(exif, at);
    return little ? (value >> 8U) | (value & 0xFFU) << 8U : value;
  };
  const auto offset = little ? number(4) | std::size_t{number(6)} << 16U : std::size_t{number(4)} << 16U | number(6);
  if (offset + 2 > exif.size()) return 1;
  const std::size_t entries = number(offset);
  for (std::size_t i = 0; i < entries && offset + 2 + 12 * (i + 1) <= exif.size(); ++i) {
    const std::size_t entry = offset + 2 + 12 * i;
    if (number(entry) != 0x0112U) continue;
    const unsigned turned = number(entry + 8);
    return turned >= 1 && turned <= 8 ? turned : 1;
  }
  return 1;
}

unsigned orientation_of(std::string_view jpeg) {
  using namespace std::string_view_literals;
  for (std::size_t at = 2; at + 4 <= jpeg.size() && jpeg[at] == '\xff';) {
    const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
    const std::size_t length = big(jpeg, at + 2);
    if (marker == 0xDA || length < 2) return 1;
    const std::string_view body = jpeg.substr(at + 4).substr(0, length - 2);
    if (marker == 0xE1 && body.starts_with("Exif\0\0"sv)) return orientation_in(body.substr(6));
    at += 2 + length;
  }
  return 1;
}

int turning_of(unsigned orientation) {
  constexpr int turnings[] = {TJXOP_NONE, TJXOP_NONE, TJXOP_HFLIP, TJXOP_ROT180, TJXOP_VFLIP, TJXOP_TRANSPOSE, TJXOP_ROT90, TJXOP_TRANSVERSE, TJXOP_ROT270};
  return turnings[orientation];
}

Result<CleanPicture> clean_jpeg(std::string_view content) {
  const std::unique_ptr<void, int (*)(tjhandle)> handle(tjInitTransform(), &tjDestroy);
  int width = 0, height = 0, sampling = 0, colours = 0;
  if (!handle || tjDecompressHeader3(handle.get(), bytes(content), content.size(), &width, &height, &sampling, &colours) != 0) return Refusal{"picture.damaged", "", "/photo", {}};
  if (std::int64_t{width} * height > most_pixels) return Refusal{"picture.too_large", "", "/photo", {}};
  const auto turn = turn_for(std::int64_t{width} * height);
  tjtransform transform{};
  transform.op = turning_of(orientation_of(content));
  // Half blocks at an edge cannot be turned; a photo loses up to 15 rows there.
  transform.options = TJXOPT_COPYNONE | (transform.op == TJXOP_NONE ? 0 : TJXOPT_TRIM);
  unsigned char* made = nullptr;
  unsigned long size = 0;
  const int failed = tjTransform(handle.get(), bytes(content), content.size(), 1, &made, &size, &transform, 0);
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> kept(made, &tjFree);
  // A warning is a file cut short: its pixels are still evidence.
  if ((failed != 0 && tjGetErrorCode(handle.get()) == TJERR_FATAL) || kept == nullptr) return Refusal{"picture.damaged", "", "/photo", {}};
  return CleanPicture{std::string(reinterpret_cast<const char*>(kept.get()), size), "image/jpeg"};
}

struct PngImage {
  png_image image{};
  PngImage() { image.version = PNG_IMAGE_VERSION; }
  PngImage(const PngImage&) = delete;
  ~PngImage() { png_image_free(&image); }
};

Result<CleanPicture> clean_png(std::string_view content) {
  const Refusal damaged{"picture.damaged", "", "/photo", {}};
  PngImage png;
  if (png_image_begin_read_from_memory(&png.image, content.data(), content.size()) == 0) return damaged;
  if (std::int64_t{png.image.width} * png.image.height > most_pixels) return Refusal{"picture.too_large", "", "/photo", {}};
  const auto turn = turn_for(std::int64_t{png.image.width} * png.image.height);
  png.image.format = (png.image.format & PNG_FORMAT_FLAG_ALPHA) != 0 ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  std::vector<unsigned char> pixels(PNG_IMAGE_SIZE(png.image));
  if (png_image_finish_read(&png.image, nullptr, pixels.data(), 0, nullptr) == 0) return damaged;
  png_alloc_size_t size = 0;
  if (png_image_write_to_memory(&png.image, nullptr, &size, 0, pixels.data(), 0, nullptr) == 0) return damaged;
  std::string made(size, '\0');
  if (png_image_write_to_memory(&png.image, made.data(), &size, 0, pixels.data(), 0, nullptr) == 0) return damaged;
  made.resize(size);
  return CleanPicture{std::move(made), "image/png"};
}

std::uint32_t little(std::string_view text, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i > 0; --i) value = value << 8U | static_cast<unsigned char>(text[at + i - 1]);
  return value;
}

std::string as_little(std::size_t value) {
  std::string text;
  for (unsigned shift = 0; shift < 32; shift += 8) text += static_cast<char>(value >> shift & 0xFFU);
  return text;
}

std::string webp_chunk(std::string_view name, std::string_view body) {
  return std::string(name) + as_little(body.size()) + std::string(body) + std::string(body.size() % 2, '\0');
}

struct WebpSize {
  std::uint32_t width = 0, height = 0;
};
/// Out of the pictures' own data, not of what the container says; nothing if it is none.
std::optional<WebpSize> webp_size(std::string_view name, std::string_view body) {
  constexpr std::uint32_t fourteen_bits = 0x3FFF;
  if (name == "VP8 ") {
    if (body.size() < 10 || body.substr(3, 3) != "\x9d\x01\x2a") return std::nullopt;
    const std::uint32_t both = little(body, 6);
    return WebpSize{both & fourteen_bits, both >> 16U & fourteen_bits};
  }
  if (body.size() < 5 || body[0] != '\x2f') return std::nullopt;
  const std::uint32_t both = little(body, 1);
  return WebpSize{(both & fourteen_bits) + 1, (both >> 14U & fourteen_bits) + 1};
}

/// The container is written anew with the picture and its transparency; moving pictures are no photos.
Result<CleanPicture> clean_webp(std::string_view content) {
  const Refusal damaged{"picture.damaged", "", "/photo", {}};
  std::string_view picture, picture_name, transparency;
  const std::size_t end = std::min<std::size_t>(content.size(), std::size_t{8} + little(content, 4));
  for (std::size_t at = 12; at + 8 <= end;) {
    const std::string_view name = content.substr(at, 4);
    const std::size_t length = little(content, at + 4);
    if (length > end - at - 8) return damaged;
    const std::string_view body = content.substr(at + 8, length);
    if (name == "ANIM" || name == "ANMF") return Refusal{"picture.not_cleanable", "", "/photo", {}};
    if ((name == "VP8 " || name == "VP8L") && picture.empty()) picture = body, picture_name = name;
    if (name == "ALPH") transparency = body;
    at += 8 + length + length % 2;
  }
  const auto size = picture.empty() ? std::nullopt : webp_size(picture_name, picture);
  if (!size || size->width == 0 || size->height == 0) return damaged;
  if (std::int64_t{size->width} * size->height > most_pixels) return Refusal{"picture.too_large", "", "/photo", {}};
  std::string chunks = "WEBP";
  if (picture_name == "VP8 " && !transparency.empty())
    chunks += webp_chunk("VP8X", std::string("\x10\0\0\0", 4) + as_little(size->width - 1).substr(0, 3) + as_little(size->height - 1).substr(0, 3)) + webp_chunk("ALPH", transparency);
  chunks += webp_chunk(picture_name, picture);
  return CleanPicture{"RIFF" + as_little(chunks.size()) + chunks, "image/webp"};
}

}  // namespace

std::string extension_of(std::string_view content_type) { return content_type == "image/png" ? ".png" : content_type == "image/webp" ? ".webp" : ".jpg"; }

Result<CleanPicture> clean_picture(std::string_view content) {
  if (content.starts_with("\xff\xd8\xff")) return clean_jpeg(content);
  if (content.starts_with("\x89PNG\r\n\x1a\n")) return clean_png(content);
  if (content.size() >= 12 && content.starts_with("RIFF") && content.substr(8, 4) == "WEBP") return clean_webp(content);
  return Refusal{"picture.not_cleanable", "", "/photo", {}};
}

}  // namespace shouwen
