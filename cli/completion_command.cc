// SPDX-License-Identifier: GPL-3.0-or-later
// The scripts for the shells, and the answers that they ask for.

#include <fmt/format.h>

#include "classifier/taxonomy_heads.h"
#include "cli/command_line.h"
#include "cli/completion.h"
#include "cli/completion_scripts.h"
#include "cli/default_configuration.h"
#include "cli/frontend.h"
#include "cli/table_commands.h"
#include "registry/regions.h"

namespace ritmon {
namespace {

// The value of `name` or `short_name` in the words that were typed.
std::string OptionIn(const std::vector<std::string>& words,
                     const std::string& short_name, const std::string& name) {
  std::string value;
  for (size_t i = 0; i < words.size(); ++i) {
    const bool named = words[i] == name || words[i] == short_name;
    if (named && i + 1 < words.size()) value = words[i + 1];
    if (words[i].starts_with(name + "=")) {
      value = words[i].substr(name.size() + 1);
    }
  }
  return value;
}

VocabularyEntry EntryOf(const std::string& id, const std::string& label) {
  VocabularyEntry entry;
  entry.id = id;
  entry.label_de = label;
  return entry;
}

void AddLists(const Options& options, Vocabulary& vocabulary) {
  const auto heads =
      ReadTaxonomyHeads(options.keyword_lists, options.more_keyword_lists);
  if (!heads) return;
  for (const FieldSource& field : heads->fields) {
    vocabulary.fields.push_back(EntryOf(field.id, field.label_de));
  }
  for (const FieldSource& topic : heads->topics) {
    vocabulary.topics.push_back(EntryOf(topic.id, topic.label_de));
  }
  for (const FutureFieldSource& future : heads->future_fields) {
    vocabulary.future_fields.push_back(EntryOf(future.id, future.label_de));
  }
}

void AddPlaces(const Options& options, Vocabulary& vocabulary) {
  const auto regions = Regions::Load(options.geo, options.regions);
  if (!regions) return;
  for (const Region& region : regions->regions()) {
    vocabulary.regions.push_back(EntryOf(region.name, region.label_de));
  }
  for (const auto& [ags, name] : regions->districts()) {
    vocabulary.districts.push_back(EntryOf(ags, name));
  }
  for (const auto& [ags, name] : regions->municipalities()) {
    vocabulary.municipalities.push_back(EntryOf(ags, name));
  }
}

// Whoever completes a word must not be told of mistakes: what cannot be read
// has no names.
NameSource NamesOfConfiguration(const std::vector<std::string>& words) {
  std::string path = OptionIn(words, "-c", "--config");
  if (path.empty()) path = ProcessEnvironment()("RITMON_CONFIG");
  if (path.empty()) path = InstalledConfiguration().string();
  return [path](FilterKind kind) {
    Vocabulary vocabulary;
    const bool of_lists = kind == FilterKind::kField ||
                          kind == FilterKind::kTopic ||
                          kind == FilterKind::kFuture;
    const bool of_places = kind == FilterKind::kRegion ||
                           kind == FilterKind::kDistrict ||
                           kind == FilterKind::kMunicipality;
    if (path.empty() || (!of_lists && !of_places)) return vocabulary;
    const auto config = LoadConfig(path);
    if (!config) return vocabulary;
    if (of_lists) AddLists(config->options, vocabulary);
    if (of_places) AddPlaces(config->options, vocabulary);
    return vocabulary;
  };
}

// "files" or "words", the word as it was typed, then a candidate a line.
std::string Answer(const SubcommandTable& table, const std::string& line) {
  std::vector<std::string> words = SplitShellLine(line);
  words.erase(words.begin());  // the program
  const Completion completion =
      Complete(DescribeCommands(table), words, NamesOfConfiguration(words));
  std::string text = completion.files ? "files\n" : "words\n";
  text += (words.empty() ? "" : words.back()) + "\n";
  for (const Candidate& candidate : completion.candidates) {
    text += candidate.word;
    if (!candidate.text.empty()) text += "\t" + candidate.text;
    text += "\n";
  }
  return text;
}

}  // namespace

int CompletionOf(const SubcommandTable& table, const Arguments& arguments) {
  CommandLine command{
      "a script that teaches a shell to complete commands, "
      "options, fields and places",
      "ritmon completion"};
  std::string shell;
  std::string line;
  command.Add("SHELL", shell, "bash, zsh or fish")
      .OneOf({"bash", "zsh", "fish"});
  command.Add("--line", line, "what was typed up to the cursor").Hidden();
  command.Footer("In bash: source <(ritmon completion bash)");
  if (const auto over = command.Parse(arguments)) return *over;
  if (shell.empty() && line.empty()) {
    fmt::print(stderr, "ritmon: which shell: bash, zsh or fish?\n");
    return kExitUsage;
  }
  const auto status = Print(line.empty() ? std::string(CompletionScript(shell))
                                         : Answer(table, line));
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
