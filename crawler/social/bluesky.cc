// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/bluesky.h"

#include <algorithm>
#include <set>
#include <utility>

#include "crawler/social/at_syntax.h"
#include "crawler/social/json_answer.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPostType = "app.bsky.feed.post";
constexpr std::string_view kRecordsPath = "/xrpc/com.atproto.repo.listRecords";
constexpr std::string_view kFeedPath = "/xrpc/app.bsky.feed.getAuthorFeed";
constexpr size_t kMaxCursor = 512;  // bytes
constexpr size_t kMaxFacets = 200;

std::string LimitParameter() {
  return "&limit=" + std::to_string(kBlueskyPageSize);
}

// Whether a character of the text begins at `at`, or the text ends there.
bool IsBoundary(const std::string& text, size_t at) {
  return at == text.size() || (at < text.size() && (text[at] & 0xC0) != 0x80);
}

struct Range {
  size_t begin = 0;
  size_t end = 0;
};

std::optional<size_t> OffsetIn(const Json& index, const char* name) {
  const auto found = index.find(name);
  if (found == index.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<size_t>();
}

// The bytes of the text that a facet marks; nothing if they are not its.
std::optional<Range> RangeOf(const Json& facet, const std::string& text) {
  const Json* index = ObjectOfMember(facet, "index");
  if (index == nullptr) return std::nullopt;
  const auto begin = OffsetIn(*index, "byteStart");
  const auto end = OffsetIn(*index, "byteEnd");
  if (!begin || !end || *begin >= *end || *end > text.size() ||
      !IsBoundary(text, *begin) || !IsBoundary(text, *end)) {
    return std::nullopt;
  }
  return Range{*begin, *end};
}

void AddFeatures(const Json& facet, SocialPost& post) {
  const Json* features = ListOfMember(facet, "features");
  if (features == nullptr) return;
  for (const Json& feature : *features) {
    const std::string type = TextOfMember(feature, "$type");
    if (type == "app.bsky.richtext.facet#link") {
      std::string uri = TextOfMember(feature, "uri");
      if (post.links.size() < kMaxTagsOfPost && Url::Parse(uri)) {
        post.links.push_back(std::move(uri));
      }
    } else if (type == "app.bsky.richtext.facet#tag") {
      std::string tag = TextOfMember(feature, "tag", 640);
      if (post.tags.size() < kMaxTagsOfPost && !tag.empty()) {
        post.tags.push_back(std::move(tag));
      }
    }
  }
}

// Facets that lie outside of the text, inside a character or over another one
// are left out (app.bsky.richtext.facet: "byte offsets into UTF-8").
void ReadFacets(const Json& record, SocialPost& post, PostList& list) {
  const Json* facets = ListOfMember(record, "facets");
  if (facets == nullptr) return;
  std::vector<std::pair<Range, const Json*>> marks;
  for (size_t i = 0; i < facets->size() && i < kMaxFacets; ++i) {
    const Json& facet = (*facets)[i];
    if (const auto range = RangeOf(facet, post.text)) {
      marks.emplace_back(*range, &facet);
    } else {
      ++list.strange_ranges;
    }
  }
  std::stable_sort(marks.begin(), marks.end(),
                   [](const auto& a, const auto& b) {
                     return a.first.begin < b.first.begin;
                   });
  size_t free = 0;
  for (const auto& [range, facet] : marks) {
    if (range.begin < free) {
      ++list.strange_ranges;
      continue;
    }
    free = range.end;
    AddFeatures(*facet, post);
  }
}

// Tags that are not in the text.
void ReadTags(const Json& record, SocialPost& post) {
  const Json* tags = ListOfMember(record, "tags");
  if (tags == nullptr) return;
  for (const Json& tag : *tags) {
    if (tag.is_string() && post.tags.size() < kMaxTagsOfPost &&
        tag.get_ref<const std::string&>().size() <= 640) {
      post.tags.push_back(tag.get<std::string>());
    }
  }
}

void ReadImages(const Json& embed, SocialPost& post) {
  const Json* images = ListOfMember(embed, "images");
  if (images == nullptr) return;
  for (const Json& image : *images) {
    std::string alt = TextOfMember(image, "alt", 2000);
    if (post.image_texts.size() < kMaxTagsOfPost && !alt.empty()) {
      post.image_texts.push_back(std::move(alt));
    }
  }
}

// Of a quoted post nothing is taken: its words are somebody else's.
void ReadEmbed(const Json& embed, SocialPost& post) {
  const std::string type = TextOfMember(embed, "$type");
  if (type.starts_with("app.bsky.embed.recordWithMedia")) {
    const Json* media = ObjectOfMember(embed, "media");
    // Once: media do not hold such an embed themselves.
    if (media != nullptr && !TextOfMember(*media, "$type")
                                 .starts_with("app.bsky.embed.recordWith")) {
      ReadEmbed(*media, post);
    }
    return;
  }
  if (type.starts_with("app.bsky.embed.images")) ReadImages(embed, post);
  if (type.starts_with("app.bsky.embed.video")) {
    std::string alt = TextOfMember(embed, "alt", 2000);
    if (!alt.empty()) post.image_texts.push_back(std::move(alt));
  }
  const Json* external = ObjectOfMember(embed, "external");
  if (!type.starts_with("app.bsky.embed.external") || external == nullptr) {
    return;
  }
  LinkCard card{.title = TextOfMember(*external, "title", 1000),
                .description = TextOfMember(*external, "description", 4000),
                .url = TextOfMember(*external, "uri")};
  if (Url::Parse(card.url)) post.card = std::move(card);
}

std::string LanguageOf(const Json& record) {
  const Json* langs = ListOfMember(record, "langs");
  if (langs == nullptr) return {};
  for (size_t i = 0; i < langs->size() && i < 3; ++i) {
    if (!(*langs)[i].is_string()) continue;
    if (auto lang = LanguageOfTag((*langs)[i].get_ref<const std::string&>()))
      return *lang;
  }
  return {};
}

// The author's word, unless it names a day to come: then the key's, which the
// author's server has made.
std::optional<Timestamp> CreatedOf(const Json& record, std::string_view key,
                                   Timestamp now) {
  if (auto said = PostTime(TextOfMember(record, "createdAt"), now)) return said;
  const auto made = TimeOfTid(key);
  return made && *made <= now + std::chrono::hours(24) ? made : std::nullopt;
}

// The thread's own first post is the author's: a thread, not an answer.
bool IsReplyToOthers(const Json& record, std::string_view did) {
  const Json* reply = ObjectOfMember(record, "reply");
  if (reply == nullptr) return false;
  for (const char* which : {"root", "parent"}) {
    const Json* post = ObjectOfMember(*reply, which);
    if (post == nullptr) return true;
    const auto uri = ParseAtUri(TextOfMember(*post, "uri"));
    if (!uri || uri->authority != did) return true;
  }
  return false;
}

// Reads one record after the other.
class RecordReader {
 public:
  RecordReader(std::string_view did, const PostOptions& options, PostList& list)
      : did_(did), options_(options), list_(list) {}

  void Read(const std::string& address, const Json* record) {
    const auto uri = ParseAtUri(address);
    if (!uri || uri->authority != did_ || uri->collection != kPostType ||
        uri->record_key.empty() || record == nullptr ||
        TextOfMember(*record, "$type") != kPostType) {
      ++list_.damaged;
      return;
    }
    if (IsNewerId(uri->record_key, list_.newest)) {
      list_.newest = uri->record_key;
    }
    if (!options_.replies && IsReplyToOthers(*record, did_)) {
      ++list_.replies;
      return;
    }
    // What is pinned comes twice.
    if (!keys_.insert(uri->record_key).second) return;
    SocialPost post;
    post.id = uri->record_key;
    post.url = BlueskyPostUrl(did_, uri->record_key);
    post.text = TextOfMember(*record, "text", kMaxPostText);
    post.created = CreatedOf(*record, uri->record_key, options_.now);
    post.lang = LanguageOf(*record);
    ReadFacets(*record, post, list_);
    ReadTags(*record, post);
    if (const Json* embed = ObjectOfMember(*record, "embed")) {
      ReadEmbed(*embed, post);
    }
    list_.posts.push_back(std::move(post));
  }

 private:
  std::string_view did_;
  const PostOptions& options_;
  PostList& list_;
  std::set<std::string> keys_;
};

// Whether the account asks that strangers are not shown what it says.
bool HidesFromStrangers(const Json& labels) {
  return labels.is_array() &&
         std::any_of(labels.begin(), labels.end(), [](const Json& label) {
           return TextOfMember(label, "val") == "!no-unauthenticated";
         });
}

// Nothing if it is the place where this answer began.
std::string NextCursor(const Json& json, const Url& asked) {
  std::string cursor = TextOfMember(json, "cursor", kMaxCursor + 1);
  if (cursor.size() > kMaxCursor) return {};
  return cursor == QueryParameter(asked, "cursor") ? std::string() : cursor;
}

}  // namespace

