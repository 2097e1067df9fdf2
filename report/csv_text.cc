// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/charset.h"

namespace ritmon {
namespace {

constexpr std::string_view kFormulaBeginnings = "=+-@\t\r\n";
// As many as Excel keeps of a number.
constexpr size_t kExcelDigits = 15;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

size_t DigitsAt(std::string_view text, size_t begin) {
  size_t at = begin;
  while (at < text.size() && IsDigit(text[at])) ++at;
  return at - begin;
}

bool BeginsFormula(std::string_view text) {
  return !text.empty() &&
         kFormulaBeginnings.find(text[0]) != std::string_view::npos;
}

// Whether the apostrophe may be the one that we put there.
bool LooksProtected(std::string_view text) {
  return text.size() > 1 && text[0] == '\'' &&
         (BeginsFormula(text.substr(1)) || text[1] == '\'' || IsDigit(text[1]));
}

bool WouldExcelChangeIt(std::string_view text) {
  const size_t digits = DigitsAt(text, 0);
  if (digits == 0) return false;
  if (digits == text.size()) {
    return (digits > 1 && text[0] == '0') || digits > kExcelDigits;
  }
  // 12E5
  if (text[digits] != 'E' && text[digits] != 'e') return false;
  size_t at = digits + 1;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  return at < text.size() && at + DigitsAt(text, at) == text.size();
}

// "5-9" with a dash; empty for others.
std::string ClassWithDash(std::string_view text) {
  const size_t left = DigitsAt(text, 0);
  if (left == 0 || left > 4 || left >= text.size() || text[left] != '-') {
    return {};
  }
  const size_t right = DigitsAt(text, left + 1);
  if (right == 0 || right > 4 || left + 1 + right != text.size()) return {};
  return std::string(text.substr(0, left)) + "–" +
         std::string(text.substr(left + 1));
}

std::string ProtectedText(std::string_view bytes, CsvDialect dialect) {
  std::string text = ScrubUtf8(bytes);
  bool is_protected = BeginsFormula(text) || LooksProtected(text);
  if (dialect == CsvDialect::kGermanExcel) {
    std::string dashed = ClassWithDash(text);
    if (!dashed.empty()) return dashed;
    is_protected = is_protected || WouldExcelChangeIt(text);
  }
  return is_protected ? "'" + text : text;
}

std::string NumberText(double number, CsvDialect dialect) {
  if (!std::isfinite(number)) return {};
  std::string text = fmt::format("{}", number);
  if (dialect == CsvDialect::kGermanExcel) {
    std::replace(text.begin(), text.end(), '.', ',');
  }
  return text;
}

// "23.11.2026"
std::string GermanDate(std::string_view iso) {
  if (iso.size() < 10) return std::string(iso);
  return fmt::format("{}.{}.{}", iso.substr(8, 2), iso.substr(5, 2),
                     iso.substr(0, 4));
}

struct CellText {
  CsvDialect dialect;
  bool excel() const { return dialect == CsvDialect::kGermanExcel; }

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const {
    return ProtectedText(text, dialect);
  }
  std::string operator()(int64_t number) const {
    return std::to_string(number);
  }
  std::string operator()(double number) const {
    return NumberText(number, dialect);
  }
  std::string operator()(bool yes) const {
    if (excel()) return yes ? "WAHR" : "FALSCH";
    return yes ? "true" : "false";
  }
  std::string operator()(Date day) const {
    const std::string iso = FormatDate(day);
    return excel() ? GermanDate(iso) : iso;
  }
  std::string operator()(Timestamp time) const {
    const std::string iso = FormatTimestamp(time);
    return excel() ? GermanDate(iso) + " " + iso.substr(11, 8) : iso;
  }
  std::string operator()(const SheetLink& link) const {
    return ProtectedText(link.url, dialect);
  }
  std::string operator()(const JsonText& value) const {
    return ProtectedText(value.json, dialect);
  }
};

}  // namespace

std::string CsvText(const TableCell& cell, CsvDialect dialect) {
  return std::visit(CellText{dialect}, cell);
}

std::string UnprotectedText(std::string_view text) {
  return std::string(LooksProtected(text) ? text.substr(1) : text);
}

}  // namespace ritmon
