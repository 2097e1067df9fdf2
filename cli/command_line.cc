// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <utility>

#include "cli/exit_codes.h"

namespace ritmon {

CommandOption CommandOption::Required() {
  option_->required();
  return *this;
}

CommandOption CommandOption::OneOf(const std::vector<std::string>& values) {
  option_->check(CLI::IsMember(values));
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
  return CommandOption(app_->add_option(names, value, description));
}

CommandOption CommandLine::Add(const std::string& names,
                               std::vector<std::string>& values,
                               const std::string& description) {
  return CommandOption(app_->add_option(names, values, description));
}

CommandOption CommandLine::Add(const std::string& names, uint64_t& value,
                               const std::string& description) {
  return CommandOption(app_->add_option(names, value, description));
}

CommandOption CommandLine::Add(const std::string& names,
                               std::optional<int>& value,
                               const std::string& description) {
  return CommandOption(app_->add_option(names, value, description));
}

CommandOption CommandLine::Add(const std::string& names, double& value,
                               const std::string& description) {
  return CommandOption(app_->add_option(names, value, description));
}

CommandOption CommandLine::AddFlag(const std::string& names, bool& value,
                                   const std::string& description) {
  return CommandOption(app_->add_flag(names, value, description));
}

CommandOption CommandLine::Named(const std::string& name) {
  return CommandOption(app_->get_option(name));
}

void CommandLine::Footer(const std::string& text) { app_->footer(text); }

std::optional<int> CommandLine::Parse(const Arguments& arguments) {
  // CLI11 takes the arguments from the back.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app_->parse(std::move(reversed));
    return std::nullopt;
  } catch (const CLI::Success& help) {
    app_->exit(help);
    return kExitOk;
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "ritmon: {}\n'{} --help' tells the options.\n",
               error.what(), app_->get_name());
    return kExitUsage;
  }
}

std::string JoinWords(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace ritmon
