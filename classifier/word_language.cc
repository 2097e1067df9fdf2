// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/word_language.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

namespace ritmon {
namespace {

constexpr std::array<std::string_view, kWordLanguageCount> kCodes = {
    "de", "en", "nl", "da", "nb", "sv"};

// Frequent words that the other languages do not have; sorted within.
struct WordList {
  WordLanguage language;
  std::string_view words;  // between blanks
};
constexpr WordList kWords[] = {
    {WordLanguage::kGerman,
     " aber als auch auf aus bei beim bis das dem des dieser dieses durch eine "
     "einem einen einer eines für haben hat ich ihre ihren im ist kann mehr "
     "mit "
     "nach nicht noch nur oder sich sie sind über und uns unser unsere unserer "
     "vom von vor wenn werden wie wir wird wurde wurden zu zum zur zwischen "
     "können sowie seit bereits diese mein unter gibt was wer märkte "},
    {WordLanguage::kEnglish,
     " about also and are been but by can could from had has his how if is it "
     "its more my not of on our she should such than that the their there "
     "these they this to were what when which who will with would you your "
     "we only other into "},
    {WordLanguage::kDutch,
     " aan als bij dat de deze die dit door een eerste en geen heeft hem het "
     "hij hun ik kan maar meer naar niet nog om ook onze op over te tot uit "
     "van veel voor waar waren was werd werden wordt worden zich zijn zoals "
     "ze heb uw jaar "},
    {WordLanguage::kDanish,
     " af alle blev bliver både de den der derfor det dig efter eller en er et "
     "fra fået gennem han har have havde her hos hun hvad hver hvor hvordan "
     "hvornår i ikke jeg kan kun kunne lige man mange med meget mellem men "
     "mere "
     "mig måde nogle noget nu når og også om over på selv siden sig skal som "
     "samt til uden under ved var vi vil vores være været at ud op "},
    {WordLanguage::kBokmal,
     " alle av ble blir både de den der derfor det deg etter eller en er et "
     "fra fått gjennom han har ha hadde her hos hun hva hver hvor hvordan "
     "i ikke jeg kan kun kunne like man mange med mye mellom men mer "
     "meg måte noen noe nå når og også om over på selv siden seg skal som "
     "samt til uten under ved var vi vil vår våre være vært at ut opp "},
    {WordLanguage::kSwedish,
     " alla att av blev blir de den där det dig efter eller en ett "
     "från fått för genom ha han har hade här hos hur i inte jag kan man många "
     "med mellan men mer mig mot mycket nu när och också om på sedan sig ska "
     "skall som till under upp ut utan vad var vara vi vid vill vilket vår "
     "våra "
     "än är även över sin mitt ni "},
};

struct Feature {
  WordLanguage language;
  std::string_view text;
  int weight = 1;
};
// Anywhere in a word.
constexpr Feature kLetters[] = {
    {WordLanguage::kGerman, "ß", 3},   {WordLanguage::kGerman, "ü", 2},
    {WordLanguage::kGerman, "ä", 1},   {WordLanguage::kGerman, "ö", 1},
    {WordLanguage::kGerman, "sch", 1}, {WordLanguage::kGerman, "tz", 1},
    {WordLanguage::kGerman, "pf", 1},  {WordLanguage::kGerman, "cht", 1},
    {WordLanguage::kSwedish, "ä", 1},  {WordLanguage::kSwedish, "ö", 1},
    {WordLanguage::kSwedish, "å", 1},  {WordLanguage::kDanish, "æ", 1},
    {WordLanguage::kDanish, "ø", 1},   {WordLanguage::kDanish, "å", 1},
    {WordLanguage::kBokmal, "æ", 1},   {WordLanguage::kBokmal, "ø", 1},
    {WordLanguage::kBokmal, "å", 1},   {WordLanguage::kDutch, "ij", 1},
    {WordLanguage::kDutch, "aa", 1},   {WordLanguage::kDutch, "oe", 1},
    {WordLanguage::kDutch, "uu", 1},   {WordLanguage::kEnglish, "th", 1},
    {WordLanguage::kEnglish, "wh", 1},
};
// At the end of a word that is longer by two letters at least.
constexpr Feature kEndings[] = {
    {WordLanguage::kGerman, "ung", 2},     {WordLanguage::kGerman, "ungen", 2},
    {WordLanguage::kGerman, "keit", 2},    {WordLanguage::kGerman, "heit", 2},
    {WordLanguage::kGerman, "keiten", 2},  {WordLanguage::kGerman, "lich", 2},
    {WordLanguage::kGerman, "liche", 2},   {WordLanguage::kGerman, "lichen", 2},
    {WordLanguage::kGerman, "licher", 2},  {WordLanguage::kGerman, "isch", 1},
    {WordLanguage::kGerman, "ische", 1},   {WordLanguage::kGerman, "ischen", 1},
    {WordLanguage::kGerman, "schaft", 2},  {WordLanguage::kGerman, "ieren", 1},
    {WordLanguage::kGerman, "iert", 2},    {WordLanguage::kGerman, "ierte", 2},
    {WordLanguage::kGerman, "ierten", 2},  {WordLanguage::kGerman, "stoff", 1},
    {WordLanguage::kGerman, "stoffen", 1}, {WordLanguage::kGerman, "ende", 1},
    {WordLanguage::kGerman, "enden", 1},   {WordLanguage::kGerman, "kte", 1},
    {WordLanguage::kGerman, "tät", 2},     {WordLanguage::kGerman, "dienst", 1},
    {WordLanguage::kEnglish, "ing", 1},    {WordLanguage::kEnglish, "ness", 2},
    {WordLanguage::kEnglish, "ous", 2},    {WordLanguage::kEnglish, "ly", 2},
    {WordLanguage::kEnglish, "tion", 1},   {WordLanguage::kGerman, "tion", 1},
    {WordLanguage::kEnglish, "ity", 2},    {WordLanguage::kEnglish, "ment", 1},
};

// Lower case of the letters that these languages have.
std::string Lower(std::string_view text) {
  std::string lower(text);
  for (size_t i = 0; i < lower.size(); ++i) {
    if (lower[i] >= 'A' && lower[i] <= 'Z') {
      lower[i] = static_cast<char>(lower[i] - 'A' + 'a');
    } else if (i + 1 < lower.size() && lower[i] == '\xC3' &&
               static_cast<unsigned char>(lower[i + 1]) < 0x9F) {
      lower[i + 1] = static_cast<char>(lower[i + 1] + 0x20);
    }
  }
  return lower;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }

// Word -> the languages that have it, a bit each.
using WordTable = std::unordered_map<std::string_view, uint8_t>;

WordTable MakeTable() {
  WordTable table;
  for (const WordList& list : kWords) {
    const std::string_view words = list.words;
    for (size_t at = 0; at < words.size();) {
      const size_t end = std::min(words.find(' ', at), words.size());
      if (end > at) {
        table[words.substr(at, end - at)] |=
            static_cast<uint8_t>(1U << static_cast<unsigned>(list.language));
      }
      at = end + 1;
    }
  }
  return table;
}

void VoteByLetters(std::string_view word, WordVotes& votes) {
  const auto vote = [&](const Feature& feature) {
    votes.votes[static_cast<size_t>(feature.language)] += feature.weight;
  };
  for (const Feature& feature : kLetters) {
    if (word.find(feature.text) != std::string_view::npos) vote(feature);
  }
  for (const Feature& feature : kEndings) {
    if (word.size() >= feature.text.size() + 2 &&
        word.ends_with(feature.text)) {
      vote(feature);
    }
  }
}

// Whether the word is one of the small ones.
bool VoteForWord(std::string_view word, WordVotes& votes) {
  constexpr int kOwnWord = 2;
  static const WordTable table = MakeTable();
  const auto known = table.find(word);
  if (known == table.end()) return false;
  for (size_t i = 0; i < kWordLanguageCount; ++i) {
    if ((known->second >> i & 1) != 0) votes.votes[i] += kOwnWord;
  }
  return true;
}

WordVotes Vote(std::string_view text, bool letters) {
  const std::string lower = Lower(text);
  WordVotes votes;
  for (size_t at = 0; at < lower.size();) {
    if (!IsLetter(lower[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < lower.size() && IsLetter(lower[end])) ++end;
    const std::string_view word = std::string_view(lower).substr(at, end - at);
    votes.words += word.size() >= 2;
    if (!VoteForWord(word, votes) && letters) VoteByLetters(word, votes);
    at = end;
  }
  return votes;
}

}  // namespace

std::string_view ToString(WordLanguage language) {
  return kCodes[static_cast<size_t>(language)];
}

int WordVotes::Of(std::string_view lang) const {
  const auto at = std::find(kCodes.begin(), kCodes.end(), lang);
  return at == kCodes.end() ? 0
                            : votes[static_cast<size_t>(at - kCodes.begin())];
}

bool KnowsWordsOf(std::string_view lang) {
  return std::find(kCodes.begin(), kCodes.end(), lang) != kCodes.end();
}

WordVotes VoteByWords(std::string_view text) {
  return Vote(text.substr(0, kMaxVotedText), true);
}

WordVotes VoteBySmallWords(std::string_view text) {
  constexpr size_t kSample = 160;
  return Vote(text.substr(0, kSample), false);
}

std::string_view Winner(const WordVotes& votes, int lead) {
  auto sorted = votes.votes;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  if (sorted[0] < sorted[1] + lead) return {};
  const auto at = std::find(votes.votes.begin(), votes.votes.end(), sorted[0]);
  return kCodes[static_cast<size_t>(at - votes.votes.begin())];
}

}  // namespace ritmon
