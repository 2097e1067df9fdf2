// SPDX-License-Identifier: GPL-3.0-or-later
// A page as the classifier reads it: text blocks with zones, links, and what
// the page says about itself. All text is valid UTF-8, white space collapsed.

#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/profile.h"
#include "model/url.h"

namespace ritmon {

// Where on the page a block of text stands. The names are part of the output
// of `tool extract` and of stored evidence; weights are in the keyword lists.
enum class Zone {
  kTitle,
  kDescription,  // meta description
  kHeading1,
  kHeading2,
  kHeading3,
  kHeading4,
  kHeading5,
  kHeading6,
  kMain,  // running text
  kList,
  kTable,
  kLink,  // a block that is nothing but a link
  kNavigation,
  kAside,
  kFooter,
  kImageAlt,
  kStructured,  // JSON-LD, OpenGraph, microdata
  kConsent,     // cookie layer
  kLegal,       // imprint, privacy, terms, battery and packaging notices
  kJob,         // job advertisements
  kReference,   // lists of customers, partners, sponsors
  kSearch,      // site search, tag clouds
  kTemplate,    // what the pages of a site repeat (classifier/site_template.h)
};
inline constexpr size_t kZoneCount = static_cast<size_t>(Zone::kTemplate) + 1;

std::string_view ToString(Zone zone);
std::optional<Zone> ParseZone(std::string_view name);

struct Block {
  Zone zone = Zone::kMain;
  std::string text;
  std::string lang = {};  // ISO 639-1; empty if as the page, or undecided

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
  std::string url = {};     // as written: whose site it says it is
  std::string vat_id = {};  // as written
};

// What the bytes were.
enum class PageFormat { kHtml, kPlain, kPdf };
std::string_view ToString(PageFormat format);
std::optional<PageFormat> ParsePageFormat(std::string_view name);

// What had to be cut, repaired or done without while a page was read. The
// names are part of the output of `tool extract` and of stored records.
enum class PageNote {
  kBytesCut,         // the answer was cut at the size limit
  kDepthCut,         // elements were nested too deeply
  kTagsCut,          // more tags than are read
  kAttributesCut,    // more attributes than are read
  kTextCut,          // more text than is kept
  kPagesCut,         // more pages of a PDF than are read
  kCharsetRepaired,  // not all in the encoding it says, or in two
  kMojibake,         // text that was decoded wrongly before it came here
  kNeedsScript,      // the text is missing without scripts
  kRendered,         // read as a browser shows it
  kUnreadable,       // a document that is locked, damaged or too costly
  kLocked,           // of those, one that wants a password or forbids copying
  kNoText,           // a document of pictures only, as a scanner makes it
  kFromFeed,         // a feed's words; the page itself has not been read
};
inline constexpr size_t kPageNoteCount =
    static_cast<size_t>(PageNote::kFromFeed) + 1;
std::string_view ToString(PageNote note);
std::optional<PageNote> ParsePageNote(std::string_view name);
using PageNotes = std::set<PageNote>;
// Names joined by blanks, in the order of the enumeration, and back; unknown
// names are left out.
std::string ToString(const PageNotes& notes);
PageNotes ParsePageNotes(std::string_view names);

enum class PageKind { kWeb, kNews, kPost, kGrant };
std::string_view ToString(PageKind kind);
std::optional<PageKind> ParsePageKind(std::string_view name);

struct Page {
  Url url;
  PageKind kind = PageKind::kWeb;
  PageFormat format = PageFormat::kHtml;
  PageNotes notes;
  std::string title;
  std::string lang;            // ISO 639-1, or empty if undecided
  double lang_confidence = 0;  // 0 to 1
  std::string charset;         // WHATWG name, lower case
  std::string charset_source;  // bom | header | meta | detected | default
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::string publisher;      // the organisation that says it is the author
  std::vector<Block> blocks;  // in document order
  std::string main_text;      // the running text, blocks joined by '\n'
  std::vector<Link> links;    // http(s) only, in document order, no duplicates
  std::vector<OrganizationMarkup> organizations;
  std::vector<ProfileLink> profiles;  // that the site calls its own
  std::optional<Url> canonical;       // link rel=canonical
  std::optional<Url> refresh;         // meta refresh target
  bool noindex = false;               // from meta robots
  bool nofollow = false;
  bool noai = false;                    // from meta robots
  std::optional<bool> tdm_reservation;  // from meta tdm-reservation
  std::string tdm_policy;               // from meta tdm-policy, as written
  bool is_imprint = false;              // by URL, heading or title
};

// The blocks joined by '\n': the text that Evidence::offset counts in.
std::string PageText(const Page& page);

}  // namespace ritmon
