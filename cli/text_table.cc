// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/text_table.h"

#include <algorithm>
#include <utility>

namespace ritmon {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kNarrowest = 8;

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

std::string CutToWidth(std::string_view text, size_t width) {
  std::string clean;
  for (const char c : text) {
    clean += static_cast<unsigned char>(c) < 32 || c == 127 ? ' ' : c;
  }
  if (DisplayWidth(clean) <= width || width == 0) return clean;
  size_t columns = 0;
  size_t end = 0;
  while (end < clean.size()) {
    if (!IsContinuation(clean[end]) && ++columns == width) break;
    ++end;
  }
  return clean.substr(0, end) + "…";
}

std::string WrapWords(std::string_view text, size_t indent, size_t width) {
  const std::string clean = CutToWidth(text, 0);
  const std::string margin(indent, ' ');
  std::string out;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) out += margin + line + "\n";
    line.clear();
  };
  for (size_t at = 0; at < clean.size();) {
    const size_t end = std::min(clean.find(' ', at), clean.size());
    const std::string word = clean.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!line.empty() &&
        indent + DisplayWidth(line) + 1 + DisplayWidth(word) > width) {
      flush();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  flush();
  return out;
}

TextTable::TextTable(std::vector<Column> columns)
    : columns_(std::move(columns)) {}

void TextTable::Add(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::string TextTable::Render(size_t width) const {
  std::vector<size_t> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    size_t widest = DisplayWidth(columns_[i].title);
    for (const auto& row : rows_) {
      widest = std::max(widest, DisplayWidth(row[i]));
    }
    widths.push_back(widest);
  }
  size_t total = kGap * (columns_.size() - 1);
  for (const size_t w : widths) total += w;
  while (total > width) {
    // The widest left-aligned column gives way.
    size_t widest = columns_.size();
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].align == Align::kLeft && widths[i] > kNarrowest &&
          (widest == columns_.size() || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    if (widest == columns_.size()) break;
    --widths[widest];
    --total;
  }
  std::string out;
  const auto line = [&](const auto& cell_at) {
    std::string text;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const std::string cell = CutToWidth(cell_at(i), widths[i]);
      const std::string pad(widths[i] - std::min(widths[i], DisplayWidth(cell)),
                            ' ');
      text += columns_[i].align == Align::kLeft ? cell + pad : pad + cell;
      if (i + 1 < columns_.size()) text += std::string(kGap, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  };
  line([&](size_t i) { return columns_[i].title; });
  for (const auto& row : rows_) line([&](size_t i) { return row[i]; });
  return out;
}

}  // namespace ritmon
