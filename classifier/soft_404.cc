// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/soft_404.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/normalize.h"

namespace ritmon {
namespace {

// An error page excuses itself and offers a few links; with more than this it
// is read for something else.
constexpr size_t kMostWords = 120;
// With no more than this a sentence of the text itself is enough.
constexpr size_t kFewWords = 40;
// A name of a page; longer ones tell a story.
constexpr size_t kMostWordsOfAName = 12;
constexpr size_t kMostBytesOfAName = 300;

// Folded, words between blanks. What is missing ...
constexpr auto kThings = std::to_array<std::string_view>(
    {"404", "seite", "webseite", "unterseite", "inhalt", "dokument", "artikel",
     "beitrag", "datei", "url", "adresse", "page", "document", "content",
     "article", "post", "file"});
// ... and how that is said.
constexpr auto kPhrases = std::to_array<std::string_view>(
    {"nicht gefunden", "nicht auffindbar", "nicht vorhanden", "existiert nicht",
     "existiert leider nicht", "nicht existiert", "nicht mehr verfuegbar",
     "nicht finden", "not found", "not be found", "t be found",
     "cannot be found", "not exist", "t exist", "no longer exists",
     "no longer available", "not find", "cannot find", "t find"});
// Enough by themselves, as the whole of a name.
constexpr auto kNames = std::to_array<std::string_view>(
    {"error 404", "404 error", "fehler 404", "404 fehler", "http 404",
     "http error 404", "http fehler 404", "fehlerseite 404", "nicht gefunden",
     "not found", "nichts gefunden", "nothing found"});

// " die seite wurde nicht gefunden ": ASCII letters and digits only. What else
// there is, quotes and other scripts, is in none of the phrases.
std::string Words(std::string_view text) {
  std::string out = " ";
  for (const char c : Fold(text)) {
    const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (in_word) {
      out.push_back(c);
    } else if (out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (out.back() != ' ') out.push_back(' ');
  return out;
}

size_t CountWords(std::string_view text, size_t enough) {
  size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank && !in_word && ++words > enough) return words;
    in_word = !blank;
  }
  return words;
}

bool HasWords(std::string_view words, std::string_view phrase) {
  for (size_t at = words.find(phrase); at != std::string_view::npos;
       at = words.find(phrase, at + 1)) {
    if (words[at - 1] == ' ' && words[at + phrase.size()] == ' ') return true;
  }
  return false;
}

template <typename List>
bool HasOneOf(std::string_view words, const List& list) {
  return std::any_of(list.begin(), list.end(),
                     [words](auto phrase) { return HasWords(words, phrase); });
}

bool SaysMissing(std::string_view words) {
  return HasOneOf(words, kThings) && HasOneOf(words, kPhrases);
}

// Calls `visit` with the parts of "Seite nicht gefunden | Firma GmbH".
template <typename Visit>
bool AnyPart(std::string_view text, Visit visit) {
  constexpr auto kSeparators = std::to_array<std::string_view>(
      {" - ", " \u2013 ", " \u2014 ", "|", " \u00B7 ", " \u00BB ", " \u00AB ",
       ": ", " :: ", "! ", ". "});
  while (true) {
    size_t end = std::string_view::npos;
    size_t size = 0;
    for (const std::string_view separator : kSeparators) {
      const size_t at = text.find(separator);
      if (at < end) {
        end = at;
        size = separator.size();
      }
    }
    if (visit(text.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + size);
  }
}

bool IsNameOfMissing(std::string_view text) {
  if (text.size() > kMostBytesOfAName) return false;
  return AnyPart(text, [](std::string_view part) {
    const std::string words = Words(part);
    if (CountWords(words, kMostWordsOfAName) > kMostWordsOfAName) return false;
    return SaysMissing(words) ||
           std::any_of(kNames.begin(), kNames.end(), [&](auto name) {
             return words.size() == name.size() + 2 && HasWords(words, name);
           });
  });
}

// A company may be named so: it needs a sentence, too.
bool IsOnlyTheNumber(std::string_view text) {
  if (text.size() > kMostBytesOfAName) return false;
  return AnyPart(text,
                 [](std::string_view part) { return Words(part) == " 404 "; });
}

bool SaysMissingInText(std::string_view text) {
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(".!?\n"), text.size());
    if (SaysMissing(Words(text.substr(0, end)))) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

}  // namespace

bool LooksLikeSoft404(const Page& page) {
  if (page.is_imprint) return false;
  const size_t words = CountWords(page.main_text, kMostWords);
  if (words > kMostWords) return false;
  bool number = IsOnlyTheNumber(page.title);
  if (IsNameOfMissing(page.title)) return true;
  for (const Block& block : page.blocks) {
    if (block.zone != Zone::kHeading1 && block.zone != Zone::kHeading2 &&
        block.zone != Zone::kHeading3) {
      continue;
    }
    if (IsNameOfMissing(block.text)) return true;
    number = number || IsOnlyTheNumber(block.text);
  }
  return (number || (words > 0 && words <= kFewWords)) &&
         SaysMissingInText(page.main_text);
}

}  // namespace ritmon
