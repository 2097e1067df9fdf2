// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mass_source.h"

#include <algorithm>
#include <utility>

#include "base/nearest.h"
#include "pipeline/attribute.h"
#include "registry/population.h"

namespace ritmon {
namespace {

Result<Region> RegionNamed(const Analysis& analysis, const std::string& name) {
  const Regions& regions = analysis.places().regions;
  if (auto region = regions.Find(name)) return *region;
  std::vector<std::string_view> known;
  for (const Region& region : regions.regions()) known.push_back(region.name);
  return Fail(ErrorKind::kInvalid,
              "unknown region '" + name + "'" + DidYouMean(name, known));
}

// Why the index lacks companies of the region's register; empty if it does not.
Result<std::string> RegisterGap(const Analysis& analysis, const Region& region,
                                bool german) {
  const Options& options = analysis.options();
  const Regions& regions = analysis.places().regions;
  const auto holds = [&](const std::vector<std::string>& districts) {
    return districts.empty() ||
           std::includes(districts.begin(), districts.end(),
                         region.districts.begin(), region.districts.end());
  };
  if (holds(HomeDistricts(options, regions))) return std::string();
  const std::string remedy =
      german ? "; als critical_mass.benchmark nennen, dann 'ritmon run'"
             : "; name it as critical_mass.benchmark, then 'ritmon run'";
  if (!holds(IndexedDistricts(options, regions))) {
    return (german ? "von dort sind nur Unternehmen mit Website im Index"
                   : "of it only companies with a website are in the index") +
           remedy;
  }
  auto store = analysis.OpenStore();
  if (!store) return tl::unexpected(store.error());
  auto indexed = store->IndexedRegions();
  if (!indexed) return tl::unexpected(indexed.error());
  if (*indexed == IndexedRegionsText(options, regions)) return std::string();
  return std::string(german
                         ? "der Index ist älter als critical_mass.benchmark; "
                           "'ritmon run' macht ihn neu"
                         : "the index is older than critical_mass.benchmark; "
                           "'ritmon run' makes it anew");
}

// "31.12.2024" would be a language of its own: dates are ISO everywhere.
std::string NoteOf(const Inhabitants& inhabitants) {
  std::string note = FormatDate(inhabitants.earliest);
  if (inhabitants.latest != inhabitants.earliest) {
    note += "..." + FormatDate(inhabitants.latest);
  }
  for (const std::string& source : inhabitants.sources) note += ", " + source;
  return note;
}

Result<KnownNumber> InhabitantsOf(const Analysis& analysis,
                                  const Region& region, bool german) {
  const auto& path = analysis.options().critical_mass.population;
  if (path.empty()) {
    return KnownNumber{{},
                       german ? "critical_mass.population ist nicht gesetzt"
                              : "critical_mass.population is not set"};
  }
  auto population = Population::Load(path);
  if (!population) return tl::unexpected(population.error());
  const auto sum = population->Of(region.districts);
  if (sum) return KnownNumber{sum->number, NoteOf(*sum)};
  return KnownNumber{{}, sum.error().message};
}

class Collector {
 public:
  Collector(const Analysis& analysis, const MassRequest& request,
            CompanyIndexReader& companies, MassThresholds thresholds,
            std::vector<std::string> ids)
      : analysis_(analysis),
        request_(request),
        companies_(companies),
        thresholds_(std::move(thresholds)),
        ids_(std::move(ids)) {}

  Result<MassRegion> Of(const Region& region) {
    auto gap = RegisterGap(analysis_, region, request_.german);
    if (!gap) return tl::unexpected(gap.error());
    auto inhabitants = InhabitantsOf(analysis_, region, request_.german);
    if (!inhabitants) return tl::unexpected(inhabitants.error());
    return Count(region, std::move(*gap), std::move(*inhabitants));
  }

  Result<MassRegion> Everywhere() {
    return Count({}, "", {{}, request_.german ? "keine Region" : "no region"});
  }

