// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of RSS and Atom hand to one another. For the files
// crawler/feed*.cc only.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/feed.h"

namespace ritmon {

// Whose word an element is, by its namespace or, where that is not declared, by
// the usual prefix. kCore is RSS, in any of its namespaces or none.
enum class FeedVocabulary {
  kCore,
  kAtom,
  kDublinCore,
  kContent,
  kMedia,
  kItunes,
  kXhtml,
  kOther,
};

FeedVocabulary VocabularyOfUri(std::string_view uri);
FeedVocabulary VocabularyOfPrefix(
    std::string_view prefix);  // "dc", in lower case

// A child of a channel, feed or entry that has ended.
struct FeedElement {
  FeedVocabulary vocabulary = FeedVocabulary::kCore;
  std::string name;  // without prefix, lower case
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;    // characters, references replaced
  std::string markup;  // the same with the tags inside, as it stands
  bool has_elements = false;
  std::string base;  // xml:base, absolute if the feed's place is known
  std::string language;

  std::string_view Attribute(std::string_view wanted) const;
  // Trimmed characters, or the markup if there are tags.
  std::string Content() const;
  // `link` made absolute.
  std::string Absolute(std::string_view link) const;
};

// An entry of which not everything has been read: what counts only if nothing
// better comes.
struct FeedEntryDraft {
  FeedEntry entry;
  FeedText other_title;
  FeedText other_summary;
  std::string other_link;
  std::optional<Timestamp> other_published;
  std::optional<Timestamp> other_updated;
  bool has_html_link = false;

  FeedEntry Finish() &&;
};

std::string TrimmedFeedText(std::string_view text);

// Atom 1.0 and 0.3; the element's vocabulary is not looked at.
void TakeAtomOfFeed(const FeedElement& element, Feed& feed);
void TakeAtomOfEntry(const FeedElement& element, FeedEntryDraft& draft);
// RSS and all extensions.
void TakeRssOfFeed(const FeedElement& element, Feed& feed);
void TakeRssOfEntry(const FeedElement& element, FeedEntryDraft& draft);
// Dublin Core, Media RSS, iTunes, content: in any feed.
bool TakeExtensionOfFeed(const FeedElement& element, Feed& feed);
bool TakeExtensionOfEntry(const FeedElement& element, FeedEntryDraft& draft);

// `text` is UTF-8 and begins anywhere before the first tag.
void ParseFeedXml(std::string_view text, const Url* url,
                  const FeedLimits& limits, Feed& feed);
void ParseFeedJson(std::string_view text, const Url* url,
                   const FeedLimits& limits, Feed& feed);

}  // namespace ritmon
