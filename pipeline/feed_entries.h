// SPDX-License-Identifier: GPL-3.0-or-later
// An archived feed becomes page records: one for each entry that links to a
// page, with the feed's own words (PageRecord::excerpt). They count where the
// page itself is not read, because robots.txt forbids it or a budget ended; a
// page that is read takes their place (page_store.h), one that is reserved
// takes them away (excerpt_rules.h).
//
// Pure functions: may be called from any thread.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/feed.h"
#include "crawler/frontier.h"
#include "model/fetch.h"
#include "model/page.h"
#include "model/record.h"

namespace ritmon {

// A feed of the configuration.
struct FeedSource {
  std::string url;
  PageKind kind = PageKind::kNews;  // kWeb: a company's own words
  std::string publisher;            // of entries that do not name one
  std::string language;             // of entries that do not say
  int max_entries = 200;            // the newest; those behind are left
  // Whether the entries' pages are fetched. Not so where they say nothing
  // without scripts, as pages of videos.
  bool pages = true;
};

// What is known beforehand.
struct FeedRules {
  std::vector<FeedSource> sources;
  std::set<std::string, std::less<>> news_sites;  // registrable domains
  std::string product_token = "ritmon";
};

// An answer that is read as a feed: asked for as one or, in other people's
// archives, of a feed's media type.
bool IsFeedAnswer(const FetchResult& result);

// The source that a feed at `url` belongs to, or null. Scheme, "www." and a
// slash at the end are not looked at: servers redirect from one to another.
const FeedSource* SourceOf(const std::vector<FeedSource>& sources,
                           const Url& url);

struct FeedReading {
  std::vector<PageRecord> excerpts;  // without tags; each page once
  std::vector<FoundUrl> links;       // the entries' pages, newest first
  // Of what the feed lists: the same while no entry comes, changes or goes,
  // whatever else of the file does.
  uint64_t entries_hash = 0;
};

// No excerpts of a feed whose answer asks not to be indexed, of entries without
// a link, and, unless the configuration names the feed, of those on other
// sites: what a site says of another site's page is not that site's word.
FeedReading ReadFeed(const FetchResult& result, const CaptureRef& ref,
                     const FeedRules& rules);

// The text of an entry as a page, `url` is its link: title, then the longer one
// of content and summary. Without links.
Page PageOfEntry(const FeedEntry& entry, const Url& url);
// Text of the feed as people read it: no tags, white space collapsed.
std::string PlainText(const FeedText& text);

}  // namespace ritmon
