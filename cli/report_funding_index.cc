// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_funding_index.h"

#include <fmt/format.h>

#include <string>

#include "cli/funding_rows.h"
#include "cli/report_labels.h"
#include "report/html_text.h"

namespace ritmon {
namespace {

// The place of the field's future field, which gives the point its colour.
size_t GroupOf(const TaxonomySource& lists, const std::string& field) {
  for (const FieldSource& source : lists.fields) {
    if (source.id != field) continue;
    for (size_t i = 0; i < lists.future_fields.size(); ++i) {
      if (lists.future_fields[i].id == source.future_field) return i;
    }
    return 0;
  }
  return 0;
}

Label EmploymentLabel(const Analysis& analysis, const RegionFunding& region) {
  const Label name = region.region == "de"
                         ? Label{"Deutschland", "Germany"}
                         : RegionLabel(analysis, region.region);
  if (!region.employment) {
    return {name.de + ": keine Beschäftigtenzahl",
            name.en + ": no employment figure"};
  }
  const EmploymentFigure& figure = *region.employment;
  const auto count = static_cast<uint64_t>(figure.employees);
  return {fmt::format("{}: {} Beschäftigte am {} ({})", name.de,
                      FormatCount(count, Language::kGerman),
                      FormatLongDate(figure.date, Language::kGerman),
                      figure.source),
          fmt::format("{}: {} employees on {} ({})", name.en,
                      FormatCount(count, Language::kEnglish),
                      FormatLongDate(figure.date, Language::kEnglish),
                      figure.source)};
}

IndexPoint PointOf(const Analysis& analysis, const IndexRow& row) {
  IndexPoint point;
  for (const VocabularyEntry& field : analysis.vocabulary().fields) {
    if (field.id == row.field) point.field = LabelOf(field);
  }
  point.group = GroupOf(analysis.lists(), row.field);
  point.intensity = row.intensity[0];
  point.largest_share = row.largest_share[0];
  for (const IndexRatio& ratio : row.ratios) {
    point.ratios.push_back(ratio.value);
    point.reasons.push_back(
        {NoRatioText(ratio.reason, true), NoRatioText(ratio.reason, false)});
    point.is_unstable |= ratio.unstable;
  }
  return point;
}

IndexTable TableOf(const Analysis& analysis, const ExcellenceIndex& index) {
  IndexTable table;
  table.home = RegionLabel(analysis, analysis.options().region);
  table.command = "ritmon funding index";
  for (size_t i = 0; i < index.regions.size(); ++i) {
    if (i > 0) {
      table.others.push_back(RegionLabel(analysis, index.regions[i].region));
    }
    table.employment.push_back(EmploymentLabel(analysis, index.regions[i]));
  }
  for (const IndexRow& row : index.rows) {
    table.points.push_back(PointOf(analysis, row));
  }
  return table;
}

}  // namespace

Status CollectIndex(const Analysis& analysis, FundingView& view,
                    FundingChapter& chapter) {
  const FundingOptions& options = analysis.options().funding;
  if (options.benchmarks.empty()) {
    chapter.no_index = {
        "Keine Angabe: Es sind keine Vergleichsregionen eingerichtet "
        "(funding.benchmarks).",
        "No data: no regions to compare with are configured "
        "(funding.benchmarks)."};
    return {};
  }
  auto index = ExcellenceOf(view, analysis.options(), analysis.lists(),
                            analysis.places().regions,
                            {.home = analysis.options().region,
                             .benchmarks = options.benchmarks,
                             .place = options.place,
                             .indicators = options.indicators});
  if (!index && index.error().kind != ErrorKind::kNotFound &&
      index.error().kind != ErrorKind::kInvalid) {
    return tl::unexpected(index.error());
  }
  if (!index) {
    // Figures that are missing or do not go together are a gap in the
    // report, not the end of it.
    chapter.no_index = {"Keine Angabe: " + index.error().message,
                        "No data: " + index.error().message};
    return {};
  }
  chapter.index = TableOf(analysis, *index);
  return {};
}

}  // namespace ritmon
