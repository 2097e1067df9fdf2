// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/command_line.h"
#include "cli/frontend.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "cli/wording.h"
#include "config/connect_to.h"
#include "daemon/cron_schedule.h"
#include "pipeline/doctor/doctor.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

Phrase PhraseOf(FindingId id) {
  switch (id) {
#define FINDING(check, name, level) \
  case FindingId::name:             \
    return Phrase::doctor_##name;
#include "pipeline/doctor/findings.def"
#undef FINDING
  }
  return Phrase::doctor_configuration_loads;
}

std::string Sentence(const Finding& finding, Language language) {
  return Say(language, PhraseOf(finding.id), finding.object, finding.detail);
}

std::string AsText(const Findings& findings, const Terminal& terminal) {
  // "Fehler   ", "warning  "
  constexpr size_t kIndent = 9;
  std::string text;
  for (const Finding& finding : findings) {
    const FindingLevel level = LevelOf(finding.id);
    const std::string word =
        WordIn(terminal.language, "doctor:" + std::string(ToString(level)));
    std::string line = word + std::string(kIndent - DisplayWidth(word), ' ') +
                       WordIn(terminal.language,
                              "doctor:" + std::string(CheckOf(finding.id))) +
                       ": " + Sentence(finding, terminal.language);
    line = WrapText(line, kIndent, terminal.width);
    // Marked after it was broken: marks have no width.
    const std::string marked = level == FindingLevel::kOk ? word
                               : level == FindingLevel::kWarning
                                   ? terminal.Yellow(word)
                                   : terminal.Bold(word);
    text += marked + line.substr(word.size());
  }
  return text;
}

std::string Summary(const Findings& findings, Language language) {
  size_t warnings = 0;
  size_t errors = 0;
  for (const Finding& finding : findings) {
    warnings += LevelOf(finding.id) == FindingLevel::kWarning ? 1 : 0;
    errors += LevelOf(finding.id) == FindingLevel::kError ? 1 : 0;
  }
  return Say(language, Phrase::doctor_summary, findings.size(), errors,
             warnings) +
         "\n";
}

Json AsJson(const Findings& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings) {
    list.push_back(Json{{"level", ToString(LevelOf(finding.id))},
                        {"check", CheckOf(finding.id)},
                        {"id", ToString(finding.id)},
                        {"object", finding.object},
                        {"detail", finding.detail},
                        {"message", Sentence(finding, Language::kEnglish)}});
  }
  return list;
}

Findings Look(const CommonFlags& common, bool deep) {
  auto config = common.Load();
  if (!config) {
    return {{FindingId::configuration_refused, common.config_path,
             config.error().message}};
  }
  if (!config->connect_to.empty()) {
    // A demonstration's names are in no DNS.
    if (auto targets = LoadConnectTo(config->connect_to)) {
      config->options.fetch.connect_to = std::move(*targets);
    }
  }
  const std::string zone = config->daemon.time_zone;
  const DoctorContext context{
      .configuration = common.config_path,
      .planned_jobs = config->daemon.jobs.size(),
      .time_zone = zone,
      .time_zone_known = CronSchedule::Parse("@daily", zone).has_value(),
      .deep = deep};
  return Diagnose(config->options, context, SystemClock());
}

}  // namespace

int DoctorCommand(const Arguments& arguments) {
  CommandLine command{"what is wrong with the set-up and the data",
                      "ritmon doctor"};
  CommonFlags common;
  OutputFlags output;
  bool json = false;
  bool deep = false;
  common.AddTo(command);
  output.AddTo(command);
  command.AddFlag("--json", json, "one JSON array of findings");
  command.AddFlag("--deep", deep,
                  "read all of the archive and check all tables of the "
                  "indexes; takes minutes a gigabyte");
  command.Footer(
      "Writes nothing and works while a daemon runs. Exit code 0 if all is\n"
      "well, 1 if there are warnings only, 3 if something is broken.");
  if (const auto over = command.Parse(arguments)) return *over;
  const Terminal terminal = output.terminal();
  const Findings findings = Look(common, deep);
  const std::string text =
      json ? IndentedJson(AsJson(findings))
           : AsText(findings, terminal) + Summary(findings, terminal.language);
  if (auto s = Print(text, terminal); !s) return Report(s.error());
  switch (WorstOf(findings)) {
    case FindingLevel::kOk:
      return kExitOk;
    case FindingLevel::kWarning:
      return kExitPartial;
    case FindingLevel::kError:
      break;
  }
  return kExitInvalid;
}

}  // namespace ritmon
