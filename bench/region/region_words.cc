// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/region/region_words.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "base/files.h"
#include "base/fingerprint.h"

namespace ritmon {
namespace {

// So that 11 KB hold some 1,600 words, 700 of them different, as running text
// of German company pages does.
constexpr double kExponent = 1.0;
constexpr size_t kOwnNouns = 40;

struct Weighted {
  std::string_view word;
  int weight;
};

// Function words, per mille of running text (Leipzig Corpora Collection,
// rounded), by what may follow them.
constexpr Weighted kGermanDeterminers[] = {
    {"die", 35}, {"der", 34},   {"den", 13},  {"das", 11},    {"dem", 8},
    {"ein", 7},  {"eine", 7},   {"einer", 5}, {"einen", 4},   {"einem", 4},
    {"des", 6},  {"unsere", 5}, {"unser", 3}, {"unserer", 2}, {"Ihre", 3},
    {"jede", 1}, {"alle", 2},   {"diese", 3}, {"mehr", 2},    {"viele", 1}};
constexpr Weighted kGermanPrepositions[] = {
    {"in", 20},   {"von", 11},  {"zu", 11},      {"mit", 10}, {"auf", 9},
    {"für", 9},   {"im", 8},    {"an", 5},       {"aus", 5},  {"nach", 4},
    {"bei", 4},   {"um", 4},    {"am", 4},       {"über", 4}, {"zum", 3},
    {"vor", 3},   {"zur", 3},   {"durch", 3},    {"bis", 3},  {"seit", 2},
    {"unter", 2}, {"gegen", 2}, {"zwischen", 1}, {"ohne", 1}, {"während", 1}};
constexpr Weighted kGermanConnectors[] = {{"und", 26},  {"oder", 4},
                                          {"als", 6},   {"wie", 5},
                                          {"sowie", 2}, {"aber", 3}};
constexpr Weighted kGermanParticles[] = {
    {"auch", 6}, {"nicht", 7}, {"noch", 4},  {"nur", 3},   {"so", 4},
    {"sich", 9}, {"hier", 2},  {"immer", 2}, {"schon", 2}, {"heute", 1}};
constexpr Weighted kGermanClauses[] = {
    {"dass", 4}, {"wenn", 3}, {"weil", 1}, {"damit", 2}, {"ob", 1}};
constexpr Weighted kGermanAuxiliaries[] = {
    {"ist", 8},   {"wird", 4}, {"sind", 4},   {"werden", 5}, {"hat", 4},
    {"haben", 3}, {"kann", 3}, {"können", 2}, {"war", 2},    {"wurde", 2}};
constexpr Weighted kGermanPronouns[] = {{"wir", 6}, {"Sie", 5}, {"es", 5},
                                        {"sie", 4}, {"er", 3},  {"man", 2}};

constexpr Weighted kEnglishDeterminers[] = {
    {"the", 60}, {"a", 21},    {"an", 4},  {"our", 6},  {"your", 4},
    {"this", 5}, {"these", 2}, {"all", 3}, {"each", 1}, {"more", 2}};
constexpr Weighted kEnglishPrepositions[] = {
    {"of", 30}, {"in", 20}, {"to", 15}, {"for", 9},  {"with", 7},
    {"on", 7},  {"at", 5},  {"by", 5},  {"from", 5}, {"into", 2}};
constexpr Weighted kEnglishConnectors[] = {
    {"and", 27}, {"or", 4}, {"as", 6}, {"but", 3}, {"than", 2}};
constexpr Weighted kEnglishParticles[] = {{"also", 2}, {"not", 6}, {"only", 2},
                                          {"so", 2},   {"now", 2}, {"here", 1}};
constexpr Weighted kEnglishClauses[] = {
    {"that", 10}, {"when", 2}, {"because", 1}, {"which", 4}, {"if", 2}};
constexpr Weighted kEnglishAuxiliaries[] = {
    {"is", 10}, {"are", 5}, {"was", 6}, {"has", 4}, {"will", 3}, {"can", 3}};
constexpr Weighted kEnglishPronouns[] = {
    {"we", 4}, {"you", 5}, {"it", 9}, {"they", 4}, {"he", 5}};

// D determiner, A adjective, N noun, V verb, P preposition, C connector,
// R particle, L begins a clause, X auxiliary, S pronoun.
constexpr std::string_view kPatterns[] = {
    "DNVPDAN",       "DANXRPDNV",       "SVDNCDN,LSDNPDNX", "PDNVDNDAN",
    "SXDANPDNV",     "DNPDNVRA",        "DN,LDNPDANV,XRA",  "RXDNPDANV",
    "DNCDNVPDNPDAN", "PDANXSDNCDNPDNV", "SVR,LDNDNX",       "DANVDNPDNCPDAN"};

std::string_view Choose(std::span<const Weighted> words, RegionRandom& random) {
  int sum = 0;
  for (const Weighted& each : words) sum += each.weight;
  auto left = static_cast<int>(random.Below(static_cast<size_t>(sum)));
  for (const Weighted& each : words) {
    left -= each.weight;
    if (left < 0) return each.word;
  }
  return words.back().word;
}

std::span<const Weighted> FunctionWords(Language language, char kind) {
  const bool german = language == Language::kGerman;
  switch (kind) {
    case 'D':
      if (german) return kGermanDeterminers;
      return kEnglishDeterminers;
    case 'P':
      if (german) return kGermanPrepositions;
      return kEnglishPrepositions;
    case 'C':
      if (german) return kGermanConnectors;
      return kEnglishConnectors;
    case 'R':
      if (german) return kGermanParticles;
      return kEnglishParticles;
    case 'L':
      if (german) return kGermanClauses;
      return kEnglishClauses;
    case 'X':
      if (german) return kGermanAuxiliaries;
      return kEnglishAuxiliaries;
    default:
      if (german) return kGermanPronouns;
      return kEnglishPronouns;
  }
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// Letters only, and no abbreviation.
bool IsWord(std::string_view word) {
  if (word.size() < 3 || word.size() > 30 || IsUpper(word[1])) return false;
  return std::all_of(word.begin(), word.end(), [](char c) {
    return IsUpper(c) || IsLower(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

bool EndsInOneOf(std::string_view word,
                 std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view end) { return word.ends_with(end); });
}

// 'N', 'V', 'A', or 0 for words of another kind, by their endings.
char KindOf(std::string_view word, Language language) {
  if (language == Language::kGerman) {
    if (!IsLower(word[0])) return IsUpper(word[0]) ? 'N' : 0;
    if (EndsInOneOf(word, {"ige", "igen", "iger", "iche", "ichen", "icher",
                           "ische", "ischen", "ischer", "bare", "baren"})) {
      return 'A';
    }
    return EndsInOneOf(word, {"t", "en", "te"}) ? 'V' : 0;
  }
  if (IsUpper(word[0])) return 0;
  if (EndsInOneOf(word, {"al", "ive", "ous", "able", "ic", "ful"})) return 'A';
  return EndsInOneOf(word, {"es", "ed", "ates"}) ? 'V' : 'N';
}

void AppendWord(std::string_view word, std::string& out) {
  if (!out.empty() && out.back() != ' ') out += ' ';
  out += word;
}

// Of a sentence's first word; of other letters than ASCII's none begins here.
void Capitalise(char& c) {
  if (IsLower(c)) c = static_cast<char>(c - 'a' + 'A');
}

}  // namespace

std::filesystem::path WordListOf(Language language) {
  return language == Language::kGerman ? "/usr/share/dict/ngerman"
                                       : "/usr/share/dict/american-english";
}

ZipfList::ZipfList(std::vector<std::string> words) {
  std::vector<std::pair<uint64_t, std::string>> order;
  order.reserve(words.size());
  for (std::string& word : words) {
    const uint64_t key = word.size() * 100 + Fingerprint64(word) % 1200;
    order.emplace_back(key, std::move(word));
  }
  std::sort(order.begin(), order.end());
  double sum = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    words_.push_back(std::move(order[i].second));
    // Mandelbrot's form: the very first are function words, which are not here.
    sum += 1 / std::pow(static_cast<double>(i) + 20, kExponent);
    sums_.push_back(sum);
  }
}

std::string_view ZipfList::Draw(RegionRandom& random) const {
  const double point = random.Unit() * sums_.back();
  const auto at = std::upper_bound(sums_.begin(), sums_.end(), point);
  return words_[std::min(static_cast<size_t>(at - sums_.begin()),
                         words_.size() - 1)];
}

Result<RegionWords> RegionWords::Load(const std::filesystem::path& list,
                                      Language language) {
  auto bytes = ReadFile(list);
  if (!bytes) {
    Error error = bytes.error();
    error.message += language == Language::kGerman
                         ? "; install Debian's wngerman"
                         : "; install Debian's wamerican";
    return tl::unexpected(std::move(error));
  }
  std::vector<std::string> nouns, verbs, adjectives;
  std::string_view rest = *bytes;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!IsWord(word)) continue;
    const char kind = KindOf(word, language);
    if (kind == 'N') nouns.emplace_back(word);
    if (kind == 'V') verbs.emplace_back(word);
    if (kind == 'A') adjectives.emplace_back(word);
  }
  if (nouns.empty() || verbs.empty() || adjectives.empty()) {
    return Fail(ErrorKind::kInvalid,
                list.string() +
                    ": no list of words, one a line: nouns, verbs "
                    "or adjectives are missing");
  }
  return RegionWords(language, ZipfList(std::move(nouns)),
                     ZipfList(std::move(verbs)),
                     ZipfList(std::move(adjectives)));
}

RegionProse::RegionProse(const RegionWords& words, RegionRandom& random)
    : words_(&words) {
  for (size_t i = 0; i < kOwnNouns; ++i) {
    own_.push_back(words.nouns().Draw(random));
  }
}

std::string_view RegionProse::Noun(RegionRandom& random) const {
  if (random.Below(3) == 0) return random.Pick(own_);
  return words_->nouns().Draw(random);
}

std::string_view RegionProse::WordFor(char kind, RegionRandom& random) const {
  if (kind == 'N') return Noun(random);
  if (kind == 'A') return words_->adjectives().Draw(random);
  if (kind == 'V') return words_->verbs().Draw(random);
  return Choose(FunctionWords(words_->language(), kind), random);
}

void RegionProse::AppendSentence(RegionRandom& random, std::string& out) const {
  if (!out.empty()) out += ' ';
  const size_t begin = out.size();
  for (const char kind : random.Pick(kPatterns)) {
    if (kind == ',') {
      out += ',';
    } else {
      AppendWord(WordFor(kind, random), out);
    }
  }
  Capitalise(out[begin]);
  out += '.';
}

std::string RegionProse::Text(RegionRandom& random, size_t bytes) const {
  std::string text;
  do {
    AppendSentence(random, text);
  } while (text.size() < bytes);
  return text;
}

std::string RegionProse::Phrase(RegionRandom& random) const {
  std::string phrase(WordFor("NA"[random.Below(2)], random));
  Capitalise(phrase[0]);
  if (random.Below(2) == 0) AppendWord(WordFor('C', random), phrase);
  AppendWord(Noun(random), phrase);
  return phrase;
}

}  // namespace ritmon
