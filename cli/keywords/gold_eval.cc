// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/keywords/gold_eval.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/json_output.h"
#include "cli/keywords/evidence_text.h"
#include "cli/tagged_line.h"
#include "cli/text_table.h"
#include "pipeline/gold.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

// A page whose tags are not those of the gold.
struct Difference {
  std::string id;  // or "line 12"
  std::string title;
  std::vector<FieldTag> wrong;
  std::vector<std::string> missed;
  PageTags tags;
};

struct GoldRun {
  std::vector<GoldPage> pages;
  std::vector<Difference> differences;
};

// The ids of the line's fields; what is wrong with them goes to `mistakes`,
// without a place.
std::set<std::string> GoldFields(const Json& line, const Taxonomy& taxonomy,
                                 std::vector<std::string>& mistakes) {
  std::set<std::string> fields;
  const auto found = line.find("fields");
  if (found == line.end() || !found->is_array()) {
    mistakes.emplace_back("'fields' must be a list; [] for no field");
    return fields;
  }
  for (const Json& field : *found) {
    if (!field.is_string()) {
      mistakes.emplace_back("'fields' must hold texts only");
      continue;
    }
    const auto name = field.get<std::string>();
    const FieldSource* entry = taxonomy.Find(name);
    if (entry == nullptr) {
      mistakes.push_back("unknown field '" + name + "'" +
                         DidYouMeanField(taxonomy, name));
    } else if (entry->is_topic) {
      mistakes.push_back("'" + name + "' is a topic, no field");
    } else {
      fields.insert(entry->id);
    }
  }
  return fields;
}

std::string IdOf(const Json& line, int number) {
  const auto id = line.find("id");
  if (id == line.end() || id->is_null()) return fmt::format("line {}", number);
  return id->is_string() ? id->get<std::string>() : id->dump();
}

Result<GoldRun> RunGold(const std::string& file, bool keep_differences,
                        const Taxonomy& taxonomy) {
  GoldRun run;
  std::vector<std::string> mistakes;
  MatcherScratch scratch;
  int number = 0;
  auto status = ForEachLine({file}, [&](const std::string& text) {
    ++number;
    if (text.find_first_not_of(" \t") == std::string::npos) return;
    const std::string place = fmt::format("{}:{}: ", file, number);
    const Json line = Json::parse(text, nullptr, false);
    if (!line.is_object()) {
      mistakes.push_back(place + "not a JSON object");
      return;
    }
    std::vector<std::string> wrong_fields;
    GoldPage page{.gold = GoldFields(line, taxonomy, wrong_fields), .got = {}};
    for (const std::string& mistake : wrong_fields) {
      mistakes.push_back(place + mistake);
    }
    auto tags = TagLine(line, taxonomy, scratch);
    if (!tags) {
      mistakes.push_back(place + tags.error().message);
      return;
    }
    Difference difference;
    for (const FieldTag& tag : tags->fields) {
      page.got.insert(tag.field);
      if (!page.gold.contains(tag.field)) difference.wrong.push_back(tag);
    }
    for (const std::string& field : page.gold) {
      if (!page.got.contains(field)) difference.missed.push_back(field);
    }
    run.pages.push_back(std::move(page));
    if (!keep_differences ||
        (difference.wrong.empty() && difference.missed.empty())) {
      return;
    }
    difference.id = IdOf(line, number);
    difference.title = TextAt(line, "title");
    difference.tags = std::move(*tags);
    run.differences.push_back(std::move(difference));
  });
  if (!status) return tl::unexpected(status.error());
  if (!mistakes.empty()) return tl::unexpected(MistakesError(mistakes));
  return run;
}

std::string ListText(const Taxonomy& taxonomy,
                     const std::vector<Difference>& differences) {
  std::string text;
  for (const Difference& page : differences) {
    std::string what;
    for (const FieldTag& tag : page.wrong) what += ", wrong " + tag.field;
    for (const std::string& field : page.missed) what += ", missed " + field;
    text += WrapText(page.id + ": " + what.substr(2), 2);
    if (!page.title.empty()) text += WrapText("  | " + page.title, 4);
    for (const FieldTag& tag : page.wrong) text += EvidenceText(tag);
    for (const std::string& field : page.missed) {
      text += MissedText(page.tags, taxonomy, field);
    }
    text += "\n";
  }
  return text;
}

// "0.91 .85-.95"
std::string Cell(const Measure& measure) {
  const auto bound = [](double share) {
    std::string text = fmt::format("{:.2f}", share);
    return text.starts_with("0") ? text.substr(1) : text.substr(0, 3);
  };
  return fmt::format("{:.2f} {}-{}", measure.value, bound(measure.interval.low),
                     bound(measure.interval.high));
}

