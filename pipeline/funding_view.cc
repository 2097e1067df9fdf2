// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/funding_view.h"

#include <algorithm>
#include <utility>

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

bool IsInScope(const Grant& grant, const FundingScope& scope) {
  if (scope.research_only && IsOutsideResearch(grant)) return false;
  if (scope.districts.empty()) return true;
  const std::string_view district = DistrictOf(grant, scope.place);
  return std::binary_search(scope.districts.begin(), scope.districts.end(),
                            district);
}

FundingView::FundingView(Database database, GrantFactsStore facts,
                         const Taxonomy& taxonomy)
    : database_(std::make_unique<Database>(std::move(database))),
      facts_(std::move(facts)),
      taxonomy_(&taxonomy) {}

Result<FundingView> FundingView::Open(const Options& options,
                                      const Taxonomy& taxonomy) {
  const auto missing = [](const Error& error) -> Error {
    if (error.kind != ErrorKind::kNotFound) return error;
    return {ErrorKind::kNotFound, kNoGrants};
  };
  auto database = Database::OpenReadOnly(options.workspace.state_db());
  if (!database) return tl::unexpected(missing(database.error()));
  auto facts = GrantFactsStore::OpenReadOnly(options.workspace.text());
  if (!facts) return tl::unexpected(missing(facts.error()));
  FundingView view(std::move(*database), std::move(*facts), taxonomy);
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
    (field.is_topic ? tagged.topics : tagged.fields).push_back(field.id);
    if (field.is_topic) continue;
    for (const FieldSource& source : taxonomy_->fields()) {
      if (source.id == field.id && !source.future_field.empty()) {
        tagged.future_fields.push_back(source.future_field);
      }
    }
  }
  return tagged;
}

Status FundingView::ForEach(const Visit& visit) {
  auto all = facts_.All();
  if (!all) return tl::unexpected(all.error());
  Status status;
  auto read = grants_->ForEach([&](Grant& grant) {
    const auto facts = all->find(grant.fkz);
    status = visit(Tagged(std::move(grant),
                          facts == all->end() ? GrantFacts{} : facts->second));
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
      if (IsInPeriod(tagged.grant, options)) {
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

Result<ExcellenceIndex> ExcellenceOf(FundingView& view, const Options& options,
                                     const Taxonomy& taxonomy,
                                     const Regions& regions,
                                     const std::string& home,
                                     const std::vector<std::string>& benchmarks,
                                     const IndicatorOptions& indicators,
                                     const ExcellenceOptions& excellence) {
  if (options.funding.employment.empty()) {
    return Fail(ErrorKind::kNotFound,
                "no employment figures: funding.employment names none");
  }
  auto employment = Employment::Read(options.funding.employment);
  if (!employment) return tl::unexpected(employment.error());
  std::vector<std::string> names = {home};
  names.insert(names.end(), benchmarks.begin(), benchmarks.end());
  std::vector<RegionFunding> funding;
  std::vector<FundingScope> scopes;
  std::vector<std::string> keys;
  for (const std::string& name : names) {
    auto region = FindRegion(regions, name);
    if (!region) return tl::unexpected(region.error());
    keys.push_back(KnownAs(*employment, *region, name).value_or(name));
    funding.push_back({region->name, std::nullopt, {}});
    scopes.push_back({region->districts, options.funding.place, false});
  }
  const auto figures = employment->NearestTogether(keys);
  std::vector<FundingTally> tallies;
  scopes.push_back({{}, options.funding.place, false});  // Germany
  for (const FundingScope& scope : scopes) {
    auto tally =
        FundingTally::Begin({FundingAxis::kField}, indicators, scope.place);
    if (!tally) return tl::unexpected(tally.error());
    tallies.push_back(std::move(*tally));
  }
  auto status = view.ForEach([&](const TaggedGrant& tagged) -> Status {
    for (size_t i = 0; i < scopes.size(); ++i) {
      const bool is_germany = i + 1 == scopes.size();
      if (is_germany ? !DistrictOf(tagged.grant, scopes[i].place).empty()
                     : IsInScope(tagged.grant, scopes[i])) {
        tallies[i].Add(tagged);
      }
    }
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  std::optional<RegionFunding> area;
  if (const EmploymentFigure* figure = employment->Find(kGermany)) {
    area = RegionFunding{kGermany, *figure,
                         std::move(tallies.back()).Finish().margins[0]};
  }
  for (size_t i = 0; i < funding.size(); ++i) {
    funding[i].employment = figures[i];
    funding[i].fields = std::move(tallies[i]).Finish().margins[0];
  }
  std::vector<std::string> fields;
  for (const FieldSource& field : taxonomy.fields()) fields.push_back(field.id);
  return ComputeExcellence(std::move(funding), std::move(area), fields,
                           excellence);
}

}  // namespace ritmon
