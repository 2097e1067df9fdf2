// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/pattern_trie.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/normalize.h"
#include "classifier/beginning_filter.h"
#include "classifier/pattern_trie_builder.h"
#include "classifier/trie_node.h"

namespace ritmon {
namespace {

// Over letters and digits; stops in the middle of what is no word any more,
// where no boundary is found.
size_t WordEnd(std::string_view text, size_t at) {
  const size_t from = at;
  while (at - from < kLongestWord && IsWordAt(text, at)) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

}  // namespace

PatternTrie::PatternTrie(const std::vector<TriePattern>& patterns) {
  Builder(*this).Build(patterns);
}

// --- beginnings --------------------------------------------------------------

// All ways in which patterns begin.
class PatternTrie::BeginningsWalk {
 public:
  explicit BeginningsWalk(const PatternTrie& trie) : trie_(trie) {}

  std::set<std::string> Take() { return std::move(beginnings_); }

  void AddNode(uint32_t place, const std::string& before) {
    const TrieNode node(trie_.nodes_.data() + place);
    std::string prefix = before;
    prefix.append(node.label(), node.label_size());
    if (IsLong(prefix)) {
      Add(prefix);
      return;
    }
    const char* at = node.first_exit();
    for (size_t e = 0; e < node.exits(); ++e) {
      AddExit(TrieNode::ReadExit(at), prefix);
    }
    for (size_t c = 0; c < node.children(); ++c) {
      AddNode(node.ChildAt(at, c), prefix + at[c]);
    }
  }

 private:
  static bool IsLong(const std::string& prefix) {
    return prefix.size() >= BeginningFilter::kLongest;
  }

  void AddExit(const TrieExit& exit, const std::string& stem) {
    // Behind a long stem its endings would tell little more and fill the
    // filter.
    constexpr size_t kLongStem = 6;
    const bool many = EndingsOf(exit.ending).size() > 1;
    if (exit.ending == StemEnding::kOpen ||
        exit.ending == StemEnding::kAnything ||
        (stem.size() >= kLongStem && (many || exit.next == kNone))) {
      Add(stem);
      return;
    }
    for (const std::string_view ending : EndingsOf(exit.ending)) {
      const std::string word = stem + std::string(ending);
      if (exit.output != TrieExit::kNothing) {
        Add(word + ' ');
        Add(word + kNoAscii);
      }
      if (exit.next == kNone) continue;
      AddNext(exit.next, word);
      AddNext(exit.next, word + ' ');
    }
  }

  void AddNext(uint32_t place, const std::string& prefix) {
    if (IsLong(prefix)) {
      Add(prefix);
    } else {
      AddNode(place, prefix);
    }
  }

  void Add(const std::string& prefix) {
    std::string plain;
    MakePlain(prefix, plain);
    plain.resize(std::min(prefix.size(), BeginningFilter::kLongest));
    beginnings_.insert(std::move(plain));
  }

  const PatternTrie& trie_;
  std::set<std::string> beginnings_;
};

std::set<std::string> PatternTrie::Beginnings() const {
  BeginningsWalk walk(*this);
  for (size_t byte = 0; byte < shorts_.size(); ++byte) {
    if (shorts_[byte] == kNone) continue;
    walk.AddNode(shorts_[byte], std::string(1, static_cast<char>(byte)));
  }
  for (const Head& head : heads_) {
    if (head.node == kNone) continue;
    std::string bytes;
    for (size_t i = 0; i < kHeadBytes; ++i) {
      bytes.push_back(static_cast<char>(head.bytes >> (8 * i)));
    }
    walk.AddNode(head.node, bytes);
  }
  return walk.Take();
}

// --- matching ----------------------------------------------------------------

// One place of a text.
class PatternTrie::Walk {
 public:
  Walk(const PatternTrie& trie, std::string_view text,
       std::vector<TrieMatch>& matches)
      : trie_(trie), text_(text), matches_(matches) {}

  void Behind(uint32_t node, size_t at) {
    begin_ = static_cast<uint32_t>(at);
    From(node, at);
  }

  // `head`: the node of what begins as the text does at `at`, or kNone.
  void At(uint32_t at, uint32_t head) {
    if (at >= text_.size()) return;
    begin_ = at;
    const uint32_t shorts = trie_.shorts_[static_cast<uint8_t>(text_[at])];
    if (shorts != kNone) From(shorts, at + 1);
    if (head != kNone) From(head, at + kHeadBytes);
  }

  uint64_t steps() const { return steps_; }

 private:
  // From the node at `place`, whose label stands at `at` if it fits.
  void From(uint32_t place, size_t at) {
    do {
      ++steps_;
      const TrieNode node(trie_.nodes_.data() + place);
      const size_t label = node.label_size();
      if (text_.size() - at < label ||
          !IsSame(text_.data() + at, node.label(), label)) {
        return;
      }
      at += label;
      const char* behind = node.first_exit();
      if (const size_t exits = node.exits(); exits != 0) {
        behind = LeaveAll(behind, exits, at);
      }
      if (at >= text_.size()) return;
      place = node.Child(behind, static_cast<uint8_t>(text_[at]));
      ++at;
    } while (place != kNone);
  }