std::string BlueskyProfilePage(std::string_view did) {
  return "https://bsky.app/profile/" + std::string(did);
}

std::string BlueskyPostUrl(std::string_view did, std::string_view record_key) {
  return BlueskyProfilePage(did) + "/post/" + std::string(record_key);
}

std::optional<Url> BlueskyRecordsUrl(const Url& pds, std::string_view did,
                                     std::string_view newer_than,
                                     std::string_view cursor) {
  if (!IsDid(did)) return std::nullopt;
  std::string query = "repo=" + QueryValue(did) +
                      "&collection=" + std::string(kPostType) +
                      LimitParameter();
  // Backwards from the oldest, a cursor is a record's key: what follows it.
  if (!newer_than.empty()) {
    query += "&reverse=true";
    cursor = newer_than;
  }
  if (!cursor.empty()) query += "&cursor=" + QueryValue(cursor);
  return CallUrl(pds, kRecordsPath, query);
}

std::optional<Url> BlueskyFeedUrl(const Url& view, std::string_view did,
                                  const PostOptions& options,
                                  std::string_view cursor) {
  if (!IsDid(did)) return std::nullopt;
  std::string query =
      "actor=" + QueryValue(did) + "&filter=" +
      (options.replies ? "posts_with_replies" : "posts_and_author_threads") +
      LimitParameter();
  if (!cursor.empty()) query += "&cursor=" + QueryValue(cursor);
  return CallUrl(view, kFeedPath, query);
}

