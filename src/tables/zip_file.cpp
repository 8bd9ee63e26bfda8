// Through libzip, which reads and writes in pieces by itself.
#include "tables/zip_file.h"

#include <zip.h>

#include <array>
#include <streambuf>

namespace shouwen::tables {

namespace {

constexpr std::size_t piece_bytes = 1 << 16;
/// How often the progress is told, as a part of the whole.
constexpr double told_each = 0.01;

class ZipMemberBuffer : public std::streambuf {
 public:
  explicit ZipMemberBuffer(zip_file_t* member) : member_(member) {}
  ~ZipMemberBuffer() override { zip_fclose(member_); }

 protected:
  int_type underflow() override {
    const zip_int64_t read = zip_fread(member_, piece_.data(), piece_.size());
    if (read <= 0) return traits_type::eof();
    setg(piece_.data(), piece_.data(), piece_.data() + read);
    return traits_type::to_int_type(piece_[0]);
  }

 private:
  zip_file_t* member_;
  std::array<char, piece_bytes> piece_;
};

class ZipMemberStream : public std::istream {
 public:
  explicit ZipMemberStream(zip_file_t* member) : std::istream(nullptr), buffer_(member) { rdbuf(&buffer_); }

 private:
  ZipMemberBuffer buffer_;
};

Refusal not_written(zip_t* archive) { return {"archive.not_written", "", "", {{"what", zip_strerror(archive)}}}; }

void tell_progress(zip_t*, double part, void* told) { (*static_cast<const std::function<void(double)>*>(told))(part); }

Verdict add(zip_t* archive, const ZipFileMember& member) {
  zip_source_t* source = zip_source_file(archive, member.file.c_str(), 0, -1);
  if (source == nullptr) return not_written(archive);
  const zip_int64_t index = zip_file_add(archive, member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return not_written(archive);
  }
  if (member.method == ZipMethod::stored) zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  return Done{};
}

}  // namespace

Result<std::unique_ptr<ZipFileReader>> ZipFileReader::open(const std::filesystem::path& file) {
  int error = 0;
  zip_t* archive = zip_open(file.c_str(), ZIP_RDONLY, &error);
  if (archive == nullptr) return Refusal{"archive.not_one", "", "", {{"file", file.string()}}};
  return std::unique_ptr<ZipFileReader>(new ZipFileReader(archive));
}

ZipFileReader::~ZipFileReader() { zip_discard(zip_); }

std::vector<std::string> ZipFileReader::names() const {
  std::vector<std::string> found;
  const zip_int64_t count = zip_get_num_entries(zip_, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(zip_, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_STRICT);
    if (name != nullptr && !std::string_view(name).ends_with('/')) found.emplace_back(name);
  }
  return found;
}

std::unique_ptr<std::istream> ZipFileReader::read(const std::string& name) const {
  zip_file_t* member = zip_fopen(zip_, name.c_str(), 0);
  if (member == nullptr) return nullptr;
  return std::make_unique<ZipMemberStream>(member);
}

Verdict write_zip(const std::filesystem::path& target, const std::vector<ZipFileMember>& members, const std::function<void(double)>& told) {
  int error = 0;
  zip_t* archive = zip_open(target.c_str(), ZIP_CREATE | ZIP_EXCL, &error);
  if (archive == nullptr) return Refusal{"archive.not_written", "", "", {{"what", target.string()}}};
  zip_register_progress_callback_with_state(archive, told_each, &tell_progress, nullptr, const_cast<std::function<void(double)>*>(&told));
  for (const ZipFileMember& member : members)
    if (const Verdict added = add(archive, member); !added) {
      zip_discard(archive);
      return added;
    }
  if (zip_close(archive) == 0) return Done{};
  const Refusal refusal = not_written(archive);
  zip_discard(archive);
  return refusal;
}

}  // namespace shouwen::tables