  // Labels are short.
  static bool IsSame(const char* a, const char* b, size_t size) {
    for (size_t i = 0; i < size; ++i) {
      if (a[i] != b[i]) return false;
    }
    return true;
  }

  // Behind a stem. Returns where the exits end.
  const char* LeaveAll(const char* exit_at, size_t exits, size_t at) {
    const BehindStem behind(text_, at);
    for (; exits > 0; --exits) {
      ++steps_;
      const TrieExit exit = TrieNode::ReadExit(exit_at);
      if (exit.ending == StemEnding::kAnything) {
        Report(exit, at);
      } else if (exit.ending == StemEnding::kOpen) {
        LeaveOpen(exit, at);
      } else {
        LeaveClosed(exit, behind, at);
      }
    }
    return exit_at;
  }

  void Report(const TrieExit& exit, size_t end) {
    if (!exit.has_list) {
      if (exit.output != TrieExit::kNothing) {
        Add(exit.output, end);
      }
      return;
    }
    const uint32_t* list = &trie_.outputs_[exit.output];
    for (uint32_t i = 1; i <= *list; ++i) Add(list[i], end);
  }

  void Add(uint32_t value, size_t end) {
    matches_.push_back({value, begin_, static_cast<uint32_t>(end)});
  }

  void LeaveClosed(const TrieExit& exit, const BehindStem& behind, size_t at) {
    for (size_t count = 0; count <= behind.letters(); ++count) {
      if (!behind.IsEnding(exit.ending, count)) continue;
      if (behind.EndsBehind(count)) Report(exit, at + count);
      if (exit.next != kNone) EnterNext(exit.next, at + count);
    }
  }

  // The next word stands behind a blank or at once. None begins with a blank,
  // but one may be no more than an ending.
  void EnterNext(uint32_t next, size_t at) {
    const bool blank = at < text_.size() && text_[at] == ' ';
    if (blank) From(next, at + 1);
    const TrieNode node(trie_.nodes_.data() + next);
    if (!blank || (node.label_size() == 0 && node.exits() > 0)) From(next, at);
  }

  void LeaveOpen(const TrieExit& exit, size_t at) {
    const size_t word_end = WordEnd(text_, at);
    steps_ += word_end - at;
    if (!IsWordAt(text_, word_end)) Report(exit, word_end);
    if (exit.next == kNone) return;
    if (word_end < text_.size() && text_[word_end] == ' ') {
      From(exit.next, word_end + 1);
    }
    // "batterie* recycl*": Batteriezellenrecycling.
    for (size_t i = at; i <= word_end && i < text_.size(); ++i) {
      From(exit.next, i);
    }
  }

  const PatternTrie& trie_;
  const std::string_view text_;
  std::vector<TrieMatch>& matches_;
  uint32_t begin_ = 0;
  uint64_t steps_ = 0;
};

// Several places at a time: while the processor waits for what one of them
// needs from memory, it can ask for what the next ones need
// (bench/matcher_bench.cc).
void PatternTrie::Match(std::string_view text, std::span<const uint32_t> places,
                        std::vector<TrieMatch>& matches,
                        uint64_t& steps) const {
  constexpr size_t kAtOnce = 16;
  Walk walk(*this, text, matches);
  while (!places.empty()) {
    const auto some = places.first(std::min(kAtOnce, places.size()));
    std::array<uint32_t, kAtOnce> nodes;
    for (const uint32_t at : some) {
      if (text.size() - at < kHeadBytes) continue;
      __builtin_prefetch(&heads_[SlotOf(HeadOf(text.data() + at))]);
    }
    for (size_t i = 0; i < some.size(); ++i) {
      nodes[i] = text.size() - some[i] < kHeadBytes
                     ? kNone
                     : NodeOfHead(HeadOf(text.data() + some[i]));
      if (nodes[i] != kNone) __builtin_prefetch(nodes_.data() + nodes[i]);
    }
    for (size_t i = 0; i < some.size(); ++i) walk.At(some[i], nodes[i]);
    places = places.subspan(some.size());
  }
  steps += walk.steps();
}

void PatternTrie::MatchBehind(uint32_t node, std::string_view text, size_t at,
                              std::vector<TrieMatch>& matches,
                              uint64_t& steps) const {
  Walk walk(*this, text, matches);
  walk.Behind(node, at);
  steps += walk.steps();
}

size_t PatternTrie::memory_bytes() const {
  return nodes_.size() + heads_.size() * sizeof(Head) +
         outputs_.size() * sizeof(uint32_t) + sizeof(shorts_);
}

}  // namespace ritmon
