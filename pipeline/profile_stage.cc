// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/profile_stage.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "crawler/social/at_syntax.h"
#include "crawler/social/bluesky.h"
#include "crawler/social/did_document.h"
#include "crawler/social/mastodon.h"
#include "crawler/social/social_call.h"
#include "pipeline/attribute.h"
#include "pipeline/places.h"
#include "pipeline/profile_owners.h"
#include "pipeline/profile_store.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

// How old an answer may be that is believed without asking again.
constexpr std::chrono::hours kNamesHold{24 * 30};     // whose a handle is
constexpr std::chrono::hours kDocumentsHold{24 * 7};  // where posts are kept
constexpr std::chrono::hours kWishesHold{24};         // whether to read them

// What is known of one question: the answer, or why there is none.
struct Asked {
  std::optional<SocialFacts> facts;
  std::string failure;  // empty: it has been asked, the answer will come
  // It was asked in an earlier round: the host is not to be reached, or rests.
  bool is_late = false;
};

// What all answers about the posts of one account say together.
struct PostTotals {
  std::string newest;
  bool not_indexable = false;
};

class ProfileAsker {
 public:
  struct Parts {
    const Options& options;
    PageStore& pages;
    Frontier& frontier;
    ProfileStore& profiles;
    Timestamp run_began;
    Timestamp now;
  };
  explicit ProfileAsker(Parts parts) : parts_(std::move(parts)) {}

  Result<ProfileReport> Run(const std::vector<OwnedProfile>& owned) {
    if (auto s = ReadTotals(); !s) return tl::unexpected(s.error());
    for (const OwnedProfile& profile : owned) {
      if (!IsOn(profile.link.network)) continue;
      ++report_.profiles;
      if (auto s = Advance(profile); !s) return tl::unexpected(s.error());
    }
    if (auto s = parts_.frontier.Commit(); !s) return tl::unexpected(s.error());
    return report_;
  }

 private:
  bool IsOn(SocialNetwork network) const {
    const SocialOptions& options = parts_.options.social;
    return (network == SocialNetwork::kMastodon && options.mastodon) ||
           (network == SocialNetwork::kBluesky && options.bluesky);
  }

  Status ReadTotals() {
    return parts_.pages.ForEachSocialFacts([&](SocialFacts facts) -> Status {
      const auto url = Url::Parse(facts.url);
      const auto call = url ? SocialCallOf(*url) : std::nullopt;
      if (!call || !IsPostCall(call->kind)) return {};
      PostTotals& totals = totals_[SocialSiteOf(*url)];
      if (IsNewerId(facts.newest, totals.newest)) totals.newest = facts.newest;
      totals.not_indexable |= facts.not_indexable;
      return {};
    });
  }

  Status Advance(const OwnedProfile& owned) {
    auto known = parts_.profiles.Find(owned.link);
    if (!known) return tl::unexpected(known.error());
    SocialProfile profile = *known ? std::move(**known) : SocialProfile();
    profile.network = owned.link.network;
    profile.host = owned.link.host;
    profile.account = owned.link.account;
    profile.url = owned.link.url;
    profile.site = owned.site;
    if (owned.company_id.empty()) {
      Refuse(profile, "sites of " + std::to_string(owned.companies.size()) +
                          " companies link to it");
    } else if (profile.state == ProfileState::kRead && profile.read_at &&
               *profile.read_at >=
                   parts_.run_began - parts_.options.social.revisit) {
      return {};
    } else {
      // Wishes may change: it is found out anew each time.
      profile.not_indexable = false;
      const auto read = profile.network == SocialNetwork::kMastodon
                            ? ReadMastodon(profile)
                            : ReadBluesky(profile);
      if (!read) return read;
    }
    if (auto s = parts_.frontier.Begin(); !s) return s;
    return parts_.profiles.Put(profile);
  }

  // ---- Mastodon

  Status ReadMastodon(SocialProfile& profile) {
    // "name@other.example" is at home there.
    std::string name = profile.account;
    auto base = Url::Parse(profile.url);
    if (const size_t at = name.find('@'); at != std::string::npos) {
      base = Url::Parse("https://" + name.substr(at + 1));
      name.resize(at);
    } else if (base) {
      base = Url::Parse(base->origin());
    }
    const auto lookup = base ? MastodonLookupUrl(*base, name) : std::nullopt;
    auto account = Ask(lookup, kWishesHold);
    if (!account) return tl::unexpected(account.error());
    if (!Answered(*account, profile, "it does not know the account")) return {};
    const SocialFacts& facts = *account->facts;
    profile.remote_id = facts.id;
    profile.base = base->href();
    profile.key = ProfileKey(facts.account_url);
    if (facts.not_indexable) return RefuseWish(profile);
    if (!facts.moved_to.empty()) {
      Fail(profile, "it has moved to " + facts.moved_to);
      return {};
    }
    return ReadPosts(
        profile, MastodonPostsUrl(*base, facts.id, Wanted(), profile.newest));
  }

