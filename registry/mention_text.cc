// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/mention_text.h"

#include <algorithm>

namespace ritmon {
namespace {

// The bytes of the character at `at` if it is punctuation or a symbol of more
// than one byte: U+0080 to U+00BF, U+2000 to U+2BFF, the pictures of plane 1.
size_t SymbolSize(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  if (byte(at) == 0xC2) return 2;
  if (byte(at) == 0xE2 && byte(at + 1) < 0xB0) return 3;
  if (byte(at) == 0xF0 && byte(at + 1) == 0x9F) return 4;
  return 0;
}

bool IsWordAtByte(std::string_view text, size_t at) {
  const char c = text[at];
  if (c >= 'a' && c <= 'z') return true;
  if (c >= '0' && c <= '9') return true;
  return static_cast<unsigned char>(c) >= 0x80 && SymbolSize(text, at) == 0;
}

// Of the character that begins with these bytes: a capital of ASCII or Latin-1,
// a digit. Other scripts pass.
bool IsCapital(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) {
    return (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
  }
  if (first != 0xC3 || text.size() < 2) return true;
  const auto second = static_cast<unsigned char>(text[1]);
  return second < 0x9F;  // U+00C0 to U+00DE; U+00DF is ß
}

// With the character at `at` in it, too.
WordGap Widest(WordGap gap, std::string_view text, size_t at) {
  if (text[at] == ' ') return gap;
  const std::string_view three = text.substr(at, 3);
  if (three == "\u2019" || three == "\u2018") {
    return std::max(gap, WordGap::kApostrophe);
  }
  switch (text[at]) {
    case '/':
      return gap;
    case '-':
      return std::max(gap, WordGap::kHyphen);
    case '\'':
    case '`':
      return std::max(gap, WordGap::kApostrophe);
    case '.':
      return std::max(gap, WordGap::kDot);
    default:
      return std::max(gap, WordGap::kBreak);
  }
}

bool IsLetter(const TextWord& word) {
  return word.key.size() == 1 && word.key[0] >= 'a' && word.key[0] <= 'z';
}

}  // namespace

void MentionText::Assign(std::span<const std::string_view> blocks) {
  folded_.text.clear();
  folded_.offsets.clear();
  words_.clear();
  joined_.clear();
  // The blocks are folded first, for words keep views of what they became.
  std::vector<size_t> begins;
  size_t base = 0;
  for (const std::string_view block : blocks) {
    begins.push_back(folded_.text.size());
    AppendFolded(block, base, folded_);
    folded_.text += '\n';
    folded_.offsets.push_back(static_cast<uint32_t>(base + block.size() + 1));
    base += block.size() + 1;
  }
  begins.push_back(folded_.text.size());
  base = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    AddWords(blocks[i], base, begins[i], static_cast<uint32_t>(i));
    base += blocks[i].size() + 1;
  }
}

// Of a block that begins at `base` of the page.
void MentionText::AddWords(std::string_view block, size_t base,
                           size_t folded_begin, uint32_t number) {
  const std::string_view text = folded_.text;
  const size_t first = words_.size();
  WordGap gap = WordGap::kBlock;
  bool comma = false;
  for (size_t at = folded_begin; at < text.size() && text[at] != '\n';) {
    const char c = text[at];
    const bool sign = c == '&' || c == '+';
    if (!sign && !IsWordAtByte(text, at)) {
      gap = Widest(gap, text, at);
      comma = comma || c == ',';
      at += std::max<size_t>(SymbolSize(text, at), 1);
      continue;
    }
    size_t end = at + 1;
    if (!sign) {
      while (end < text.size() && IsWordAtByte(text, end)) ++end;
    }
    TextWord word{.key = sign ? "u" : text.substr(at, end - at),
                  .begin = folded_.offsets[at],
                  .end = folded_.offsets[end],
                  .block = number,
                  .gap = gap,
                  .comma = comma};
    const size_t from = word.begin - base;
    word.capital = from < block.size() && IsCapital(block.substr(from));
    words_.push_back(word);
    gap = WordGap::kBlank;
    comma = false;
    at = end;
  }
  JoinLetters(block, base, first);
}

// As NameTokens joins them; here only what stands close: "A. B.", "A & B".
void MentionText::JoinLetters(std::string_view block, size_t base,
                              size_t first) {
  size_t kept = first;
  for (size_t i = first; i < words_.size();) {
    size_t end = i + 1;
    if (IsLetter(words_[i])) {
      while (end < words_.size() && IsLetter(words_[end]) &&
             (words_[end].gap == WordGap::kBlank ||
              words_[end].gap == WordGap::kDot)) {
        ++end;
      }
    }
    TextWord word = words_[i];
    if (end - i >= 2) {
      std::string& letters = joined_.emplace_back();
      for (size_t k = i; k < end; ++k) letters += words_[k].key;
      word.key = letters;
      word.end = words_[end - 1].end;
      // The last dot of "e. K." is the abbreviation's own.
      const size_t behind = word.end - base;
      if (words_[i + 1].gap == WordGap::kDot && behind < block.size() &&
          block[behind] == '.') {
        ++word.end;
      }
    } else if (word.key == "und") {
      word.key = "u";
    }
    words_[kept++] = word;
    i = end;
  }
  words_.resize(kept);
}

}  // namespace ritmon
