// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/headcount_cell.h"

#include <array>
#include <charconv>
#include <string>

#include "base/normalize.h"

namespace ritmon {
namespace {

// More than any company has.
constexpr int64_t kMost = 10'000'000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ':')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) {
    text.remove_suffix(1);
  }
  return text;
}

bool TakePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = Trimmed(text.substr(prefix.size()));
  return true;
}

bool TakeSuffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text = Trimmed(text.substr(0, text.size() - suffix.size()));
  return true;
}

// Three digits and then the end or another sign: a group of thousands.
bool IsGroup(std::string_view text, size_t at) {
  size_t digits = 0;
  while (at + digits < text.size() && IsDigit(text[at + digits])) ++digits;
  return digits == 3;
}

std::optional<int64_t> ReadNumber(std::string_view text, char decimal) {
  text = Trimmed(text);
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (IsDigit(c)) {
      digits += c;
      continue;
    }
    if (digits.empty()) return std::nullopt;
    const bool group = (c == '.' || c == ',' || c == ' ' || c == '\'') &&
                       c != decimal && IsGroup(text, i + 1);
    if (group) continue;
    // What follows is the fraction. Of people there is none, but for averages.
    const bool fraction =
        (c == '.' || c == ',') && (decimal == 0 || c == decimal) &&
        text.find_first_not_of("0123456789", i + 1) == std::string_view::npos;
    const bool zeros =
        text.find_first_not_of('0', i + 1) == std::string_view::npos;
    if (!fraction || (decimal == 0 && !zeros)) return std::nullopt;
    break;
  }
  int64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || digits.empty() || number > kMost) {
    return std::nullopt;
  }
  return number;
}

// "(2021)" at the end.
std::optional<int> TakeYear(std::string_view& text) {
  if (text.size() < 7 || text.back() != ')') return std::nullopt;
  const std::string_view year = text.substr(text.size() - 5, 4);
  if (text[text.size() - 6] != '(' ||
      year.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  int number = 0;
  std::from_chars(year.data(), year.data() + 4, number);
  text = Trimmed(text.substr(0, text.size() - 6));
  return number;
}

struct Comparison {
  std::string_view words;
  int shift;  // of the bound: "over 250" begins at 251
};
// Longer ones before their own beginnings. In folded spelling.
constexpr std::array<Comparison, 14> kAtLeast = {{{">=", 0},
                                                  {"≥", 0},
                                                  {">", 1},
                                                  {"ueber", 1},
                                                  {"uber", 1},
                                                  {"mehr als", 1},
                                                  {"groesser als", 1},
                                                  {"groesser", 1},
                                                  {"over", 1},
                                                  {"more than", 1},
                                                  {"ab", 0},
                                                  {"mindestens", 0},
                                                  {"min.", 0},
                                                  {"from", 0}}};
constexpr std::array<Comparison, 14> kAtMost = {{{"<=", 0},
                                                 {"≤", 0},
                                                 {"<", -1},
                                                 {"bis unter", -1},
                                                 {"bis zu", 0},
                                                 {"bis", 0},
                                                 {"unter", -1},
                                                 {"weniger als", -1},
                                                 {"kleiner als", -1},
                                                 {"kleiner", -1},
                                                 {"maximal", 0},
                                                 {"max.", 0},
                                                 {"less than", -1},
                                                 {"up to", 0}}};

std::optional<Headcount> OpenClass(std::string_view text, char decimal) {
  for (const Comparison& c : kAtLeast) {
    std::string_view rest = text;
    if (!TakePrefix(rest, c.words)) continue;
    const auto number = ReadNumber(rest, decimal);
    if (!number) continue;
    return Headcount{*number + c.shift, {}, {}};
  }
  for (const Comparison& c : kAtMost) {
    std::string_view rest = text;
    if (!TakePrefix(rest, c.words)) continue;
    const auto number = ReadNumber(rest, decimal);
    if (!number || *number + c.shift < 0) continue;
    return Headcount{0, *number + c.shift, {}};
  }
  for (const std::string_view more :
       {"+", "und mehr", "u. mehr", "oder mehr", "and more", "or more"}) {
    std::string_view rest = text;
    if (!TakeSuffix(rest, more)) continue;
    if (const auto number = ReadNumber(rest, decimal)) {
      return Headcount{*number, {}, {}};
    }
  }
  return std::nullopt;
}

std::optional<Headcount> ClosedClass(std::string_view text, char decimal) {
  for (const std::string_view between :
       {"bis unter", "–", "—", "bis", "und", "to", "-"}) {
    std::string_view from = text;
    TakePrefix(from, "von");
    TakePrefix(from, "zwischen");
    const size_t at = from.find(between);
    if (at == std::string_view::npos || at == 0) continue;
    const auto min = ReadNumber(from.substr(0, at), decimal);
    auto max = ReadNumber(from.substr(at + between.size()), decimal);
    if (min && max && between == "bis unter") --*max;
    if (min && max && *min <= *max) return Headcount{*min, *max, {}};
  }
  return std::nullopt;
}

// A vendor's code for a class, "K50-99": letters before the first digit.
std::string_view WithoutCode(std::string_view text) {
  size_t letters = 0;
  while (letters < text.size() && letters < 2 && text[letters] >= 'a' &&
         text[letters] <= 'z') {
    ++letters;
  }
  const bool code =
      letters > 0 && letters < text.size() && IsDigit(text[letters]);
  return code ? text.substr(letters) : text;
}

}  // namespace

std::optional<Headcount> ReadHeadcountCell(std::string_view cell,
                                           char decimal) {
  const std::string folded = Fold(cell);
  std::string_view text = Trimmed(folded);
  const auto year = TakeYear(text);
  for (const std::string_view unit :
       {"mitarbeiterinnen und mitarbeiter", "mitarbeiter", "beschaeftigte",
        "personen", "employees", "people", "ma"}) {
    if (TakeSuffix(text, unit)) break;
  }
  for (const std::string_view about :
       {"ca.", "ca ", "circa", "rund", "etwa", "approx.", "about", "~"}) {
    if (TakePrefix(text, about)) break;
  }
  std::optional<Headcount> found = OpenClass(text, decimal);
  text = WithoutCode(text);
  if (const auto number = ReadNumber(text, decimal); number && !found) {
    found = Headcount::Exactly(*number);
  }
  if (!found) found = ClosedClass(text, decimal);
  if (found) found->year = year;
  return found;
}

}  // namespace ritmon
