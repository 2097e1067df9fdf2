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

std::string WithoutControls(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    clean += static_cast<unsigned char>(c) < 32 || c == 127 ? ' ' : c;
  }
  return clean;
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

std::string WrapText(std::string_view text, size_t indent, size_t width) {
  const std::string clean = WithoutControls(text);
  std::string out;
  size_t column = 0;
  for (size_t at = 0; at < clean.size();) {
    size_t word = at;  // the blanks before it
    while (word < clean.size() && clean[word] == ' ') ++word;
    const size_t end = std::min(clean.find(' ', word), clean.size());
    const size_t columns =
        DisplayWidth(std::string_view(clean).substr(at, end - at));
    if (column > indent && column + columns > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
      at = word;
      continue;
    }
    // A word longer than a line is cut at its end.
    size_t piece = at;
    while (piece < end && (column < width || IsContinuation(clean[piece]))) {
      if (!IsContinuation(clean[piece])) ++column;
      ++piece;
    }
    out.append(clean, at, piece - at);
    if (piece < end) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    }
    at = piece;
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

std::string CutToWidth(std::string_view text, size_t width) {
  const std::string clean = WithoutControls(text);
  if (DisplayWidth(clean) <= width || width == 0) return clean;
  size_t columns = 0;
  size_t end = 0;
  while (end < clean.size()) {
    if (!IsContinuation(clean[end]) && ++columns == width) break;
    ++end;
  }
  return clean.substr(0, end) + "…";
}

TextTable::TextTable(std::vector<Column> columns)
    : columns_(std::move(columns)) {}

void TextTable::Add(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

void TextTable::AddLine(std::string_view text) {
  lines_.emplace(rows_.size(), WithoutControls(text));
}

std::vector<size_t> TextTable::WidthsWithin(size_t width) const {
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
      if (columns_[i].align == Align::kLeft && !columns_[i].keeps &&
          widths[i] > kNarrowest &&
          (widest == columns_.size() || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    if (widest == columns_.size()) break;
    --widths[widest];
    --total;
  }
  return widths;
}

std::string TextTable::Line(const std::vector<size_t>& widths,
                            const std::vector<std::string>& cells) const {
  std::string text;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const std::string cell = CutToWidth(cells[i], widths[i]);
    const std::string pad(widths[i] - std::min(widths[i], DisplayWidth(cell)),
                          ' ');
    text += columns_[i].align == Align::kLeft ? cell + pad : pad + cell;
    if (i + 1 < columns_.size()) text += std::string(kGap, ' ');
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::vector<std::string> TextTable::Titles() const {
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  return titles;
}

std::string TextTable::Render(size_t width) const {
  Terminal plain;
  plain.width = width;
  return Render(plain);
}

std::string TextTable::Render(const Terminal& terminal) const {
  const std::vector<size_t> widths = WidthsWithin(terminal.width);
  std::string out = terminal.Bold(Line(widths, Titles())) + "\n";
  for (size_t r = 0; r < rows_.size(); ++r) {
    out += Line(widths, rows_[r]) + "\n";
    const auto [begin, end] = lines_.equal_range(r + 1);
    for (auto at = begin; at != end; ++at) out += at->second + "\n";
  }
  return out;
}

}  // namespace ritmon
