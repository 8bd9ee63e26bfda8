// Photos of customers: received, looked at by content, kept as files.
#pragma once

#include <filesystem>

#include "cases/cases.h"
#include "http/multipart.h"
#include "portal/report_draft.h"

namespace shouwen {

/// Keeps the photos of a multipart body (fields "photo") below `folder`; at most `room` of them. Refusals in words for a
/// customer: public.photo_type, public.photos_too_many.
Result<std::vector<DraftPhoto>> keep_photos(const std::vector<http::Part>& parts, const std::filesystem::path& folder, std::size_t room);
/// The same parts, photos without place, time and camera (art. 9(5)). Refusals picture.*.
Result<std::vector<http::Part>> without_traces(const std::vector<http::Part>& parts);
/// Puts a kept photo on the case's record, by its customer.
Result<Performed> attach_photo(const CaseDesk& desk, CaseId id, const DraftPhoto& photo);

}  // namespace shouwen
