// Uploads and forms: read as RFC 7578 writes them, refused when they are not.
#include "http/multipart.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouwen::http {
namespace {

constexpr const char* type = "multipart/form-data; boundary=XyZ";

std::string body_of(const std::vector<std::string>& parts) {
  std::string body;
  for (const std::string& part : parts) body += "--XyZ\r\n" + part + "\r\n";
  return body + "--XyZ--\r\n";
}

std::string code_of(const std::string& content_type, const std::string& body, std::size_t bytes = 1 << 20, std::size_t count = 10) {
  const auto parts = parse_multipart(content_type, body, bytes, count);
  return parts ? "" : parts.refusal().code;
}

TEST(Multipart, Art_10_6_fields_and_files_are_told_apart) {
  const std::string body = body_of({"Content-Disposition: form-data; name=\"text\"\r\n\r\n停电\r\n了",
                                    "content-disposition: form-data; name=\"file\"; filename=\"C:\\照片\\..\\现场.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xFF\xD8--XyZ?"});
  const auto parts = parse_multipart(type, body, 1 << 20, 10);
  ASSERT_TRUE(parts) << parts.refusal().code;
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].name, "text");
  EXPECT_EQ((*parts)[0].content, "停电\r\n了");
  EXPECT_EQ((*parts)[0].file_name, "");
  EXPECT_EQ((*parts)[1].file_name, "现场.jpg");
  EXPECT_EQ((*parts)[1].content_type, "image/jpeg");
  EXPECT_EQ((*parts)[1].content, "\xFF\xD8--XyZ?");
}

TEST(Multipart, names_never_lead_out_of_a_folder) {
  for (const char* name : {"..", ".", "/", "../../etc/"}) {
    const auto parts = parse_multipart(type, body_of({std::string("Content-Disposition: form-data; name=\"file\"; filename=\"") + name + "\"\r\n\r\nx"}), 99, 9);
    ASSERT_TRUE(parts);
    EXPECT_EQ((*parts)[0].file_name, "") << name;
  }
}

TEST(Multipart, an_empty_part_and_a_quoted_boundary_are_read) {
  const std::string body = body_of({"Content-Disposition: form-data; name=\"a\"\r\n\r\n"});
  const auto parts = parse_multipart("multipart/form-data; boundary=\"XyZ\"; charset=utf-8", body, 9, 9);
  ASSERT_TRUE(parts) << parts.refusal().code;
  EXPECT_EQ((*parts)[0].content, "");
}

TEST(Multipart, what_is_broken_or_too_much_is_refused) {
  const std::string part = "Content-Disposition: form-data; name=\"a\"\r\n\r\n12345";
  EXPECT_EQ(code_of("text/plain; boundary=XyZ", body_of({part})), "upload.malformed");
  EXPECT_EQ(code_of("multipart/form-data", body_of({part})), "upload.malformed");
  EXPECT_EQ(code_of("multipart/form-data; boundary=" + std::string(71, 'x'), body_of({part})), "upload.malformed");
  EXPECT_EQ(code_of(type, ""), "upload.malformed");
  EXPECT_EQ(code_of(type, "--XyZ\r\n" + part), "upload.malformed");
  EXPECT_EQ(code_of(type, "--XyZ\r\nno head end\r\n--XyZ--"), "upload.malformed");
  EXPECT_EQ(code_of(type, body_of({part}), 4), "upload.part_too_large");
  EXPECT_EQ(code_of(type, body_of({part}), 5), "");
  EXPECT_EQ(code_of(type, body_of({part, part, part}), 99, 2), "upload.too_many_parts");
}

RC_GTEST_PROP(Multipart, no_bytes_make_it_read_beyond_its_input, (std::string bytes)) {
  // Out-of-range reads show up as wrong contents: whatever is found must come out of the body.
  const std::string body = "--XyZ\r\n" + bytes + "\r\n--XyZ--";
  if (const auto parts = parse_multipart(type, body, 1 << 20, 1000))
    for (const Part& part : *parts) RC_ASSERT(body.find(part.content) != std::string::npos);
}

TEST(Form, urlencoded_fields_are_read_or_refused) {
  const auto fields = parse_form("text=%E5%81%9C+%E7%94%B5&phone=138");
  ASSERT_TRUE(fields);
  EXPECT_EQ(*fields, (std::vector<std::pair<std::string, std::string>>{{"text", "停 电"}, {"phone", "138"}}));
  EXPECT_EQ(parse_form("a=%zz").refusal().code, "form.malformed");
}

}  // namespace
}  // namespace shouwen::http
