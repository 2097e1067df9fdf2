// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/running_lines.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "classifier/html_text.h"

namespace ritmon {
namespace {

constexpr size_t kLongest = 300;  // bytes; running lines are short

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsAtEdge(const PdfSheet& sheet, const PdfLine& line) {
  constexpr double kEdge = 0.12;  // of the height; A4: 3.5 cm
  return line.bottom <= kEdge * sheet.height ||
         line.top >= (1 - kEdge) * sheet.height;
}

// "Geschäftsbericht 2025 | 17" as "geschäftsbericht # | #".
std::string KeyOf(std::string_view text) {
  std::string key;
  for (const char c : LowerText(SqueezeText(text.substr(0, kLongest)))) {
    if (!IsDigit(c)) {
      key += c;
    } else if (!key.ends_with('#')) {
      key += '#';
    }
  }
  return key;
}

// "17", "- 17 -", "Seite 3 von 12", "Page 3 / 12", "xiv".
bool IsPageNumber(std::string_view key) {
  constexpr size_t kLongestRoman = 6;
  if (!key.empty() && key.size() <= kLongestRoman &&
      key.find_first_not_of("ivxl") == std::string_view::npos) {
    return true;
  }
  bool number = false;
  std::string word;
  const auto is_filler = [](const std::string& w) {
    return w.empty() ||
           EqualsAny(w, {"seite", "page", "von", "of", "s.", "p."});
  };
  for (const char c : key) {
    if (c == '#') number = true;
    if (c == '#' || c == ' ' || c == '-' || c == '/' || c == '|') {
      if (!is_filler(word)) return false;
      word.clear();
    } else {
      word += c;
    }
  }
  return number && is_filler(word);
}

}  // namespace

RunningLines::RunningLines(const PdfDocument& document) {
  constexpr size_t kOften = 3;
  needed_ = std::max<size_t>(2, std::min(kOften, document.sheets.size()));
  for (const PdfSheet& sheet : document.sheets) {
    std::set<std::string> here;
    for (const PdfLine& line : sheet.lines) {
      if (line.text.size() <= kLongest && IsAtEdge(sheet, line)) {
        here.insert(KeyOf(line.text));
      }
    }
    for (const std::string& key : here) ++sheets_[key];
  }
  std::set<std::string> told;
  for (const PdfSheet& sheet : document.sheets) {
    for (const PdfLine& line : sheet.lines) {
      if (KindOf(sheet, line) != LineKind::kRunning) continue;
      if (told.insert(KeyOf(line.text)).second) texts_.push_back(line.text);
    }
  }
}

bool RunningLines::IsRunning(const std::string& key) const {
  const auto found = sheets_.find(key);
  return found != sheets_.end() && found->second >= needed_;
}

LineKind RunningLines::KindOf(const PdfSheet& sheet,
                              const PdfLine& line) const {
  if (line.text.size() > kLongest || !IsAtEdge(sheet, line)) {
    return LineKind::kText;
  }
  const std::string key = KeyOf(line.text);
  if (IsPageNumber(key)) return LineKind::kPageNumber;
  return IsRunning(key) ? LineKind::kRunning : LineKind::kText;
}

}  // namespace ritmon
