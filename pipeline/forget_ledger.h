// SPDX-License-Identifier: GPL-3.0-or-later
// What was forgotten, and what retention has removed: when, and how much of it.
// In the state store. Nobody is named: the list that keeps them out holds keyed
// hashes (forgotten_list.h).
//
// An entry is written first, as pending, and marked as done when nothing is
// left: what a kill interrupts is completed by the next job that writes.
// Belongs to the thread of its Database.

#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"
#include "pipeline/forgotten_list.h"

namespace ritmon {

// On disk by their names: do not rename (docs/formats.md).
enum class ForgetKind { kHost, kCompany };
std::string_view ToString(ForgetKind kind);
enum class ForgetState {
  kPending,  // removal is not complete
  kDone,     // removed, and kept out
  kAllowed,  // may come back
};
std::string_view ToString(ForgetState state);

// How much there was. Numbers only.
struct ForgetCounts {
  int64_t captures = 0;
  int64_t archive_files = 0;  // that held them
  int64_t pages = 0;          // in the page store, posts and excerpts included
  int64_t urls = 0;
  int64_t companies = 0;  // register entries
  int64_t mentions = 0;   // in other people's pages
  int64_t decisions = 0;  // of people
  int64_t grants = 0;     // that were credited to it

  friend bool operator==(const ForgetCounts&, const ForgetCounts&) = default;
};

struct ForgetEntry {
  int64_t id = 0;
  ForgetKind kind = ForgetKind::kHost;
  ForgetState state = ForgetState::kPending;
  std::string reason;  // as it was typed
  Timestamp begun_at{};
  std::optional<Timestamp> done_at;
  std::optional<Timestamp> allowed_at;
  ForgetCounts counts;
};

// What is to be removed, as texts of forgotten_list.h.
struct ForgetKeys {
  std::set<std::string> kept_out;
  // Removed, and let in again: a domain that was only guessed.
  std::set<std::string> removed;
};

class ForgetLedger {
 public:
  // Creates its tables in `database` (which must outlive it) where missing.
  static Result<ForgetLedger> Open(Database& database);

  // A pending entry; its id.
  Result<int64_t> Add(ForgetKind kind, const std::string& reason,
                      const ForgetKeys& keys, const ForgetCounts& counts,
                      Timestamp now);
  Status MarkDone(int64_t id, Timestamp now);
  // kNotFound if there is no such entry, kInvalid if it is not done.
  Status Allow(int64_t id, Timestamp now);

  Result<std::vector<ForgetEntry>> Entries();  // by id
  // The first that keeps one of these out.
  Result<std::optional<int64_t>> EntryHolding(
      const std::set<std::string>& texts);

  // What is kept out; what pending entries remove is in it.
  Result<ForgottenList> KeptOut();
  // All that one entry removes.
  Result<ForgottenList> ListOf(int64_t id);
  // What `keys` would remove.
  static ForgottenList ListOf(const ForgetKeys& keys);

 private:
  ForgetLedger(Database& database, std::string secret)
      : database_(&database), secret_(std::move(secret)) {}
  Result<ForgottenList> Load(const std::string& condition);

  Database* database_;
  std::string secret_;
};

// For readers, who make no table; empty where there is none.
Result<std::vector<ForgetEntry>> ReadForgetEntries(Database& database);

}  // namespace ritmon
