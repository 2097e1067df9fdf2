// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/funding_view.h"

#include <algorithm>
#include <utility>

#include "pipeline/stores.h"

namespace ritmon {
namespace {

constexpr char kNoGrants[] =
    "no grants here yet: ritmon import grants FILE (docs/getting-data.md)";

// The key of all Germany in the table of employment.
constexpr char kGermany[] = "de";

// The first of these names by which the table knows the region.
std::optional<std::string> KnownAs(const Employment& employment,
                                   const Region& region,
                                   const std::string& asked) {
  std::vector<std::string> names = {asked, region.name, region.label_de};
  if (region.districts.size() == 1) names.push_back(region.districts.front());
  for (const std::string& name : names) {
    if (employment.Find(name) != nullptr) return name;
  }
  return std::nullopt;
}

Result<Region> FindRegion(const Regions& regions, const std::string& name) {
  auto region = regions.Find(name);
  if (region) return std::move(*region);
  return Fail(ErrorKind::kNotFound, "no region '" + name + "'");
}

}  // namespace

bool IsWanted(const Grant& grant, const FundingScope& scope) {
  return !scope.research_only || !IsOutsideResearch(grant);
}

bool IsInScope(const Grant& grant, const FundingScope& scope) {
  if (!IsWanted(grant, scope)) return false;
  if (scope.districts.empty()) return true;
  const std::string_view district = DistrictOf(grant, scope.place);
  return std::binary_search(scope.districts.begin(), scope.districts.end(),
                            district);
}

FundingView::FundingView(Database database, GrantFactsStore facts,
                         const TaxonomySource& lists)
    : database_(std::make_unique<Database>(std::move(database))),
      facts_(std::move(facts)),
      lists_(&lists) {}

Result<FundingView> FundingView::Open(const Options& options,
                                      const TaxonomySource& lists) {
  const auto missing = [](const Error& error) -> Error {
    if (error.kind != ErrorKind::kNotFound) return error;
    return {ErrorKind::kNotFound, kNoGrants};
  };
  auto database = OpenStateReadOnly(options.workspace);
  if (!database) return tl::unexpected(missing(database.error()));
  auto facts = GrantFactsStore::OpenReadOnly(options.workspace.text());
  if (!facts) return tl::unexpected(missing(facts.error()));
  FundingView view(std::move(*database), std::move(*facts), lists);
  auto grants = GrantStore::OpenReadOnly(*view.database_);
  if (!grants) return tl::unexpected(missing(grants.error()));
  view.grants_ = std::move(*grants);
  return view;
}

TaggedGrant FundingView::Tagged(Grant grant, const GrantFacts& facts) const {
  TaggedGrant tagged;
  tagged.grant = std::move(grant);
  tagged.project = facts.project;
  tagged.company_id = facts.company_id;
  for (const GrantField& field : facts.fields) {
    if (!IsCounted(field)) continue;
    if (field.is_topic) {
      tagged.topics.push_back(field.id);
      continue;
    }
    tagged.fields.push_back(field.id);
    std::string& future = tagged.future_fields.emplace_back();
    for (const FieldSource& source : lists_->fields) {
      if (source.id == field.id) future = source.future_field;
    }
  }
  return tagged;
}

Status FundingView::ForEach(const Visit& visit) {
  if (!all_facts_) {
    GrantFactsStore::FactsByFkz facts;
    if (auto s = facts_.ReadAll(facts); !s) return s;
    all_facts_ = std::move(facts);
  }
  Status status;
  auto read = grants_->ForEach([&](Grant& grant) {
    const auto facts = all_facts_->find(grant.fkz);
    status = visit(Tagged(std::move(grant), facts == all_facts_->end()
                                                ? GrantFacts{}
                                                : facts->second));
    return status.has_value();
  });
  return read ? status : read;
}

Result<FundingTable> FundingView::Count(const std::vector<FundingAxis>& axes,
                                        const IndicatorOptions& options,
                                        const FundingScope& scope) {
  auto tally = FundingTally::Begin(axes, options, scope.place);
  if (!tally) return tl::unexpected(tally.error());
  auto status = ForEach([&](const TaggedGrant& tagged) -> Status {
    if (IsInScope(tagged.grant, scope)) tally->Add(tagged);
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  return std::move(*tally).Finish();
}

Result<std::vector<JointProject>> FundingView::Projects(
    const IndicatorOptions& options, const FundingScope& scope) {
  JointProjects projects;
  auto status = ForEach([&](const TaggedGrant& tagged) -> Status {
    if (IsInScope(tagged.grant, scope) && IsInPeriod(tagged.grant, options)) {
      projects.NoteInside(tagged);
    }
    return {};
  });
  if (status) {
    status = ForEach([&](const TaggedGrant& tagged) -> Status {
      if (IsInPeriod(tagged.grant, options) && IsWanted(tagged.grant, scope)) {
        projects.Add(tagged, IsInScope(tagged.grant, scope));
      }
      return {};
    });
  }
  if (!status) return tl::unexpected(status.error());
  return std::move(projects).Finish();
}

Result<std::vector<Grant>> FundingView::GrantsOf(std::string_view company_id) {
  auto keys = facts_.GrantsOf(company_id);
  if (!keys) return tl::unexpected(keys.error());
  std::vector<Grant> found;
  for (const std::string& fkz : *keys) {
    auto grant = grants_->Find(fkz);
    if (!grant) return tl::unexpected(grant.error());
    if (*grant) found.push_back(std::move(**grant));
  }
  return found;
}

Result<GrantSourceFacts> FundingView::Sources() {
  GrantSourceFacts facts;
  auto count = grants_->Count();
  if (!count) return tl::unexpected(count.error());
  facts.grants = *count;
  auto imports = grants_->Imports();
  if (!imports) return tl::unexpected(imports.error());
  facts.imports = std::move(*imports);
  for (const GrantImportEntry& entry : facts.imports) {
    facts.as_of = std::max(facts.as_of, entry.as_of);
  }
  return facts;
}

Result<FundingScope> ScopeOfRegion(const Regions& regions,
                                   const std::string& name, GrantPlace place) {
  FundingScope scope;
  scope.place = place;
  if (name.empty()) return scope;
  auto region = FindRegion(regions, name);
  if (!region) return tl::unexpected(region.error());
  scope.districts = region->districts;
  return scope;
}

namespace {

// One figure for each of the keys, and Germany's behind them if the table has
// one that goes together with theirs.
std::vector<std::optional<EmploymentFigure>> FiguresOf(
    const Employment& employment, std::vector<std::string> keys) {
  auto without = employment.NearestTogether(keys);
  keys.emplace_back(kGermany);
  auto with = employment.NearestTogether(keys);
  const bool fits = MonthsApart(with) <= kMaxMonthsApart ||
                    MonthsApart(with) <= MonthsApart(without);
  if (with.back() && fits) return with;
  without.emplace_back(std::nullopt);
  return without;
}

// Money by field of each region, and of all Germany at the end.
Result<std::vector<std::map<std::string, FundingCell, std::less<>>>> SumsOf(
    FundingView& view, const std::vector<FundingScope>& scopes,
    const IndicatorOptions& indicators) {
  std::vector<FundingTally> tallies;
  for (size_t i = 0; i <= scopes.size(); ++i) {
    auto tally = FundingTally::Begin({FundingAxis::kField}, indicators,
                                     scopes.front().place);
    if (!tally) return tl::unexpected(tally.error());
    tallies.push_back(std::move(*tally));
  }
  auto status = view.ForEach([&](const TaggedGrant& tagged) -> Status {
    for (size_t i = 0; i < scopes.size(); ++i) {
      if (IsInScope(tagged.grant, scopes[i])) tallies[i].Add(tagged);
    }
    const FundingScope& home = scopes.front();
    if (IsWanted(tagged.grant, home) &&
        !DistrictOf(tagged.grant, home.place).empty()) {
      tallies.back().Add(tagged);
    }
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  std::vector<std::map<std::string, FundingCell, std::less<>>> sums;
  for (FundingTally& tally : tallies) {
    sums.push_back(std::move(tally).Finish().margins[0]);
  }
  return sums;
}

}  // namespace

Result<ExcellenceIndex> ExcellenceOf(FundingView& view, const Options& options,
                                     const TaxonomySource& lists,
                                     const Regions& regions,
                                     const ExcellenceQuestion& question) {
  if (options.funding.employment.empty()) {
    return Fail(ErrorKind::kNotFound,
                "no employment figures: funding.employment names no table");
  }
  auto employment = Employment::Read(options.funding.employment);
  if (!employment) return tl::unexpected(employment.error());
  std::vector<std::string> names = {question.home};
  names.insert(names.end(), question.benchmarks.begin(),
               question.benchmarks.end());
  std::vector<RegionFunding> funding;
  std::vector<FundingScope> scopes;
  std::vector<std::string> keys;
  for (const std::string& name : names) {
    auto region = FindRegion(regions, name);
    if (!region) return tl::unexpected(region.error());
    keys.push_back(KnownAs(*employment, *region, name).value_or(name));
    funding.push_back({region->name, std::nullopt, {}});
    scopes.push_back(
        {region->districts, question.place, question.research_only});
  }
  const auto figures = FiguresOf(*employment, keys);
  auto sums = SumsOf(view, scopes, question.indicators);
  if (!sums) return tl::unexpected(sums.error());
  for (size_t i = 0; i < funding.size(); ++i) {
    funding[i].employment = figures[i];
    funding[i].fields = std::move((*sums)[i]);
  }
  std::optional<RegionFunding> area;
  if (figures.back()) {
    area = RegionFunding{kGermany, figures.back(), std::move(sums->back())};
  }
  std::vector<std::string> fields;
  for (const FieldSource& field : lists.fields) fields.push_back(field.id);
  return ComputeExcellence(std::move(funding), std::move(area), fields,
                           question.excellence);
}

}  // namespace ritmon
