// SPDX-License-Identifier: GPL-3.0-or-later
// Overwriting takes a moment, and a kill in it would leave half a page behind
// something that looks purged. So what is to be overwritten is written down
// first, in <file>.purge, and crossed out last.
#include "crawler/capture_purge.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/files.h"
#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "crawler/purge_plan.h"
#include "crawler/purge_record.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_digest.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostBlock = size_t{1} << 30;

fs::path WithSuffix(const fs::path& file, const char* suffix) {
  fs::path path = file;
  path += suffix;
  return path;
}

fs::path CopyOf(const fs::path& file) { return WithSuffix(file, ".tmp"); }
fs::path JournalOf(const fs::path& file) { return WithSuffix(file, ".purge"); }

Error SystemError(const fs::path& path, const char* what) {
  return Error{ErrorKind::kIo,
               path.string() + ": " + what + ": " + std::strerror(errno)};
}

void SyncDirectoryOf(const fs::path& file) {
  const int descriptor =
      ::open(file.parent_path().c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

PurgeMark MarkOf(const fs::path& file, uint64_t offset, Timestamp now,
                 PurgeReason reason) {
  return {RecordId(file.filename().string() + ":" + std::to_string(offset) +
                   " purged " + FormatTimestamp(now)),
          now, reason};
}

struct Journal {
  Timestamp now{};
  PurgeReason reason = PurgeReason::kReserved;
  std::vector<Span> spans;
};

constexpr std::string_view kForgottenMark = " forgotten";

// "20..Z", with " forgotten" behind it for that reason, then a line "offset
// length" for each span.
std::string JournalText(const Journal& journal) {
  std::string text = FormatTimestamp(journal.now);
  if (journal.reason == PurgeReason::kForgotten) text += kForgottenMark;
  text += "\n";
  for (const Span& span : journal.spans) {
    text +=
        std::to_string(span.offset) + " " + std::to_string(span.length) + "\n";
  }
  return text;
}

std::optional<Journal> ParseJournal(const std::string& text) {
  std::istringstream lines(text);
  std::string date;
  Journal journal;
  if (!std::getline(lines, date)) return std::nullopt;
  if (date.ends_with(kForgottenMark)) {
    journal.reason = PurgeReason::kForgotten;
    date.resize(date.size() - kForgottenMark.size());
  }
  const auto now = ParseTimestamp(date);
  if (!now) return std::nullopt;
  journal.now = *now;
  Span span;
  while (lines >> span.offset >> span.length) journal.spans.push_back(span);
  return journal;
}

bool WriteAt(int descriptor, std::string_view bytes, uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(descriptor, bytes.data(), bytes.size(),
                               static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(n));
    offset += static_cast<uint64_t>(n);
  }
  return true;
}

Status Overwrite(const fs::path& file, const Journal& journal) {
  const auto packing = PackingOf(file);
  if (!packing) return tl::unexpected<Error>(packing.error());
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return tl::unexpected<Error>(SystemError(file, "cannot open for writing"));
  }
  Status status;
  for (const Span& span : journal.spans) {
    const PurgeMark mark =
        MarkOf(file, span.offset, journal.now, journal.reason);
    const std::string bytes = *packing == Packing::kGzip
                                  ? PurgeMember(mark, span.length)
                                  : PurgeText(mark, span.length);
    if (!WriteAt(descriptor, bytes, span.offset)) {
      status = tl::unexpected<Error>(SystemError(file, "cannot write"));
      break;
    }
  }
  if (status && ::fsync(descriptor) != 0) {
    status = tl::unexpected<Error>(SystemError(file, "cannot sync"));
  }
  ::close(descriptor);
  return status;
}

Status DropIndexLines(const fs::path& file, const std::vector<Span>& spans) {
  std::error_code code;
  if (!fs::exists(SidecarOf(file), code)) return {};
  auto entries = CapturesIn(file);
  if (!entries) return tl::unexpected<Error>(std::move(entries.error()));
  std::set<uint64_t> gone;
  for (const Span& span : spans) gone.insert(span.offset);
  std::vector<std::string> lines;
  for (const CdxjEntry& entry : *entries) {
    if (!gone.contains(entry.offset)) lines.push_back(CdxjLine(entry));
  }
  return WriteSidecar(file, std::move(lines));
}

// Also for what an earlier call could not complete.
Status CarryOut(const fs::path& file, const Journal& journal) {
  if (auto done = Overwrite(file, journal); !done) return done;
  if (auto done = DropIndexLines(file, journal.spans); !done) return done;
  std::error_code code;
  fs::remove(JournalOf(file), code);
  SyncDirectoryOf(file);
  return {};
}

Status FinishEarlierPurge(const fs::path& file) {
  const auto text = ReadFile(JournalOf(file));
  if (!text) {
    if (text.error().kind == ErrorKind::kNotFound) return {};
    return tl::unexpected<Error>(text.error());
  }
  const auto journal = ParseJournal(*text);
  if (!journal) {
    return Fail(ErrorKind::kInvalid,
                JournalOf(file).string() + ": not a list of places to purge");
  }
  return CarryOut(file, *journal);
}