std::string ScoreTable(const GoldEvaluation& result, const Taxonomy& taxonomy) {
  using Align = TextTable::Align;
  TextTable table({{"FIELD"},
                   {"FOUND", Align::kRight},
                   {"WRONG", Align::kRight},
                   {"MISSED", Align::kRight},
                   {"PRECISION"},
                   {"RECALL"},
                   {"F1"}});
  const auto add = [&](const std::string& name, const FieldMeasures& m,
                       bool counts) {
    const auto number = [&](int n) {
      return counts ? std::to_string(n) : std::string();
    };
    table.Add({name, number(m.score.true_positives),
               number(m.score.false_positives), number(m.score.false_negatives),
               Cell(m.precision), Cell(m.recall), Cell(m.f1)});
  };
  for (const FieldSource& field : taxonomy.fields()) {
    const auto at = result.by_field.find(field.id);
    if (at != result.by_field.end()) add(field.id, at->second, true);
  }
  add("micro", result.micro, true);
  add("macro", result.macro, false);
  return table.Render();
}

std::string ConfusionTable(const GoldEvaluation& result) {
  if (result.confusion.empty()) return {};
  std::vector<std::pair<int, std::pair<std::string, std::string>>> cells;
  for (const auto& [pair, pages] : result.confusion) {
    cells.push_back({pages, pair});
  }
  std::stable_sort(
      cells.begin(), cells.end(),
      [](const auto& a, const auto& b) { return a.first > b.first; });
  TextTable table({{"MISSED FIELD"},
                   {"GIVEN INSTEAD"},
                   {"PAGES", TextTable::Align::kRight}});
  const auto name = [](const std::string& field) {
    return field.empty() ? "none" : field;
  };
  for (const auto& [pages, pair] : cells) {
    table.Add({name(pair.first), name(pair.second), std::to_string(pages)});
  }
  return table.Render();
}

std::string AsText(const GoldEvaluation& result, const Taxonomy& taxonomy) {
  std::string text = ScoreTable(result, taxonomy);
  if (const std::string table = ConfusionTable(result); !table.empty()) {
    text += "\n" + table;
  }
  if (result.empty_pages > 0) {
    const double share =
        static_cast<double>(result.empty_tagged) / result.empty_pages;
    text += fmt::format("\n{} of {} pages in no field were tagged, {}\n",
                        result.empty_tagged, result.empty_pages,
                        Cell({share, result.empty_share}));
  }
  return text + fmt::format("{} pages, micro F1 {:.3f}, macro F1 {:.3f}\n",
                            result.pages, result.micro.f1.value,
                            result.macro.f1.value);
}

Json ToJson(const Measure& measure) {
  return Json{{"value", measure.value},
              {"low", measure.interval.low},
              {"high", measure.interval.high}};
}

Json ToJson(const FieldMeasures& m, bool counts) {
  Json json = Json::object();
  if (counts) {
    json = {{"found", m.score.true_positives},
            {"wrong", m.score.false_positives},
            {"missed", m.score.false_negatives}};
  }
  json["precision"] = ToJson(m.precision);
  json["recall"] = ToJson(m.recall);
  json["f1"] = ToJson(m.f1);
  return json;
}

std::string AsJson(const GoldEvaluation& result, const Taxonomy& taxonomy,
                   const std::vector<Difference>& differences, bool list) {
  Json fields = Json::object();
  for (const FieldSource& field : taxonomy.fields()) {
    const auto at = result.by_field.find(field.id);
    if (at != result.by_field.end())
      fields[field.id] = ToJson(at->second, true);
  }
  Json confusion = Json::array();
  for (const auto& [pair, pages] : result.confusion) {
    confusion.push_back(Json{{"missed", OrNull(pair.first)},
                             {"given", OrNull(pair.second)},
                             {"pages", pages}});
  }
  Json json{{"list_version", taxonomy.version()},
            {"pages", result.pages},
            {"fields", std::move(fields)},
            {"micro", ToJson(result.micro, true)},
            {"macro", ToJson(result.macro, false)},
            {"empty_pages", result.empty_pages},
            {"empty_tagged", result.empty_tagged},
            {"confusion", std::move(confusion)}};
  if (list) {
    Json pages = Json::array();
    for (const Difference& page : differences) {
      Json wrong = Json::array();
      for (const FieldTag& tag : page.wrong) wrong.push_back(ToJson(tag));
      pages.push_back(Json{{"id", page.id},
                           {"title", page.title},
                           {"wrong", std::move(wrong)},
                           {"missed", page.missed}});
    }
    json["differences"] = std::move(pages);
  }
  return IndentedJson(json);
}

}  // namespace

int EvalGold(const ListFlags& flags, const GoldRequest& request) {
  auto taxonomy = request.list ? flags.LoadToExplain() : flags.Load();
  if (!taxonomy) return Report(taxonomy.error());
  auto run = RunGold(request.file, request.list, **taxonomy);
  if (!run) return Report(run.error());
  const GoldEvaluation result = EvaluateGold(run->pages);
  auto status = Print(
      request.json ? AsJson(result, **taxonomy, run->differences, request.list)
                   : (request.list ? ListText(**taxonomy, run->differences)
                                   : std::string()) +
                         AsText(result, **taxonomy));
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
