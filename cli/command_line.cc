// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <utility>

#include "base/nearest.h"
#include "cli/exit_codes.h"
#include "cli/terminal.h"

namespace ritmon {
namespace {

bool IsShown(const CLI::Option& option) { return !option.get_group().empty(); }

}  // namespace

CommandOption CommandOption::Required() {
  option_->required();
  return *this;
}

CommandOption CommandOption::OneOf(const std::vector<std::string>& values) {
  option_->check(CLI::IsMember(values));
  line_->values_[option_].choices = values;
  return *this;
}

CommandOption CommandOption::Between(int least, int most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

CommandOption CommandOption::Between(double least, double most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

CommandOption CommandOption::ShowDefault() {
  option_->capture_default_str();
  return *this;
}

CommandOption CommandOption::OneValueEach() {
  option_->allow_extra_args(false);
  return *this;
}

CommandOption CommandOption::TakeAll() {
  option_->take_all();
  return *this;
}

CommandOption CommandOption::OrEnvironment(const std::string& variable) {
  option_->envname(variable);
  return *this;
}

CommandOption CommandOption::Takes(ValueKind values) {
  line_->values_[option_].kind = values;
  return *this;
}

CommandOption CommandOption::Hidden() {
  option_->group("");
  return *this;
}

CommandOption CommandOption::Excludes(const CommandOption& other) {
  option_->excludes(other.option_);
  return *this;
}

CommandLine::CommandLine(const std::string& description,
                         const std::string& name)
    : app_(std::make_unique<CLI::App>(description, name)) {}

CommandLine::~CommandLine() = default;

CommandOption CommandLine::Add(const std::string& names, std::string& value,
                               const std::string& description) {
  return Handle(app_->add_option(names, value, description));
}

CommandOption CommandLine::Add(const std::string& names,
                               std::vector<std::string>& values,
                               const std::string& description) {
  return Handle(app_->add_option(names, values, description));
}

CommandOption CommandLine::Add(const std::string& names, uint64_t& value,
                               const std::string& description) {
  return Handle(app_->add_option(names, value, description));
}

CommandOption CommandLine::Add(const std::string& names,
                               std::optional<int>& value,
                               const std::string& description) {
  return Handle(app_->add_option(names, value, description));
}

CommandOption CommandLine::Add(const std::string& names, double& value,
                               const std::string& description) {
  return Handle(app_->add_option(names, value, description));
}

CommandOption CommandLine::AddFlag(const std::string& names, bool& value,
                                   const std::string& description) {
  return Handle(app_->add_flag(names, value, description));
}

CommandOption CommandLine::Named(const std::string& name) {
  return Handle(app_->get_option(name));
}

void CommandLine::Footer(const std::string& text) { app_->footer(text); }

void CommandLine::Example(const std::string& line) {
  examples_.push_back(line);
}

void CommandLine::ShowExamples(bool german) {
  if (examples_.empty()) return;
  std::string text = app_->get_footer();
  if (!text.empty()) text += "\n\n";
  text += german ? "Beispiele:" : "Examples:";
  for (const std::string& line : examples_) text += "\n  " + line;
  app_->footer(text);
}

CommandOption CommandLine::Handle(CLI::Option* option) {
  return CommandOption(this, option);
}

OptionDescription CommandLine::Describe(const CLI::Option& option) const {
  OptionDescription one;
  one.positional = option.get_positional();
  if (one.positional) {
    one.names.push_back(option.get_name(true, false));
  } else {
    for (const std::string& name : option.get_snames()) {
      one.names.push_back("-" + name);
    }
    for (const std::string& name : option.get_lnames()) {
      one.names.push_back("--" + name);
    }
  }
  one.is_flag = option.get_items_expected_max() == 0;
  one.required = option.get_required();
  one.repeats = option.get_expected_max() > 1;
  one.shown_default = option.get_default_str();
  one.environment = option.get_envname();
  one.text = option.get_description();
  const auto values = values_.find(&option);
  if (values != values_.end()) {
    one.values = values->second.kind;
    one.choices = values->second.choices;
  }
  const bool names_file =
      one.names.front() == "FILE" || one.names.front() == "DIR";
  if (one.positional && names_file) one.values = ValueKind::kFile;
  return one;
}

CommandDescription CommandLine::Describe() const {
  CommandDescription description;
  description.name = app_->get_name();
  description.text = app_->get_description();
  description.footer = app_->get_footer();
  description.examples = examples_;
  for (const CLI::Option* option : std::as_const(*app_).get_options()) {
    if (IsShown(*option)) description.options.push_back(Describe(*option));
  }
  return description;
}

// The heads of --help; what options do is told in English.
void CommandLine::SpeakGerman() {
  const auto formatter = app_->get_formatter();
  formatter->label("Usage", "Aufruf");
  formatter->label("OPTIONS", "OPTIONEN");
  formatter->label("Positionals", "Argumente");
  formatter->label("REQUIRED", "NÖTIG");
  formatter->label("Env", "Umgebung");
  formatter->label("Excludes", "Nicht mit");
  app_->set_help_flag("-h,--help", "diese Hilfe");
  for (CLI::Option* option : app_->get_options()) {
    if (IsShown(*option)) option->group("Optionen");
  }
}

// ", do you mean '--limit'?" for an option that there is not.
std::string CommandLine::Meant() const {
  std::vector<std::string> names;
  for (const CLI::Option* option : std::as_const(*app_).get_options()) {
    if (!IsShown(*option)) continue;
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  for (const std::string& word : app_->remaining()) {
    if (!word.starts_with("--")) continue;
    return DidYouMean(word.substr(0, word.find('=')),
                      {names.begin(), names.end()});
  }
  return {};
}

std::optional<int> CommandLine::Parse(const Arguments& arguments) {
  if (arguments.describe != nullptr) {
    *arguments.describe = Describe();
    return kExitOk;
  }
  const bool german = LanguageOf(ProcessEnvironment()) == Language::kGerman;
  if (german) SpeakGerman();
  ShowExamples(german);
  // CLI11 takes the arguments from the back.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app_->parse(std::move(reversed));
    return std::nullopt;
  } catch (const CLI::Success& help) {
    app_->exit(help);
    return kExitOk;
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "ritmon: {}{}\n'{} --help' tells the options.\n",
               error.what(), Meant(), app_->get_name());
    return kExitUsage;
  }
}

std::string JoinWords(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace ritmon
