// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/mastodon.h"

#include <algorithm>
#include <set>
#include <utility>

#include "crawler/social/json_answer.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxId = 64;  // bytes; numbers, ULIDs and the like

bool IsId(std::string_view id) {
  return !id.empty() && id.size() <= kMaxId &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                  (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
         });
}

bool IsWebUrl(const std::string& text) {
  return !text.empty() && Url::Parse(text).has_value();
}

// The wish is on the account. `indexable` is none: it is about the network's
// own search of words, and false for whoever has never been asked.
bool AsksNotToBeIndexed(const Json& account) {
  return FlagOfMember(account, "noindex");
}

std::vector<std::string> TagsOf(const Json& status) {
  std::vector<std::string> tags;
  const Json* list = ListOfMember(status, "tags");
  if (list == nullptr) return tags;
  for (const Json& tag : *list) {
    std::string name = TextOfMember(tag, "name", 200);
    if (tags.size() < kMaxTagsOfPost && !name.empty()) {
      tags.push_back(std::move(name));
    }
  }
  return tags;
}

std::vector<std::string> ImageTextsOf(const Json& status) {
  std::vector<std::string> texts;
  const Json* list = ListOfMember(status, "media_attachments");
  if (list == nullptr) return texts;
  for (const Json& media : *list) {
    std::string text = TextOfMember(media, "description", 2000);
    if (texts.size() < kMaxTagsOfPost && !text.empty()) {
      texts.push_back(std::move(text));
    }
  }
  return texts;
}

std::optional<LinkCard> CardOf(const Json& status) {
  const Json* card = ObjectOfMember(status, "card");
  if (card == nullptr) return std::nullopt;
  LinkCard found{.title = TextOfMember(*card, "title", 1000),
                 .description = TextOfMember(*card, "description", 4000),
                 .url = TextOfMember(*card, "url")};
  if (!IsWebUrl(found.url)) return std::nullopt;
  return found;
}

// Reads one status after the other.
class StatusReader {
 public:
  StatusReader(const PostOptions& options, PostList& list)
      : options_(options), list_(list) {}

  void Read(const Json& status) {
    if (!status.is_object()) return Damaged();
    const std::string id = TextOfMember(status, "id", kMaxId + 1);
    if (IsId(id) && IsNewerId(id, list_.newest)) list_.newest = id;
    const Json* account = ObjectOfMember(status, "account");
    if (account != nullptr) {
      list_.not_indexable |= AsksNotToBeIndexed(*account);
      if (list_.account_url.empty()) {
        list_.account_url = TextOfMember(*account, "url");
      }
    }
    const Json* boosted = ObjectOfMember(status, "reblog");
    if (boosted != nullptr && !options_.boosts) {
      ++list_.boosts;
      return;
    }
    if (boosted == nullptr && IsReply(status, account) && !options_.replies) {
      ++list_.replies;
      return;
    }
    // Strangers are not shown others; if they are, it is a mistake.
    const std::string visibility = TextOfMember(status, "visibility");
    if (visibility == "private" || visibility == "direct") {
      ++list_.hidden;
      return;
    }
    Add(status, boosted == nullptr ? status : *boosted);
  }

 private:
  void Damaged() { ++list_.damaged; }

  static bool IsReply(const Json& status, const Json* account) {
    if (TextOfMember(status, "in_reply_to_id").empty()) return false;
    return account == nullptr ||
           TextOfMember(status, "in_reply_to_account_id") !=
               TextOfMember(*account, "id");
  }

  // `content` is the status itself, or the one that it passes on.
  void Add(const Json& status, const Json& content) {
    SocialPost post;
    post.id = TextOfMember(status, "id", kMaxId + 1);
    post.url = TextOfMember(status, "url");
    if (!IsWebUrl(post.url)) post.url = TextOfMember(status, "uri");
    if (!IsId(post.id) || !IsWebUrl(post.url)) return Damaged();
    // What is pinned comes twice.
    if (!ids_.insert(post.id).second) return;
    post.created = PostTime(TextOfMember(status, "created_at"), options_.now);
    post.lang = TextOfMember(content, "language", 35);
    post.html = TextOfMember(content, "content", kMaxPostText);
    post.warning = TextOfMember(content, "spoiler_text", 2000);
    post.tags = TagsOf(content);
    post.image_texts = ImageTextsOf(content);
    post.card = CardOf(content);
    list_.posts.push_back(std::move(post));
  }

