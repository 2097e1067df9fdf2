// SPDX-License-Identifier: GPL-3.0-or-later
// What the two Xapian databases look like on disk: term prefixes, value slots,
// schema version. ON DISK: DO NOT CHANGE what is here without raising
// kSchemaVersion; docs/formats.md describes it.
//
// Prefixes follow Xapian's table (Q, H, L, S, U; X... for one's own:
// https://xapian.org/docs/omega/termprefixes.html). Age is not a term: it
// depends on the day that is asked about and is computed from kSlotFounded.
// Nor is size, for ranges of it are asked for.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace ritmon {

// Raised whenever a document made today differs from one made before.
inline constexpr int kSchemaVersion = 4;
// Metadata keys of each database.
inline constexpr char kMetaSchema[] = "ritmon.schema";
inline constexpr char kMetaContent[] = "ritmon.content";

// What a database holds. Its name ("pages", "companies") is the value of
// kMetaContent; on disk: do not change.
enum class IndexContent { kPages, kCompanies };
std::string_view ToString(IndexContent content);

// Terms, both databases unless said otherwise. What companies are filtered by
// stands on their pages too.
inline constexpr char kTermId[] = "Q";    // page key; company id
inline constexpr char kTermUrl[] = "U";   // pages: as fetched
inline constexpr char kTermHost[] = "H";  // host and registrable domain
inline constexpr char kTermLang[] = "L";  // ISO 639-1
inline constexpr char kTermYear[] = "Y";  // pages: of kSlotDate
// Stem of a folded word. Without a letter in front, unlike Omega's: no word
// that is folded begins with a capital, and there are hundreds a page.
inline constexpr char kTermStem[] = "";
inline constexpr char kTermTitleStem[] = "S";  // pages: of the title
inline constexpr char kTermName[] = "S";       // companies: word of a name
inline constexpr char kTermField[] = "XF";     // assigned (pages), counted
                                               // confidence (companies)
inline constexpr char kTermTopic[] = "XT";     // the same for topics
inline constexpr char kTermFieldConfidence[] =
    "XG";  // "<field>:<confidence>";
           // ":<confidence>" for any field
inline constexpr char kTermTopicConfidence[] = "XTG";
inline constexpr char kTermKind[] = "XK";      // web, news, post, grant: of the
                                               // page; of a company's evidence
inline constexpr char kTermCompany[] = "XC";   // company id
inline constexpr char kTermRegion[] = "XR";    // region's name
inline constexpr char kTermDistrict[] = "XA";  // AGS, 5 digits
inline constexpr char kTermMunicipality[] = "XM";  // AGS, 8 digits
inline constexpr char kTermCluster[] = "XCL";      // id, or "none"
inline constexpr char kTermAge[] = "XAGE";         // "unknown" only
inline constexpr char kTermSize[] = "XSIZE";       // "unknown" only
inline constexpr char kTermSizeClass[] = "XSC";    // company_facets.h
inline constexpr char kTermLegalForm[] = "XLF";
inline constexpr char kTermStatus[] = "XST";
inline constexpr char kTermEntityKind[] = "XEK";

// Value slots. Numbers are text of fixed width, so that bytes sort as numbers.
enum ValueSlot : uint32_t {
  kSlotDate = 0,           // "20261123175446": published, else fetched; of a
                           // company the newest of its evidence
  kSlotScore = 1,          // best field's score in thousandths, 12 digits
  kSlotCompany = 2,        // company id
  kSlotDomain = 3,         // registrable domain
  kSlotFounded = 4,        // "19980401"; of a year alone, 1 July
  kSlotEmployees = 5,      // 19 digits; of a class, its lower bound
  kSlotKey = 6,            // URL or company id: the last word in every order
  kSlotName = 7,           // companies: folded name
  kSlotFacts = 8,          // companies: company_facts.h
  kSlotEmployeesMost = 9,  // upper bound, or kNoUpperBound
};
inline constexpr std::string_view kNoUpperBound = "9999999999999999999";

// Xapian takes terms of up to 245 bytes, zero bytes counted twice.
inline constexpr size_t kMaxTermBytes = 245;

// The term for `value`. Like Omega, a ':' parts the prefix from a value that
// would read on into it. A longer one than Xapian takes keeps its head and
// ends in a hash of the whole.
std::string MakeTerm(std::string_view prefix, std::string_view value);

// `value` as it is if it is at most kMaxTermBytes long, else shortened like a
// term; for kSlotKey and kSlotName.
std::string SortKey(std::string_view value);

// Fixed-width text of a number; negative ones count as 0.
std::string NumberValue(int64_t number);
std::string ScoreValue(double score);
// Of kSlotDate: "20261123000000".
std::string DateValue(Date day);

}  // namespace ritmon
