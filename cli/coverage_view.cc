// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/coverage_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/json_output.h"
#include "cli/text_table.h"
#include "registry/legal_form.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kColumns = 80;

struct Names {
  const char* german;
  const char* english;
};

// In the order of the enumerations.
constexpr Names kStageNames[] = {
    {"im Register, aktiv", "in the register, active"},
    {"Website bekannt", "website known"},
    {"Server hat geantwortet", "server has answered"},
    {"Seiten gespeichert", "pages stored"},
    {"Website zugeordnet", "website is its own"},
    {"Text lesbar", "text can be read"},
    {"in einem Feld gezählt", "counted in a field"}};
static_assert(std::size(kStageNames) == kCoverageStages);

constexpr Names kEndNames[] = {
    {"keine Website bekannt", "no website known"},
    {"noch nicht gefragt", "not asked yet"},
    {"nicht erreichbar", "cannot be reached"},
    {"robots.txt verbietet", "robots.txt forbids it"},
    {"keine Seite erhalten", "no page came"},
    {"Vorbehalt (TDM)", "reserved (TDM)"},
    {"Impressum passt nicht", "no imprint match"},
    {"in Prüfung", "in review"},
    {"nur mit JavaScript", "JavaScript only"},
    {"in keinem Feld", "in no field"},
    {"nur Kandidat", "candidate only"},
    {"gezählt", "counted"}};
static_assert(std::size(kEndNames) == kCoverageEnds);

// "38 (40 %)".
std::string Cell(uint64_t number, uint64_t of) {
  if (of == 0) return std::to_string(number);
  return fmt::format(
      "{} ({:.0f} %)", number,
      100.0 * static_cast<double>(number) / static_cast<double>(of));
}

// The funnel of some groups beside each other.
class Funnel {
 public:
  Funnel(const Vocabulary& vocabulary, Dimension by, bool german)
      : vocabulary_(vocabulary), by_(by), german_(german) {}

  void Add(const std::string& title, const CoverageGroup& group) {
    titles_.push_back(title);
    groups_.push_back(&group);
  }
  void Add(const CoverageGroup& group) {
    Add(CoverageGroupLabel(group.value, by_, vocabulary_, german_), group);
  }

  std::string Render(const CoverageGroup& all) const {
    std::vector<TextTable::Column> columns = {{""}};
    for (const std::string& title : titles_) {
      columns.push_back({CutToWidth(title, kTitle), TextTable::Align::kRight});
    }
    TextTable table(std::move(columns));
    for (const CoverageLine& line : CoverageLines(all)) {
      AddLine(table, (line.end ? "  − " : "") + std::string(line.Name(german_)),
              [&](const CoverageGroup& g) { return line.Of(g); });
    }
    return table.Render(kColumns);
  }

  // Columns that this group would take more.
  size_t WidthOf(const CoverageGroup& group) const {
    const std::string label = CutToWidth(
        CoverageGroupLabel(group.value, by_, vocabulary_, german_), kTitle);
    return kGap + std::max(DisplayWidth(label),
                           DisplayWidth(Cell(group.total(), group.total())));
  }

  static constexpr size_t kGap = 2;
  static constexpr size_t kTitle = 16;
  // The widest name of a stage or end, with its mark.
  static constexpr size_t kNames = 26;

 private:
  template <typename NumberOf>
  void AddLine(TextTable& table, std::string name,
               const NumberOf& number_of) const {
    std::vector<std::string> cells = {std::move(name)};
    for (const CoverageGroup* group : groups_) {
      cells.push_back(Cell(number_of(*group), group->total()));
    }
    table.Add(std::move(cells));
  }

  const Vocabulary& vocabulary_;
  Dimension by_;
  bool german_;
  std::vector<std::string> titles_;
  std::vector<const CoverageGroup*> groups_;
};

