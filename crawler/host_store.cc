// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/host_store.h"

#include <algorithm>
#include <utility>

#include "base/fingerprint.h"

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md). `ready_at` is when the host may be
// taken: something is due then and its own times allow it.
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS host (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  taken BIGINT NOT NULL DEFAULT 0,
  ready_at BIGINT NOT NULL,
  not_before BIGINT NOT NULL DEFAULT 0,
  incidents BIGINT NOT NULL DEFAULT 0,
  blocked_until BIGINT NOT NULL DEFAULT 0,
  failures BIGINT NOT NULL DEFAULT 0,
  down_since BIGINT NOT NULL DEFAULT 0,
  last_answer BIGINT NOT NULL DEFAULT 0,
  address TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS host_ready ON host (taken, ready_at);
)sql";

constexpr char kColumns[] =
    "name, address, not_before, incidents, blocked_until, failures, "
    "down_since, last_answer";

// Lives and dies with the connection. Few hosts are asked for out of many: the
// join begins with these.
constexpr char kWantedSchema[] = R"sql(
DROP TABLE IF EXISTS temp.wanted_host;
CREATE TEMP TABLE wanted_host (id BIGINT PRIMARY KEY);
)sql";
constexpr std::string_view kWantedSource =
    "wanted_host CROSS JOIN host USING (id)";

std::string TakeStatement(std::string_view source) {
  return std::string("SELECT ") + kColumns + " FROM " + std::string(source) +
         " WHERE taken = 0 AND ready_at <= $1 ORDER BY ready_at, name LIMIT $2";
}

HostState StateFrom(const Statement& row) {
  HostState state;
  state.name = row.Text(0);
  state.address = row.Text(1);
  state.not_before = FromMillis(row.Int(2));
  state.back_off.incidents = static_cast<int>(row.Int(3));
  state.back_off.until = FromMillis(row.Int(4));
  state.failures = static_cast<int>(row.Int(5));
  state.down_since = FromMillis(row.Int(6));
  state.last_answer = FromMillis(row.Int(7));
  return state;
}

}  // namespace

Result<HostStore> HostStore::Open(Database& database) {
  if (auto status = database.Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  auto touch = database.Prepare(
      "INSERT INTO host (id, name, ready_at) VALUES ($1, $2, $3) "
      "ON CONFLICT (id) DO UPDATE SET ready_at = "
      "CASE WHEN excluded.ready_at > host.not_before "
      "AND excluded.ready_at > host.blocked_until THEN excluded.ready_at "
      "WHEN host.not_before > host.blocked_until THEN host.not_before "
      "ELSE host.blocked_until END "
      "WHERE excluded.ready_at < host.ready_at");
  auto take = database.Prepare(TakeStatement("host"));
  auto mark = database.Prepare("UPDATE host SET taken = 1 WHERE id = $1");
  auto keep = database.Prepare(
      "UPDATE host SET taken = $1, ready_at = $2, not_before = $3, "
      "incidents = $4, blocked_until = $5, failures = $6, down_since = $7, "
      "last_answer = $8, address = $9 WHERE id = $10");
  for (auto* statement : {&touch, &take, &mark, &keep}) {
    if (!*statement) return tl::unexpected(statement->error());
  }
  return HostStore(database, std::move(*touch), std::move(*take),
                   std::move(*mark), std::move(*keep));
}

Status HostStore::Restrict(HostFilter wanted) {
  if (auto s = database_->Execute(kWantedSchema); !s) return s;
  auto want = database_->Prepare(
      "INSERT INTO wanted_host (id) VALUES ($1) ON CONFLICT DO NOTHING");
  if (!want) return tl::unexpected(want.error());
  wanted_ = std::move(wanted);
  want_ = std::move(*want);
  auto take = database_->Prepare(TakeStatement(Source()));
  if (!take) return tl::unexpected(take.error());
  take_ = std::move(*take);
  auto all = database_->Prepare("SELECT name FROM host");
  if (!all) return tl::unexpected(all.error());
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    if (auto s = Want(all->Text(0)); !s) return s;
  }
}

Status HostStore::Want(std::string_view host) {
  if (!want_ || !wanted_(host)) return {};
  return want_->Bind(1, FingerprintKey(host)).Run();
}

std::string_view HostStore::Source() const {
  return want_ ? kWantedSource : "host";
}

