// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/excellence_index.h"

#include <utility>

namespace ritmon {
namespace {

FundingCell CellOf(const RegionFunding& region, const std::string& field) {
  const auto found = region.fields.find(field);
  return found == region.fields.end() ? FundingCell{} : found->second;
}

double AmountOf(const FundingCell& cell, IndexMeasure measure) {
  constexpr double kCentsPerEuro = 100;
  return measure == IndexMeasure::kSum
             ? static_cast<double>(cell.cents) / kCentsPerEuro
             : static_cast<double>(cell.projects);
}

std::optional<double> IntensityOf(const RegionFunding& region,
                                  const FundingCell& cell,
                                  IndexMeasure measure) {
  if (!region.employment) return std::nullopt;
  return AmountOf(cell, measure) /
         static_cast<double>(region.employment->employees);
}

IndexRatio RatioOf(const std::optional<double>& here,
                   const std::optional<double>& there, const FundingCell& home,
                   const FundingCell& other) {
  IndexRatio ratio;
  ratio.unstable = home.unstable() || other.unstable();
  if (!here) {
    ratio.reason = NoRatio::kNoEmploymentHere;
  } else if (!there) {
    ratio.reason = NoRatio::kNoEmploymentThere;
  } else if (*there <= 0) {
    ratio.reason =
        *here <= 0 ? NoRatio::kNoFundingAnywhere : NoRatio::kNoFundingThere;
  } else {
    ratio.value = *here / *there;
    if (*here > 0) ratio.inverse = *there / *here;
  }
  return ratio;
}

double LargestShare(const FundingCell& cell) {
  if (cell.cents <= 0) return 0;
  return static_cast<double>(cell.largest_cents) /
         static_cast<double>(cell.cents);
}

std::string DatesOf(std::vector<RegionFunding> regions,
                    const std::optional<RegionFunding>& area) {
  if (area) regions.push_back(*area);
  std::string text;
  for (const RegionFunding& region : regions) {
    if (!region.employment) continue;
    text += (text.empty() ? "" : ", ") + region.region + " " +
            FormatDate(region.employment->date);
  }
  return text;
}

}  // namespace

std::string_view ToString(IndexMeasure measure) {
  return measure == IndexMeasure::kSum ? "sum" : "projects";
}

std::optional<IndexMeasure> ParseIndexMeasure(std::string_view name) {
  for (const auto measure : {IndexMeasure::kSum, IndexMeasure::kProjects}) {
    if (name == ToString(measure)) return measure;
  }
  return std::nullopt;
}

std::string_view ToString(NoRatio reason) {
  switch (reason) {
    case NoRatio::kNone:
      return "";
    case NoRatio::kNoEmploymentHere:
      return "no employment figure of the region";
    case NoRatio::kNoEmploymentThere:
      return "no employment figure of the other region";
    case NoRatio::kNoFundingThere:
      return "no funding in the other region";
    case NoRatio::kNoFundingAnywhere:
      return "no funding in either region";
  }
  return "";
}

Result<ExcellenceIndex> ComputeExcellence(
    std::vector<RegionFunding> regions, std::optional<RegionFunding> area,
    const std::vector<std::string>& fields, const ExcellenceOptions& options) {
  if (regions.size() < 2) {
    return Fail(ErrorKind::kInvalid, "an index needs a region to compare with");
  }
  ExcellenceIndex index;
  index.measure = options.measure;
  std::vector<std::optional<EmploymentFigure>> figures;
  for (const RegionFunding& region : regions) {
    figures.push_back(region.employment);
  }
  if (area) figures.push_back(area->employment);
  index.months_apart = MonthsApart(figures);
  if (index.months_apart > kMaxMonthsApart && !options.allow_dates_apart) {
    return Fail(ErrorKind::kInvalid,
                "employment figures lie " + std::to_string(index.months_apart) +
                    " months apart (" + DatesOf(regions, area) +
                    "); more than " + std::to_string(kMaxMonthsApart) +
                    " are not compared");
  }
  for (const std::string& field : fields) {
    IndexRow row;
    row.field = field;
    for (const RegionFunding& region : regions) {
      row.cells.push_back(CellOf(region, field));
      const FundingCell& cell = row.cells.back();
      row.intensity.push_back(IntensityOf(region, cell, options.measure));
      row.largest_share.push_back(LargestShare(cell));
    }
    for (size_t i = 1; i < regions.size(); ++i) {
      row.ratios.push_back(RatioOf(row.intensity[0], row.intensity[i],
                                   row.cells[0], row.cells[i]));
    }
    if (area) {
      const FundingCell cell = CellOf(*area, field);
      row.fei =
          RatioOf(row.intensity[0], IntensityOf(*area, cell, options.measure),
                  row.cells[0], cell)
              .value;
    }
    index.rows.push_back(std::move(row));
  }
  index.regions = std::move(regions);
  index.area = std::move(area);
  return index;
}

}  // namespace ritmon
