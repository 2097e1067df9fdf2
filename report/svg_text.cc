// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_text.h"

#include <fmt/format.h>

#include <cstddef>

#include "base/charset.h"

namespace ritmon {
namespace {

bool Continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Of the character that begins with `c`, in hundredths of the font size,
// rounded up from DejaVu Sans.
int Hundredths(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0xE3) return 105;  // CJK and what is as broad
  if (byte >= 0x80) return 80;
  if (std::string_view("ijl.,:;|'! ").find(c) != std::string_view::npos) {
    return 34;
  }
  if (std::string_view("frtI()[]/-\"").find(c) != std::string_view::npos) {
    return 46;
  }
  if (std::string_view("mMWw%@&").find(c) != std::string_view::npos) return 100;
  if (c >= 'A' && c <= 'Z') return 79;
  return 64;
}

// The longest beginning of `word` that fits, at least one character.
size_t Fitting(std::string_view word, double width, double font_size) {
  size_t end = 0;
  double used = 0;
  while (end < word.size()) {
    used += Hundredths(word[end]) * font_size / 100;
    if (end > 0 && used > width) break;
    ++end;
    while (end < word.size() && Continues(word[end])) ++end;
  }
  return end;
}

// Where to break `word`, of which `fitting` bytes fit: behind the last '/' or
// '-' of them, else there.
size_t BreakPoint(std::string_view word, size_t fitting) {
  const size_t sign = word.substr(0, fitting).find_last_of("/-");
  return sign == std::string_view::npos ? fitting : sign + 1;
}

class Lines {
 public:
  Lines(double width, double font_size)
      : width_(width), font_size_(font_size) {}

  void AddWord(std::string_view word) {
    const std::string longer =
        line_.empty() ? std::string(word) : line_ + " " + std::string(word);
    if (Fits(longer)) {
      line_ = longer;
      return;
    }
    if (!line_.empty()) End();
    while (!Fits(word)) {
      const size_t fitting = Fitting(word, width_, font_size_);
      if (fitting == word.size()) break;
      const size_t at = BreakPoint(word, fitting);
      lines_.emplace_back(word.substr(0, at));
      word.remove_prefix(at);
    }
    line_ = word;
  }

  std::vector<std::string> Take() {
    if (!line_.empty() || lines_.empty()) End();
    return std::move(lines_);
  }

 private:
  bool Fits(std::string_view text) const {
    return TextWidth(text, font_size_) <= width_;
  }
  void End() {
    lines_.push_back(std::move(line_));
    line_.clear();
  }

  double width_;
  double font_size_;
  std::string line_;
  std::vector<std::string> lines_;
};

}  // namespace

double TextWidth(std::string_view text, double font_size) {
  int64_t hundredths = 0;
  for (const char c : text) {
    if (!Continues(c)) hundredths += Hundredths(c);
  }
  return static_cast<double>(hundredths) * font_size / 100;
}

std::vector<std::string> WrapText(std::string_view text, double width,
                                  double font_size) {
  const std::string valid = ScrubUtf8(text);
  Lines lines(width, font_size);
  constexpr std::string_view kBlanks = " \t\r\n";
  size_t at = 0;
  while ((at = valid.find_first_not_of(kBlanks, at)) != std::string::npos) {
    const size_t end = std::min(valid.find_first_of(kBlanks, at), valid.size());
    lines.AddWord(std::string_view(valid).substr(at, end - at));
    at = end;
  }
  return lines.Take();
}

std::string SvgNumber(double number) {
  std::string text = fmt::format("{:.2f}", number);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace ritmon
