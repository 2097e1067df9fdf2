// SPDX-License-Identifier: GPL-3.0-or-later
// The versions of the keyword lists that tagged the store: the lists
// themselves, and what was counted with them, so that a change of a list can
// be seen in numbers afterwards (`ritmon count --before`, `ritmon keywords
// diff`).
//
// In a database of its own, lists.db: neither is derived (`ritmon replay`,
// which removes text/, could not make it again), nor does any other stage need
// it; deleting it costs the comparisons and nothing else.
//
// A company that is no longer known, or of which pages were purged, leaves no
// trace here (Forget). Belongs to one thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"
#include "classifier/taxonomy_file.h"
#include "model/record.h"

namespace ritmon {

struct ListVersion {
  std::string version;  // TaxonomySource::version
  Timestamp first_used{};
  Timestamp last_used{};
  // Pages whose tags changed when these lists were first used; none if that
  // is not known: the pages were tagged by a crawl.
  std::optional<int64_t> pages_changed;
  // Companies that are counted in any field, by the last index made with it;
  // none before there was one.
  std::optional<int64_t> companies;
  // Companies that Forget took out since the outcome was recorded.
  int64_t forgotten = 0;
};

// What a version says of one company.
struct CompanyOutcome {
  std::vector<CompanyField> fields;  // field, confidence and score only
  std::vector<CompanyField> topics;
};
using ListOutcome = std::map<std::string, CompanyOutcome, std::less<>>;

class ListHistory {
 public:
  static Result<ListHistory> Open(const std::filesystem::path& file);
  // kNotFound if there is none yet.
  static Result<ListHistory> OpenReadOnly(const std::filesystem::path& file);

  // That the store is tagged with these lists from now on. `pages_changed`
  // says how many tags are other ones than before, where that is known.
  Status NoteUse(const std::string& version,
                 const std::vector<ListDirectory>& lists,
                 std::optional<int64_t> pages_changed, Timestamp now);

  // What was counted with `version`, which NoteUse knows: one transaction
  // that replaces an older outcome of it. Companies that no Add names are
  // forgotten in all versions. What is not committed is rolled back.
  class Recorder {
   public:
    Status Add(const CompanyRecord& record);
    Status Commit();

   private:
    friend class ListHistory;
    Recorder(Transaction transaction, Statement put, Database* database,
             std::string version);
    Transaction transaction_;
    Statement put_;
    Database* database_;  // must outlive this
    std::string version_;
    std::set<std::string> known_;
    int64_t counted_ = 0;
  };
  Result<Recorder> Record(const std::string& version);

  // Takes the outcome of these companies out of all versions, so that not even
  // the file holds it.
  Status Forget(const std::set<std::string>& company_ids);
  // Drops all but the `kept` versions that were used last.
  Status Prune(int kept);

  // The last used one first.
  Result<std::vector<ListVersion>> Versions();
  // kInvalid if what is packed is damaged; kNotFound if there is no such
  // version.
  Result<std::vector<ListDirectory>> Lists(const std::string& version);
  Result<ListOutcome> Outcome(const std::string& version);
  // The version that `name` means: "current" (that was used last), "previous"
  // (before it), a version or the beginning of one of at least four letters.
  // kNotFound, with the nearest right name, if there is none.
  Result<ListVersion> Find(const std::string& name);

 private:
  explicit ListHistory(Database database) : database_(std::move(database)) {}
  Database database_;
};

}  // namespace ritmon