  const PostOptions& options_;
  PostList& list_;
  std::set<std::string> ids_;
};

// The target of rel="next" (RFC 8288, 3): `<URL>; rel="next", <URL>; ...`
std::string_view NextTarget(std::string_view link) {
  while (true) {
    const size_t begin = link.find('<');
    const size_t end = link.find('>', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) {
      return {};
    }
    const std::string_view target = link.substr(begin + 1, end - begin - 1);
    link.remove_prefix(end + 1);
    const std::string_view parameters =
        link.substr(0, std::min(link.find('<'), link.size()));
    const size_t rel = parameters.find("rel=");
    if (rel == std::string_view::npos) continue;
    std::string_view value = parameters.substr(rel + 4);
    if (value.starts_with('"')) value.remove_prefix(1);
    value = value.substr(0, value.find_first_of("\";,"));
    if (value == "next") return target;
  }
}

// Whether answers from `next` on are older than those from `asked` on: what
// goes back to where it was would never end.
bool IsOlder(const std::string& next, const std::string& asked) {
  return asked.empty() || IsNewerId(asked, next);
}

}  // namespace

std::optional<Url> MastodonLookupUrl(const Url& base,
                                     std::string_view account) {
  return CallUrl(base, "/api/v1/accounts/lookup",
                 "acct=" + QueryValue(account));
}

std::optional<Url> MastodonPostsUrl(const Url& base, std::string_view id,
                                    const PostOptions& options,
                                    std::string_view since_id,
                                    std::string_view max_id) {
  if (!IsId(id)) return std::nullopt;
  std::string query =
      std::string("exclude_replies=") + (options.replies ? "false" : "true") +
      "&exclude_reblogs=" + (options.boosts ? "false" : "true") +
      "&limit=" + std::to_string(kMastodonPageSize);
  if (!since_id.empty()) query += "&since_id=" + QueryValue(since_id);
  if (!max_id.empty()) query += "&max_id=" + QueryValue(max_id);
  return CallUrl(base, "/api/v1/accounts/" + std::string(id) + "/statuses",
                 query);
}

std::optional<Url> MastodonNextUrl(const Url& asked, std::string_view max_id) {
  return WithParameter(asked, "max_id", max_id);
}

std::optional<MastodonAccount> ParseMastodonAccount(std::string_view body) {
  const Json json = ParseJsonAnswer(body);
  if (!json.is_object()) return std::nullopt;
  MastodonAccount account;
  account.id = TextOfMember(json, "id", kMaxId + 1);
  account.url = TextOfMember(json, "url");
  account.account = TextOfMember(json, "acct", 512);
  if (!IsId(account.id) || !IsWebUrl(account.url)) return std::nullopt;
  account.bot = FlagOfMember(json, "bot");
  account.group = FlagOfMember(json, "group");
  account.suspended = FlagOfMember(json, "suspended");
  account.not_indexable = AsksNotToBeIndexed(json);
  if (const Json* moved = ObjectOfMember(json, "moved")) {
    account.moved_to = TextOfMember(*moved, "url");
  }
  return account;
}

PostList ParseMastodonPosts(std::string_view body, std::string_view link,
                            const Url& asked, const PostOptions& options) {
  PostList list;
  const Json json = ParseJsonAnswer(body);
  if (!json.is_array()) return list;
  list.readable = true;
  list.entries = json.size();
  StatusReader reader(options, list);
  for (size_t i = 0; i < json.size() && i < kMaxPostsOfAnswer; ++i) {
    reader.Read(json[i]);
  }
  const std::string_view target = NextTarget(link);
  auto next = Url::Parse(target, &asked);
  if (list.entries == 0 || target.empty() || !next) return list;
  std::string max_id = QueryParameter(*next, "max_id");
  if (IsId(max_id) && IsOlder(max_id, QueryParameter(asked, "max_id"))) {
    list.next = std::move(max_id);
  }
  return list;
}

bool WantsLogin(int status) {
  // 422 is what Mastodon says where strangers may see nothing at all.
  return status == 401 || status == 403 || status == 422;
}

}  // namespace ritmon
