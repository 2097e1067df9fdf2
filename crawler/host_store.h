// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of each host, in the state store: when something of it is due,
// and how it wants to be treated. So delays and blocks survive a restart, and
// memory holds only the hosts that are being crawled.
//
// A host is taken (TakeReady), crawled, and given back (Release). One that was
// taken when the process died waits a full delay before it is asked again: we
// do not know when it was asked last.
//
// Writes become part of the frontier's transaction (Frontier::Begin). Belongs
// to one thread.

#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "crawler/back_off.h"

namespace ritmon {

struct HostState {
  std::string name;
  std::string address;     // of the peer, when last asked
  Timestamp not_before{};  // nothing is asked before; the back-off apart
  BackOff back_off;
  int failures = 0;         // answers in a row that were none
  Timestamp down_since{};   // of the first of them
  Timestamp last_answer{};  // that was one
};

// Which hosts a run is about; empty: all of them.
using HostFilter = std::function<bool(std::string_view host)>;
struct HostCount {
  int64_t known = 0;
  int64_t blocked = 0;  // of these, left alone now
};

class HostStore {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  static Result<HostStore> Open(Database& database);

  // From here on only hosts that pass are taken or waited for, also such as
  // become known later. Once; costs a look at every name.
  Status Restrict(HostFilter wanted);

  // Something of `host` is due at `due_at`: makes it known, or ready earlier.
  Status Touch(const std::string& host, Timestamp due_at);

  // At most `limit` hosts that are ready, longest waiting first; they are taken
  // until Release.
  Result<std::vector<HostState>> TakeReady(Timestamp now, size_t limit);
  // Given back. It is ready at `due_at`, at never if there is nothing due, but
  // not before its own times allow it.
  Status Release(const HostState& state, std::optional<Timestamp> due_at);
  // Keeps what is known of a taken host.
  Status Keep(const HostState& state);

  // Gives back what an earlier process had taken, to be asked after `delay`.
  Status ReleaseInterrupted(Timestamp now, std::chrono::milliseconds delay);

  // When the next host that is not taken is ready; nothing if none ever is.
  Result<std::optional<Timestamp>> NextReady();

  Result<std::optional<HostState>> Find(const std::string& host);
  // Hosts whose back-off lasts beyond `now`, longest first.
  Result<std::vector<HostState>> Blocked(Timestamp now, size_t limit);
  // Of a database that one only reads, too.
  static Result<HostCount> Count(Database& database, Timestamp now);
  // Names of those whose last answer was none.
  Result<std::vector<std::string>> Silent();

 private:
  HostStore(Database& database, Statement touch, Statement take, Statement mark,
            Statement keep)
      : database_(&database),
        touch_(std::move(touch)),
        take_(std::move(take)),
        mark_(std::move(mark)),
        keep_(std::move(keep)) {}
  Status Want(std::string_view host);
  // The table to choose hosts from.
  std::string_view Source() const;
  Status Write(const HostState& state, bool taken, Timestamp ready_at);
  Result<std::vector<HostState>> Select(const std::string& condition,
                                        int64_t value, size_t limit);

  Database* database_;  // must outlive this
  Statement touch_;
  Statement take_;
  Statement mark_;
  Statement keep_;
  HostFilter wanted_;
  std::optional<Statement> want_;  // there if restricted
};

}  // namespace ritmon
