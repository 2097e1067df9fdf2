// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts of companies that are read, or were tried: in the state store.
// What the posts say is in the page store; here is how far they were read and
// why not further. Belongs to the thread of its Database.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"
#include "model/profile.h"

namespace ritmon {

// On disk by their names: do not rename (docs/formats.md).
enum class ProfileState {
  kOpen,     // asked, no answer yet
  kRead,     // its posts were read
  kFailed,   // could not be read: `reason`
  kRefused,  // must not be read, or nobody knows whose it is: `reason`
};
std::string_view ToString(ProfileState state);

struct SocialProfile {
  SocialNetwork network = SocialNetwork::kMastodon;
  std::string host;  // as ProfileLink has them
  std::string account;
  std::string url;
  std::string site;       // of the company, that links to it
  std::string remote_id;  // the service's: a number, a DID
  std::string base;       // URL of the server that has the posts
  std::string key;        // ProfileKey; of its posts PageRecord::site
  std::string newest;     // id of the youngest post that was seen
  ProfileState state = ProfileState::kOpen;
  std::string reason;
  // It asks not to be read: what was read before must not be kept.
  bool not_indexable = false;
  std::optional<Timestamp> read_at;  // its posts, last
};

class ProfileStore {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  static Result<ProfileStore> Open(Database& database);

  Result<std::optional<SocialProfile>> Find(const ProfileLink& link);
  Status Put(const SocialProfile& profile);
  // By network, host and account.
  Result<std::vector<SocialProfile>> All();

 private:
  explicit ProfileStore(Database& database) : database_(&database) {}
  Result<std::vector<SocialProfile>> Select(Statement select);

  Database* database_;
};

}  // namespace ritmon
