// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_cells.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/charset.h"
#include "model/grant.h"

namespace ritmon {
namespace {

constexpr size_t kMaxFkzBytes = 40;
// More than any grant has; and sums of millions of rows still fit into 63 bits.
constexpr size_t kMaxEuroDigits = 10;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

// "=""a""": what is left when a writer of RFC 4180 quoted ="a".
std::string UnwrapFormula(std::string_view text) {
  if (text.size() < 3 || !text.starts_with("=\"") || text.back() != '"') {
    return std::string(text);
  }
  text = text.substr(2, text.size() - 3);
  std::string unwrapped;
  for (size_t i = 0; i < text.size(); ++i) {
    unwrapped += text[i];
    if (text.substr(i, 2) == "\"\"") ++i;
  }
  return unwrapped;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// The euros of "1.234.567" or "1234567" as digits; empty if grouped wrongly.
std::string Ungroup(std::string_view text) {
  if (AllDigits(text)) return std::string(text);
  std::string digits;
  size_t begin = 0;
  while (true) {
    const size_t end = std::min(text.find('.', begin), text.size());
    const std::string_view group = text.substr(begin, end - begin);
    const bool first = begin == 0;
    if (!AllDigits(group) || group.size() > 3 ||
        (!first && group.size() != 3)) {
      return {};
    }
    digits += group;
    if (end == text.size()) return digits;
    begin = end + 1;
  }
}

std::optional<int64_t> Cents(std::string_view euros,
                             std::string_view decimals) {
  if (!AllDigits(euros)) return std::nullopt;
  if (!decimals.empty() && !AllDigits(decimals)) return std::nullopt;
  euros.remove_prefix(std::min(euros.find_first_not_of('0'), euros.size()));
  if (euros.size() > kMaxEuroDigits) return std::nullopt;
  int64_t cents = 0;
  for (const char c : euros) cents = cents * 10 + (c - '0');
  for (size_t i = 0; i < 2; ++i) {
    cents = cents * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
  }
  if (decimals.size() > 2 && decimals[2] >= '5') ++cents;
  return cents;
}

// Most cells are: nothing to trim, collapse, recode or unwrap.
bool IsClean(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() == ' ' || text.front() == '=' || text.back() == ' ') {
    return false;
  }
  char before = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || byte == 0xC2 ||
        (c == ' ' && before == ' ')) {
      return false;
    }
    before = c;
  }
  return true;
}

}  // namespace

std::string CleanCell(std::string_view text) {
  if (IsClean(text)) return std::string(text);
  std::string clean;
  bool blank = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    std::string_view piece = text.substr(i, 1);
    std::string recoded;
    if (c == 0xC2 && i + 1 < text.size()) {
      const auto next = static_cast<unsigned char>(text[i + 1]);
      piece = text.substr(i++, 2);
      if (next == 0xA0) piece = " ";  // no-break space
      if (next < 0xA0) {
        recoded = ToUtf8(text.substr(i, 1), "windows-1252");
        piece = recoded.starts_with('\xC2') ? std::string_view(" ") : recoded;
      }
    }
    if (piece == " " || c < 0x20 || c == 0x7F) {
      blank = !clean.empty();
      continue;
    }
    if (blank) clean += ' ';
    blank = false;
    clean += piece;
  }
  if (!clean.starts_with("=\"")) return clean;
  return std::string(Trim(UnwrapFormula(clean)));
}

std::optional<int64_t> ParseCents(std::string_view text, NumberStyle style) {
  for (const std::string_view unit : {"EUR", "€"}) {
    if (text.ends_with(unit)) text.remove_suffix(unit.size());
  }
  text = Trim(text);
  if (text.empty()) return 0;
  const size_t comma = text.find(',');
  if (comma != std::string_view::npos) {
    const std::string_view decimals = text.substr(comma + 1);
    if (decimals.empty() || decimals.size() > 2) return std::nullopt;
    return Cents(Ungroup(text.substr(0, comma)), decimals);
  }
  const size_t point = text.rfind('.');
  if (point == std::string_view::npos) return Cents(text, {});
  const std::string_view decimals = text.substr(point + 1);
  if (decimals.empty()) return std::nullopt;
  if (style == NumberStyle::kPoint || decimals.size() < 3) {
    return Cents(text.substr(0, point), decimals);
  }
  return Cents(Ungroup(text), {});
}

std::optional<Date> ParseGrantDate(std::string_view text) {
  // A spreadsheet's or a data frame's "2022-07-01 00:00:00".
  if (text.size() > 10 && (text[10] == ' ' || text[10] == 'T')) {
    text = text.substr(0, 10);
  }
  // ParseDate also takes a year alone, which is no date here.
  if (text.size() != 10) return std::nullopt;
  auto date = ParseDate(text);
  using std::chrono::year;
  if (date && (date->year() < year{1950} || date->year() > year{2100})) {
    return std::nullopt;
  }
  return date;
}

std::optional<std::string> ParseAgs(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.empty()) return std::string();
  if (!AllDigits(text)) return std::nullopt;
  if (text.size() == 8) return std::string(text);
  if (text.size() == 7) return "0" + std::string(text);
  if (text == "0") return std::string(kAgsUnassigned);
  return std::nullopt;
}

std::optional<std::string> ParseFkz(std::string_view text) {
  const bool known = std::any_of(text.begin(), text.end(), [](char c) {
    return IsDigit(c) || IsUpper(c) || (c >= 'a' && c <= 'z');
  });
  if (!known || text.size() > kMaxFkzBytes ||
      text.find("E+") != std::string_view::npos) {
    return std::nullopt;
  }
  return AsciiUpper(text);
}

std::string_view FkzStem(std::string_view fkz) {
  const size_t n = fkz.size();
  if (n > 2 && IsUpper(fkz[n - 1]) && IsDigit(fkz[n - 2])) {
    fkz.remove_suffix(1);
  }
  return fkz;
}

}  // namespace ritmon
