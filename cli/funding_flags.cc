// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/funding_flags.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "cli/text_table.h"

namespace ritmon {
namespace {

Result<Date> DateOf(const std::string& option, const std::string& text) {
  const auto date = ParseDate(text);
  if (date) return *date;
  return Fail(ErrorKind::kInvalid,
              option + ": '" + text + "' is no date; write 2020-01-01");
}

Status Override(const FundingFlags& flags, FundingScope& scope,
                IndicatorOptions& indicators) {
  if (!flags.place.empty()) scope.place = *ParseGrantPlace(flags.place);
  scope.research_only = flags.research_only;
  if (!flags.split.empty()) indicators.split = *ParseFieldSplit(flags.split);
  if (flags.quota_percent) {
    indicators.funding_quota = *flags.quota_percent / 100.0;
    indicators.quota_by_kind.clear();
  }
  for (const auto& [option, text, date] :
       {std::tuple("--from", &flags.from, &indicators.start_from),
        std::tuple("--until", &flags.until, &indicators.start_until)}) {
    if (text->empty()) continue;
    auto parsed = DateOf(option, *text);
    if (!parsed) return tl::unexpected(parsed.error());
    *date = *parsed;
  }
  return {};
}

}  // namespace

void FundingFlags::AddTo(CommandLine& command) {
  common.AddTo(command);
  output.AddTo(command);
  const auto region_option =
      command.Add("--region", region,
                  "whose grants: a region, district or AGS; the configured one "
                  "if not given");
  command.AddFlag("--everywhere", everywhere, "all grants, not a region's")
      .Excludes(region_option);
  command
      .Add("--place", place,
           "where a grant is counted: by the executing body or the recipient")
      .OneOf({"executing", "recipient"});
  command.Add("--from", from, "grants that start on this day or later");
  command.Add("--until", until, "grants that start on this day or before");
  command
      .Add("--split", split,
           "a grant of several fields: equal shares, or full in each")
      .OneOf({"equal", "full"});
  command
      .Add("--quota", quota_percent,
           "percent of a company's project that a grant pays, whatever its "
           "kind, for the estimate of its own money")
      .Between(1, 100);
  command.AddFlag("--research-only", research_only,
                  "without what the catalogue calls no research (plan Y)");
  command.Add("--format", format, "text, csv or json")
      .OneOf({"text", "csv", "json"})
      .ShowDefault();
}

Result<FundingQuestion> FundingQuestion::Open(const FundingFlags& flags) {
  auto analysis = Analysis::Open(flags.common);
  if (!analysis) return tl::unexpected(analysis.error());
  const FundingOptions& options = analysis->options().funding;
  const std::string region = flags.everywhere       ? std::string()
                             : flags.region.empty() ? analysis->options().region
                                                    : flags.region;
  auto scope = ScopeOfRegion(analysis->places().regions, region, options.place);
  if (!scope) return tl::unexpected(scope.error());
  IndicatorOptions indicators = options.indicators;
  if (auto s = Override(flags, *scope, indicators); !s) {
    return tl::unexpected(s.error());
  }
  auto view = FundingView::Open(analysis->options(), analysis->lists());
  if (!view) return tl::unexpected(view.error());
  auto sources = view->Sources();
  if (!sources) return tl::unexpected(sources.error());
  return FundingQuestion{
      std::move(*analysis),   std::move(*view), std::move(*scope),
      std::move(indicators),  region,           sources->as_of,
      flags.output.terminal()};
}

std::string FundingQuestion::RegionLabel() const {
  if (region.empty()) return german() ? "überall" : "everywhere";
  const auto found = analysis.places().regions.Find(region);
  if (!found) return region;
  return german() ? found->label_de : found->label_en;
}

std::string FundingQuestion::BasisText() const {
  const bool german = this->german();
  const auto date = [&](const std::optional<Date>& day) {
    return day ? FormatDate(*day) : german ? "Anfang" : "the beginning";
  };
  std::string text = fmt::format(
      fmt::runtime(german ? "{}; Beginn ab {}{}; Ort: {}"
                          : "{}; starting from {}{}; place: {}"),
      RegionLabel(), date(indicators.start_from),
      indicators.start_until
          ? (german ? " bis " : " to ") + FormatDate(*indicators.start_until)
          : "",
      scope.place == GrantPlace::kExecuting
          ? (german ? "ausführende Stelle" : "executing body")
          : (german ? "Zuwendungsempfänger" : "recipient"));
  text += indicators.split == FieldSplit::kEqual
              ? (german ? "; mehrere Felder: zu gleichen Teilen"
                        : "; several fields: equal shares")
              : (german ? "; mehrere Felder: voll in jedem, die Summe der "
                          "Felder ist größer als die Gesamtsumme"
                        : "; several fields: full in each, fields exceed the "
                          "total");
  if (scope.research_only) {
    text += german ? "; ohne nicht forschungsrelevante (Leistungsplan Y)"
                   : "; without what is no research (plan Y)";
  }
  text += fmt::format(
      fmt::runtime(german
                       ? "; * Eigenmittel sind eine Schätzung: q = {:.0f} %{}"
                       : "; * own money is an estimate: q = {:.0f} %{}"),
      indicators.funding_quota * 100,
      indicators.quota_by_kind.empty()
          ? ""
          : (german ? " (nach Förderart abweichend)" : " (by kind of grant)"));
  if (!as_of.empty()) {
    text += (german ? "; Daten vom " : "; data as of ") + as_of;
  }
  return WrapText(text, 0, terminal.width);
}

}  // namespace ritmon
