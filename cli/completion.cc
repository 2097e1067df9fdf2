// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/completion.h"

#include <algorithm>
#include <optional>

#include "index/dimension.h"

namespace ritmon {
namespace {

// Keeps what begins as the word does that is being typed.
class Collector {
 public:
  explicit Collector(std::string typed) : typed_(std::move(typed)) {}

  void Offer(const std::string& word, const std::string& text = {}) {
    if (word.starts_with(typed_)) found_.push_back({word, text});
  }
  std::vector<Candidate> Take() { return std::move(found_); }

 private:
  std::string typed_;
  std::vector<Candidate> found_;
};

// The names of one list of the vocabulary.
std::vector<std::string> NamesFor(FilterKind kind, const NameSource& names) {
  return FilterValues(kind, names(kind));
}

// "field:ai,ro": filters, and what may stand behind the last comma of one.
void OfferQuery(const std::string& typed, QueryTarget target,
                const NameSource& names, Collector& collector) {
  const size_t start = typed.find_first_not_of("-(");
  if (start == std::string::npos && !typed.empty()) return;
  const std::string before = typed.substr(0, typed.empty() ? 0 : start);
  const std::string word = typed.substr(before.size());
  const size_t colon = word.find(':');
  if (colon == std::string::npos) {
    // All spellings, once it is known how the name begins.
    for (const std::string& name : FilterNames(target, !word.empty())) {
      collector.Offer(before + name + ":");
    }
    return;
  }
  const auto kind = FindFilter(word.substr(0, colon), target);
  if (!kind) return;
  const size_t comma = word.find_last_of(',');
  const size_t kept = comma == std::string::npos ? colon + 1 : comma + 1;
  for (const std::string& value : NamesFor(*kind, names)) {
    collector.Offer(before + word.substr(0, kept) + value);
  }
}

void OfferListed(const std::string& typed, const std::string& before,
                 const std::vector<std::string>& values, Collector& collector) {
  const size_t comma = typed.find_last_of(',');
  const std::string kept =
      comma == std::string::npos ? before : typed.substr(0, comma + 1);
  for (const std::string& value : values) collector.Offer(kept + value);
}

// `before` stands in the word in front of the value: "--by=".
void OfferValues(const OptionDescription& option, const std::string& typed,
                 const std::string& before, const NameSource& names,
                 Collector& collector, bool& files) {
  for (const std::string& choice : option.choices) {
    collector.Offer(before + choice);
  }
  switch (option.values) {
    case ValueKind::kText:
      return;
    case ValueKind::kFile:
      files = true;
      return;
    case ValueKind::kQuery:
      return OfferQuery(typed, QueryTarget::kCompanies, names, collector);
    case ValueKind::kPageQuery:
      return OfferQuery(typed, QueryTarget::kPages, names, collector);
    case ValueKind::kDimension:
      return OfferListed(typed, before, DimensionNames(), collector);
    case ValueKind::kFieldName:
      for (const FilterKind kind :
           {FilterKind::kField, FilterKind::kTopic, FilterKind::kFuture}) {
        for (const std::string& name : NamesFor(kind, names)) {
          collector.Offer(before + name);
        }
      }
      return;
  }
}

// Where the words before the last one have led to.
struct Place {
  const OptionDescription* waiting = nullptr;  // its value comes next
  size_t positionals = 0;
  bool only_positionals = false;  // behind "--"
};

Place PlaceBehind(const CommandDescription& command,
                  const std::vector<std::string>& words, size_t from) {
  Place place;
  for (size_t i = from; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (place.waiting != nullptr) {
      place.waiting = nullptr;
    } else if (place.only_positionals || !word.starts_with('-') ||
               word == "-") {
      ++place.positionals;
    } else if (word == "--") {
      place.only_positionals = true;
    } else if (word.find('=') == std::string::npos) {
      const OptionDescription* option = FindOption(command, word);
      if (option != nullptr && !option->is_flag) place.waiting = option;
    }
  }
  return place;
}

// The argument without a name that comes next; a list takes all that follow.
const OptionDescription* PositionalAt(const CommandDescription& command,
                                      size_t index) {
  const OptionDescription* last = nullptr;
  for (const OptionDescription& option : command.options) {
    if (!option.positional) continue;
    last = &option;
    if (index == 0 || option.repeats) return last;
    --index;
  }
  return nullptr;
}

void OfferOptions(const CommandDescription& command,
                  const std::vector<std::string>& words, Collector& collector) {
  for (const OptionDescription& option : command.options) {
    if (option.positional) continue;
    for (const std::string& name : option.names) {
      const bool given =
          std::find(words.begin(), words.end() - 1, name) != words.end() - 1;
      if (!name.starts_with("--") || (given && !option.repeats)) continue;
      collector.Offer(name, option.text);
    }
  }
}

void OfferCommands(const std::vector<CommandDescription>& commands,
                   Collector& collector) {
  for (const CommandDescription& command : commands) {
    collector.Offer(command.name.substr(command.name.find_last_of(' ') + 1),
                    command.text);
  }
}

}  // namespace

Completion Complete(const std::vector<CommandDescription>& commands,
                    const std::vector<std::string>& words,
                    const NameSource& names) {
  Completion completion;
  if (words.empty()) return completion;
  const std::string& typed = words.back();
  Collector collector(typed);
  const FoundCommand found =
      FindCommand(commands, {words.begin(), words.end() - 1});
  const bool has_commands =
      found.command == nullptr || !found.command->commands.empty();
  if (has_commands) {
    if (found.words + 1 != words.size()) return completion;  // no such command
    OfferCommands(found.command == nullptr ? commands : found.command->commands,
                  collector);
    if (typed.starts_with('-')) collector.Offer("--help");
    completion.candidates = collector.Take();
    return completion;
  }
  const CommandDescription& command = *found.command;
  const Place place = PlaceBehind(command, words, found.words);
  const size_t equals = typed.find('=');
  const bool is_option = typed.starts_with('-') && !place.only_positionals;
  if (place.waiting != nullptr) {
    OfferValues(*place.waiting, typed, "", names, collector, completion.files);
  } else if (is_option && equals != std::string::npos) {
    const auto* option = FindOption(command, typed.substr(0, equals));
    if (option != nullptr && !option->is_flag) {
      OfferValues(*option, typed, typed.substr(0, equals + 1), names, collector,
                  completion.files);
    }
  } else if (is_option) {
    OfferOptions(command, words, collector);
  } else if (const auto* option = PositionalAt(command, place.positionals)) {
    OfferValues(*option, typed, "", names, collector, completion.files);
  }
  completion.candidates = collector.Take();
  return completion;
}

std::vector<std::string> SplitShellLine(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool escapes = c == '\\' && quote != '\'' && i + 1 < line.size();
    if (escapes) {
      word += line[++i];
      in_word = true;
    } else if (quote != 0 && c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
      in_word = true;
    } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
      if (in_word) words.push_back(std::move(word));
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  words.push_back(std::move(word));
  return words;
}

}  // namespace ritmon