// ---- Writing anew -----------------------------------------------------------

Status CopyUnreserved(const fs::path& file, const PurgeRequest& request,
                      Timestamp now, AppendFile* out,
                      std::vector<std::string>* index) {
  const auto packing = PackingOf(file);
  if (!packing) return tl::unexpected<Error>(packing.error());
  WarcLimits limits;
  limits.max_block_bytes = kMostBlock;
  auto reader = WarcReader::Open(file, limits);
  if (!reader) return tl::unexpected<Error>(std::move(reader.error()));
  constexpr int kLevel = 6;
  GzipCompressor compressor(kLevel);
  while (true) {
    auto record = reader->Next();
    if (!record) return tl::unexpected<Error>(std::move(record.error()));
    if (!*record) return {};
    WarcRecord& found = **record;
    const bool purge = request.Covers(found);
    if (found.block_cut && !purge) {
      return Fail(ErrorKind::kInvalid, file.string() + ": the record at byte " +
                                           std::to_string(found.offset) +
                                           " is too long to copy");
    }
    const uint64_t offset = out->size();
    const std::string text =
        purge ? ShortPurgeText(MarkOf(file, offset, now, request.reason))
              : SerializeRecord(found);
    std::string bytes;
    switch (*packing) {
      case Packing::kPlain:
        bytes = text;
        break;
      case Packing::kGzip:
        compressor.AppendMember(text, &bytes);
        break;
      case Packing::kZstd:
        bytes = ZstdFrame(text);
        break;
    }
    if (auto written = out->Append(bytes); !written) return written;
    if (purge) continue;
    found.offset = offset;
    found.length = bytes.size();
    if (auto entry = CdxjEntryOf(found, file.filename().string())) {
      index->push_back(CdxjLine(*entry));
    }
  }
}

Status Rewrite(const fs::path& file, const PurgeRequest& request,
               Timestamp now) {
  const fs::path fresh = CopyOf(file);
  std::error_code code;
  std::vector<std::string> index;
  {
    auto out = AppendFile::Open(fresh);
    if (!out) return tl::unexpected<Error>(std::move(out.error()));
    Status copied = CopyUnreserved(file, request, now, &*out, &index);
    if (copied) copied = out->Sync();
    if (!copied) {
      fs::remove(fresh, code);
      return copied;
    }
  }
  // No moment in which an index leads to the wrong places.
  fs::remove(SidecarOf(file), code);
  fs::rename(fresh, file, code);
  if (code) {
    return Fail(ErrorKind::kIo,
                file.string() + ": cannot replace: " + code.message());
  }
  SyncDirectoryOf(file);
  return WriteSidecar(file, std::move(index));
}

Result<PurgePlan> PurgeFile(const fs::path& file, const PurgeRequest& request,
                            Timestamp now) {
  // Half a copy that a kill left behind may hold what is reserved now.
  std::error_code code;
  fs::remove(CopyOf(file), code);
  if (auto done = FinishEarlierPurge(file); !done) {
    return tl::unexpected<Error>(std::move(done.error()));
  }
  auto plan = PlanPurge(file, request);
  if (!plan || plan->spans.empty()) return plan;
  Status status;
  if (plan->rewrite) {
    status = Rewrite(file, request, now);
  } else {
    const Journal journal{now, request.reason, plan->spans};
    status = WriteFileAtomically(JournalOf(file), JournalText(journal));
    if (status) status = CarryOut(file, journal);
  }
  if (!status) return tl::unexpected<Error>(std::move(status.error()));
  return plan;
}

Result<std::vector<fs::path>> FinishedFiles(const fs::path& directory) {
  auto files = ArchiveFiles(directory);
  if (!files) return files;
  for (const fs::path& file : *files) {
    if (IsBeingWritten(file)) {
      return Fail(ErrorKind::kBusy, file.string() + ": is being written");
    }
  }
  return files;
}

void AddTo(PurgeReport& report, const PurgePlan& plan) {
  report.records += plan.records;
  report.captures += plan.captures;
  if (plan.records > 0) ++report.files;
}

}  // namespace

Result<PurgeReport> PurgeCaptures(const fs::path& directory,
                                  const PurgeRequest& request, Timestamp now) {
  auto files = FinishedFiles(directory);
  if (!files) return tl::unexpected<Error>(std::move(files.error()));
  PurgeReport report;
  for (const fs::path& file : *files) {
    const auto purged = PurgeFile(file, request, now);
    if (!purged) return tl::unexpected<Error>(purged.error());
    AddTo(report, *purged);
  }
  return report;
}

Result<PurgeReport> CountPurge(const fs::path& directory,
                               const PurgeRequest& request) {
  auto files = FinishedFiles(directory);
  if (!files) return tl::unexpected<Error>(std::move(files.error()));
  PurgeReport report;
  for (const fs::path& file : *files) {
    const auto plan = PlanPurge(file, request);
    if (!plan) return tl::unexpected<Error>(plan.error());
    AddTo(report, *plan);
  }
  return report;
}

}  // namespace ritmon
