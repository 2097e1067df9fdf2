// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/spreadsheet_damage.h"

#include <algorithm>
#include <array>

namespace ritmon {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// 12, 2,5E+10, 45.000, 50%.
bool IsNumber(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  bool digit = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool sign = c == '+' || c == '-';
    if (IsDigit(c)) {
      digit = true;
    } else if (!(c == '.' || c == ',' || (digit && c == 'e') ||
                 (sign && (i == 0 || text[i - 1] == 'e')))) {
      return false;
    }
  }
  return digit;
}

// German and English months as spreadsheets shorten them.
bool IsMonth(std::string_view word) {
  static constexpr std::array<std::string_view, 19> kMonths = {
      "jan", "feb", "mrz", "m\xC3\xA4r", "mar",        "apr", "mai",
      "may", "jun", "jul", "aug",        "sep",        "okt", "oct",
      "nov", "dez", "dec", "sept",       "m\xC3\xA4rz"};
  return std::find(kMonths.begin(), kMonths.end(), word) != kMonths.end();
}

// 01.02.2021, 2021-02-01, 02. Feb, Feb 21, 1-Mai: two or three parts, all of
// digits but one that may be a month.
bool IsDate(std::string_view text) {
  int numbers = 0;
  int months = 0;
  bool separated = false;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && IsDigit(text[end])) ++end;
    if (end > i) {
      if (end - i > 4) return false;
      ++numbers;
    } else {
      while (end < text.size() && IsLetter(text[end])) ++end;
      if (end == i || !IsMonth(text.substr(i, end - i))) return false;
      ++months;
    }
    i = end;
    while (i < text.size() &&
           std::string_view(" .-/").find(text[i]) != std::string_view::npos) {
      separated = true;
      ++i;
    }
  }
  if (!separated || numbers + months > 3) return false;
  return months == 1 ? numbers >= 1 : months == 0 && numbers >= 2;
}

}  // namespace

std::string Trimmed(std::string_view cell) {
  for (bool again = true; again;) {
    again = false;
    while (!cell.empty() && kBlanks.find(cell.front()) != kBlanks.npos) {
      cell.remove_prefix(1);
    }
    while (!cell.empty() && kBlanks.find(cell.back()) != kBlanks.npos) {
      cell.remove_suffix(1);
    }
    if (cell.starts_with(kNoBreakSpace)) {
      cell.remove_prefix(kNoBreakSpace.size());
      again = true;
    }
    if (cell.ends_with(kNoBreakSpace)) {
      cell.remove_suffix(kNoBreakSpace.size());
      again = true;
    }
  }
  return std::string(cell);
}

std::string Lower(std::string_view cell) {
  std::string text = Trimmed(cell);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return text;
}

std::string WithoutGuard(const std::string& cell) {
  const bool guarded =
      cell.size() > 1 && cell[0] == '\'' &&
      std::string_view("=+-@").find(cell[1]) != std::string_view::npos;
  return guarded ? cell.substr(1) : cell;
}

char HeaderDelimiter(std::string_view csv) {
  const std::string_view header = csv.substr(0, csv.find('\n'));
  char best = ';';
  for (const char candidate : {',', '\t'}) {
    if (std::count(header.begin(), header.end(), candidate) >
        std::count(header.begin(), header.end(), best)) {
      best = candidate;
    }
  }
  return best;
}

std::optional<std::string> SpreadsheetDamage(const std::string& term) {
  const std::string lower = Lower(term);
  if (IsNumber(lower)) return "a number";
  if (IsDate(lower)) return "a date";
  if (lower.starts_with('#') && (lower.ends_with('!') || lower.ends_with('?') ||
                                 lower == "#n/a" || lower == "#nv")) {
    return "a formula's error";
  }
  if (term == "TRUE" || term == "FALSE" || term == "WAHR" || term == "FALSCH") {
    return "a truth value";
  }
  return std::nullopt;
}

}  // namespace ritmon
