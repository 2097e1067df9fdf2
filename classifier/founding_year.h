// SPDX-License-Identifier: GPL-3.0-or-later
// The year in which a company says that it was founded, from its own website:
// "Gegründet 1998", "Gründungsjahr: 1998", "Familienunternehmen seit 1911",
// "founded in 1998", "125 Jahre (1898-2023)".
//
// Only home pages and pages about the company are read, and only what speaks of
// the company itself: not of its branches, members, products, certificates,
// founders or other firms. It is a hint of low confidence, for companies of
// which no register or list has a date. In doubt nothing is said.
//
// Pure functions, any thread. A page's claims depend on nothing but the page
// and the company's name; what they add up to does not depend on their order.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/page.h"

namespace ritmon {

// How plainly it is said, the better one last.
enum class FoundingRule {
  kActivity,  // "Seit 1998 entwickeln wir Sensoren"
  kSince,     // "Ihr Partner seit 1998"
  kFounded,   // "1998 gegründet"
};
std::string_view ToString(FoundingRule rule);  // "activity", "since", "founded"

struct FoundingClaim {
  int year = 0;
  FoundingRule rule = FoundingRule::kSince;
  bool about_page = false;  // else the home page
  std::string url;
  std::string sentence;
  size_t offset = 0;  // of the year, in bytes of PageText
};

struct FoundingPage {
  std::string_view url;
  PageKind kind = PageKind::kWeb;
  std::string_view company;  // its name
  int latest_year = 0;       // a later one is no year of foundation
  std::span<const Block> blocks;
};

// In the order of the page.
std::vector<FoundingClaim> FindFoundingYears(const FoundingPage& page);

// The year that the pages of one company agree on. The plainest words win,
// among them those of pages about the company. Nothing if these contradict each
// other, or if weaker words go back further.
std::optional<FoundingClaim> SettleFoundingYear(
    std::vector<FoundingClaim> claims);

}  // namespace ritmon
