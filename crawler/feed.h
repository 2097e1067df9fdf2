// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds: RSS 0.90 to 2.0 (1.0 as RDF), Atom 0.3 and 1.0 (RFC 4287), JSON Feed
// 1.0 and 1.1, with what of content:encoded, Dublin Core, Media RSS and iTunes
// says something about title, text, date or link.
//
// Any bytes are accepted. Broken XML gives what can be read of it
// (markup_reader.h). No entity is expanded but characters by name or number,
// nothing outside the document is read. Texts are given as they stand in the
// feed, with their type: whoever knows HTML reads them. Authors are persons
// more often than not: no name of one is kept.
//
// Pure functions: may be called from any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/url.h"

namespace ritmon {

enum class FeedKind { kUnknown, kRss, kRdf, kAtom, kJson };
std::string_view ToString(FeedKind kind);  // "unknown", "rss", ...

enum class FeedTextType { kText, kHtml, kXhtml };
std::string_view ToString(FeedTextType type);  // "text", "html", "xhtml"

// RSS does not say what its texts are: they are taken for HTML, as all readers
// do. XHTML is markup of the feed itself, unclosed elements included.
struct FeedText {
  std::string text;  // trimmed, UTF-8
  FeedTextType type = FeedTextType::kText;
};

struct FeedEnclosure {
  std::string url;
  std::string type;  // media type as written
};

struct FeedEntry {
  std::string id;    // guid, id, rdf:about; as written, trimmed
  std::string link;  // absolute where its base is known
  FeedText title;
  FeedText summary;
  FeedText content;  // the whole text, if the feed has it
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::string language;  // as written: "de", "de-DE"; the feed's if its own
  std::string base;      // what links in the texts are relative to, or empty
  std::vector<FeedEnclosure> enclosures;
};

// What had to be cut or mended; part of the output of `tool feed`.
enum class FeedNote {
  kBytesCut,    // the answer was longer than is read
  kEntriesCut,  // more entries than are read
  kTextCut,     // a text longer than is kept
  kDepthCut,    // elements were nested too deeply
  kMended,      // the markup was broken somewhere
  kUnreadable,  // JSON that is none
};
std::string_view ToString(FeedNote note);

struct Feed {
  FeedKind kind = FeedKind::kUnknown;
  std::string version;  // "2.0", "1.0"; as written, may be empty
  FeedText title;
  FeedText description;
  std::string link;  // of the site
  std::string language;
  std::string publisher;  // dc:publisher: an organisation
  std::optional<Timestamp> updated;
  std::vector<FeedEntry> entries;  // in the feed's order
  std::set<FeedNote> notes;
};

struct FeedLimits {
  size_t max_bytes = size_t{16} << 20;      // of the answer, after gunzip
  size_t max_entries = 1000;                // those behind are not read
  size_t max_text_bytes = size_t{1} << 20;  // of one text
};

// `url` is where the feed was, `content_type` the HTTP header; both may be
// missing.
Feed ParseFeed(std::string_view body, const Url* url = nullptr,
               std::string_view content_type = {},
               const FeedLimits& limits = {});

}  // namespace ritmon
