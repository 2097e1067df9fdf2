// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mass_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "cli/json_output.h"
#include "cli/text_table.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;
using Align = TextTable::Align;

constexpr std::string_view kNothing = "–";

const std::vector<VocabularyEntry>& FieldsOf(const MassReport& report,
                                             const Vocabulary& vocabulary) {
  return report.by == Dimension::kFutureField ? vocabulary.future_fields
                                              : vocabulary.fields;
}

// With the decimal mark of the language; nothing is not 0.
std::string Decimal(std::optional<double> value, int digits, bool german) {
  if (!value) return std::string(kNothing);
  std::string text = fmt::format("{:.{}f}", *value, digits);
  if (german) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string Percent(const std::optional<Share>& share, bool german) {
  if (!share) return std::string(kNothing);
  auto fraction = share->Fraction();
  if (fraction) *fraction *= 100;
  return Decimal(fraction, 1, german);
}

std::string Judgement(const MassRow& row, bool german) {
  const uint64_t least = row.threshold.companies;
  if (row.reached) return fmt::format("{} ≥{}", german ? "ja" : "yes", least);
  return fmt::format("{} <{}", german ? "nein" : "no", least);
}

// Draws the two tables of one report.
class View {
 public:
  View(const MassReport& report, const Vocabulary& vocabulary,
       const Terminal& terminal, bool queries)
      : report_(report),
        vocabulary_(vocabulary),
        german_(terminal.german()),
        width_(terminal.width),
        queries_(queries) {
    both_ = report.benchmark.has_value();
    inhabitants_ = report.region.mass.inhabitants.number.has_value() ||
                   (both_ && report.benchmark->mass.inhabitants.number);
  }

  std::string Render() const {
    std::string out = Say("Kritische Masse", "Critical mass") + ", " +
                      FormatDate(report_.as_of) + "\n";
    out += Head(report_.region);
    if (both_) out += Head(*report_.benchmark) + Shared();
    if (!report_.no_benchmark.empty()) {
      out +=
          WrapText(Say("Vergleich: ", "benchmark: ") + report_.no_benchmark, 2);
    }
    return out + "\n" + Numbers() + "\n" + Places() + Legend();
  }

 private:
  std::string Say(const char* german, const char* english) const {
    return german_ ? german : english;
  }

  std::string LabelOfRegion(const MassRegion& region) const {
    return region.name.empty() ? Say("alle Regionen", "all regions")
                               : region.label;
  }

  // The bases of all shares and densities.
  std::string Head(const MassRegion& region) const {
    const Mass& mass = region.mass;
    const std::string no_data = Say("keine Angabe: ", "no data: ");
    std::string out = CutToWidth(LabelOfRegion(region), 80) + "\n";
    const auto line = [&](const std::string& text) {
      out += WrapText("  " + text, 4);
    };
    line(fmt::format("{}: {}",
                     Say("Unternehmen in mindestens einem Feld",
                         "companies in at least one field"),
                     mass.counted));
    if (queries_) out += "      " + mass.counted_query + "\n";
    line(Say("aktive Unternehmen im Register: ",
             "active enterprises in the register: ") +
         (mass.register_companies.number
              ? std::to_string(*mass.register_companies.number)
              : no_data + mass.register_companies.note));
    if (queries_) out += "      " + mass.known_query + "\n";
    line(Say("Einwohner: ", "inhabitants: ") +
         (mass.inhabitants.number
              ? fmt::format("{} ({})", *mass.inhabitants.number,
                            mass.inhabitants.note)
              : no_data + mass.inhabitants.note));
    return out;
  }

  // Whose numbers are not apart.
  std::string Shared() const {
    const size_t shared = report_.shared_districts;
    if (shared == 0) return {};
    const bool one = shared == 1;
    const std::string what =
        german_
            ? (one ? " Kreis gehört zu beiden: seine Unternehmen stehen in "
                     "beiden Zeilen"
                   : " Kreise gehören zu beiden: ihre Unternehmen stehen in "
                     "beiden Zeilen")
            : (one ? " district is of both: its companies are in both rows"
                   : " districts are of both: their companies are in both "
                     "rows");
    return WrapText(std::to_string(shared) + what, 2);
  }

  TextTable::Column FieldColumn() const {
    return {report_.by == Dimension::kFutureField
                ? Say("ZUKUNFTSFELD", "FUTURE FIELD")
                : Say("FELD", "FIELD")};
  }

  // "% VON 96"; with a benchmark the base differs from row to row.
  std::string Base(const KnownNumber& number, const char* german,
                   const char* english) const {
    if (both_ || !number.number) return Say(german, english);
    return fmt::format("% {} {}", Say("VON", "OF"), *number.number);
  }

  // Calls with each row of the region, and below it that of the benchmark.
  template <typename OnRow>
  void ForEachRow(const OnRow& on_row) const {
    const auto& rows = report_.region.mass.rows;
    for (const MassRow& row : rows) {
      on_row(LabelOf(FieldsOf(report_, vocabulary_), row.id, german_), row);
      if (!both_) continue;
      const auto& others = report_.benchmark->mass.rows;
      const auto other =
          std::find_if(others.begin(), others.end(),
                       [&](const MassRow& r) { return r.id == row.id; });
      if (other == others.end()) continue;
      on_row("  " + LabelOfRegion(*report_.benchmark), *other);
    }
  }

  std::string Numbers() const {
    const Mass& mass = report_.region.mass;
    std::vector<TextTable::Column> columns = {
        FieldColumn(),
        {Say("ANZAHL", "NUMBER"), Align::kRight},
        {Base({mass.counted, ""}, "% GEZÄHLTE", "% COUNTED"), Align::kRight},
        {Base(mass.register_companies, "% REGISTER", "% REGISTER"),
         Align::kRight},
        {Say("JE 1000", "PER 1000"), Align::kRight}};
    if (inhabitants_) {
      columns.push_back({Say("JE 100000", "PER 100000"), Align::kRight});
    }
    columns.push_back({Say("URTEIL", "VERDICT")});
    TextTable table(std::move(columns));
    ForEachRow([&](const std::string& label, const MassRow& row) {
      std::vector<std::string> cells = {
          label, std::to_string(row.companies),
          Percent(row.of_counted, german_), Percent(row.of_register, german_),
          Decimal(row.per_1000_companies, 1, german_)};
      if (inhabitants_) {
        cells.push_back(Decimal(row.per_100000_inhabitants, 2, german_));
      }
      cells.push_back(Judgement(row, german_));
      table.Add(std::move(cells));
      if (queries_) table.AddLine("      " + row.queries.companies);
    });
    return table.Render(width_);
  }

  std::string Places() const {
    TextTable table({FieldColumn(),
                     {Say("GRÖSSTER KREIS", "LARGEST DISTRICT")},
                     {Say("DORT", "IN IT"), Align::kRight},
                     {Say("KREISE", "DISTRICTS"), Align::kRight},
                     {"HHI", Align::kRight},
                     {Say("OHNE ORT", "NO PLACE"), Align::kRight}});
    ForEachRow([&](const std::string& label, const MassRow& row) {
      const Concentration& c = row.concentration;
      std::string there(kNothing);
      if (const auto fraction = c.in_largest.Fraction()) {
        there = fmt::format("{} {} {} ({:.0f} %)", c.in_largest.part,
                            Say("von", "of"), c.in_largest.of, 100 * *fraction);
      }
      table.Add({label,
                 c.largest.empty()
                     ? std::string(kNothing)
                     : LabelOf(vocabulary_.districts, c.largest, german_),
                 there, std::to_string(c.districts),
                 Decimal(c.herfindahl, 2, german_),
                 std::to_string(row.unplaced)});
      if (!queries_) return;
      if (!row.queries.in_largest.empty()) {
        table.AddLine("      " + row.queries.in_largest);
      }
      table.AddLine("      " + row.queries.unplaced);
    });
    return table.Render(width_);
  }

  std::string Legend() const {
    std::string out = "\n";
    out += WrapText(Say("je 1000 aktive Unternehmen des Registers",
                        "per 1000 active enterprises of the register") +
                        (inhabitants_ ? Say(", je 100000 Einwohner",
                                            ", per 100000 inhabitants")
                                      : std::string()),
                    0);
    out += WrapText(
        Say("HHI: Herfindahl-Hirschman-Index über die Kreise; 1: alle in "
            "einem, sonst weniger, bei n Unternehmen nie unter 1/n. Ohne Ort: "
            "Unternehmen des Feldes, deren Sitz niemand kennt, in keiner "
            "Region gezählt.",
            "HHI: Herfindahl-Hirschman index over districts; 1: all in one, "
            "else less, of n companies never below 1/n. No place: companies "
            "of the field whose seat nobody knows, counted in no region."),
        0);
    return out + Thresholds();
  }

  // Each threshold once; one of few fields with their names.
  std::string Thresholds() const {
    constexpr size_t kFew = 3;
    std::vector<std::pair<const MassThreshold*, std::vector<std::string>>> all;
    for (const MassRow& row : report_.region.mass.rows) {
      auto known = std::find_if(all.begin(), all.end(), [&](const auto& other) {
        return other.first->companies == row.threshold.companies &&
               other.first->reason == row.threshold.reason;
      });
      if (known == all.end()) known = all.insert(known, {&row.threshold, {}});
      known->second.push_back(
          LabelOf(FieldsOf(report_, vocabulary_), row.id, german_));
    }
    std::string out;
    for (const auto& [threshold, fields] : all) {
      std::string line = fmt::format("{} {}", Say("Schwelle", "threshold"),
                                     threshold->companies);
      if (all.size() > 1 && fields.size() <= kFew) {
        for (const std::string& field : fields) {
          line += (&field == &fields.front() ? " (" : ", ") + field;
        }
        line += ")";
      }
      out += WrapText(line + ": " + ThresholdReason(*threshold, german_), 2);
    }
    return out;
  }

  const MassReport& report_;
  const Vocabulary& vocabulary_;
  bool german_;
  size_t width_;
  bool queries_;
  bool both_ = false;
  bool inhabitants_ = false;
};

Json NumberOrNull(std::optional<double> value) {
  return value ? Json(*value) : Json();
}

Json AsJson(const std::optional<Share>& share) {
  if (!share) return Json();
  auto percent = share->Fraction();
  if (percent) *percent *= 100;
  return Json{{"n", share->part},
              {"of", share->of},
              {"percent", NumberOrNull(percent)}};
}

Json AsJson(const KnownNumber& number, const char* note) {
  Json json{{"number", number.number ? Json(*number.number) : Json()}};
  if (!number.number) note = "no_data";
  if (!number.note.empty()) json[note] = number.note;
  return json;
}

Json AsJson(const MassRow& row, const std::vector<VocabularyEntry>& fields,
            bool queries) {
  const Concentration& c = row.concentration;
  const uint64_t least = row.threshold.companies;
  Json json{
      {"id", row.id},
      {"label_de", LabelOf(fields, row.id, true)},
      {"label_en", LabelOf(fields, row.id, false)},
      {"companies", row.companies},
      {"of_counted", AsJson(std::optional(row.of_counted))},
      {"of_register", AsJson(row.of_register)},
      {"per_1000_register_companies", NumberOrNull(row.per_1000_companies)},
      {"per_100000_inhabitants", NumberOrNull(row.per_100000_inhabitants)},
      {"largest_district", c.largest.empty() ? Json() : Json(c.largest)},
      {"in_largest_district", AsJson(std::optional(c.in_largest))},
      {"districts", c.districts},
      {"herfindahl_hirschman", NumberOrNull(c.herfindahl)},
      {"unknown_place", row.unplaced},
      {"threshold", least},
      {"reached", row.reached},
      {"short_by", row.reached ? 0 : least - row.companies},
      {"reason", ThresholdReason(row.threshold, false)}};
  if (!queries) return json;
  const std::string& largest = row.queries.in_largest;
  json["queries"] = {
      {"companies", row.queries.companies},
      {"in_largest_district", largest.empty() ? Json() : Json(largest)},
      {"unknown_place", row.queries.unplaced}};
  return json;
}

Json AsJson(const MassRegion& region,
            const std::vector<VocabularyEntry>& fields, bool queries) {
  const Mass& mass = region.mass;
  Json json{{"region", region.name.empty() ? Json() : Json(region.name)},
            {"companies_in_any_field", mass.counted},
            {"register_companies", AsJson(mass.register_companies, "note")},
            {"inhabitants", AsJson(mass.inhabitants, "source")}};
  if (queries) {
    json["queries"] = {{"companies_in_any_field", mass.counted_query},
                       {"register_companies", mass.known_query}};
  }
  json["fields"] = Json::array();
  for (const MassRow& row : mass.rows) {
    json["fields"].push_back(AsJson(row, fields, queries));
  }
  return json;
}

}  // namespace

std::string ThresholdReason(const MassThreshold& threshold, bool german) {
  if (!threshold.reason.empty()) return threshold.reason;
  return german ? "eine Konvention, kein Gesetz: Anteile und Mittelwerte "
                  "kleinerer Gruppen sagen wenig"
                : "a convention, not a law: shares and means of smaller groups "
                  "say little";
}

std::string RenderMass(const MassReport& report, const Vocabulary& vocabulary,
                       const Terminal& terminal, bool queries) {
  return View(report, vocabulary, terminal, queries).Render();
}

std::string MassAsJson(const MassReport& report, const Vocabulary& vocabulary,
                       bool queries) {
  const auto& fields = FieldsOf(report, vocabulary);
  Json json{{"by", ToString(report.by)}, {"as_of", FormatDate(report.as_of)}};
  json.update(AsJson(report.region, fields, queries));
  if (report.benchmark) {
    json["benchmark"] = AsJson(*report.benchmark, fields, queries);
    json["benchmark"]["shared_districts"] = report.shared_districts;
  } else if (!report.no_benchmark.empty()) {
    json["benchmark"] = {{"no_data", report.no_benchmark}};
  }
  return IndentedJson(json);
}

}  // namespace ritmon
