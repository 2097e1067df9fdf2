// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/zip_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

#include "base/ascii.h"

namespace ritmon {
namespace {

constexpr size_t kBlockBytes = size_t{64} << 10;
// A workbook has some dozens.
constexpr int kMaxEntries = 20'000;

struct FreeArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};

bool SameName(std::string_view a, std::string_view b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [&](char x, char y) { return AsciiLower(x) == AsciiLower(y); });
}

}  // namespace

ZipFile ZipFile::OfBytes(std::string_view bytes) {
  ZipFile file("zip");
  file.bytes_ = bytes;
  file.in_memory_ = true;
  return file;
}

Status ZipFile::Read(std::string_view name, uint64_t max_bytes,
                     const Sink& sink) const {
  const std::unique_ptr<archive, FreeArchive> owned(archive_read_new());
  archive* reader = owned.get();
  const auto fail = [&](ErrorKind kind, const std::string& why) {
    return Fail(kind, path_.string() + ": " + std::string(name) + ": " + why);
  };
  const auto damaged = [&] {
    const char* reason = archive_error_string(reader);
    const ErrorKind kind = archive_errno(reader) == ENOENT
                               ? ErrorKind::kNotFound
                               : ErrorKind::kInvalid;
    return fail(kind, std::string("cannot read: ") +
                          (reason != nullptr ? reason : "unknown reason"));
  };
  archive_read_support_format_zip(reader);
  const int opened =
      in_memory_
          ? archive_read_open_memory(reader, bytes_.data(), bytes_.size())
          : archive_read_open_filename(reader, path_.c_str(), kBlockBytes);
  if (opened != ARCHIVE_OK) return damaged();
  archive_entry* entry = nullptr;
  for (int seen = 0;; ++seen) {
    const int code = archive_read_next_header(reader, &entry);
    if (code == ARCHIVE_EOF || seen == kMaxEntries) {
      return fail(ErrorKind::kNotFound, "not in the archive");
    }
    if (code < ARCHIVE_WARN) return damaged();
    const char* found = archive_entry_pathname(entry);
    if (found != nullptr && SameName(found, name)) break;
  }
  std::vector<char> buffer(kBlockBytes);
  uint64_t total = 0;
  while (true) {
    const la_ssize_t n =
        archive_read_data(reader, buffer.data(), buffer.size());
    if (n < 0) return damaged();
    if (n == 0) return {};
    total += static_cast<uint64_t>(n);
    if (total > max_bytes) {
      return fail(
          ErrorKind::kInvalid,
          "unpacks to more than " + std::to_string(max_bytes) + " bytes");
    }
    if (!sink({buffer.data(), static_cast<size_t>(n)})) return {};
  }
}

Result<std::string> ZipFile::ReadAll(std::string_view name,
                                     uint64_t max_bytes) const {
  std::string content;
  auto read = Read(name, max_bytes, [&](std::string_view bytes) {
    content += bytes;
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return content;
}

}  // namespace ritmon
