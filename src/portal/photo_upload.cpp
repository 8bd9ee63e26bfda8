// What a phone sends.
#include "portal/photo_upload.h"

#include "base/text.h"
#include "cases/attachment_store.h"
#include "cases/work.h"
#include "pictures/clean_picture.h"

namespace shouwen {

namespace {

constexpr std::size_t file_name_limit = 100;

/// Browsers send an empty part for a field nobody chose a file for.
bool is_photo_part(const http::Part& part) { return part.name == "photo" && !part.content.empty(); }

}  // namespace

Result<std::vector<DraftPhoto>> keep_photos(const std::vector<http::Part>& parts, const std::filesystem::path& folder, std::size_t room) {
  std::vector<DraftPhoto> photos;
  for (const http::Part& part : parts) {
    if (!is_photo_part(part)) continue;
    const auto type = content_type_of(part.content, part.file_name);
    const std::string name = is_valid_utf8(part.file_name) ? first_characters(clean_text(part.file_name, false), file_name_limit) : std::string();
    if (!type || !type->starts_with("image/")) return Refusal{"public.photo_type", "", "/photo", {{"name", name}}};
    photos.push_back({name, *type, "", static_cast<std::int64_t>(part.content.size())});
  }
  if (photos.size() > room) return Refusal{"public.photos_too_many", "", "/photo", {{"limit", std::to_string(photo_count_limit)}}};
  // Nothing is written before everything was looked at.
  std::size_t position = 0;
  for (const http::Part& part : parts)
    if (is_photo_part(part)) photos[position++].hash = keep_file(folder, part.content);
  return photos;
}

Result<std::vector<http::Part>> without_traces(const std::vector<http::Part>& parts) {
  std::vector<http::Part> cleaned = parts;
  for (http::Part& part : cleaned) {
    if (!is_photo_part(part)) continue;
    auto picture = clean_picture(part.content);
    if (!picture) return picture.refusal();
    part.content = std::move(picture->content);
    // A file's name may tell too: IMG_20261127_140500.
    part.file_name = "photo" + extension_of(picture->content_type);
  }
  return cleaned;
}

Result<Performed> attach_photo(const CaseDesk& desk, CaseId id, const DraftPhoto& photo) {
  return perform(desk, id, 0, "attach", [&](const ServiceCase& service_case, const Situation& situation) {
    const AttachmentRow row{{}, id, photo.file_name, photo.content_type, photo.hash, photo.bytes, true, desk.now};
    const AttachmentId attachment = add_attachment(desk.session, row);
    return attach(service_case, {attachment, row.file_name, row.content_type, row.hash, row.bytes, true}, situation);
  });
}

}  // namespace shouwen
