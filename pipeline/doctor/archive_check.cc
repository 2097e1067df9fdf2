// SPDX-License-Identifier: GPL-3.0-or-later
// The archive: whether it can be read, and whether it has what the page store
// names.

#include "crawler/archive_check.h"

#include <map>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "base/database.h"
#include "crawler/archive_files.h"
#include "pipeline/doctor/doctor.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// By file name the offsets of its captures; empty sets where not all was read.
using Captures = std::map<std::string, std::set<uint64_t>>;

std::string PlacesText(const ArchiveFileCheck& check) {
  return std::to_string(check.problems) + " (" + check.first_problem + ")";
}

void CheckOneFile(const fs::path& file, bool deep, Captures& captures,
                  Findings& findings) {
  const std::string name = file.filename().string();
  fs::path purge = file;
  purge += ".purge";
  std::error_code code;
  if (fs::exists(purge, code)) {
    findings.push_back({FindingId::purge_unfinished, name, ""});
  }
  // It grows: its end is not its end.
  const bool grows = IsBeingWritten(file);
  captures[name];
  const auto check = CheckArchiveFile(file, deep);
  if (!check) {
    if (grows) return;
    findings.push_back(
        {FindingId::archive_unreadable, name, check.error().message});
    return;
  }
  if (deep) captures[name] = check->offsets;
  if (check->problems > 0) {
    findings.push_back({FindingId::archive_damaged, name, PlacesText(*check)});
  }
  if (check->changed > 0) {
    findings.push_back({FindingId::archive_changed, name,
                        std::to_string(check->changed) + " (byte " +
                            std::to_string(check->first_changed) + ")"});
  }
  if (grows) return;
  // What a kill leaves has no index that knows more.
  if (check->ends_cut && check->has_index && check->index_differs) {
    findings.push_back({FindingId::archive_damaged, name,
                        "its end is gone, its index names more"});
    return;
  }
  if (check->ends_cut) findings.push_back({FindingId::archive_cut, name, ""});
  // Damage is the reason then.
  if (check->problems > 0) return;
  if (!check->has_index) {
    findings.push_back({FindingId::cdxj_missing, name, ""});
  } else if (check->index_differs) {
    findings.push_back(
        {FindingId::cdxj_differs, SidecarOf(file).filename().string(), ""});
  }
}

// Pages whose capture should be in the archive and is not.
Result<std::pair<int64_t, std::string>> CountMissing(const Options& options,
                                                     const Captures& captures,
                                                     bool deep) {
  std::pair<int64_t, std::string> missing{0, ""};
  auto database = Database::OpenReadOnly(options.workspace.pages_db());
  if (!database) return tl::unexpected(database.error());
  auto select = database->Prepare(
      "SELECT url, warc_file, warc_offset FROM page WHERE expired = 0");
  if (!select) return tl::unexpected(select.error());
  std::map<std::string, uint64_t> sizes;
  std::error_code code;
  for (const auto& [name, offsets] : captures) {
    sizes[name] = fs::file_size(options.workspace.warc() / name, code);
  }
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return missing;
    const std::string file = select->Text(1);
    const auto offset = static_cast<uint64_t>(select->Int(2));
    const auto held = captures.find(file);
    const bool there =
        held != captures.end() &&
        (deep && !held->second.empty() ? held->second.contains(offset)
                                       : offset < sizes[file]);
    if (there) continue;
    if (missing.first++ == 0) {
      missing.second =
          select->Text(0) + " (" + file + ":" + std::to_string(offset) + ")";
    }
  }
}

}  // namespace

Findings CheckArchive(const Options& options, bool deep) {
  const fs::path directory = options.workspace.warc();
  const auto files = ArchiveFiles(directory);
  if (!files) {
    return {{FindingId::archive_unreadable, directory.string(),
             files.error().message}};
  }
  Findings findings;
  Captures captures;
  uint64_t bytes = 0;
  std::error_code code;
  for (const fs::path& file : *files) {
    bytes += fs::file_size(file, code);
    CheckOneFile(file, deep, captures, findings);
  }
  const auto missing = CountMissing(options, captures, deep);
  if (missing && missing->first > 0) {
    findings.push_back({FindingId::captures_missing,
                        std::to_string(missing->first), missing->second});
  }
  if (WorstOf(findings) == FindingLevel::kOk) {
    findings.push_back(
        {deep ? FindingId::archive_read : FindingId::archive_sound,
         std::to_string(files->size()), std::to_string(bytes >> 10) + " KiB"});
  }
  return findings;
}

}  // namespace ritmon
