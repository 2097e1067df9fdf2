// SPDX-License-Identifier: GPL-3.0-or-later
// What an account has said in public, whatever network it is on. Values.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace ritmon {

// What a network shows of a page that a post links to.
struct LinkCard {
  std::string title;
  std::string description;
  std::string url;
};

// All texts are valid UTF-8 and bounded (kMaxPostText).
struct SocialPost {
  std::string id;   // the network's own; sorts as the network sorts it
  std::string url;  // where people read it
  std::optional<Timestamp> created;  // nothing if it says nonsense
  std::string lang;  // ISO 639, as the post says; often wrong, may be empty
  // One of the two.
  std::string html;
  std::string text;
  std::string warning;             // what stands before it ("content warning")
  std::vector<std::string> tags;   // without '#'
  std::vector<std::string> links;  // http(s), in the text
  std::vector<std::string> image_texts;  // what its pictures are said to show
  std::optional<LinkCard> card;
};

// What one answer of a service says of an account's posts.
struct PostList {
  bool readable = false;          // of the shape that it should have
  std::vector<SocialPost> posts;  // as the answer has them, each id once
  // Where the next answer begins: a cursor or the last id. Empty: this is the
  // last one, or it is the place where this one began.
  std::string next;
  // The youngest id, also of what was left out: an update begins behind it.
  std::string newest;
  size_t entries = 0;      // of the answer, whatever became of them
  int boosts = 0;          // of somebody else's posts, left out
  int replies = 0;         // to somebody else, left out
  int hidden = 0;          // not public, left out
  int damaged = 0;         // without an id, a URL or a text that can be read
  int strange_ranges = 0;  // marks on a text that do not lie in it
  bool not_indexable = false;  // the account asks not to be indexed
  std::string account_url;     // of who wrote it, where the answer says so
};

// Whether a post was made after another: ids that are numbers (Mastodon) grow,
// all others (keys of records, ULIDs) sort as text. Everything is newer than an
// empty id.
inline bool IsNewerId(std::string_view id, std::string_view than) {
  const auto is_number = [](std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (id.size() != than.size() && is_number(id) && is_number(than)) {
    return id.size() > than.size();
  }
  return id > than;
}

// What of an account's posts is wanted.
struct PostOptions {
  bool boosts = false;   // posts of others that the account passes on
  bool replies = false;  // to others; threads of its own are always taken
  Timestamp now{};       // of the answer: what is dated later is wrong
};

inline constexpr size_t kMaxPostText = size_t{64} << 10;  // bytes
inline constexpr size_t kMaxPostsOfAnswer = 200;
inline constexpr size_t kMaxTagsOfPost = 50;

}  // namespace ritmon
