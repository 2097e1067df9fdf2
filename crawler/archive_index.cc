// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/archive_index.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/files.h"
#include "crawler/archive_files.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

struct Scan {
  std::vector<CdxjEntry> entries;
  // Every capture is among them, a cut end apart.
  bool complete = true;
};

Result<Scan> ScanFile(const fs::path& file) {
  auto reader = WarcReader::Open(file);
  if (!reader) return tl::unexpected<Error>(std::move(reader.error()));
  Scan scan;
  const std::string name = file.filename().string();
  bool left_out = false;  // the record before
  while (true) {
    auto record = reader->Next();
    if (!record) {
      // Something else than WARC: nothing to find.
      if (record.error().kind == ErrorKind::kInvalid) return scan;
      return tl::unexpected<Error>(std::move(record.error()));
    }
    if (!*record) break;
    scan.complete = scan.complete && !left_out;
    auto entry = CdxjEntryOf(**record, name);
    left_out = IsCapture((*record)->type) && !entry;
    if (entry) scan.entries.push_back(std::move(*entry));
  }
  scan.complete = scan.complete && reader->problem_count() == 0 &&
                  (!left_out || reader->ends_truncated());
  return scan;
}

// Calls `each` with every line; they are not kept.
void ForEachLine(std::string_view text,
                 const std::function<void(std::string_view)>& each) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) each(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

FoundCapture FoundOf(const CdxjEntry& entry, const std::string& file) {
  constexpr size_t kSha1Digits = 32;
  FoundCapture found;
  found.ref.file = file;
  found.ref.offset = entry.offset;
  found.ref.digest =
      (entry.digest.size() == kSha1Digits ? "sha1:" : "") + entry.digest;
  found.ref.revisit = entry.mime == "warc/revisit";
  found.url = entry.url;
  found.date = DateOf(entry);
  if (!found.ref.revisit) found.mime = entry.mime;
  std::from_chars(entry.status.data(),
                  entry.status.data() + entry.status.size(), found.status);
  found.length = entry.length;
  return found;
}

}  // namespace

Status WriteSidecar(const fs::path& file, std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return WriteFileAtomically(SidecarOf(file), text);
}

Result<std::vector<CdxjEntry>> CapturesIn(const fs::path& file) {
  const auto text = ReadFile(SidecarOf(file));
  if (!text && text.error().kind != ErrorKind::kNotFound) {
    return tl::unexpected<Error>(text.error());
  }
  if (text) {
    std::vector<CdxjEntry> entries;
    bool damaged = !text->empty() && text->back() != '\n';
    ForEachLine(*text, [&](std::string_view line) {
      auto entry = ParseCdxjLine(line);
      damaged = damaged || !entry;
      if (entry) entries.push_back(std::move(*entry));
    });
    // A damaged index is as good as none: the file itself has all of it.
    if (!damaged) return entries;
  }
  auto scan = ScanFile(file);
  if (!scan) return tl::unexpected<Error>(std::move(scan.error()));
  std::sort(scan->entries.begin(), scan->entries.end(),
            [](const CdxjEntry& a, const CdxjEntry& b) {
              return std::tie(a.key, a.timestamp, a.offset) <
                     std::tie(b.key, b.timestamp, b.offset);
            });
  return std::move(scan->entries);
}

Status IndexMissing(const fs::path& directory) {
  auto files = ArchiveFiles(directory);
  if (!files) return tl::unexpected<Error>(std::move(files.error()));
  std::error_code code;
  for (const fs::path& file : *files) {
    if (fs::exists(SidecarOf(file), code) || IsBeingWritten(file)) continue;
    auto scan = ScanFile(file);
    if (!scan) return tl::unexpected<Error>(std::move(scan.error()));
    if (!scan->complete) continue;
    std::vector<std::string> lines;
    for (const CdxjEntry& entry : scan->entries) {
      lines.push_back(CdxjLine(entry));
    }
    if (auto written = WriteSidecar(file, std::move(lines)); !written) {
      return written;
    }
  }
  std::vector<fs::path> orphans;
  for (fs::directory_iterator entry(directory, code), end;
       !code && entry != end; entry.increment(code)) {
    fs::path file = entry->path();
    if (file.extension() != ".cdxj") continue;
    file.replace_extension();
    if (IsArchiveFile(file) &&
        !std::binary_search(files->begin(), files->end(), file)) {
      orphans.push_back(entry->path());
    }
  }
  for (const fs::path& orphan : orphans) fs::remove(orphan, code);
  return {};
}

Result<std::vector<FoundCapture>> FindCaptures(
    const fs::path& directory, const std::function<bool(const Url&)>& wanted) {
  auto files = ArchiveFiles(directory);
  if (!files) return tl::unexpected<Error>(std::move(files.error()));
  std::vector<FoundCapture> found;
  for (const fs::path& file : *files) {
    auto entries = CapturesIn(file);
    if (!entries) return tl::unexpected<Error>(std::move(entries.error()));
    for (const CdxjEntry& entry : *entries) {
      const auto url = Url::Parse(entry.url);
      if (url && wanted(*url)) {
        found.push_back(FoundOf(entry, file.filename().string()));
      }
    }
  }
  return found;
}

Result<std::vector<FoundCapture>> FindCaptures(const fs::path& directory,
                                               const Url& url) {
  return FindCaptures(directory,
                      [&url](const Url& other) { return other == url; });
}

}  // namespace ritmon
