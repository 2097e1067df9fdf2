// SPDX-License-Identifier: GPL-3.0-or-later
// The namespaces that say something in feeds.
#include <array>

#include "base/ascii.h"
#include "crawler/feed_element.h"

namespace ritmon {
namespace {

struct VocabularyName {
  std::string_view uri;  // the beginning of it, lower case
  std::string_view prefix;
  FeedVocabulary vocabulary;
};

constexpr auto kVocabularies = std::to_array<VocabularyName>({
    {"http://www.w3.org/2005/atom", "atom", FeedVocabulary::kAtom},
    {"http://purl.org/atom/ns", "atom03", FeedVocabulary::kAtom},
    {"http://purl.org/dc/elements/", "dc", FeedVocabulary::kDublinCore},
    {"http://purl.org/dc/terms", "dcterms", FeedVocabulary::kDublinCore},
    {"http://purl.org/rss/1.0/modules/content", "content",
     FeedVocabulary::kContent},
    {"http://purl.org/rss/1.0/modules/", "", FeedVocabulary::kOther},
    {"http://search.yahoo.com/mrss", "media", FeedVocabulary::kMedia},
    {"http://www.itunes.com/dtds/podcast", "itunes", FeedVocabulary::kItunes},
    {"http://www.w3.org/1999/xhtml", "xhtml", FeedVocabulary::kXhtml},
    {"http://purl.org/rss/", "rss", FeedVocabulary::kCore},
    {"http://my.netscape.com/", "", FeedVocabulary::kCore},
    {"http://channel.netscape.com/", "", FeedVocabulary::kCore},
    {"http://backend.userland.com/", "", FeedVocabulary::kCore},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf",
     FeedVocabulary::kCore},
});

}  // namespace

FeedVocabulary VocabularyOfUri(std::string_view uri) {
  std::string lower = AsciiLower(TrimmedFeedText(uri));
  if (lower.starts_with("https://")) lower.erase(4, 1);
  for (const VocabularyName& known : kVocabularies) {
    if (lower.starts_with(known.uri)) return known.vocabulary;
  }
  return FeedVocabulary::kOther;
}

FeedVocabulary VocabularyOfPrefix(std::string_view prefix) {
  for (const VocabularyName& known : kVocabularies) {
    if (!known.prefix.empty() && prefix == known.prefix) {
      return known.vocabulary;
    }
  }
  return FeedVocabulary::kOther;
}

}  // namespace ritmon