Status HostStore::Touch(const std::string& host, Timestamp due_at) {
  if (auto s = Want(host); !s) return s;
  return touch_.Bind(1, FingerprintKey(host))
      .Bind(2, std::string_view(host))
      .Bind(3, ToMillis(due_at))
      .Run();
}

Result<std::vector<HostState>> HostStore::TakeReady(Timestamp now,
                                                    size_t limit) {
  take_.Bind(1, ToMillis(now)).Bind(2, static_cast<int64_t>(limit));
  std::vector<HostState> taken;
  while (true) {
    auto row = take_.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    taken.push_back(StateFrom(take_));
  }
  for (const HostState& state : taken) {
    auto marked = mark_.Bind(1, FingerprintKey(state.name)).Run();
    if (!marked) return tl::unexpected(marked.error());
  }
  return taken;
}

Status HostStore::Write(const HostState& state, bool taken,
                        Timestamp ready_at) {
  return keep_.Bind(1, int64_t{taken ? 1 : 0})
      .Bind(2, ToMillis(ready_at))
      .Bind(3, ToMillis(state.not_before))
      .Bind(4, int64_t{state.back_off.incidents})
      .Bind(5, ToMillis(state.back_off.until))
      .Bind(6, int64_t{state.failures})
      .Bind(7, ToMillis(state.down_since))
      .Bind(8, ToMillis(state.last_answer))
      .Bind(9, std::string_view(state.address))
      .Bind(10, FingerprintKey(state.name))
      .Run();
}

Status HostStore::Release(const HostState& state,
                          std::optional<Timestamp> due_at) {
  if (!due_at) return Write(state, false, kNever);
  return Write(state, false,
               std::max({*due_at, state.not_before, state.back_off.until}));
}

Status HostStore::Keep(const HostState& state) {
  return Write(state, true, state.not_before);
}

Status HostStore::ReleaseInterrupted(Timestamp now,
                                     std::chrono::milliseconds delay) {
  auto update = database_->Prepare(
      "UPDATE host SET taken = 0, "
      "not_before = CASE WHEN not_before > $1 THEN not_before ELSE $1 END, "
      "ready_at = CASE WHEN blocked_until > $1 THEN blocked_until ELSE $1 END "
      "WHERE taken = 1");
  if (!update) return tl::unexpected(update.error());
  return update->Bind(1, ToMillis(now + delay)).Run();
}

Result<std::optional<Timestamp>> HostStore::NextReady() {
  auto select =
      database_->Prepare("SELECT ready_at FROM " + std::string(Source()) +
                         " WHERE taken = 0 ORDER BY ready_at LIMIT 1");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row || select->Int(0) >= ToMillis(kNever)) return std::nullopt;
  return FromMillis(select->Int(0));
}

Result<std::vector<HostState>> HostStore::Select(const std::string& condition,
                                                 int64_t value, size_t limit) {
  auto select =
      database_->Prepare(std::string("SELECT ") + kColumns +
                         " FROM host WHERE " + condition + " LIMIT $2");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, value).Bind(2, static_cast<int64_t>(limit));
  std::vector<HostState> states;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return states;
    states.push_back(StateFrom(*select));
  }
}

Result<std::optional<HostState>> HostStore::Find(const std::string& host) {
  auto states = Select("id = $1", FingerprintKey(host), 1);
  if (!states) return tl::unexpected(states.error());
  if (states->empty()) return std::nullopt;
  return std::move(states->front());
}

Result<std::vector<HostState>> HostStore::Blocked(Timestamp now, size_t limit) {
  return Select("blocked_until > $1 ORDER BY blocked_until DESC, name",
                ToMillis(now), limit);
}

Result<HostCount> HostStore::Count(Database& database, Timestamp now) {
  auto select = database.Prepare(
      "SELECT count(*), coalesce(sum(CASE WHEN blocked_until > $1 THEN 1 "
      "ELSE 0 END), 0) FROM host");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, ToMillis(now));
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return HostCount{.known = select->Int(0), .blocked = select->Int(1)};
}

Result<std::vector<std::string>> HostStore::Silent() {
  auto select = database_->Prepare(
      "SELECT name FROM host WHERE failures > 0 ORDER BY name");
  if (!select) return tl::unexpected(select.error());
  std::vector<std::string> names;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return names;
    names.push_back(select->Text(0));
  }
}

}  // namespace ritmon