  // ---- Bluesky

  Status ReadBluesky(SocialProfile& profile) {
    const bool by_did = IsDid(profile.account);
    if (by_did) {
      profile.remote_id = profile.account;
    } else if (auto did = ResolveHandle(profile); !did) {
      return tl::unexpected(did.error());
    } else if (!*did) {
      return {};
    } else {
      profile.remote_id = **did;
    }
    const auto directory = Url::Parse(parts_.options.social.plc);
    auto document =
        Ask(directory ? DidDocumentUrl(profile.remote_id, *directory)
                      : std::nullopt,
            kDocumentsHold);
    if (!document) return tl::unexpected(document.error());
    if (!Answered(*document, profile, "no document of its DID")) return {};
    const SocialFacts& facts = *document->facts;
    profile.key = ProfileKey(facts.account_url);
    const DidDocument claims{
        .did = facts.id, .handles = facts.handles, .pds = std::nullopt};
    if (!by_did && !ClaimsHandle(claims, profile.account)) {
      Refuse(profile, "its DID does not name the handle");
      return {};
    }
    return parts_.options.social.from_view ? ReadFromView(profile)
                                           : ReadFromServer(profile, facts.pds);
  }

  // Nothing: not yet, or the profile says why not.
  Result<std::optional<std::string>> ResolveHandle(SocialProfile& profile) {
    auto file = Ask(HandleFileUrl(profile.account), kNamesHold);
    if (!file) return tl::unexpected(file.error());
    if (file->facts && file->facts->readable) return file->facts->id;
    if (!file->facts && file->failure.empty() && !file->is_late) {
      Wait(profile);
      return std::nullopt;
    }
    // Many handles have no host that answers: the DNS knows them, and the
    // service asks there.
    const auto service = Url::Parse(parts_.options.social.resolver);
    auto resolved = Ask(
        service ? ResolveHandleUrl(*service, profile.account) : std::nullopt,
        kNamesHold);
    if (!resolved) return tl::unexpected(resolved.error());
    if (!Answered(*resolved, profile, "the handle leads nowhere")) {
      return std::nullopt;
    }
    return resolved->facts->id;
  }

  Status ReadFromServer(SocialProfile& profile, const std::string& pds) {
    profile.base = pds;
    const auto base = Url::Parse(pds);
    if (!base) {
      Fail(profile, "its DID names no server");
      return {};
    }
    auto wishes = Ask(BlueskyProfileUrl(*base, profile.remote_id), kWishesHold);
    if (!wishes) return tl::unexpected(wishes.error());
    if (!Answered(*wishes, profile, "its server does not say what it is")) {
      return {};
    }
    if (wishes->facts->not_indexable) return RefuseWish(profile);
    return ReadPosts(
        profile, BlueskyRecordsUrl(*base, profile.remote_id, profile.newest));
  }

  // The view has no way to say "newer than": its first answer is read anew.
  Status ReadFromView(SocialProfile& profile) {
    profile.base = parts_.options.social.view;
    const auto base = Url::Parse(profile.base);
    return ReadPosts(profile,
                     base ? BlueskyFeedUrl(*base, profile.remote_id, Wanted())
                          : std::nullopt);
  }

  // ---- Both

  PostOptions Wanted() const {
    return {.boosts = parts_.options.social.boosts,
            .replies = parts_.options.social.replies,
            .now = parts_.now};
  }

  Status ReadPosts(SocialProfile& profile, const std::optional<Url>& url) {
    auto posts = Ask(url, std::chrono::hours(0));
    if (!posts) return tl::unexpected(posts.error());
    if (!Answered(*posts, profile, "its posts cannot be read")) return {};
    const PostTotals& totals = totals_[SocialSiteOf(*url)];
    if (totals.not_indexable) return RefuseWish(profile);
    if (IsNewerId(totals.newest, profile.newest)) {
      profile.newest = totals.newest;
    }
    profile.state = ProfileState::kRead;
    profile.reason.clear();
    profile.read_at = parts_.now;
    return {};
  }

