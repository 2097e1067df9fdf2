// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/archive_members.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <fstream>
#include <memory>

namespace ritmon {
namespace {

constexpr size_t kBlockBytes = size_t{64} << 10;

struct FreeArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using ArchivePtr = std::unique_ptr<archive, FreeArchive>;

tl::unexpected<Error> ArchiveError(archive* reader,
                                   const std::filesystem::path& path) {
  const char* reason = archive_error_string(reader);
  return Fail(
      archive_errno(reader) == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo,
      path.string() +
          ": cannot read: " + (reason != nullptr ? reason : "unknown reason"));
}

// False if the archive breaks off.
bool ReadMember(archive* reader, size_t max_bytes, ArchiveMember& member) {
  while (true) {
    const size_t old_size = member.bytes.size();
    if (old_size > max_bytes) {
      member.bytes.resize(max_bytes);
      member.too_large = true;
      return archive_read_data_skip(reader) >= ARCHIVE_WARN;
    }
    member.bytes.resize(old_size + kBlockBytes);
    const la_ssize_t n =
        archive_read_data(reader, member.bytes.data() + old_size, kBlockBytes);
    member.bytes.resize(old_size + (n > 0 ? static_cast<size_t>(n) : 0));
    if (n <= 0) return n == 0;
  }
}

}  // namespace

bool IsZipFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  char head[4] = {};
  file.read(head, sizeof(head));
  return file.gcount() == 4 && std::string_view(head, 4) == "PK\x03\x04";
}

Status ForEachMember(
    const std::filesystem::path& path, size_t max_member_bytes,
    const std::function<Status(const ArchiveMember&)>& on_member) {
  const ArchivePtr reader(archive_read_new());
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_filename(reader.get(), path.c_str(), kBlockBytes) !=
      ARCHIVE_OK) {
    return ArchiveError(reader.get(), path);
  }
  while (true) {
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(reader.get(), &entry);
    if (code == ARCHIVE_EOF) return {};
    if (code < ARCHIVE_WARN) return ArchiveError(reader.get(), path);
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    ArchiveMember member;
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    if (name != nullptr) member.name = name;
    if (!ReadMember(reader.get(), max_member_bytes, member)) {
      return ArchiveError(reader.get(), path);
    }
    if (auto s = on_member(member); !s) return s;
  }
}

}  // namespace ritmon
