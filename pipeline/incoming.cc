// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/incoming.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/files.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMapping = "mapping.toml";
constexpr std::array<std::pair<IncomingKind, std::string_view>, 2> kFolders = {{
    {IncomingKind::kCompanies, "companies"},
    {IncomingKind::kGrants, "grants"},
}};

Error CannotRead(const fs::path& path, const std::error_code& code) {
  return Error{ErrorKind::kIo,
               path.string() + ": cannot be looked at: " + code.message()};
}

bool IsToBeLeft(const std::string& name) {
  return name.starts_with('.') || name.ends_with(".part") ||
         name.ends_with(".tmp") || name.ends_with('~') || name == kMapping;
}

// Also a time in the future: whoever wrote it has another clock.
bool HasSettled(fs::file_time_type changed, std::chrono::seconds settle,
                Timestamp now) {
  const auto time = std::chrono::time_point_cast<std::chrono::milliseconds>(
      std::chrono::file_clock::to_sys(changed));
  return now - time >= settle || time - now >= settle;
}

// What a folder holds, by name. One that went away meanwhile holds nothing.
Result<std::vector<fs::directory_entry>> EntriesOf(const fs::path& folder) {
  std::error_code code;
  std::vector<fs::directory_entry> entries;
  auto entry = fs::directory_iterator(folder, code);
  while (!code && entry != fs::directory_iterator()) {
    if (!IsToBeLeft(entry->path().filename().string())) {
      entries.push_back(*entry);
    }
    entry.increment(code);
  }
  if (code) return tl::unexpected(CannotRead(folder, code));
  std::sort(entries.begin(), entries.end());
  return entries;
}

Status AddFiles(const fs::path& folder, const IncomingFile& like,
                std::chrono::seconds settle, Timestamp now,
                std::vector<IncomingFile>& found) {
  auto entries = EntriesOf(folder);
  if (!entries) return tl::unexpected(entries.error());
  for (const fs::directory_entry& entry : *entries) {
    std::error_code code;
    if (!entry.is_regular_file(code) || code) continue;
    const auto changed = entry.last_write_time(code);
    if (code || !HasSettled(changed, settle, now)) continue;
    IncomingFile file = like;
    file.file = entry.path();
    found.push_back(std::move(file));
  }
  return {};
}

// One folder a source; they are no deeper.
Status AddSources(const fs::path& folder, std::chrono::seconds settle,
                  Timestamp now, std::vector<IncomingFile>& found) {
  auto entries = EntriesOf(folder);
  if (!entries) return tl::unexpected(entries.error());
  for (const fs::directory_entry& entry : *entries) {
    std::error_code code;
    if (!entry.is_directory(code)) continue;
    IncomingFile like{.file = {},
                      .kind = IncomingKind::kCompanies,
                      .source = entry.path().filename().string(),
                      .mapping = {}};
    if (fs::exists(entry.path() / kMapping, code)) {
      like.mapping = entry.path() / kMapping;
    }
    auto s = AddFiles(entry.path(), like, settle, now, found);
    if (!s) return s;
  }
  return {};
}

// "20261129T103100Z firmen.csv", a number behind it where that is taken.
fs::path FreeName(const fs::path& folder, const IncomingFile& file,
                  Timestamp now) {
  std::string time = FormatTimestamp(now);
  std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
  std::string name = time + " ";
  if (!file.source.empty()) name += file.source + " ";
  name += file.file.filename().string();
  fs::path path = folder / name;
  std::error_code code;
  for (int number = 2; fs::exists(path, code); ++number) {
    path = folder / (name + "-" + std::to_string(number));
  }
  return path;
}

Result<fs::path> Move(const fs::path& folder, const IncomingFile& file,
                      Timestamp now) {
  if (auto s = MakeDirectories(folder); !s) return tl::unexpected(s.error());
  fs::path path = FreeName(folder, file, now);
  std::error_code code;
  fs::rename(file.file, path, code);
  if (code) {
    return Fail(ErrorKind::kIo, file.file.string() + ": cannot be moved to " +
                                    folder.string() + ": " + code.message());
  }
  return path;
}

}  // namespace

CompanySource IncomingFile::AsCompanySource() const {
  CompanySource company_source;
  company_source.file = file;
  company_source.name = source;
  company_source.mapping = mapping;
  return company_source;
}

GrantSource IncomingFile::AsGrantSource() const {
  GrantSource grant_source;
  grant_source.file = file;
  return grant_source;
}

Result<std::vector<IncomingFile>> FindIncoming(const IncomingOptions& options,
                                               Timestamp now) {
  std::vector<IncomingFile> found;
  for (const auto& [kind, name] : kFolders) {
    const fs::path folder = options.directory / name;
    if (auto s = MakeDirectories(folder); !s) return tl::unexpected(s.error());
    IncomingFile like;
    like.kind = kind;
    auto s = AddFiles(folder, like, options.settle, now, found);
    if (s && kind == IncomingKind::kCompanies) {
      s = AddSources(folder, options.settle, now, found);
    }
    if (!s) return tl::unexpected(s.error());
  }
  return found;
}

Result<fs::path> FileAway(const IncomingOptions& options,
                          const IncomingFile& file, Timestamp now) {
  return Move(options.directory / "done", file, now);
}

Result<fs::path> FileAsRefused(const IncomingOptions& options,
                               const IncomingFile& file,
                               const std::string& reason, Timestamp now) {
  auto path = Move(options.directory / "refused", file, now);
  if (!path) return path;
  fs::path beside = *path;
  beside += ".reason.txt";
  if (auto s = WriteFileAtomically(beside, reason + "\n"); !s) {
    return tl::unexpected(s.error());
  }
  return path;
}

}  // namespace ritmon
