// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/profile_store.h"

#include <utility>

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS profile (
  network TEXT NOT NULL,
  host TEXT NOT NULL,
  account TEXT NOT NULL,
  url TEXT NOT NULL,
  site TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  base TEXT NOT NULL,
  profile_key TEXT NOT NULL,
  newest TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  not_indexable BIGINT NOT NULL,
  read_at BIGINT,
  PRIMARY KEY (network, host, account)
);
)sql";

constexpr char kColumns[] =
    "SELECT network, host, account, url, site, remote_id, base, profile_key, "
    "newest, state, reason, not_indexable, read_at FROM profile ";

ProfileState ParseState(std::string_view name) {
  for (const ProfileState state :
       {ProfileState::kRead, ProfileState::kFailed, ProfileState::kRefused}) {
    if (ToString(state) == name) return state;
  }
  return ProfileState::kOpen;
}

}  // namespace

std::string_view ToString(ProfileState state) {
  switch (state) {
    case ProfileState::kOpen:
      return "open";
    case ProfileState::kRead:
      return "read";
    case ProfileState::kFailed:
      return "failed";
    case ProfileState::kRefused:
      return "refused";
  }
  return "open";
}

Result<ProfileStore> ProfileStore::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) return tl::unexpected(s.error());
  return ProfileStore(database);
}

Result<std::vector<SocialProfile>> ProfileStore::Select(Statement select) {
  std::vector<SocialProfile> profiles;
  while (true) {
    auto row = select.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return profiles;
    const auto network = ParseSocialNetwork(select.Text(0));
    if (!network) continue;  // of a later version
    SocialProfile& profile = profiles.emplace_back();
    profile.network = *network;
    profile.host = select.Text(1);
    profile.account = select.Text(2);
    profile.url = select.Text(3);
    profile.site = select.Text(4);
    profile.remote_id = select.Text(5);
    profile.base = select.Text(6);
    profile.key = select.Text(7);
    profile.newest = select.Text(8);
    profile.state = ParseState(select.Text(9));
    profile.reason = select.Text(10);
    profile.not_indexable = select.Int(11) != 0;
    if (const auto at = select.OptionalInt(12)) {
      profile.read_at = FromMillis(*at);
    }
  }
}

Result<std::optional<SocialProfile>> ProfileStore::Find(
    const ProfileLink& link) {
  auto select =
      database_->Prepare(std::string(kColumns) +
                         "WHERE network = $1 AND host = $2 AND account = $3");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, ToString(link.network))
      .Bind(2, link.host)
      .Bind(3, link.account);
  auto found = Select(std::move(*select));
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return std::nullopt;
  return std::optional(std::move(found->front()));
}

Status ProfileStore::Put(const SocialProfile& profile) {
  auto put = database_->Prepare(
      "INSERT INTO profile (network, host, account, url, site, remote_id, "
      "base, profile_key, newest, state, reason, not_indexable, read_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
      "ON CONFLICT (network, host, account) DO UPDATE SET "
      "url = excluded.url, site = excluded.site, "
      "remote_id = excluded.remote_id, base = excluded.base, "
      "profile_key = excluded.profile_key, newest = excluded.newest, "
      "state = excluded.state, reason = excluded.reason, "
      "not_indexable = excluded.not_indexable, read_at = excluded.read_at");
  if (!put) return tl::unexpected(put.error());
  std::optional<int64_t> read_at;
  if (profile.read_at) read_at = ToMillis(*profile.read_at);
  return put->Bind(1, ToString(profile.network))
      .Bind(2, profile.host)
      .Bind(3, profile.account)
      .Bind(4, profile.url)
      .Bind(5, profile.site)
      .Bind(6, profile.remote_id)
      .Bind(7, profile.base)
      .Bind(8, profile.key)
      .Bind(9, profile.newest)
      .Bind(10, ToString(profile.state))
      .Bind(11, profile.reason)
      .Bind(12, int64_t{profile.not_indexable ? 1 : 0})
      .Bind(13, read_at)
      .Run();
}

Result<std::vector<SocialProfile>> ProfileStore::All() {
  auto select = database_->Prepare(std::string(kColumns) +
                                   "ORDER BY network, host, account");
  if (!select) return tl::unexpected(select.error());
  return Select(std::move(*select));
}

}  // namespace ritmon
