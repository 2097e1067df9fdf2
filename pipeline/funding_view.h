// SPDX-License-Identifier: GPL-3.0-or-later
// The grants with all that was found out about them, for those who ask:
// `ritmon funding`, explain, export, the report. Reads only. Belongs to one
// thread.

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "classifier/taxonomy_file.h"
#include "funding/excellence_index.h"
#include "funding/funding_table.h"
#include "funding/grant_store.h"
#include "funding/joint_projects.h"
#include "pipeline/grant_facts.h"
#include "pipeline/options.h"
#include "pipeline/places.h"

namespace ritmon {

// Which grants are counted.
struct FundingScope {
  // Districts (AGS) in which, sorted; empty: everywhere, abroad too.
  std::vector<std::string> districts;
  GrantPlace place = GrantPlace::kExecuting;
  bool research_only = false;  // without IsOutsideResearch
};
bool IsInScope(const Grant& grant, const FundingScope& scope);
// Wherever it is: not left out by research_only.
bool IsWanted(const Grant& grant, const FundingScope& scope);

// What was imported, for source lines.
struct GrantSourceFacts {
  uint64_t grants = 0;
  std::string as_of;  // the newest date of the data; empty if nobody said it
  std::vector<GrantImportEntry> imports;
};

class FundingView {
 public:
  // kNotFound with the command that helps if no grants were imported, or
  // nothing is known of them yet. `lists` must outlive this.
  static Result<FundingView> Open(const Options& options,
                                  const TaxonomySource& lists);

  // All, by rising FKZ. An error of `visit` ends it.
  using Visit = std::function<Status(const TaggedGrant&)>;
  Status ForEach(const Visit& visit);

  Result<FundingTable> Count(const std::vector<FundingAxis>& axes,
                             const IndicatorOptions& options,
                             const FundingScope& scope);
  Result<std::vector<JointProject>> Projects(const IndicatorOptions& options,
                                             const FundingScope& scope);
  // The grants of a company, whatever their period, by FKZ.
  Result<std::vector<Grant>> GrantsOf(std::string_view company_id);
  Result<GrantFacts> FactsOf(std::string_view fkz) { return facts_.Find(fkz); }
  Result<std::optional<Grant>> Find(std::string_view fkz) {
    return grants_->Find(fkz);
  }
  Result<std::vector<GrantChange>> HistoryOf(std::string_view fkz) {
    return grants_->History(fkz);
  }
  Result<GrantSourceFacts> Sources();

 private:
  FundingView(Database database, GrantFactsStore facts,
              const TaxonomySource& lists);
  TaggedGrant Tagged(Grant grant, const GrantFacts& facts) const;

  std::unique_ptr<Database> database_;
  std::optional<GrantStore> grants_;
  GrantFactsStore facts_;
  // Read when they are first asked for: a report asks a dozen times.
  std::optional<GrantFactsStore::FactsByFkz> all_facts_;
  const TaxonomySource* lists_;
};

struct ExcellenceQuestion {
  std::string home;                     // a region
  std::vector<std::string> benchmarks;  // others
  GrantPlace place = GrantPlace::kExecuting;
  bool research_only = false;
  IndicatorOptions indicators;
  ExcellenceOptions excellence;
};
// The index by application field; Germany as the area if the table of
// employment has a figure for "de" that goes together with the others.
// kNotFound if no table is configured, or a region is unknown; kInvalid as
// ComputeExcellence.
Result<ExcellenceIndex> ExcellenceOf(FundingView& view, const Options& options,
                                     const TaxonomySource& lists,
                                     const Regions& regions,
                                     const ExcellenceQuestion& question);

// The scope of a region by its name; nothing: everywhere. kNotFound names it.
Result<FundingScope> ScopeOfRegion(const Regions& regions,
                                   const std::string& name, GrantPlace place);

}  // namespace ritmon