  // Asks unless there is an answer that is young enough. An old one holds where
  // there is no better one to be had today.
  Result<Asked> Ask(const std::optional<Url>& url, std::chrono::hours holds) {
    if (!url) return Asked{.facts = {}, .failure = "no address to ask at"};
    auto facts = parts_.pages.FindSocialFacts(url->Canonical());
    if (!facts) return tl::unexpected(facts.error());
    if (*facts && (*facts)->fetched_at >= parts_.now - holds) {
      return Asked{.facts = std::move(*facts), .failure = {}};
    }
    auto is_due = parts_.frontier.AddSocial(*url, parts_.now);
    if (!is_due) return tl::unexpected(is_due.error());
    report_.hosts.emplace(url->host());
    if (*is_due) {
      ++report_.asked;
      return Asked();
    }
    auto entry = parts_.frontier.Find(*url);
    if (!entry) return tl::unexpected(entry.error());
    if (*entry && (*entry)->state == "due") {
      return Asked{.facts = {}, .failure = {}, .is_late = true};
    }
    if (*facts) return Asked{.facts = std::move(*facts), .failure = {}};
    return Asked{.facts = {}, .failure = WhyNot(*entry)};
  }

  static std::string WhyNot(const std::optional<FrontierEntry>& entry) {
    if (!entry) return "it was not asked";
    if (WantsLogin(entry->status)) {
      return "wants a login (HTTP " + std::to_string(entry->status) + ")";
    }
    std::string why = "no answer: " + entry->outcome;
    if (entry->status > 0) {
      why += " (HTTP " + std::to_string(entry->status) + ")";
    }
    return why;
  }

  // Whether there is an answer that says something; if not, the profile says
  // why.
  bool Answered(const Asked& asked, SocialProfile& profile,
                const std::string& unreadable) {
    if (asked.facts && asked.facts->readable) return true;
    if (asked.facts) {
      Fail(profile, unreadable);
    } else if (!asked.failure.empty()) {
      Fail(profile, asked.failure);
    } else {
      Wait(profile);
      if (asked.is_late && profile.state == ProfileState::kOpen) {
        profile.reason = "the host does not answer yet";
      }
    }
    return false;
  }

  static void Wait(SocialProfile& profile) {
    // What was read stays so while more is being asked for.
    if (profile.state != ProfileState::kRead) {
      profile.state = ProfileState::kOpen;
      profile.reason.clear();
    }
  }
  static void Fail(SocialProfile& profile, std::string why) {
    profile.state = ProfileState::kFailed;
    profile.reason = std::move(why);
  }
  static void Refuse(SocialProfile& profile, std::string why) {
    profile.state = ProfileState::kRefused;
    profile.reason = std::move(why);
  }
  static Status RefuseWish(SocialProfile& profile) {
    Refuse(profile, "it asks not to be indexed");
    profile.not_indexable = true;
    return {};
  }

  Parts parts_;
  std::map<std::string, PostTotals> totals_;  // by SocialSiteOf
  ProfileReport report_;
};

}  // namespace

Status MatchSites(const Options& options, PageStore& store) {
  bool any = false;
  auto read = store.ForEachProfiles(
      [&](const std::string&, const std::vector<ProfileLink>& links) -> Status {
        for (const ProfileLink& link : links) any |= !IsClosed(link.network);
        return {};
      });
  if (!read || !any) return read;
  auto dirty = store.IsDirty();
  if (!dirty) return tl::unexpected(dirty.error());
  if (!*dirty) return {};
  auto places = LoadPlaces(options);
  if (!places) return tl::unexpected(places.error());
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  auto attribution =
      AttributeSites(options, *places, *database, *companies, store);
  return attribution ? Status() : tl::unexpected(attribution.error());
}

Result<ProfileReport> AskProfiles(const Options& options, PageStore& store,
                                  Timestamp run_began, const Clock& clock) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto matches = store.site_matches().All();
  if (!matches) return tl::unexpected(matches.error());
  auto owned = FindOwners(options, *matches, store);
  if (!owned) return tl::unexpected(owned.error());
  const Scope scope(ScopeOf(options));
  auto frontier = Frontier::Open(*database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto profiles = ProfileStore::Open(*database);
  if (!profiles) return tl::unexpected(profiles.error());
  return ProfileAsker({.options = options,
                       .pages = store,
                       .frontier = *frontier,
                       .profiles = *profiles,
                       .run_began = run_began,
                       .now = clock.Now()})
      .Run(*owned);
}

}  // namespace ritmon