 private:
  Result<MassRegion> Count(const Region& region, std::string gap,
                           KnownNumber inhabitants) {
    const MassQuestion question{
        .by = request_.by,
        .region = region.districts.empty() ? "" : analysis_.QueryOf(region),
        .ids = ids_,
        .as_of = analysis_.today(),
        .register_gap = std::move(gap),
        .inhabitants = std::move(inhabitants)};
    auto mass =
        CountMass(companies_, question, thresholds_, analysis_.vocabulary());
    if (!mass) return tl::unexpected(mass.error());
    return MassRegion{region.name,
                      request_.german ? region.label_de : region.label_en,
                      region.districts, std::move(*mass)};
  }

  const Analysis& analysis_;
  const MassRequest& request_;
  CompanyIndexReader& companies_;
  MassThresholds thresholds_;
  std::vector<std::string> ids_;
};

// The id of the one field that is asked for, or none.
Result<std::vector<std::string>> IdsOf(const MassRequest& request,
                                       const Vocabulary& vocabulary) {
  if (request.field.empty()) return std::vector<std::string>();
  const bool by_future = request.by == Dimension::kFutureField;
  auto entry = by_future ? FindEntry(vocabulary.future_fields, request.field,
                                     "future field")
                         : FindEntry(vocabulary.fields, request.field, "field");
  if (!entry) return tl::unexpected(entry.error());
  return std::vector<std::string>{(*entry)->id};
}

// The region to compare with, or why there is nothing to.
Status AddBenchmark(const Analysis& analysis, const MassRequest& request,
                    const std::string& name, Collector& collector,
                    MassReport& report) {
  auto region = RegionNamed(analysis, name);
  if (!region) return tl::unexpected(region.error());
  if (region->name == report.region.name) {
    return Fail(ErrorKind::kInvalid,
                "'" + name + "' cannot be compared with itself");
  }
  auto benchmark = collector.Of(*region);
  if (!benchmark) return tl::unexpected(benchmark.error());
  if (benchmark->mass.known_companies > 0) {
    const auto& own = report.region.districts;
    report.shared_districts = static_cast<size_t>(
        std::count_if(own.begin(), own.end(), [&](const std::string& district) {
          return std::binary_search(region->districts.begin(),
                                    region->districts.end(), district);
        }));
    report.benchmark = std::move(*benchmark);
    return {};
  }
  report.no_benchmark =
      benchmark->label +
      (request.german ? ": keine Angabe; von dort ist kein Unternehmen geladen "
                        "(docs/operations.md)"
                      : ": no data; no company of it is loaded "
                        "(docs/operations.md)");
  return {};
}

}  // namespace

Result<MassReport> CollectMass(const Analysis& analysis,
                               const MassRequest& request) {
  const Options& options = analysis.options();
  auto thresholds =
      WithIds(options.critical_mass.thresholds, analysis.vocabulary());
  if (!thresholds) return tl::unexpected(thresholds.error());
  auto ids = IdsOf(request, analysis.vocabulary());
  if (!ids) return tl::unexpected(ids.error());
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  Collector collector(analysis, request, *companies, std::move(*thresholds),
                      std::move(*ids));
  MassReport report{.by = request.by,
                    .as_of = analysis.today(),
                    .region = {},
                    .benchmark = {},
                    .no_benchmark = {}};
  const std::string& name =
      request.region.empty() ? options.region : request.region;
  if (name.empty()) {
    auto everywhere = collector.Everywhere();
    if (!everywhere) return tl::unexpected(everywhere.error());
    report.region = std::move(*everywhere);
  } else {
    auto region = RegionNamed(analysis, name);
    if (!region) return tl::unexpected(region.error());
    auto own = collector.Of(*region);
    if (!own) return tl::unexpected(own.error());
    report.region = std::move(*own);
  }
  const std::string& other = request.benchmark.empty()
                                 ? options.critical_mass.benchmark
                                 : request.benchmark;
  if (other.empty()) return report;
  auto added = AddBenchmark(analysis, request, other, collector, report);
  if (!added) return tl::unexpected(added.error());
  return report;
}

}  // namespace ritmon
