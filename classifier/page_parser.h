// SPDX-License-Identifier: GPL-3.0-or-later
// From a response to a Page: encoding, text blocks with zones, main text,
// links, language, and what the page says about itself. HTML is parsed once.
//
// ParseLinks is for crawls that follow links and read nothing, at
// three fifths of the work.
//
// Never fails: any bytes give a Page, at worst an empty one. What is deeper,
// longer or more than the limits of html_filter.h is cut, not refused. The
// functions are pure: may be called from any thread.

#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "classifier/class_names.h"
#include "classifier/page_links.h"
#include "model/fetch.h"
#include "model/listing.h"
#include "model/page.h"

namespace ritmon {

// What parsing a page consists of, for who wants to know how long each takes.
enum class ParsePart {
  kDecode,   // bytes to UTF-8
  kTree,     // filter, Gumbo, flat tree
  kExtract,  // regions, blocks, main text, links, metadata, language
};
// Told when a part begins, in this order; plain text has no tree.
using OnParsePart = std::function<void(ParsePart)>;

// HTML, XHTML and plain text are read; other media types give a page without
// text. The page's URL is the request's.
Page ParsePage(const FetchResult& fetched);

// `content_type` is the HTTP header, with charset or without; empty is HTML.
Page ParsePage(const Url& url, std::string_view bytes,
               std::string_view content_type);

// Reads many pages: the same, and faster, for what they have in common is
// remembered. Belongs to one thread.
class PageParser {
 public:
  Page Parse(const FetchResult& fetched, const OnParsePart& on_part = {});
  Page Parse(const Url& url, std::string_view bytes,
             std::string_view content_type, const OnParsePart& on_part = {});

 private:
  NameMeanings names_;
};

// Where a page points to, and what its meta elements ask of robots: the same
// as the Page has it. Pages that are no HTML point nowhere.
struct ParsedLinks {
  PageLinks found;
  bool noindex = false;
  bool nofollow = false;
};
ParsedLinks ParseLinks(const FetchResult& fetched);
ParsedLinks ParseLinks(const Url& url, std::string_view bytes,
                       std::string_view content_type);

// What a directory's page lists; nothing of what is no HTML.
std::vector<Listing> ParseListings(const FetchResult& fetched);

}  // namespace ritmon