std::optional<Url> BlueskyNextUrl(const Url& asked, std::string_view cursor) {
  return WithParameter(asked, "cursor", cursor);
}

std::optional<Url> BlueskyProfileUrl(const Url& pds, std::string_view did) {
  if (!IsDid(did)) return std::nullopt;
  return CallUrl(
      pds, kRecordsPath,
      "repo=" + QueryValue(did) + "&collection=app.bsky.actor.profile&limit=1");
}

std::optional<bool> ParseBlueskyHidden(std::string_view body) {
  const Json json = ParseJsonAnswer(body);
  const Json* records = ListOfMember(json, "records");
  if (records == nullptr) return std::nullopt;
  if (records->empty()) return false;
  const Json* value = ObjectOfMember(records->front(), "value");
  const Json* labels = value ? ObjectOfMember(*value, "labels") : nullptr;
  const Json* values = labels ? ListOfMember(*labels, "values") : nullptr;
  return values != nullptr && HidesFromStrangers(*values);
}

PostList ParseBlueskyRecords(std::string_view body, const Url& asked,
                             std::string_view did, const PostOptions& options) {
  PostList list;
  const Json json = ParseJsonAnswer(body);
  const Json* records = ListOfMember(json, "records");
  if (records == nullptr) return list;
  list.readable = true;
  list.entries = records->size();
  list.account_url = BlueskyProfilePage(did);
  RecordReader reader(did, options, list);
  for (size_t i = 0; i < records->size() && i < kMaxPostsOfAnswer; ++i) {
    const Json& record = (*records)[i];
    reader.Read(TextOfMember(record, "uri"), ObjectOfMember(record, "value"));
  }
  // The last answer has a cursor, too, but is not full.
  if (list.entries >= static_cast<size_t>(kBlueskyPageSize)) {
    list.next = NextCursor(json, asked);
  }
  return list;
}

PostList ParseBlueskyFeed(std::string_view body, const Url& asked,
                          std::string_view did, const PostOptions& options) {
  PostList list;
  const Json json = ParseJsonAnswer(body);
  const Json* feed = ListOfMember(json, "feed");
  if (feed == nullptr) return list;
  list.readable = true;
  list.entries = feed->size();
  list.account_url = BlueskyProfilePage(did);
  RecordReader reader(did, options, list);
  for (size_t i = 0; i < feed->size() && i < kMaxPostsOfAnswer; ++i) {
    const Json& item = (*feed)[i];
    const Json* reason = ObjectOfMember(item, "reason");
    if (reason != nullptr &&
        TextOfMember(*reason, "$type") != "app.bsky.feed.defs#reasonPin") {
      ++list.boosts;
      continue;
    }
    const Json* post = ObjectOfMember(item, "post");
    if (post == nullptr) {
      ++list.damaged;
      continue;
    }
    const Json* author = ObjectOfMember(*post, "author");
    const Json* labels = author ? ListOfMember(*author, "labels") : nullptr;
    list.not_indexable |= labels != nullptr && HidesFromStrangers(*labels);
    reader.Read(TextOfMember(*post, "uri"), ObjectOfMember(*post, "record"));
  }
  if (list.entries > 0) list.next = NextCursor(json, asked);
  return list;
}

}  // namespace ritmon
