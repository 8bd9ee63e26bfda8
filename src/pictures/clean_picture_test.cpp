// What a camera wrote into a photo is gone; what cannot be cleaned is refused.
#include "pictures/clean_picture.h"

#include <gtest/gtest.h>
#include <png.h>
#include <turbojpeg.h>

#include <vector>

namespace shouwen {
namespace {

using namespace std::string_view_literals;

/// Left half black, right half white: which side is which tells how it was turned.
std::string jpeg(int width, int height) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(width * height * 3));
  for (int y = 0; y < height; ++y)
    for (int x = width / 2; x < width; ++x)
      for (int c = 0; c < 3; ++c) pixels[static_cast<std::size_t>((y * width + x) * 3 + c)] = 255;
  unsigned char* made = nullptr;
  unsigned long size = 0;
  const tjhandle handle = tjInitCompress();
  tjCompress2(handle, pixels.data(), width, 0, height, TJPF_RGB, &made, &size, TJSAMP_444, 90, 0);
  std::string content(reinterpret_cast<char*>(made), size);
  tjFree(made);
  tjDestroy(handle);
  return content;
}

/// As a phone writes: Exif with orientation and a GPS place, a comment, and something after the end.
std::string as_of_a_phone(std::string content, char orientation) {
  std::string tiff("II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0"sv);
  tiff += orientation;
  tiff += "\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0"sv;
  tiff += "GPSLatitude 22.5431 N GPSLongitude 114.0579 E"sv;
  const std::string body = std::string("Exif\0\0"sv) + tiff;
  const auto segment = [](char marker, const std::string& text) {
    const std::size_t length = text.size() + 2;
    return std::string("\xff") + marker + static_cast<char>(length >> 8U) + static_cast<char>(length & 0xFFU) + text;
  };
  content.insert(2, segment('\xe1', body) + segment('\xfe', "Phone of Zhang San") + segment('\xed', "IPTC by-line Zhang"));
  return content + "MotionPhoto GPSLongitude";
}

TEST(CleanPicture, Art_9_5_place_time_and_device_leave_a_jpeg) {
  const std::string original = as_of_a_phone(jpeg(64, 32), '\x01');
  ASSERT_NE(original.find("GPSLatitude"), std::string::npos);
  const auto clean = clean_picture(original);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->content_type, "image/jpeg");
  for (const char* trace : {"GPS", "Exif", "Zhang", "IPTC", "MotionPhoto"}) EXPECT_EQ(clean->content.find(trace), std::string::npos) << trace;
  EXPECT_EQ(clean->content, jpeg(64, 32)) << "not a pixel is lost";
}

TEST(CleanPicture, Art_9_5_a_photo_stands_the_right_way_up_without_its_mark) {
  const auto clean = clean_picture(as_of_a_phone(jpeg(64, 32), '\x06'));
  ASSERT_TRUE(clean);
  const tjhandle handle = tjInitDecompress();
  int width = 0, height = 0, sampling = 0, colours = 0;
  ASSERT_EQ(tjDecompressHeader3(handle, reinterpret_cast<const unsigned char*>(clean->content.data()), clean->content.size(), &width, &height, &sampling, &colours), 0);
  EXPECT_EQ(width, 32);
  EXPECT_EQ(height, 64);
  tjDestroy(handle);
}

std::string big_endian(std::uint32_t value) { return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U), static_cast<char>(value)}; }

std::string chunk(const std::string& type, const std::string& body) {
  std::uint32_t check = 0xFFFFFFFFU;
  for (const char c : type + body) {
    check ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) check = (check >> 1U) ^ ((check & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return big_endian(static_cast<std::uint32_t>(body.size())) + type + body + big_endian(~check);
}

TEST(CleanPicture, Art_9_5_texts_leave_a_png) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = image.height = 2;
  image.format = PNG_FORMAT_RGBA;
  const std::vector<unsigned char> pixels(16, 200);
  png_alloc_size_t size = 1000;
  std::string content(size, '\0');
  ASSERT_NE(png_image_write_to_memory(&image, content.data(), &size, 0, pixels.data(), 0, nullptr), 0);
  content.resize(size);
  // After the header chunk: 8 bytes of signature, 25 of IHDR.
  content.insert(33, chunk("tEXt", std::string("Author\0Zhang San"sv)) + chunk("eXIf", std::string("MM\0*GPSLatitude"sv)));
  const auto clean = clean_picture(content);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->content_type, "image/png");
  for (const char* trace : {"Zhang", "GPS", "tEXt", "eXIf"}) EXPECT_EQ(clean->content.find(trace), std::string::npos) << trace;
}

