// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_words.h"

#include <algorithm>
#include <array>

namespace ritmon {

std::string_view TrimLine(std::string_view text, std::string_view cut) {
  const size_t begin = text.find_first_not_of(cut);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(cut) - begin + 1);
}

// Words that say what something is, never who it is.
bool IsLabelWord(std::string_view word) {
  static constexpr std::array<std::string_view, 38> kLabels = {
      "registergericht",
      "handelsregister",
      "eingetragen",
      "beim",
      "im",
      "des",
      "der",
      "die",
      "das",
      "hrb",
      "hra",
      "amtsgericht",
      "sitz",
      "gericht",
      "am",
      "in",
      "unter",
      "nr",
      "b",
      "a",
      "register",
      "registernummer",
      "und",
      "und der",
      "bei",
      "zustaendiges",
      "vereinsregister",
      "fuer",
      "hr",
      "eine",
      "rechtsform",
      "mit",
      "einer",
      "als",
      "kg",
      "unternehmensform",
      "gesellschaftsform",
      "zum"};
  return std::find(kLabels.begin(), kLabels.end(), word) != kLabels.end();
}

std::vector<std::string> WordsOfFolded(std::string_view folded) {
  std::vector<std::string> words(1);
  for (const char c : folded) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (word) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace ritmon
