// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_funding_basis.h"

#include <fmt/format.h>

#include <string>

#include "report/html_text.h"

namespace ritmon {
namespace {

// What the sums hold or leave out beside what RulesLabel says.
std::string SpecialSums(const FundingChapter& chapter, Language language) {
  const bool german = language == Language::kGerman;
  std::string text;
  if (chapter.undisclosed > 0) {
    text += fmt::format(
        fmt::runtime(german
                         ? " Darunter {} Förderungen an Empfänger, die nicht "
                           "genannt werden."
                         : " Among them are {} grants to recipients who are "
                           "not named."),
        FormatCount(chapter.undisclosed, language));
  }
  if (chapter.outside_research_cents > 0) {
    text += fmt::format(
        fmt::runtime(german ? " Darunter {} außerhalb der Forschung "
                              "(Infrastruktur, Soforthilfen)."
                            : " Among them is {} outside research "
                              "(infrastructure, emergency aid)."),
        FormatEuros(chapter.outside_research_cents, language));
  }
  return text;
}

Label RulesLabel(const FundingOptions& options) {
  const IndicatorOptions& indicators = options.indicators;
  const auto period = [&](Language language) {
    const bool german = language == Language::kGerman;
    std::string text;
    if (indicators.start_from) {
      text += (german ? "ab " : "from ") +
              FormatLongDate(*indicators.start_from, language);
    }
    if (indicators.start_until) {
      text += (text.empty() ? "" : " ") + std::string(german ? "bis " : "to ") +
              FormatLongDate(*indicators.start_until, language);
    }
    return text.empty() ? std::string(german ? "ohne Grenze" : "any") : text;
  };
  const bool executing = options.place == GrantPlace::kExecuting;
  const bool equal = indicators.split == FieldSplit::kEqual;
  const double percent = indicators.funding_quota * 100;
  return {
      fmt::format(
          "Beginn der Vorhaben: {}. Ort: {}. Vorhaben mit mehreren Feldern "
          "zählen {}. Fördersummen gelten für die ganze Laufzeit. "
          "Eigenmittel der Unternehmen sind geschätzt: I = F (1 − q) / q mit "
          "q = {:.0f} %{}. Institutionelle Förderung, Mittel der EU und des "
          "Landes sowie die Forschungszulage sind nicht enthalten.",
          period(Language::kGerman),
          executing ? "ausführende Stelle" : "Zuwendungsempfänger",
          equal ? "in jedem zu gleichen Teilen, die Felder ergeben zusammen "
                  "die Gesamtsumme"
                : "in jedem voll, die Felder ergeben zusammen mehr als die "
                  "Gesamtsumme",
          percent,
          indicators.quota_by_kind.empty() ? "" : ", nach Förderart anders"),
      fmt::format(
          "Start of projects: {}. Place: {}. Projects of several fields "
          "count {}. Sums are for the whole runtime. Companies' own money is "
          "an estimate: I = F (1 − q) / q with q = {:.0f}%{}. Institutional "
          "funding, money of the EU and the state, and the tax allowance are "
          "not part of it.",
          period(Language::kEnglish),
          executing ? "executing body" : "recipient",
          equal ? "in equal shares, so that the fields add up to the total"
                : "in full in each, so that the fields exceed the total",
          percent, indicators.quota_by_kind.empty() ? "" : ", other by kind")};
}

}  // namespace

Label SourceLabel(const GrantSourceFacts& sources) {
  const auto date = ParseDate(sources.as_of);
  const auto text = [&](Language language) {
    const bool german = language == Language::kGerman;
    return fmt::format("{}{}, {} {}",
                       german ? "Förderkatalog des Bundes"
                              : "federal funding catalogue (Förderkatalog)",
                       date ? (german ? ", Stand " : ", as of ") +
                                  FormatLongDate(*date, language)
                            : "",
                       FormatCount(sources.grants, language),
                       german ? "Förderungen geladen" : "grants loaded");
  };
  return {text(Language::kGerman), text(Language::kEnglish)};
}

Label BasisLabel(const FundingOptions& options, const FundingChapter& chapter) {
  Label label = RulesLabel(options);
  label.de += SpecialSums(chapter, Language::kGerman);
  label.en += SpecialSums(chapter, Language::kEnglish);
  return label;
}

}  // namespace ritmon
