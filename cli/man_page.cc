// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/man_page.h"

#include <algorithm>

#include "cli/exit_codes.h"

namespace ritmon {
namespace {

struct Described {
  std::string_view name;
  std::string_view text;
};

constexpr Described kEnvironment[] = {
    {"RITMON_CONFIG",
     "the configuration file, where no -c is given; else the installed one"},
    {"LC_ALL, LC_MESSAGES, LANG",
     "the first that is set: German labels and messages for de*, English else"},
    {"RITMON_PAGER, PAGER",
     "the program that shows what is longer than the screen; else less -FRX"},
    {"NO_COLOR", "if not empty: no colours"},
    {"TERM", "if it is dumb: no colours"},
    {"COLUMNS, LINES", "the size of the terminal, where it is not to be asked"},
};

constexpr Described kFiles[] = {
    {"/etc/ritmon/ritmon.toml",
     "the configuration of an installed ritmon, where nobody names another"},
    {"config/reference.toml", "every key of the configuration, explained"},
    {"keyword-lists/*.toml", "the fields, topics and their terms"},
    {"DATA/warc/", "the archive of all that was fetched"},
    {"DATA/state.db", "companies, decisions, what is to be fetched when"},
    {"DATA/text/, DATA/index/", "made of the archive: ritmon replay"},
    {"DATA/history.db", "what was counted when"},
    {"DATA/reports/", "reports and lists"},
};

constexpr std::string_view kExamples[] = {
    "ritmon run -c config/demo.toml",
    "ritmon count --by future-field,field",
    "ritmon companies field:hydrogen-efuels 'age:<5'",
};

// Text as roff takes it: no escapes, no requests at the beginning of a line.
std::string Escaped(std::string_view text) {
  std::string out;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && (c == '.' || c == '\'')) out += "\\&";
    at_start = c == '\n';
    switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      case '`':
        out += "\\(ga";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// An argument of a request in quotes.
std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : Escaped(text)) {
    out += c == '"' ? std::string("\\(dq") : std::string(1, c);
  }
  return out + "\"";
}

std::string Bold(std::string_view text) {
  return "\\fB" + Escaped(text) + "\\fR";
}

std::string Italic(std::string_view text) {
  return "\\fI" + Escaped(text) + "\\fR";
}

std::string Section(std::string_view title) {
  return ".SH " + Quoted(title) + "\n";
}

