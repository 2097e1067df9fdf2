// SPDX-License-Identifier: GPL-3.0-or-later
// A page as the classifier reads it: text blocks with zones, links, and what
// the page says about itself. All text is valid UTF-8, white space collapsed.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/url.h"

namespace ritmon {

// Where on the page a block of text stands. The names are part of the output
// of `tool extract` and of stored evidence; weights are in the keyword lists.
enum class Zone {
  kTitle,
  kDescription,  // meta description
  kHeading1,
  kHeading2,  // h2 and h3
  kHeading4,  // h4 to h6
  kMain,      // running text
  kList,
  kTable,
  kNavigation,
  kAside,
  kFooter,
  kImageAlt,
  kStructured,  // JSON-LD, OpenGraph, microdata
  kConsent,     // cookie layer
  kLegal,       // imprint, privacy, terms, battery and packaging notices
};

std::string_view ToString(Zone zone);
std::optional<Zone> ParseZone(std::string_view name);

struct Block {
  Zone zone = Zone::kMain;
  std::string text;

  friend bool operator==(const Block&, const Block&) = default;
};

struct Link {
  Url url;
  std::string text;
  bool nofollow = false;
  bool feed = false;     // link rel=alternate to RSS, Atom or JSON Feed
  std::string hreflang;  // as written; of link rel=alternate only
};

// schema.org Organization and the like, as far as it identifies a company.
struct OrganizationMarkup {
  std::string name;
  std::string legal_name;
  std::string street;
  std::string postcode;
  std::string town;
  std::vector<std::string> same_as;
};

enum class PageKind { kWeb, kNews, kPost, kGrant };
std::string_view ToString(PageKind kind);
std::optional<PageKind> ParsePageKind(std::string_view name);

struct Page {
  Url url;
  PageKind kind = PageKind::kWeb;
  std::string title;
  std::string lang;            // ISO 639-1, or empty if undecided
  double lang_confidence = 0;  // 0 to 1
  std::string charset;         // WHATWG name, lower case
  std::string charset_source;  // bom | header | meta | detected | default
  std::optional<Timestamp> published;
  std::vector<Block> blocks;  // in document order
  std::string main_text;      // the running text, blocks joined by '\n'
  std::vector<Link> links;    // http(s) only, in document order, no duplicates
  std::vector<OrganizationMarkup> organizations;
  std::optional<Url> canonical;  // link rel=canonical
  std::optional<Url> refresh;    // meta refresh target
  bool noindex = false;          // from meta robots
  bool nofollow = false;
  bool noai = false;                    // from meta robots
  std::optional<bool> tdm_reservation;  // from meta tdm-reservation
  std::string tdm_policy;               // from meta tdm-policy, as written
  bool is_imprint = false;              // by URL, heading or title
};

// The blocks joined by '\n': the text that Evidence::offset counts in.
std::string PageText(const Page& page);

}  // namespace ritmon
