// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/name_trie.h"

#include <array>

#include "base/fingerprint.h"

namespace ritmon {
namespace {

constexpr size_t kFirstSlots = 64;  // a power of two

// Shorter words are articles and the like: "der" is no form of "de".
constexpr size_t kMinStem = 3;

constexpr size_t kFilterBits = size_t{1} << 21;

// FNV-1a, one byte further.
uint64_t Further(uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
}
constexpr uint64_t kBegin = 0xcbf29ce484222325;

size_t FilterBit(uint64_t hash) {
  return static_cast<size_t>((hash ^ hash >> 31) * 0x9E3779B97F4A7C15 >> 43) %
         kFilterBits;
}

size_t HashStep(uint32_t state, uint32_t word) {
  uint64_t hash = (uint64_t{state} << 32 | word) * 0x9E3779B97F4A7C15;
  hash ^= hash >> 29;
  return static_cast<size_t>(hash * 0xBF58476D1CE4E5B9 >> 17);
}

// A dot may stand inside a name only behind an abbreviation: "St. Pauli".
bool MayJoin(const TextWord& before, const TextWord& word) {
  switch (word.gap) {
    case WordGap::kBlank:
    case WordGap::kHyphen:
    case WordGap::kApostrophe:
      return true;
    case WordGap::kDot:
      return before.key.size() <= 3 || before.key == "gebr";
    default:
      return false;
  }
}

}  // namespace

NameTrie::NameTrie()
    : beginnings_(kFilterBits / 64),
      word_slots_(kFirstSlots, kNone),
      steps_(kFirstSlots) {
  name_of_state_.push_back(kNone);
}

uint32_t NameTrie::FindWord(std::string_view word) const {
  const size_t mask = word_slots_.size() - 1;
  for (size_t slot = Fingerprint64(word) & mask;; slot = (slot + 1) & mask) {
    const uint32_t number = word_slots_[slot];
    if (number == kNone) return kNone;
    const Word& held = words_[number];
    if (std::string_view(letters_).substr(held.begin, held.size) == word) {
      return number;
    }
  }
}

uint32_t NameTrie::AddWord(std::string_view word) {
  if (const uint32_t found = FindWord(word); found != kNone) return found;
  if ((words_.size() + 1) * 2 > word_slots_.size()) GrowWords();
  const auto number = static_cast<uint32_t>(words_.size());
  words_.push_back({static_cast<uint32_t>(letters_.size()),
                    static_cast<uint32_t>(word.size()), kNone});
  letters_ += word;
  const size_t mask = word_slots_.size() - 1;
  size_t slot = Fingerprint64(word) & mask;
  while (word_slots_[slot] != kNone) slot = (slot + 1) & mask;
  word_slots_[slot] = number;
  return number;
}

void NameTrie::GrowWords() {
  word_slots_.assign(word_slots_.size() * 2, kNone);
  const size_t mask = word_slots_.size() - 1;
  for (uint32_t number = 0; number < words_.size(); ++number) {
    const Word& held = words_[number];
    size_t slot = Fingerprint64(std::string_view(letters_).substr(held.begin,
                                                                  held.size)) &
                  mask;
    while (word_slots_[slot] != kNone) slot = (slot + 1) & mask;
    word_slots_[slot] = number;
  }
}

uint32_t NameTrie::NextState(uint32_t state, uint32_t word) const {
  if (state == 0) return words_[word].root_step;
  const size_t mask = steps_.size() - 1;
  for (size_t slot = HashStep(state, word) & mask;; slot = (slot + 1) & mask) {
    const Step& step = steps_[slot];
    if (step.state == kNone) return kNone;
    if (step.state == state && step.word == word) return step.next;
  }
}

uint32_t NameTrie::AddStep(uint32_t state, uint32_t word) {
  if (const uint32_t next = NextState(state, word); next != kNone) return next;
  const auto next = static_cast<uint32_t>(name_of_state_.size());
  name_of_state_.push_back(kNone);
  if (state == 0) {
    words_[word].root_step = next;
    NoteBeginning(std::string_view(letters_).substr(words_[word].begin,
                                                    words_[word].size));
    return next;
  }
  if ((step_count_ + 1) * 2 > steps_.size()) GrowSteps();
  ++step_count_;
  const size_t mask = steps_.size() - 1;
  size_t slot = HashStep(state, word) & mask;
  while (steps_[slot].state != kNone) slot = (slot + 1) & mask;
  steps_[slot] = {state, word, next};
  return next;
}

void NameTrie::GrowSteps() {
  std::vector<Step> old(steps_.size() * 2);
  old.swap(steps_);
  const size_t mask = steps_.size() - 1;
  for (const Step& step : old) {
    if (step.state == kNone) continue;
    size_t slot = HashStep(step.state, step.word) & mask;
    while (steps_[slot].state != kNone) slot = (slot + 1) & mask;
    steps_[slot] = step;
  }
}

uint32_t NameTrie::Add(std::string_view key) {
  std::array<std::string_view, kMaxWords> words;
  size_t count = 0;
  while (!key.empty()) {
    if (count == kMaxWords) return kNone;
    const size_t blank = key.find(' ');
    words[count++] = key.substr(0, blank);
    key.remove_prefix(blank == std::string_view::npos ? key.size() : blank + 1);
  }
  if (count == 0) return kNone;
  uint32_t state = 0;
  for (size_t i = 0; i < count; ++i) state = AddStep(state, AddWord(words[i]));
  if (name_of_state_[state] == kNone) name_of_state_[state] = names_++;
  return name_of_state_[state];
}

uint32_t NameTrie::Find(std::string_view key) const {
  uint32_t state = 0;
  while (!key.empty()) {
    const size_t blank = key.find(' ');
    const uint32_t word = FindWord(key.substr(0, blank));
    if (word == kNone) return kNone;
    state = NextState(state, word);
    if (state == kNone) return kNone;
    key.remove_prefix(blank == std::string_view::npos ? key.size() : blank + 1);
  }
  return name_of_state_[state];
}

// One word further: as it stands, then without each ending that it may have.
void NameTrie::Follow(const std::vector<TextWord>& words, size_t at,
                      uint32_t state, bool inflected, Hit& best) const {
  const std::string_view key = words[at].key;
  Take(words, at, state, FindWord(key), {inflected, true, true}, best);
  const size_t size = key.size();
  if (size <= kMinStem) return;
  const char end = key[size - 1];
  const bool after_e = key[size - 2] == 'e';
  const bool of_last = end == 's' || (end == 'n' && after_e);
  const bool of_others =
      after_e && (end == 'n' || end == 'r' || end == 's' || end == 'm');
  if (of_last || of_others) {
    Take(words, at, state, FindWord(key.substr(0, size - 1)),
         {true, of_last, of_others}, best);
  }
  if (end == 's' && after_e && size - 2 >= kMinStem) {
    Take(words, at, state, FindWord(key.substr(0, size - 2)),
         {true, true, false}, best);
  }
}

// `word` is what the text's word at `at` stands for, or kNone.
void NameTrie::Take(const std::vector<TextWord>& words, size_t at,
                    uint32_t state, uint32_t word, Form form, Hit& best) const {
  if (word == kNone) return;
  const uint32_t next = NextState(state, word);
  if (next == kNone) return;
  const uint32_t name = name_of_state_[next];
  const auto end = static_cast<uint32_t>(at + 1);
  // Of two of one length the one that stands there word for word.
  if (form.may_end && name != kNone &&
      (end > best.end ||
       (end == best.end && best.inflected && !form.inflected))) {
    best = {best.begin, end, name, form.inflected};
  }
  if (form.may_go_on && at + 1 < words.size() &&
      MayJoin(words[at], words[at + 1])) {
    Follow(words, at + 1, next, form.inflected, best);
  }
}

void NameTrie::NoteBeginning(std::string_view word) {
  uint64_t hash = kBegin;
  for (const char c : word) hash = Further(hash, c);
  const size_t bit = FilterBit(hash);
  beginnings_[bit / 64] |= uint64_t{1} << bit % 64;
}

// Also without the one or two letters that an ending has.
bool NameTrie::MayBegin(std::string_view word) const {
  const auto has = [&](uint64_t hash) {
    const size_t bit = FilterBit(hash);
    return (beginnings_[bit / 64] >> bit % 64 & 1) != 0;
  };
  const size_t stem = word.size() > kMinStem ? word.size() - 2 : word.size();
  uint64_t hash = kBegin;
  for (const char c : word.substr(0, stem)) hash = Further(hash, c);
  if (stem == word.size()) return has(hash);
  const uint64_t without_one = Further(hash, word[stem]);
  const char end = word.back();
  if (end == 's' || end == 'n' || end == 'r' || end == 'm') {
    if (has(hash) || has(without_one)) return true;
  }
  return has(Further(without_one, end));
}

void NameTrie::FindAll(const std::vector<TextWord>& words,
                       std::vector<Hit>& hits) const {
  hits.clear();
  for (uint32_t at = 0; at < words.size();) {
    if (!MayBegin(words[at].key)) {
      ++at;
      continue;
    }
    Hit best{.begin = at};
    Follow(words, at, 0, false, best);
    if (best.name == kNone) {
      ++at;
      continue;
    }
    hits.push_back(best);
    at = best.end;
  }
}

size_t NameTrie::memory_bytes() const {
  return beginnings_.capacity() * sizeof(uint64_t) + letters_.capacity() +
         words_.capacity() * sizeof(Word) +
         word_slots_.capacity() * sizeof(uint32_t) +
         steps_.capacity() * sizeof(Step) +
         name_of_state_.capacity() * sizeof(uint32_t);
}

}  // namespace ritmon