std::string Upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// "ritmon keywords lint" is "ritmon-keywords-lint".
std::string PageName(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string Head(const std::string& name, std::string_view text,
                 std::string_view version) {
  return ".\\\" Written by 'ritmon man'; its source are the declarations of "
         "the commands.\n.TH " +
         Quoted(Upper(PageName(name))) + " 1 \"\" " +
         Quoted("ritmon " + std::string(version)) + " \"RIT\\-Monitor\"\n" +
         Section("NAME") + Escaped(PageName(name)) + " \\- " + Escaped(text) +
         "\n";
}

// What stands for the value: the name of the option without its dashes.
std::string ValueName(const OptionDescription& option) {
  if (option.positional) return option.names.front();
  std::string name = option.names.back();
  name.erase(0, name.find_first_not_of('-'));
  return Upper(name);
}

std::string OptionText(const OptionDescription& option) {
  std::string text = Escaped(option.text);
  if (!option.choices.empty()) {
    std::string choices;
    for (const std::string& choice : option.choices) {
      choices += (choices.empty() ? "" : ", ") + Bold(choice);
    }
    text += "\n.br\nOne of " + choices + ".";
  }
  if (!option.shown_default.empty()) {
    text += "\n.br\nDefault: " + Bold(option.shown_default) + ".";
  }
  if (!option.environment.empty()) {
    text +=
        "\n.br\nElse from the environment: " + Bold(option.environment) + ".";
  }
  return text + "\n";
}

std::string OptionsOf(const CommandDescription& command) {
  std::string text;
  for (const bool positional : {true, false}) {
    for (const OptionDescription& option : command.options) {
      if (option.positional != positional) continue;
      std::string names;
      for (const std::string& name : option.names) {
        names += (names.empty() ? "" : ", ") +
                 (positional ? Italic(name) : Bold(name));
      }
      if (!positional && !option.is_flag) {
        names += " " + Italic(ValueName(option));
      }
      text += ".TP\n" + names + "\n" + OptionText(option);
    }
  }
  return text;
}

std::string SynopsisOf(const CommandDescription& command) {
  std::string text = Bold(command.name);
  if (!command.commands.empty()) {
    return text + " " + Italic("NAME") + " [" + Italic("OPTION") + "]...\n";
  }
  text += " [" + Italic("OPTION") + "]...";
  for (const OptionDescription& option : command.options) {
    if (!option.positional) continue;
    const std::string name =
        Italic(option.names.front()) + (option.repeats ? "..." : "");
    text += option.required ? " " + name : " [" + name + "]";
  }
  return text + "\n";
}

std::string ExamplesOf(const std::vector<std::string>& examples) {
  std::string text;
  for (const std::string& line : examples) {
    text += ".PP\n.EX\n" + Escaped(line) + "\n.EE\n";
  }
  return text;
}

template <size_t kSize>
std::string ListOf(const Described (&list)[kSize]) {
  std::string text;
  for (const Described& one : list) {
    text += ".TP\n" + Bold(one.name) + "\n" + Escaped(one.text) + "\n";
  }
  return text;
}

std::string ExitStatus() {
  std::string text = Section("EXIT STATUS");
  for (const ExitMeaning& exit : kExitMeanings) {
    text += ".TP\n" + Bold(std::to_string(exit.code)) + "\n" +
            Escaped(exit.meaning) + "\n";
  }
  return text;
}

std::string Tail(const std::vector<std::string>& see_also) {
  std::string others;
  for (const std::string& page : see_also) {
    others += (others.empty() ? "" : ", ") + Bold(page) + "(1)";
  }
  return ExitStatus() + Section("ENVIRONMENT") + ListOf(kEnvironment) +
         Section("FILES") + ListOf(kFiles) + Section("SEE ALSO") + others +
         "\n";
}

// A command of a command: a section below, with its own options.
std::string Part(const CommandDescription& command) {
  std::string text = ".SS " + Quoted(command.name) + "\n" +
                     Escaped(command.text) + "\n.PP\n" + SynopsisOf(command) +
                     OptionsOf(command);
  if (!command.footer.empty()) text += ".PP\n" + Escaped(command.footer) + "\n";
  return text + ExamplesOf(command.examples);
}

ManPage PageOf(const CommandDescription& command, std::string_view version) {
  std::string text = Head(command.name, command.text, version) +
                     Section("SYNOPSIS") + SynopsisOf(command);
  if (!command.options.empty()) {
    text += Section("OPTIONS") + OptionsOf(command);
  }
  if (!command.commands.empty()) {
    text += Section("COMMANDS");
    for (const CommandDescription& part : command.commands) text += Part(part);
  }
  if (!command.footer.empty()) {
    text += Section("NOTES") + Escaped(command.footer) + "\n";
  }
  if (!command.examples.empty()) {
    text += Section("EXAMPLES") + ExamplesOf(command.examples);
  }
  return {PageName(command.name) + ".1", text + Tail({"ritmon"})};
}

ManPage Overview(const std::vector<CommandDescription>& commands,
                 std::string_view version) {
  std::string text =
      Head("ritmon",
           "which companies of a region work in the fields of the future",
           version) +
      Section("SYNOPSIS") + Bold("ritmon") + " " + Italic("COMMAND") + " [" +
      Italic("OPTION") + "]...\n" + Section("COMMANDS");
  std::vector<std::string> pages;
  for (const CommandDescription& command : commands) {
    pages.push_back(PageName(command.name));
    text +=
        ".TP\n" + Bold(pages.back()) + "(1)\n" + Escaped(command.text) + "\n";
  }
  text += Section("EXAMPLES") +
          ExamplesOf({std::begin(kExamples), std::end(kExamples)});
  return {"ritmon.1", text + Tail(pages)};
}

}  // namespace

std::vector<ManPage> MakeManPages(
    const std::vector<CommandDescription>& commands, std::string_view version) {
  std::vector<ManPage> pages = {Overview(commands, version)};
  for (const CommandDescription& command : commands) {
    pages.push_back(PageOf(command, version));
  }
  return pages;
}

}  // namespace ritmon
