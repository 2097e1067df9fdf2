// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/archive_check.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/files.h"
#include "crawler/archive_files.h"
#include "crawler/cdxj.h"
#include "crawler/warc_digest.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

struct Sidecar {
  bool there = false;
  bool readable = true;  // every line
  std::set<uint64_t> offsets;
};

Sidecar ReadSidecar(const std::filesystem::path& file) {
  Sidecar sidecar;
  const auto text = ReadFile(SidecarOf(file));
  if (!text) return sidecar;
  sidecar.there = true;
  sidecar.readable = text->empty() || text->back() == '\n';
  for (std::string_view rest = *text; !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const auto entry = ParseCdxjLine(rest.substr(0, end));
    sidecar.readable = sidecar.readable && entry &&
                       entry->filename == file.filename().string();
    if (entry) sidecar.offsets.insert(entry->offset);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return sidecar;
}

// Of records that say their block's digest by SHA-1, as nearly all do.
bool IsChanged(const WarcRecord& record) {
  const std::string_view said = record.Field("WARC-Block-Digest");
  return !record.block_cut && said.starts_with("sha1:") &&
         said != PayloadDigest(record.block);
}

void Note(const WarcRecord& record, const std::string& name,
          ArchiveFileCheck& check) {
  ++check.records;
  if (CdxjEntryOf(record, name)) check.offsets.insert(record.offset);
  if (!IsChanged(record)) return;
  if (check.changed++ == 0) check.first_changed = record.offset;
}

}  // namespace

Result<ArchiveFileCheck> CheckArchiveFile(const std::filesystem::path& file,
                                          bool deep) {
  ArchiveFileCheck check;
  Sidecar sidecar = ReadSidecar(file);
  check.has_index = sidecar.there;
  std::error_code code;
  const uint64_t size = std::filesystem::file_size(file, code);
  uint64_t from = 0;
  if (!deep && sidecar.readable && !sidecar.offsets.empty() &&
      *sidecar.offsets.rbegin() < size) {
    from = *sidecar.offsets.rbegin();
  }
  auto reader = WarcReader::Open(file, {}, from);
  if (!reader) return tl::unexpected(reader.error());
  const std::string name = file.filename().string();
  while (true) {
    auto record = reader->Next();
    if (!record) return tl::unexpected(record.error());
    if (!*record) break;
    Note(**record, name, check);
  }
  check.problems = reader->problem_count();
  if (check.problems > 0) {
    const WarcProblem& first = reader->problems().front();
    check.first_problem =
        "at byte " + std::to_string(first.offset) + ": " + first.reason;
  }
  check.ends_cut = reader->ends_truncated();
  if (sidecar.there) {
    sidecar.offsets.erase(sidecar.offsets.begin(),
                          sidecar.offsets.lower_bound(from));
    check.index_differs = !sidecar.readable || sidecar.offsets != check.offsets;
  }
  return check;
}

}  // namespace ritmon
