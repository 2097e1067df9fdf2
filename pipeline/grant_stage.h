// SPDX-License-Identifier: GPL-3.0-or-later
// Grants into the state store, and what the keyword lists and the register say
// of them (pipeline/grant_facts.h).

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "classifier/keyword_matcher.h"
#include "classifier/taxonomy.h"
#include "funding/grant_import.h"
#include "funding/grant_title.h"
#include "pipeline/grant_facts.h"
#include "pipeline/options.h"
#include "pipeline/places.h"

namespace ritmon {

struct GrantFileReport {
  std::filesystem::path file;
  GrantImportSummary summary;
};

struct GrantImportReport {
  std::vector<GrantFileReport> files;  // those that were read
  int unchanged_files = 0;             // the same as when last imported
};

// Called now and then with the rows kept of `file`.
using OnGrantProgress =
    std::function<void(const std::filesystem::path& file, uint64_t rows)>;

// Imports every one of `sources` that has changed since it was last imported,
// or is told to be read otherwise. The first error ends it; files before it
// stay imported.
Result<GrantImportReport> ImportGrantFiles(
    const Options& options, const std::vector<GrantSource>& sources,
    const Clock& clock, const OnGrantProgress& on_progress = {});

struct GrantFactsReport {
  int64_t grants = 0;
  int64_t in_a_field = 0;  // in at least one, counted
  int64_t companies = 0;   // grants whose company is known
};

// Fields and companies of all grants anew, if the lists, the grants, the actor
// rules or the register are others than last time. Nothing if there was nothing
// to do, or no grants are there.
Result<std::optional<GrantFactsReport>> RefreshGrantFacts(
    const Options& options, const Taxonomy& taxonomy, const Places& places);

// Fields and topics of one grant.
std::vector<GrantField> TagGrant(const Grant& grant, const GrantTitles& titles,
                                 const Taxonomy& taxonomy,
                                 MatcherScratch& scratch);

}  // namespace ritmon
