// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/wording.h"

#include <algorithm>
#include <iterator>

namespace ritmon {
namespace {

struct Text {
  std::string_view id;
  std::string_view german;
  std::string_view english;

  std::string_view In(Language language) const {
    return language == Language::kGerman ? german : english;
  }
};

constexpr Text kPhrases[] = {
#define PHRASE(name, german, english) {#name, german, english},
#define WORD(id, german, english)
#include "cli/wording.def"
#undef WORD
#undef PHRASE
};

constexpr Text kWords[] = {
#define PHRASE(name, german, english)
#define WORD(id, german, english) {id, german, english},
#include "cli/wording.def"
#undef WORD
#undef PHRASE
};

}  // namespace

std::string_view PhraseIn(Language language, Phrase phrase) {
  return kPhrases[static_cast<size_t>(phrase)].In(language);
}

std::string WordIn(Language language, std::string_view id) {
  const auto word =
      std::find_if(std::begin(kWords), std::end(kWords),
                   [&](const Text& text) { return text.id == id; });
  return std::string(word == std::end(kWords) ? id : word->In(language));
}

std::string LabelOrWord(const std::vector<VocabularyEntry>* entries,
                        const std::string& id, Language language) {
  if (entries == nullptr) return WordIn(language, id);
  const std::string label =
      LabelOf(*entries, id, language == Language::kGerman);
  return label == id ? WordIn(language, id) : label;
}

std::string HeadIn(Language language, std::string_view id) {
  std::string head = WordIn(language, id);
  for (size_t i = 0; i < head.size(); ++i) {
    const bool small = head[i] >= 'a' && head[i] <= 'z';
    if (small) head[i] = static_cast<char>(head[i] - 'a' + 'A');
    // ä, ö, ü are 0x20 behind Ä, Ö, Ü in the second byte of UTF-8.
    const bool umlaut = head[i] == '\xC3' && i + 1 < head.size() &&
                        (head[i + 1] == '\xA4' || head[i + 1] == '\xB6' ||
                         head[i + 1] == '\xBC');
    if (umlaut) head[i + 1] = static_cast<char>(head[i + 1] - 0x20);
    if (head.compare(i, 2, "ß") == 0) head.replace(i, 2, "SS");
  }
  return head;
}

}  // namespace ritmon
