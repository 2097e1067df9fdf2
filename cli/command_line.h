// SPDX-License-Identifier: GPL-3.0-or-later
// A command's line: which options, flags and arguments it takes, what --help
// says of them, what is told about a mistake.
//
// The only door to CLI11, which takes longer to compile than any command.
// What an option is given is written into the variable that it was added with:
// that must outlive Parse. A mistake in a declaration, a name taken twice say,
// is a bug and ends the program.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_description.h"
#include "cli/commands.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace ritmon {

class CommandLine;

// What more there is to say of an option. A handle, valid as long as its
// command line.
class CommandOption {
 public:
  CommandOption Required();
  CommandOption OneOf(const std::vector<std::string>& values);
  // Both ends belong to it.
  CommandOption Between(int least, int most);
  CommandOption Between(double least, double most);
  // --help tells the variable's present value.
  CommandOption ShowDefault();
  // Of a list: one value each time it is given; what follows is another's.
  CommandOption OneValueEach();
  // All that were given count, not the last one only.
  CommandOption TakeAll();
  // The environment's variable is read where the option is not given.
  CommandOption OrEnvironment(const std::string& variable);
  // What completion offers; a file for an argument named FILE or DIR anyway.
  CommandOption Takes(ValueKind values);
  // Not in --help: for programs.
  CommandOption Hidden();
  // They may not be given together.
  CommandOption Excludes(const CommandOption& other);

 private:
  friend class CommandLine;
  CommandOption(CommandLine* line, CLI::Option* option)
      : line_(line), option_(option) {}

  CommandLine* line_;
  CLI::Option* option_;
};

class CommandLine {
 public:
  // `name` is how it is called: "ritmon keywords lint".
  CommandLine(const std::string& description, const std::string& name);
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;
  ~CommandLine();

  // `names` is "-n,--limit", or "FILE" for an argument without a name. A list
  // takes as many values as there are.
  CommandOption Add(const std::string& names, std::string& value,
                    const std::string& description);
  CommandOption Add(const std::string& names, std::vector<std::string>& values,
                    const std::string& description);
  CommandOption Add(const std::string& names, uint64_t& value,
                    const std::string& description);
  CommandOption Add(const std::string& names, std::optional<int>& value,
                    const std::string& description);
  CommandOption Add(const std::string& names, double& value,
                    const std::string& description);
  CommandOption AddFlag(const std::string& names, bool& value,
                        const std::string& description);

  // One that was added, by the name of the line: "--lists".
  CommandOption Named(const std::string& name);

  // What --help says below the options.
  void Footer(const std::string& text);
  // A command line that somebody may want; at the end of --help.
  void Example(const std::string& line);

  // A code if the command is over, and all is said: --help, a mistake, or it
  // was asked to describe itself.
  std::optional<int> Parse(const Arguments& arguments);

 private:
  friend class CommandOption;

  // What CLI11 cannot be asked for afterwards.
  struct Values {
    ValueKind kind = ValueKind::kText;
    std::vector<std::string> choices;
  };

  CommandOption Handle(CLI::Option* option);
  OptionDescription Describe(const CLI::Option& option) const;
  CommandDescription Describe() const;
  void SpeakGerman();
  void ShowExamples(bool german);
  std::string Meant() const;

  std::unique_ptr<CLI::App> app_;
  std::map<const CLI::Option*, Values> values_;
  std::vector<std::string> examples_;
};

// The words of a query that was not put in quotes.
std::string JoinWords(const std::vector<std::string>& words);

}  // namespace ritmon