Json AsJson(const CoverageGroup& group) {
  Json stages = Json::object();
  for (size_t s = 0; s < kCoverageStages; ++s) {
    const auto stage = static_cast<CoverageStage>(s);
    stages[std::string(ToString(stage))] = group.Reached(stage);
  }
  Json ended = Json::object();
  for (size_t e = 0; e < kCoverageEnds; ++e) {
    const auto end = static_cast<CoverageEnd>(e);
    ended[std::string(ToString(end))] = group.Ended(end);
  }
  return Json{{"stages", std::move(stages)}, {"ended", std::move(ended)}};
}

}  // namespace

std::vector<CoverageLine> CoverageLines(const CoverageGroup& all) {
  std::vector<CoverageLine> lines;
  for (size_t s = 0; s < kCoverageStages; ++s) {
    const auto stage = static_cast<CoverageStage>(s);
    lines.push_back(
        {kStageNames[s].german, kStageNames[s].english, stage, std::nullopt});
    for (size_t e = 0; e < kCoverageEnds; ++e) {
      const auto end = static_cast<CoverageEnd>(e);
      // Nobody ended there: nothing to say. The last stage is the last end.
      if (StageOf(end) != stage || end == CoverageEnd::kTagged ||
          all.Ended(end) == 0) {
        continue;
      }
      lines.push_back({kEndNames[e].german, kEndNames[e].english, stage, end});
    }
  }
  return lines;
}

std::string CoverageGroupLabel(const std::string& value, Dimension by,
                               const Vocabulary& vocabulary, bool german) {
  if (value == kUnknownValue) return german ? "unbekannt" : "unknown";
  if (by == Dimension::kLegalForm) {
    const std::string_view label = LegalFormLabel(value);
    return label.empty() ? value : std::string(label);
  }
  return by == Dimension::kDistrict
             ? LabelOf(vocabulary.districts, value, german)
             : value;
}

std::string RenderCoverage(const CoverageReport& report,
                           const Vocabulary& vocabulary, bool german) {
  const CoverageTable& table = report.table;
  const std::string region = !report.region.empty()
                                 ? report.region_label
                                 : (german ? "alle Regionen" : "all regions");
  std::string out = WrapText((german ? "Was die Zählung nicht sieht: "
                                     : "What the counts cannot see: ") +
                                 region + ", " + FormatDate(report.as_of),
                             2);
  size_t next = 0;
  const std::string all = german ? "ALLE" : "ALL";
  do {
    Funnel funnel(vocabulary, report.by, german);
    size_t width = Funnel::kNames;
    if (next == 0) {
      funnel.Add(all, table.all);
      width += Funnel::kGap +
               DisplayWidth(Cell(table.all.total(), table.all.total()));
    }
    const size_t first = next;
    while (next < table.groups.size()) {
      const size_t more = funnel.WidthOf(table.groups[next]);
      if (next > first && width + more > kColumns) break;
      width += more;
      funnel.Add(table.groups[next++]);
    }
    out += "\n" + funnel.Render(table.all);
  } while (next < table.groups.size());
  out += "\n";
  out += WrapText(
      german
          ? "Prozent: von der ersten Zahl der Spalte. Jedes Unternehmen steht "
            "an genau einer Stelle: dort, wo es nicht weiterging (−), oder am "
            "Ende; zusammen ergeben diese Zeilen die erste Zahl."
          : "Percentages are of the column's first number. Each company is in "
            "one place only: where it went no further (−), or at the end; "
            "these lines add up to the first number.",
      0);
  return out;
}

std::string CoverageAsJson(const CoverageReport& report) {
  Json json{{"region", report.region.empty() ? Json() : Json(report.region)},
            {"as_of", FormatDate(report.as_of)},
            {"query", report.query},
            {"by", ToString(report.by)},
            {"all", AsJson(report.table.all)},
            {"groups", Json::array()}};
  for (const CoverageGroup& group : report.table.groups) {
    Json row{{std::string(ToString(report.by)), group.value}};
    row.update(AsJson(group));
    json["groups"].push_back(std::move(row));
  }
  return IndentedJson(json);
}

}  // namespace ritmon
