// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/match_text.h"

#include <algorithm>
#include <iterator>

#include "classifier/stem_ending.h"

namespace ritmon {
namespace {

// Hyphens inside a word part its members like blanks. "Wind- und" loses its
// hyphen; " - " parts sentences and stays.
void ResolveHyphens(size_t begin, FoldedText& folded) {
  std::string& text = folded.text;
  const size_t first = text.find('-', begin);
  if (first == std::string::npos) return;
  size_t to = first;
  for (size_t i = first; i < text.size(); ++i) {
    char c = text[i];
    if (c == '-') {
      const bool blank_before = to > begin && text[to - 1] == ' ';
      const bool blank_behind = i + 1 < text.size() && text[i + 1] == ' ';
      if (blank_before != blank_behind) continue;
      if (!blank_before && to > begin && i + 1 < text.size()) c = ' ';
    }
    text[to] = c;
    folded.offsets[to] = folded.offsets[i];
    ++to;
  }
  folded.offsets[to] = folded.offsets[text.size()];
  folded.offsets.resize(to + 1);
  text.resize(to);
}

}  // namespace

void MatchText::Clear() {
  folded.text.clear();
  folded.offsets.clear();
  original.clear();
  block_begin.assign(1, 0);
  original_begin.clear();
}

void MatchText::AddBlock(std::string_view text) {
  if (block_begin.empty()) block_begin.push_back(0);
  if (block_begin.size() > 1) {
    original.push_back('\n');
    folded.text.push_back('\n');
    folded.offsets.back() = static_cast<uint32_t>(original.size() - 1);
    folded.offsets.push_back(static_cast<uint32_t>(original.size()));
    block_begin.back() = static_cast<uint32_t>(folded.text.size());
  }
  original_begin.push_back(static_cast<uint32_t>(original.size()));
  const size_t begin = folded.text.size();
  AppendFolded(text, original.size(), folded);
  original.append(text);
  ResolveHyphens(begin, folded);
  block_begin.push_back(static_cast<uint32_t>(folded.text.size()));
}

bool MatchText::HasCapitals(const std::string& cased, size_t begin,
                            size_t end) const {
  const size_t from = folded.offsets[begin];
  std::string letters = FoldKeepingCase(
      std::string_view(original).substr(from, folded.offsets[end] - from));
  std::erase_if(letters, [](char c) { return c == ' ' || c == '-'; });
  return letters == cased || letters == cased + "s";
}

size_t MatchText::BlockOf(uint32_t folded_offset) const {
  const auto next = std::upper_bound(
      block_begin.begin(), std::prev(block_begin.end()), folded_offset);
  return static_cast<size_t>(next - block_begin.begin()) - 1;
}

std::optional<size_t> WordBegin(std::string_view text, size_t at,
                                uint64_t& steps) {
  const size_t from = at;
  while (from - at < kLongestWord && IsWordBefore(text, at)) {
    ++steps;
    --at;
    while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
  }
  if (IsWordBefore(text, at)) return std::nullopt;
  return at;
}

}  // namespace ritmon
