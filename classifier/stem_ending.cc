// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/stem_ending.h"

#include <array>

#include "base/normalize.h"

namespace ritmon {
namespace {

constexpr std::array<std::string_view, 1> kExact = {""};
constexpr std::array<std::string_view, 12> kNounDe = {
    "", "e", "en", "er", "ern", "es", "s", "n", "nen", "se", "sen", "ses"};
constexpr std::array<std::string_view, 3> kNounEn = {"", "s", "es"};
// Battery, batteries; relay, relays.
constexpr std::array<std::string_view, 3> kNounEnY = {"y", "ies", "ys"};
constexpr std::array<std::string_view, 6> kAdjective = {"",   "e",  "er",
                                                        "es", "en", "em"};
constexpr std::array<std::string_view, 2> kAcronym = {"", "s"};

constexpr std::span<const std::string_view> Endings(StemEnding ending) {
  switch (ending) {
    case StemEnding::kExact:
      return kExact;
    case StemEnding::kNounDe:
      return kNounDe;
    case StemEnding::kNounEn:
      return kNounEn;
    case StemEnding::kNounEnY:
      return kNounEnY;
    case StemEnding::kAdjective:
      return kAdjective;
    case StemEnding::kAcronym:
      return kAcronym;
    case StemEnding::kOpen:
    case StemEnding::kAnything:
      break;
  }
  return {};
}

// The letters that endings are made of, from 1 on; 0: any other byte.
constexpr std::string_view kLetters = "eimnrsy";
constexpr unsigned kLetterBits = 3;

constexpr auto kLetterOf = [] {
  std::array<uint8_t, 256> letters{};
  for (size_t i = 0; i < kLetters.size(); ++i) {
    letters[static_cast<uint8_t>(kLetters[i])] = static_cast<uint8_t>(i + 1);
  }
  return letters;
}();

// By the letters of an ending, three bits each, the last one lowest: a bit for
// each class that has it.
constexpr auto kClassesOf = [] {
  std::array<uint8_t, size_t{1} << (BehindStem::kLongestEnding * kLetterBits)>
      classes{};
  for (unsigned c = 0; c <= static_cast<unsigned>(StemEnding::kAcronym); ++c) {
    for (const std::string_view ending : Endings(static_cast<StemEnding>(c))) {
      size_t place = 0;
      for (const char letter : ending) {
        place = place << kLetterBits | kLetterOf[static_cast<uint8_t>(letter)];
      }
      classes[place] = static_cast<uint8_t>(classes[place] | 1u << c);
    }
  }
  return classes;
}();

}  // namespace

std::span<const std::string_view> EndingsOf(StemEnding ending) {
  return Endings(ending);
}

BehindStem::BehindStem(std::string_view text, size_t at) {
  classes_[0] = kClassesOf[0];
  size_t place = 0;
  while (letters_ < kLongestEnding && at + letters_ < text.size()) {
    const uint8_t letter = kLetterOf[static_cast<uint8_t>(text[at + letters_])];
    if (letter == 0) break;
    place = place << kLetterBits | letter;
    classes_[++letters_] = kClassesOf[place];
  }
  // All of those letters belong to the word.
  word_bytes_ = IsWordAt(text, at + letters_) ? kLongestEnding + 1 : letters_;
}

}  // namespace ritmon
