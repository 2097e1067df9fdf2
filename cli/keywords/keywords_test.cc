// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/keywords/keywords.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "classifier/example_check.h"
#include "cli/command_line.h"
#include "cli/json_output.h"
#include "cli/keywords/evidence_text.h"
#include "cli/list_flags.h"
#include "cli/text_table.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// Where the tags differ from what the example has: evidence of what is too
// much, and how near what is missing came.
std::string Explanation(const Taxonomy& taxonomy, const FieldSource& entry,
                        const ExampleSource& example, const PageTags& tags) {
  std::set<std::string> wanted;
  std::set<std::string> unwanted;
  (example.expect ? wanted : unwanted).insert(entry.id);
  if (example.fields) {
    wanted.insert(example.fields->begin(), example.fields->end());
    for (const FieldTag& tag : tags.fields) {
      if (!wanted.contains(tag.field)) unwanted.insert(tag.field);
    }
  }
  wanted.insert(example.topics.begin(), example.topics.end());
  std::string text;
  for (const auto* list : {&tags.fields, &tags.topics}) {
    for (const FieldTag& tag : *list) {
      wanted.erase(tag.field);
      if (unwanted.contains(tag.field)) text += EvidenceText(tag);
    }
  }
  for (const std::string& id : wanted) text += MissedText(tags, taxonomy, id);
  return text;
}

std::string FailureText(const Taxonomy& taxonomy,
                        const ExampleFailure& failure) {
  const FieldSource& entry = taxonomy.entry(failure.entry);
  const ExampleSource& example = entry.examples[failure.example];
  std::string text = WrapText(failure.message, 2);
  if (!example.title.empty()) text += WrapText("  | " + example.title, 4);
  text += WrapText("  | " + example.text, 4);
  return text + Explanation(taxonomy, entry, example, failure.tags) + "\n";
}

std::string AsJson(const Taxonomy& taxonomy, const ExampleReport& report,
                   const std::vector<size_t>& entries) {
  Json fields = Json::array();
  for (const size_t i : entries) {
    const ExampleTally& tally = report.tallies[i];
    fields.push_back({{"field", taxonomy.entry(i).id},
                      {"for", tally.expecting},
                      {"against", tally.against},
                      {"failed", tally.failed}});
  }
  Json failures = Json::array();
  for (const ExampleFailure& failure : report.failures) {
    failures.push_back({{"field", taxonomy.entry(failure.entry).id},
                        {"expectation", failure.expectation},
                        {"message", failure.message}});
  }
  const Json json{{"examples", report.examples},
                  {"failed", report.failures.size()},
                  {"fields", std::move(fields)},
                  {"failures", std::move(failures)}};
  return IndentedJson(json);
}

}  // namespace

int KeywordsTest(const Arguments& arguments) {
  CommandLine command{"run the examples that the keyword lists carry",
                      "ritmon keywords test"};
  ListFlags flags;
  std::vector<std::string> names;
  bool json = false;
  flags.AddTo(command);
  command.Add("FIELD", names, "of these fields and topics only")
      .Takes(ValueKind::kFieldName);
  command.AddFlag("--json", json, "one JSON object");
  if (const auto over = command.Parse(arguments)) return *over;
  auto taxonomy = flags.LoadToExplain();
  if (!taxonomy) return Report(taxonomy.error());
  auto chosen = EntriesNamed(**taxonomy, names);
  if (!chosen) return Report(chosen.error());
  std::vector<size_t> entries;
  for (size_t i = 0; i < (*taxonomy)->entry_count(); ++i) {
    const FieldSource* entry = &(*taxonomy)->entry(i);
    if (std::find(chosen->begin(), chosen->end(), entry) != chosen->end()) {
      entries.push_back(i);
    }
  }
  const ExampleReport report = CheckExamples(**taxonomy, entries);
  std::string out;
  if (json) {
    out = AsJson(**taxonomy, report, entries);
  } else if (!flags.common.quiet) {
    for (const ExampleFailure& failure : report.failures) {
      out += FailureText(**taxonomy, failure);
    }
    TextTable table({{"FIELD"},
                     {"FOR", TextTable::Align::kRight},
                     {"AGAINST", TextTable::Align::kRight},
                     {"FAILED", TextTable::Align::kRight}});
    for (const size_t i : entries) {
      const ExampleTally& tally = report.tallies[i];
      table.Add({(*taxonomy)->entry(i).id, std::to_string(tally.expecting),
                 std::to_string(tally.against), std::to_string(tally.failed)});
    }
    out += table.Render();
  }
  if (!json) {
    out += fmt::format("{} examples, {} failed\n", report.examples,
                       report.failures.size());
  }
  if (auto status = Print(out); !status) return Report(status.error());
  return report.failures.empty() ? kExitOk : kExitPartial;
}

}  // namespace ritmon
