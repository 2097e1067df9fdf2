// SPDX-License-Identifier: GPL-3.0-or-later
// The indexes: whether they open, are sound, and hold what the page store has.

#include "index/index_check.h"

#include <optional>
#include <system_error>

#include "base/database.h"
#include "index/index_reader.h"
#include "pipeline/doctor/doctor.h"
#include "pipeline/page_store.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

std::string WithoutPlace(const fs::path& directory, std::string message) {
  const std::string place = directory.string() + ": ";
  if (message.starts_with(place)) message.erase(0, place.size());
  return message;
}

// How many documents it has; nothing, and a finding, if it is not sound.
template <typename Reader>
std::optional<uint64_t> SizeOf(const fs::path& directory, bool deep,
                               Findings& findings) {
  auto reader = Reader::Open(directory);
  auto size = reader ? reader->Size()
                     : Result<uint64_t>(tl::unexpected(reader.error()));
  if (size && deep) {
    if (const auto sound = CheckIndexTables(directory); !sound) {
      size = tl::unexpected(sound.error());
    }
  }
  if (size) return *size;
  const bool missing = size.error().kind == ErrorKind::kNotFound;
  findings.push_back(
      {missing ? FindingId::index_missing : FindingId::index_damaged,
       directory.string(), WithoutPlace(directory, size.error().message)});
  return std::nullopt;
}

// Pages that an index run writes.
Result<uint64_t> CountIndexable(const Workspace& workspace) {
  auto database = Database::OpenReadOnly(workspace.pages_db());
  if (!database) return tl::unexpected(database.error());
  auto select = database->Prepare(
      "SELECT count(*) FROM page WHERE gone = 0 AND noindex = 0");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return static_cast<uint64_t>(select->Int(0));
}

}  // namespace

Findings CheckIndexes(const Options& options, bool deep) {
  const Workspace& workspace = options.workspace;
  auto store = PageStore::OpenReadOnly(workspace.text());
  if (!store) return {};  // nothing that could be indexed, or not to be read
  Findings findings;
  const auto pages =
      SizeOf<PageIndexReader>(workspace.page_index(), deep, findings);
  const auto companies =
      SizeOf<CompanyIndexReader>(workspace.company_index(), deep, findings);
  if (!pages || !companies) return findings;
  const auto dirty = store->IsDirty();
  const auto stored = CountIndexable(workspace);
  if (!dirty || !stored) return findings;  // CheckDatabases says why
  if (*dirty) {
    return {{FindingId::index_behind, std::to_string(*pages),
             std::to_string(*stored)}};
  }
  if (*pages != *stored) {
    return {{FindingId::index_differs, std::to_string(*pages),
             std::to_string(*stored)}};
  }
  return {{FindingId::index_sound, std::to_string(*pages),
           std::to_string(*companies)}};
}

}  // namespace ritmon
