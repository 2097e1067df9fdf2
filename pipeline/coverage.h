// SPDX-License-Identifier: GPL-3.0-or-later
// What the counts cannot see: how far each company of a region came on the way
// from the register to a count, and why it came no further. Pure functions.
//
// A company ends in one place only, so that those who ended somewhere add up
// to all, whatever they are parted by.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// The way, in its order.
enum class CoverageStage {
  kRegistered,  // in the register, or in a list or on an imprint
  kSiteKnown,   // a list names its website, or a site may be its
  kReached,     // a server there has answered
  kCrawled,     // pages of it are stored
  kMatched,     // a site is its own, by its imprint, a list or people
  kReadable,    // its pages have text
  kTagged,      // it counts in at least one field
};
inline constexpr size_t kCoverageStages = 7;

// Where a company ended, by the stage that it reached last. Of several sites
// the one that is further down here tells.
enum class CoverageEnd {
  kNoSite,
  kNotAsked,     // the site is known, and still to be crawled
  kUnreachable,  // asked, and no answer came
  kRobots,       // robots.txt forbids it
  kNoPage,       // answered, but there is no page: errors, another file type
  kReserved,     // reserved from text and data mining
  kNoMatch,      // the imprint names nobody, or somebody else
  kReview,       // people must say whose site it is
  kScriptOnly,   // its text comes with JavaScript only
  kNoField,      // read, and active in no field
  kCandidate,    // in a field at confidence low, which is not counted
  kTagged,
};
inline constexpr size_t kCoverageEnds = 12;

// "registered", "site-known", ...; "no-site", "not-asked", ...
std::string_view ToString(CoverageStage stage);
std::string_view ToString(CoverageEnd end);
CoverageStage StageOf(CoverageEnd end);

// A site that a list gives the company, or for which it is a candidate.
struct SiteTrace {
  bool answered = false;
  bool failed = false;
  bool robots = false;
  bool reserved = false;
  bool stored = false;     // with pages
  bool in_review = false;  // and the company may be its owner
};

struct CompanyTrace {
  std::vector<SiteTrace> sites;
  bool own_site = false;  // pages of at least one site are credited to it
  bool has_text = false;  // of these, any
  bool candidate = false;
  bool tagged = false;
};

CoverageEnd EndOf(const CompanyTrace& trace);

struct CoverageGroup {
  std::string value;  // "0-4", an AGS, a legal form, "unknown"
  std::array<uint64_t, kCoverageEnds> ended{};

  uint64_t Ended(CoverageEnd end) const {
    return ended[static_cast<size_t>(end)];
  }
  // How many came to `stage` or further.
  uint64_t Reached(CoverageStage stage) const;
  uint64_t total() const { return Reached(CoverageStage::kRegistered); }
};

struct CoverageTable {
  CoverageGroup all;
  // Each company in one; in the order to show them.
  std::vector<CoverageGroup> groups;

  // `value` is a group's that is there, or a new one's, which comes last.
  void Add(std::string_view value, CoverageEnd end);
};

}  // namespace ritmon
