// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/archive_retention.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// The newest record of any type.
Result<std::optional<Timestamp>> NewestRecord(const fs::path& file) {
  auto reader = WarcReader::Open(file);
  if (!reader) return tl::unexpected<Error>(std::move(reader.error()));
  std::optional<Timestamp> newest;
  while (true) {
    auto record = reader->Next();
    if (!record) {
      if (record.error().kind == ErrorKind::kInvalid) return newest;
      return tl::unexpected<Error>(std::move(record.error()));
    }
    if (!*record) return newest;
    newest = std::max(newest, (*record)->date());
  }
}

struct Age {
  std::optional<Timestamp> newest;
  int64_t captures = 0;
};

Result<Age> AgeOf(const fs::path& file) {
  auto captures = CapturesIn(file);
  if (!captures) return tl::unexpected<Error>(std::move(captures.error()));
  Age age;
  age.captures = static_cast<int64_t>(captures->size());
  for (const CdxjEntry& entry : *captures) {
    const Timestamp date = DateOf(entry);
    if (date != Timestamp{}) age.newest = std::max(age.newest, {date});
  }
  if (age.newest) return age;
  // No capture, or the index does not know: the file's other records tell.
  auto newest = NewestRecord(file);
  if (!newest) return tl::unexpected<Error>(std::move(newest.error()));
  age.newest = *newest;
  return age;
}

}  // namespace

Result<RetentionReport> RemoveOldCaptures(const fs::path& directory,
                                          Timestamp older_than) {
  auto files = ArchiveFiles(directory);
  if (!files) return tl::unexpected<Error>(std::move(files.error()));
  RetentionReport report;
  for (const fs::path& file : *files) {
    if (IsBeingWritten(file)) continue;
    auto age = AgeOf(file);
    if (!age) return tl::unexpected<Error>(std::move(age.error()));
    if (!age->newest || *age->newest >= older_than) continue;
    std::error_code code;
    const uint64_t bytes = fs::file_size(file, code);
    // The index first: a file without one is a usual thing.
    fs::remove(SidecarOf(file), code);
    fs::remove(file, code);
    if (code) {
      return Fail(ErrorKind::kIo,
                  file.string() + ": cannot remove: " + code.message());
    }
    ++report.files;
    report.bytes += static_cast<int64_t>(bytes);
    report.captures += age->captures;
  }
  return report;
}

}  // namespace ritmon