std::string little_endian(std::size_t value) { return {static_cast<char>(value), static_cast<char>(value >> 8U), static_cast<char>(value >> 16U), static_cast<char>(value >> 24U)}; }
std::string riff_chunk(const std::string& name, const std::string& body) { return name + little_endian(body.size()) + body + std::string(body.size() % 2, '\0'); }
std::string webp(const std::string& chunks, const std::string& after = "") { return "RIFF" + little_endian(chunks.size() + 4) + "WEBP" + chunks + after; }
/// A lossless picture of so many points; only its head matters here.
std::string lossless(std::uint32_t width, std::uint32_t height) { return "\x2f" + little_endian((width - 1) | (height - 1) << 14U) + "pixels"; }
std::string lossy(std::uint32_t width, std::uint32_t height) { return std::string("\0\0\0\x9d\x01\x2a"sv) + little_endian(width | height << 16U) + "pixels"; }

TEST(CleanPicture, Art_9_5_place_and_texts_leave_a_webp) {
  const std::string marks = riff_chunk("EXIF", "Exif GPSLatitude 22.5") + riff_chunk("XMP ", "Zhang San") + riff_chunk("ICCP", "profile of a device") + riff_chunk("HACK", "<script>");
  const std::string canvas = riff_chunk("VP8X", std::string("\x3c\0\0\0\x3f\0\0\x1f\0\0"sv));
  const auto clean = clean_picture(webp(canvas + marks + riff_chunk("VP8L", lossless(64, 32)), "after the end: GPS"));
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->content_type, "image/webp");
  EXPECT_EQ(clean->content, webp(riff_chunk("VP8L", lossless(64, 32))));
  const auto transparent = clean_picture(webp(canvas + riff_chunk("ALPH", "alpha") + riff_chunk("VP8 ", lossy(64, 32)) + marks));
  ASSERT_TRUE(transparent);
  EXPECT_EQ(transparent->content, webp(riff_chunk("VP8X", std::string("\x10\0\0\0\x3f\0\0\x1f\0\0"sv)) + riff_chunk("ALPH", "alpha") + riff_chunk("VP8 ", lossy(64, 32))));
}

TEST(CleanPicture, Art_9_5_bombs_are_refused_before_they_are_unpacked) {
  const std::string head = std::string("\x89PNG\r\n\x1a\n") + chunk("IHDR", big_endian(30'000) + big_endian(30'000) + std::string("\x08\x02\0\0\0"sv));
  EXPECT_EQ(clean_picture(head + chunk("IDAT", "x") + chunk("IEND", "")).refusal().code, "picture.too_large");
  std::string big = jpeg(64, 32);
  // The frame's height and width: two bytes each, five after its marker.
  const std::size_t frame = big.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  big.replace(frame + 5, 4, "\x75\x30\x75\x30");
  EXPECT_EQ(clean_picture(big).refusal().code, "picture.too_large");
  EXPECT_EQ(clean_picture(webp(riff_chunk("VP8L", lossless(16'000, 16'000)))).refusal().code, "picture.too_large");
  EXPECT_EQ(clean_picture(webp(riff_chunk("VP8 ", lossy(16'000, 16'000)))).refusal().code, "picture.too_large");
}

TEST(CleanPicture, Art_9_5_a_picture_that_is_also_something_else_is_only_a_picture) {
  for (const char* other : {"<script>alert(1)</script>", "PK\x03\x04 hidden archive", "%PDF-1.4 hidden"}) {
    const auto clean = clean_picture(as_of_a_phone(jpeg(64, 32), '\x01') + other);
    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->content.find(other), std::string::npos) << other;
  }
}

TEST(CleanPicture, Art_9_5_what_cannot_be_cleaned_is_refused) {
  struct Row { std::string_view content; const char* code; };
  for (const Row& row : {Row{"RIFF\0\0\0\0WEBPVP8 "sv, "picture.damaged"}, Row{"RIFF\x10\0\0\0WEBPVP8 \xff\xff\xff\xff"sv, "picture.damaged"},
                         Row{"RIFF\x12\0\0\0WEBPANIM\x06\0\0\0      "sv, "picture.not_cleanable"}, Row{"RIFF"sv, "picture.not_cleanable"}, Row{"GIF89a"sv, "picture.not_cleanable"}, Row{"\0\0\0\x18" "ftypheic"sv, "picture.not_cleanable"},
                         Row{""sv, "picture.not_cleanable"}, Row{"\xff\xd8\xff\xe0"sv, "picture.damaged"}, Row{"\x89PNG\r\n\x1a\nrest"sv, "picture.damaged"},
                         Row{"<svg onload=alert(1)>"sv, "picture.not_cleanable"}})
    EXPECT_EQ(clean_picture(row.content).refusal().code, row.code) << row.content;
}

}  // namespace
}  // namespace shouwen
