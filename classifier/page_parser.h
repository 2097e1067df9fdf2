// SPDX-License-Identifier: GPL-3.0-or-later
// From a response to a Page: encoding, text blocks with zones, main text,
// links, language, and what the page says about itself. HTML is parsed once.
//
// Never fails: any bytes give a Page, at worst an empty one. What is deeper,
// longer or more than the limits of html_filter.h is cut, not refused. Pure
// functions: may be called from any thread.

#pragma once

#include <string_view>

#include "model/fetch.h"
#include "model/page.h"

namespace ritmon {

// HTML, XHTML and plain text are read; other media types give a page without
// text. The page's URL is the request's.
Page ParsePage(const FetchResult& fetched);

// `content_type` is the HTTP header, with charset or without; empty is HTML.
Page ParsePage(const Url& url, std::string_view bytes,
               std::string_view content_type);

}  // namespace ritmon
