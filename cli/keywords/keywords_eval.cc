// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/files.h"
#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/json_output.h"
#include "cli/keywords/gold_eval.h"
#include "cli/keywords/keywords.h"
#include "cli/list_flags.h"
#include "cli/text_table.h"
#include "pipeline/evaluate.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

Result<FieldsByCompany> CountedFields(const Analysis& analysis) {
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  auto query = analysis.ParseCompanyQuery("", true, analysis.today());
  if (!query) return tl::unexpected(query.error());
  FieldsByCompany found;
  auto status = companies->ForEach(*query, [&](const CompanyRecord& record) {
    std::set<std::string>& fields = found[record.company.name];
    for (const CompanyField& field : record.fields) {
      if (IsCounted(record, field)) fields.insert(field.field);
    }
    return true;
  });
  if (!status) return tl::unexpected(status.error());
  return found;
}

std::string AsText(const Evaluation& evaluation) {
  TextTable table({{"FIELD"},
                   {"FOUND", TextTable::Align::kRight},
                   {"WRONG", TextTable::Align::kRight},
                   {"MISSED", TextTable::Align::kRight},
                   {"PRECISION", TextTable::Align::kRight},
                   {"RECALL", TextTable::Align::kRight}});
  const auto add = [&](const std::string& name, const Score& score) {
    table.Add({name, std::to_string(score.true_positives),
               std::to_string(score.false_positives),
               std::to_string(score.false_negatives),
               fmt::format("{:.3f}", score.precision()),
               fmt::format("{:.3f}", score.recall())});
  };
  for (const auto& [field, score] : evaluation.by_field) add(field, score);
  add("all pairs", evaluation.all);
  std::string text = table.Render();
  for (const std::string& pair : evaluation.wrong) {
    text += "wrong   " + pair + "\n";
  }
  for (const std::string& pair : evaluation.missed) {
    text += "missed  " + pair + "\n";
  }
  for (const std::string& company : evaluation.unknown) {
    text += "unknown " + company + "\n";
  }
  return text + fmt::format("{} companies, F1 {:.3f}\n", evaluation.companies,
                            evaluation.all.f1());
}

std::string AsJson(const Evaluation& evaluation) {
  const auto score = [](const Score& s) {
    return Json{{"found", s.true_positives},   {"wrong", s.false_positives},
                {"missed", s.false_negatives}, {"precision", s.precision()},
                {"recall", s.recall()},        {"f1", s.f1()}};
  };
  Json fields = Json::object();
  for (const auto& [field, s] : evaluation.by_field) fields[field] = score(s);
  return IndentedJson(Json{{"companies", evaluation.companies},
                           {"all", score(evaluation.all)},
                           {"fields", fields},
                           {"wrong", evaluation.wrong},
                           {"missed", evaluation.missed},
                           {"unknown", evaluation.unknown}});
}

}  // namespace

int KeywordsEval(const Arguments& arguments) {
  CommandLine command{"tags of pages against a gold, or counts against a truth",
                      "ritmon keywords eval"};
  ListFlags flags;
  GoldRequest gold;
  std::string truth_file;
  flags.AddTo(command);
  auto gold_option = command.Add("GOLD", gold.file,
                                 "JSON lines {id?, text|html, title?, fields}");
  auto truth_option =
      command.Add("--truth", truth_file,
                  "what is counted, against JSON lines {company, fields}; "
                  "demo/truth.jsonl is one");
  gold_option.Excludes(truth_option);
  command.AddFlag("--json", gold.json, "one JSON object");
  auto list_option = command.AddFlag(
      "--list", gold.list, "each wrong and missed page, with its evidence");
  truth_option.Excludes(list_option).Excludes(command.Named("--lists"));
  if (const auto over = command.Parse(arguments)) return *over;
  if (!gold.file.empty()) return EvalGold(flags, gold);
  if (truth_file.empty()) {
    fmt::print(stderr, "ritmon: eval needs a GOLD file or --truth\n");
    return kExitUsage;
  }
  auto text = ReadFile(truth_file);
  if (!text) return Report(text.error());
  auto truth = ParseTruth(*text);
  if (!truth) {
    return Report(
        Error{truth.error().kind, truth_file + ": " + truth.error().message});
  }
  auto analysis = Analysis::Open(flags.common);
  if (!analysis) return Report(analysis.error());
  auto found = CountedFields(*analysis);
  if (!found) return Report(found.error());
  const Evaluation evaluation = Evaluate(*truth, *found);
  auto status = Print(gold.json ? AsJson(evaluation) : AsText(evaluation));
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
