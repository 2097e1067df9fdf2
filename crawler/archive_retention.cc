// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/archive_retention.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_rendition.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// The newest capture, or, if there is none, the newest record of any type. A
// rendition is as old as its response.
Result<std::optional<Timestamp>> NewestRecord(const fs::path& file) {
  auto reader = WarcReader::Open(file);
  if (!reader) return tl::unexpected<Error>(std::move(reader.error()));
  std::optional<Timestamp> newest;
  std::optional<Timestamp> newest_capture;
  while (true) {
    auto record = reader->Next();
    if (!record && record.error().kind != ErrorKind::kInvalid) {
      return tl::unexpected<Error>(std::move(record.error()));
    }
    if (!record || !*record) return newest_capture ? newest_capture : newest;
    auto& found = IsCapture((*record)->type) ? newest_capture : newest;
    found = std::max(found, CapturedAt(**record));
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
  bool has_rendition = false;
  for (const CdxjEntry& entry : *captures) {
    // Of these the index has the wrong date; see CapturedAt.
    has_rendition =
        has_rendition || (entry.status.empty() && entry.mime != "warc/revisit");
    const Timestamp date = DateOf(entry);
    if (date != Timestamp{}) age.newest = std::max(age.newest, {date});
  }
  if (age.newest && !has_rendition) return age;
  // No capture, or the index does not know: the file's records tell.
  auto newest = NewestRecord(file);
  if (!newest) return tl::unexpected<Error>(std::move(newest.error()));
  age.newest = *newest;
  return age;
}

}  // namespace

Result<RetentionReport> RemoveOldCaptures(const fs::path& directory,
                                          Timestamp older_than,
                                          RetentionMode mode) {
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
    if (mode == RetentionMode::kRemove) {
      // The index first: a file without one is a usual thing.
      fs::remove(SidecarOf(file), code);
      fs::remove(file, code);
    }
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
