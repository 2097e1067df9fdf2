// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/language.h"

#include <algorithm>
#include <cctype>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#pragma GCC diagnostic pop

#include "base/charset.h"
#include "base/utf8_prefix.h"
#include "classifier/word_language.h"

namespace ritmon {
namespace {

// CLD2 needs 0.15 ms for 4 KB; more text does not make it surer.
constexpr size_t kEnough = 8 * 1024;

std::string_view Sample(std::string_view text) {
  return Utf8Prefix(text, kEnough);
}

// CLD2's codes are ISO 639-1 with some of its own.
std::string Iso639(CLD2::Language language) {
  std::string code = CLD2::LanguageCode(language);
  if (code == "un" || code.starts_with("xx")) return {};
  if (code == "iw") return "he";
  if (code == "no") return "nb";
  return PrimaryLanguage(code);
}

bool IsNordic(std::string_view lang) {
  return lang == "da" || lang == "nb" || lang == "sv" || lang == "nn" ||
         lang == "fo" || lang == "is";
}

// What the small words say against CLD2, whose statistics tell neighbours
// badly apart and take foreign names in a short text for its language. Empty
// if they leave it at that. The bounds are by lang-lingua (tests).
std::string_view SecondOpinion(std::string_view text, std::string_view first) {
  constexpr int kClearLead = 3;
  constexpr int kClearLeadOverOthers = 4;
  constexpr int kFewWords = 3;
  if (text.size() > kMaxVotedText) return {};
  const WordVotes votes = VoteByWords(text);
  const std::string_view second = Winner(votes, 1);
  if (second.empty() || second == first) return {};
  const bool akin = (IsNordic(first) && IsNordic(second)) ||
                    (first == "af" && second == "nl");
  const bool few = first == "en" && second == "de" && votes.words <= kFewWords;
  if (akin || few) return second;
  const int lead = votes.Of(second) - votes.Of(first);
  const bool clear = KnowsWordsOf(first) ? lead >= kClearLead
                                         : lead >= kClearLeadOverOthers &&
                                               votes.Of(second) >= votes.words;
  return clear ? second : std::string_view();
}

}  // namespace

std::string PrimaryLanguage(std::string_view tag) {
  std::string language;
  for (const char c : tag) {
    if (c == '-' || c == '_') break;
    if (c == ' ' || c == ',' || c == ';') break;
    if (std::isalpha(static_cast<unsigned char>(c)) == 0) return {};
    language += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return language.size() == 2 || language.size() == 3 ? language
                                                      : std::string();
}

LanguageGuess DetectLanguage(std::string_view text, std::string_view declared) {
  return DetectLanguages(text, declared).main;
}

LanguageMix DetectLanguages(std::string_view text, std::string_view declared) {
  std::string sample(Sample(text));
  // CLD2 runs over the edge of text that is not UTF-8.
  if (!IsValidUtf8(sample)) sample = ScrubUtf8(sample);
  const std::string hint = PrimaryLanguage(declared);
  const CLD2::CLDHints hints = {hint.empty() ? nullptr : hint.c_str(), nullptr,
                                CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percent[3];
  double score[3];
  int bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(sample.data(), static_cast<int>(sample.size()),
                                 true, &hints, CLD2::kCLDFlagBestEffort,
                                 languages, percent, score, nullptr, &bytes,
                                 &reliable);
  LanguageMix mix;
  LanguageGuess& guess = mix.main;
  guess.lang = Iso639(languages[0]);
  if (guess.lang.empty()) {
    // Nothing to go by but what the page says of itself.
    constexpr double kDeclaredOnly = 0.3;
    if (!hint.empty() && hint.size() == 2) guess = {hint, kDeclaredOnly};
    return mix;
  }
  constexpr double kUnreliable = 0.5;
  constexpr int kTwentieth = 5;  // percent
  guess.confidence = percent[0] / 100.0 * (reliable ? 1.0 : kUnreliable);
  for (const int i : {1, 2}) {
    std::string other = Iso639(languages[i]);
    if (percent[i] >= kTwentieth && !other.empty()) {
      mix.others.push_back(std::move(other));
    }
  }
  const std::string_view second = SecondOpinion(sample, guess.lang);
  if (!second.empty()) {
    guess = {std::string(second), kUnreliable};
    std::erase(mix.others, guess.lang);
  }
  return mix;
}

}  // namespace ritmon
