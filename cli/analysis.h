// SPDX-License-Identifier: GPL-3.0-or-later
// What the analyst's commands stand on: configuration, vocabulary, and the two
// indexes, opened when they are first asked for. Reads only.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "classifier/taxonomy.h"
#include "cli/frontend.h"
#include "config/config.h"
#include "index/index_reader.h"
#include "index/vocabulary.h"
#include "pipeline/attribute.h"
#include "pipeline/page_store.h"

namespace ritmon {

class Analysis {
 public:
  static Result<Analysis> Open(const CommonFlags& common);

  const Options& options() const { return config_.options; }
  // What the keyword lists are called, without their terms: to read and compile
  // those takes longer than most questions (taxonomy_heads.h).
  const TaxonomySource& lists() const { return *lists_; }
  // With their terms; all mistakes in them at once.
  Result<std::shared_ptr<const Taxonomy>> CompileLists() const;
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const Places& places() const { return *places_; }
  Date today() const { return today_; }

  Result<PageIndexReader> OpenPages() const;
  Result<CompanyIndexReader> OpenCompanies() const;
  Result<PageStore> OpenStore() const;

  Result<Query> ParsePageQuery(const std::string& text) const;
  // What finds the companies of a region: of the tables by its name, of a
  // district or a state by AGS.
  std::string QueryOf(const Region& region) const;
  // A query for companies, within the configured region unless `everywhere`.
  Result<Query> ParseCompanyQuery(const std::string& text, bool everywhere,
                                  Date as_of) const;

 private:
  Analysis() = default;
  Config config_;
  std::unique_ptr<const TaxonomySource> lists_;  // others point into it
  std::unique_ptr<Places> places_;
  Vocabulary vocabulary_;
  Date today_{};
};

// "--as-of": a date, or today if empty.
Result<Date> ParseAsOf(const std::string& text, Date today);

}  // namespace ritmon
