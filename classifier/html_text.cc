// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/html_text.h"

#include <algorithm>
#include <utility>

#include "classifier/html_scan.h"

namespace ritmon {
namespace {

enum class CharKind { kText, kSpace, kNothing };

// The kind and the length in bytes of the character at `at`.
std::pair<CharKind, size_t> KindAt(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) -> unsigned char {
    return at + i < text.size() ? text[at + i] : 0;
  };
  const unsigned char lead = byte(0);
  if (lead <= 0x20 || lead == 0x7F) return {CharKind::kSpace, 1};
  if (lead < 0x80) return {CharKind::kText, 1};
  if (lead < 0xE0) {
    if (lead == 0xC2) {
      if (byte(1) == 0xAD) return {CharKind::kNothing, 2};  // soft hyphen
      if (byte(1) <= 0xA0) return {CharKind::kSpace, 2};    // C1, no-break
    }
    return {CharKind::kText, 2};
  }
  if (lead < 0xF0) {
    if (lead == 0xE2 && byte(1) == 0x80) {
      const unsigned char last = byte(2);
      if (last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF)
        return {CharKind::kSpace, 3};  // U+2000 to U+200A, 2028, 2029, 202F
      if (last <= 0x8F) return {CharKind::kNothing, 3};  // zero width, marks
    }
    if (lead == 0xE2 && byte(1) == 0x81) {
      if (byte(2) == 0x9F) return {CharKind::kSpace, 3};    // U+205F
      if (byte(2) == 0xA0) return {CharKind::kNothing, 3};  // word joiner
    }
    if (lead == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80)
      return {CharKind::kSpace, 3};  // ideographic space
    if (lead == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF)
      return {CharKind::kNothing, 3};  // byte order mark
    return {CharKind::kText, 3};
  }
  return {CharKind::kText, 4};
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsNameByte(char c) {
  return (c >= '0' && c <= '9') || IsUpper(c) || (c >= 'a' && c <= 'z') ||
         (c & 0x80) != 0;
}

struct TextRun {
  size_t bytes = 0;
  size_t characters = 0;
};

// How far from `at` on everything is surely text: nearly all of a page is, and
// it need not be looked at character by character.
TextRun PlainRun(std::string_view text, size_t at) {
  TextRun run;
  size_t i = at;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead > 0x20 && lead < 0x7F) {
      ++i;
    } else if (lead > 0xC2 && lead < 0xE0 && i + 1 < text.size()) {
      i += 2;
    } else {
      break;
    }
    ++run.characters;
  }
  run.bytes = i - at;
  return run;
}

}  // namespace

void TextSqueezer::BeforeText() {
  if (!text_.empty()) {
    if (line_) {
      text_ += '\n';
    } else if (space_) {
      text_ += ' ';
    }
  }
  line_ = space_ = false;
}

size_t TextSqueezer::Append(std::string_view text) {
  size_t added = 0;
  for (size_t i = 0; i < text.size();) {
    if (const TextRun run = PlainRun(text, i); run.bytes > 0) {
      BeforeText();
      text_.append(text, i, run.bytes);
      added += run.characters;
      i += run.bytes;
      continue;
    }
    const auto [kind, length] = KindAt(text, i);
    if (kind == CharKind::kSpace) {
      space_ = true;
    } else if (kind == CharKind::kText) {
      BeforeText();
      text_.append(text, i, length);
      ++added;
    }
    i += length;
  }
  return added;
}

void TextSqueezer::AppendLineBreak() { line_ = true; }

void TextSqueezer::AppendWord(std::string_view word) {
  space_ = true;
  BeforeText();
  text_ += word;
  space_ = true;
}

std::string TextSqueezer::Take() {
  line_ = space_ = false;
  return std::exchange(text_, {});
}

std::string SqueezeText(std::string_view text) {
  TextSqueezer squeezer;
  squeezer.Append(text);
  return squeezer.Take();
}

std::string LowerText(std::string_view text) {
  std::string lower(text);
  for (size_t i = 0; i < lower.size(); ++i) {
    lower[i] = LowerAscii(lower[i]);
    // U+00C0 to U+00DE without the multiplication sign: C3 80 to C3 9E.
    if (static_cast<unsigned char>(lower[i]) == 0xC3 && i + 1 < lower.size()) {
      const unsigned char second = lower[i + 1];
      if (second >= 0x80 && second <= 0x9E && second != 0x97)
        lower[i + 1] = static_cast<char>(second + 0x20);
      ++i;
    }
  }
  return lower;
}

std::vector<std::string> NameTokens(std::string_view name) {
  std::vector<std::string> tokens;
  std::string token;
  const auto flush = [&] {
    if (!token.empty()) tokens.push_back(std::exchange(token, {}));
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!IsNameByte(c)) {
      flush();
      continue;
    }
    const bool hump = IsUpper(c) && i > 0 && !IsUpper(name[i - 1]);
    if (hump) flush();
    token += LowerAscii(c);
  }
  flush();
  return tokens;
}

bool EqualsAny(std::string_view text,
               std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text == word; });
}

bool ContainsAny(std::string_view text,
                 std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) {
                       return text.find(phrase) != std::string_view::npos;
                     });
}

bool StartsWithAny(std::string_view text,
                   std::initializer_list<std::string_view> phrases) {
  return std::any_of(
      phrases.begin(), phrases.end(),
      [&](std::string_view phrase) { return text.starts_with(phrase); });
}

size_t CountCharacters(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (c & 0xC0) != 0x80; });
}

}  // namespace ritmon
