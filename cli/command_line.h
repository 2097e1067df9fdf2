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
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace ritmon {

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
  // They may not be given together.
  CommandOption Excludes(const CommandOption& other);

 private:
  friend class CommandLine;
  explicit CommandOption(CLI::Option* option) : option_(option) {}

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

  // A code if the command is over, and all is said: --help, a mistake.
  std::optional<int> Parse(const Arguments& arguments);

 private:
  std::unique_ptr<CLI::App> app_;
};

// The words of a query that was not put in quotes.
std::string JoinWords(const std::vector<std::string>& words);

}  // namespace ritmon
